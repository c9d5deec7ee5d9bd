"""What is looked for at well-known addresses (RFC 8615): whom to tell of a weakness (RFC 9116)."""

from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.errors import NotFound
from app.faces.kit.answers import answer
from app.services.found import House

_PATH = "/.well-known/security.txt"
# A year from the start: whoever runs the archive is reminded by nobody, so the promise is not longer.
_VALID = timedelta(days=365)


class Routes:
    """The routes of well-known addresses."""

    def __init__(self, house: House) -> None:
        self._body = _security(house, datetime.now(UTC) + _VALID)

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route(_PATH, self.read_security, include_in_schema=False)

    async def read_security(self, request: Request) -> Response:
        """Say whom to tell of a weakness, if the archive names anybody."""
        if self._body is None:
            raise NotFound("contact", _PATH)
        return answer(request, self._body, media_type="text/plain; charset=utf-8")


def _security(house: House, expires: datetime) -> bytes | None:
    """Write security.txt; None where nobody is named. Canonical must be https, so not every archive has one."""
    if house.contact is None:
        return None
    lines = [f"Contact: {house.contact}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: en"]
    addresses = house.press.addresses
    if addresses.public_url.startswith("https://"):
        lines.append(f"Canonical: {addresses.path(_PATH)}")
    return "".join(f"{line}\n" for line in lines).encode()
