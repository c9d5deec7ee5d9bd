"""Cards: what a reader of somebody else's page is told, who may frame it, and how it says what became of its words."""

import re
from hashlib import sha256

import httpx
import pytest

from tests.browser.records import HOSTILE, HOSTILE_WORDS, WITHDRAWN
from tests.faces.conftest import problem_of
from tests.faces.embed.conftest import PUBLIC
from tests.faces.embed.markup import Markup

HTML = {"accept": "text/html"}
SEVEN, EIGHT = (
    "Third—about the delivery of arms for sixteen divisions. There will not be objections from our side.",
    "I won't write about the details, since your representatives will report to you about them.",
)


async def words_of(client: httpx.AsyncClient, path: str) -> str:
    """Give the words of a card, with single spaces."""
    response = await client.get(path, headers=HTML)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return " ".join(Markup(response.text).words.split())


async def test_a_card_brings_all_that_lets_a_reader_check_and_cite_a_run_of_passages(
    stranger: httpx.AsyncClient,
) -> None:
    words = await words_of(stranger, "/embed/110364/en.p7-en.p8")
    extract = (await stranger.get("/documents/110364/passages/en.p7-en.p8")).json()
    assert extract["sha256"] == sha256(f"{SEVEN}\n\n{EIGHT}".encode()).hexdigest()
    for told in (
        SEVEN, EIGHT, extract["citation"]["text"], f"SHA-256 {extract['sha256']}", "June 13, 1951",
        "English Translation, en.p7-en.p8: English translation of an original in Russian", "translator not stated",
        "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32", "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32",
        "Rights translation: http://rightsstatements.org/vocab/CNE/1.0/", "not evaluated, for nobody has stated them",
        "Source Copy of a record published by History and Public Policy Program Digital Archive", "Revision 2 of 20",
    ):  # fmt: skip
        assert told in words, told
    assert "First—about an armistice" not in words
    markup = Markup((await stranger.get("/embed/110364/en.p7-en.p8")).text)
    assert markup.one("blockquote")["cite"] == f"{PUBLIC}/document/110364?revision=2#en.p7"
    assert markup.one("base") == {"target": "_blank"}
    assert [attributes["src"] for name, attributes in markup.elements if name == "script"] == ["/card.js"]


async def test_the_card_of_a_record_has_its_summary_and_the_hash_of_its_revision(stranger: httpx.AsyncClient) -> None:
    document = (await stranger.get("/documents/110364")).json()
    words = await words_of(stranger, "/embed/110364")
    assert f"{document['summary']} These words are the record’s summary." in words
    assert document["citation"]["generated"] in words
    assert f"SHA-256 {document['revision']['sha256']}" in words
    assert SEVEN not in words
    assert "blockquote" not in Markup((await stranger.get("/embed/110364")).text).names
    assert "These words are" not in await words_of(stranger, "/embed/r002")  # its title is its heading


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/embed/110364/en.p9?revision=1", "Corrected since: revision 2 of {day} changes these words."),
        ("/embed/110364/en.p8-en.p9?revision=1", "Corrected since: revision 2 of {day} changes these words."),
        ("/embed/110364?revision=1", "Corrected since: revision 2 of {day} changes the record."),
        (
            "/embed/110364/en.p7-en.p8?revision=1",
            "The record was corrected since (revision 2 of {day}); these words are the same there.",
        ),
        ("/embed/r009/en.p2?revision=1", "Corrected since: revision 2 of {day} no longer has these passages."),
        ("/embed/r009/en.p1-en.p2?revision=1", "Corrected since: revision 2 of {day} no longer has these passages."),
        ("/embed/r001?revision=1", "Another record took the place of this one since."),
        (
            f"/embed/110364/en.p9?sha256={'0' * 64}",
            "Changed since it was embedded here: these are the words of revision 2.",
        ),
        ("/embed/110364/en.p9", None),
        ("/embed/110364?revision=2", None),
        (f"/embed/110364/en.p7?sha256={sha256(SEVEN.encode()).hexdigest()}", None),
    ],
)
async def test_a_card_says_what_became_of_its_words(stranger: httpx.AsyncClient, path: str, told: str | None) -> None:
    words = await words_of(stranger, path)
    if told is None:
        assert "since" not in words.replace("changed here since", "").lower()
        return
    day = (await stranger.get("/documents/110364")).json()["revision"]["at"][:10]
    assert told.format(day=day) in words
    assert ("not paper pilots" in words) is (path.endswith("en.p9?revision=1"))


