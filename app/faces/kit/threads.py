"""Threads in which requests are answered: a few for all, and some apart, so that no kind of request starves another.

They share one interpreter, so more would answer nothing sooner, and each holds a whole answer, however long.
"""

from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

#: How many threads answer what is not on the shelf.
THREADS = 4

P = ParamSpec("P")
T = TypeVar("T")


class Apart:
    """So many threads, in each event loop, for some requests alone."""

    def __init__(self, name: str, count: int) -> None:
        self._count = count
        self._limiter: RunVar[CapacityLimiter] = RunVar(name)

    async def run(self, work: Callable[[], T]) -> T:
        """Work in one of these threads, when one is free."""
        limiter = self._limiter.get(None)
        if limiter is None:
            limiter = CapacityLimiter(self._count)
            self._limiter.set(limiter)
        return await to_thread.run_sync(work, limiter=limiter)

    def answered(self, endpoint: Callable[P, T]) -> Callable[P, Awaitable[T]]:
        """Give an endpoint that does the same in one of these threads."""

        @wraps(endpoint)
        async def answer_apart(*args: P.args, **kwargs: P.kwargs) -> T:
            return await self.run(partial(endpoint, *args, **kwargs))

        return answer_apart


#: Questions that are too long for an address, which may take a second. Two at a time would end no sooner, and keep all
#: others waiting longer.
LONG = Apart("long questions", 1)
#: What tools for language models do.
TOOLS = Apart("tools", 1)
#: What tells whether the server is well: it is answered however much else there is to do.
STATE = Apart("state", 1)
