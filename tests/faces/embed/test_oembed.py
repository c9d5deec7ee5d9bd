"""oEmbed 1.0: what a site is told that was given a bare link."""

from urllib.parse import quote, unquote
from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.browser.records import HOSTILE
from tests.faces.conftest import links_of, problem_of
from tests.faces.embed.conftest import PUBLIC
from tests.faces.embed.markup import Markup

PAGE = f"{PUBLIC}/document/110364"
JSON, XML = "application/json+oembed", "text/xml+oembed"


async def ask(client: httpx.AsyncClient, url: str, **asked: object) -> httpx.Response:
    """Ask what to show for a link."""
    return await client.get("/oembed", params={"url": url, **{name: str(value) for name, value in asked.items()}})


async def test_a_link_is_answered_with_a_frame_and_all_that_oembed_requires(stranger: httpx.AsyncClient) -> None:
    response = await ask(stranger, PAGE)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["access-control-allow-origin"] == "*"
    told = response.json()
    assert (told["version"], told["type"], told["provider_name"]) == ("1.0", "rich", "Muniment")
    assert told["title"].startswith("Ciphered telegram, Filippov (Stalin)")
    assert told["provider_url"] == f"{PUBLIC}/"
    assert told["thumbnail_url"] == f"{PUBLIC}/documents/110364/card.png"
    assert all(isinstance(told[name], int) for name in ("width", "height", "cache_age", "thumbnail_width"))
    frame = Markup(told["html"]).one("iframe")
    assert frame["src"].startswith(f"{PUBLIC}/embed/110364?sha256=")
    assert (frame["width"], frame["height"]) == (str(told["width"]), str(told["height"]))
    assert frame["title"] == told["title"]


async def test_there_is_no_script_and_words_and_citation_stand_where_there_are_no_frames(
    stranger: httpx.AsyncClient,
) -> None:
    markup = Markup((await ask(stranger, f"{PUBLIC}/embed/110364/en.p7-en.p8")).json()["html"])
    assert markup.names == ["blockquote", "p", "p", "a", "iframe", "blockquote", "p", "p", "p", "a"]
    assert not [name for _, attributes in markup.elements for name in attributes if name.startswith("on")]
    citation = (await stranger.get("/documents/110364/passages/en.p7-en.p8")).json()["citation"]["text"]
    assert markup.words.endswith(citation)
    assert "There will not be objections from our side." in markup.words
    assert (
        "English translation of an original in Russian; original not supplied; translator not stated." in markup.words
    )
    assert markup.every("a") == [{"href": f"{PAGE}?revision=2#en.p7"}] * 2
    assert markup.one("iframe")["sandbox"] == "allow-scripts allow-popups allow-popups-to-escape-sandbox"


@pytest.mark.parametrize(("name", "told"), [("110364", "summary"), ("r002", "title")])
async def test_a_summary_or_a_title_is_no_quotation_and_says_what_it_is(
    stranger: httpx.AsyncClient, name: str, told: str
) -> None:
    markup = Markup((await ask(stranger, f"{PUBLIC}/document/{name}")).json()["html"])
    assert markup.names == ["blockquote", "a", "iframe", "p", "p", "a"]
    record = (await stranger.get(f"/documents/{name}")).json()
    citation = record["citation"]["generated"]
    assert markup.words.startswith(f"{citation}{record[told]}These words are the record’s {told}. ")


async def test_words_that_are_too_long_for_it_are_not_told_of_where_there_are_no_frames(
    stranger: httpx.AsyncClient,
) -> None:
    markup = Markup((await ask(stranger, f"{PUBLIC}/embed/vast/en.p1-en.p300")).json()["html"])
    assert markup.names == ["blockquote", "a", "iframe", "p", "a"]
    assert "translation of" not in markup.words


async def test_xml_says_what_json_says(stranger: httpx.AsyncClient) -> None:
    for url in (PAGE, f"{PUBLIC}/document/hostile#en.p1"):
        response = await ask(stranger, url, format="xml")
        assert response.headers["content-type"] == "text/xml; charset=utf-8"
        root = ET.fromstring(response.content)  # noqa: S314 - our own answer
        assert root.tag == "oembed"
        told = (await ask(stranger, url, format="json")).json()
        assert {member.tag: member.text for member in root} == {name: str(value) for name, value in told.items()}


@pytest.mark.parametrize("asked", [{"maxwidth": 280}, {"maxheight": 200}, {"maxwidth": 1, "maxheight": 1}])
async def test_nothing_is_larger_than_the_site_has_room_for(stranger: httpx.AsyncClient, asked: dict[str, int]) -> None:
    told = (await ask(stranger, PAGE, **asked)).json()
    assert told["width"] <= asked.get("maxwidth", told["width"])
    assert told["height"] <= asked.get("maxheight", told["height"])
    assert "thumbnail_url" not in told
    large = (await ask(stranger, PAGE, maxwidth=4000, maxheight=4000)).json()
    assert (large["width"], "thumbnail_url" in large) == (600, True)
    assert (await ask(stranger, PAGE, maxwidth=280)).json()["height"] > large["height"]


