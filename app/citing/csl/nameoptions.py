"""The options of names: what `cs:name` states and what stands above it lends ("Name", "Inheritable Name Options")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from app.citing.csl.attributes import read_count
from app.citing.csl.context import Context
from app.citing.csl.decoration import Decorate, as_is, read_decoration
from app.citing.csl.locale import NAMESPACE
from app.citing.csl.tree import Piece

# What may stand on cs:style, cs:citation and cs:bibliography, and what it is called on cs:name.
_SAME = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first", "et-al-use-last",
    "et-al-subsequent-min", "et-al-subsequent-use-first", "initialize", "initialize-with", "name-as-sort-order",
    "sort-separator",
)  # fmt: skip
INHERITABLE = {**dict(zip(_SAME, _SAME, strict=True)), "name-form": "form", "name-delimiter": "delimiter"}


@dataclass(frozen=True, slots=True)
class PartStyle:
    """How one part of a name is set ("Name-part Formatting"): its format and case, and its affixes outside of them."""

    format_words: Decorate
    affix: Decorate

    def decorate(self, ctx: Context, piece: Piece) -> Piece:
        """The part with its format and its affixes."""
        return self.affix(ctx, self.format_words(ctx, piece))


@dataclass(frozen=True, slots=True)
class NameStyle:
    """How a list of names is printed."""

    form: str
    conjunction: str
    delimiter: str
    precedes_et_al: str
    precedes_last: str
    et_al_min: int
    et_al_first: int | None
    et_al_subsequent_min: int
    et_al_subsequent_first: int | None
    et_al_last: bool
    initialize: bool
    initialize_with: str | None
    as_sort_order: str
    sort_separator: str
    demote: str
    hyphen: bool
    family: PartStyle
    given: PartStyle
    decorate: Decorate


def inherited_options(*elements: Mapping[str, str]) -> dict[str, str]:
    """What elements lend to the names inside them, the nearer over the farther."""
    lent: dict[str, str] = {}
    for attributes in elements:
        lent.update({mine: attributes[theirs] for theirs, mine in INHERITABLE.items() if theirs in attributes})
    return lent


def read_name_style(name: Element | None, inherited: Mapping[str, str], options: Mapping[str, str]) -> NameStyle:
    """The style of names: `cs:name`'s own attributes over the inherited ones."""
    own = dict(name.attrib) if name is not None else {}
    stated = {**inherited, **own}
    minimum, first = read_count(stated, "et-al-min") or 0, read_count(stated, "et-al-use-first")
    later_minimum = read_count(stated, "et-al-subsequent-min")
    later_first = read_count(stated, "et-al-subsequent-use-first")
    return NameStyle(
        form=stated.get("form", "long"),
        conjunction=stated.get("and", ""),
        delimiter=stated.get("delimiter", ", "),
        precedes_et_al=stated.get("delimiter-precedes-et-al", "contextual"),
        precedes_last=stated.get("delimiter-precedes-last", "contextual"),
        et_al_min=minimum,
        et_al_first=first,
        et_al_subsequent_min=minimum if later_minimum is None else later_minimum,
        et_al_subsequent_first=first if later_first is None else later_first,
        et_al_last=stated.get("et-al-use-last") == "true",
        initialize=stated.get("initialize", "true") == "true",
        initialize_with=stated.get("initialize-with"),
        as_sort_order=stated.get("name-as-sort-order", ""),
        sort_separator=stated.get("sort-separator", ", "),
        demote=options.get("demote-non-dropping-particle", "display-and-sort"),
        hyphen=options.get("initialize-with-hyphen", "true") == "true",
        family=_part(name, "family"),
        given=_part(name, "given"),
        decorate=read_decoration({key: value for key, value in own.items() if key not in ("delimiter", "form")}),
    )


def _part(name: Element | None, part: str) -> PartStyle:
    if name is None:
        return PartStyle(as_is, as_is)
    own = next((child.attrib for child in name.iter(NAMESPACE + "name-part") if child.get("name") == part), {})
    formats = {key: value for key, value in own.items() if key not in ("prefix", "suffix")}
    affixes = {key: value for key, value in own.items() if key in ("prefix", "suffix")}
    return PartStyle(read_decoration(formats), read_decoration(affixes))
