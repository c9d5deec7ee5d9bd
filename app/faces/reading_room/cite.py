"""A record cited as its reader wants it: a form that needs no script, and under it the citation."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from app.domain.citation import FormattedCitation
from app.domain.document import Document
from app.domain.errors import Ambiguous, MunimentError, UnknownStyle, Unusable
from app.faces.kit.answers import MOVING, answer_markdown
from app.faces.kit.declared import RECORD_PROBLEMS, Pin, RecordName
from app.faces.kit.negotiation import MARKDOWN, MARKDOWN_SUFFIX, wants_markdown
from app.faces.reading_room.asked import Asked
from app.faces.reading_room.marked import draw
from app.faces.reading_room.offers import offer
from app.faces.reading_room.plainly import say_omitted, say_warning
from app.faces.reading_room.room import Room
from app.faces.reading_room.written import write_citation
from app.services.cite import Citer
from app.services.found import House
from app.services.read import read_document

_HTML = "text/html"
_NOTATIONS = {"text": "Plain text", "markdown": "Markdown", "rtf": "RTF", "latex": "LaTeX"}


class Routes:
    """The route of the page that cites."""

    def __init__(self, house: House) -> None:
        self._room = Room(house)
        self._citer = Citer(house.styles, house.press.knowledge)

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        router.add_api_route("/document/{id:path}/cite.md", self.read_cite_page, include_in_schema=False)
        router.add_api_route(
            "/document/{id:path}/cite",
            self.read_cite_page,
            operation_id="read_cite_page",
            summary="Cite a record in any style, as a page",
            tags=["pages"],
            response_class=HTMLResponse,
            responses={**RECORD_PROBLEMS, 200: {"content": {MARKDOWN: {}}}},
        )

    def read_cite_page(
        self, request: Request, name: RecordName, asked: Annotated[Asked, Query()], revision: Pin = None
    ) -> Response:
        """A form for style, form, language, holding and place, and the citation that comes of it.

        A value that cannot be used is explained on the page, beside the form.
        """
        return self._room.serve(request, lambda: self._show(request, name, asked, revision))

    def _show(self, request: Request, name: str, asked: Asked, revision: int | None) -> Response:
        house = self._room.house
        with house.archive.reading() as repository:
            document = read_document(repository, house.press, name, number=revision, rest="/cite")
        if wants_markdown(request, _HTML):
            return self._write(request, document, asked)
        links = _Links(f"{house.press.addresses.page(document.id)}/cite", asked, revision)
        try:
            cited = self._citer.cite(document, asked.wanted())
        except (Unusable, Ambiguous, UnknownStyle) as error:
            told = {"problem": str(error), "near": _near(error, links)}
            return self._room.refuse(request, error, "cite.html", **told, **self._members(document, asked, links))
        return self._room.show(
            request,
            "cite.html",
            cache=MOVING,
            **self._cited(document, cited, asked, links),
            **self._members(document, asked, links, cited),
        )

    def _write(self, request: Request, document: Document, asked: Asked) -> Response:
        """Answer with the citation and what is to be said of it, without a form; what cannot be is a problem."""
        cited = self._citer.cite(document, asked.wanted())
        told = [*map(say_omitted, _omitted(cited)), *map(say_warning, cited.warnings)]
        return answer_markdown(request, write_citation(self._room.house.press.addresses, document, cited, told))

    def _members(
        self, document: Document, asked: Asked, links: "_Links", cited: FormattedCitation | None = None
    ) -> dict[str, object]:
        """Give what the form shows, whether or not there is a citation."""
        offers = offer(self._room.house.styles, asked, cited)
        return {
            "document": document,
            "asked": asked,
            "offers": offers,
            "found": [(links.to(style=entry.id, form="", q=""), entry.title, entry.id) for entry in offers.found],
            "revision": links.revision,
            "written": links.written,
        }

    def _cited(self, document: Document, cited: FormattedCitation, asked: Asked, links: "_Links") -> dict[str, object]:
        """Give what the page shows of a citation."""
        names = [document.title, *(location.as_written for location in document.locations)]
        base = f"{self._room.house.press.addresses.base_path}/documents/{document.id}/citation"
        return {
            "cited": cited,
            "drawn": draw(cited.html, names),
            "names": names,
            "omitted": list(map(say_omitted, _omitted(cited))),
            "warnings": [say_warning(words) for words in cited.warnings],
            "keep": links.to(ensure="archive") if "locations" in cited.omitted and not asked.ensure else None,
            "notations": [(links.at(base, format=name), words) for name, words in _NOTATIONS.items()],
        }


def _omitted(cited: FormattedCitation) -> list[str]:
    """Give what a style left out and nobody put behind it."""
    return [part for part in cited.omitted if part not in cited.ensured]


class _Links:
    """Addresses that ask the same again, but for what is changed."""

    def __init__(self, page: str, asked: Asked, revision: int | None) -> None:
        self._page = page
        self._asked = asked
        self.revision = revision

    def to(self, **changes: str) -> str:
        """Give the address of this page."""
        return self.at(self._page, q=changes.pop("q", self._asked.q), **changes)

    @property
    def written(self) -> str:
        """The address of this page as Markdown."""
        return self.at(f"{self._page}{MARKDOWN_SUFFIX}")

    def at(self, base: str, **changes: str) -> str:
        """Give an address that takes the same parameters, but for the search."""
        pinned: Mapping[str, str] = {"revision": str(self.revision)} if self.revision else {}
        query = self._asked.query({"q": "", **changes, **pinned})
        return f"{base}?{query}" if query else base


def _near(error: MunimentError, links: _Links) -> list[tuple[str, str]]:
    """Give links to what may have been meant."""
    if isinstance(error, UnknownStyle):
        return [(links.to(style=entry.id), entry.title) for entry in error.like]
    if isinstance(error, Ambiguous):
        return [(links.to(locator=choice), choice) for choice in error.choices]
    if isinstance(error, Unusable) and error.parameter in Asked.model_fields:
        return [(links.to(**{error.parameter: choice}), choice) for choice in error.choices]
    return []
