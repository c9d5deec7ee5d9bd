"""The element: it checks what it draws, and never passes off other words as those it was asked for."""

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import Visitor
from tests.cli.servers import Server

pytestmark = pytest.mark.slow

SEED = "/document/110364"


def element(served: Server, attributes: str, fallback: str = "<i>what stood here</i>") -> str:
    """Give the element, and the script it needs."""
    script = f'<script type="module" src="{served.address}/embed.js"></script>'
    return f'{script}<muniment-document src="{served.address}{SEED}" {attributes}>{fallback}</muniment-document>'


def test_the_element_checks_the_hash_of_what_it_shows(visitor: Visitor, served: Server) -> None:
    page = visitor.open(element(served, 'passage="en.p9" revision="1"'))
    page.get_by_text("The words are those of revision 1").wait_for()
    assert page.locator(".alert").inner_text().startswith("Corrected since: revision 2")
    shown = page.locator("muniment-document figure").inner_text()
    assert "the hash was checked here, against what the archive states" in shown
    assert "translator not stated" in shown
    assert "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32" in shown
    assert "translation: http://rightsstatements.org/vocab/CNE/1.0/" in shown
    assert "what stood here" not in shown
    lead = page.get_by_role("link", name="Read it in its archive")
    assert lead.get_attribute("href") == f"{served.address}{SEED}?revision=1#en.p9"


def test_the_element_says_if_a_later_revision_left_its_words_as_they_are(visitor: Visitor, served: Server) -> None:
    page = visitor.open(element(served, 'passage="en.p7-en.p8" revision="1"'))
    page.get_by_text("Corrected since (revision 2").wait_for()
    assert "these words are the same there" in page.locator("muniment-document figure").inner_text()
    assert page.locator(".alert").count() == 0


def falsify(route: Route) -> None:
    """Let other words come over the network than those that were hashed: a passage, or a summary."""
    told = route.fetch().json()
    told |= {"summary": "FORGED"} if "summary" in told else {"passages": [told["passages"][0] | {"text": "FORGED"}]}
    route.fulfill(json=told, headers={"access-control-allow-origin": "*"})


def test_the_element_says_if_words_are_not_those_that_were_embedded(visitor: Visitor, served: Server) -> None:
    page = visitor.open(element(served, f'passage="en.p9" sha256="{"0" * 64}"'))
    page.get_by_text("Changed since it was embedded here. The words are those of revision 2").wait_for()
    revision = served.get("/documents/110364").json()["revision"]["sha256"]
    page = visitor.open(element(served, f'revision="2" sha256="{revision}"'))
    page.get_by_text("the hash was checked here, against what this page states").wait_for()


@pytest.mark.parametrize(
    ("place", "attributes"),
    [
        ("**/passages/en.p9*", 'passage="en.p9"'),
        ("**/documents/110364/revisions/2", ""),
    ],
)
def test_the_element_draws_no_word_as_checked_that_is_not_of_what_it_hashed(
    visitor: Visitor, served: Server, place: str, attributes: str
) -> None:
    page = visitor.open("<p>before</p>")
    page.route(place, falsify)
    page.goto(visitor.host.put(element(served, attributes)))
    page.get_by_text("do not rely on it").wait_for()


def test_the_element_draws_the_summary_of_a_record_from_the_bytes_that_it_hashed(
    visitor: Visitor, served: Server
) -> None:
    page = visitor.open("<p>before</p>")
    page.route("**/110364.json*", falsify)
    page.route("**/documents/110364", falsify)
    page.goto(visitor.host.put(element(served, "")))
    page.get_by_text("the hash was checked here").wait_for()
    assert "FORGED" not in page.locator("muniment-document figure").inner_text()


def test_the_element_says_that_a_summary_is_the_record_s_and_shows_a_title_once(
    visitor: Visitor, served: Server
) -> None:
    page = visitor.open(element(served, ""))
    page.get_by_text("These words are the record’s summary.").wait_for()
    assert page.locator("muniment-document blockquote").count() == 0
    page = visitor.open(element(served, "").replace("110364", "bare"))
    page.get_by_text("The title is that of revision 1").wait_for()
    assert page.locator("muniment-document").get_by_text("A title", exact=True).count() == 1


def test_the_element_says_that_a_machine_translated(visitor: Visitor, served: Server) -> None:
    page = visitor.open(element(served, 'passage="ar.p1"').replace("110364", "scripts"))
    page.get_by_text("translator not stated; made by a machine.").wait_for()


