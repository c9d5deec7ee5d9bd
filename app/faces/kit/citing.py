"""Citations on the wire: their shape, the media types they have by themselves, and what may be asked of them."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Query
from pydantic import Field

from app.citing.mapping import Profile
from app.citing.printing import Form
from app.domain.citation import FormattedCitation
from app.formats.json.shape import Shape
from app.services.cite import Ensure, Notation

#: The longest name, tag or place that is looked at.
LONGEST = 200
#: What a citation by itself is labelled, by its notation; the media type of each asks for it.
MEDIA_TYPES: Mapping[Notation, str] = {
    "text": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "rtf": "application/rtf",
    "latex": "application/x-latex; charset=utf-8",
}

StyleName = Annotated[
    str, Query(max_length=LONGEST, description="A style's id or alias, as `/styles` lists them, or `house`.")
]
LocaleTag = Annotated[
    str | None,
    Query(max_length=LONGEST, description="A language tag such as `fr-FR`; the style's own without it."),
]
FormName = Annotated[
    Form | None, Query(description="`short` is a later note. Without it, what the style is asked for most.")
]
ProfileName = Annotated[
    Profile, Query(description="`correspondence` says who wrote to whom, where the record states both.")
]
HoldingName = Annotated[
    str,
    Query(max_length=LONGEST, description="Which holding is cited: all, one by its number, or by its archive's id."),
]
Locator = Annotated[
    str | None, Query(min_length=1, max_length=LONGEST, description="A passage, `en.p7`, or a run, `en.p7-en.p9`.")
]
Leaf = Annotated[str | None, Query(min_length=1, max_length=LONGEST, description="A leaf of the file, or some: `31`.")]
Accessed = Annotated[
    str | None,
    Query(
        description="The day of access, YYYY-MM-DD; none is printed without it.", json_schema_extra={"format": "date"}
    ),
]
NotationName = Annotated[
    Notation | None, Query(alias="format", description="The notation of `formatted`; text without it.")
]
Ensured = Annotated[
    Ensure | None, Query(description="Put the places behind the citation, in brackets, where the style prints none.")
]


class StyleUsedShape(Shape):
    """The style that printed a citation."""

    id: str
    title: str
    parent: str | None
    version: str | None = Field(description="When its makers last changed it.")
    sha256: str = Field(description="Of the XML whose rules it has.")


class CitationAnswer(Shape):
    """A citation in one style."""

    style: str
    form: str
    locale: str
    text: str
    html: str
    revision: int
    omitted: list[str] = Field(description="What the style has no place for.")
    warnings: list[str]
    format: str
    formatted: str | None = Field(description="The citation in the notation asked for; null for text and html.")
    profile: str | None
    locale_requested: str | None
    locations: list[str] = Field(description="The places that are cited, each as the source gives it.")
    pinpoint: str | None = Field(description="The words for the place in the document.")
    ensured: list[str] = Field(description="What was added in square brackets, because the style prints none of it.")
    style_used: StyleUsedShape | None = Field(description="Null for the house citation.")
    engine: str | None = Field(description="What printed it, with its version; null for the house citation.")


def citation_answer(formatted: FormattedCitation) -> CitationAnswer:
    """Give a citation in the shape of the wire."""
    return CitationAnswer.model_validate(formatted.model_dump())


def by_itself(formatted: FormattedCitation) -> str:
    """Give the citation alone, in the notation asked for, as something that can be saved and opened."""
    if formatted.format == "rtf":
        return f"{{\\rtf1\\ansi\\uc1 {formatted.formatted}}}"
    return formatted.html if formatted.format == "html" else formatted.formatted or formatted.text
