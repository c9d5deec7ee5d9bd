"""The file of citation styles and locales: written once, then only read, a style at a time.

It begins with the words of the licence, which so stay with what they are about; then come the index, and every XML
file compressed by itself. The index is read whole when the file is opened, and is proved by its hash; each XML file is
proved by its own when it is read. So neither opening nor reading looks at more than it needs.
"""

import json
import os
import tempfile
import weakref
import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from app.domain.errors import StylesUnavailable
from app.domain.style import LocaleEntry, Rights, StyleEntry

#: What every such file begins with, of whichever version.
_MAGIC = b"MUNIMENT STYLES "
_HEAD = (
    _MAGIC + b"1\nCitation styles and locales of the Citation Style Language project, each by the authors it names,\n"
    b"licensed under CC BY-SA 3.0 <https://creativecommons.org/licenses/by-sa/3.0/>. They are unchanged.\n"
)
_PREFIX = len(_HEAD) + 8 + 32
#: What a dependent style has of its parent and of nobody else.
_INHERITED = {"sha256", "has_bibliography"}
#: An index says that it is longer only in a file that is damaged.
_MOST_INDEX = 64 * 2**20


@dataclass(frozen=True)
class Bound:
    """What a file is made of. ``made_of`` tells its sources from others; ``xml`` is by style, ``locales`` by tag.

    ``primary`` is the locale that stands for a language.
    """

    made_of: str
    styles: Sequence[StyleEntry]
    xml: Mapping[str, bytes]
    locales: Sequence[tuple[LocaleEntry, bytes]]
    primary: Mapping[str, str]
    core: Sequence[str]


@dataclass(frozen=True)
class _Index:
    """The index as it stands in the file, sorted by id. ``words`` are lines to be searched, ``rows`` entries as JSON.

    ``kinds`` has a letter for each style, ``prints`` a number whose bits stand for ``variables``.
    """

    made_of: str
    core: list[str]
    ids: list[str]
    words: list[str]
    rows: list[str]
    kinds: str
    prints: list[int]
    variables: list[str]
    names: dict[str, str]
    rights: list[dict[str, str | None]]
    spots: dict[str, tuple[int, int, str]]
    locales: list[dict[str, object]]
    primary: dict[str, str]
    size: int


def write_styles(path: Path, bound: Bound, words: Mapping[str, str]) -> None:
    """Write the file at once: whoever looks sees the old one or this one. ``words`` are searched, by id."""
    _refuse_foreign(path)
    spots: dict[str, tuple[int, int, str]] = {}
    body = bytearray()
    named = [*bound.xml.items(), *((f"locale {entry.tag}", xml) for entry, xml in bound.locales)]
    for name, xml in named:
        pressed = zlib.compress(xml)
        spots[name] = (len(body), len(pressed), sha256(xml).hexdigest())
        body += pressed
    index = _index(bound, words, spots, len(body))
    told = zlib.compress(json.dumps(asdict(index), ensure_ascii=False, separators=(",", ":")).encode(), 9)
    _replace(path, [_HEAD, len(told).to_bytes(8, "big"), sha256(told).digest(), told, bytes(body)])


def _index(bound: Bound, words: Mapping[str, str], spots: dict[str, tuple[int, int, str]], size: int) -> _Index:
    styles = sorted(bound.styles, key=lambda entry: entry.id)
    variables = sorted({variable for entry in styles for variable in entry.prints})
    bits = {variable: 1 << number for number, variable in enumerate(variables)}
    rights = list(dict.fromkeys(entry.rights for entry in styles))
    return _Index(
        made_of=bound.made_of,
        core=list(bound.core),
        ids=[entry.id for entry in styles],
        words=[words[entry.id] for entry in styles],
        rows=[_row(entry, rights.index(entry.rights)) for entry in styles],
        kinds="".join(entry.kind[0] for entry in styles),
        prints=[sum(bits[variable] for variable in entry.prints) for entry in styles],
        variables=variables,
        names={alias: entry.id for entry in styles for alias in entry.aliases},
        rights=[entry.model_dump() for entry in rights],
        spots=spots,
        locales=[entry.model_dump() for entry, _ in bound.locales],
        primary=dict(bound.primary),
        size=size,
    )


