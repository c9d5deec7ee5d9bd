"""Reads references for whoever asks, whether or not their archive has anything to do with ours."""

from app.archival.parse import MAX_REFERENCE, parse
from app.archival.parsed import ParsedLocation, ParsedReference
from app.archival.render import render, render_all
from app.archival.rendered import Rendered
from app.domain.errors import Unusable
from app.services.asked import servable
from app.understanding import VERSION
from app.understanding.knowledge import Knowledge

#: The longest note that is read, in characters.
MAX_NOTE = 64 * 1024
#: How many places of a note are printed: it takes far longer than to read them.
MOST_PRINTED = 100


def parse_reference(knowledge: Knowledge, words: str, *, most: int = MAX_REFERENCE) -> ParsedReference:
    """Read a reference of at most so many characters; raise Unusable of a longer one."""
    return parse(bounded(words, most), knowledge.grammar, VERSION)


def printed(knowledge: Knowledge, place: ParsedLocation) -> dict[str, str]:
    """Give a place as each style prints it; a place that was not read in full is printed as it was written."""
    grammar = knowledge.grammar
    return {style.id: render(place.location, grammar, style=style.id).text for style in grammar.printing.styles}


def printed_together(
    knowledge: Knowledge, found: ParsedReference, *, style: str, language: str | None
) -> Rendered | None:
    """Give all places in one style, joined with the "and" of a language, as places of one document are.

    Without a ``language`` it is that of the style, or of the first archive. None where there is no place, or there are
    more than ``MOST_PRINTED``. Raise Unusable for a style that does not exist.
    """
    known = tuple(one.id for one in knowledge.printing.styles)
    if style not in known:
        raise Unusable("style", f"There is no style {style!r}: use one of {', '.join(known)}.", choices=known)
    locations = [place.location for place in found.locations]
    if not 0 < len(locations) <= MOST_PRINTED:
        return None
    return render_all(locations, knowledge.grammar, style=style, language=language)


def bounded(words: str, most: int) -> str:
    """Give the words, if there are any and they are not too many; raise Unusable otherwise."""
    if not words.strip():
        raise Unusable("ref", "`ref` is empty: give a reference, a note, or a citation.")
    if len(words) > most:
        raise Unusable("ref", f"`ref` has {len(words):,} characters; at most {most:,} are read here.")
    return servable(words, "ref")
