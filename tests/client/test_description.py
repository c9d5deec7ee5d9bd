"""The client's models cannot drift: they are what the server's own description says, no more and no less."""

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from muniment_client import models
from muniment_client.models import (
    citation,
    document,
    extract,
    listing,
    location,
    problem,
    quotation,
    record,
    reference,
    text,
)
from muniment_client.models.base import Asked, Model, Shown
from muniment_client.models.citation import Citation, Citations, CiteList
from muniment_client.models.document import Document
from muniment_client.models.extract import Extract
from muniment_client.models.listing import ChangePage, DocumentPage, FormatList, History
from muniment_client.models.problem import Problem
from muniment_client.models.quotation import HitPage, Quotation
from muniment_client.models.record import Record
from muniment_client.models.reference import Resolution
from muniment_client.verbs import Verbs
from tests.client.schemas import facts_of

#: What each operation answers, by its name in the description.
ANSWERS: dict[str, tuple[str, type[BaseModel]]] = {
    "list_changes": ("ChangesAnswer", ChangePage),
    "list_documents": ("ListShape", DocumentPage),
    "list_formats": ("FormatsAnswer", FormatList),
    "list_revisions": ("HistoryAnswer", History),
    "read_citation": ("CitationAnswer", Citation),
    "read_document": ("DocumentShape", Document),
    "read_passage": ("ExtractAnswer", Extract),
    "read_revision": ("Record", Record),
    "resolve": ("ResolveAnswer", Resolution),
    "cite_list": ("ListAnswer", Citations),
    "resolve_note": ("ResolveAnswer", Resolution),
    "check_quotation": ("QuotationAnswer", Quotation),
    "check_long_quotation": ("QuotationAnswer", Quotation),
    "search_words": ("SearchAnswer", HitPage),
}
#: Which verb asks which operation with parameters; a verb may do without some, and is said to.
PARAMETERS: list[tuple[Callable[..., Any], str, set[str]]] = [
    (Verbs.cite, "read_citation", set()),
    (Verbs.passages, "read_passage", set()),
    (Verbs.resolve, "resolve", set()),
    (Verbs.quote, "check_quotation", {"url"}),  # a name may be an address
    (Verbs.search, "search_words", {"after"}),  # it stands in the address of the next page
    (Verbs.changes, "list_changes", set()),
    (Verbs.documents, "list_documents", {"id", "after"}),  # `after` stands in the address of the next page
]
#: What a parameter is called here, where a record's own word says more.
_CALLED = {
    "id": "name",
    "passage": "passages",
    "ref": "reference",
    "quote": "words",
    "q": "words",
    "limit": "page_size",
}
_MODULES: tuple[ModuleType, ...] = (
    citation,
    document,
    extract,
    listing,
    location,
    problem,
    quotation,
    record,
    reference,
    text,
)


@pytest.fixture(scope="module")
def described(live: str) -> dict[str, Any]:
    """The server's own description."""
    answer: dict[str, Any] = httpx.get(f"{live}/openapi.json", trust_env=False).json()
    return answer


def operation_of(described: dict[str, Any], name: str) -> dict[str, Any]:
    """Give the operation of a name."""
    (found,) = [
        operation
        for operations in described["paths"].values()
        for operation in operations.values()
        if operation["operationId"] == name
    ]
    return dict(found)


def ours(model: type[BaseModel]) -> set[str]:
    """Tell what a model of the client says."""
    schema = model.model_json_schema()
    return set(facts_of(schema, schema))


def theirs(described: dict[str, Any], name: str) -> set[str]:
    """Tell what a schema of the description says."""
    return set(facts_of(described["components"]["schemas"][name], described))


@pytest.mark.parametrize("operation", ANSWERS)
def test_a_model_has_the_members_of_the_description_with_their_types_and_no_other(
    described: dict[str, Any], operation: str
) -> None:
    name, model = ANSWERS[operation]
    answers = operation_of(described, operation)["responses"]["200"]["content"]["application/json"]["schema"]
    assert f'"#/components/schemas/{name}"' in json.dumps(answers)
    assert ours(model) == theirs(described, name)


@pytest.mark.parametrize(("name", "model"), [("Problem", Problem), ("ListAsked", CiteList)])
def test_problems_and_questions_are_as_described_too(
    described: dict[str, Any], name: str, model: type[BaseModel]
) -> None:
    assert ours(model) == theirs(described, name)


@pytest.mark.parametrize(("verb", "operation", "without"), PARAMETERS)
def test_a_verb_takes_every_parameter_there_is(
    described: dict[str, Any], verb: Callable[..., Any], operation: str, without: set[str]
) -> None:
    told = {parameter["name"] for parameter in operation_of(described, operation)["parameters"]} - without
    assert {_CALLED.get(name, name) for name in told} == set(inspect.signature(verb).parameters) - {"self"}


def test_every_model_is_part_of_an_answer_that_is_held_against_the_description() -> None:
    checked = json.dumps([model.model_json_schema() for _, model in ANSWERS.values()])
    checked += json.dumps([model.model_json_schema() for model in (Problem, CiteList)])
    bases = {Model, Asked, Shown}
    known = {
        cls
        for module in _MODULES
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, BaseModel) and not cls.__name__.startswith("_")
    }
    assert len(known - bases) > 40
    assert [cls.__name__ for cls in known - bases if f'"title": "{cls.__name__}"' not in checked] == []


def test_every_module_of_models_is_looked_at() -> None:
    named = {module.__name__.rpartition(".")[2] for module in _MODULES}
    files = {path.stem for folder in models.__path__ for path in Path(folder).glob("*.py")}
    assert files - {"__init__", "base"} == named


def test_a_member_that_is_missing_or_of_another_type_is_seen() -> None:
    was = theirs_of({"id": {"type": "string"}, "n": {"type": "integer"}}, required=["id", "n"])
    assert was != theirs_of({"id": {"type": "string"}}, required=["id"])
    assert was != theirs_of({"id": {"type": "string"}, "n": {"type": "string"}}, required=["id", "n"])
    assert was != theirs_of({"id": {"type": "string"}, "n": {"type": "integer"}}, required=["id"])
    nullable = {"anyOf": [{"type": "integer"}, {"type": "null"}]}
    assert was != theirs_of({"id": {"type": "string"}, "n": nullable}, required=["id", "n"])


def theirs_of(properties: dict[str, Any], *, required: list[str]) -> set[str]:
    """Tell what a made-up schema says."""
    schema = {"type": "object", "properties": properties, "required": required}
    return set(facts_of(schema, schema))


def test_what_a_newer_server_says_beside_is_kept_and_breaks_nothing(live: str) -> None:
    answer = httpx.get(f"{live}/documents/110364", trust_env=False).json()
    answer["stamp"] = "a new member"
    answer["date"]["calendar"] = "Gregorian"
    answer["texts"].append({"id": "au", "role": "recording", "label": None, "language": None, "seconds": 12})
    read = Document.model_validate(answer)
    assert read.model_extra == {"stamp": "a new member"}
    assert read.date
    assert read.date.model_extra == {"calendar": "Gregorian"}
    assert [type(known).__name__ for known in read.texts] == ["Translation", "OtherText"]
    assert read.model_dump(by_alias=True, mode="json") == answer
