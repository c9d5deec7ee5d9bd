"""Citing in any style: without script on a page of its own; with it in place, copied with formatting or without."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader
from tests.browser.test_accessibility import faults
from tests.cli.servers import Server

pytestmark = pytest.mark.slow

SEED = "/document/110364"
CITE = f"{SEED}/cite"
BY_SCHEME = pytest.mark.parametrize("scheme", ["light", "dark"])
NARROW = {"width": 320, "height": 640}
#: What is on the clipboard in a notation.
_CLIPBOARD = """async type => {
    const [item] = await navigator.clipboard.read();
    return await (await item.getType(type)).text();
}"""
_REFUSED = "() => { window.fetch = () => Promise.reject(new TypeError('refused')) }"
_WIDTH = "document.documentElement.scrollWidth"


def cited(served: Server, query: str) -> dict[str, Any]:
    """Give a citation of the seed as the API has it."""
    answer: dict[str, Any] = served.get(f"/documents/110364/citation?{query}").json()
    return answer


def copied(page: Page, notation: str = "text/plain") -> str:
    """Give what was copied."""
    return str(page.evaluate(_CLIPBOARD, notation))


def choose_style(page: Page, name: str) -> None:
    """Choose a style in the panel, and wait until its citation is there."""
    page.get_by_label("In another style", exact=True).select_option(name)
    page.get_by_role("status").get_by_text("Shown in").wait_for()


def test_without_script_any_style_is_found_chosen_and_printed(reader: Reader, served: Server) -> None:
    page = reader.open(SEED, java_script_enabled=False)
    page.get_by_label("In another style", exact=True).select_option("apa")
    page.get_by_label("Archival reference", exact=True).select_option("2")
    page.get_by_role("button", name="Cite", exact=True).click()
    assert page.url == f"{served.address}{CITE}?style=apa&holding=2"
    assert page.locator(".whole").inner_text() == cited(served, "style=apa&holding=2")["text"]
    page.get_by_label("Find another style").fill("history theory")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="History and Theory").click()
    assert page.get_by_label("Style", exact=True).input_value() == "history-and-theory"
    assert page.locator(".whole").inner_text() == cited(served, "style=history-and-theory&holding=2")["text"]
    page.get_by_label("Form", exact=True).select_option("Note")
    page.get_by_label("Language").select_option("fr-FR")
    page.get_by_label("Passage").fill("p7")
    page.get_by_label("All", exact=True).check()
    page.get_by_role("button", name="Cite", exact=True).click()
    wish = "style=history-and-theory&form=note&locale=fr-FR&locator=p7"
    assert page.locator(".whole").inner_text() == cited(served, wish)["text"]
    assert page.locator(".copy").count() == 0


def test_without_script_what_cannot_be_used_is_said_and_what_would_do_is_a_press_away(reader: Reader) -> None:
    page = reader.open(f"{CITE}?style=apa&form=note", java_script_enabled=False)
    assert "has no form note" in page.locator(".refused").inner_text()
    page.get_by_role("link", name="in-text").click()
    assert page.get_by_label("Form", exact=True).input_value() == "in-text"
    assert page.locator(".refused").count() == 0


def test_the_citation_on_the_page_is_selected_whole_by_one_click(reader: Reader, served: Server) -> None:
    page = reader.open(f"{CITE}?style=mla", java_script_enabled=False)
    page.locator(".whole").click()
    page.keyboard.press("Control+C")
    assert copied(page) == cited(served, "style=mla")["text"]


def test_the_page_copies_with_formatting_and_without(reader: Reader, served: Server) -> None:
    page = reader.open(f"{CITE}?style=apa")
    answer = cited(served, "style=apa")
    page.get_by_role("button", name="Copy with formatting").click()
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    assert "<i>" in answer["html"]
    assert answer["html"] in copied(page, "text/html")
    assert copied(page) == answer["text"]
    page.get_by_role("button", name="Copy citation").click()
    page.locator(".whole ~ [role=status]").get_by_text("Copied.").wait_for()
    assert copied(page) == answer["text"]


def test_choosing_a_style_shows_it_in_place_and_it_is_copied_with_formatting_and_without(
    reader: Reader, served: Server
) -> None:
    page = reader.open(SEED)
    house = page.locator("section[aria-labelledby=cite] .citation").first.text_content()
    for style in ("mla", "apa"):
        choose_style(page, style)
        answer = cited(served, f"style={style}")
        page.locator(".shown .citation").get_by_text(answer["text"][:40].strip("“")).wait_for()
        assert page.locator(".shown .citation").text_content() == answer["text"]
        page.get_by_role("button", name="Copy", exact=True).click()
        page.get_by_role("status").get_by_text("Copied.").wait_for()
        assert copied(page) == answer["text"]
        page.get_by_role("button", name="Copy with formatting").click()
        page.get_by_role("status").get_by_text("Copied.").wait_for()
        assert answer["html"] in copied(page, "text/html")
        assert copied(page) == answer["text"]
    assert page.locator(".shown .citation i").count() == 1
    assert page.locator("section[aria-labelledby=cite] .citation").first.text_content() == house
    assert page.url == f"{served.address}{SEED}"


def test_form_and_holding_are_those_chosen_and_a_form_that_is_not_there_is_said(reader: Reader, served: Server) -> None:
    page = reader.open(SEED)
    page.get_by_label("Archival reference", exact=True).select_option("1")
    page.get_by_label("Form", exact=True).select_option("note")
    page.get_by_role("status").get_by_text("Shown in Chicago, notes.").wait_for()
    answer = cited(served, "style=chicago&form=note&holding=1")
    page.locator(".shown .citation").get_by_text("Delo 339").wait_for()
    assert page.locator(".shown .citation").text_content() == answer["text"]
    page.get_by_label("In another style", exact=True).select_option("apa")
    page.get_by_role("status").get_by_text("has no form note").wait_for()
    assert page.locator(".shown .citation").count() == 0


def test_styles_are_found_in_place_by_words(reader: Reader, served: Server) -> None:
    page = reader.open(SEED)
    page.get_by_label("Find a style").fill("history theory")
    page.get_by_role("status").get_by_text("Styles found: ").wait_for()
    assert (
        page.get_by_label("In another style", exact=True).locator("option").first.inner_text() == "History and Theory"
    )
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Shown in History and Theory.").wait_for()
    assert page.locator(".shown .citation").text_content() == cited(served, "style=history-and-theory")["text"]
    page.get_by_label("Find a style").fill("zzzzz")
    page.get_by_role("status").get_by_text("No style has all of these words").wait_for()
    assert page.get_by_label("In another style", exact=True).locator("option").count() == 9


def test_a_style_without_archives_says_so_in_place_and_leads_to_keeping_it(reader: Reader) -> None:
    page = reader.open(SEED)
    choose_style(page, "ieee")
    assert "This style prints no archival reference." in page.locator(".shown").inner_text()
    page.get_by_role("link", name="Keep it").click()
    assert "[APRF, Fond 45" in page.locator(".whole").inner_text()


def test_where_the_script_may_not_ask_the_button_leads_to_the_page_of_its_own(reader: Reader, served: Server) -> None:
    page = reader.open(SEED)
    page.evaluate(_REFUSED)
    page.get_by_label("In another style", exact=True).select_option("mla")
    page.get_by_role("status").get_by_text("Press Cite to see it on a page of its own.").wait_for()
    page.get_by_role("button", name="Cite", exact=True).click()
    page.wait_for_url(f"{served.address}{CITE}?**")
    assert page.locator(".whole").inner_text() == cited(served, "style=mla")["text"]


def test_a_pinned_page_cites_its_own_revision(reader: Reader, served: Server) -> None:
    page = reader.open(f"{SEED}?revision=1")
    choose_style(page, "mla")
    page.get_by_role("link", name="More about this citation").click()
    assert "From revision 1 of the record." in page.locator("main").inner_text()
    assert page.get_by_role("link", name="All styles").count() == 0
    page.go_back()
    page.get_by_role("link", name="All styles, forms and languages").click()
    assert page.url == f"{served.address}{CITE}?revision=1"


def test_nothing_in_a_record_becomes_part_of_its_citation_in_place(reader: Reader) -> None:
    page = reader.open("/document/hostile")
    choose_style(page, "mla")
    assert "<script>document.title = " in (page.locator(".shown .citation").text_content() or "").lower()
    assert page.locator(".shown").locator("script, img, style, h1, u").count() == 0
    assert page.title().startswith("<script>")


def test_words_from_right_to_left_stand_by_themselves_in_place_and_on_the_page(reader: Reader) -> None:
    page = reader.open("/document/turned")
    choose_style(page, "mla")
    assert page.locator(".shown .citation bdi").count() > 1
    page.get_by_role("link", name="More about this citation").click()
    assert page.locator(".formatted bdi").count() > 1
    assert page.locator(".whole bdi").count() > 1


@BY_SCHEME
def test_the_panel_with_a_citation_is_accessible_and_fits_a_small_screen(reader: Reader, scheme: str) -> None:
    page = reader.open(SEED, color_scheme=scheme, viewport=NARROW)
    choose_style(page, "ieee")
    assert faults(page) == ""
    assert page.evaluate(_WIDTH) == NARROW["width"]


@BY_SCHEME
@pytest.mark.parametrize(
    "query", ["", "?style=ieee&q=history&locale=fr-FR", "?style=chicgo+notes", "?style=apa&form=note"]
)
def test_the_page_of_citations_is_accessible_and_fits_a_small_screen(reader: Reader, query: str, scheme: str) -> None:
    page = reader.open(f"{CITE}{query}", color_scheme=scheme, viewport=NARROW)
    assert faults(page) == ""
    assert page.evaluate(_WIDTH) == NARROW["width"]


def test_the_form_is_filled_and_sent_without_a_mouse(reader: Reader, served: Server) -> None:
    page = reader.open(CITE)
    page.get_by_label("Style", exact=True).focus()
    page.keyboard.type("MLA")
    names: list[str] = []
    while "locator" not in names:
        page.keyboard.press("Tab")
        names.append(str(page.evaluate("document.activeElement.name")))
    assert list(dict.fromkeys(filter(None, names))) == [
        "q", "form", "locale", "holding", "ensure", "profile", "locator",
    ]  # fmt: skip
    page.keyboard.type("p7")
    page.keyboard.press("Enter")
    page.wait_for_url("**style=modern-language-association**")
    assert page.locator(".whole").inner_text() == cited(served, "style=mla&locator=p7")["text"]
