"""Cards say what a passage must not travel without, keep every letter, and let nothing of a server's run or load."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from muniment_client import Client
from muniment_client.cards import Card
from muniment_client.markup import full_address, keep_letterforms, plain_to_markdown, quote_in_markdown
from muniment_client.models.base import Shown
from muniment_client.models.document import Document

EVIL = '<script>alert(1)</script> & "quotes" $x_1$ *stars* [a](javascript:b) `code` <img src=x onerror=y>'


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, and words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """See words."""
        self.words += data


def rendered(markdown: str) -> Page:
    """Give Markdown as a page."""
    return Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def shown(reader: Client) -> list[Shown]:
    """Give one of each thing that has a card."""
    return [
        reader.document("110364"),
        reader.document("110364", revision=1),
        next(iter(reader.documents())),
        reader.passages("110364", "en.p7-en.p9"),
        reader.cite("110364", style="chicago", locator="en.p7"),
        reader.citations(["110364", "nothing"], style="chicago"),
        reader.bibliography(["110364"], style="apa"),
        reader.resolve("APRF, f. 45, op. 1, d. 339, l. 31"),
        reader.resolve("nothing like it"),
        reader.quote("We recognized that an armistice is always advantageous", "110364"),
        reader.quote("Nothing like it stands anywhere"),
    ]


def test_a_passage_shows_its_words_citation_archives_hash_revision_and_address(reader: Client, live: str) -> None:
    extract = reader.passages("110364", "en.p7-en.p9")
    for page in (Page(extract._repr_html_()), rendered(extract._repr_markdown_())):
        plain = " ".join(page.words.split())
        for passage in extract.passages:
            assert passage.text in plain
        assert extract.citation.text in plain
        assert extract.sha256 in plain
        assert "Revision 1" in plain
        assert extract.title in plain
        assert "English translation of an original in Russian; original not supplied; translator not stated." in plain
        assert all(location in plain for location in extract.citation.locations)
        links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
        assert links[0] == f"{live}/document/110364#en.p7"


def test_a_record_shows_its_citation_archives_translator_revision_and_address(reader: Client, live: str) -> None:
    document = reader.document("110364")
    for page in (Page(document._repr_html_()), rendered(document._repr_markdown_())):
        plain = " ".join(page.words.split())
        for words in (document.title, str(document), "June 13, 1951", "translator not stated", "Original in Russian"):
            assert words in plain
        assert f"Revision 1 · SHA-256 {document.revision.sha256}" in plain
        assert all(location.as_written in plain for location in document.locations)
        assert ("a", f"{live}/document/110364") in [(tag, a.get("href")) for tag, a in page.elements]


def test_words_that_are_none_of_the_documents_say_so_and_are_no_quotation(reader: Client) -> None:
    summary = "These words are the record’s summary."
    whole = reader.document("110364")
    asked = reader.quote("Nothing like it stands anywhere")
    for shown_, label, words in (
        (whole, summary, whole.summary),
        (reader.document("110364", revision=1), summary, whole.summary),
        (asked, "These words were asked for.", asked.quote),
    ):
        for page in (Page(shown_._repr_html_()), rendered(shown_._repr_markdown_())):
            assert f"{label} {words}" in " ".join(page.words.split())
            assert "blockquote" not in [tag for tag, _ in page.elements]


def test_words_that_are_labelled_keep_their_lines_and_letters() -> None:
    card = Card("A record", words=f"{EVIL}\nb\n\n1. c", label="Said *of* it.")
    for page in (Page(card.html()), rendered(card.markdown())):
        plain = " ".join(page.words.split())
        assert f"Said *of* it. {EVIL} b" in plain
        assert "1. c" in plain
        assert {tag for tag, _ in page.elements} <= {"div", "p", "strong", "small", "br"}


def test_a_citation_keeps_its_italics_and_leads_to_its_record(reader: Client, live: str) -> None:
    citation = reader.cite("110364", style="apa")
    page = Page(citation._repr_html_())
    assert ("i", {}) in page.elements
    assert citation.text in page.words
    assert [a["href"] for tag, a in page.elements if tag == "a"] == [f"{live}/documents/110364"]
    assert reader.cite("110364", style="ieee").omitted[0] in reader.cite("110364", style="ieee")._repr_markdown_()


def test_a_quotation_shows_what_was_changed_and_whose_words_it_has(reader: Client, live: str) -> None:
    checked = reader.quote("We recognized that an armistice is always advantageous", "110364")
    for page in (Page(checked._repr_html_()), rendered(checked._repr_markdown_())):
        assert "omitted “now”; inserted “always”" in page.words
        assert "translator not stated" in page.words
        assert ("a", f"{live}/document/110364#en.p5") in [(tag, a.get("href")) for tag, a in page.elements]


def test_what_is_missing_from_notes_is_told(reader: Client) -> None:
    assert "no record 'nothing'" in reader.citations(["110364", "nothing"], style="chicago")._repr_markdown_()


def test_every_card_has_no_colour_of_its_own_and_loads_nothing(reader: Client) -> None:
    for card in shown(reader):
        page = Page(card._repr_html_())
        styles = "; ".join(attributes.get("style") or "" for _, attributes in page.elements)
        assert set(re.findall(r"(?:^|[;\s-])(?:color|background):([^;]+)", styles)) <= {"inherit", "transparent"}
        assert not re.search(r"#[0-9a-f]{3}|rgb|url|opacity|px;height", styles)
        assert {tag for tag, _ in page.elements} <= {
            *("div", "p", "strong", "a", "blockquote", "ul", "li", "small", "i", "em", "b", "sup", "sub", "cite"),
        }
        assert repr(card) == f"<{type(card).__name__}: {card.card().heading}>"


def test_words_of_a_server_never_become_markup(reader: Client) -> None:
    told = reader.document("110364").model_dump(by_alias=True)
    told.update(title=EVIL, summary=f"{EVIL}\n\n{EVIL}", canonical_url="javascript:alert(1)", url="")
    told["locations"][0]["as_written"] = EVIL
    told["citation"]["as_published"] = EVIL
    document = Document.model_validate(told)
    for page in (Page(document._repr_html_()), rendered(document._repr_markdown_())):
        assert not {tag for tag, _ in page.elements} & {"script", "img", "a", "code"}
        assert page.words.count(EVIL) == 5
        assert not [a for _, a in page.elements if any(name.startswith("on") for name in a)]


def test_a_citations_html_keeps_letterforms_alone() -> None:
    evil = '<i onclick="x">A</i> &amp; <a href="javascript:x">B</a><script>C</script>'
    evil += " <b>D<i>E</b>F</i> &lt;g&gt;<img src=x>"
    assert keep_letterforms(evil) == "<i>A</i> &amp; BC <b>D<i>E</i></b>F &lt;g&gt;"
    assert keep_letterforms("<i>open") == "<i>open</i>"
    card = Card("A citation", citation="x", citation_html='<i>x</i><img src="y">')
    assert "<i>x</i></p>" in card.html()
    assert "<img" not in card.html()


@pytest.mark.parametrize(
    ("home", "address", "whole"),
    [
        ("http://server", "/document/1", "http://server/document/1"),
        ("http://server/archive", "/archive/document/1", "http://server/archive/document/1"),
        ("http://server", "https://example.org/1?a=<2>", None),
        ("http://server", "https://example.org/1", "https://example.org/1"),
        ("http://server", "javascript:alert(1)", None),
        ("http://server", "http://[", None),
        ("", "/document/1", None),
        ("", "urn:x:1", None),
    ],
)
def test_a_link_leads_to_a_page_or_is_none(home: str, address: str, whole: str | None) -> None:
    assert full_address(home, address) == whole


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60))
def test_any_line_keeps_its_letters_in_markdown(words: str) -> None:
    page = rendered(plain_to_markdown(words))
    assert page.words.strip() == " ".join(words.splitlines()).strip()
    assert {tag for tag, _ in page.elements} <= {"p", "a"}


@pytest.mark.parametrize(
    "words",
    [
        "1. First",
        "- a",
        "+ b",
        "# c",
        "===",
        "    code",
        "> d",
        "~~e~~",
        "| f |\n|---|",
        "1) g\n2) h",
        "a  \nb",
        "&amp; \\",
    ],
)
def test_a_quotation_keeps_its_lines_in_markdown(words: str) -> None:
    page = rendered(quote_in_markdown(words))
    assert [line.strip() for line in page.words.strip().splitlines()] == [line.strip() for line in words.splitlines()]
    assert {tag for tag, _ in page.elements} <= {"blockquote", "p", "br"}


def test_an_address_in_words_is_a_link_without_the_sentence_around_it() -> None:
    page = rendered(plain_to_markdown("See (http://example.org/a_b_c). Also https://example.org/d?e=1&f=2."))
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert links == ["http://example.org/a_b_c", "https://example.org/d?e=1&f=2"]
