"""Where the next page begins, as a token that only we can make: stateless, so it never expires."""

import base64
import binascii
import hashlib
import hmac
import json

from app.domain.errors import Unusable
from app.domain.query import Position

_TAG = 16
_MAX = 1000


def seal(position: Position, secret: str) -> str:
    """Make the token of a position."""
    body = json.dumps([position.sort_date, position.document_id], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_sign(body, secret) + body).rstrip(b"=").decode()


def unseal(token: str, secret: str) -> Position:
    """Give the position of a token; raise Unusable for one this archive did not make."""
    try:
        data = base64.b64decode(token[:_MAX] + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        data = b""
    tag, body = data[:_TAG], data[_TAG:]
    if not body or not hmac.compare_digest(tag, _sign(body, secret)):
        raise Unusable("after", "This is no position this archive gave; take it from `next` of a list.")
    sort_date, document_id = json.loads(body)
    return Position(sort_date=sort_date, document_id=document_id)


def _sign(body: bytes, secret: str) -> bytes:
    return hmac.new(secret.encode(), body, hashlib.sha256).digest()[:_TAG]
