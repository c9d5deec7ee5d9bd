"""The hot path: a stored answer goes from its row to the socket, before the router is asked.

It answers GET and HEAD of ``/documents/{id}`` and ``/document/{id}``, with or without a suffix, where the id is
spelt as it is stored, there is no query, and the format meant is a stored one. All else goes on to the routes that
are declared for these addresses, whose answers are the same, field for field; one test suite runs against both.

Citations, ``/documents/{id}/citation`` and ``/citations``, are made by their routes, and remembered here while the
record's own JSON has the ETag that it had before they were made.
"""

import re
from asyncio import get_running_loop
from functools import lru_cache

from starlette.types import ASGIApp, Receive, Scope, Send

from app.faces.kit.answers import accepts_gzip, handout_fields, matches, unchanged_fields
from app.faces.kit.edge import STANDING, STANDING_UNCHANGED
from app.faces.kit.negotiation import PLACES, choose_bibliography, choose_format
from app.faces.kit.problems import NotAcceptable
from app.faces.kit.remembered import Answer, Fields, Held, Remembered
from app.storage.shelf import Shelf

# The fields that choose an answer, and those that say that a body comes along, which Limits looks at.
_CHOOSING = frozenset((b"accept", b"accept-encoding", b"if-none-match"))
_BODY = frozenset((b"content-length", b"transfer-encoding"))

#: A longer field is not looked at here: what is remembered of fields must stay small, whatever is sent.
_LONGEST_FIELD = 500

#: An answer as it is sent: status, fields and body.
Ready = tuple[int, Fields, bytes]


class HotPath:
    """Hands out what is on the shelf; ``base_path`` is where all addresses begin, taken off by a proxy or not."""

    def __init__(self, app: ASGIApp, shelf: Shelf, *, base_path: str = "") -> None:
        self._app = app
        self._shelf = shelf
        base, name = f"(?:{re.escape(base_path)})?", "(?P<id>[a-z0-9][a-z0-9-]{1,63})"
        self._address = re.compile(rf"{base}(?P<place>{'|'.join(PLACES)}){name}(?P<rest>\.[a-z.]{{1,20}})?")
        self._citation = re.compile(rf"{base}/documents/{name}/citations?")
        self.remembered = Remembered()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let it go on."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            if not scope["query_string"]:
                found = self._address.fullmatch(scope["path"])
                if found and (answer := self._answer(scope, *found.group("place", "id", "rest"))):
                    await _send(answer, scope, send)
                    return
            if cited := self._citation.fullmatch(scope["path"]):
                await self._cite(cited["id"], scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _cite(self, document_id: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a citation that is remembered, else let it be made and remember it."""
        said, query = _read_fields(scope), scope["query_string"]
        mark = None if said is None or len(query) > _LONGEST_FIELD else self._mark(document_id)
        if said is None or mark is None:
            await self._app(scope, receive, send)
            return
        key, known = (scope["path"], query, said.get(b"accept")), said.get(b"if-none-match")
        if answer := self.remembered.recall(key, mark):
            await _send(_conditional(answer, known), scope, send)
            return
        held = Held(send)
        await self._app(_without_validators(scope), receive, held.send)
        made = held.answer
        if made and scope["method"] == "GET":
            self.remembered.keep(key, mark, made)
        if made and matches(known, made.etag):
            await _send(_conditional(made, known), scope, send)
        else:
            await held.release()

    def _mark(self, document_id: str) -> str | None:
        """Name the state of a record: the ETag of its JSON, which has all that a citation is made of."""
        self._open_shelf()
        return self._shelf.etag(document_id, "json", is_gzip=False)

    def _open_shelf(self) -> None:
        """Let requests that came together be answered from one state of the archive."""
        if not self._shelf.is_open:
            self._shelf.open()
            get_running_loop().call_soon(self._shelf.shut)

    def _answer(self, scope: Scope, place: str, document_id: str, rest: str | None) -> Ready | None:
        said = _read_fields(scope)
        name = None if said is None else _stored_format(place, rest or "", said.get(b"accept"))
        if said is None or name is None:
            return None
        self._open_shelf()
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


def _without_validators(scope: Scope) -> Scope:
    """Give the request of a client that has nothing yet: what is made for it can be remembered."""
    return {**scope, "headers": [field for field in scope["headers"] if field[0] != b"if-none-match"]}


def _conditional(answer: Answer, known: str | None) -> Ready:
    if matches(known, answer.etag):
        return 304, answer.unchanged, b""
    return 200, answer.fields, answer.body


async def _send(answer: Ready, scope: Scope, send: Send) -> None:
    status, fields, body = answer
    await send({"type": "http.response.start", "status": status, "headers": fields})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


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
    if choose_bibliography(f"id{rest}", accept, place=place):
        return None
    try:
        name, fmt = choose_format(f"id{rest}", accept, "", place=place)
    except NotAcceptable:
        return None
    return fmt.name if fmt.stored and name == "id" else None


@lru_cache(maxsize=256)
def _takes_gzip(encodings: str) -> bool:
    return accepts_gzip(encodings)
