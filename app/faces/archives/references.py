"""References read for other tools: what a reference says, what it names here, and by which notations."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from starlette.responses import Response

from app.archival.parse import MAX_REFERENCE
from app.archival.parsed import ParsedReference
from app.domain.errors import Unusable
from app.domain.noun import LanguageTag
from app.faces.archives.shapes import ParseAnswer, ReferenceText, ResolveAnswer, SchemesAnswer
from app.faces.kit.answers import MOVING, NOW, answer
from app.faces.kit.declared import MAX_IN_ADDRESS, UNCHANGED, problems
from app.faces.kit.threads import LONG
from app.services.found import House
from app.services.references import MAX_NOTE, MOST_PRINTED, parse_reference, printed, printed_together
from app.services.resolve import resolve

#: How many places of a note are told: the longest note has room for two thousand, which are 2.4 MB of answer.
_MOST_TOLD = 200
_STYLE = "native"
_EXAMPLE = "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32"
#: Refused with a sentence of ours where it is longer.
Question = Annotated[
    str,
    Query(
        alias="ref",
        description="A reference, a note, a citation, a title or an address. A longer one is sent by POST, and so is "
        "one that does not fit into an address of 8 KiB: some 900 Chinese characters do.",
        examples=[_EXAMPLE],
        json_schema_extra={"maxLength": MAX_IN_ADDRESS},
    ),
]
Reference = Annotated[
    str,
    Query(
        alias="ref",
        description="A reference. A longer text is sent by POST, and so is one that does not fit into an address of "
        "8 KiB: some 1,300 Cyrillic letters do.",
        examples=[_EXAMPLE],
        json_schema_extra={"maxLength": MAX_REFERENCE},
    ),
]
StyleName = Annotated[
    str, Query(max_length=100, description="The style of `joined`, one of `/schemes`.", examples=["chicago-note"])
]
Language = Annotated[
    LanguageTag | None,
    Query(description="The language of `joined` (BCP 47); without it that of the style, or else of the archive."),
]
Note = Annotated[ReferenceText, Body(description="A text that is too long for an address.")]


class Routes:
    """The routes of references."""

    def __init__(self, house: House) -> None:
        self._house = house

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        told = problems()
        for path, get, post, shape in (
            ("/parse", self.parse, self.parse_note, ParseAnswer),
            ("/resolve", self.resolve, self.resolve_note, ResolveAnswer),
        ):
            for method, endpoint in (("GET", get), ("POST", LONG.answered(post))):
                router.add_api_route(
                    path,
                    endpoint,
                    methods=[method],
                    operation_id=endpoint.__name__,
                    summary=(endpoint.__doc__ or "").partition(".")[0],
                    tags=["references"],
                    response_model=shape,
                    responses={**told, **(UNCHANGED if method == "GET" else problems("content-too-large"))},
                )
        router.add_api_route(
            "/schemes",
            self.list_schemes,
            operation_id="list_schemes",
            summary="The notations and archives that are known",
            tags=["references"],
            response_model=SchemesAnswer,
            responses={**told, **UNCHANGED},
        )

    def parse(self, request: Request, ref: Reference, style: StyleName = _STYLE, language: Language = None) -> Response:
        """Read an archival reference. Which archives it names, the levels, the leaves, and what is no location."""
        found = parse_reference(self._house.press.knowledge, _short(ref, MAX_REFERENCE))
        return self._parsed(request, ref, found, self._joined(found, style, language), cache=MOVING)

    def parse_note(
        self, request: Request, note: Note, style: StyleName = _STYLE, language: Language = None
    ) -> Response:
        """Read the references of a note. As with GET, for texts too long for an address."""
        found = parse_reference(self._house.press.knowledge, note.ref, most=MAX_NOTE)
        if (count := len(found.locations)) > _MOST_TOLD:
            raise Unusable("ref", f"`ref` names {count:,} places; at most {_MOST_TOLD} are told at once: send parts.")
        return self._parsed(request, note.ref, found, self._joined(found, style, language), cache=NOW)

    def resolve(self, request: Request, ref: Question) -> Response:
        """Find the records that a reference, a citation, a title or an address means. The likeliest first."""
        return self._resolved(request, _short(ref, MAX_IN_ADDRESS), cache=MOVING)

    def resolve_note(self, request: Request, note: Note) -> Response:
        """Find the records that a note means. As with GET, for texts too long for an address."""
        return self._resolved(request, note.ref, cache=NOW)

    def list_schemes(self, request: Request) -> Response:
        """The notations that are known, with their levels and what they rest on, and the archives that are."""
        knowledge = self._house.press.knowledge
        body = SchemesAnswer.model_validate(
            {
                "schemes": [scheme.model_dump(mode="json", exclude={"examples"}) for scheme in knowledge.schemes],
                "repositories": [
                    {**entry.model_dump(mode="json"), "aliases": entry.other_forms} for entry in knowledge.repositories
                ],
                "styles": [style.model_dump(include={"id", "title"}) for style in knowledge.printing.styles],
            }
        )
        return answer(request, body.model_dump_json(by_alias=True).encode(), media_type="application/json")

    def _joined(self, found: ParsedReference, style: str, language: str | None) -> dict[str, object] | None:
        """Print all places together, as the shape has it."""
        joined = printed_together(self._house.press.knowledge, found, style=style, language=language)
        return {"style": style, **joined.model_dump(mode="json")} if joined else None

    def _parsed(
        self, request: Request, ref: str, found: ParsedReference, joined: dict[str, object] | None, *, cache: str
    ) -> Response:
        knowledge = self._house.press.knowledge
        members = found.model_dump(mode="json")
        for number, (place, shape) in enumerate(zip(found.locations, members["locations"], strict=True)):
            shape["printed"] = printed(knowledge, place) if number < MOST_PRINTED else {}
        body = ParseAnswer.model_validate({"ref": ref, **members, "joined": joined})
        return answer(request, body.model_dump_json(by_alias=True).encode(), media_type="application/json", cache=cache)

    def _resolved(self, request: Request, ref: str, *, cache: str) -> Response:
        with self._house.archive.reading() as repository:
            candidates = resolve(repository, self._house.press, ref)
        body = ResolveAnswer.model_validate({"ref": ref, "candidates": [c.model_dump(mode="json") for c in candidates]})
        return answer(request, body.model_dump_json(by_alias=True).encode(), media_type="application/json", cache=cache)


def _short(ref: str, most: int) -> str:
    """Give a text from an address if it is not too long for one; raise Unusable otherwise."""
    if len(ref) > most:
        said = f"`ref` has {len(ref):,} characters; at most {most:,} are read from an address."
        raise Unusable("ref", f'{said} Send a longer text by POST, as {{"ref": "…"}}.')
    return ref
