"""How pages stand on small and large screens, in the reader's own colours, and at rest."""

import pytest

from tests.browser.conftest import Reader

pytestmark = pytest.mark.slow

_WIDTH = "document.documentElement.scrollWidth"


@pytest.mark.parametrize("width", [320, 768, 1280, 3840])
def test_a_line_of_words_has_at_most_seventy_letters_and_on_wide_screens_sixty(reader: Reader, width: int) -> None:
    page = reader.open("/document/110364", viewport={"width": width, "height": 900})
    words = page.locator("[id='en.p9'] .words")
    lines = words.evaluate("e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)")
    letters = len(words.inner_text()) / lines
    assert letters <= 75
    assert width < 768 or letters >= 55
    assert page.evaluate(_WIDTH) == width


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
