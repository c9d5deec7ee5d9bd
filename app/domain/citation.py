"""The citation: as its publisher printed it, and as this software prints it from the record's parts."""

from app.domain.noun import Noun, Words


class Citation(Noun):
    """Both forms side by side. ``agrees`` is None where the source printed none to compare with."""

    as_published: Words | None
    generated: Words
    agrees: bool | None


class StyleUsed(Noun):
    """The style that printed a citation, exactly: ``version`` is when its makers last changed it."""

    id: Words
    title: Words
    parent: Words | None
    version: Words | None
    sha256: Words


class FormattedCitation(Noun):
    """One citation in one style, with what the style could not say.

    ``formatted`` is the citation in the notation asked for (Markdown, RTF, LaTeX), None where that is text or HTML.
    ``pinpoint`` are the words for the place in the document. ``ensured`` names what this software added, in square
    brackets, because the style prints none of it. ``style_used`` and ``engine`` are None for the house citation.
    """

    style: Words
    form: Words
    locale: Words
    text: Words
    html: Words
    revision: int
    omitted: tuple[Words, ...] = ()
    warnings: tuple[Words, ...] = ()
    format: Words = "text"
    formatted: Words | None = None
    profile: Words | None = None
    locale_requested: Words | None = None
    locations: tuple[Words, ...] = ()
    pinpoint: Words | None = None
    ensured: tuple[Words, ...] = ()
    style_used: StyleUsed | None = None
    engine: Words | None = None