def test_the_element_never_shows_passages_of_the_record_that_another_was_merged_into(
    visitor: Visitor, served: Server
) -> None:
    page = visitor.open(element(served, 'passage="en.p7" revision="1"').replace("110364", "merged"))
    page.get_by_text("Another record took its place since").wait_for()
    assert "Words that were merged." in page.locator("muniment-document blockquote").inner_text()
    assert "Corrected since" not in page.locator("muniment-document figure").inner_text()
    page = visitor.open(element(served, 'passage="en.p7"').replace("110364", "merged"))
    page.get_by_text("merged into another, whose passages are its own").wait_for()
    assert page.get_by_text("what stood here").is_visible()


def test_words_that_were_taken_out_are_those_of_the_revision_that_had_them(visitor: Visitor, served: Server) -> None:
    page = visitor.open(element(served, 'passage="en.p2"').replace("110364", "shrunk"))
    page.get_by_text("The words are those of revision 1").wait_for()
    assert page.locator(".alert").inner_text().startswith("Corrected since: revision 2")
    lead = page.get_by_role("link", name="Read it in its archive")
    assert lead.get_attribute("href") == f"{served.address}/document/shrunk?revision=1#en.p2"


def test_the_element_cites_in_any_style_and_a_whole_record_too(visitor: Visitor, served: Server) -> None:
    cited = served.get("/documents/110364/citation?style=mla&locator=en.p7").json()["text"]
    for name in ("style", "citation-style"):
        page = visitor.open(element(served, f'passage="en.p7" {name}="mla"'))
        page.get_by_text(cited).wait_for()
    page = visitor.open(element(served, ""))
    page.get_by_text("Title and summary are those of revision 2").wait_for()
    assert "the hash was checked here" in page.locator("muniment-document figure").inner_text()


def test_what_stands_between_the_tags_is_shown_where_the_words_cannot_be_had(visitor: Visitor, served: Server) -> None:
    page = visitor.open(element(served, 'passage="en.p99"'))
    page.get_by_text("There is no passage of record 110364 'en.p99'").wait_for()
    assert page.get_by_text("what stood here").is_visible()
    for source in ("javascript:alert(1)", "http://127.0.0.1:9/document/1", "nothing"):
        page = visitor.open(element(served, "").replace(f"{served.address}{SEED}", source))
        page.get_by_text("could not be reached").or_(page.get_by_text("no address of a record")).wait_for()
        assert page.get_by_text("what stood here").is_visible()
    visitor.complaints.clear()  # of the browser, which was answered 404, and found nobody at port 9


def test_no_word_of_a_record_is_markup_in_an_element(visitor: Visitor, served: Server) -> None:
    page = visitor.open(element(served, 'passage="en.p1-en.p3"').replace("110364", "hostile"))
    page.locator("muniment-document figure").wait_for()
    assert "<script>document.title = 'taken'</script>" in page.locator("muniment-document figure").inner_text()
    assert page.locator("muniment-document").locator("script, img, style, h1").count() == 0
    assert page.title() == "A page of somebody else"


def test_a_page_with_a_strict_policy_may_show_element_and_frame(visitor: Visitor, served: Server) -> None:
    ours = served.address
    visitor.host.policy = f"default-src 'none'; script-src {ours}; connect-src {ours}; frame-src {ours}"
    page = visitor.open(
        f'{element(served, "passage=en.p7")}<iframe src="{ours}/embed/110364/en.p7" title="A card"></iframe>'
    )
    page.get_by_text("The words are those of revision 2").wait_for()
    page.frame_locator("iframe").get_by_text("There will not be objections").wait_for()


def test_the_version_of_the_script_that_the_docs_pin_is_taken_by_a_browser(visitor: Visitor, served: Server) -> None:
    page = visitor.open("")
    digest, version = page.evaluate(
        """async ours => {
            const body = await (await fetch(ours + "/embed.js")).arrayBuffer();
            const hash = async name => new Uint8Array(await crypto.subtle.digest(name, body));
            const hex = [...await hash("SHA-256")].map(b => b.toString(16).padStart(2, "0")).join("");
            return [btoa(String.fromCharCode(...await hash("SHA-384"))), hex.slice(0, 12)];
        }""",
        served.address,
    )
    pinned = f'src="{served.address}/embed-{version}.js" integrity="sha384-{digest}" crossorigin="anonymous"'
    page = visitor.open(element(served, 'passage="en.p7"').replace(f'src="{served.address}/embed.js"', pinned))
    page.get_by_text("The words are those of revision 2").wait_for()
