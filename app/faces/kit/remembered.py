"""Answers that were made before and are remembered, each for as long as its record is as it was.

What an answer was made of is named by a mark, which changes whenever the record does: nothing is ever called back. Only
the event loop comes here, one request at a time.
"""

from collections import OrderedDict
from typing import NamedTuple

from starlette.types import Message, Send

from app.faces.kit.edge import STANDING_UNCHANGED

#: So many bytes of answers are remembered, with all that belongs to them; one alone is at most so long.
MAX_BYTES = 8 * 2**20
MAX_ONE = 64 * 1024
#: What keeping one takes beside its bytes: an estimate from above of its header fields and places in tables.
_OVERHEAD = 3 * 1024

# What 304 has of the fields (RFC 9110, §15.4.5), and what belongs to one request alone.
_KEPT = frozenset((b"etag", b"cache-control", b"vary"))
_OF_ONE_REQUEST = frozenset((b"x-request-id",))
_OK = 200

Fields = list[tuple[bytes, bytes]]
Key = tuple[str, bytes, str | None]


class Answer(NamedTuple):
    """An answer that was sent: its fields, those of 304 in its place, its validator and its bytes."""

    fields: Fields
    unchanged: Fields
    etag: str
    body: bytes


class Remembered:
    """At most ``most`` bytes of answers; those that were not asked for the longest are forgotten."""

    def __init__(self, most: int = MAX_BYTES) -> None:
        self._most = most
        self._answers: OrderedDict[Key, tuple[str, Answer]] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._answers)

    def recall(self, key: Key, mark: str) -> Answer | None:
        """Give the answer to a request, None if there is none that was made of what the mark names."""
        found = self._answers.get(key)
        if found is None or found[0] != mark:
            return None
        self._answers.move_to_end(key)
        return found[1]

    def keep(self, key: Key, mark: str, answer: Answer) -> None:
        """Remember an answer in the place of what was said to this request before."""
        if len(answer.body) > MAX_ONE:
            return
        self._forget(key)
        self._answers[key] = (mark, answer)
        self.size += _size(key, answer)
        while self.size > self._most:
            self._forget(next(iter(self._answers)))

    def _forget(self, key: Key) -> None:
        if key in self._answers:
            self.size -= _size(key, self._answers.pop(key)[1])


def _size(key: Key, answer: Answer) -> int:
    return len(answer.body) + len(key[0]) + len(key[1]) + len(key[2] or "") + _OVERHEAD


class Held:
    """The way of an answer to the client on which it is held back whole; one that comes in pieces is let go on."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._messages: list[Message] = []
        self._is_open = False

    async def send(self, message: Message) -> None:
        """Hold a part of the answer back."""
        self._messages.append(message)
        if self._is_open or message.get("more_body"):
            await self.release()

    async def release(self) -> None:
        """Send on what is held, and all that is still to come."""
        self._is_open = True
        for message in self._messages:
            await self._send(message)
        self._messages.clear()

    @property
    def answer(self) -> Answer | None:
        """What is held, if it is right and has a validator."""
        if len(self._messages) != len(("start", "body")) or self._messages[0].get("status") != _OK:
            return None
        start, body = self._messages
        fields = [field for field in start["headers"] if field[0] not in _OF_ONE_REQUEST]
        etag = dict(fields).get(b"etag")
        if etag is None:
            return None
        unchanged = [*(field for field in fields if field[0] in _KEPT), *STANDING_UNCHANGED]
        return Answer(fields, unchanged, etag.decode("latin-1"), body["body"])
