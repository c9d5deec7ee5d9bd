"""What tests of serving share: an archive nobody changes, small records, and a count of what an archive is asked."""

import json
import math
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from sqlalchemy import Engine, event
from starlette.types import ASGIApp

from app.faces.kit import journal
from app.house import open_settings_house
from app.main import create_app
from app.services.found import House
from app.services.ledger import stamp
from app.services.withdraw import merge, withdraw
from app.settings import Settings
from app.storage.shelf import Shelf
from tests.conftest import SEED, Calm, client_of, make_archive

PAGES = Path(__file__).parent.parent / "readers" / "pages"

#: The seed, a record of two texts, and one that is only a scan: what the archive nobody changes holds.
SCAN = {
    "id": "900777",
    "title": "Map of the front, with <marks> & “quotes”",
    "source_url": "https://example.org/document/900777?a=1&b=<2>",
    "texts": [{"id": "scan", "role": "facsimile", "label": "Scan", "address": "https://example.org/scan.pdf"}],
}


class Link(NamedTuple):
    """One typed link of a Link field."""

    target: str
    rel: str
    attributes: dict[str, str]


def links_of(response: httpx.Response) -> list[Link]:
    """Parse a Link field (RFC 8288, §3); fail if any of it is left over."""
    field, found = response.headers.get("link", ""), []
    while field:
        part = re.match(r'\s*<(?P<target>[^<>\s"]*)>(?P<rest>(?:\s*;\s*[a-z]+="[^"]*")*)\s*(?:,|$)', field)
        assert part, f"no link: {field}"
        attributes = dict(re.findall(r'([a-z]+)="([^"]*)"', part["rest"]))
        found.append(Link(part["target"], attributes.pop("rel"), attributes))
        field = field[part.end() :]
    return found


def link_to(response: httpx.Response, rel: str) -> str:
    """Give the target of the one link of a relation."""
    (link,) = [link for link in links_of(response) if link.rel == rel]
    return link.target


def problem_of(response: httpx.Response, status: int) -> dict[str, Any]:
    """Give an answer's problem, which must be whole (RFC 9457)."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(problem)
    assert problem["status"] == status
    assert all(isinstance(problem[name], str) and problem[name] for name in ("type", "title", "detail", "instance"))
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["x-content-type-options"] == "nosniff"
    return problem


def write_records(folder: Path, *records: dict[str, Any], name: str = "records.json") -> Path:
    """Write records into a file that can be imported."""
    path = folder / name
    path.write_text(json.dumps(list(records), ensure_ascii=False), encoding="utf-8")
    return path


def make_record(number: int, **members: object) -> dict[str, Any]:
    """Make a small record of one text with one passage."""
    text_id = f"Words of record {number}."
    texts = [
        {"id": "en", "role": "translation", "language": "en", "passages": [{"id": "en.p1", "text": text_id}]},
    ]
    return {"id": f"r{number:03}", "title": f"Letter {number}", "texts": texts, **members}


def client_on(app: ASGIApp) -> httpx.AsyncClient:
    """Give a client of an application that several tests share; it says nothing of what it accepts."""
    transport = httpx.ASGITransport(app=Calm(app), raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url="http://testserver")
    for name in ("accept", "accept-encoding", "user-agent"):
        del client.headers[name]
    return client


def withdraw_record(house: House, document_id: str, *, minimal: bool = False, erase: bool = False) -> None:
    """Withdraw a record of an open archive."""
    with house.archive.writing() as repository:
        mark = stamp("a test", "The donor asked for it.")
        withdraw(repository, house.press, document_id, mark, minimal=minimal, erase=erase)


def merge_record(house: House, document_id: str, survivor_id: str) -> None:
    """Let a record of an open archive lead to another."""
    with house.archive.writing() as repository:
        merge(repository, document_id, survivor_id, stamp("a test", "The same letter."))


@pytest.fixture(scope="session", autouse=True)
def _made(styles_file: None) -> None:
    """No answer waits until the file of citation styles is made."""
    assert styles_file is None


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer is slow: one that is has a field more, and a busy machine is no fault."""
    monkeypatch.setattr(journal, "SLOW", math.inf)


@pytest.fixture(scope="session")
def shared_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an archive that no test changes: the seed, a record of two texts, and one that is only a scan."""
    folder = tmp_path_factory.mktemp("shared")
    settings = Settings(archive=folder / "archive.db", public_url=None)
    make_archive(settings, SEED, PAGES / "two-texts.txt", write_records(folder, SCAN))
    return settings


@pytest.fixture(scope="session")
def shared_app(shared_settings: Settings) -> ASGIApp:
    """The application on the archive that no test changes."""
    return create_app(shared_settings)


@pytest.fixture
async def visitor(shared_app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the archive that no test changes. It says nothing of what it accepts, and follows no redirects."""
    async with client_on(shared_app) as client:
        yield client


@pytest.fixture
def selects(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The SELECT statements that any archive is asked from here on, by its routes or by the hot path."""
    asked: list[str] = []
    look = Shelf._row

    def look_and_tell(shelf: Shelf, statement: str, *key: str) -> tuple[Any, ...] | None:
        asked.append(statement)
        return look(shelf, statement, *key)

    monkeypatch.setattr(Shelf, "_row", look_and_tell)

    def listen(*arguments: object) -> None:
        statement = str(arguments[2])
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    yield asked
    event.remove(Engine, "before_cursor_execute", listen)


@pytest.fixture
def bare_house(settings: Settings) -> Iterator[House]:
    """An open archive with nothing in it."""
    make_archive(settings)
    house = open_settings_house(settings)
    yield house
    house.archive.close()


@pytest.fixture
async def bare_client(settings: Settings, bare_house: House) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application that serves the archive with nothing in it."""
    assert bare_house.archive.path == settings.archive
    async with client_of(settings) as client:
        yield client
