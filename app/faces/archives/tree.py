"""Archives, file by file: what of a file is published here, in the order of its leaves, and what is not."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from app.faces.archives.shapes import ArchivesAnswer, HolderShape, UnitAnswer
from app.faces.archives.written import write_archives, write_unit
from app.faces.kit.answers import HTML, PAGE_HEADERS, answer, answer_markdown, leading_on
from app.faces.kit.cursor import MAX_TOKEN, seal_in, unseal_in
from app.faces.kit.declared import MAX_PAGE, UNCHANGED, PageSize, problems
from app.faces.kit.fields import read_field
from app.faces.kit.negotiation import MARKDOWN, MARKDOWN_SUFFIX, choose
from app.formats.web.sheets import Sheets
from app.services.archives import Step, Unit, list_archives, read_unit
from app.services.found import House

_JSON, _HTML = "application/json", "text/html"
_PAGES: dict[str, object] = {_HTML: {}, MARKDOWN: {}}
Key = Annotated[
    str,
    Path(
        min_length=1,
        max_length=2000,
        description="An archive's id, and then each level and its value, broad to narrow; `~2F` is a slash in a value.",
        examples=["ru-avprf/fond-059a/opis-5a/papka-11/delo-5"],
    ),
]


class Routes:
    """The routes of the tree of archives."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._sheets = Sheets(__package__ or "")

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route(
            "/archives",
            self.list_archives,
            operation_id="list_archives",
            summary="Archives in which records lie",
            tags=["archives"],
            response_model=ArchivesAnswer,
            responses={200: {"content": _PAGES}, **problems("not-acceptable"), **UNCHANGED},
        )
        router.add_api_route("/archives.md", self.list_archives, include_in_schema=False)
        router.add_api_route(
            "/archives/{unit:path}",
            self.read_unit,
            operation_id="read_unit",
            summary="A unit of an archive: what is below it, and what is published of it",
            tags=["archives"],
            response_model=UnitAnswer,
            responses={200: {"content": _PAGES}, **problems("not-found", "not-acceptable"), **UNCHANGED},
        )

    def list_archives(self, request: Request) -> Response:
        """Every archive in which a record has a place, with how many records have."""
        kind = _choose(request)
        with self._house.archive.reading() as repository:
            archives = list_archives(repository, self._house.press)
        if kind == MARKDOWN:
            entries = self._house.press.knowledge.grammar.entries
            return answer_markdown(request, write_archives(self._house.press.addresses, archives, entries))
        if kind == _HTML:
            return self._page(
                request, "archives.html", archives=archives, entries=self._house.press.knowledge.grammar.entries
            )
        body = ArchivesAnswer.model_validate({"archives": [self._step(step) for step in archives]})
        return answer(request, body.model_dump_json(by_alias=True).encode(), media_type=_JSON)

    def read_unit(
        self,
        request: Request,
        unit: Key,
        limit: Annotated[PageSize, Query(description="How many units and records at most.")] = MAX_PAGE,
        after: Annotated[
            str | None, Query(max_length=MAX_TOKEN, description="Where to go on: from `next` of the page before.")
        ] = None,
    ) -> Response:
        """The units below this one in natural order, and then the records whose file it is, by their leaves.

        `gaps` are leaves between the first and the last cited of which nothing is published here.
        """
        house, key = self._house, unit.removesuffix(MARKDOWN_SUFFIX).rstrip("/")
        kind = _choose(request)
        position = unseal_in(key, after, house.secret) if after is not None else None
        with house.archive.reading() as repository:
            found = read_unit(repository, house.press, key, limit=limit, after=position)
        query = f"?limit={limit}&after={seal_in(key, found.following, house.secret)}" if found.following else None
        if kind == MARKDOWN:
            return answer_markdown(request, write_unit(house.press.addresses, found, _gaps(found), query))
        if kind == _HTML:
            return self._page(request, "unit.html", unit=found, gaps=_gaps(found), position=position, query=query)
        following = house.press.addresses.unit(key) + query if query else None
        body = UnitAnswer.model_validate({**self._shape(found), "limit": limit, "next": following})
        return answer(
            request, body.model_dump_json(by_alias=True).encode(), media_type=_JSON, headers=leading_on(following)
        )

    def _page(self, request: Request, template: str, **members: object) -> Response:
        body = self._sheets.print(template, addresses=self._house.press.addresses, **members)
        return answer(request, body, media_type=HTML, headers=PAGE_HEADERS)

    def _step(self, step: Step) -> dict[str, object]:
        return {**step.model_dump(), "url": self._house.press.addresses.unit(step.unit)}

    def _shape(self, unit: Unit) -> dict[str, object]:
        house = self._house
        members = unit.model_dump(mode="json", exclude={"following"})
        members["repository"] = unit.repository.model_dump(include=set(HolderShape.model_fields))
        members["path"] = [self._step(step) for step in unit.path]
        members["children"] = [self._step(step) for step in unit.children]
        for item, shape in zip(unit.items, members["items"], strict=True):
            shape["url"] = house.press.addresses.record(item.id)
            shape["elsewhere"] = [
                {"unit": other, "as_written": words, "url": house.press.addresses.unit(other)}
                for other, words in item.elsewhere
            ]
        for shape in members["successors"]:
            shape["url"] = house.press.addresses.unit(shape["unit"])
        return members


def _choose(request: Request) -> str:
    """Give the media type that is meant: by the suffix for Markdown, else by Accept."""
    is_suffixed = str(request.scope["path"]).endswith(MARKDOWN_SUFFIX)
    return MARKDOWN if is_suffixed else choose(read_field(request, "accept"), (_JSON, *_PAGES))


def _gaps(unit: Unit) -> list[str]:
    """Print the leaves of which nothing is published."""
    ends = [(gap.first.n, gap.last.n if gap.last else gap.first.n) for gap in unit.gaps or ()]
    return [first if first == last else f"{first}–{last}" for first, last in ends]
