"""What can be asked of a server. Each verb is told once, as a talk; both clients speak it."""

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar, overload
from urllib.parse import quote, unquote, urlsplit

from muniment_client.core import Core, Query, Talk, path_of
from muniment_client.errors import Refused, UnknownFormat
from muniment_client.memory import Answer
from muniment_client.models.citation import Citation, Citations, Cite, CiteList, Note
from muniment_client.models.document import Document, Summary
from muniment_client.models.extract import Extract
from muniment_client.models.listing import (
    Change,
    ChangePage,
    DocumentPage,
    File,
    Format,
    FormatList,
    History,
    HistoryEntry,
)
from muniment_client.models.problem import Problem
from muniment_client.models.quotation import Hit, HitPage, Quotation
from muniment_client.models.record import Record
from muniment_client.models.reference import Resolution

_T = TypeVar("_T")
# Words up to so long stand in an address; longer ones are sent in a body.
_SHORT = 1300
_SHORT_IN_ADDRESS = 6000


class DamagedWarning(UserWarning):
    """Something on a page of a list is damaged on the server, so that nothing is said of it."""


@dataclass(frozen=True)
class Page(Generic[_T]):
    """Some of a list, and how to ask for the rest; None on the last page."""

    items: tuple[_T, ...]
    rest: "Callable[[], Talk[Page[_T]]] | None"


