"""From the page of a record to the footnote and to the file of a reference manager: in two clicks."""

import pytest

from app.formats import formats
from tests.browser.conftest import Reader
from tests.browser.test_citing import SEED, cited, copied
from tests.cli.servers import Server

pytestmark = pytest.mark.slow

NOTE = "style=chicago&form=note"


def test_whoever_writes_in_word_copies_the_footnote_with_its_formatting(reader: Reader, served: Server) -> None:
    page = reader.open(SEED)
    page.get_by_role("button", name="Cite", exact=True).click()
    page.get_by_role("button", name="Copy with formatting").click()
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    answer = cited(served, NOTE)
    assert answer["html"] in copied(page, "text/html")
    assert copied(page) == answer["text"]


def test_without_script_the_footnote_is_selected_by_the_second_click(reader: Reader, served: Server) -> None:
    page = reader.open(SEED, java_script_enabled=False)
    page.get_by_role("button", name="Cite", exact=True).click()
    page.locator(".whole").click()
    page.keyboard.press("Control+C")
    assert copied(page) == cited(served, NOTE)["text"]


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("words", "suffix"),
    [
        ("BibTeX (.bib)", "bib"),
        ("BibLaTeX (.biblatex.bib)", "biblatex.bib"),
        ("RIS (.ris)", "ris"),
        ("Zotero RDF (.zotero.rdf)", "zotero.rdf"),
    ],
)
def test_whoever_keeps_references_downloads_the_file(
    reader: Reader, served: Server, words: str, suffix: str, *, script: bool
) -> None:
    page = reader.open(SEED, java_script_enabled=script)
    page.get_by_role("link", name="Formats", exact=True).click()
    with page.expect_download() as awaited:
        page.get_by_role("link", name=words, exact=True).click()
    saved = awaited.value
    assert saved.suggested_filename == f"110364.{suffix}"
    assert saved.path().read_bytes() == served.get(f"/documents/110364.{suffix}").content


def test_formats_for_reference_managers_stand_first_and_every_format_under_who_takes_it(reader: Reader) -> None:
    section = reader.open(SEED).locator("section[aria-labelledby=formats]")
    assert section.locator("h3").all_inner_texts() == [
        "For reference managers", "To read", "For programs and catalogues", "This record",
    ]  # fmt: skip
    managers = section.locator("ul").first.locator("a").all_inner_texts()
    assert managers == [
        "BibLaTeX (.biblatex.bib)", "BibTeX (.bib)", "CSL-JSON (.csl.json)", "RIS (.ris)", "Zotero RDF (.zotero.rdf)",
    ]  # fmt: skip
    for fmt in formats():
        assert section.locator(f"a[href='/documents/110364.{fmt.suffix}']").count() == 1
