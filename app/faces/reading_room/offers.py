"""What the form of the page that cites offers to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.citing import house
from app.citing.printing import forms_of
from app.domain.citation import FormattedCitation
from app.domain.errors import StylesUnavailable, UnknownStyle
from app.domain.style import LocaleEntry, StyleEntry
from app.faces.reading_room.asked import Asked
from app.services.styles import Styles

_FORMS = {
    "bibliography": "Entry of a bibliography",
    "note": "Note",
    "short": "Later note, shortened",
    "ibid": "Note right after one on the same",
    "in-text": "In the text",
}
#: The house citation has one form.
_HOUSE_FORMS = ("note",)
#: So many styles that were found are shown; more words find fewer.
_FOUND = 20


@dataclass(frozen=True)
class Offers:
    """The choices. ``chosen`` is the style that was asked for, None for the house's own or one that there is not.

    ``total`` counts all styles that were found. ``is_whole`` is False where the server has no citation styles: only
    the house citation can be had.
    """

    core: Sequence[StyleEntry] = ()
    chosen: StyleEntry | None = None
    found: Sequence[StyleEntry] = ()
    total: int = 0
    forms: Sequence[tuple[str, str]] = ()
    locales: Sequence[LocaleEntry] = ()
    is_whole: bool = True


def offer(styles: Styles, asked: Asked, cited: FormattedCitation | None) -> Offers:
    """Give what there is to choose from, for what was asked and what came of it."""
    locale = cited.locale if cited and cited.style != house.STYLE else None
    try:
        found = styles.search(asked.q) if asked.q.strip() else ()
        chosen = _find(styles, asked.style)
        return Offers(
            core=styles.core(),
            chosen=chosen,
            found=found[:_FOUND],
            total=len(found),
            forms=_named(forms_of(styles.prepare(chosen.id, locale).processor) if chosen else _HOUSE_FORMS),
            locales=sorted(styles.locale_entries(), key=lambda entry: entry.english),
        )
    except StylesUnavailable:
        return Offers(forms=_named(_HOUSE_FORMS), is_whole=False)


def _find(styles: Styles, name: str) -> StyleEntry | None:
    try:
        return None if name.strip() in ("", house.STYLE) else styles.find(name)
    except UnknownStyle:
        return None


def _named(forms: Sequence[str]) -> Sequence[tuple[str, str]]:
    return [(form, _FORMS[form]) for form in forms]
