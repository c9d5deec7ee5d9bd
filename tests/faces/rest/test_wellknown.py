"""Whom to tell of a weakness (RFC 9116)."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from pydantic import ValidationError

from app.settings import Settings
from tests.conftest import SEED, client_of, make_archive
from tests.faces.conftest import problem_of

ADDRESS = "/.well-known/security.txt"


async def test_without_a_contact_there_is_none(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.get(ADDRESS), 404)


@pytest.mark.parametrize(
    ("contact", "uri"),
    [
        ("archive@example.org", "mailto:archive@example.org"),
        ("mailto:archive@example.org", "mailto:archive@example.org"),
        ("https://example.org/contact?to=us", "https://example.org/contact?to=us"),
    ],
)
@pytest.mark.parametrize("public_url", [None, "/archive", "https://example.org/archive"])
async def test_it_names_the_contact_for_a_year(
    settings: Settings, contact: str, uri: str, public_url: str | None
) -> None:
    settings = Settings(archive=settings.archive, contact=contact, public_url=public_url)
    make_archive(settings, SEED)
    async with client_of(settings) as client:
        response = await client.get(ADDRESS)
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.text.splitlines())
    left = datetime.fromisoformat(fields.pop("Expires")) - datetime.now(UTC)
    assert timedelta(days=360) < left <= timedelta(days=366)
    canonical = {"Canonical": f"{public_url}{ADDRESS}"} if public_url and public_url.startswith("https") else {}
    assert fields == {"Contact": uri, "Preferred-Languages": "en", **canonical}


@pytest.mark.parametrize(
    "contact",
    ["", "nobody", "http://example.org", "javascript:alert(1)", "a@b\nExpires: 1", 'https://x.org/"<b>', "a b@c.org"],
)
def test_a_contact_that_is_no_address_is_refused(contact: str) -> None:
    with pytest.raises(ValidationError, match="must be a mail address"):
        Settings(contact=contact)
