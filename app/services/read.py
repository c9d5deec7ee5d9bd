"""Finds a record by any name it ever had, and gives it whole, in parts, or as ready bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.domain.document import Document
from app.domain.errors import Ambiguous, Damaged, Moved, MunimentError, NotFound, Unusable, Withdrawn
from app.domain.head import Head
from app.domain.identifiers import MAX_NAME, MAX_REVISION, alias_key
from app.domain.rendition import Rendition
from app.domain.revision import LogEntry
from app.domain.text import Passage, Text, WordedText
from app.formats.base import Format
from app.services.ledger import proved
from app.services.press import Press, load_record, revision_of
from app.services.withdraw import load_tombstone
from app.storage.repository import Repository
from app.understanding import VERSION

_PASSAGE = r"(?:[a-z0-9][a-z0-9-]{0,31}\.)?p[1-9][0-9]{0,6}"
_EXTRACT = re.compile(rf"(?P<first>{_PASSAGE})(?:-(?P<last>{_PASSAGE}))?")

#: How many revisions are looked through for a passage that was taken out.
_LOOK_BACK = 100
#: How many near ids an answer suggests.
NEAR = 3


def find_head(repository: Repository, name: str, *, rest: str = "") -> Head:
    """Give the state of a published record from its id; raise what is to be said of any other name.

    ``rest`` is what follows the name in an address of ours, so that a record's other names lead to the same part.
    """
    head = _known_head(repository, name, rest)
    if head is None:
        raise NotFound("record", name[:200], near=_near(repository, name[:200]))
    return head


def explain_absence(repository: Repository, name: str) -> MunimentError | None:
    """Give what `find_head` would raise, None if it finds the record; names like an unknown one are not looked for."""
    try:
        head = _known_head(repository, name, "")
    except (Moved, Withdrawn, Damaged) as error:
        return error
    return None if head else NotFound("record", name[:200])


def _known_head(repository: Repository, name: str, rest: str) -> Head | None:
    """Give the state of a published record from its id, None for a name nobody has or had; raise for any other."""
    head = repository.head(name) if len(name) < MAX_NAME else None
    if head is None:
        key = alias_key(name) if len(name) < MAX_NAME else ""
        known = repository.alias(key) or (key if key != name and repository.head(key) else None)
        if known is None:
            return None
        head = repository.head(known)
        if head is None or head.status == "published":
            raise Moved(known, rest=rest)
    if head.status == "withdrawn":
        raise Withdrawn(load_tombstone(repository, head))
    if head.status == "merged" and head.survivor:
        # the survivor has the same formats and a citation, but its texts and passages are its own
        raise Moved(head.survivor, rest=rest if rest.startswith(".") or rest == "/citation" else "")
    return head


def _near(repository: Repository, name: str) -> list[str]:
    neighbours = repository.near(name, NEAR)
    alike = sorted(neighbours, key=lambda other: -SequenceMatcher(None, name, other).ratio())
    return alike[:NEAR]


def read_rendition(repository: Repository, press: Press, name: str, fmt: Format, *, rest: str = "") -> Rendition:
    """Give a record in a format: the stored bytes if there are any and they are whole, else made from its record."""
    if not fmt.stored:
        return press.render(read_document(repository, press, name, rest=rest), fmt)
    stored = repository.rendition(name, fmt.name)
    if stored and stored.is_whole():
        return stored
    return press.render(read_anew(repository, press, name, rest=rest), fmt)


def render_revision(repository: Repository, press: Press, name: str, fmt: Format, number: int) -> Rendition:
    """Give one revision of a record in a format, as it is understood today."""
    document = read_document(repository, press, name, number=number)
    return press.render(document, fmt, is_pinned=True)


def read_document(
    repository: Repository, press: Press, name: str, *, number: int | None = None, rest: str = ""
) -> Document:
    """Give a record, current or as of one revision, as it is understood today.

    A stored reading that is not whole is passed over for the record itself; bad text is never given as good.
    """
    if number is not None:
        entry = find_revision(repository, name, number, rest=rest)
        return press.understand(load_record(repository, entry), revision_of(entry))
    head = find_head(repository, name, rest=rest)
    stored = repository.reading(head.id)
    if stored and stored.version == VERSION and stored.is_whole():
        return Document.model_validate_json(stored.body)
    return read_anew(repository, press, head.id)


def read_several(
    repository: Repository, press: Press, ids: Sequence[str]
) -> tuple[dict[str, Document], dict[str, MunimentError]]:
    """Give the records asked for by id, each once and in that order; and of the others what is to be said of each."""
    stored = repository.readings_of(ids)
    found: dict[str, Document] = {}
    missing: dict[str, MunimentError] = {}
    for name in dict.fromkeys(ids):
        reading = stored.get(name)
        reason = None if reading else explain_absence(repository, name)
        if reading and reading.version == VERSION and reading.is_whole():
            found[name] = Document.model_validate_json(reading.body)
        elif reason:
            missing[name] = reason
        else:
            try:
                found[name] = read_anew(repository, press, name)
            except Damaged as error:
                missing[name] = error
    return found, missing


def read_anew(repository: Repository, press: Press, name: str, *, rest: str = "") -> Document:
    """Give a record as it is understood today, from the record itself; raise Damaged unless that has its hash."""
    head = find_head(repository, name, rest=rest)
    made = repository.revision_entry(head.id, head.revision)
    if made is None:
        raise Damaged(f"The log of record {head.id}")
    return press.understand(load_record(repository, made), revision_of(proved(made)))


def list_revisions(repository: Repository, name: str, *, rest: str = "") -> list[LogEntry]:
    """Give the entries that made a record's revisions, oldest first; those of a merged record too."""
    head = _head_with_history(repository, name, rest)
    return [proved(entry) for entry in repository.entries(head.id) if entry.revision is not None]


