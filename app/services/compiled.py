"""Things that are slow to make and quick to use: so many are kept, and each is made by one thread while others wait."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Compiled(Generic[K, V]):
    """At most ``most`` made things by key; those that were not asked for the longest are let go of."""

    def __init__(self, make: Callable[[K], V], most: int) -> None:
        self._make = make
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._making: dict[K, tuple[Lock, int]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: K) -> V:
        """Give the thing of a key, made now unless it is kept. What making it raises is raised, and not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            turn, waiting = self._making.get(key, (Lock(), 0))
            self._making[key] = (turn, waiting + 1)
        try:
            with turn:
                return self._made(key)
        finally:
            self._leave(key)

    def _made(self, key: K) -> V:
        with self._lock:
            if key in self._kept:  # by whoever had the turn before
                return self._kept[key]
        made = self._make(key)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def _leave(self, key: K) -> None:
        with self._lock:
            turn, waiting = self._making.pop(key)
            if waiting > 1:
                self._making[key] = (turn, waiting - 1)
