"""Styles as data: how places are printed for one kind of reader. The content of ``data/styles.yaml``."""

from typing import Literal

from pydantic import Field

from app.domain.noun import LanguageTag, Noun, Words

#: The letters a reference is printed in: those of the archive itself, or Latin ones.
Script = Literal["native", "latin"]


class Style(Noun):
    """One way of printing a place.

    In Latin letters the archives of one family are printed in its ``notation`` (their leaves in ``leaf_notation``); all
    others, and all in native letters, in their own. ``labels``: the first of each, or the first that is a whole word,
    in ``lower`` case as in running text. ``separator``: None is the notation's own. ``order``: that of the archive
    (broad to narrow); narrow to broad, with the archive last, where a verified notation of the family goes so and every
    level has a label to be known by; or as printed. ``forms``: paths without labels, where the notation has one.
    ``archive``: its code before the path, or code and place after it, or after it in a sentence with its full name;
    that last one names files, and leaves the leaves to notes. ``language`` is that of the "and" between places; None is
    the archive's.
    """

    id: Words
    title: Words
    language: LanguageTag | None = None
    script: Script = "latin"
    notation: Words | None = None
    leaf_notation: Words | None = None
    labels: Literal["first", "whole"] = "first"
    lower: bool = False
    separator: Words | None = None
    dash: Words = "–"
    order: Literal["archive", "narrow", "printed"] = "archive"
    forms: bool = False
    archive: Literal["first", "last", "sentence"] = "first"


class Printing(Noun):
    """All styles, and the word that joins two places in each language; where it is not known a semicolon does."""

    styles: tuple[Style, ...] = ()
    joiners: dict[LanguageTag, Words] = Field(default_factory=dict)

    def joiner(self, language: str) -> str:
        """Give what stands between two places in a language."""
        word = self.joiners.get(language.partition("-")[0].lower())
        return f" {word} " if word else "; "
