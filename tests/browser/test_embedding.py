"""A record in somebody else's page, at an origin that is not ours, in the four ways there are."""

from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader, Visitor
from tests.browser.test_accessibility import faults
from tests.cli.servers import Server

pytestmark = pytest.mark.slow

SEED = "/document/110364"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_WIDTH = "document.documentElement.scrollWidth"


def snippets(reader: Reader, path: str) -> dict[str, str]:
    """Give what a page of ours offers to be put into other pages, by its name."""
    page = reader.open(path)
    page.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")
    names = page.locator(".snippet").evaluate_all("all => all.map(e => e.dataset.copy.split(' ').at(-1))")
    return dict(zip(names, page.locator(".snippet code").all_text_contents(), strict=True))


@pytest.fixture(scope="module")
def four_ways(windows: Reader, served: Server) -> str:
    """A page that shows a run of passages in every way that is offered: a site that knows oEmbed, and three others."""
    offered = snippets(windows, f"{SEED}/embed?passage=en.p7-en.p8")
    oembed = served.get(f"/oembed?url={quote(offered['link'], safe='')}&maxwidth=600").json()["html"]
    parts = [oembed, *(offered[name] for name in ("frame", "element", "quotation"))]
    return "".join(f"<section aria-label='{n}'>{part}</section>" for n, part in enumerate(parts))


@pytest.mark.parametrize("width", [280, 1200])
def test_the_four_ways_are_read_on_a_small_screen_and_a_large_one_in_both_schemes(
    four_ways: str, visitor: Visitor, width: int, tmp_path: Path
) -> None:
    page = visitor.open(four_ways, viewport={"width": width, "height": 2000})
    page.locator("muniment-document figure").wait_for()
    for shown in (
        page.frame_locator("iframe >> nth=0").locator("main"),
        page.frame_locator("iframe >> nth=1").locator("main"),
        page.locator("muniment-document figure"),
        page.locator("section[aria-label='3'] figure"),
    ):
        shown.get_by_text("There will not be objections from our side.").first.wait_for()
        assert "passages 7-8" in shown.inner_text()
    page.wait_for_function("[...document.querySelectorAll('iframe')].every(f => f.height > 300)")
    assert page.evaluate(_WIDTH) == width
    for frame in page.frames[1:]:
        assert frame.evaluate(_WIDTH) <= width
        assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=tmp_path / f"four-{width}-{scheme}.png")
        assert faults(page) == ""


def test_a_frame_without_our_script_in_the_page_keeps_its_height_and_scrolls(reader: Reader, visitor: Visitor) -> None:
    frame = snippets(reader, f"{SEED}/embed?passage=en.p9")["frame"]
    page = visitor.open(frame)
    inside = page.frame_locator("iframe")
    inside.get_by_text("paper, but of battle").wait_for()
    assert page.locator("iframe").evaluate("e => e.clientHeight") == 420
    inside.get_by_text("SHA-256").scroll_into_view_if_needed()


def test_a_page_of_wordpress_shows_the_frame_when_it_has_heard_of_its_height(visitor: Visitor, served: Server) -> None:
    # what wp-embed.js does with a frame of a stranger: a secret in its address, and no more than a script in it;
    # it may come later than the card, and then asks for what it has not heard
    listen = """() => {
      addEventListener("message", ({ data, source }) => {
        const frame = document.querySelector("iframe[data-secret='" + data.secret + "']");
        if (!frame || source !== frame.contentWindow) return;
        if (data.message === "height") { frame.removeAttribute("style"); frame.height = data.value; }
        if (data.message === "link") { document.title = data.value; }
      });
      frames[0].postMessage({ message: "ready", secret: "abc123" }, "*");
    }"""
    hidden = "position:absolute;clip:rect(1px,1px,1px,1px)"
    frame = (
        f'<iframe src="{served.address}/embed/110364/en.p7#?secret=abc123" data-secret="abc123" '
        f'sandbox="allow-scripts" style="{hidden}" title="A card" width="500" height="200"></iframe>'
    )
    page = visitor.open(frame)
    page.evaluate(listen)
    page.wait_for_function("!document.querySelector('iframe').style.clip")
    assert int(page.locator("iframe").get_attribute("height") or 0) > 300
    page.frame_locator("iframe").get_by_role("link", name="Ciphered telegram").click()
    page.wait_for_function(f"document.title === '{served.address}{SEED}#en.p7'")


