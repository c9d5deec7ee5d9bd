"""The page that cites: a form that needs no script, the citation, and what is to be said of it."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlsplit

import httpx
import pytest

from app import resources
from app.domain.errors import StylesUnavailable
from app.faces.reading_room.marked import draw
from app.faces.reading_room.plainly import say_omitted, say_warning
from app.house import open_settings_house
from app.services.cite import Citer, Wanted
from app.services.found import House
from app.services.read import read_document
from app.services.styles import Styles
from app.settings import Settings
from tests.conftest import client_of, take_in
from tests.faces.conftest import make_record, merge_record, problem_of, withdraw_record, write_records
from tests.faces.reading_room.visitors import ANYTHING, BROWSER, JSON, links_to, page_of, read
from tests.formats.pages import Parsed

CITE = "/document/110364/cite"
CORE = resources.load_style_names().core
#: Values that cannot be used, each with the words by which the page says so.
UNUSABLE = [
    ("form=nonsense", "There is no form 'nonsense': it is bibliography, note, short, ibid, in-text."),
    ("style=apa&form=note", "has no form note: it has bibliography, in-text"),
    ("form=short", "The house citation has no form short"),
    ("profile=x", "There is no profile 'x'"),
    ("profile=correspondence", "The house citation has one profile"),
    ("style=apa&ensure=yes", "There is no ensure 'yes'"),
    ("style=apa&holding=9", "This record has no holding '9'."),
    ("style=apa&locale=no+tag", "'no tag' is no language tag"),
    ("style=apa&locator=p99", "There is no passage of record 110364 'p99'"),
    ("style=apa&leaf=99", "Leaf '99' is not among those of this record"),
    ("style=apa&accessed=yesterday", "'yesterday' is no day such as 2024-05-31."),
    ("style=apa&accessed=2024-02-30", "'2024-02-30' is no day such as 2024-05-31."),
    ("style=apa&accessed=%D9%A2024-01-01", "is no day such as 2024-05-31."),
]


@pytest.fixture(scope="module")
def shared_house(shared_settings: Settings) -> Iterator[House]:
    """The archive that no test changes, opened beside the application that serves it."""
    house = open_settings_house(shared_settings)
    yield house
    house.archive.close()


def cite(house: House, **members: str) -> str:
    """Give a citation of the seed as the service prints it."""
    with house.archive.reading() as repository:
        document = read_document(repository, house.press, "110364")
    return Citer(house.styles, house.press.knowledge).cite(document, Wanted(**members)).text  # type: ignore[arg-type]


def plain(page: Parsed) -> str:
    """Give the citation that stands as plain text on the page."""
    return page.one("p", class_="citation copyable whole").words


def chosen(page: Parsed, name: str) -> str:
    """Give the words of what is chosen in a list of the form."""
    start = page.elements.index(page.one("select", name=name))
    after = next(n for n, e in enumerate(page.elements) if n > start and e.name not in ("option", "select"))
    (option,) = [e for e in page.elements[start:after] if "selected" in e.attributes]
    return option.words


async def test_without_a_wish_it_is_the_house_citation_byte_for_byte(
    visitor: httpx.AsyncClient, shared_house: House
) -> None:
    page = await read(visitor, CITE)
    assert plain(page) == page.one("div", class_="citation formatted").words == cite(shared_house)
    assert "The citation of this archive, the same in every language." in page.one("main").words
    assert chosen(page, "style") == "This archive’s own"
    assert links_to(page, "Ciphered telegram, Filippov (Stalin) to Mao Zedong re meeting in Moscow with Gao Gang and "
                          "Kim II Sung") == ["/document/110364"]  # fmt: skip


@pytest.mark.parametrize("style", CORE)
async def test_every_core_style_is_printed_as_the_service_does_and_named_exactly(
    visitor: httpx.AsyncClient, shared_house: House, style: str
) -> None:
    page = await read(visitor, f"{CITE}?style={style}")
    entry = shared_house.styles.find(style)
    assert plain(page) == cite(shared_house, style=style)
    assert chosen(page, "style") == entry.title
    assert f"Printed in the style {entry.title} ({entry.id}" in page.one("main").words
    assert f"as of {(entry.updated or '')[:10]}" in page.one("main").words


async def test_the_core_styles_come_first_and_an_alias_leads_to_one(visitor: httpx.AsyncClient) -> None:
    page = await read(visitor, f"{CITE}?style=chicago")
    start = page.elements.index(page.one("select", name="style"))
    values = [e.attributes["value"] for e in page.elements[start + 1 : start + 2 + len(CORE)]]
    assert values == ["house", *CORE]
    assert chosen(page, "style") == "Chicago Manual of Style 18th edition (notes and bibliography)"


async def test_a_style_that_is_no_core_one_stays_chosen(visitor: httpx.AsyncClient, shared_house: House) -> None:
    page = await read(visitor, f"{CITE}?style=history-and-theory")
    assert chosen(page, "style") == shared_house.styles.find("history-and-theory").title


async def test_styles_are_found_by_words_and_each_is_a_link_that_keeps_the_rest(visitor: httpx.AsyncClient) -> None:
    page = await read(visitor, f"{CITE}?style=apa&q=history+theory&holding=1")
    assert page.one("input", name="q").attributes["value"] == "history theory"
    (href,) = links_to(page, "History and Theory")
    assert dict(parse_qsl(urlsplit(href).query)) == {"style": "history-and-theory", "holding": "1"}
    assert chosen(await read(visitor, href), "style") == "History and Theory"
    many = (await read(visitor, f"{CITE}?q=journal")).one("section", aria_label="Styles found")
    assert "the 20 likeliest are here" in many.words
    none = (await read(visitor, f"{CITE}?q=zzzzz")).one("section", aria_label="Styles found")
    assert none.words.strip() == "No style has all of “zzzzz” in its name."


async def test_form_language_holding_leaf_and_day_are_those_asked_for(
    visitor: httpx.AsyncClient, shared_house: House
) -> None:
    wish = {
        "style": "chicago",
        "form": "note",
        "locale": "fr-FR",
        "holding": "1",
        "leaf": "31",
        "accessed": "2024-05-31",
    }
    page = await read(visitor, CITE, params=wish)
    assert plain(page) == cite(shared_house, **wish)
    assert "13 juin 1951" in plain(page)
    assert chosen(page, "form") == "Note"
    assert chosen(page, "locale") == "French (France) · Français (France)"
    (holding,) = [e for e in page.all("input", name="holding") if "checked" in e.attributes]
    assert holding.attributes["value"] == "1"
    assert page.one("input", name="leaf").attributes["value"] == "31"
    assert page.one("input", name="accessed").attributes["value"] == "2024-05-31"


async def test_a_passage_by_its_short_name_is_cited(visitor: httpx.AsyncClient, shared_house: House) -> None:
    page = await read(visitor, f"{CITE}?style=chicago&locator=p7")
    assert plain(page) == cite(shared_house, style="chicago", locator="p7")
    assert "passage 7" in plain(page)


async def test_an_empty_field_asks_nothing(visitor: httpx.AsyncClient) -> None:
    empty = "&".join(f"{name}=" for name in ("style", "q", "form", "locale", "locator", "leaf", "accessed"))
    assert plain(await read(visitor, f"{CITE}?{empty}")) == plain(await read(visitor, CITE))


async def test_a_style_without_archives_says_so_in_plain_words_and_keeps_it_on_demand(
    visitor: httpx.AsyncClient,
) -> None:
    page = await read(visitor, f"{CITE}?style=ieee")
    assert "This style prints no archival reference. Keep it." in page.one("ul", class_="told").words
    assert "Delo 339" not in plain(page)
    (keep,) = links_to(page, "Keep it")
    kept = await read(visitor, keep)
    assert "[APRF, Fond 45, Opis 1, Delo 339, Listy 31-32 and AVPRF" in plain(kept)
    assert links_to(kept, "Keep it") == []
    assert "This style prints no archival reference." not in kept.one("main").words


async def test_a_warning_speaks_of_the_field_of_the_form(visitor: httpx.AsyncClient) -> None:
    words = (await read(visitor, f"{CITE}?style=ieee")).one("ul", class_="told").words
    assert "The style prints the day of access: give it under “Date of access”." in words
    assert "accessed=" not in words


async def test_a_locale_that_is_not_there_is_said_to_be_stood_for(visitor: httpx.AsyncClient) -> None:
    page = await read(visitor, f"{CITE}?style=apa&locale=fr-BE")
    assert "There is no fr-BE here; fr-FR stands for it." in page.one("main").words
    assert chosen(page, "locale") == "fr-BE"


async def test_the_same_is_asked_of_the_api_for_every_notation(visitor: httpx.AsyncClient) -> None:
    page = await read(visitor, f"{CITE}?style=apa&q=history&holding=2")
    for words, notation in (("Plain text", "text"), ("Markdown", "markdown"), ("RTF", "rtf"), ("LaTeX", "latex")):
        (href,) = links_to(page, words)
        assert urlsplit(href).path == "/documents/110364/citation"
        assert dict(parse_qsl(urlsplit(href).query)) == {"style": "apa", "holding": "2", "format": notation}
        assert (await visitor.get(href)).status_code == 200


@pytest.mark.parametrize(("query", "said"), UNUSABLE)
async def test_a_value_that_cannot_be_used_is_said_to_a_browser_beside_the_form(
    visitor: httpx.AsyncClient, query: str, said: str
) -> None:
    response = await visitor.get(f"{CITE}?{query}", headers=BROWSER)
    page = page_of(response, 422)
    assert said in page.one("section", class_="refused").words
    assert len(page.all("form", class_="asking")) == 1
    assert response.headers["cache-control"] == "no-store"
    kept = {e.attributes["name"]: e.attributes["value"] for e in page.all("input")}
    asked = dict(parse_qsl(query))
    assert {name: kept[name] for name in asked.keys() & {"locator", "leaf", "accessed"}}.items() <= asked.items()


@pytest.mark.parametrize("headers", [{}, ANYTHING, JSON])
async def test_a_program_is_told_of_it_in_a_problem(visitor: httpx.AsyncClient, headers: dict[str, str]) -> None:
    assert (
        "has no form note"
        in problem_of(await visitor.get(f"{CITE}?style=apa&form=note", headers=headers), 422)["detail"]
    )
    told = problem_of(await visitor.get(f"{CITE}?style=chicgo-author-date", headers=headers), 404)
    assert "chicago-author-date" in [style["id"] for style in told["available"]]


async def test_what_would_do_instead_is_a_link(visitor: httpx.AsyncClient) -> None:
    page = page_of(await visitor.get(f"{CITE}?style=apa&form=note", headers=BROWSER), 422)
    assert chosen(page, "style") == "APA Style 7th edition"
    (href,) = links_to(page, "in-text")
    assert chosen(await read(visitor, href), "form") == "In the text"


async def test_an_unknown_style_is_answered_with_those_like_it(visitor: httpx.AsyncClient) -> None:
    page = page_of(await visitor.get(f"{CITE}?style=chicgo-author-date&holding=2", headers=BROWSER), 404)
    assert "There is no citation style 'chicgo-author-date' here." in page.one("main").words
    (href,) = links_to(page, "Chicago Manual of Style 18th edition (author-date)")
    assert dict(parse_qsl(urlsplit(href).query)) == {"style": "chicago-author-date", "holding": "2"}
    assert "AVPRF" in plain(await read(visitor, href))


@pytest.mark.parametrize(
    "name", ["style", "q", "form", "locale", "profile", "holding", "locator", "leaf", "accessed", "ensure"]
)
@pytest.mark.parametrize(
    "value",
    ["<script>alert(1)</script>", "'\"><img src=x>", "\u202eturned", "\x00", "a" * 1500, "%", "١", "🙈", "\ud7ff"],
)
async def test_hostile_values_are_words(visitor: httpx.AsyncClient, name: str, value: str) -> None:
    style = "" if name == "style" else "style=apa&"
    response = await visitor.get(f"{CITE}?{style}{name}={quote(value)}", headers=BROWSER)
    page_of(response, response.status_code)
    assert response.status_code in (200, 404, 422)


async def test_a_hostile_record_is_words_in_every_style(client: httpx.AsyncClient, house: House) -> None:
    hostile = "</div><script>alert(1)</script> <i>x</i> & \"q\" 'r' \u202e <img src=x onerror=y>"
    record = make_record(1, id="hostile", title=hostile, publisher=hostile, reference=hostile)
    assert not take_in(house, write_records(house.archive.path.parent, record)).has_errors
    for style in ("house", *CORE):
        page = await read(client, f"/document/hostile/cite?style={style}")
        assert "alert(1)" in plain(page)


async def test_a_revision_can_be_cited_and_stays_pinned(client: httpx.AsyncClient, house: House) -> None:
    record = make_record(1, id="letter", title="First title")
    assert not take_in(house, write_records(house.archive.path.parent, record)).has_errors
    revised = record | {"title": "Second title"}
    assert take_in(house, write_records(house.archive.path.parent, revised), reason="a title").revised
    page = await read(client, "/document/letter/cite?revision=1&style=apa")
    assert "First title" in plain(page)
    assert page.one("input", name="revision").attributes["value"] == "1"
    assert links_to(page, "First title") == ["/document/letter?revision=1"]
    assert "revision=1" in links_to(page, "RTF")[0]
    assert "Second title" in plain(await read(client, "/document/letter/cite?style=apa"))
    page_of(await client.get("/document/letter/cite?revision=9", headers=BROWSER), 404)


async def test_what_became_of_a_record_is_said_as_on_every_page(client: httpx.AsyncClient, house: House) -> None:
    folder = house.archive.path.parent
    assert not take_in(house, write_records(folder, make_record(1, id="twin"), make_record(2, id="gone"))).has_errors
    merge_record(house, "twin", "110364")
    withdraw_record(house, "gone")
    assert (await client.get("/document/twin/cite", headers=BROWSER)).status_code == 308
    page_of(await client.get("/document/gone/cite", headers=BROWSER), 410)
    page_of(await client.get("/document/nobody/cite", headers=BROWSER), 404)


async def test_without_citation_styles_the_house_citation_can_still_be_had(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Styles) -> None:
        raise StylesUnavailable("There are no citation styles here.")

    monkeypatch.setattr(Styles, "_file", fail)
    settings = Settings(archive=house.archive.path)
    async with client_of(settings) as client:
        page = await read(client, CITE)
        assert plain(page) == cite(house)
        assert "This server has no citation styles at the moment" in page.one("main").words
        page_of(await client.get(f"{CITE}?style=apa", headers=BROWSER), 503)


@pytest.mark.parametrize(
    ("markup", "drawn"),
    [
        ('<span style="font-variant:small-caps;">A</span>', '<span class="csl-font-variant-small-caps">A</span>'),
        ('<i>a</i>&#38; <span style="baseline">b</span>', '<i>a</i>&amp; <span class="csl-baseline">b</span>'),
        ("מברק &#60;b&#62;", "<bdi>מברק</bdi> &lt;b&gt;"),
        ('<a href="https://x.example/?a&quot;b">y</a>', '<a href="https://x.example/?a&quot;b">y</a>'),
    ],
)
def test_formatting_is_drawn_by_classes_and_words_stay_words(markup: str, drawn: str) -> None:
    assert draw(markup) == drawn


def test_every_part_that_a_style_may_leave_out_has_a_sentence() -> None:
    parts = ("locations", "publisher", "canonical_url", "date", "translators", "participants")
    assert len({say_omitted(part) for part in parts}) == len(parts)
    assert not [part for part in parts if "does not print:" in say_omitted(part)]
    assert say_warning("the day") == "The day."
