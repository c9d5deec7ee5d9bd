"""Many records cited together: the notes of a text in their order, or one bibliography."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Body, Request
from starlette.responses import Response

from app.domain.errors import MunimentError, Unusable
from app.faces.citations.listed import MAX_RECORDS, ListAnswer, ListAsked, NoteAsked
from app.faces.kit.absences import explain
from app.faces.kit.answers import NOW, answer
from app.faces.kit.declared import problems
from app.faces.kit.threads import LONG
from app.services.cite import Citer, Wanted
from app.services.found import House
from app.services.notes import CiteWanted, Lister, NoteWanted, Printed, PrintedList
from app.services.read import read_several

List = Annotated[ListAsked, Body(description="What is to be cited together.")]


class Routes:
    """The route of lists."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._citer = Citer(house.styles, house.press.knowledge)

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        router.add_api_route(
            "/citations",
            LONG.answered(self.cite_list),
            methods=["POST"],
            operation_id="cite_list",
            summary="Cite many records together",
            tags=["citations"],
            response_model=ListAnswer,
            responses=problems("not-found", "content-too-large", "styles-unavailable"),
        )

    def cite_list(self, request: Request, asked: List) -> Response:
        """Notes in their order, of which a later one is short or says ibid.; or the entries of one bibliography.

        Nothing is changed by it. A record that is not here is left out and named.
        """
        notes, ids = _notes_of(asked), _ids_of(asked)
        with self._house.archive.reading() as repository:
            documents, missing = read_several(repository, self._house.press, ids)
        wanted = Wanted(
            style=asked.style,
            locale=asked.locale,
            profile=asked.profile,
            accessed=asked.accessed,
            format=asked.format,
        )
        lister = Lister(self._citer, wanted, documents)
        printed = lister.notes(notes) if asked.notes else lister.bibliography(ids)
        body = self._answer(request, asked, printed, missing)
        return answer(request, body.model_dump_json(by_alias=True).encode(), media_type="application/json", cache=NOW)

    def _answer(
        self, request: Request, asked: ListAsked, printed: PrintedList, missing: Mapping[str, MunimentError]
    ) -> ListAnswer:
        addresses = self._house.press.addresses
        return ListAnswer.model_validate(
            {
                "style": printed.style,
                "locale": printed.locale,
                "locale_requested": asked.locale,
                "format": asked.format,
                "profile": asked.profile,
                "notes": [_note_of(one) for one in printed.printed] if asked.notes else None,
                "bibliography": None if asked.notes else [{"id": one.key, **_words_of(one)} for one in printed.printed],
                "missing": list(missing),
                "absences": [explain(request, addresses, i, reason) for i, reason in missing.items()],
                "warnings": list(printed.warnings),
                "style_used": printed.style_used and printed.style_used.model_dump(),
                "engine": printed.engine,
            }
        )


def _note_of(one: Printed) -> dict[str, object]:
    cites = [{"id": document_id, "position": position} for document_id, position in one.cites]
    return {"number": one.key, "cites": cites, **_words_of(one)}


def _words_of(one: Printed) -> dict[str, object]:
    return {"text": one.text, "html": one.html, "formatted": one.formatted}


def _ids_of(asked: ListAsked) -> list[str]:
    """Give the records asked for, each once; raise Unusable for none, for too many, or for both kinds of list."""
    if (asked.notes is None) == (asked.bibliography is None):
        raise Unusable("notes", "Give either `notes` or `bibliography`.", choices=("notes", "bibliography"))
    cited = [cite.id for note in asked.notes or () for cite in note.cites]
    ids = list(dict.fromkeys([*cited, *(asked.bibliography or ())]))
    if len(ids) > MAX_RECORDS:
        raise Unusable("notes", f"These notes cite {len(ids)} records; at most {MAX_RECORDS} are taken at once.")
    return ids


def _notes_of(asked: ListAsked) -> list[NoteWanted]:
    """Give the notes with their numbers; raise Unusable where one has a lesser number than the note before."""
    notes: list[NoteWanted] = []
    for note in asked.notes or ():
        before = notes[-1].number if notes else 0
        number = note.number or before + 1
        if number < before:
            raise Unusable("number", f"Note {number} stands after note {before}: give the notes in their order.")
        notes.append(NoteWanted(_cites_of(note), number))
    return notes


def _cites_of(note: NoteAsked) -> tuple[CiteWanted, ...]:
    return tuple(CiteWanted(**cite.model_dump()) for cite in note.cites)
