"""A notation as data: the words and marks by which one tradition of archives, or one house, prints a reference.

Everything here is the content of a file in ``data/schemes/``. Nothing of any one country is known to the code.
"""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from app.domain.noun import Noun, Words

# What a pattern is read by: an escape, a class, a bracket that opens or closes, and what repeats without an end.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(|\)|[*+]|\{\d*,\}")
_ENDLESS = re.compile(r"[*+]|\{\d*,\}")
#: Where a path without labels has the value of a level: "{fond}/{opis}".
PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: What stands in a form for the leaves at its end.
LEAVES = "leaves"


def form_levels(form: str) -> set[str]:
    """Give the levels of a path without labels."""
    return {*PLACEHOLDER.findall(form)} - {LEAVES}


def _repeats_a_repetition(pattern: str) -> bool:
    """Tell whether something repeated without an end is itself repeated so, which can take time without an end."""
    endless = [False]
    for token in _TOKEN.finditer(pattern):
        if token[0] == "(":
            endless.append(False)
        elif token[0] == ")" and len(endless) > 1:
            inside = endless.pop()
            if inside and _ENDLESS.match(pattern, token.end()):
                return True
            endless[-1] |= inside
        elif token[0][0] in "*+{":
            endless[-1] = True
    return False


def _usable(pattern: str) -> str:
    """Refuse a pattern that is none, or that could take more than linear time."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    if _repeats_a_repetition(pattern):
        raise ValueError("repeats what is itself repeated, which can take for ever; write it with one repetition")
    return pattern


#: A regular expression for one value.
Pattern = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_usable)]


class LevelRule(Noun):
    """One level of the path, listed from broad to narrow.

    ``labels`` introduce its value, the first being the one that is printed; ``plurals`` introduce several.
    ``bare`` is what the value looks like where it stands without a label. ``postfix`` labels follow the value
    ("4. doboz"), and nothing stands between a ``glued`` one and its value ("Ref.B02030938800"). ``kept`` labels name
    another thing than the rest, and are printed as they were. A value of a ``quoted`` one that is words stands in
    quotation marks after its label ("folder “Berlin”"). ``zeros`` says whether 059 and 59 are two units.
    """

    name: Words
    native: Words | None = None
    labels: tuple[Words, ...] = ()
    plurals: tuple[Words, ...] = ()
    postfix: bool = False
    glued: bool = False
    quoted: bool = False
    kept: tuple[Words, ...] = ()
    value: Pattern | None = None
    bare: Pattern | None = None
    zeros: Literal["identity", "noise"] = "identity"


class LeavesRule(Noun):
    """The leaves at the end: what they are, their labels for one and for several, and the marks of their sides.

    ``others`` are the labels of what else is counted there, such as the images of a film; they are printed as they
    were. ``postfix`` labels follow the numbers ("12. o."). After one of the ``bare`` levels,
    numbers without a label are leaves. ``onward`` follows the first of leaves without an end ("4ff.").
    """

    unit: Words
    labels: tuple[Words, ...] = ()
    plurals: tuple[Words, ...] = ()
    others: dict[Words, tuple[Words, ...]] = Field(default_factory=dict)
    postfix: tuple[Words, ...] = ()
    recto: tuple[Words, ...] = ()
    verso: tuple[Words, ...] = ()
    bare: tuple[Words, ...] = ()
    onward: Words = "ff."

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Every label, with the unit it is the label of."""
        own = tuple((self.unit, label) for label in (*self.labels, *self.plurals))
        return own + tuple((unit, label) for unit, labels in self.others.items() for label in labels)

    def unit_after(self, label: str) -> str:
        """Give what a label that follows the numbers counts."""
        return next((unit for unit, labels in self.others.items() if label in labels), self.unit)


class UnlabelledRule(Noun):
    """What words without a label are: ``before`` the first of the ``containers``, ``between``, and ``after``."""

    before: Words
    between: Words
    after: Words
    containers: tuple[Words, ...]


class CentralFilesRule(Noun):
    """Files of a whole office, known by ``names``: the years they cover follow, and then a number in them."""

    names: tuple[Words, ...]
    level: Words
    number: Words


class Example(Noun):
    """A reference and what is to be read from it; run as a test. Levels are "name=value", leaves "31-32"."""

    reference: Words
    repository: Words
    levels: tuple[Words, ...] = ()
    leaves: tuple[Words, ...] = ()
    invented: bool = False


class Scheme(Noun):
    """One way of printing references.

    Notations of one ``family`` name the same levels and may be mixed in one reference. ``forms`` are paths without
    labels ("{fond}/{opis}/{delo}"), which may end in "{leaves}". ``separator`` stands between two parts when they are
    printed, and ``after_archive`` after the archive's name, if that is another. ``capitals``: labels keep theirs in
    running text, as German nouns do. ``period`` is the level that years by themselves are, where files of other years
    have the same numbers: it is part of a unit's key, and printed as the date it is. ``undeclared`` ends words that
    say that something is missing. ``copies`` are words for what is kept there. A ``draft`` was never held against its
    archive's own rules.
    """

    id: Words
    title: Words
    family: Words
    language: Words
    status: Literal["verified", "draft"]
    source: Words
    order: Literal["broad-to-narrow", "narrow-to-broad"] = "broad-to-narrow"
    separator: Words = ", "
    after_archive: Words | None = None
    capitals: bool = False
    levels: tuple[LevelRule, ...]
    forms: tuple[Words, ...] = ()
    leaves: LeavesRule | None = None
    unlabelled: UnlabelledRule | None = None
    central_files: CentralFilesRule | None = None
    period: Words | None = None
    undeclared: tuple[Words, ...] = ()
    copies: dict[Literal["original", "copy", "microfilm"], tuple[Words, ...]] = Field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _names_its_own_levels(self) -> Self:
        """Refuse a notation that speaks of a level it does not have."""
        known = {rule.name for rule in self.levels}
        named = {name for form in self.forms for name in form_levels(form)}
        if rule := self.unlabelled:
            named |= {rule.before, rule.between, rule.after, *rule.containers}
        if self.leaves:
            named |= {*self.leaves.bare}
        if files := self.central_files:
            named |= {files.level, files.number}
        if self.period:
            named.add(self.period)
        if unknown := sorted(named - known):
            raise ValueError(
                f"The notation {self.id} names levels it does not have: {', '.join(unknown)}. "
                f"Add them to levels, or use {', '.join(sorted(known))}."
            )
        return self
