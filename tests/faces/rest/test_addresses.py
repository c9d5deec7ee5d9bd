"""Our own addresses: made from the archive's public address, never from a request."""

import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.types import ASGIApp

from app.main import create_app
from app.settings import Settings
from tests.conftest import SEED, client_to, make_archive
from tests.faces.conftest import links_of, make_record, problem_of, write_records

SOURCE = "http://digitalarchive.wilsoncenter.org/document/110364"
#: How the addresses in our answers begin that are not ours.
THEIRS = ("http://digitalarchive.wilsoncenter.org/", "http://rightsstatements.org/", "https://schema.org/")
RECORDS = (
    "/documents/110364",
    "/documents/r001",
    "/documents?limit=1",
    "/documents/110364/citation",
    "/documents/r001/citation",
    "/documents/110364/texts/en",
    "/documents/110364/passages/en.p7",
    "/documents/110364/revisions",
    "/documents/110364/revisions/1",
)
READ = (*RECORDS, "/schemas/document.json", "/problems/not-found", "/openapi.json", "/docs")
REFUSED = ("/documents/1", "/nowhere", "/documents?limit=0", "/documents/110364/passages/p99")
#: What a client or a careless proxy may say of where it found us.
CLAIMS = {
    "host": "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "gopher",
    "x-forwarded-port": "666",
    "x-forwarded-prefix": "/evil",
    "x-forwarded-server": "evil.example",
    "x-original-url": "/evil",
    "x-rewrite-url": "/evil",
    "forwarded": "host=evil.example;proto=gopher",
    "x-script-name": "/evil",
}


@pytest.fixture(scope="module", params=["https://example.org/archive", "/archive", "https://example.org"])
def public_url(request: pytest.FixtureRequest) -> str:
    """An archive's public address."""
    return str(request.param)


