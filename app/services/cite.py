"""Cites a record, or a passage of it, in a style."""

from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise

from app.citing import house
from app.domain.citation import FormattedCitation
from app.domain.document import Document
from app.domain.errors import Unusable
from app.services.read import Extract

#: The styles there are.
STYLES = (house.STYLE,)


def cite(document: Document, *, style: str = house.STYLE) -> FormattedCitation:
    """Give a document's citation. The published line stands beside ours in the record; this is ours."""
    if style not in STYLES:
        near = get_close_matches(style, STYLES, n=3, cutoff=0) or list(STYLES)
        raise Unusable("style", f"There is no citation style {style[:80]!r}.", choices=near)
    text = document.citation.generated
    return _formatted(document, text)


def cite_extract(document: Document, extract: Extract) -> FormattedCitation:
    """Give the citation of a passage or a range of passages."""
    ends = [extract.numbers[0], extract.numbers[-1]]
    named = house.name_text(document, extract.text)
    text = house.cite_passages(document.citation.generated, ends, text=named)
    told = ", ".join(map(str, extract.numbers))
    in_order = all(after == before + 1 for before, after in pairwise(extract.numbers))
    return _formatted(document, text, [] if in_order else [f"the passages stand in the order {told}"])


def _formatted(document: Document, text: str, warnings: Sequence[str] = ()) -> FormattedCitation:
    warnings = list(warnings)
    if document.citation.agrees is False:
        warnings.append("differs from the published citation")
    if document.revision.number > 1 and document.source_url:
        warnings.append(f"this is revision {document.revision.number} here; words published at the address may differ")
    if document.canonical_url.startswith("/"):
        warnings.append("the address is no whole one: the record has none of its own, and the archive no public_url")
    warnings += [
        f"archival reference not read, printed as written: {location.as_written}"
        for location in document.locations
        if location.reading.status == "unread"
    ]
    return FormattedCitation(
        style=house.STYLE,
        form="note",
        locale=house.LOCALE,
        text=text,
        html=house.mark_up(text, document.canonical_url),
        revision=document.revision.number,
        warnings=tuple(warnings),
    )
