"""The page to read, as markup: where it leads, what it declares, and no word of a record as anything but a word."""

from collections.abc import Iterable
from urllib.parse import quote

import pytest
from hypothesis import given

from app.domain.record import Record
from app.domain.revision import Revision
from app.formats.web import FORMAT
from tests.browser.records import HOSTILE, SCRIPTS
from tests.domain.records import records, steady
from tests.formats.letters import SCAN, document_of, press_of, print_page, translation
from tests.formats.pages import Parsed, parse_page

PLACES = ["", "https://example.org", "https://example.org/a/b", "/a/b"]
ADDRESS = "https://publisher.example/document/7"


@pytest.mark.parametrize("public_url", PLACES)
def test_pages_lead_to_places_under_the_base_path_and_permalinks_are_whole(public_url: str) -> None:
    press = press_of(public_url)
    base = press.addresses.base_path
    page = print_page({"texts": [translation()]}, public_url)
    scripts = [script.attributes["src"] for script in page.all("script") if "src" in script.attributes]
    assert sorted(scripts) == [f"{base}/assets/{name}.js" for name in ("citing", "quoting", "reading-room")]
    assert page.one("link", rel="stylesheet").attributes["href"] == f"{base}/assets/reading-room.css"
    assert page.one("link", rel="icon").attributes["href"] == f"{base}/assets/icon.svg"
    assert {e.attributes["href"] for e in page.all("a") if e.words in ("Muniment", "This archive")} == {f"{base}/"}
    permalink = f"{public_url}/document/letter"
    assert [e.words for e in page.all("a", class_="permalink")] == [
        f"{permalink}#en.p1",
        f"{permalink}?revision=1",
        permalink,
    ]
    ours = [address for address in page.addresses if not address.startswith(("#", "http://rightsstatements.org"))]
    assert not [address for address in ours if not address.startswith((f"{base}/", public_url or "/"))]


@pytest.mark.parametrize("public_url", PLACES)
def test_the_head_says_how_to_cite_the_record_and_which_forms_it_has(public_url: str) -> None:
    press = press_of(public_url)
    page = print_page({}, public_url)
    assert page.one("link", rel="canonical").attributes["href"] == f"{public_url}/document/letter"
    assert page.one("link", rel="cite-as").attributes["href"] == f"{public_url}/document/letter"
    forms = {e.attributes["type"]: e.attributes["href"] for e in page.all("link", rel="alternate")}
    described = {media_type: forms.pop(media_type) for media_type in ("application/json+oembed", "text/xml+oembed")}
    assert forms == {
        fmt.media_type.partition(";")[0]: f"{public_url}/documents/letter.{fmt.suffix}" for fmt in press.context.formats
    }
    asked = quote(f"{public_url}/document/letter", safe="")
    assert list(described.values()) == [f"{public_url}/oembed?url={asked}&format={name}" for name in ("json", "xml")]
    copied = print_page({"source_url": ADDRESS}, public_url)
    assert copied.one("link", rel="canonical").attributes["href"] == ADDRESS


def test_the_page_has_none_of_the_marks_that_make_reference_managers_take_it_for_an_article() -> None:
    body = FORMAT.render(document_of(SCRIPTS), press_of().context).decode()
    assert "citation_" not in body
    assert "Z3988" not in body


def leads_of(parsed: Parsed) -> Iterable[str]:
    """Give the schemes of all addresses, as a browser sees them."""
    return {address.partition(":")[0].strip().lower() for address in parsed.addresses if ":" in address}


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,<b>", "ftp://x", "//x"]
)
def test_an_address_the_web_does_not_follow_is_only_words(address: str) -> None:
    page = print_page(
        {
            "source_url": address,
            "rights": [{"applies_to": "text", "uri": address}],
            "relations": [{"type": "reply", "to": address}],
            "texts": [SCAN | {"address": address}],
        }
    )
    assert leads_of(page) == set()
    assert not [lead for lead in page.addresses if lead.startswith("//")]
    assert page.one("main").words.count(address.strip()) >= 4


def test_hostile_words_are_words() -> None:
    page = print_page(HOSTILE)
    assert page.one("h1").words == HOSTILE["title"]
    assert page.one("title").words == HOSTILE["title"]
    passages = [e.words for e in page.all("p", class_="words", lang="en")]
    assert passages == [passage["text"] for passage in HOSTILE["texts"][0]["passages"]]
    assert leads_of(page) == set()


@steady
@given(record=records())
def test_no_record_adds_an_element_or_loses_a_word(record: Record) -> None:
    press = press_of()
    document = press.understand(record, Revision(number=1, at="2026-01-31T12:00:00Z", sha256=record.sha256()))
    page = parse_page(FORMAT.render(document, press.context))
    assert page.one("h1").words == record.title
    shown = [(e.attributes["id"], e.attributes["data-kind"]) for e in page.all("div", class_="passage")]
    assert shown == [(passage.id, passage.kind) for passage in document.passages]
    words = [e.words for e in page.all("p", class_="words") if "lang" in e.attributes]
    assert words == [passage.text for passage in document.passages]
    assert page.all("p", class_="citation copyable")[0].words == document.citation.generated
