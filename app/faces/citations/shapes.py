"""The shapes of this face's answers. Fields are only ever added."""

from typing import Literal

from pydantic import Field

from app.formats.json.shape import Shape


class StyleRightsShape(Shape):
    """Under what something may be used."""

    text: str
    license: str | None


class StyleSummary(Shape):
    """A citation style, in a list."""

    id: str
    title: str
    short_title: str | None
    aliases: list[str] = Field(description="Other names that lead to it and to no other style; its former ids too.")
    parent: str | None = Field(description="The style it does as, where it has no rules of its own.")
    kind: Literal["note", "in-text"] = Field(description="Whether it cites in notes or in the text.")
    has_bibliography: bool
    default_locale: str | None = Field(description="The locale it is meant for; null if it is for any.")
    updated: str | None
    url: str


class StyleAnswer(StyleSummary):
    """A citation style, with all that is known of it."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    prints: list[str] = Field(description="The variables of CSL that it names; it need not print all for every type.")
    fields: list[str] = Field(description="The fields it is used in, in the words of CSL.")
    sha256: str = Field(description="Of the XML whose rules it has.")
    authors: list[str] = Field(description="Who wrote it, contributed to it, or is named for it.")
    rights: StyleRightsShape


class StylesAnswer(Shape):
    """A page of styles, the likeliest first."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    items: list[StyleSummary]
    total: int = Field(description="How many there are on all pages.")
    limit: int
    next: str | None = Field(description="Address of the next page; null on the last one.")


class LocaleShape(Shape):
    """A locale, its language named by its own speakers and in English."""

    tag: str
    name: str
    english: str
    is_primary: bool = Field(description="Whether it stands for its language, and for dialects that are not there.")


class LocalesAnswer(Shape):
    """The locales there are."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    locales: list[LocaleShape]
