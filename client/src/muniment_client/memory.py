"""Answers that were given once: asked again, the server need only say that they still hold."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True)
class Answer:
    """An answer: its bytes, what they are, their validator (ETag), and the address that gave them."""

    content: bytes
    media_type: str
    etag: str | None
    url: str


class Memory:
    """Answers by what was asked for, up to so many bytes; what was not asked for longest goes first.

    Nothing is answered from here alone: every use asks the server whether it still holds.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()

    def find(self, name: str) -> Answer | None:
        """Give what was answered last under this name, if it is still known."""
        with self._lock:
            if name in self._answers:
                self._answers.move_to_end(name)
            return self._answers.get(name)

    def keep(self, name: str, answer: Answer) -> None:
        """Remember an answer that has a validator and is no larger than all that may be kept."""
        with self._lock:
            self._drop(name)
            if answer.etag and len(answer.content) <= self._size:
                self._answers[name] = answer
                self._held += len(answer.content)
            while self._held > self._size:
                self._drop(next(iter(self._answers)))

    @property
    def held(self) -> int:
        """How many bytes of answers are kept."""
        return self._held

    def _drop(self, name: str) -> None:
        if dropped := self._answers.pop(name, None):
            self._held -= len(dropped.content)
