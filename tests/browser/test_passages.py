"""The journey to a passage and away with its link and its citation, however the page was opened and however long."""

import pytest

from tests.browser.conftest import Reader
from tests.cli.servers import Server

pytestmark = pytest.mark.slow

VAST = "/document/vast"
_CLIPBOARD = "navigator.clipboard.readText()"
_IN_WINDOW = "e => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().top < innerHeight / 2"


def citation_of(served: Server, document_id: str, passage: str = "") -> str:
    """Give the citation of a record, or of a passage of it, as the API prints it."""
    if passage:
        answer = served.get(f"/documents/{document_id}/passages/{passage}").json()
        return str(answer["citation"]["text"])
    return served.get(f"/documents/{document_id}/citation", {"accept": "text/plain"}).text


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    "opened", ["/document/110364", "/documents/110364.html", "/document/110364.html", "/document/110364?utm_source=x"]
)
def test_the_link_of_a_passage_is_its_permalink_however_the_page_was_opened(
    reader: Reader, served: Server, opened: str, *, script: bool
) -> None:
    page = reader.open(f"{opened}#en.p7", java_script_enabled=script)
    link = page.locator("[id='en.p7'] .permalink")
    permalink = f"{served.address}/document/110364#en.p7"
    assert link.evaluate("e => e.href") == permalink
    assert link.inner_text() == (permalink if script else "/document/110364#en.p7")
    link.click()
    page.wait_for_url(permalink)
    assert page.locator("[id='en.p7'] aside").is_visible()
    assert page.locator("[id='en.p7']").evaluate(_IN_WINDOW)


def test_the_permalink_of_the_page_is_whole_however_it_was_opened(reader: Reader, served: Server) -> None:
    for opened in ("/documents/110364.html", "/document/110364?utm_source=x"):
        page = reader.open(opened)
        whole = f"{served.address}/document/110364"
        shown = page.locator("section[aria-labelledby=formats] .permalink")
        assert (shown.inner_text(), shown.evaluate("e => e.href")) == (whole, whole)


@pytest.mark.parametrize("script", [True, False])
def test_a_passage_of_a_long_record_says_what_to_add_to_the_record_s_citation(
    reader: Reader, served: Server, *, script: bool
) -> None:
    page = reader.open(VAST, java_script_enabled=script)
    passage = page.locator("[id='en.p299']")
    assert not passage.locator("aside").is_visible()
    passage.get_by_role("link", name="Link to and cite passage 299").click()
    assert page.url == f"{served.address}{VAST}#en.p299"
    assert passage.evaluate(_IN_WINDOW)
    assert page.locator("aside:visible").count() == 1
    added = citation_of(served, "vast", "en.p299").removeprefix(citation_of(served, "vast"))
    assert added == ", English Translation, passage 299"
    assert f"“{added}”" in passage.locator("aside").inner_text()
    passage.get_by_role("link", name="the record’s").click()
    assert page.locator("#cite").evaluate(_IN_WINDOW)
    assert page.locator("section[aria-labelledby=cite] .citation").text_content() == citation_of(served, "vast")


def test_the_citation_of_a_long_record_is_copied_with_one_press(reader: Reader, served: Server) -> None:
    page = reader.open(f"{VAST}#ru.p2")
    assert page.get_by_role("button", name="Copy citation").count() == 1
    page.get_by_role("button", name="Copy citation").click()
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    assert page.evaluate(_CLIPBOARD) == citation_of(served, "vast")


@pytest.mark.parametrize("passage", ["en.p1", "ru.p1"])
def test_a_passage_of_one_of_two_texts_is_copied_with_its_text(reader: Reader, served: Server, passage: str) -> None:
    page = reader.open(f"/document/900001#{passage}")
    page.locator("aside:visible button").click()
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    assert page.evaluate(_CLIPBOARD) == citation_of(served, "900001", passage)
