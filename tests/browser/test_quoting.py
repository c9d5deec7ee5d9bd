"""Selected words can be copied with their citation, linked to, and embedded."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader
from tests.browser.test_accessibility import faults
from tests.cli.servers import Server

pytestmark = pytest.mark.slow

SEED = "/document/110364"
_SELECT = """([from, start, to, end]) => {
    const words = id => document.getElementById(id).querySelector(".words").firstChild;
    getSelection().setBaseAndExtent(words(from), start, words(to), end < 0 ? words(to).length : end);
}"""
_CLIPBOARD = """async type => {
    const [item] = await navigator.clipboard.read();
    return await (await item.getType(type)).text();
}"""


def select(page: Page, first: str, start: int, last: str, end: int) -> None:
    """Select words from a letter of one passage to a letter of another, and wait until they can be quoted."""
    page.evaluate(_SELECT, [first, start, last, end])
    page.get_by_role("group", name="Selected words").wait_for()


def copied(page: Page, button: str, notation: str = "text/plain") -> str:
    """Press a button, and give what was copied."""
    page.get_by_role("button", name=button).click()
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    return str(page.evaluate(_CLIPBOARD, notation))


def test_words_are_copied_with_the_citation_of_their_passage(reader: Reader, served: Server) -> None:
    page = reader.open(SEED)
    select(page, "en.p7", 0, "en.p7", 57)
    plain = copied(page, "Copy with citation")
    words, told = plain.strip().split("\n\n")
    citation, statement, check, link = told.split("\n")
    extract = served.get("/documents/110364/passages/en.p7").json()
    assert words == "Third—about the delivery of arms for sixteen divisions. T"
    assert citation == extract["citation"]["text"]
    assert statement.startswith("English Translation: English translation of an original in Russian; original not")
    assert check == f"Revision 2; SHA-256 of en.p7: {extract['sha256']}"
    assert link.startswith(f"{served.address}{SEED}?revision=2#en.p7:~:text=Third%E2%80%94about%20the")
    rich = copied(page, "Copy with citation", "text/html")
    assert "<blockquote" in rich
    assert all(part in rich for part in (statement, check))
    assert "Third—about the delivery" in rich


def test_words_of_several_passages_are_cited_as_a_run_without_what_stands_between(
    reader: Reader, served: Server
) -> None:
    page = reader.open(f"{SEED}#en.p7")  # its citation stands between the passages
    select(page, "en.p7", 6, "en.p8", 5)
    plain = copied(page, "Copy with citation")
    assert plain.startswith(
        "about the delivery of arms for sixteen divisions. There will not be objections from our side.\n\nI won"
    )
    assert served.get("/documents/110364/passages/en.p7-en.p8").json()["citation"]["text"] in plain
    page.get_by_role("link", name="Embed").last.wait_for()
    assert page.locator(".quoting a").get_attribute("href") == f"{SEED}/embed?passage=en.p7-en.p8"


@pytest.mark.parametrize(("first", "start", "last", "end"), [("en.p5", 10, "en.p5", 40), ("en.p9", 3, "en.p10", 90)])
def test_the_link_to_words_leads_a_browser_to_them(reader: Reader, first: str, start: int, last: str, end: int) -> None:
    page = reader.open(SEED)
    select(page, first, start, last, end)
    link = copied(page, "Copy link to these words")
    path = link.removeprefix(reader.address)
    there = reader.open(path, viewport={"width": 800, "height": 300})
    for _ in range(50):
        if there.evaluate("scrollY > 0"):
            break
        there.wait_for_timeout(100)
    assert there.locator(f"[id='{first}'] .words").evaluate("e => e.getBoundingClientRect().top < innerHeight")
    assert ":~:" not in there.url or there.url.endswith(path)


def test_a_pinned_page_gives_links_that_stay_pinned(reader: Reader) -> None:
    page = reader.open(f"{SEED}?revision=1")
    select(page, "en.p9", 0, "en.p9", 40)
    assert f"{SEED}?revision=1#en.p9:~:text=" in copied(page, "Copy link to these words")
    assert "Revision 1; SHA-256 of en.p9: " in copied(page, "Copy with citation")


@pytest.mark.parametrize(
    ("path", "passage", "selected", "whole"),
    [
        (SEED, "en.p5", "t an armistic", "about an armistice"),
        (SEED, "en.p5", "an armistice ", "an armistice"),
        (SEED, "en.p9", "IG-15", "MIG-15s"),
        ("/document/scripts", "ru.p2", "егодня состоял", "Сегодня состоялась"),
    ],
)
def test_the_link_to_half_a_word_names_the_whole_which_is_all_that_a_browser_finds(
    reader: Reader, served: Server, path: str, passage: str, selected: str, whole: str
) -> None:
    page = reader.open(path)
    start = served.get(f"{path.replace('document', 'documents')}/passages/{passage}").json()["text"].index(selected)
    select(page, passage, start, passage, start + len(selected))
    link = copied(page, "Copy link to these words")
    assert unquote(link.partition(":~:text=")[2]) == whole


def test_what_is_no_text_of_the_record_or_of_two_texts_is_not_quoted(reader: Reader) -> None:
    page = reader.open("/document/scripts")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    page.wait_for_timeout(400)
    assert page.get_by_role("group", name="Selected words").count() == 0
    page.evaluate(_SELECT, ["zh.p1", 0, "ru.p1", 3])
    page.wait_for_timeout(400)
    assert page.get_by_role("group", name="Selected words").count() == 0


def test_the_bar_is_accessible_and_fits_a_small_screen(reader: Reader) -> None:
    page = reader.open(SEED, viewport={"width": 280, "height": 640})
    select(page, "en.p7", 0, "en.p7", 57)
    page.emulate_media(color_scheme="dark")
    assert faults(page) == ""
    page.emulate_media(color_scheme="light")
    assert faults(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") == 280
    page.evaluate("getSelection().removeAllRanges()")
    page.get_by_role("group", name="Selected words").wait_for(state="detached")


def test_the_bar_is_reached_by_keyboard(reader: Reader) -> None:
    page = reader.open(SEED)
    select(page, "en.p7", 0, "en.p7", 57)
    reached = None
    for _ in range(40):
        page.keyboard.press("Tab")
        reached = page.evaluate("document.activeElement.textContent")
        if reached == "Copy with citation":
            break
    assert reached == "Copy with citation"
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Copied.").wait_for()