@pytest.fixture(scope="module")
def published_settings(public_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an archive with a public address; it also holds a record without an address of its own."""
    folder = tmp_path_factory.mktemp("published")
    settings = Settings(archive=folder / "archive.db", public_url=public_url)
    make_archive(settings, SEED, write_records(folder, make_record(1, date={"as_written": "1960"})))
    return settings


@pytest.fixture(scope="module")
def published_app(published_settings: Settings) -> ASGIApp:
    """The application on an archive with a public address."""
    return create_app(published_settings)


@pytest.fixture
async def published(published_app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an archive with a public address."""
    async with client_to(published_app) as client:
        yield client


def addresses_in(value: Any) -> set[str]:  # noqa: ANN401 - any JSON
    """Give every text in an answer that is an address."""
    if isinstance(value, dict):
        return {found for member in value.values() for found in addresses_in(member)}
    if isinstance(value, list):
        return {found for item in value for found in addresses_in(item)}
    return {value} if isinstance(value, str) and re.fullmatch(r"(https?:/)?/[^ ]*", value) else set()


def ours_in(response: httpx.Response) -> set[str]:
    """Give every address of ours that an answer holds, in its body and in its links."""
    found = addresses_in(response.json()) | {link.target for link in links_of(response)}
    return {target for target in found if not target.startswith(THEIRS)}


async def test_without_a_public_address_ours_are_paths(visitor: httpx.AsyncClient) -> None:
    for address in RECORDS:
        for target in ours_in(await visitor.get(address.replace("r001", "900001"))):
            assert target.startswith(("/documents", "/document/")), (address, target)
    assert problem_of(await visitor.get("/nowhere"), 404)["type"] == "/problems/not-found"


async def test_a_record_without_an_address_of_its_own_is_cited_by_ours(
    published: httpx.AsyncClient, public_url: str
) -> None:
    base = urlsplit(public_url).path
    record = (await published.get(f"{base}/documents/r001")).json()
    assert record["canonical_url"] == record["url"] == f"{public_url}/document/r001"
    assert record["citation"]["generated"].endswith(f" {public_url}/document/r001")
    assert (await published.get(f"{base}/document/r001")).status_code == 200


async def test_every_address_of_ours_begins_with_the_public_one(published: httpx.AsyncClient, public_url: str) -> None:
    base = urlsplit(public_url).path
    found = set()
    for address in (*RECORDS, *REFUSED):
        found |= ours_in(await published.get(f"{base}{address}"))
    assert len(found) > 15
    assert {target for target in found if not target.startswith(f"{public_url}/")} == set()


async def test_every_address_of_ours_answers_under_the_public_one(
    published: httpx.AsyncClient, public_url: str
) -> None:
    base = urlsplit(public_url).path
    found = {target for address in RECORDS for target in ours_in(await published.get(f"{base}{address}"))}
    assert len(found) > 15
    for target in found:
        path = target.removeprefix("https://example.org")
        assert (await published.get(path)).status_code in (200, 308), target


@pytest.mark.parametrize("address", [*READ, *REFUSED])
async def test_a_proxy_may_take_the_path_off_or_leave_it(
    published: httpx.AsyncClient, public_url: str, address: str
) -> None:
    base = urlsplit(public_url).path
    stripped, whole = await published.get(address), await published.get(f"{base}{address}")
    assert stripped.status_code == whole.status_code
    assert stripped.content == whole.content
    assert stripped.headers == whole.headers


@pytest.mark.parametrize(
    ("address", "location"),
    [
        (f"/document/{SOURCE}", "/document/110364"),
        (f"/documents/{SOURCE}", "/documents/110364"),
        ("/documents/110364/passages/p7", "/documents/110364/passages/en.p7"),
        ("/documents/110364/passages/p7?revision=1", "/documents/110364/passages/en.p7?revision=1"),
    ],
)
async def test_a_redirect_stays_under_our_path(
    published: httpx.AsyncClient, public_url: str, address: str, location: str
) -> None:
    base = urlsplit(public_url).path
    for asked in (address, f"{base}{address}"):
        response = await published.get(asked)
        assert response.status_code == 308
        assert response.headers["location"] in (f"{base}{location}", f"{public_url}{location}")


@pytest.mark.parametrize(
    "near", ["/archivedocuments/110364", "/archive2/documents/110364", "/Archive/documents/110364"]
)
async def test_a_path_like_ours_is_not_ours(published: httpx.AsyncClient, near: str) -> None:
    problem_of(await published.get(near), 404)


@pytest.mark.parametrize("address", [*READ, *REFUSED, "/document/110364", "/documents/110364/passages/p7"])
async def test_nothing_a_request_claims_reaches_an_answer(visitor: httpx.AsyncClient, address: str) -> None:
    plain = await visitor.get(address)
    claimed = await visitor.get(address, headers=CLAIMS)
    assert claimed.status_code == plain.status_code
    assert claimed.content == plain.content
    assert claimed.headers == plain.headers
    assert b"evil" not in claimed.content


@pytest.mark.parametrize(
    "host", ["", "[", "[::", "a b", "x/y?z#w", "evil.example:99999", "evil@x", "::1", "п", "a" * 5000]
)
async def test_no_host_header_breaks_anything(visitor: httpx.AsyncClient, host: str) -> None:
    headers = [(b"host", host.encode())]
    for address in ("/documents/110364", "/nowhere", "/document/110364?x=1", "/document/110364"):
        claimed, plain = await visitor.get(address, headers=headers), await visitor.get(address)
        assert (claimed.status_code, claimed.content) == (plain.status_code, plain.content)
        assert claimed.headers == plain.headers


async def test_the_description_says_where_its_paths_begin(published: httpx.AsyncClient, public_url: str) -> None:
    base = urlsplit(public_url).path
    described = (await published.get(f"{base}/openapi.json")).json()
    assert described.get("servers", [{"url": ""}])[0]["url"] in (base, public_url)
    assert all(path != "/archive" and not path.startswith("/archive/") for path in described["paths"])


async def test_the_page_to_try_it_on_works_under_any_path(published: httpx.AsyncClient, public_url: str) -> None:
    base = urlsplit(public_url).path
    page = (await published.get(f"{base}/docs")).text
    for asset in re.findall(r'(?:href|src)="([^"]+)"|url: \'([^\']+)\'', page):
        (relative,) = filter(None, asset)
        assert not relative.startswith(("/", "http"))
        assert (await published.get(f"{base}/{relative}")).status_code == 200
