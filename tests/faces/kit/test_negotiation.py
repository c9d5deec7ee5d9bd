"""Which representation a client means (RFC 9110, §12.5.1)."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.faces.kit.negotiation import (
    BIBLIOGRAPHY,
    choose,
    choose_bibliography,
    choose_format,
    parse_accept,
)
from app.faces.kit.problems import NotAcceptable
from app.formats import formats, split_suffix

JSON, PLAIN, HTML = "application/json", "text/plain", "text/html"
OFFERS = (JSON, PLAIN, HTML)
FRAGMENTS = st.sampled_from(
    [
        *OFFERS,
        "*/*",
        "text/*",
        "*",
        "/",
        ",",
        ";",
        "q=",
        "Q=0.5",
        "q=0",
        "q=nan",
        "q=-1",
        "q=1e999",
        '"',
        "\\",
        " ",
        "\t",
        "\x00",
    ]
)
HEADERS = st.one_of(
    st.none(), st.text(), st.text(string.printable), st.lists(FRAGMENTS, max_size=30).map("".join)
)  # fmt: skip


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("nonsense", JSON),
        ("text/plain", PLAIN),
        ("TEXT/Plain", PLAIN),
        ("text/plain; charset=utf-8", PLAIN),
        (" text/plain ;q=0.1", PLAIN),
        ("text/*", PLAIN),
        ("text/html, text/plain", PLAIN),  # of equals, the first offered
        ("text/html, text/plain;q=0.9", HTML),
        ("text/plain;q=0.2, application/json;q=0.1", PLAIN),
        ("*/*;q=0.1, text/html;q=0.2", HTML),
        ("text/*;q=0.5, text/html;q=0, */*;q=0.1", PLAIN),  # what is named more exactly counts
        ("*/*, application/json;q=0", PLAIN),
        ("text/*;q=0.9, text/plain;q=0.1, application/json;q=0.5", HTML),
        ("text/plain;q=2", PLAIN),
        ("text/plain;q=x, text/html", HTML),
        ("text/plain;q=nan, text/html;q=0.001", HTML),
        ("application/xml, */*;q=0.001", JSON),
        ("text/plain;q=0.5;q=1, text/html;q=0.6", HTML),
        ("image/png,,;,/, text/html", HTML),
    ],
)
def test_the_media_type_the_client_likes_best_is_chosen(header: str | None, chosen: str) -> None:
    assert choose(header, OFFERS) == chosen


@pytest.mark.parametrize(
    "header", ["image/png", "text/plain;q=0", "*/*;q=0", "*/*;q=nan", "application/*;q=0, text/*;q=0"]
)
def test_what_the_client_does_not_take_is_not_chosen(header: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        choose(header, OFFERS)
    assert refused.value.available == [{"type": offer} for offer in OFFERS]


@given(HEADERS)
@example("text/html;q=nan,text/html;q=inf,text/html;q=-inf")
@example(";".join(["text/html"] * 1000))
@example("text/html," * 100_000)
def test_no_accept_header_breaks_the_choice(header: str | None) -> None:
    ranges = parse_accept(header)
    assert all(0 <= each.quality <= 1 for each in ranges)
    try:
        assert choose(header, OFFERS) in OFFERS
    except NotAcceptable:
        assert ranges  # a header that says nothing refuses nothing


@given(st.permutations(OFFERS), st.lists(st.integers(1, 1000), min_size=3, max_size=3, unique=True))
def test_the_order_of_an_accept_header_says_nothing(offers: list[str], weights: list[int]) -> None:
    best = offers[weights.index(max(weights))]
    ranges = [f"{offer};q={weight / 1000}" for offer, weight in zip(offers, weights, strict=True)]
    assert choose(", ".join(ranges), OFFERS) == choose(", ".join(reversed(ranges)), OFFERS) == best


@pytest.mark.parametrize(
    ("name", "document_id", "found"),
    [
        ("110364", "110364", None),
        ("110364.json", "110364", "json"),
        ("110364.page.txt", "110364", "page"),
        ("110364.txt", "110364", "text"),
        ("110364.xtxt", "110364.xtxt", None),
        ("110364.json.json", "110364.json", "json"),
        (".json", "", "json"),
        ("json", "json", None),
        ("http://example.org/document/110364.json", "http://example.org/document/110364.json", None),
    ],
)
def test_a_suffix_is_parted_from_a_name(name: str, document_id: str, found: str | None) -> None:
    rest, fmt = split_suffix(name)
    assert (rest, fmt.name if fmt else None) == (document_id, found)


@given(st.text())
def test_no_name_breaks_the_parting_and_nothing_of_it_is_lost(name: str) -> None:
    document_id, fmt = split_suffix(name)
    assert name == (f"{document_id}.{fmt.suffix}" if fmt else document_id)


@pytest.mark.parametrize("fmt", formats(), ids=lambda fmt: fmt.name)
def test_every_format_is_chosen_by_its_suffix_and_by_each_media_type_it_takes(fmt: object) -> None:
    (this,) = [each for each in formats() if each is fmt]
    assert choose_format(f"x.{this.suffix}", "image/png", "/documents/x", place="/documents/") == ("x", this)
    for media_type in this.accepts:
        assert choose_format("x", media_type, "/documents/x", place="/documents/") == ("x", this)


def test_whoever_takes_none_of_the_formats_is_told_each_with_its_address() -> None:
    with pytest.raises(NotAcceptable) as refused:
        choose_format("x", "image/png", "/documents/x", place="/documents/")
    *stored, citation = refused.value.available
    assert stored == [
        {"type": fmt.media_type, "href": f"/documents/x.{fmt.suffix}", "title": fmt.title} for fmt in formats()
    ]
    assert citation["type"] == BIBLIOGRAPHY


def test_a_citation_alone_is_not_offered_on_pages() -> None:
    with pytest.raises(NotAcceptable) as refused:
        choose_format("x", "image/png", "/document/x", place="/document/")
    assert BIBLIOGRAPHY not in [choice["type"] for choice in refused.value.available]
    assert choose_bibliography("x", BIBLIOGRAPHY, place="/document/") is None


@pytest.mark.parametrize(
    ("accept", "style"),
    [
        ("text/x-bibliography", ""),
        ("TEXT/X-Bibliography; Style=apa", "apa"),
        ('text/x-bibliography; style="apa"; locale=fr-FR', "apa"),
        ("text/x-bibliography; style=apa, */*", "apa"),  # who names it means it
        ("application/json, text/x-bibliography; style=apa", "apa"),
        ("application/json;q=0.9, text/x-bibliography;style=apa", "apa"),
        ("text/x-bibliography;style=mla;q=0.5, text/x-bibliography;style=apa;q=0.6", "apa"),
        ("text/x-bibliography;style=mla, text/x-bibliography;style=apa", "mla"),
        ("text/x-bibliography;style=apa;q=0.2, text/html;q=0.1", "apa"),
    ],
)
def test_a_citation_alone_is_meant_where_nothing_is_liked_better(accept: str, style: str) -> None:
    chosen = choose_bibliography("x", accept, place="/documents/")
    assert chosen is not None
    assert chosen.parameters.get("style", "") == style
    assert "q" not in chosen.parameters


@pytest.mark.parametrize(
    ("name", "accept"),
    [
        ("x", None),
        ("x", ""),
        ("x", "*/*"),
        ("x", "text/*"),
        ("x", "text/x-bibliography;q=0"),
        ("x", "text/x-bibliography;q=0, */*"),
        ("x", "text/x-bibliography;style=apa;q=0.5, application/json"),
        ("x", "text/x-bibliography;style=apa;q=0.5, */*"),
        ("x.json", "text/x-bibliography;style=apa"),
    ],
)
def test_a_citation_alone_is_not_meant_otherwise(name: str, accept: str | None) -> None:
    assert choose_bibliography(name, accept, place="/documents/") is None


@pytest.mark.parametrize("accept", [None, "*/*", "image/png, */*;q=0.1"])
def test_whoever_takes_anything_gets_what_the_place_is_for(accept: str | None) -> None:
    assert choose_format("x", accept, "", place="/documents/")[1].name == "json"
    assert choose_format("x", accept, "", place="/document/")[1].name == "web"


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("text/*", "web"),
        ("text/html, text/plain, text/sgml, text/css, */*;q=0.01", "web"),  # Lynx
        ("text/plain, text/html", "web"),
        ("text/plain", "text"),
        ("text/html;q=0.5, text/plain", "text"),
        ("text/csv, text/plain;q=0.9", "csv"),
        ("text/markdown, text/html;q=0.9", "markdown"),
    ],
)
@pytest.mark.parametrize("place", ["/documents/", "/document/"])
def test_a_table_or_plain_text_is_given_only_to_who_likes_it_better_than_the_page(
    place: str, accept: str, name: str
) -> None:
    assert choose_format("x", accept, "", place=place)[1].name == name
