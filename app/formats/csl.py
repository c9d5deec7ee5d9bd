"""CSL-JSON, the data of citation processors: Zotero, Pandoc, citation-js and the word processors read it.

Nothing in it is prepared for one style: the words are those of the record, without marks of ours.
"""

import json
from collections.abc import Iterable, Iterator

from app.citing.mapping import map_data
from app.citing.remarks import LEFT_OUT, remarks
from app.citing.statements import take_part, text_languages
from app.domain.document import Document
from app.formats.base import Context, Format, Loss, left_out


def render(document: Document, context: Context) -> bytes:
    """Write a list of the one item, as the schema has it (citation-style-language/schema, csl-data.json)."""
    item = map_data(document, context.item_type(document))
    return json.dumps([item], ensure_ascii=False, indent=2).encode() + b"\n"


def join(bodies: Iterable[bytes]) -> Iterator[bytes]:
    """Make one list of the items of several."""
    yield b"["
    for place, body in enumerate(bodies):
        yield b"," * bool(place) + body.strip()[1:-1].rstrip()
    yield b"\n]\n"


def losses(document: Document, context: Context) -> Iterator[Loss]:
    """Tell what CSL has no variable for."""
    date = map_data(document, "document").get("issued", {})
    if "literal" in date:
        yield Loss("date.edtf", "left out", "CSL has no form for this date; it stands in its words.")
    elif document.date and set(document.date.edtf or "") & {"?", "%"}:
        yield Loss("date.edtf", "joined", "CSL has one mark for what is uncertain and what is approximate.")
    is_letter = context.item_type(document) == "letter" and take_part(document, "sender")
    if take_part(document, "addressee") and not is_letter:
        why = "Only a letter whose sender is stated too has a recipient here; any other addressee stands in the note."
        yield Loss("participants", "joined", why)
    if len(document.locations) > 1:
        yield Loss("locations", "joined", 'CSL has one place in an archive: all stand in it, with "; " between.')
    elif any(location.levels for location in document.locations):
        yield Loss("locations.levels", "joined", "The place stands whole in one variable, its levels not apart.")
    if len(text_languages(document)) > 1:
        yield Loss("texts.language", "joined", "CSL has one language; several stand in the note.")
    for member in dict.fromkeys(member for member, _ in remarks(document)):
        yield Loss(member, "joined", "CSL has no variable for it that styles print rightly; it stands in the note.")
    yield from left_out(document, LEFT_OUT)


FORMAT = Format(
    name="csl",
    title="CSL-JSON, for citation processors",
    media_type="application/vnd.citationstyles.csl+json",
    accepts=("application/vnd.citationstyles.csl+json",),
    suffix="csl.json",
    audience="reference managers",
    render=render,
    losses=losses,
    joined=join,
)
