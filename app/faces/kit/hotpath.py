"""The hot path: a stored answer goes from its row to the socket, before the router is asked.

It answers GET and HEAD of ``/documents/{id}`` and ``/document/{id}``, with or without a suffix, where the id is
spelt as it is stored, there is no query, and the format meant is a stored one. All else goes on to the routes that
are declared for these addresses, whose answers are the same, field for field; one test suite runs against both.
"""

import re
from asyncio import get_running_loop
from functools import lru_cache

from starlette.types import ASGIApp, Receive, Scope, Send

from app.faces.kit.answers import accepts_gzip, handout_fields, matches, unchanged_fields
from app.faces.kit.edge import STANDING, STANDING_UNCHANGED
from app.faces.kit.negotiation import PLACES, choose_format
from app.faces.kit.problems import NotAcceptable
from app.storage.shelf import Shelf

# The fields that choose an answer, and those that say that a body comes along, which Limits looks at.
_CHOOSING = frozenset((b"accept", b"accept-encoding", b"if-none-match"))
_BODY = frozenset((b"content-length", b"transfer-encoding"))

#: A longer field is not looked at here: what is remembered of fields must stay small, whatever is sent.
_LONGEST_FIELD = 500

Fields = list[tuple[bytes, bytes]]


class HotPath:
    """Hands out what is on the shelf; ``base_path`` is where all addresses begin, taken off by a proxy or not."""

    def __init__(self, app: ASGIApp, shelf: Shelf, *, base_path: str = "") -> None:
        self._app = app
        self._shelf = shelf
        self._address = re.compile(
            rf"(?:{re.escape(base_path)})?(?P<place>{'|'.join(PLACES)})(?P<id>[a-z0-9][a-z0-9-]{{1,63}})(?P<rest>\.[a-z.]{{1,20}})?"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let it go on."""
        if scope["type"] == "http" and not scope["query_string"] and scope["method"] in ("GET", "HEAD"):
            found = self._address.fullmatch(scope["path"])
            if found and (answer := self._answer(scope, *found.group("place", "id", "rest"))):
                status, fields, body = answer
                await send({"type": "http.response.start", "status": status, "headers": fields})
                await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
                return
        await self._app(scope, receive, send)

    def _answer(self, scope: Scope, place: str, document_id: str, rest: str | None) -> tuple[int, Fields, bytes] | None:
        said = _read_fields(scope)
        name = None if said is None else _stored_format(place, rest or "", said.get(b"accept"))
        if said is None or name is None:
            return None
        if not self._shelf.is_open:  # requests that came together are answered from one state of the archive
            self._shelf.open()
            get_running_loop().call_soon(self._shelf.shut)
        is_gzip = _takes_gzip(said.get(b"accept-encoding", ""))
        if known := said.get(b"if-none-match"):
            etag = self._shelf.etag(document_id, name, is_gzip=is_gzip)
            if etag and matches(known, etag):
                return 304, [*unchanged_fields(etag), *STANDING_UNCHANGED], b""
        handout = self._shelf.take(document_id, name, is_gzip=is_gzip)
        if handout is None:
            return None
        fields = handout_fields(handout)
        fields += STANDING
        return 200, fields, handout.body


def _read_fields(scope: Scope) -> dict[bytes, str] | None:
    """Give the fields that choose an answer, the lines of each joined; None if one is long, or a body comes along."""
    found: dict[bytes, str] = {}
    for name, value in scope["headers"]:
        if name in _CHOOSING:
            words = value.decode("latin-1")
            found[name] = words = f"{found[name]}, {words}" if name in found else words
            if len(words) > _LONGEST_FIELD:
                return None
        elif name in _BODY:
            return None
    return found


@lru_cache(maxsize=256)
def _stored_format(place: str, rest: str, accept: str | None) -> str | None:
    """Give the name of the format meant, if it is a stored one."""
    try:
        name, fmt = choose_format(f"id{rest}", accept, "", place=place)
    except NotAcceptable:
        return None
    return fmt.name if fmt.stored and name == "id" else None


@lru_cache(maxsize=256)
def _takes_gzip(encodings: str) -> bool:
    return accepts_gzip(encodings)
