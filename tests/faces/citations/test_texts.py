"""A record of several texts: a passage of one is cited without what is only true of another."""

from pathlib import Path

import httpx

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, write_records
from tests.formats.letters import text_of

TEXTS = [
    text_of("en", "en", "Words.", translators=["Ann Lee"]),
    text_of("fr", "fr", "Mots.", translators=["Luc Roy"], machine=True),
]


async def test_a_passage_is_cited_by_what_is_true_of_its_own_text(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    assert not take_in(house, write_records(tmp_path, make_record(1, texts=TEXTS))).has_errors

    async def cite(query: str) -> str:
        text: str = (await client.get(f"/documents/r001/citation?{query}")).json()["text"]
        return text

    for query, said in (("", "Machine translation"), ("style=apa&", "[machine translation]")):
        assert said in await cite(query)
        assert said in await cite(f"{query}locator=fr.p1")
        assert said not in await cite(f"{query}locator=en.p1")
    passage = (await client.get("/documents/r001/passages/en.p1")).json()
    assert passage["citation"]["text"] == await cite("locator=en.p1")
    named = await cite("style=chicago-notes-bibliography&locator=en.p1")
    assert "Ann Lee" in named
    assert "Luc Roy" not in named


async def test_lists_say_of_passages_and_records_what_a_citation_alone_says(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    assert not take_in(house, write_records(tmp_path, make_record(1, texts=TEXTS))).has_errors

    async def ask(style: str, **asked: object) -> list[str]:
        answer = (await client.post("/citations", json={"style": style, **asked})).json()
        return [one["text"] for one in answer["notes"] or answer["bibliography"]]

    def note(locator: str | None) -> dict[str, object]:
        return {"cites": [{"id": "r001", "locator": locator}]}

    chicago = "chicago-notes-bibliography"  # it would print a translator as the author
    english, french, later, whole = await ask(chicago, notes=[*map(note, ("en.p1", "fr.p1", "fr.p1", None))])
    assert "[translated by Ann Lee]" in english
    assert "Luc Roy" not in english
    assert "machine" not in english
    assert "[translated by Luc Roy] [machine translation]" in french
    assert "Ann Lee" not in french
    assert "machine" not in later
    assert "[translated by Ann Lee and Luc Roy] [machine translation]" in whole
    for style in (chicago, "apa", "ieee"):
        alone = (await client.get(f"/documents/r001/citation?style={style}&form=bibliography")).json()["text"]
        assert await ask(style, bibliography=["r001"]) == [alone]
    cited = await ask("ieee", notes=[*map(note, ("en.p1", "fr.p1"))])
    assert [text[:2] for text in cited] == ["[1", "[1"]