@pytest.mark.parametrize(
    ("url", "source"),
    [
        (f"{PAGE}/", "/embed/110364?sha256="),
        ("/document/110364", "/embed/110364?sha256="),
        (f" {PAGE} ", "/embed/110364?sha256="),
        (f"{PAGE}?utm_source=mail&x=1", "/embed/110364?sha256="),
        (f"{PAGE}?revision=1", "/embed/110364?revision=1"),
        (f"{PAGE}.bib", "/embed/110364?sha256="),
        (f"{PAGE}#en.p7", "/embed/110364/en.p7?sha256="),
        (f"{PAGE}#en.p7:~:text=Third", "/embed/110364/en.p7?sha256="),
        (f"{PAGE}#cite", "/embed/110364?sha256="),
        (f"{PAGE}?passage=p7-p8&revision=1", "/embed/110364/en.p7-en.p8?revision=1"),
        (f"{PUBLIC}/documents/110364/passages/en.p7", "/embed/110364/en.p7?sha256="),
        (f"{PUBLIC}/documents/110364/revisions/1", "/embed/110364?revision=1"),
        (f"{PUBLIC}/embed/110364/en.p7?revision=1", "/embed/110364/en.p7?revision=1"),
        (f"{PUBLIC}/documents/http://digitalarchive.wilsoncenter.org/document/110364", "/embed/110364?sha256="),
        (f"{PUBLIC}/document/r001", "/embed/r002?sha256="),
        (f"{PUBLIC}/document/r009?passage=en.p2", "/embed/r009/en.p2?sha256="),
        (PAGE.replace("https", "http").upper().replace("/DOCUMENT", "/document"), "/embed/110364?sha256="),
    ],
)
async def test_a_record_is_known_by_any_address_of_it(stranger: httpx.AsyncClient, url: str, source: str) -> None:
    response = await ask(stranger, url)
    assert response.status_code == 200, response.text
    assert Markup(response.json()["html"]).one("iframe")["src"].startswith(PUBLIC + source)


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/document/110364", "https://archive.example.elsewhere.example/document/110364",
        "https://archive.example@elsewhere.example/document/110364", "https://archive.example:81/document/110364",
        "//archive.example/document/110364", "110364", "javascript:alert(1)", "data:text/html,x",
        "ftp://archive.example/document/110364", f"{PUBLIC}/", f"{PUBLIC}/archives", f"{PUBLIC}/problems/not-found",
        "https://[", "https://archive.example\\@x/document/110364", f"{PUBLIC}/document/", f"{PUBLIC}/document/110365",
        f"{PAGE}#en.p99", f"{PAGE}?revision=0", f"{PAGE}?revision=3", f"{PAGE}?revision=x", f"{PAGE}?revision=\u0661",
        f"{PAGE}?revision={'9' * 5000}"[:4000], f"{PAGE}?{'a&' * 1900}#en.p99", f"{PAGE}%00", "\x00", "\u202e" * 800,
    ],
)  # fmt: skip
async def test_what_is_not_here_is_not_found(stranger: httpx.AsyncClient, url: str) -> None:
    problem = problem_of(await ask(stranger, url), 404)
    assert len(problem["detail"]) < 1500


async def test_a_withdrawn_record_is_gone_and_another_format_is_not_implemented(stranger: httpx.AsyncClient) -> None:
    assert problem_of(await ask(stranger, f"{PUBLIC}/document/withdrawn"), 410)["tombstone"]["citation"]
    for name in ("yaml", "", "JSON", "\x00", "x" * 100):
        problem = problem_of(await ask(stranger, PAGE, format=name), 501)
        assert problem["type"] == f"{PUBLIC}/problems/format-not-implemented"
        assert [one["type"] for one in problem["available"]] == ["application/json", "text/xml"]


@pytest.mark.parametrize(
    "query",
    [
        "", "url=", f"url={'a' * 4001}", f"url={PAGE}&maxwidth=0", f"url={PAGE}&maxwidth=-1",
        f"url={PAGE}&maxwidth=1.5", f"url={PAGE}&maxheight=NaN", f"url={PAGE}&maxheight={'9' * 30}",
        f"url={PAGE}&maxwidth=%D9%A3", f"url={PAGE}&maxwidth=", f"url={PAGE}&format={'x' * 101}",
        f"url={PUBLIC}/embed/110364/en.p9-en.p7",
    ],
)  # fmt: skip
async def test_what_cannot_be_used_is_said_to_be_wrong(stranger: httpx.AsyncClient, query: str) -> None:
    assert problem_of(await stranger.get(f"/oembed?{query}"), 422)["errors"]


