"""A session: items cited together, as citations in a text and as their bibliography ("Citation", "Bibliography")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.citing.csl.bibliography import Bibliography, Entry, finish_entry, read_bibliography, with_suffix
from app.citing.csl.collapsing import Rendered, collapse_cites, group_cites
from app.citing.csl.context import Cite, Context, Disambiguation
from app.citing.csl.decoration import affixed, read_format
from app.citing.csl.disambiguation import Disambiguator, Marks
from app.citing.csl.errors import NoBibliographyError
from app.citing.csl.items import Reference
from app.citing.csl.markup import read_markup
from app.citing.csl.positions import Citation, place_citations
from app.citing.csl.rules import Layout, Rules
from app.citing.csl.sorting import sort_items
from app.citing.csl.substitution import Stated, Substitute, read_substitute
from app.citing.csl.tree import Node, Piece, plain

_NO_WORDS: Mapping[str, str] = {}
_NOWHERE = frozenset[str]()
_LATER = frozenset(("subsequent",))
_NAMES = frozenset(("names",))


class Session:
    """A set of items under one style, for one document or list; it belongs to one thread."""

    def __init__(self, rules: Rules, refs: Sequence[Reference]) -> None:
        self._rules = rules
        self._refs = {ref.id: ref for ref in refs}
        self._order = list(self._refs)
        self._numbers = {id_: place for place, id_ in enumerate(self._order, 1)}
        self._marks: Marks = {}
        self._number()

    def _number(self) -> None:
        """Items are numbered as the bibliography sorts them, else as they come."""
        bibliography = self._rules.bibliography
        if bibliography is not None and bibliography.keys and len(self._refs) > 1:
            self._order = sort_items(self._order, bibliography.keys, self._to_sort)
            self._numbers = {id_: place for place, id_ in enumerate(self._order, 1)}

    def _to_sort(self, id_: str) -> Context:
        return self._context(Cite(id_, positions=_NOWHERE), self._sorting_marks(id_))

    def _sorting_marks(self, id_: str) -> Disambiguation | None:
        """What decides an item's place too: the letter after its year, and names that a style expands everywhere."""
        marks = self._marks.get(id_)
        if marks is None or self._rules.methods.rule != "by-cite":
            return marks
        return Disambiguation(year_suffix=marks.year_suffix)

    def _in_bibliography(self, id_: str) -> Context:
        return self._context(Cite(id_, positions=_NOWHERE), self._marks.get(id_))

    def _context(self, cite: Cite, marks: Disambiguation | None) -> Context:
        ref = self._refs[cite.id].without(cite.without) if cite.without else self._refs[cite.id]
        return Context(ref, self._rules.locale, cite, marks, self._numbers.get(cite.id, 0))

    def _disambiguate(self) -> None:
        """Finds what tells the items apart, where the style does that and there is more than one."""
        methods = self._rules.methods
        if methods.any and (len(self._refs) > 1 or methods.names_everywhere):
            disambiguator = Disambiguator(self._order, methods, self._plain_cite)
            self._marks = disambiguator.run()
            self._number()
            disambiguator.letter(self._order)

    def _plain_cite(self, id_: str, marks: Disambiguation) -> tuple[str, Context]:
        """The words of a later cite: what it says of an item must be told apart, a first one says more."""
        ctx = self._context(Cite(id_, positions=_LATER), marks)
        ctx.comparing = True
        piece = self._rules.citation.render(ctx)
        return plain(piece), ctx

    def citations(self, citations: Sequence[Citation], *, place: bool = True) -> list[Piece]:
        """The citations of a text in their order, each as one piece; empty where a style prints nothing of one.

        With `place` the positions of the cites (first, ibid …) are found; without it, they are what the cites state.
        A cite of an item that the session does not hold is left out.
        """
        if place:
            citations = place_citations(citations, self._rules.near_note)
        self._number_as_cited(citations)
        self._disambiguate()
        return [self._citation(citation) for citation in citations]

    def _number_as_cited(self, citations: Sequence[Citation]) -> None:
        """Items come as they are first cited, unless the bibliography sorts them otherwise ("Sorting")."""
        cited = [cite.id for citation in citations for cite in citation.cites if cite.id in self._refs]
        order = list(dict.fromkeys([*cited, *self._refs]))
        if order != list(self._refs):
            self._refs = {id_: self._refs[id_] for id_ in order}
            self._order = order
            self._numbers = {id_: place for place, id_ in enumerate(order, 1)}
            self._number()

    def _citation(self, citation: Citation) -> Piece:
        if not citation.composite:
            return self._cluster(citation.cites)
        first, *others = citation.cites
        names = self._cluster((replace(first, author_only=True, prefix="", suffix=""),))
        rest = self._cluster((replace(first, suppress_author=True), *others))
        return Node([names, " ", rest]) if names != "" and rest != "" else names or rest

    def _cluster(self, cited: tuple[Cite, ...]) -> Piece:
        layout = self._rules.citation
        cites = self._sorted([cite for cite in cited if cite.id in self._refs], layout)
        rendered = [self._rendered(cite, first=place == 0) for place, cite in enumerate(cites)]
        printed = [one for one in rendered if one.piece != ""]
        if not printed:
            return ""
        if layout.keys and self._rules.collapse.groups:
            printed = group_cites(printed)
        whole: Piece = Node(collapse_cites(printed, self._rules.collapse, self._again))
        if not all(cite.author_only for cite in cites):  # names in the running text stand in no brackets
            whole = affixed(layout.prefix, whole, layout.suffix)
        form = read_format(layout.part.layout.attrib)
        return Node([whole], form) if form else whole

    def _sorted(self, cites: list[Cite], layout: Layout) -> list[Cite]:
        if not layout.keys or len(cites) <= 1:
            return cites
        by_place = {str(place): cite for place, cite in enumerate(cites)}

        def context(key: str) -> Context:
            return self._context(by_place[key], self._sorting_marks(by_place[key].id))

        return [by_place[key] for key in sort_items(list(by_place), layout.keys, context)]

    def _rendered(self, cite: Cite, *, first: bool) -> Rendered:
        marks = self._marks.get(cite.id)
        ctx = self._context(cite, marks)
        ctx.started = not first or self._rules.style.in_text or not _begins_sentence(cite.prefix)
        if cite.suppress_author:
            ctx.hidden = _NAMES
        piece = self._rules.citation.render(ctx)
        names = ctx.first_names.whole if ctx.first_names else ""
        year = ctx.years[0] if ctx.years else ""
        piece = names if cite.author_only else "" if piece is None else _with_affixes(cite, piece)
        number = self._numbers[cite.id] if ctx.numbered else 0
        return Rendered(cite, piece, plain(names), year, number, marks.year_suffix if marks else 0)

    def _again(self, cite: Cite, hidden: frozenset[str]) -> Piece | None:
        """A cite anew, without what the one before it said already."""
        ctx = self._context(cite, self._marks.get(cite.id))
        ctx.hidden = hidden
        piece = self._rules.citation.render(ctx)
        return None if piece is None else _with_affixes(cite, piece)

    def bibliography(self, suffixes: Mapping[str, str] = _NO_WORDS) -> Bibliography:
        """The entries of all items, as the style sorts them; NoBibliographyError where it has no bibliography.

        `suffixes` are plain words by id that stand at the end of an entry, inside of the style's own full stop.
        """
        layout = self._rules.bibliography
        if layout is None:
            raise NoBibliographyError("the style has no bibliography")
        self._disambiguate()
        substitute = read_substitute(layout.part.options)
        return read_bibliography(layout.part.options, self._entries(layout, substitute, suffixes))

    def _entries(self, layout: Layout, substitute: Substitute | None, suffixes: Mapping[str, str]) -> list[Entry]:
        entries: list[Entry] = []
        before: tuple[Stated, ...] = ()
        for id_ in self._order:
            ctx = self._in_bibliography(id_)
            ctx.started = False
            piece = layout.render(ctx)
            if substitute is not None:
                before = substitute.apply(before, ctx.first_names)
            if piece is not None:
                entries.append(Entry(id_, finish_entry(with_suffix(piece, suffixes.get(id_, "")), layout)))
        return entries


def _begins_sentence(prefix: str) -> bool:
    """Whether what follows a cite's prefix begins a sentence."""
    return not prefix or prefix.rstrip()[-1:] in (".", "!", "?")


def _with_affixes(cite: Cite, piece: Piece) -> Piece:
    """A cite between what its author wrote before and after it, words apart from words."""
    prefix, suffix = cite.prefix, cite.suffix
    if prefix and (prefix[-1].isalnum() or prefix[-1] in ".,;:!?)\u201d"):
        prefix += " "
    if suffix and (suffix[0].isalnum() or suffix[0] in "(\u201c"):
        suffix = f" {suffix}"
    pieces = [read_markup(prefix), piece, read_markup(suffix)]
    kept = [part for part in pieces if part != ""]
    return Node(kept) if len(kept) > 1 else piece
