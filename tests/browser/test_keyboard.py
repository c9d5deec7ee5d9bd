"""A reader without a mouse: every control can be reached, can be seen when it is, and does what a click does."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader
from tests.cli.servers import Server

pytestmark = pytest.mark.slow

# What is in focus: what it is, how its focus is shown, and whether it is in the window with nothing before it.
_FOCUS = """() => {
    const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const x = box.left + Math.min(box.width / 2, 12), y = box.top + Math.min(box.height / 2, 12);
    const there = document.elementFromPoint(x, y);
    return {
        name: e.getAttribute("aria-label") || e.textContent.trim(),
        kind: e.tagName,
        ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        seen: there !== null && (there === e || e.contains(there)),
    };
}"""
_CONTROLS = """() => [...document.querySelectorAll("a[href], button, summary, input, select")]
    .filter(e => e.checkVisibility()).length"""
_SHOWN = """e => {
    const box = e.getBoundingClientRect();
    return box.top >= 0 && box.left >= 0 && box.right <= innerWidth;
}"""


def walk(page: Page, *, most: int = 250) -> list[dict[str, object]]:
    """Press the tabulator from the top of the page to its end, and tell where it led."""
    steps: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        step = page.evaluate(_FOCUS)
        if step["kind"] == "BODY":
            return steps
        steps.append(step)
    raise AssertionError(f"the tabulator leads in a circle: {steps[-5:]}")


@pytest.mark.parametrize(
    "path",
    [
        "/document/110364",
        "/document/scripts",
        "/document/hostile",
        "/",
        "/document/110364/revisions",
        "/document/11036",
    ],
)
@pytest.mark.parametrize("width", [320, 1280])
def test_the_tabulator_reaches_every_control_and_each_is_seen_in_focus(reader: Reader, path: str, width: int) -> None:
    page = reader.open_alone(path, viewport={"width": width, "height": 700})
    steps = walk(page)
    assert steps[0]["name"] == "Skip to the main part"
    assert len(steps) == page.evaluate(_CONTROLS)
    assert [step for step in steps if not isinstance(step["ring"], int | float) or step["ring"] < 2] == []
    assert [step for step in steps if not step["seen"]] == []


def test_the_first_link_skips_to_the_main_part(reader: Reader) -> None:
    page = reader.open_alone("/document/110364")
    skip = page.get_by_role("link", name="Skip to the main part")
    assert not skip.evaluate(_SHOWN)
    page.keyboard.press("Tab")
    assert skip.evaluate(_SHOWN)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('main a')")


def test_a_passage_is_cited_and_its_citation_copied_without_a_mouse(reader: Reader, served: Server) -> None:
    page = reader.open("/document/110364")
    page.locator("[id='en.p7'] .mark").focus()
    page.keyboard.press("Enter")
    assert page.locator("[id='en.p7'] aside").is_visible()
    names: list[str] = []
    while not names or names[-1] != "Copy citation":
        page.keyboard.press("Tab")
        names.append(page.evaluate(_FOCUS)["name"])
    assert names[:-1] == ["Link to and cite passage 7", f"{served.address}/document/110364#en.p7"]
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    citation = served.get("/documents/110364/citation", {"accept": "text/plain"}).text
    assert page.evaluate("navigator.clipboard.readText()") == f"{citation}, passage 7"


def test_the_notices_are_unfolded_without_a_mouse(reader: Reader) -> None:
    page = reader.open("/document/110364")
    page.locator("summary").last.focus()
    page.keyboard.press("Enter")
    assert page.locator("details li").first.is_visible()