async def test_anybody_may_frame_a_card_and_nothing_else_of_ours(stranger: httpx.AsyncClient) -> None:
    paths = list((await stranger.get("/openapi.json")).json()["paths"])
    fill = {"id": "110364", "passage": "en.p7", "text": "en", "number": "1", "name": "not-found", "unit": "ru-aprf",
            "page": "1", "style": "apa"}  # fmt: skip
    framed = []
    for path in (*(path.format_map(fill) for path in paths), "/nothing", "/embed.js", "/card.css", "/assets/citing.js"):
        for accept in ("*/*", "text/html"):
            response = await stranger.get(path, headers={"accept": accept})
            assert "x-frame-options" not in response.headers
            policy = response.headers["content-security-policy"].split("; ")
            framed += [path] if "frame-ancestors *" in policy else []
            assert "frame-ancestors 'none'" in policy or framed[-1:] == [path]
            assert policy[0] == "default-src 'none'"
    assert sorted(framed) == ["/embed/110364"] * 2 + ["/embed/110364/en.p7"] * 2


async def test_a_card_may_do_nothing_but_look_as_it_does_and_tell_its_height(stranger: httpx.AsyncClient) -> None:
    for path in ("/embed/110364", "/embed/nothing", "/embed/withdrawn"):
        headers = (await stranger.get(path, headers=HTML)).headers
        assert headers["content-security-policy"] == (
            "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; "
            "frame-ancestors *"
        )
        assert headers["referrer-policy"] == "no-referrer"


async def test_what_is_not_here_is_said_in_the_frame_and_to_programs_as_a_problem(stranger: httpx.AsyncClient) -> None:
    for path, status, told in (
        ("/embed/nothing", 404, "There is no record 'nothing' in this archive."),
        ("/embed/110364/en.p99", 404, "There is no passage of record 110364 'en.p99'"),
        ("/embed/110364?revision=9", 404, "revision"),
        ("/embed/withdrawn", 410, str(WITHDRAWN["title"])),
        ("/embed/withdrawn/en.p1?revision=1", 410, str(WITHDRAWN["title"])),
        ("/embed/110364/en.p9-en.p7", 422, "ends before it begins"),
    ):
        response = await stranger.get(path, headers=HTML)
        assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert told in Markup(response.text).words
        problem_of(await stranger.get(path), status)


async def test_names_that_moved_lead_to_the_card_with_what_was_asked_of_it(stranger: httpx.AsyncClient) -> None:
    old = "http://digitalarchive.wilsoncenter.org/document/110364"
    for path, there in (
        (f"/embed/{old}", "/embed/110364"),
        (f"/embed/{old}?revision=1", "/embed/110364?revision=1"),
        ("/embed/r001", "/embed/r002"),
        (f"/embed/r001?sha256={'a' * 64}", f"/embed/r002?sha256={'a' * 64}"),
        ("/embed/110364/p7?revision=1", "/embed/110364/en.p7?revision=1"),
        (f"/embed/110364/p7-p9?sha256={'a' * 64}", f"/embed/110364/en.p7-en.p9?sha256={'a' * 64}"),
        ("/embed/r009/en.p2", "/embed/r009/en.p2?revision=1"),
    ):
        response = await stranger.get(path)
        assert (response.status_code, response.headers["location"]) == (308, there)


