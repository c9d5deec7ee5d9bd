"""The journeys of a reader: read, cite, go to a passage, copy the words; with script and without."""

import pytest

from tests.browser.conftest import Reader
from tests.browser.records import PUBLISHED, SCRIPTS
from tests.cli.servers import Server

pytestmark = pytest.mark.slow

SEED = "/document/110364"
CITED = "/documents/110364/citation"
# Chooses the words of a text with a mouse's selection, from its first passage to its last.
_SELECT = """id => {
    const passages = document.querySelectorAll(`.passage[id^="${id}.p"]`);
    const range = document.createRange();
    range.setStartBefore(passages[0]);
    range.setEndAfter(passages[passages.length - 1]);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""
# Where the first two letters stand of the last words in each place: those that follow what the record says.
_FIRST_LETTERS = """all => all.map(element => {
    const range = document.createRange();
    return [2, 3].map(at => {
        range.setStart(element.lastChild, at);
        range.setEnd(element.lastChild, at + 1);
        return range.getBoundingClientRect().left;
    });
})"""
# Where each of some words begins, from the left, in an element that holds them in this order.
_PLACES = """(element, parts) => {
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const letters = [];
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        for (let at = 0; at < node.length; at += 1) letters.push([node, at]);
    }
    let from = 0;
    return parts.map(part => {
        const start = element.textContent.indexOf(part, from);
        from = start + part.length;
        const lefts = letters.slice(start, from).map(([node, at]) => {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            return range.getBoundingClientRect().left;
        });
        return Math.min(...lefts);
    });
}"""
_CLIPBOARD = "navigator.clipboard.readText()"


def citation_of(served: Server, address: str = CITED) -> str:
    """Give a citation as the API prints it."""
    return served.get(address, {"accept": "text/plain"}).text


def words_of(served: Server, document_id: str, text_id: str) -> str:
    """Give the words of a text as the API has them."""
    return served.get(f"/documents/{document_id}/texts/{text_id}", {"accept": "text/plain"}).text


def test_whose_record_it_is_stands_first_and_then_the_parts_in_their_order(reader: Reader) -> None:
    page = reader.open(SEED)
    first = page.locator("main p, main h1, main h2").first
    assert first.inner_text().startswith(
        "Copy of a record published by History and Public Policy Program Digital Archive at "
        "http://digitalarchive.wilsoncenter.org/document/110364; changed here since it was imported (revision 2 of "
    )
    assert first.inner_text().endswith("; not an official service of the publisher. What changed.")
    assert page.locator("main").locator("h1, h2, summary").all_inner_texts() == [
        "Ciphered telegram, Filippov (Stalin) to Mao Zedong re meeting in Moscow with Gao Gang and Kim II Sung",
        "Archival references",
        "Summary",
        "English Translation",
        "Citation",
        "Embed",
        "Show this record, or a passage of it, in a page of your own",
        "For editors: 8 points to look at",
        "Rights and contact",
        "Formats and history",
    ]
    assert page.locator(".facts dt").all_inner_texts() == [
        "Date", "From", "To", "Kind", "Numbers", "Original language", "Identifiers",
    ]  # fmt: skip
    assert page.locator(".facts dt:text-is('From') + dd").inner_text() == (
        "Filippov (Stalin) named Filippov; identified as Stalin; from the title"
    )
    assert page.get_by_text("English translation of an original in Russian; original not supplied; ").is_visible()


def test_the_notices_for_editors_are_folded_away_until_they_are_asked_for(reader: Reader) -> None:
    page = reader.open(SEED)
    notice = page.locator("details li").first
    assert not notice.is_visible()
    page.locator("summary").last.click()
    assert notice.is_visible()


def test_the_citation_is_the_api_s_and_one_press_copies_exactly_it(reader: Reader, served: Server) -> None:
    page = reader.open(SEED)
    citation = page.locator("section[aria-labelledby=cite] .citation")
    assert citation.text_content() == citation_of(served)
    page.locator("section[aria-labelledby=cite] .copy").click()
    page.get_by_role("status").get_by_text("Copied.").wait_for()
    assert page.evaluate(_CLIPBOARD) == citation_of(served)


def test_copying_that_the_browser_refuses_is_said_and_the_citation_can_be_selected(reader: Reader) -> None:
    page = reader.open(SEED)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    page.locator("section[aria-labelledby=cite] .copy").click()
    page.get_by_role("status").get_by_text("select it instead").wait_for()


def test_a_link_to_a_passage_shows_it_with_its_link_and_its_citation(reader: Reader, served: Server) -> None:
    page = reader.open(f"{SEED}#en.p7")
    passage = page.locator("[id='en.p7']")
    assert passage.locator(".words").bounding_box() is not None
    assert passage.evaluate(
        "e => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().top < innerHeight / 2"
    )
    assert passage.locator("aside").is_visible()
    assert passage.locator(".permalink").inner_text() == f"{served.address}{SEED}#en.p7"
    assert passage.locator(".copyable").inner_text() == f"{citation_of(served)}, passage 7"
    assert page.locator("aside:visible").count() == 1


def test_pressing_the_number_of_a_passage_gives_its_link_and_copies_its_citation(
    reader: Reader, served: Server
) -> None:
    page = reader.open(SEED)
    passage = page.locator("[id='en.p7']")
    assert not passage.locator("aside").is_visible()
    passage.get_by_role("link", name="Link to and cite passage 7").click()
    assert page.url == f"{served.address}{SEED}#en.p7"
    passage.get_by_role("button").click()
    passage.get_by_role("status").get_by_text("Copied.").wait_for()
    assert page.evaluate(_CLIPBOARD) == f"{citation_of(served)}, passage 7"


@pytest.mark.parametrize(
    ("document_id", "text_id"), [("110364", "en"), ("900001", "ru"), ("hostile", "en"), ("long", "en"), ("vast", "en")]
)
@pytest.mark.parametrize("at", ["", "#{}.p2"])
def test_copied_words_are_the_record_s_byte_for_byte_without_a_number_or_a_citation(
    reader: Reader, served: Server, document_id: str, text_id: str, at: str
) -> None:
    page = reader.open(f"/document/{document_id}{at.format(text_id)}")
    page.evaluate(_SELECT, text_id)
    page.keyboard.press("Control+C")
    assert page.evaluate(_CLIPBOARD) == words_of(served, document_id, text_id)


def test_the_citation_of_a_passage_can_be_selected_by_who_goes_to_it(reader: Reader, served: Server) -> None:
    page = reader.open(f"{SEED}#en.p7")
    citation = page.locator("[id='en.p7'] .copyable")
    citation.click(click_count=3)
    page.mouse.move(0, 0)
    page.keyboard.press("Control+C")
    assert page.evaluate(_CLIPBOARD).strip() == f"{citation_of(served)}, passage 7"


def test_without_script_all_is_there_and_a_passage_is_cited(reader: Reader, served: Server) -> None:
    page = reader.open(f"{SEED}#en.p7", java_script_enabled=False)
    assert "\n\n".join(page.locator(".passage > .words").all_text_contents()) == words_of(served, "110364", "en")
    assert page.locator(".citation").first.text_content() == citation_of(served)
    assert page.locator("[id='en.p7'] .copyable").is_visible()
    page.locator("[id='en.p9'] .mark").click()
    assert page.locator("[id='en.p9'] .copyable").inner_text() == f"{citation_of(served)}, passage 9"
    assert not page.locator("[id='en.p7'] .copyable").is_visible()
    page.locator("summary").last.click()
    assert page.locator("details li").first.is_visible()
    assert page.locator(".copy").count() == 0


def test_every_passage_has_its_language_and_direction_and_a_source_text_is_not_to_be_translated(
    reader: Reader,
) -> None:
    page = reader.open("/document/scripts")
    texts = {text["id"]: text for text in SCRIPTS["texts"]}
    for text_id, text in texts.items():
        words = page.locator(f".passage[id^='{text_id}.p'] > .words")
        assert words.count() == len(text["passages"])
        for each in words.all():
            assert each.get_attribute("lang") == text["language"]
            assert each.get_attribute("dir") == "auto"
            drawn = "rtl" if text_id in ("he", "ar") else "ltr"
            assert each.evaluate("e => getComputedStyle(e).direction") == drawn
    assert page.locator("[translate=no] .passage").evaluate_all("all => all.map(e => e.id)") == ["zh.p1", "zh.p2"]


@pytest.mark.parametrize("document_id", PUBLISHED)
def test_every_passage_says_its_language_or_that_none_is_stated(reader: Reader, document_id: str) -> None:
    page = reader.open(f"/document/{document_id}")
    for each in page.locator(".passage > .words").all()[:20]:
        assert each.get_attribute("lang") is not None
        assert each.get_attribute("dir") == "auto"


def test_nothing_in_a_record_becomes_part_of_the_page(reader: Reader) -> None:
    page = reader.open("/document/hostile")
    assert page.title().startswith("<script>document.title = 'taken'</script>")
    assert page.locator("h1").count() == 1
    assert page.locator("img, style, iframe, object, embed, form:not(.citing)").count() == 0
    assert page.locator("script:not([src], [type='application/ld+json'])").count() == 0
    schemes = page.locator("[href], [src]").evaluate_all("all => all.map(e => new URL(e.href || e.src).protocol)")
    assert set(schemes) == {"http:"}


@pytest.mark.parametrize("said", [".provenance", ".facts .note", ".running span"])
def test_a_record_cannot_turn_around_what_is_said_of_it(reader: Reader, said: str) -> None:
    """After an override of direction in a record's words, ours run from left to right."""
    page = reader.open("/document/hostile")
    page.emulate_media(media="print" if "running" in said else "screen")
    places = page.locator(said).evaluate_all(_FIRST_LETTERS)
    assert places
    assert all(first < second for first, second in places)


def test_what_runs_from_right_to_left_turns_nothing_around_in_a_citation(reader: Reader, served: Server) -> None:
    page = reader.open("/document/turned", viewport={"width": 2400, "height": 900})
    cited = page.locator("section[aria-labelledby=cite] .copyable").first
    parts = ["מברק 3557", ",", "1951", "ארכיון המדינה", "תיק 12"]
    places = cited.evaluate(_PLACES, parts)
    assert places == sorted(places)
    cited.click(click_count=3)
    page.keyboard.press("Control+c")
    citation = citation_of(served, "/documents/turned/citation")
    assert page.evaluate(_CLIPBOARD).strip() == citation
    page.locator("section[aria-labelledby=cite] .copy").first.click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate(_CLIPBOARD) == citation
