"""The script that other pages load: small, alone, and at an address that stays what it is."""

import base64
import re
from hashlib import sha256, sha384

import httpx

from app.faces.embed.scripts import versions
from tests.faces.conftest import problem_of
from tests.test_docs import read

#: What is published stays: whoever changes the script puts a file beside the others, and its hash here.
PUBLISHED = ["f92416fc8ccf"]


async def test_the_script_is_less_than_10_kb_and_needs_nothing_else(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get("/embed.js")
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert response.headers["access-control-allow-origin"] == "*"
    assert len(response.content) < 10_000
    assert not re.search(
        r"\bimport\s*[({'\"]|innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", response.text
    )
    assert not re.findall(r"https?://", response.text)


async def test_every_version_stays_at_the_address_of_its_hash(visitor: httpx.AsyncClient) -> None:
    assert list(versions()) == PUBLISHED
    for version in PUBLISHED:
        response = await visitor.get(f"/embed-{version}.js")
        assert sha256(response.content).hexdigest().startswith(version)
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert response.headers["access-control-allow-origin"] == "*"
    newest = await visitor.get(f"/embed-{PUBLISHED[-1]}.js")
    assert (await visitor.get("/embed.js")).content == newest.content
    for version in ("000000000000", "", "x" * 101, "..%2f001"):
        response = await visitor.get(f"/embed-{version}.js")
        problem_of(response, 422 if len(version) > 100 else 404)


async def test_the_docs_pin_the_newest_version_by_its_real_hash(visitor: httpx.AsyncClient) -> None:
    (pinned,) = re.findall(r'src="(/embed-\w+\.js)" integrity="sha384-([^"]+)" crossorigin', read("faces/embed.md"))
    assert pinned[0] == f"/embed-{PUBLISHED[-1]}.js"
    script = await visitor.get(pinned[0])
    assert base64.b64encode(sha384(script.content).digest()).decode() == pinned[1]


async def test_what_cards_need_is_small_and_kept_by_caches(visitor: httpx.AsyncClient) -> None:
    for name, media_type in (("card.js", "text/javascript"), ("card.css", "text/css"), ("embed.js", "text/javascript")):
        response = await visitor.get(f"/{name}")
        assert response.headers["content-type"] == f"{media_type}; charset=utf-8"
        assert len(response.content) < 10_000
        head = await visitor.head(f"/{name}")
        assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", response.headers["etag"])
        again = await visitor.get(f"/{name}", headers={"if-none-match": response.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