def _row(entry: StyleEntry, rights: int) -> str:
    """Write what is said of a style alone: not what stands elsewhere, nor what is its parent's."""
    elsewhere = {"id", "kind", "prints", "rights"} | (_INHERITED if entry.parent else set())
    members = entry.model_dump(exclude=elsewhere, exclude_defaults=True)
    return json.dumps({**members, "rights": rights}, ensure_ascii=False, separators=(",", ":"))


def _refuse_foreign(path: Path) -> None:
    """Leave a file alone that is none of ours: its path was mistyped."""
    try:
        with path.open("rb") as file:
            found = file.read(len(_MAGIC))
    except FileNotFoundError:
        return
    if not _MAGIC.startswith(found[: len(_MAGIC)]):
        raise StylesUnavailable(f"{path} is no file of citation styles, and is not overwritten. Name another file.")


def _replace(path: Path, parts: Sequence[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)  # it holds nothing of anybody's; a server of another user may read it
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


class StyleFile:
    """An open file of styles, as it was when it was opened, whatever takes its place. Threads may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        except OSError as error:
            raise StylesUnavailable(f"There is no file of citation styles {path}: {error.strerror}.") from error
        weakref.finalize(self, os.close, self._handle)
        self._index = self._read_index()
        if os.fstat(self._handle).st_size != self._start + self._index.size:
            raise self._damaged()
        self.made_of = self._index.made_of
        self.ids: Sequence[str] = self._index.ids
        self.words: Sequence[str] = self._index.words
        self.names: Mapping[str, str] = self._index.names
        self.variables: Sequence[str] = self._index.variables
        self.primary: Mapping[str, str] = self._index.primary
        self.core: Sequence[str] = self._index.core
        self.locales = tuple(LocaleEntry.model_validate(entry) for entry in self._index.locales)

    def _read_index(self) -> _Index:
        head = os.pread(self._handle, _PREFIX, 0)
        if not head.startswith(_MAGIC) and not _MAGIC.startswith(head):
            raise StylesUnavailable(f"{self.path} is no file of citation styles. Set MUNIMENT_CACHE to another folder.")
        length = int.from_bytes(head[len(_HEAD) : len(_HEAD) + 8], "big")
        if not head.startswith(_HEAD) or len(head) < _PREFIX or length > _MOST_INDEX:
            raise self._damaged()
        told = os.pread(self._handle, length, _PREFIX)
        if sha256(told).digest() != head[-32:]:
            raise self._damaged()
        self._start = _PREFIX + length
        return _Index(**json.loads(zlib.decompress(told)))

    def _damaged(self) -> StylesUnavailable:
        return StylesUnavailable(
            f"The file of citation styles {self.path} is not whole. Make it anew with `muniment styles build`."
        )

    def place(self, style_id: str) -> int | None:
        """Give the number of a style in this file, None where it has none of that id."""
        place = bisect_left(self._index.ids, style_id)
        return place if self._index.ids[place : place + 1] == [style_id] else None

    def kind(self, place: int) -> str:
        """Give ``n`` for a style of notes, ``i`` for one in the text."""
        return self._index.kinds[place]

    def prints(self, place: int, variable: str) -> bool:
        """Tell whether a style names a variable."""
        names = self._index.variables
        return variable in names and bool(self._index.prints[place] >> names.index(variable) & 1)

    def entry(self, place: int) -> StyleEntry:
        """Give what is known of a style."""
        index = self._index
        members = json.loads(index.rows[place])
        if "parent" in members:
            parent = json.loads(index.rows[bisect_left(index.ids, members["parent"])])
            members |= {name: parent[name] for name in _INHERITED}
        mask = index.prints[place]
        return StyleEntry(
            **{**members, "rights": Rights.model_validate(index.rights[members["rights"]])},
            id=index.ids[place],
            kind="note" if index.kinds[place] == "n" else "in-text",
            prints=tuple(name for number, name in enumerate(index.variables) if mask >> number & 1),
        )

    def xml(self, style_id: str) -> bytes:
        """Give the XML of an independent style."""
        return self._read(style_id)

    def locale(self, tag: str) -> bytes | None:
        """Give the XML of a locale, None where there is none of that tag."""
        name = f"locale {tag}"
        return self._read(name) if name in self._index.spots else None

    def _read(self, name: str) -> bytes:
        start, length, digest = self._index.spots[name]
        try:
            xml = zlib.decompress(os.pread(self._handle, length, self._start + start))
        except (zlib.error, OSError) as error:
            raise self._damaged() from error
        if sha256(xml).hexdigest() != digest:
            raise self._damaged()
        return xml
