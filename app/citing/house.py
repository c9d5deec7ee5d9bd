"""The house citation: the form this archive's programme printed under its records in 2011.

``"{title}," {date}, {publisher}, {place} and {place}[. {credits}] {address}``

The comma stands inside straight quotation marks and nothing stands before the address. Only structured parts go
in, never the published line, so that the two can be compared; a part that is not stated is left out.
"""

from collections.abc import Sequence
from html import escape

from app.archival.render import print_locations
from app.domain.location import ArchivalLocation

STYLE = "house"
LOCALE = "en-US"


def cite(
    *,
    title: str,
    date: str | None,
    publisher: str | None,
    locations: tuple[ArchivalLocation, ...],
    thanks: str | None,
    address: str,
) -> str:
    """Print the citation of one document; ``thanks`` are the sentences of credit that follow its places."""
    source = ". ".join(part for part in (print_locations(locations), thanks) if part)
    parts = ", ".join(part for part in (date, publisher, source) if part)
    return f'"{title}," {parts} {address}' if parts else f'"{title}" {address}'


def cite_passages(citation: str, numbers: Sequence[int]) -> str:
    """Add the passage, or the first and last passage, to a citation."""
    if numbers[0] == numbers[-1]:
        return f"{citation}, passage {numbers[0]}"
    return f"{citation}, passages {numbers[0]}-{numbers[-1]}"


def mark_up(citation: str, address: str) -> str:
    """Give the citation as HTML, with its address as a link where it has a scheme the web follows."""
    text = escape(citation, quote=False)
    printed = escape(address, quote=False)
    if not address.startswith(("https://", "http://", "/")) or printed not in text:
        return text
    before, _, after = text.rpartition(printed)
    return f'{before}<a href="{escape(address)}">{printed}</a>{after}'
