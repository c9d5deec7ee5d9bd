"""How a question is put to the server, without any network: what to send and when, told step by step.

A talk is a generator: it yields what is to be sent (``Ask``) or how long to wait (``Pause``), is given the answers, and
returns what was asked for. Whoever drives it does the sending, so that waiting clients and asynchronous ones are one.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar
from urllib.parse import quote, urlencode, urlsplit

import httpx
from pydantic import BaseModel, ValidationError

from muniment_client.errors import Unreachable, Unreadable, refusal_of
from muniment_client.memory import Answer, Memory
from muniment_client.models.base import Origin
from muniment_client.retries import BUSY, Retries, retry_after

_T = TypeVar("_T")
_M = TypeVar("_M", bound=BaseModel)
#: What may stand in a query.
Query: TypeAlias = Mapping[str, str | int | None]

_JSON = "application/json"
# What may be better the next moment: the connection could not be made, or broke. A slow answer is not asked for again.
_BROKEN = (httpx.NetworkError, httpx.RemoteProtocolError, httpx.ConnectTimeout)


@dataclass(frozen=True)
class Ask:
    """A request to be sent; redirects are to be followed."""

    method: Literal["GET", "POST"]
    url: str
    headers: Mapping[str, str]
    json: object = None


@dataclass(frozen=True)
class Pause:
    """Seconds to be waited."""

    seconds: float


Talk: TypeAlias = Generator[Ask | Pause, httpx.Response | None, _T]


class Core:
    """Puts questions to one server: remembers answers, asks again where that may help, and turns errors into ours."""

    def __init__(self, address: str, retries: Retries, memory: Memory) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
            raise ValueError(f"{address!r} is no address of a server: write one such as http://localhost:8000")
        self.home = address.rstrip("/")
        self._retries = retries
        self._memory = memory

    def get(self, path: str, query: Query | None = None, *, accept: str = _JSON) -> Talk[Answer]:
        """Ask for what stands at a path, and give it, or say what was answered instead."""
        url = f"{self.home}{path}{_query(query)}"
        name = f"{accept} {url}"
        known = self._memory.find(name)
        headers = {"accept": accept}
        if known and known.etag:
            headers["if-none-match"] = known.etag
        response = yield from self._persist(Ask("GET", url, headers))
        if known and response.status_code == httpx.codes.NOT_MODIFIED:
            return known
        answer = _accepted(response)
        self._memory.keep(name, answer)
        return answer

    def follow(self, address: str) -> Talk[Answer]:
        """Ask for an address the server gave: at the server that was asked, by whatever name it calls itself."""
        parts, here = urlsplit(address), urlsplit(self.home)
        path = parts.path.removeprefix(here.path) if f"{parts.path}/".startswith(f"{here.path}/") else parts.path
        return self.get(f"{path}?{parts.query}")

    def post(self, path: str, body: object) -> Talk[Answer]:
        """Put a question that no address can hold. It is put once."""
        url = f"{self.home}{path}"
        try:
            response = yield Ask("POST", url, {"accept": _JSON}, body)
        except httpx.RequestError as error:
            raise _unreachable(url, error) from error
        return _accepted(_given(response))

    def read(self, model: type[_M], answer: Answer, **origin: str) -> _M:
        """Understand an answer."""
        try:
            return model.model_validate_json(answer.content, context=Origin(home=self.home, **origin))
        except ValidationError as error:
            reason = f"{answer.url} answered what is no {model.__name__} as this client knows it: {error}"
            raise Unreadable(reason) from error

    def _persist(self, ask: Ask) -> Talk[httpx.Response]:
        """Ask, and ask again while the server is busy or the connection breaks, as often as is allowed."""
        failed = 0
        while True:
            failed += 1
            try:
                response = _given((yield ask))
            except _BROKEN as error:
                wait = self._retries.wait(failed, None)
                if wait is None:
                    raise _unreachable(ask.url, error) from error
            except httpx.RequestError as error:
                raise _unreachable(ask.url, error) from error
            else:
                if response.status_code not in BUSY:
                    return response
                wait = self._retries.wait(failed, retry_after(response))
                if wait is None:
                    return response
            yield Pause(wait)


def path_of(record: str, *rest: str) -> str:
    """Give the path of a record, by any name it ever had, or of a part of it."""
    if not record or any(part in (".", "..") for part in record.split("/")):
        raise ValueError(f"{record!r} is no name of a record")
    return "/".join(["/documents", quote(record, safe="/:"), *(quote(part, safe="") for part in rest)])


def _query(query: Query | None) -> str:
    told = {name: value for name, value in (query or {}).items() if value is not None}
    return f"?{urlencode(told)}" if told else ""


def _given(response: httpx.Response | None) -> httpx.Response:
    if response is None:
        raise RuntimeError("whoever drives a talk answers each Ask")
    return response


def _accepted(response: httpx.Response) -> Answer:
    if not response.is_success:
        raise refusal_of(response)
    media_type = response.headers.get("content-type", "")
    return Answer(response.content, media_type, response.headers.get("etag"), str(response.url))


def _unreachable(url: str, error: httpx.RequestError) -> Unreachable:
    return Unreachable(f"{url} gave no answer: {str(error) or type(error).__name__}")
