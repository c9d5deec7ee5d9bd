"""Hostile records are taken in as they are or refused with a reason, and break no page, no header and no JSON."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from app.formats import formats
from app.main import create_app
from app.services.found import House
from app.services.ledger import stamp
from app.services.withdraw import withdraw
from app.settings import Settings
from tests.conftest import SEED, make_archive, take_in
from tests.faces.conftest import client_on
from tests.faces.rest.hostile import BIDI, LINES, MARKUP, REFUSED, TAKEN, Specimen, harm_in

#: All header fields of an answer together; servers and proxies commonly take 8 KiB.
MAX_HEADERS = 8 * 1024
#: A record of more bytes is asked for at each address once: every form has an address of its own.
LARGE = 500_000


def names(specimens: tuple[Specimen, ...]) -> list[str]:
    return [specimen.name for specimen in specimens]


@pytest.fixture
async def described(visitor: httpx.AsyncClient) -> list[str]:
    """The paths of the description, which is the same whatever an archive holds, and made once by each application."""
    return list((await visitor.get("/openapi.json")).json()["paths"])


def every_address(described: list[str], document: dict[str, Any] | None) -> list[str]:
    """Give an address for every GET of the description, and each format's own."""
    text = document["texts"][0] if document and document["texts"] else {}
    passage = text["passages"][0]["id"] if text.get("passages") else "en.p1"
    fill = {
        "id": "hostile",
        "text": text.get("id", "en"),
        "passage": passage,
        "number": "1",
        "name": "not-found",
        "unit": "ru-aprf",
        "page": "1",
        "style": "apa",
    }
    found = [path.format_map(fill) for path in described] + [f"/documents/hostile.{fmt.suffix}" for fmt in formats()]
    found += ["/document/hostile", "/documents/hostile/citation?style=chicago&profile=described&format=html"]
    found += [f"/oembed?url=/embed/hostile/{passage}&format={name}" for name in ("json", "xml")]
    found += [f"/document/hostile/embed?passage={passage}"]
    if document:
        found += [f"/documents/hostile/texts/{one['id']}" for one in document["texts"]]
    return found


def refuse_harm(response: httpx.Response, address: str) -> None:
    """Fail if the answer is not whole in itself."""
    assert response.status_code < 500, address
    size = sum(len(name) + len(value) for name, value in response.headers.raw)
    assert size < MAX_HEADERS, (address, size)
    for name, value in response.headers.items():
        assert value.isascii(), (address, name)
        assert value.isprintable(), (address, name)
    assert "x-injected" not in response.headers
    if response.content:
        media_type = response.headers["content-type"].partition(";")[0]
        assert not harm_in(media_type, response.content), address


@pytest.mark.parametrize("specimen", TAKEN, ids=names(TAKEN))
async def test_a_hostile_record_that_is_taken_in_breaks_no_answer(
    settings: Settings, tmp_path: Path, described: list[str], specimen: Specimen
) -> None:
    file = tmp_path / specimen.file
    file.write_bytes(specimen.body)
    make_archive(settings, file)
    forms = ("text/html", "text/plain") if len(specimen.body) < LARGE else ()
    async with client_on(create_app(settings)) as client:
        document = (await client.get("/documents/hostile")).json()
        for address in every_address(described, document):
            response = await client.get(address, headers={"accept": "*/*"})
            refuse_harm(response, address)
            for accept in forms if "accept" in response.headers["vary"].lower().split(", ") else ():
                response = await client.get(address, headers={"accept": accept})
                refuse_harm(response, f"{address} as {accept}")


@pytest.mark.parametrize("specimen", REFUSED, ids=names(REFUSED))
def test_a_hostile_record_that_is_not_taken_in_is_refused_with_a_reason(
    bare_house: House, tmp_path: Path, specimen: Specimen
) -> None:
    file = tmp_path / specimen.file
    file.write_bytes(specimen.body)
    report = take_in(bare_house, file)
    errors = [problem for problem in report.problems if problem.severity == "error"]
    assert errors
    assert report.batch is None
    for problem in errors:
        assert problem.file == str(file)
        assert problem.line or problem.field
        assert problem.reason.isprintable()
        assert len(problem.reason) + len(problem.suggestion or "") < 1000
    with bare_house.archive.reading() as repository:
        assert repository.count_documents() == 0


@pytest.mark.parametrize("words", [MARKUP, BIDI, LINES], ids=["markup", "bidi", "lines"])
async def test_what_a_page_says_does_no_harm(settings: Settings, tmp_path: Path, words: str) -> None:
    page = SEED.read_text(encoding="utf-8")
    for told in ("Deliver immediately to the addressee.", "Telegram from Stalin to Mao", "Ciphered telegram"):
        assert told in page
        page = page.replace(
            told, words.replace("\r\n\r\n", " ") if told.startswith("Deliver") else " ".join(words.split())
        )
    file = tmp_path / "110364.txt"
    file.write_bytes(page.encode())
    make_archive(settings, file)
    async with client_on(create_app(settings)) as client:
        document = (await client.get("/documents")).json()["items"][0]
        for rest in ("", "/citation", "/texts/en", "/passages/en.p1", "/revisions"):
            for accept in ("*/*", "text/html", "text/plain"):
                refuse_harm(await client.get(f"/documents/{document['id']}{rest}", headers={"accept": accept}), rest)


def test_a_file_too_big_to_read_is_refused_without_being_read(bare_house: House, tmp_path: Path) -> None:
    file = tmp_path / "big.json"
    with file.open("wb") as handle:
        handle.truncate(300 * 2**20)  # takes no room on the disk
    (problem,) = take_in(bare_house, file).problems
    assert (problem.severity, problem.code, problem.file) == ("error", "file-too-large", str(file))


async def test_a_reason_for_a_withdrawal_is_spelt_out_where_an_error_says_it(
    client: httpx.AsyncClient, house: House
) -> None:
    with house.archive.writing() as repository:
        withdraw(repository, house.press, "110364", stamp("a test", f"{BIDI}\n<x-evil>"), minimal=False, erase=False)
    response = await client.get("/documents/110364")
    refuse_harm(response, "a tombstone")
    assert response.json()["detail"].isprintable()
    assert "\\u202edcba" in response.json()["detail"]


@pytest.mark.parametrize("words", [MARKUP, BIDI, LINES])
async def test_an_error_repeats_nothing_that_could_do_harm(visitor: httpx.AsyncClient, words: str) -> None:
    for address in ("/documents/{}", "/documents/110364/texts/{}", "/documents?{}=1", "/documents?limit={}", "/{}"):
        response = await visitor.get(address.format(quote(words, safe="")))
        refuse_harm(response, address)
        assert not {c for c in response.text if not c.isprintable()}
        assert len(response.content) < 3 * len(quote(words)) + 2000
