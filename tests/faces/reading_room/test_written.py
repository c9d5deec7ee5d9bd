"""Every page as Markdown: by suffix and by Accept the same, its words exactly, its links leading on."""

import re
from html import unescape
from pathlib import Path

import httpx
import pytest
from markdown_it import MarkdownIt

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, problem_of, write_records

MARKDOWN = "text/markdown; charset=utf-8"
ODD = "Letter [of](x) *stars*, `ticks` & <b> from 1. May_to_June #"
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
#: Each page's address, and that of its Markdown.
PAGES = {
    "/": "/index.md",
    "/archives": "/archives.md",
    "/archives/ru-avprf": "/archives/ru-avprf.md",
    "/archives/ru-avprf/fond-059a/opis-5a/papka-11/delo-5": "/archives/ru-avprf/fond-059a/opis-5a/papka-11/delo-5.md",
    "/document/110364": "/document/110364.md",
    "/document/110364/cite": "/document/110364/cite.md",
    "/document/110364/cite?style=apa&locale=fr-FR": "/document/110364/cite.md?style=apa&locale=fr-FR",
    "/document/110364/revisions": "/document/110364/revisions.md",
    "/document/110364/revisions/1": "/document/110364/revisions/1.md",
    "/documents/110364/texts/en": "/documents/110364/texts/en.md",
    "/documents/110364/passages/en.p7": "/documents/110364/passages/en.p7.md",
    "/documents/110364/passages/en.p7-en.p9?revision=1": "/documents/110364/passages/en.p7-en.p9.md?revision=1",
}


@pytest.mark.parametrize("page", PAGES)
async def test_a_page_is_the_same_markdown_by_suffix_and_by_accept(visitor: httpx.AsyncClient, page: str) -> None:
    suffixed = await visitor.get(PAGES[page])
    asked = await visitor.get(page, headers={"accept": "text/markdown, text/html;q=0.9, */*;q=0.1"})
    assert suffixed.headers["content-type"] == asked.headers["content-type"] == MARKDOWN
    assert suffixed.content == asked.content
    assert suffixed.headers["etag"] == asked.headers["etag"]
    assert "Accept" in asked.headers["vary"]
    again = await visitor.get(PAGES[page], headers={"if-none-match": suffixed.headers["etag"]})
    assert again.status_code == 304
    head = await visitor.head(PAGES[page])
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", suffixed.headers["etag"])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("accept", [None, "*/*", BROWSER, "text/html, application/json, text/markdown;q=0.5"])
async def test_whoever_likes_markdown_no_better_gets_what_everybody_gets(
    visitor: httpx.AsyncClient, page: str, accept: str | None
) -> None:
    response = await visitor.get(page, headers={} if accept is None else {"accept": accept})
    assert response.status_code in (200, 406)
    assert "markdown" not in response.headers["content-type"]


@pytest.mark.parametrize("page", [page for page in PAGES if not page.startswith("/documents/")])
async def test_a_page_links_to_its_markdown(visitor: httpx.AsyncClient, page: str) -> None:
    shown = (await visitor.get(page, headers={"accept": "text/html"})).text
    (link,) = re.findall(r'<link rel="alternate" type="text/markdown" href="([^"]+)"', shown)
    assert (await visitor.get(unescape(link))).content == (await visitor.get(PAGES[page])).content


@pytest.mark.parametrize("page", [page for page in PAGES if page != "/document/110364"])  # its links are the record's
async def test_every_link_of_ours_on_a_page_leads_somewhere(visitor: httpx.AsyncClient, page: str) -> None:
    words = (await visitor.get(PAGES[page])).text
    links = re.findall(r"\]\((/[^)#]*)", words)
    assert links
    for link in links:
        assert (await visitor.get(link)).status_code == 200, link


async def test_names_lead_on_to_the_markdown_of_a_page(visitor: httpx.AsyncClient) -> None:
    name = "http://digitalarchive.wilsoncenter.org/document/110364"
    for rest in ("/cite.md", "/revisions.md", "/revisions/1.md"):
        response = await visitor.get(f"/document/{name}{rest}")
        assert (response.status_code, response.headers["location"]) == (308, f"/document/110364{rest}")
    short = await visitor.get("/documents/110364/passages/p7.md")
    assert (short.status_code, short.headers["location"]) == (308, "/documents/110364/passages/en.p7.md")
    whole = await visitor.get(f"/documents/{name}/texts/en.md")
    assert (whole.status_code, whole.headers["location"]) == (308, "/documents/110364/texts/en.md")


async def test_what_is_not_there_as_markdown_is_a_problem(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.get("/document/110365/cite.md"), 404)
    problem_of(await visitor.get("/document/110364/cite.md?style=apaa"), 404)
    problem_of(await visitor.get("/document/110364/revisions/9.md"), 404)
    problem_of(await visitor.get("/archives/ru-nobody.md"), 404)
    problem_of(await visitor.get("/documents/110364/passages/en.p99.md"), 404)
    problem_of(await visitor.get("/documents/900777/texts/scan.md"), 406)
    problem_of(await visitor.get("/index.md?after=x"), 422)


async def test_a_passage_cannot_be_parted_from_its_citation_and_hash(visitor: httpx.AsyncClient) -> None:
    block = (await visitor.get("/documents/110364/passages/en.p7-en.p8.md")).text
    served = (await visitor.get("/documents/110364/passages/en.p7-en.p8")).json()
    tokens = MarkdownIt().parse(block)
    assert (tokens[0].type, tokens[-1].type) == ("blockquote_open", "blockquote_close")
    assert [t.type for t in tokens].count("blockquote_open") == 1
    inner = [token for token in tokens if token.type == "inline"]
    words = ["".join(child.content for child in token.children or () if child.type == "text") for token in inner]
    assert "\n\n".join(words[:2]) == served["text"]
    assert words[2] == f"— {served['citation']['text']}"
    assert f"`{served['sha256']}`" in block
    assert served["permalink"] in block


async def test_odd_words_are_words_on_every_page(house: House, client: httpx.AsyncClient, tmp_path: Path) -> None:
    record = make_record(1, title=ODD, reference="APRF, Fond 45, Opis 1, Delo 339, Listy 30")
    record["texts"][0]["passages"][0]["text"] = f"{ODD}\n> not a quotation\n\n# not a heading"
    take_in(house, write_records(tmp_path, record))
    record["title"] = f"{ODD} again"
    take_in(house, write_records(tmp_path, record), reason="*why*")
    file = "/archives/ru-aprf/fond-45/opis-1/delo-339.md"
    of_record = [f"/document/r001/{rest}.md" for rest in ("cite", "revisions", "revisions/2")]
    for page in ("/index.md", file, *of_record):
        shown = [
            "".join(child.content for child in token.children or () if child.type == "text")
            for token in MarkdownIt().parse((await client.get(page)).text)
            if token.type == "inline"
        ]
        assert any("*stars*, `ticks` & <b> from 1. May_to_June #" in words for words in shown), page
    quoted = (await client.get("/documents/r001/passages/en.p1.md")).text
    assert all(line.startswith(">") for line in quoted.splitlines())
    assert "heading_open" not in [token.type for token in MarkdownIt().parse(quoted)]
