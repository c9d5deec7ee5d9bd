"""Which record, passages and revision an address of ours means that somebody copied, and pastes elsewhere."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.domain.errors import NotFound
from app.domain.identifiers import MAX_REVISION, Addresses
from app.formats import split_suffix

_PLACE = re.compile(r"/(?P<place>documents?|embed)/(?P<rest>.+?)/?", re.DOTALL)
_PART = re.compile(
    r"(?P<name>.+?)(?:/passages/(?P<passage>[^/]+?)|/revisions/(?P<revision>\d+)|/texts/[^/]+?"
    r"|/(?:citations?|cite|embed|linkset|revisions|card\.png))?(?:\.md)?",
    re.DOTALL | re.ASCII,
)
_CARD = re.compile(r"(?P<name>[^/]+)/(?P<passage>[^/]+?)(?:\.md)?")
_PASSAGE = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,31}\.)?p[1-9][0-9]{0,6}(?:-.{1,50})?")
#: What follows it in a fragment is an order to the browser (wicg.github.io/scroll-to-text-fragment).
_DIRECTIVE = ":~:"
_MOST_PARAMETERS = 50
_NUMBER = re.compile(r"0{0,9}[1-9][0-9]{0,9}", re.ASCII)


@dataclass(frozen=True)
class Addressed:
    """What an address means. ``origin`` is what our own addresses lack before them, where we were not told it."""

    name: str
    passage: str | None
    revision: int | None
    origin: str


def find_addressed(address: str, addresses: Addresses, host: str | None = None) -> Addressed | None:
    """Give what an address of ours means, with or without the host; None of any other.

    An archive that was not told its own address knows it by the ``host`` under which it was reached.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    path = unquote(parts.path)
    found = _PLACE.fullmatch(path.removeprefix(addresses.base_path))
    if not found or not path.startswith(addresses.base_path) or not _is_here(parts, addresses, host):
        return None
    query = parse_qs(parts.query) if parts.query.count("&") < _MOST_PARAMETERS else {}
    part = (_CARD.fullmatch(found["rest"]) if found["place"] == "embed" else None) or _PART.fullmatch(found["rest"])
    named = part.groupdict() if part else {"name": found["rest"]}
    said = unquote(parts.fragment).partition(_DIRECTIVE)[0]
    return Addressed(
        name=split_suffix(named["name"])[0],
        passage=named.get("passage") or _last(query, "passage") or (said if _PASSAGE.fullmatch(said) else None),
        revision=_revision(named.get("revision") or _last(query, "revision")),
        origin="" if addresses.origin or not parts.netloc else f"{parts.scheme}://{parts.netloc}",
    )


def read_addressed(address: str, addresses: Addresses, host: str | None) -> Addressed:
    """Give what an address of ours means; raise NotFound of any other."""
    found = find_addressed(address, addresses, host)
    if found is None:
        raise NotFound("card for the address", address[:200])
    return found


def _is_here(parts: SplitResult, addresses: Addresses, host: str | None) -> bool:
    """Tell whether the address is at our own host, or names none; http and https are the same place."""
    if not parts.scheme and not parts.netloc:
        return True
    ours = urlsplit(addresses.origin).netloc or host or ""
    return parts.scheme in ("http", "https") and bool(ours) and parts.netloc.lower() == ours.lower()


def _revision(written: str | None) -> int | None:
    if written is None:
        return None
    if not _NUMBER.fullmatch(written) or int(written) > MAX_REVISION:
        raise NotFound("revision", written[:80])
    return int(written)


def _last(query: dict[str, list[str]], name: str) -> str | None:
    return query[name][-1] if query.get(name) else None
