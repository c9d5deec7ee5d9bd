"""Every kind of page, opened once and looked at: small and large, light and dark, and what it cost to fetch."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Reader
from tests.browser.records import EVERY_PAGE
from tests.browser.test_accessibility import BY_SCHEME, faults
from tests.cli.servers import Server

pytestmark = pytest.mark.slow

# What a reader may set without losing anything (WCAG 2.2, 1.4.12).
_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } "
    "p { margin-block-end: 2em !important; }"
)
# Words that are cut off by the box that holds them, or are drawn over those beside them.
_LOST = """() => [...document.querySelectorAll("main *, .bar *")].filter(e => {
    const style = getComputedStyle(e);
    return style.overflow !== "visible" && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.className || e.tagName)"""
_MARKS_OVER_WORDS = """() => [...document.querySelectorAll(".passage")].filter(passage => {
    const range = document.createRange();
    range.selectNodeContents(passage.querySelector(".words"));
    const mark = passage.querySelector(".mark");
    const drawn = mark.getBoundingClientRect().left + Math.max(mark.scrollWidth, mark.offsetWidth);
    return drawn > passage.querySelector(".words").getBoundingClientRect().left;
}).length"""
# Controls smaller than 24 by 24 that are not part of a sentence (WCAG 2.2, 2.5.8).
_SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select")].filter(e => {
    if (e.type === "radio" || e.type === "checkbox") return false; // its label can be hit too
    const box = e.getBoundingClientRect();
    const sentence = e.closest("p:not(.links), .citation");
    const hidden = !e.checkVisibility() || box.right < 0;
    return !hidden && !sentence && (box.width < 24 || box.height < 24);
}).map(e => e.outerHTML.slice(0, 120))"""
# A reader's own style, as an extension sets it: the page's policy lets no style element in.
_RESTYLE = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
}"""
_UNSTYLE = "() => { document.adoptedStyleSheets = [] }"
_FOLD = "(all, open) => all.forEach(e => e.open = open)"
_WIDTH = "document.documentElement.scrollWidth"


class Opened(NamedTuple):
    """A page in a window of its own, and how many bytes came over the wire for it and all it needs."""

    page: Page
    reader: Reader
    size: int


def fetch(page: Page, address: str) -> int:
    """Open an address, and count what comes over the wire for it, headers and compression included."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    counted: list[float] = []
    session.on("Network.loadingFinished", lambda event: counted.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    session.detach()
    return round(sum(counted))


@pytest.fixture(scope="module", params=EVERY_PAGE)
def opened(browser: Browser, served: Server, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """A page, opened once for all the tests that look at it."""
    reader = Reader(browser, served.address)
    page = reader.open_window()
    yield Opened(page, reader, fetch(page, served.address + request.param))
    page.context.close()
    reader.expect_peace()


@pytest.fixture
def page(opened: Opened) -> Iterator[Page]:
    """A page as it is when it has just been opened, whatever the test before this one looked at."""
    opened.page.locator("details").evaluate_all(_FOLD, arg=False)
    opened.page.evaluate(_UNSTYLE)
    yield opened.page
    opened.reader.expect_peace()


def test_a_page_and_all_it_needs_is_less_than_60_kb(opened: Opened) -> None:
    assert 1_000 < opened.size < 60_000


def test_at_320_pixels_nothing_needs_scrolling_sideways_even_with_wide_spacing(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(_WIDTH) == 320
    page.locator("details").evaluate_all(_FOLD, arg=True)
    page.evaluate(_RESTYLE, _SPACING)
    assert page.evaluate("getComputedStyle(document.querySelector('main')).letterSpacing") != "normal"
    assert page.evaluate(_WIDTH) == 320
    assert page.evaluate(_LOST) == []
    assert page.evaluate(_MARKS_OVER_WORDS) == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_every_control_is_large_enough_to_be_hit(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("innerWidth") == width
    assert page.evaluate(_SMALL) == []


@BY_SCHEME
def test_every_page_is_accessible(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(color_scheme=scheme)
    page.locator("details").evaluate_all(_FOLD, arg=True)
    assert page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
    assert faults(page) == ""


def test_every_page_has_one_first_heading_one_main_part_and_a_title(page: Page) -> None:
    assert page.locator("h1").count() == page.locator("main").count() == 1
    assert page.title().strip()
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(e => Number(e.tagName[1]))")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