async def test_a_card_is_kept_by_caches_until_something_becomes_of_its_words(stranger: httpx.AsyncClient) -> None:
    etags = set()
    for path in ("/embed/110364", "/embed/110364/en.p9?revision=1", "/embed/110364/en.p9?revision=2"):
        response = await stranger.get(path)
        etags.add(response.headers["etag"])
        unchanged = await stranger.get(path, headers={"if-none-match": response.headers["etag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        head = await stranger.head(path)
        assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", response.headers["etag"])
        assert response.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"
    assert len(etags) == 3
    assert not any(etag.startswith("W/") for etag in etags)


@pytest.mark.parametrize(
    "path", ["/embed/hostile", "/embed/hostile/en.p1-en.p6", "/document/hostile/embed?passage=p1-p6"]
)
async def test_words_of_a_record_stay_words(stranger: httpx.AsyncClient, path: str) -> None:
    markup = Markup((await stranger.get(path, headers=HTML)).text)
    scripts = [attributes for name, attributes in markup.elements if name == "script"]
    assert all(set(attributes) == {"src", "defer"} for attributes in scripts)
    assert not {"img", "style", "iframe", "u", "i", "figure"} & set(markup.names)
    assert not [name for _, attributes in markup.elements for name in attributes if name.startswith("on")]
    leads = [
        attributes[name] for _, attributes in markup.elements for name in ("href", "src", "cite") if name in attributes
    ]
    assert all(lead.startswith(("/", "#", f"{PUBLIC}/")) for lead in leads)
    assert HOSTILE["title"] in markup.words
    assert path == "/embed/hostile" or HOSTILE_WORDS[5].strip("\n ") in markup.words or path.startswith("/document")


async def test_the_page_for_a_passage_offers_all_four_ways_in_which_words_are_words(
    stranger: httpx.AsyncClient,
) -> None:
    page = Markup((await stranger.get("/document/hostile/embed?passage=en.p1-en.p6")).text)
    assert page.names.count("pre") == 4
    shown = Markup(page.words)  # what somebody would put into a page
    assert shown.names.count("iframe") == shown.names.count("muniment-document") == shown.names.count("figure") == 1
    assert [attributes for name, attributes in shown.elements if name == "script"][-1] == {
        "type": "module",
        "src": f"{PUBLIC}/embed.js",
    }
    element = shown.one("muniment-document")
    assert (element["passage"], element["revision"]) == ("en.p1-en.p6", "1")
    extract = (await stranger.get("/documents/hostile/passages/en.p1-en.p6")).json()
    assert element["sha256"] == extract["sha256"]
    quotation = page.words[page.words.index("<figure>") :]
    inside = Markup(quotation[: quotation.index("</figure>")])
    assert set(inside.names) == {"figure", "blockquote", "p", "figcaption", "a", "wbr"}
    assert all(passage["text"] in inside.words for passage in extract["passages"])
    assert extract["citation"]["text"] in inside.words
    assert f"Revision 1, SHA-256 {extract['sha256']}" in inside.words
    # no piece of a hash is too wide for a page of 280 px
    assert not re.search(r"[0-9a-f]{17}", quotation[: quotation.index("</figure>")])


@pytest.mark.parametrize(
    ("host", "origin"),
    [("archive.example:8377", "http://archive.example:8377"), ("[", ""), ('"><script>', ""), ("a b", ""), ("", "")],
)
async def test_what_the_page_offers_works_elsewhere_where_the_archive_was_not_told_its_address(
    visitor: httpx.AsyncClient, host: str, origin: str
) -> None:
    response = await visitor.get("/document/110364/embed?passage=en.p7", headers={"host": host})
    assert response.status_code == 200
    offered = Markup(Markup(response.text).words)
    leads = [attributes[n] for _, attributes in offered.elements for n in ("src", "href", "cite") if n in attributes]
    assert len(leads) == 7
    assert all(lead.startswith(f"{origin}/") for lead in leads)
    assert "Host" in response.headers["vary"].split(", ")


@pytest.mark.parametrize(
    ("asked", "statement"),
    [
        ("?passage=en.p7", "of an original in Russian; original not supplied; translator not stated."),
        ("", "These words are the record’s summary."),
    ],
)
async def test_words_that_travel_alone_take_along_whose_words_they_are(
    visitor: httpx.AsyncClient, asked: str, statement: str
) -> None:
    page = Markup((await visitor.get(f"/document/110364/embed{asked}")).text)
    offered = Markup(page.words)
    assert offered.words.count(statement) == 2  # with the frame, and with the quotation
    assert f"{statement} Revision 1, SHA-256 " in offered.words
    assert offered.names.count("blockquote") == (2 if asked else 0)


@pytest.mark.parametrize(
    "path",
    [
        "/embed/", "/embed/110364/%00", "/embed/110364/..%2f..", "/embed/110364/en.p7-",
        "/embed/110364/en.p7-zh.p8", "/embed/110364/en.p0", f"/embed/110364/{'p' * 201}", f"/embed/{'x' * 2001}",
        f"/embed/110364/en.p{'9' * 190}", "/embed/110364/p1/p2", "/embed/110364?revision=0",
        "/embed/110364?revision=-1",
        "/embed/110364?revision=1e3", "/embed/110364?revision=99999999999999999999", "/embed/110364?sha256=x",
        f"/embed/110364?sha256={'A' * 64}", "/embed/%ff", "/embed/scripts/p1", "/document/110364/embed?passage=%00",
        f"/document/110364/embed?passage={'p' * 201}", "/document/110364/embed?revision=x", "/document/nothing/embed",
        "/document/withdrawn/embed", "/documents/nothing/card.png", "/documents/withdrawn/card.png",
    ],
)  # fmt: skip
async def test_whatever_somebody_sends_is_refused_with_a_reason(stranger: httpx.AsyncClient, path: str) -> None:
    response = await stranger.get(path)
    assert 400 <= response.status_code < 500
    problem_of(response, response.status_code)
