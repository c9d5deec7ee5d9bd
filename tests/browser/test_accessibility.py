"""No page has anything that axe-core finds fault with: WCAG 2.2 A and AA and its best practices, light and dark.

Here are the pages on which something was done; those that are only opened are in test_every_page.py.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Reader

pytestmark = pytest.mark.slow

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
BY_SCHEME = pytest.mark.parametrize("scheme", ["light", "dark"])


def faults(page: Page) -> str:
    """Give what axe-core finds fault with, as it says it; nothing for a page that is clean."""
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": list(RULES)}}
    results = Axe().run(page, options=options)
    assert results.response["passes"]
    return str(results.generate_report()) if results.violations_count else ""


@BY_SCHEME
@pytest.mark.parametrize("path", ["/document/110364#en.p7", "/document/scripts#he.p2", "/document/900001#ru.p1"])
def test_a_page_that_shows_the_citation_of_a_passage_is_accessible(reader: Reader, path: str, scheme: str) -> None:
    page = reader.open(path, color_scheme=scheme, viewport={"width": 320, "height": 640})
    page.locator("aside:visible button").click()
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    assert faults(page) == ""


@BY_SCHEME
def test_a_page_that_says_what_to_add_to_its_citation_is_accessible(reader: Reader, scheme: str) -> None:
    page = reader.open("/document/vast#en.p7", color_scheme=scheme, viewport={"width": 320, "height": 640})
    assert page.locator("aside:visible").count() == 1
    assert faults(page) == ""


@BY_SCHEME
def test_the_list_where_it_goes_on_is_accessible(reader: Reader, scheme: str) -> None:
    page = reader.open("/", color_scheme=scheme)
    page.get_by_role("link", name="Further records").click()
    assert page.locator("h1").inner_text() == "Records, continued"
    assert faults(page) == ""