async def test_parameters_that_sites_add_are_passed_over(stranger: httpx.AsyncClient) -> None:
    plain = await ask(stranger, PAGE)
    assert (await ask(stranger, PAGE, dnt=1, omitscript="true")).content == plain.content


@pytest.mark.parametrize("path", ["/document/110364", "/document/110364?revision=1", "/embed/110364/en.p7?revision=1"])
async def test_pages_and_cards_lead_to_their_own_answer(stranger: httpx.AsyncClient, path: str) -> None:
    page = await stranger.get(path, headers={"accept": "text/html"})
    links = [attributes for name, attributes in Markup(page.text).elements if name == "link"]
    found = {link["type"]: link["href"] for link in links if link.get("type") in (JSON, XML)}
    for media_type in (JSON, XML):
        assert found[media_type].startswith(f"{PUBLIC}/oembed?url=")
        response = await stranger.get(found[media_type].removeprefix(PUBLIC))
        assert response.headers["content-type"].partition(";")[0] == media_type.replace("+oembed", "")
        assert f"/embed{path.partition('?')[0].removeprefix('/document').removeprefix('/embed')}?" in response.text
        assert ("?revision=1" in response.text) is ("revision=1" in path)


async def test_the_link_field_of_a_page_leads_there_too(stranger: httpx.AsyncClient) -> None:
    for pin in ("", "?revision=1"):
        page = await stranger.head(f"/document/110364{pin}", headers={"accept": "text/html"})
        (link,) = [link for link in links_of(page) if link.attributes.get("type") == JSON]
        assert unquote(link.target) == f"{PUBLIC}/oembed?url={PAGE}{pin}&format=json"
    assert not [link for link in links_of(await stranger.get("/documents/110364")) if "oembed" in link.target]


async def test_an_answer_is_kept_by_caches_and_asked_for_without_its_body(stranger: httpx.AsyncClient) -> None:
    for name in ("json", "xml"):
        address = f"/oembed?url={quote(PAGE, safe='')}&format={name}"
        response = await stranger.get(address)
        etag = response.headers["etag"]
        assert etag.startswith('"')
        unchanged = await stranger.get(address, headers={"if-none-match": etag})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        head = await stranger.head(address)
        assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", etag)
        assert head.headers["content-length"] == str(len(response.content))


async def test_words_of_a_record_stay_words_in_the_markup(stranger: httpx.AsyncClient) -> None:
    for part in ("", "/en.p1-en.p3"):
        told = (await ask(stranger, f"{PUBLIC}/embed/hostile{part}")).json()
        markup = Markup(told["html"])
        assert set(markup.names) <= {"iframe", "blockquote", "p", "a"}
        assert markup.one("iframe")["title"] == told["title"]
        assert told["title"].startswith(HOSTILE["title"])
        assert "<script>document.title = 'taken'</script>" in markup.words
        assert [set(link) for link in markup.every("a")] == [{"href"}] * 2


async def test_wordpress_listens_to_a_frame_that_stands_behind_a_quotation_and_others_do_not_show_that(
    stranger: httpx.AsyncClient,
) -> None:
    for url in (PAGE, f"{PUBLIC}/embed/110364/en.p7", f"{PUBLIC}/document/hostile#en.p1"):
        html = (await ask(stranger, url)).json()["html"]
        assert html.startswith('<blockquote style="display:none" hidden>')
        assert html.partition("</blockquote>")[2].startswith("<iframe ")


async def test_an_archive_that_was_not_told_its_address_takes_the_one_it_is_asked_under(
    visitor: httpx.AsyncClient,
) -> None:
    told = (await ask(visitor, "http://testserver/document/110364")).json()
    assert Markup(told["html"]).one("iframe")["src"].startswith("http://testserver/embed/110364?")
    assert told["thumbnail_url"] == "http://testserver/documents/110364/card.png"
    problem_of(await ask(visitor, "http://elsewhere.example/document/110364"), 404)
    relative = (await ask(visitor, "/document/110364")).json()
    assert Markup(relative["html"]).one("iframe")["src"].startswith("/embed/110364?")


@pytest.mark.parametrize(("host", "status"), [("archive.example:8377", 200), ("elsewhere.example", 404)])
async def test_what_is_said_at_a_host_is_kept_for_no_other(visitor: httpx.AsyncClient, host: str, status: int) -> None:
    asked = {"url": "http://archive.example:8377/document/110364"}
    for format_name in ("json", "xml"):
        response = await visitor.get("/oembed", params=asked | {"format": format_name}, headers={"host": host})
        assert response.status_code == status
        assert "Host" in response.headers["vary"].split(", ")