def find_revision(repository: Repository, name: str, number: int, *, rest: str = "") -> LogEntry:
    """Give the entry that made one revision."""
    head = _head_with_history(repository, name, rest)
    entry = repository.revision_entry(head.id, number) if 0 < number <= MAX_REVISION else None
    if entry is None and 0 < number <= head.revision:
        raise Damaged(f"The log of record {head.id}")
    if entry is None:
        numbers = [str(n) for n in range(max(1, head.revision - NEAR + 1), head.revision + 1)]
        raise NotFound(f"revision of record {head.id}", str(number), near=numbers)
    return proved(entry)


def _head_with_history(repository: Repository, name: str, rest: str) -> Head:
    head = repository.head(name) if len(name) < MAX_NAME else None
    if head and head.status == "merged":  # its revisions stay at their own address
        return head
    return find_head(repository, name, rest=rest)


def find_text(document: Document, text_id: str) -> Text:
    """Give one text of a document."""
    found = next((text for text in document.texts if text.id == text_id), None)
    if found is None:
        raise NotFound(f"text of record {document.id}", text_id, near=[t.id for t in document.texts])
    return found


@dataclass(frozen=True)
class Extract:
    """A run of passages of one text."""

    text: WordedText
    passages: tuple[Passage, ...]

    @property
    def id(self) -> str:
        """The passage's id, or ``first-last`` for a range."""
        first, last = self.passages[0].id, self.passages[-1].id
        return first if first == last else f"{first}-{last}"

    @property
    def numbers(self) -> list[int]:
        """The numbers in the ids of its passages, in the order in which they stand."""
        return [int(p.id.rpartition(".p")[2]) for p in self.passages]


def find_extract(document: Document, reference: str) -> Extract:
    """Give a passage (``en.p7``) or a range (``en.p7-en.p9``).

    A short form (``p7``, ``p7-p9``, ``en.p7-p9``) leads to its full form where only one text can be meant.
    """
    named = _EXTRACT.fullmatch(reference)
    found = [e for text in document.worded_texts if named and (e := _extract(text, named))]
    if not found:
        near = _near_passages(document, reference)
        raise NotFound(f"passage of record {document.id}", reference[:100], near=near)
    if len(found) > 1 or ("." not in reference and len(document.worded_texts) > 1):
        raise Ambiguous(reference, [extract.id for extract in found])
    if found[0].id != reference:
        raise Moved(document.id, rest=f"/passages/{found[0].id}")
    return found[0]


def read_extract(
    repository: Repository, press: Press, name: str, reference: str, *, number: int | None = None
) -> tuple[Document, Extract]:
    """Give a passage or a range with its document.

    One that a later revision took out still resolves: it leads to the newest revision that has it.
    """
    document = read_document(repository, press, name, number=number, rest=f"/passages/{reference}")
    try:
        return document, find_extract(document, reference)
    except NotFound:
        if number is None and (last := _last_with(repository, document, reference)):
            raise Moved(document.id, rest=f"/passages/{reference}", revision=last) from None
        raise


def _last_with(repository: Repository, document: Document, reference: str) -> int | None:
    """Give the newest of the latest revisions that has the passages a name means."""
    named = _EXTRACT.fullmatch(reference)
    wanted = {named["first"], named["last"] or named["first"]} if named else set()
    if not all("." in name for name in wanted) or not wanted:
        return None
    for older in range(document.revision.number - 1, max(0, document.revision.number - 1 - _LOOK_BACK), -1):
        record = load_record(repository, find_revision(repository, document.id, older))
        if wanted <= {passage.id for text in record.texts for passage in text.passages}:
            return older
    return None


def _extract(text: WordedText, named: re.Match[str]) -> Extract | None:
    """Give the run of passages a name means in this text, None where it has not both ends."""
    ids = [passage.id for passage in text.passages]
    first, last = (
        name if "." in name else f"{text.id}.{name}" for name in (named["first"], named["last"] or named["first"])
    )
    if first not in ids or last not in ids:
        return None
    start, end = ids.index(first), ids.index(last)
    if end < start:
        raise Unusable("passage", f"{named[0]!r} ends before it begins.", choices=[f"{last}-{first}"])
    return Extract(text=text, passages=text.passages[start : end + 1])


def _near_passages(document: Document, reference: str) -> list[str]:
    ids = [passage.id for passage in document.passages]
    return sorted(ids, key=lambda i: -SequenceMatcher(None, reference[:40], i).ratio())[:NEAR]
