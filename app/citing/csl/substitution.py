"""Substitution: what stands in place of names that the entry before begins with too ("Reference Grouping")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.citing.csl.context import NamesPrinted
from app.citing.csl.items import Name
from app.citing.csl.tree import Node, Piece, plain

Stated = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Substitute:
    """The words of `subsequent-author-substitute` and the rule that says which names they stand for."""

    words: str
    rule: str

    def apply(self, before: tuple[Stated, ...], names: NamesPrinted | None) -> tuple[Stated, ...]:
        """Puts the words into the first names of an entry, where the entry before it begins with the same.

        `before` and what is returned are the names of an entry, all together, then one by one: as they are printed, and
        who they are, for two persons may be printed alike.
        """
        if names is None:
            return ()
        shown = tuple(_person(name) for name in names.names[: names.shown])
        each = [(plain(piece), shown[place : place + 1]) for place, piece in enumerate(names.pieces)]
        stated: tuple[Stated, ...] = ((plain(names.whole), shown), *each)
        if self.rule in ("complete-all", "complete-each"):
            if before[:1] == stated[:1]:
                for piece in [names.whole] if self.rule == "complete-all" else names.pieces:
                    self._replace(piece)
        else:
            self._replace_partly(before, stated, names)
        return stated

    def _replace_partly(self, before: tuple[Stated, ...], stated: tuple[Stated, ...], names: NamesPrinted) -> None:
        for one, other, piece in zip(before[1:], stated[1:], names.pieces, strict=False):
            if one != other:
                return
            self._replace(piece)
            if self.rule == "partial-first":
                return

    def _replace(self, piece: Piece) -> None:
        """The entry's own tree changes: where names stand in it is known by the node that holds them."""
        if isinstance(piece, Node):
            piece.pieces = [self.words] if self.words else []


def _person(name: Name) -> str:
    return name.literal or f"{name.family} {name.given}".strip()


def read_substitute(options: Mapping[str, str]) -> Substitute | None:
    """What the options of `cs:bibliography` say; None where names are always printed."""
    words = options.get("subsequent-author-substitute")
    if words is None:
        return None
    return Substitute(words, options.get("subsequent-author-substitute-rule", "complete-all"))
