"""Cites a record in a style, and says what that style left out, wants, or was made to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.citing.csl.markup import as_written
from app.citing.csl.processor import Processor
from app.citing.csl.tree import Node, Piece
from app.citing.csl.writers import TEXT, WRITERS
from app.citing.dates import date_warnings
from app.citing.mapping import MACHINE_TRANSLATION, Item, Mapped, Profile, join_names, map_document
from app.citing.printing import ENGINE, SOME_NOTE, Form, Place, forms_of, print_item
from app.domain.citation import FormattedCitation, StyleUsed
from app.domain.document import Document
from app.domain.errors import Unusable
from app.domain.location import ArchivalLocation
from app.domain.text import WordedText
from app.services.styles import Prepared

#: Forms in which a document is described whole; the others refer back to one.
WHOLE = ("bibliography", "note")
#: A day on which nobody looked: it tells whether a style prints the day of access.
_SOME_DAY = {"date-parts": [[1900, 1, 1]]}
#: A title like no other: what stands before it in a citation stands before the title.
_SOME_TITLE = "\u2042"
_SOME_NAME = "\u2051"
_TYPOGRAPHY = str.maketrans("\u201c\u201d\u2018\u2019\u2013", "\"\"''-")


@dataclass(frozen=True)
class Styled:
    """What is asked of one style; ``text`` is the one that is cited where it is not all of the document."""

    prepared: Prepared
    form: Form | None
    profile: Profile
    locations: tuple[ArchivalLocation, ...]
    place: Place | None
    accessed: str | None
    is_ensured: bool
    format: str
    text: WordedText | None = None


def cite_in_style(document: Document, styled: Styled) -> FormattedCitation:
    """Cite a document in a style; raise Unusable for a form or a profile it does not have."""
    processor = styled.prepared.processor
    form = styled.form or forms_of(processor)[0]
    mapped = without_usurper(processor, map_styled(document, styled), form)
    whole = _print(processor, mapped.item, form)
    _refuse_nothing(styled, mapped, whole, form)
    omitted, added = _lacking(styled, mapped, whole, form)
    places = {name: words for name, words in added.items() if name == "locations"}
    makers = {name: words for name, words in added.items() if name not in places}
    piece = print_item(processor, mapped.item, form, styled.place, suffix=bracketed(makers))
    piece = Node([piece, bracketed(places)]) if places else piece
    return FormattedCitation(
        style=styled.prepared.entry.id,
        form=form,
        locale=styled.prepared.locale_used,
        text=TEXT.write(piece, processor.locale).strip(),
        html=WRITERS["html"].write(piece, processor.locale).strip(),
        revision=document.revision.number,
        omitted=omitted,
        warnings=(*mapped.warnings, *_style_warnings(styled, mapped, whole, form, added), *_told_of(document, form)),
        format=styled.format,
        formatted=_in_notation(styled, piece),
        profile=styled.profile,
        locale_requested=styled.prepared.locale_requested,
        locations=mapped.locations,
        ensured=tuple(added),
        style_used=style_used(styled.prepared),
        engine=ENGINE,
    )


def map_styled(document: Document, styled: Styled) -> Mapped:
    """Give a document as the item a style is to print."""
    return map_document(
        document,
        styled.profile,
        locations=styled.locations,
        conjunction=styled.prepared.processor.locale.term("and"),
        accessed=styled.accessed,
        text=styled.text,
    )


def without_usurper(processor: Processor, mapped: Mapped, form: Form) -> Mapped:
    """Take the translators out of an item where a style would print them as its authors, for want of others.

    What leads from the text to an entry must begin as the entry does; notes follow the first one.
    """
    forms = forms_of(processor) if processor.style.in_text else dict.fromkeys((forms_of(processor)[0], form))
    if not any(is_usurped(processor, mapped, one) for one in forms):
        return mapped
    done = "the words in square brackets name the translator" if form in WHOLE else "this form names no translator"
    kept = {key: value for key, value in mapped.item.items() if key != "translator"}
    warning = f"the style would print the translator as the author; {done}"
    return replace(mapped, item=kept, warnings=(*mapped.warnings, warning))


def is_usurped(processor: Processor, mapped: Mapped, form: Form) -> bool:
    """Tell whether a form would print the translator in the place of the author: before the title, or without it."""
    if "translator" not in mapped.item or "author" in mapped.item or form not in forms_of(processor):
        return False
    probe = {**mapped.item, "title": _SOME_TITLE, "translator": [{"literal": _SOME_NAME}]}
    text = _print(processor, probe, form)
    name, title = text.find(_SOME_NAME), text.find(_SOME_TITLE)
    return name >= 0 and not 0 <= title < name


def style_used(prepared: Prepared) -> StyleUsed:
    """Name a style exactly."""
    entry = prepared.entry
    return StyleUsed(id=entry.id, title=entry.title, parent=entry.parent, version=entry.updated, sha256=entry.sha256)


def _in_notation(styled: Styled, piece: Piece) -> str | None:
    """Write a citation in the notation asked for; None for those in which every citation is given."""
    if styled.format in ("text", "html"):
        return None
    return WRITERS[styled.format].write(piece, styled.prepared.processor.locale).strip()


def _lacking(styled: Styled, mapped: Mapped, whole: str, form: Form) -> tuple[tuple[str, ...], dict[str, str]]:
    """Name what a citation of the whole leaves out, and give what is added for it; nothing where it refers to one."""
    if form not in WHOLE:
        return (), {}
    processor = styled.prepared.processor
    omitted = _omitted(processor, mapped, whole, form)
    added = _added(processor, mapped, omitted, is_ensured=styled.is_ensured)
    return tuple(name for name in omitted if name != "translators" or name not in added), added


def _omitted(processor: Processor, mapped: Mapped, text: str, form: Form) -> tuple[str, ...]:
    """Name the parts of the record that are not in a citation of all of it."""
    plain, item = _comparable(text), mapped.item
    kept = {
        "locations": all(_comparable(words) in plain for words in mapped.locations),
        "publisher": _comparable(item.get("archive", "")) in plain,
        "canonical_url": item["URL"] in text,
        "date": _prints_date(processor, item, text, form),
        "translators": all(_comparable(name) in plain for name in mapped.translators),
        "participants": all(_comparable(one["literal"]) in plain for one in _people(item)),
    }
    return tuple(name for name, is_kept in kept.items() if not is_kept)


def _people(item: Item) -> list[Mapping[str, str]]:
    return [*item.get("author", []), *item.get("recipient", [])]


def _comparable(words: str) -> str:
    """Give words without what typography may change in them."""
    return as_written(words).translate(_TYPOGRAPHY).casefold()


def _prints_date(processor: Processor, item: Item, text: str, form: Form) -> bool:
    """Tell whether the date is printed as exactly as it is known: another day must give another citation."""
    parts = item.get("issued", {}).get("date-parts")
    if not parts:
        return True
    if season := item["issued"].get("season"):
        return text != _print(processor, {**item, "issued": {**item["issued"], "season": season % 4 + 1}}, form)
    beginning = [*parts[0][:-1], parts[0][-1] % 12 + 1]
    other: dict[str, Any] = {**item["issued"], "date-parts": [beginning, *parts[1:]]}
    return text != _print(processor, {**item, "issued": other}, form)


def _print(processor: Processor, item: Item, form: Form, *, first_note: int = SOME_NOTE) -> str:
    return TEXT.write(print_item(processor, item, form, first_note=first_note), processor.locale)


def bracketed(added: Mapping[str, str]) -> str:
    """Give what stands behind a citation, each in square brackets: the words are not the style's."""
    return "".join(f" [{words}]" for words in added.values())


