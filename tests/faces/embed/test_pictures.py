"""The picture of a record: always one, never with a wrong letter, and the same bytes for the same words."""

import io
from dataclasses import fields, replace

import httpx
import pytest
from PIL import Image

from app.faces.embed.drawing import Lines, draw, lines_of
from tests.faces.embed.conftest import PUBLIC
from tests.faces.embed.markup import Markup
from tests.formats.letters import document_of

PLAIN = Lines(title="A letter", date="1951", places=("APRF, Fond 45",), citation="Cited.", address=None, archive="Here")


def lines(**members: object) -> Lines:
    """Give the words of the picture of a record with these members."""
    return lines_of(document_of(members))


def ink(picture: bytes) -> int:
    """Count the points of a picture that are not its ground; fail if it is not one of ours, or not whole."""
    with Image.open(io.BytesIO(picture)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
        counts = image.convert("L").histogram()
    return sum(counts) - max(counts)


async def test_a_picture_is_what_pages_name_for_whoever_shows_a_link(stranger: httpx.AsyncClient) -> None:
    head = Markup((await stranger.get("/document/110364", headers={"accept": "text/html"})).text).elements
    told = {tag.get("property", tag.get("name", "")): tag.get("content") for name, tag in head if name == "meta"}
    assert told["og:image"] == f"{PUBLIC}/documents/110364/card.png"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["twitter:card"] == "summary_large_image"
    response = await stranger.get("/documents/110364/card.png")
    assert (response.status_code, response.headers["content-type"]) == (200, "image/png")
    assert len(response.content) < 100_000
    assert ink(response.content) > 20_000
    unchanged = await stranger.get("/documents/110364/card.png", headers={"if-none-match": response.headers["etag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    head_only = await stranger.head("/documents/110364/card.png")
    assert (head_only.content, head_only.headers["etag"]) == (b"", response.headers["etag"])
    for name in ("http://digitalarchive.wilsoncenter.org/document/110364", "r001"):
        moved = await stranger.get(f"/documents/{name}/card.png")
        assert (moved.status_code, moved.headers["location"][-9:]) == (308, "/card.png")


def test_the_same_words_are_the_same_bytes_and_other_words_are_others() -> None:
    first = draw(PLAIN)
    draw.cache_clear()
    assert draw(PLAIN) == first
    assert len({draw(replace(PLAIN, title=title)) for title in ("A letter", "A letter.", "B letter")}) == 3


def test_the_seed_is_drawn_with_all_that_it_is_cited_by() -> None:
    source = "http://digitalarchive.wilsoncenter.org/document/110364"
    told = lines(title="Шифртелеграмма, Kim II Sung — “Ἀθῆναι”", source_url=source, locations=["АПРФ, Ф. 45", "AVPRF"])
    assert told.title == "Шифртелеграмма, Kim II Sung — “Ἀθῆναι”"
    assert told.places == ("АПРФ, Ф. 45", "AVPRF")
    assert told.citation is not None
    assert told.citation.endswith(source)


@pytest.mark.parametrize(
    "title",
    ["毛泽东致斯大林电", "מברק 3557", "برقية", "a\u202eb", "\u200f", "Z\u0351algo", "\u0e01", "👍", "a\u20e3"],
)  # fmt: skip
def test_a_line_with_a_letter_that_cannot_be_drawn_is_left_out_whole(title: str) -> None:
    told = lines(
        title=title, source_url="https://e.org/1", date={"as_written": title}, publisher=title, locations=[title]
    )
    assert told == Lines("Record letter", None, (), None, "https://e.org/1", None)
    assert draw(told) != draw(replace(told, address=None))


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "W" * 1000, "word " * 900, "i" * 799 + "é", "  two\tspaces  ", "e\u0301"],
    ids=["markup", "one-word", "many-words", "beginning", "spaces", "composed"],
)
def test_any_words_that_can_be_drawn_are_drawn_within_the_picture(words: str) -> None:
    told = lines(title=words, date={"as_written": words[:900]}, publisher=words[:900], locations=[words[:900]] * 5)
    assert all(getattr(told, field.name) for field in fields(told) if field.name not in ("citation", "address"))
    assert len(told.places) == 3
    picture = draw(told)
    assert 1_000 < ink(picture) < 400_000
    with Image.open(io.BytesIO(picture)) as image:  # the margins are free
        for margin in ((0, 20, 60, 630), (1140, 20, 1200, 630), (0, 615, 1200, 630)):
            assert len(image.convert("RGB").crop(margin).getcolors() or ()) == 1


def test_a_citation_is_whole_or_the_address_stands_for_it() -> None:
    address = replace(PLAIN, citation=None, address="https://e.org/1")
    for citation in ("words " * 130, "W" * 799):
        assert draw(replace(address, citation=citation)) == draw(address)
    assert draw(replace(address, citation="words " * 60)) != draw(address)
    assert lines(title="T" * 900, source_url="https://e.org/1").citation is None