@pytest.mark.parametrize(
    "path",
    [
        "/embed/110364?revision=1", "/embed/110364/en.p9?revision=1", "/embed/turned/he.p1",
        "/embed/scripts/zh.p1-zh.p2", "/embed/hostile", "/embed/hostile/en.p5", "/embed/bare", "/embed/withdrawn",
        f"{SEED}/embed?passage=en.p7&revision=1", "/document/hostile/embed",
    ],
)  # fmt: skip
def test_every_card_is_accessible_and_fits_the_narrowest_frame(reader: Reader, path: str) -> None:
    page = reader.open(path, viewport={"width": 280, "height": 600})
    assert page.evaluate(_WIDTH) == 280
    assert page.locator("h1").count() == 1
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == ""


def test_a_card_is_read_without_its_style_and_its_script(reader: Reader) -> None:
    page = reader.open("/embed/110364/en.p7?revision=1", java_script_enabled=False)
    styled = page.locator("main").inner_text()
    page.route("**/card.css", lambda route: route.abort())
    reader.asked.clear()
    page.reload()
    plain = page.locator("main").inner_text()
    assert set(styled.split()) == set(plain.split())
    assert "The record was corrected since (revision 2" in plain
    assert faults_of_order(page) == ["h1", "blockquote", "dl"]
    reader.complaints.clear()  # the style that was kept away


def faults_of_order(page: Page) -> list[str]:
    """Give the order in which the parts of a card stand, which is that in which they are read without a style."""
    found: list[str] = page.locator("h1, blockquote, dl").evaluate_all("all => all.map(e => e.localName)")
    return found


def test_a_card_of_an_older_revision_says_what_became_of_its_words(reader: Reader) -> None:
    changed = reader.open("/embed/110364/en.p9?revision=1")
    assert "Corrected since: revision 2" in changed.get_by_role("note").inner_text()
    assert "not paper pilots, but battle pilots" in changed.locator("blockquote").inner_text()
    same = reader.open("/embed/110364/en.p7?revision=1")
    assert "these words are the same there" in same.get_by_role("note").inner_text()
    assert reader.open("/embed/110364/en.p9").get_by_role("note").count() == 0


def test_the_panel_on_a_landing_page_is_accessible_and_copies_each_way(reader: Reader) -> None:
    page = reader.open(SEED, viewport={"width": 320, "height": 700})
    page.get_by_text("Show this record, or a passage of it").click()
    assert page.evaluate(_WIDTH) == 320
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == ""
    for name in ("link", "frame", "element", "quotation"):
        page.get_by_role("button", name=f"Copy the {name}").click()
        page.get_by_role("status").get_by_text("Copied.").wait_for()
        copied = str(page.evaluate("navigator.clipboard.readText()"))
        assert f"{reader.address}/" in copied
        assert '="/' not in copied


def test_a_passage_is_embedded_from_the_panel_without_script(reader: Reader) -> None:
    page = reader.open(SEED, java_script_enabled=False)
    page.get_by_text("Show this record, or a passage of it").click()
    assert page.get_by_role("link", name="a page of their own").get_attribute("href") == f"{SEED}/embed"
    page.get_by_label("Passage, or first and last").fill("p7")
    page.get_by_role("button", name="Embed", exact=True).click()
    assert page.url.endswith(f"{SEED}/embed?passage=p7")
    assert page.locator(".snippet").first.inner_text() == f"{reader.address}/embed/110364/en.p7?revision=2"
