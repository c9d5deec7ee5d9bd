"""The citation: as its publisher printed it, and as this software would print it from the record's parts."""

from app.domain.noun import Noun, Words


class Citation(Noun):
    """Both forms side by side. ``agrees`` is None where the source printed none to compare with."""

    as_published: Words | None
    generated: Words
    agrees: bool | None


class FormattedCitation(Noun):
    """One citation in one style, with what the style could not say."""

    style: Words
    form: Words
    locale: Words
    text: Words
    html: Words
    revision: int
    omitted: tuple[Words, ...] = ()
    warnings: tuple[Words, ...] = ()
