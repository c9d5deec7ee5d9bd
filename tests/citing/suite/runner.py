"""Runs fixtures of the public test suite against the engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.citing.csl.context import Cite
from app.citing.csl.locale import LocaleSource
from app.citing.csl.positions import Citation
from app.citing.csl.processor import Processor, Session
from app.citing.csl.style import parse_style
from app.citing.csl.writers import WRITERS
from tests.citing.suite.fixtures import Fixture, comparable

_HTML = WRITERS["html"]
#: How the suite counts positions.
_POSITIONS = (
    ("first",),
    ("subsequent",),
    ("subsequent", "ibid"),
    ("subsequent", "ibid", "ibid-with-locator"),
)
Item = Mapping[str, Any]
Section = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Outcome:
    """What came of one fixture; ``why`` says what stood in the way where it is more than other words."""

    fixture: Fixture
    got: str
    why: str = ""

    @property
    def is_right(self) -> bool:
        """Whether every character is as wanted."""
        return comparable(self.got) == self.fixture.wanted


def run_fixtures(fixtures: Iterable[Fixture], source: LocaleSource) -> list[Outcome]:
    """Run fixtures; one that breaks the engine has failed like one that prints something else."""
    return [_tried(fixture, source) for fixture in fixtures]


def _tried(fixture: Fixture, source: LocaleSource) -> Outcome:
    why = f"not supported: {', '.join(fixture.unread)}" if fixture.unread else ""
    try:
        return Outcome(fixture, render(fixture, source), why)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the engine's failure
        return Outcome(fixture, "", why or f"{type(error).__name__}: {error}")


def render(fixture: Fixture, source: LocaleSource) -> str:
    """Give what the engine prints for a fixture."""
    style = parse_style(fixture.text("CSL").encode())
    processor = Processor(style, fixture.text("LANGUAGE") or style.default_locale or "en-US", source)
    items = {str(item.get("id", "")): {**item, "id": str(item.get("id", ""))} for item in fixture.data("INPUT")}
    cited = _render_citations(fixture, processor, items)
    if fixture.text("MODE") == "citation":
        return cited[1]
    return _bibliography(cited[0], processor, items, fixture.data("BIBSECTION"))


def _render_citations(fixture: Fixture, processor: Processor, items: Mapping[str, Item]) -> tuple[Session, str]:
    """Give the session after all citations, and what they print."""
    placed = fixture.data("CITATIONS")
    if placed:
        citations = _in_order(placed)
        used = dict.fromkeys(cite.id for citation in citations for cite in citation.cites)
        session = processor.session(items[id_] for id_ in used if id_ in items)
        pieces = session.citations(citations)
        lines = [f"[{n}] {_HTML.write(piece, processor.locale)}" for n, piece in enumerate(pieces)]
        return session, "\n".join(lines)
    entries = fixture.data("BIBENTRIES")
    ids = [str(id_) for id_ in entries[-1]] if entries else list(items)
    session = processor.session(items[id_] for id_ in ids if id_ in items)
    lists = fixture.data("CITATION-ITEMS") or [[{"id": id_} for id_ in ids]]
    citations = [Citation(tuple(_cite(one) for one in cites)) for cites in lists]
    pieces = session.citations(citations, place=False)
    return session, "\n".join(_HTML.write(piece, processor.locale) for piece in pieces)


def _in_order(operations: list[Any]) -> list[Citation]:
    """Give the citations as they stand after the last operation, which names those before and after its own."""
    known = {citation["citationID"]: citation for citation, _, _ in operations}
    last, before, after = operations[-1]
    own = (last["citationID"], last.get("properties", {}).get("noteIndex", 0))
    return [
        Citation(tuple(_cite(one) for one in known[id_]["citationItems"]), note) for id_, note in (*before, own, *after)
    ]


def _cite(told: Mapping[str, Any]) -> Cite:
    positions = _POSITIONS[int(told.get("position") or 0)]
    return Cite(
        str(told["id"]),
        str(told.get("locator") or ""),
        "sub-verbo" if told.get("label") == "sub verbo" else told.get("label") or "page",
        told.get("prefix") or "",
        told.get("suffix") or "",
        frozenset((*positions, "near-note") if told.get("near-note") else positions),
        suppress_author=bool(told.get("suppress-author")),
        author_only=bool(told.get("author-only")),
    )


def _bibliography(session: Session, processor: Processor, items: Mapping[str, Item], section: Section | None) -> str:
    lines = [
        f'  <div class="csl-entry">{_HTML.write(entry.piece, processor.locale)}</div>\n'
        for entry in session.bibliography().entries
        if not section or is_selected(items[entry.id], section)
    ]
    return f'<div class="csl-bib-body">\n{"".join(lines)}</div>'


def is_selected(item: Item, section: Section) -> bool:
    """Whether a section of a bibliography shows an item.

    It must be like one of ``include``, or like none of ``exclude``, or like all of ``select``; ``quash`` keeps out
    what is like all it has.
    """
    if "include" in section:
        shown = any(_is_like(item, one) for one in section["include"])
    elif "exclude" in section:
        shown = not any(_is_like(item, one) for one in section["exclude"])
    else:
        shown = all(_is_like(item, one) for one in section.get("select", ()))
    return shown and not (section.get("quash") and all(_is_like(item, one) for one in section["quash"]))


def _is_like(item: Item, condition: Mapping[str, Any]) -> bool:
    has, wanted = item.get(condition["field"]), condition["value"]
    if not wanted or isinstance(wanted, bool):
        return bool(has) == bool(wanted)
    return bool(wanted == has or (isinstance(has, list) and wanted in has))
