"""Where the next page begins, as a token that only we can make: stateless, so it never expires."""

import base64
import binascii
import hashlib
import hmac
import json

from app.domain.errors import Unusable
from app.domain.noun import Noun
from app.domain.query import Position, UnitPosition

_TAG = 16
#: The longest token, in characters.
MAX_TOKEN = 4000


def seal(position: Position, secret: str) -> str:
    """Make the token of a position in the list of records."""
    return _seal(position, secret, "")


def seal_in(unit: str, position: UnitPosition, secret: str) -> str:
    """Make the token of a position in a unit of an archive."""
    return _seal(position, secret, unit)


def unseal(token: str, secret: str) -> Position:
    """Give the position of a token; raise Unusable for one this archive did not make for the list of records."""
    return Position.model_validate(_unseal(token, secret, ""))


def unseal_in(unit: str, token: str, secret: str) -> UnitPosition:
    """Give the position of a token; raise Unusable for one this archive did not make for this unit."""
    return UnitPosition.model_validate(_unseal(token, secret, unit))


def _seal(position: Noun, secret: str, place: str) -> str:
    body = position.model_dump_json(exclude_defaults=True).encode()
    return base64.urlsafe_b64encode(_sign(body, secret, place) + body).rstrip(b"=").decode()


def _unseal(token: str, secret: str, place: str) -> object:
    try:
        data = base64.b64decode(token[:MAX_TOKEN] + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        data = b""
    tag, body = data[:_TAG], data[_TAG:]
    if not body or not hmac.compare_digest(tag, _sign(body, secret, place)):
        raise Unusable("after", "This is no position this archive gave; take it from `next` of a list.")
    return json.loads(body)


def _sign(body: bytes, secret: str, place: str) -> bytes:
    """Sign a position with the list it is in: in another list it would mean something else."""
    return hmac.new(secret.encode(), b"%b\0%b" % (place.encode(), body), hashlib.sha256).digest()[:_TAG]
