"""Who comes to the reading room: what a browser, a program and Zotero say of what they accept."""

from typing import Any

import httpx

from tests.formats.pages import Parsed, parse_page

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"}
CHROME = {
    "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
}
ANYTHING = {"accept": "*/*"}
JSON = {"accept": "application/json"}
PAGE = "text/html; charset=utf-8"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def page_of(response: httpx.Response, status: int = 200) -> Parsed:
    """Give an answer's page, which must be one: whole, safe, and with the policy of pages."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == PAGE
    assert response.headers["content-security-policy"] == POLICY
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    return parse_page(response.content)


def links_to(page: Parsed, words: str) -> list[str]:
    """Give where the links with these words lead."""
    return [element.attributes["href"] for element in page.all("a") if element.words == words]


async def read(client: httpx.AsyncClient, path: str, **options: Any) -> Parsed:  # noqa: ANN401 - httpx's own
    """Fetch a page as a browser does, and give it."""
    return page_of(await client.get(path, headers=BROWSER, **options))
