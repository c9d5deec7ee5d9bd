"""The seed is cited in the expected words; `make golden` writes them anew."""

import json
from typing import Any

import pytest

from app.settings import Settings
from tests.golden.cited_seed import FOLDER, cited_seed

GOLDEN = {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.json"))}
TITLE = "Ciphered telegram, Filippov (Stalin) to Mao Zedong re meeting in Moscow with Gao Gang and Kim II Sung"


def test_the_seed_is_cited_in_the_expected_words() -> None:
    made = dict(cited_seed(Settings().cache))
    assert set(made) == set(GOLDEN)
    for name, body in made.items():
        assert body.decode() == GOLDEN[name].decode(), name


@pytest.mark.parametrize("answer", [one for body in GOLDEN.values() for one in json.loads(body)])
def test_no_expected_citation_is_wrong_in_the_ways_others_are(answer: dict[str, Any]) -> None:
    text = answer["text"]
    assert text.count("Ciphered telegram") <= 1  # no title twice
    assert TITLE in text or answer["style"] == "ieee"  # neither recased nor mended
    assert "date" in answer["omitted"] or "13" in text or answer["form"] in ("short", "ibid", "in-text")
    assert "Joseph" not in text
    assert "Zedong Mao" not in text
    assert "Listy 31-32, APRF" not in text  # as if one archive held the other's file
    if answer["locale"] == "fr-FR" and "AVPRF" in text:
        assert "Listy 31-32 et AVPRF" in text
