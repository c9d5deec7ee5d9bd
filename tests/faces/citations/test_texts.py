"""A record of several texts: a passage of one is cited without what is only true of another."""

from pathlib import Path

import httpx

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, write_records
from tests.formats.letters import text_of


async def test_a_passage_is_cited_by_what_is_true_of_its_own_text(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    texts = [
        text_of("en", "en", "Words.", translators=["Ann Lee"]),
        text_of("fr", "fr", "Mots.", translators=["Luc Roy"], machine=True),
    ]
    assert not take_in(house, write_records(tmp_path, make_record(1, texts=texts))).has_errors

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
