"""The page on paper: the citation and the revision at the head of every sheet, all words, and no navigation."""

import re
from io import BytesIO
from typing import Literal

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import Reader
from tests.cli.servers import Server

pytestmark = pytest.mark.slow

PAPERS = {"A4": (595, 842), "Letter": (612, 792)}
ON_PAPER = pytest.mark.parametrize("paper", PAPERS)


def sheets_of(page: Page, paper: str) -> list[str]:
    """Print a page, and give the words of each sheet, every run of spaces and line ends as one space."""
    printed = PdfReader(BytesIO(page.pdf(format=paper)))
    for sheet in printed.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(PAPERS[paper], abs=2)
    return [fold(sheet.extract_text()) for sheet in printed.pages]


def fold(words: str) -> str:
    """Give words as they can be compared across line ends; printing also breaks addresses and after hyphens."""
    return re.sub(r"\s+", "", words)


@ON_PAPER
@pytest.mark.parametrize(("document_id", "least"), [("110364", 2), ("900001", 1), ("long", 10)])
def test_every_sheet_bears_the_citation_and_the_revision(
    reader: Reader, served: Server, paper: str, document_id: str, least: int
) -> None:
    document = served.get(f"/documents/{document_id}").json()
    sheets = sheets_of(reader.open(f"/document/{document_id}"), paper)
    head = f"{document['citation']['generated']}Revision {document['revision']['number']} of "
    assert len(sheets) >= least
    assert [sheet for sheet in sheets if not sheet.startswith(fold(head))] == []


@ON_PAPER
def test_all_that_is_cited_is_printed_and_nothing_that_can_only_be_pressed(
    reader: Reader, served: Server, paper: str
) -> None:
    document = served.get("/documents/110364").json()
    printed = "".join(sheets_of(reader.open("/document/110364#en.p7"), paper))
    for passage in document["texts"][0]["passages"]:
        assert fold(passage["text"])[:60] in printed
    for words in (document["title"], document["revision"]["sha256"], f"{served.address}/document/110364",
                  "Copy of a record published by", "not an official service of the publisher",
                  *(place["as_written"] for place in document["locations"])):  # fmt: skip
        assert fold(words) in printed
    for words in ("Skip to", "Copy citation", "passage 7 Copy", "For editors", "Contact", "The whole record as JSON"):
        assert fold(words) not in printed.replace(fold("Rights and contact"), "")


@ON_PAPER
def test_a_citation_of_any_length_leaves_room_for_the_words(reader: Reader, paper: str) -> None:
    sheets = sheets_of(reader.open("/document/hostile"), paper)
    assert len(sheets) < 8
    assert all("Revision1of" in sheet[:1500] for sheet in sheets)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_ink_is_black_whatever_the_screen_shows(
    reader: Reader, scheme: Literal["light", "dark"]
) -> None:
    page = reader.open("/document/110364", color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    colours = page.evaluate("(s => [s.backgroundColor, s.color])(getComputedStyle(document.documentElement))")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


@pytest.mark.parametrize("path", ["/", "/document/110364/revisions", "/document/110364/revisions/2"])
def test_the_other_pages_are_printed_without_navigation_too(reader: Reader, path: str) -> None:
    printed = "".join(sheets_of(reader.open(path), "A4"))
    assert "Skipto" not in printed
    assert "ThisarchiveContact" not in printed