class Verbs(Core):
    """The verbs."""

    def documents(self, *, page_size: int = 50) -> Talk[Page[Summary]]:
        """Go through all records, by date and then id; those without a date come last."""
        return self._documents_at(self.get("/documents", {"limit": page_size}))

    def changes(self, since: int = 0, *, page_size: int = 50) -> Talk[Page[Change]]:
        """Go through what became of records after a change, oldest first. Keep the last ``seq``, and ask from there."""
        return self._changes_at(self.get("/changes", {"since": since, "limit": page_size}))

    @overload
    def document(self, name: str, revision: None = None) -> Talk[Document]: ...
    @overload
    def document(self, name: str, revision: int) -> Talk[Record]: ...
    def document(self, name: str, revision: int | None = None) -> Talk[Document] | Talk[Record]:
        """Read a record by its id, or any other name or address it ever had.

        With ``revision`` it is the record as it was supplied then, which is what its hash is over.
        """
        return self._newest(name) if revision is None else self._supplied(name, revision)

    def revisions(self, name: str) -> Talk[list[HistoryEntry]]:
        """List a record's revisions, oldest first: when, by whom, why, and the hash of each."""
        history = self.read(History, (yield from self.get(path_of(name, "revisions"))))
        return history.revisions

    def passages(self, name: str, passages: str, *, revision: int | None = None) -> Talk[Extract]:
        """Read a passage (``en.p7``), or a run of them (``en.p7-en.p9``), with hash, citation and revision.

        Those of a record that was merged are refused: the other has passages of the same names and other words.
        """
        answer = yield from self.get(path_of(name, "passages", passages), {"revision": revision})
        _refuse_other(name, answer)
        return self.read(Extract, answer, path=path_of(name))

    def cite(  # noqa: PLR0913 - one for each thing that can be asked
        self,
        name: str,
        *,
        style: str | None = None,
        locale: str | None = None,
        form: str | None = None,
        locator: str | None = None,
        leaf: str | None = None,
        format: str | None = None,  # noqa: A002 - the parameter's name on the wire
        profile: str | None = None,
        holding: str | int | None = None,
        accessed: str | None = None,
        ensure: str | None = None,
        revision: int | None = None,
    ) -> Talk[Citation]:
        """Cite a record in any style; without one in the archive's own, the line it prints.

        ``form`` is ``note``, ``short``, ``ibid``, ``in-text`` or ``bibliography``; ``locator`` a passage, ``leaf`` a
        leaf of the file. ``format`` (``markdown``, ``rtf``, ``latex``) is the notation of ``formatted``.
        """
        how: Query = {"style": style, "locale": locale, "form": form, "format": format, "profile": profile}
        where: Query = {"holding": holding, "locator": locator, "leaf": leaf, "revision": revision}
        query = {**how, **where, "accessed": accessed, "ensure": ensure}
        answer = yield from self.get(path_of(name, "citation"), query)
        return self.read(Citation, answer, path=path_of(name))

    def citations(
        self,
        cites: Iterable[str | Cite | Note],
        *,
        style: str,
        locale: str | None = None,
        profile: str = "described",
        accessed: str | None = None,
        format: str = "text",  # noqa: A002 - the member's name on the wire
    ) -> Talk[Citations]:
        """Print notes in their order: the first of a record in full, later ones short. An id or a Cite is a note."""
        notes = [_note(cite) for cite in cites]
        asked = CiteList(style=style, locale=locale, profile=profile, accessed=accessed, format=format, notes=notes)
        return self._print(asked)

    def bibliography(
        self,
        names: Iterable[str],
        *,
        style: str,
        locale: str | None = None,
        profile: str = "described",
        accessed: str | None = None,
        format: str = "text",  # noqa: A002 - the member's name on the wire
    ) -> Talk[Citations]:
        """Print the bibliography of records, in the order of the style."""
        return self._print(
            CiteList(
                style=style,
                locale=locale,
                profile=profile,
                accessed=accessed,
                format=format,
                bibliography=list(names),
            )
        )

    def resolve(self, reference: str) -> Talk[Resolution]:
        """Find records by an archival reference in any notation, a note, a citation, a title or an address."""
        return self.read(Resolution, (yield from self._put("/resolve", reference, {"ref": reference})))

    def quote(self, words: str, name: str | None = None) -> Talk[Quotation]:
        """Check quoted words: whether they stand in a record, as what, and how they differ. Without a name, in all."""
        asked = {"quote": words} if name is None else {"quote": words, "id": name}
        return self.read(Quotation, (yield from self._put("/quotations", words, asked)))

    def search(self, words: str, *, page_size: int = 20) -> Talk[Page[Hit]]:
        """Go through the records that have these words in their titles, summaries or texts, the best first."""
        return self._hits_at(self.get("/search", {"q": words, "limit": page_size}))

    def formats(self) -> Talk[list[Format]]:
        """List every format a record can be had in, and what each leaves out."""
        listed = self.read(FormatList, (yield from self.get("/formats")))
        return listed.formats

    def fetch(self, name: str, format: str) -> Talk[File]:  # noqa: A002 - the field's own word
        """Give a record in a format (``bibtex``, ``tei`` …), by the format's name or its suffix."""
        formats = yield from self.formats()
        chosen = next((known for known in formats if format in (known.name, known.suffix)), None)
        if chosen is None:
            raise UnknownFormat(format, tuple(get_close_matches(format, [known.name for known in formats], cutoff=0.4)))
        file = f"{name}.{chosen.suffix}"
        answer = yield from self.get(path_of(file), accept="*/*")
        return File(file.rpartition("/")[2], answer.media_type, answer.content)

    def _newest(self, name: str) -> Talk[Document]:
        return self.read(Document, (yield from self.get(path_of(name))))

    def _supplied(self, name: str, revision: int) -> Talk[Record]:
        path = path_of(name, "revisions", str(revision))
        answer = yield from self.get(path)
        return self.read(Record, answer, path=path).pinned(revision, answer.content)

    def _print(self, asked: CiteList) -> Talk[Citations]:
        answer = yield from self.post("/citations", asked.model_dump(exclude_none=True))
        return self.read(Citations, answer)

    def _put(self, path: str, words: str, asked: dict[str, str]) -> Talk[Answer]:
        """Ask in the address if the words fit into it, else in a body."""
        is_short = len(words) <= _SHORT and len(quote(words)) <= _SHORT_IN_ADDRESS
        return self.get(path, asked) if is_short else self.post(path, asked)

    def _hits_at(self, asking: Talk[Answer]) -> Talk[Page[Hit]]:
        page = self.read(HitPage, (yield from asking))
        return Page(tuple(page.items), self._rest(page.next, self._hits_at))

    def _documents_at(self, asking: Talk[Answer]) -> Talk[Page[Summary]]:
        page = self.read(DocumentPage, (yield from asking))
        _warn("records", page.damaged)
        return Page(tuple(page.items), self._rest(page.next, self._documents_at))

    def _changes_at(self, asking: Talk[Answer]) -> Talk[Page[Change]]:
        page = self.read(ChangePage, (yield from asking))
        _warn("changes", page.damaged)
        return Page(tuple(page.changes), self._rest(page.next, self._changes_at))

    def _rest(
        self, following: str | None, understand: Callable[[Talk[Answer]], Talk[Page[_T]]]
    ) -> Callable[[], Talk[Page[_T]]] | None:
        return (lambda: understand(self.follow(following))) if following else None


def _note(cite: str | Cite | Note) -> Note:
    if isinstance(cite, Note):
        return cite
    return Note(cites=[Cite(id=cite) if isinstance(cite, str) else cite])


def _refuse_other(name: str, answer: Answer) -> None:
    """Raise Refused where the server led from the passages of a merged record to the record that took its place."""
    path = urlsplit(answer.url).path
    *_, part, last = path.split("/")
    if part == "passages":
        return
    other = unquote(last)
    said = f"{name!r} is {other!r} now, whose passages are its own: ask for these."
    raise Refused(Problem(type="about:blank", title="Merged", status=308, detail=said, instance=path, near=[other]))


def _warn(what: str, damaged: Iterable[object]) -> None:
    if told := ", ".join(map(str, damaged)):
        warnings.warn(f"{what} damaged on the server, and left out: {told}", DamagedWarning, stacklevel=2)
