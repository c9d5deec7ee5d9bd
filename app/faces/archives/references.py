"""References read for other tools: what a reference says, what it names here, and by which notations."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from starlette.responses import Response

from app.archival.parse import MAX_REFERENCE
from app.faces.archives.shapes import ParseAnswer, ReferenceText, ResolveAnswer, SchemesAnswer
from app.faces.kit.answers import MOVING, NOW, answer
from app.faces.kit.declared import UNCHANGED, problems
from app.services.found import House
from app.services.references import MAX_NOTE, parse_reference, printed
from app.services.resolve import resolve

#: How many places of a note are printed in every style: it takes far longer than to read them.
_MOST_PRINTED = 100
_EXAMPLE = "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32"
Reference = Annotated[
    str, Query(alias="ref", max_length=MAX_NOTE, description="A reference, a note or a citation.", examples=[_EXAMPLE])
]
#: Refused with a sentence of ours where it is longer.
ShortReference = Annotated[
    str,
    Query(alias="ref", description="A reference.", examples=[_EXAMPLE], json_schema_extra={"maxLength": MAX_REFERENCE}),
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
            for method, endpoint in (("GET", get), ("POST", post)):
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

    def parse(self, request: Request, ref: ShortReference) -> Response:
        """Read an archival reference. Which archives it names, the levels, the leaves, and what is no location."""
        return self._parsed(request, ref, cache=MOVING)

    def parse_note(self, request: Request, note: Note) -> Response:
        """Read the references of a note. As with GET, for texts too long for an address."""
        return self._parsed(request, note.ref, cache=NOW, most=MAX_NOTE)

    def resolve(self, request: Request, ref: Reference) -> Response:
        """Find the records that a reference, a citation, a title or an address means. The likeliest first."""
        return self._resolved(request, ref, cache=MOVING)

    def resolve_note(self, request: Request, note: Note) -> Response:
        """Find the records that a note means. As with GET, for texts too long for an address."""
        return self._resolved(request, note.ref, cache=NOW)

    def list_schemes(self, request: Request) -> Response:
        """The notations that are known, with their levels and what they rest on, and the archives that are."""
        knowledge = self._house.press.knowledge
        body = SchemesAnswer.model_validate(
            {
                "schemes": [scheme.model_dump(mode="json", exclude={"examples"}) for scheme in knowledge.schemes],
                "repositories": [entry.model_dump(mode="json") for entry in knowledge.repositories],
                "styles": [style.model_dump(include={"id", "title"}) for style in knowledge.printing.styles],
            }
        )
        return answer(request, body.model_dump_json(by_alias=True).encode(), media_type="application/json")

    def _parsed(self, request: Request, ref: str, *, cache: str, most: int = MAX_REFERENCE) -> Response:
        knowledge = self._house.press.knowledge
        found = parse_reference(knowledge, ref, most=most)
        members = found.model_dump(mode="json")
        for number, (place, shape) in enumerate(zip(found.locations, members["locations"], strict=True)):
            shape["printed"] = printed(knowledge, place) if number < _MOST_PRINTED else {}
        body = ParseAnswer.model_validate({"ref": ref, **members})
        return answer(request, body.model_dump_json(by_alias=True).encode(), media_type="application/json", cache=cache)

    def _resolved(self, request: Request, ref: str, *, cache: str) -> Response:
        with self._house.archive.reading() as repository:
            candidates = resolve(repository, self._house.press, ref)
        body = ResolveAnswer.model_validate({"ref": ref, "candidates": [c.model_dump(mode="json") for c in candidates]})
        return answer(request, body.model_dump_json(by_alias=True).encode(), media_type="application/json", cache=cache)
