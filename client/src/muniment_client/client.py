"""The two clients: one that waits, one that is awaited. What they can ask is in ``verbs``."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec, Self, TypeVar

import httpx

from muniment_client.core import Ask, Pause, Talk
from muniment_client.memory import Memory
from muniment_client.retries import USUAL, Retries
from muniment_client.verbs import Page, Verbs
from muniment_client.version import __version__

_T = TypeVar("_T")
_P = ParamSpec("_P")

#: Seconds until an answer that does not come is given up.
TIMEOUT = 30.0
#: So many bytes of answers are kept to be asked for again.
MEMORY = 16 * 2**20
_HEADERS = {"user-agent": f"muniment-client/{__version__}"}


def _asked(verb: Callable[Concatenate[Verbs, _P], Talk[_T]]) -> Callable[Concatenate["Client", _P], _T]:
    @wraps(verb)
    def ask(client: "Client", /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        return client._run(verb(client._verbs, *args, **kwargs))  # noqa: SLF001 - the client's own methods

    return ask


def _walked(
    verb: Callable[Concatenate[Verbs, _P], Talk[Page[_T]]],
) -> Callable[Concatenate["Client", _P], Iterator[_T]]:
    @wraps(verb)
    def walk(client: "Client", /, *args: _P.args, **kwargs: _P.kwargs) -> Iterator[_T]:
        page = client._run(verb(client._verbs, *args, **kwargs))  # noqa: SLF001 - the client's own methods
        yield from page.items
        while page.rest:
            page = client._run(page.rest())  # noqa: SLF001 - the client's own methods
            yield from page.items

    return walk


def _awaited(
    verb: Callable[Concatenate[Verbs, _P], Talk[_T]],
) -> Callable[Concatenate["AsyncClient", _P], Awaitable[_T]]:
    @wraps(verb)
    async def ask(client: "AsyncClient", /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        return await client._run(verb(client._verbs, *args, **kwargs))  # noqa: SLF001 - the client's own methods

    return ask


def _walked_awaiting(
    verb: Callable[Concatenate[Verbs, _P], Talk[Page[_T]]],
) -> Callable[Concatenate["AsyncClient", _P], AsyncIterator[_T]]:
    @wraps(verb)
    async def walk(client: "AsyncClient", /, *args: _P.args, **kwargs: _P.kwargs) -> AsyncIterator[_T]:
        page = await client._run(verb(client._verbs, *args, **kwargs))  # noqa: SLF001 - the client's own methods
        for item in page.items:
            yield item
        while page.rest:
            page = await client._run(page.rest())  # noqa: SLF001 - the client's own methods
            for item in page.items:
                yield item

    return walk


class Client:
    """Reads one server, and waits for its answers. Close it, or use it in a ``with``.

    ``memory`` is how many bytes of answers are kept, so that the server need only say that they still hold.
    """

    def __init__(
        self,
        address: str,
        *,
        timeout: float = TIMEOUT,
        retries: Retries = USUAL,
        memory: int = MEMORY,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._verbs = Verbs(address, retries, Memory(memory))
        self._http = httpx.Client(timeout=timeout, transport=transport, follow_redirects=True, headers=_HEADERS)
        self._sleep = sleep

    documents = _walked(Verbs.documents)
    changes = _walked(Verbs.changes)
    document = _asked(Verbs.document)
    revisions = _asked(Verbs.revisions)
    passages = _asked(Verbs.passages)
    cite = _asked(Verbs.cite)
    citations = _asked(Verbs.citations)
    bibliography = _asked(Verbs.bibliography)
    resolve = _asked(Verbs.resolve)
    quote = _asked(Verbs.quote)
    search = _walked(Verbs.search)
    formats = _asked(Verbs.formats)
    fetch = _asked(Verbs.fetch)

    def close(self) -> None:
        """Let go of all connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, talk: Talk[_T]) -> _T:
        """Do what a talk asks for, step by step, until it has what it wants."""
        try:
            step = next(talk)
            while True:
                try:
                    answer = self._do(step)
                except httpx.RequestError as error:
                    step = talk.throw(error)
                else:
                    step = talk.send(answer)
        except StopIteration as end:
            wanted: _T = end.value
            return wanted

    def _do(self, step: Ask | Pause) -> httpx.Response | None:
        if isinstance(step, Pause):
            self._sleep(step.seconds)
            return None
        return self._http.request(step.method, step.url, headers=step.headers, json=step.json)


class AsyncClient:
    """Reads one server, and is awaited. Close it, or use it in an ``async with``; else it is as ``Client``."""

    def __init__(
        self,
        address: str,
        *,
        timeout: float = TIMEOUT,
        retries: Retries = USUAL,
        memory: int = MEMORY,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._verbs = Verbs(address, retries, Memory(memory))
        self._http = httpx.AsyncClient(timeout=timeout, transport=transport, follow_redirects=True, headers=_HEADERS)
        self._sleep = sleep

    documents = _walked_awaiting(Verbs.documents)
    changes = _walked_awaiting(Verbs.changes)
    document = _awaited(Verbs.document)
    revisions = _awaited(Verbs.revisions)
    passages = _awaited(Verbs.passages)
    cite = _awaited(Verbs.cite)
    citations = _awaited(Verbs.citations)
    bibliography = _awaited(Verbs.bibliography)
    resolve = _awaited(Verbs.resolve)
    quote = _awaited(Verbs.quote)
    search = _walked_awaiting(Verbs.search)
    formats = _awaited(Verbs.formats)
    fetch = _awaited(Verbs.fetch)

    async def aclose(self) -> None:
        """Let go of all connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def _run(self, talk: Talk[_T]) -> _T:
        """Do what a talk asks for, step by step, until it has what it wants."""
        try:
            step = next(talk)
            while True:
                try:
                    answer = await self._do(step)
                except httpx.RequestError as error:
                    step = talk.throw(error)
                else:
                    step = talk.send(answer)
        except StopIteration as end:
            wanted: _T = end.value
            return wanted

    async def _do(self, step: Ask | Pause) -> httpx.Response | None:
        if isinstance(step, Pause):
            await self._sleep(step.seconds)
            return None
        return await self._http.request(step.method, step.url, headers=step.headers, json=step.json)