def _added(processor: Processor, mapped: Mapped, omitted: tuple[str, ...], *, is_ensured: bool) -> dict[str, str]:
    """Give what is put behind a citation in square brackets, by what it is."""
    added: dict[str, str] = {}
    if is_ensured and "locations" in omitted:
        added["locations"] = mapped.held
    return added | unprinted_makers(processor, mapped)


def unprinted_makers(processor: Processor, mapped: Mapped) -> dict[str, str]:
    """Give those who translated, where the style must not print them, and that a machine did, which none can print."""
    added: dict[str, str] = {}
    if mapped.translators and "translator" not in mapped.item:
        locale = processor.locale
        names = join_names(mapped.translators, locale.term("and"))
        added["translators"] = f"{locale.term('translator', 'verb') or 'translated by'} {names}"
    if mapped.is_machine_translated:
        added["machine_translation"] = MACHINE_TRANSLATION
    return added


def _style_warnings(styled: Styled, mapped: Mapped, whole: str, form: Form, added: dict[str, str]) -> list[str]:
    warnings: list[str] = []
    if "locations" in added:
        warnings.append("the words in square brackets are added: the style prints no archival location")
    processor = styled.prepared.processor
    if form in WHOLE and styled.accessed is None and "accessed" in styled.prepared.entry.prints:
        seen = {**mapped.item, "accessed": _SOME_DAY}
        if whole != _print(processor, seen, form):
            terms = [processor.locale.term(name) for name in ("retrieved", "accessed")]
            lost = [f"; without it \u201c{term}\u201d may lack its day" for term in terms if _has_word(whole, term)]
            warnings.append(f"the style prints the day of access: give accessed=YYYY-MM-DD{''.join(lost[:1])}")
    if form not in WHOLE and whole != _print(processor, mapped.item, form, first_note=SOME_NOTE + 1):
        warnings.append(
            f"the style names the note that cites the record first, and {SOME_NOTE} stands for it: put its number there"
        )
    return warnings


def _has_word(text: str, word: str) -> bool:
    return bool(word) and word.casefold() in text.casefold()


def _told_of(document: Document, form: Form) -> list[str]:
    return date_warnings(document.date) if form in WHOLE else []


def _refuse_nothing(styled: Styled, mapped: Mapped, whole: str, form: Form) -> None:
    """Raise Unusable where a style prints no word of a record, not even with a place in it."""
    processor = styled.prepared.processor
    placed = styled.place and print_item(processor, mapped.item, form, styled.place)
    if not whole.strip() and not (placed and TEXT.write(placed, processor.locale).strip()):
        title = styled.prepared.entry.title
        raise Unusable(
            "style", f"The style {title} prints nothing of record {mapped.item['id']} as {form}: name another style."
        )
