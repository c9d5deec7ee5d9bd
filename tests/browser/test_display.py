"""How pages stand on small and large screens, with a reader's own spacing and colours, and what they cost to fetch."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader
from tests.browser.records import EVERY_PAGE

pytestmark = pytest.mark.slow

NARROW = {"width": 320, "height": 640}
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
_WIDTH = "document.documentElement.scrollWidth"


def encoded_bytes(page: Page, address: str) -> int:
    """Count what comes over the wire for a page and all it needs, headers and compression included."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    counted: list[float] = []
    session.on("Network.loadingFinished", lambda event: counted.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    return round(sum(counted))


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_at_320_pixels_nothing_needs_scrolling_sideways_even_with_wide_spacing(reader: Reader, path: str) -> None:
    page = reader.open(path, viewport=NARROW)
    assert page.evaluate(_WIDTH) == 320
    page.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")
    page.evaluate(_RESTYLE, _SPACING)
    assert page.evaluate("getComputedStyle(document.querySelector('main')).letterSpacing") != "normal"
    assert page.evaluate(_WIDTH) == 320
    assert page.evaluate(_LOST) == []
    assert page.evaluate(_MARKS_OVER_WORDS) == 0


@pytest.mark.parametrize("width", [320, 768, 1280, 3840])
def test_a_line_of_words_has_at_most_seventy_letters_and_on_wide_screens_sixty(reader: Reader, width: int) -> None:
    page = reader.open("/document/110364", viewport={"width": width, "height": 900})
    words = page.locator("[id='en.p9'] .words")
    lines = words.evaluate("e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)")
    letters = len(words.inner_text()) / lines
    assert letters <= 75
    assert width < 768 or letters >= 55
    assert page.evaluate(_WIDTH) == width


@pytest.mark.parametrize("path", EVERY_PAGE)
@pytest.mark.parametrize("width", [320, 1280])
def test_every_control_is_large_enough_to_be_hit(reader: Reader, path: str, width: int) -> None:
    page = reader.open(path, viewport={"width": width, "height": 900})
    assert page.evaluate(_SMALL) == []


def test_in_forced_colours_the_passage_that_is_meant_is_still_marked(reader: Reader) -> None:
    page = reader.open("/document/110364#en.p7", forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    outline = "e => getComputedStyle(e).outlineStyle"
    assert page.locator("[id='en.p7']").evaluate(outline) == "solid"
    assert page.locator("[id='en.p8']").evaluate(outline) == "none"


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves(reader: Reader, motion: str) -> None:
    page = reader.open("/document/110364#en.p7", reduced_motion=motion)
    page.get_by_role("link", name="Link to and cite passage 9").click()
    assert page.evaluate("document.getAnimations().length") == 0
    styles = page.locator("html, main *").evaluate_all("all => all.map(e => getComputedStyle(e).transitionDuration)")
    assert set(styles) == {"0s"}
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_are_those_of_the_reader_s_system(reader: Reader, scheme: str) -> None:
    page = reader.open("/document/110364", color_scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    shades = [int(part) for part in paper.removeprefix("rgb(").removesuffix(")").split(",")]
    assert min(shades) > 200 if scheme == "light" else max(shades) < 60


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_a_page_and_all_it_needs_is_less_than_60_kb(reader: Reader, path: str) -> None:
    page = reader.open("/livez")
    size = encoded_bytes(page, reader.address + path)
    assert 1_000 < size < 60_000
