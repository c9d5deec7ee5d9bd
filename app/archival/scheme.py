"""A notation as data: which words name which level, in the language of one publishing house."""

from typing import Literal

from app.domain.noun import Noun, Words


class LevelRule(Noun):
    """One level: its name here, and the labels that introduce it (compared without regard to case)."""

    name: Words
    labels: tuple[Words, ...]


class LeavesRule(Noun):
    """The leaves at the end: what they are, their labels, and the marks of a leaf's back."""

    unit: Words
    labels: tuple[Words, ...]
    verso: tuple[Words, ...] = ()


class Scheme(Noun):
    """One way of printing references. ``separator`` stands between two parts."""

    id: Words
    title: Words
    status: Literal["verified", "draft"]
    source: Words
    separator: Words
    levels: tuple[LevelRule, ...]
    leaves: LeavesRule
    undeclared: Words
