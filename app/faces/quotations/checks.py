"""Whether quoted words stand in a record, and how they differ from it."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from starlette.responses import Response

from app.domain.errors import Unusable
from app.domain.identifiers import MAX_NAME
from app.faces.kit.answers import MOVING, NOW, answer
from app.faces.kit.declared import MAX_IN_ADDRESS, UNCHANGED, problems
from app.faces.kit.threads import LONG
from app.faces.quotations.shapes import QuotationAnswer, QuotationAsked
from app.services.found import House
from app.services.quote import Verdict, check_quotation

#: Refused with a sentence of ours where it is longer.
Quote = Annotated[
    str,
    Query(
        description="The quoted words. More are sent by POST.",
        examples=["We recognized that an armistice is now advantageous."],
        json_schema_extra={"minLength": 1, "maxLength": MAX_IN_ADDRESS},
    ),
]
Name = Annotated[
    str | None,
    Query(
        alias="id",
        min_length=1,
        max_length=MAX_NAME,
        description="The record: its id, or any other name it ever had. All records are looked in without it.",
        examples=["110364"],
    ),
]
Url = Annotated[
    str | None,
    Query(min_length=1, max_length=MAX_NAME, description="An address of the record, or of a part of it; like `id`."),
]
Asked = Annotated[QuotationAsked, Body(description="A quotation that is too long for an address.")]
_PLACE = (
    "document_id", "title", "text_id", "language", "role", "passages", "passage_ids", "words", "sha256", "text_sha256",
    "revision", "url",
)  # fmt: skip


class Routes:
    """The routes of quotations."""

    def __init__(self, house: House) -> None:
        self._house = house

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        told = problems("not-found", "withdrawn")
        for method, endpoint in (("GET", self.check_quotation), ("POST", LONG.answered(self.check_long_quotation))):
            router.add_api_route(
                "/quotations",
                endpoint,
                methods=[method],
                operation_id=endpoint.__name__,
                summary=(endpoint.__doc__ or "").partition(".")[0],
                tags=["quotations"],
                response_model=QuotationAnswer,
                responses={**told, **(UNCHANGED if method == "GET" else problems("content-too-large"))},
            )

    def check_quotation(self, request: Request, quote: Quote, name: Name = None, url: Url = None) -> Response:
        """Check a quotation. Whether these words stand in a record, in which text and passage, and what differs."""
        if len(quote) > MAX_IN_ADDRESS:
            said = f"`quote` has {len(quote):,} characters; at most {MAX_IN_ADDRESS:,} are read from an address."
            raise Unusable("quote", f'{said} Send longer ones by POST, as {{"quote": "…"}}.')
        return self._answer(request, quote, _one_of(name, url), cache=MOVING)

    def check_long_quotation(self, request: Request, asked: Asked) -> Response:
        """Check a long quotation. As with GET, for words too many for an address."""
        return self._answer(request, asked.quote, _one_of(asked.id, asked.url), cache=NOW)

    def _answer(self, request: Request, quote: str, name: str | None, *, cache: str) -> Response:
        with self._house.archive.reading() as repository:
            verdict = check_quotation(repository, self._house.press, quote, name, host=request.headers.get("host"))
        body = quotation_answer(quote, verdict).model_dump_json(by_alias=True).encode()
        return answer(request, body, media_type="application/json", cache=cache)


def quotation_answer(quote: str, verdict: Verdict) -> QuotationAnswer:
    """Give what was found of a quotation in the shape of the wire."""
    place = None
    if verdict.passages is not None:
        place = {name: getattr(verdict, name) for name in _PLACE}
        place |= {"citation": verdict.citation_text, "citation_html": verdict.citation_html}
    members = ("outcome", "sentence", "differences", "editor_words", "own_words", "diff", "earlier", "others")
    told = {name: getattr(verdict, name) for name in members}
    return QuotationAnswer.model_validate({"quote": quote, "place": place, **told}, from_attributes=True)


def _one_of(name: str | None, url: str | None) -> str | None:
    if name is not None and url is not None:
        raise Unusable("url", "Give `id` or `url`, not both.", choices=("id", "url"))
    return name if url is None else url
