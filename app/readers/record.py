"""Our own JSON: one record, a list of records, or one a line. Ids may still be missing."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePath
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from app.domain.identifiers import is_document_id
from app.readers.base import Draft, Found, Problem, Reader, begins_like_json
from app.understanding.knowledge import Knowledge

SUFFIXES = (".json", ".jsonl", ".ndjson")
#: So many problems of one record are listed, and as many that its schema finds; more help nobody.
MAX_PROBLEMS = 100

_LINE_SUFFIXES = {".jsonl", ".ndjson"}
_LINE_END = re.compile(rb"\r\n|\r|\n")
_LONGEST_NAME = 60
# Python reads integers up to 4300 digits; no record holds one of more than a few.
_LONGEST_INTEGER = 4000
_WANTED = {
    "string_type": "a text in quotation marks",
    "tuple_type": "a list",
    "model_type": "an object",
    "bool_type": "true or false",
}

_MEMBERS: dict[str, tuple[str, tuple[str, ...], str, str]] = {
    "missing": ("member-missing", (), "This member is missing.", "Add it."),
    "pictures_with_words": (
        "value-wrong",
        ("passages",),
        "A facsimile is pictures; it has no passages.",
        "Words read from pictures are a text of their own: its role is transcription.",
    ),
}
_REFUSED = {
    "too_short": "This may not be empty.",
    "too_long": "This lists more than {max_length:,}.",
    "string_too_short": "This may not be empty.",
    "string_too_long": "This has more than {max_length:,} characters.",
    "string_unicode": "This holds half a character: a surrogate without its other half.",
}

_Place = tuple[int | str, ...]


class _Flaw(NamedTuple):
    """What is wrong with a record: where in it, and in which words to say so."""

    code: str
    place: _Place
    reason: str
    suggestion: str


@dataclass(frozen=True)
class _Oddity:
    """A number that can be spelt and that no record can hold."""

    spelling: str


class _Object(dict[str, Any]):
    """An object that remembers which members it was given more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]


class _Source(NamedTuple):
    """Where a record stands: its file, its line, and its place in a list."""

    file: str
    line: int | None
    ordinal: int | None = None

    def error(self, flaw: _Flaw) -> Problem:
        """Say of which record and member the flaw is."""
        return Problem(
            severity="error",
            code=flaw.code,
            file=self.file,
            line=self.line,
            field=_path(flaw.place) or None,
            reason=f"Record {self.ordinal}: {flaw.reason}" if self.ordinal else flaw.reason,
            suggestion=flaw.suggestion,
        )


def recognises(data: bytes, file: str) -> bool:
    """Tell whether the file is JSON: from its name, else from its first characters."""
    if PurePath(file).suffix.lower() in SUFFIXES:
        return True
    return begins_like_json(data)


def read(data: bytes, file: str, _knowledge: Knowledge) -> Iterator[Found]:
    """Read every record, good ones beside bad ones. What the file holds is told from its content."""
    data = data.removeprefix(codecs.BOM_UTF8)
    rows = [(n, row) for n, row in enumerate(_LINE_END.split(data), start=1) if row.strip()]
    if not rows:
        flaw = _Flaw("file-empty", (), "The file is empty.", "Save the record again.")
        yield Found(draft=None, problems=(_Source(file, 1).error(flaw),))
        return
    value = _parse(data, _Source(file, None))
    if isinstance(value, Problem) and _is_by_line(data, file, rows):
        for number, row in rows:
            yield _find(_parse(row, _Source(file, number)), _Source(file, number))
    elif isinstance(value, list):
        for ordinal, item in enumerate(value, start=1):
            yield _find(item, _Source(file, None, ordinal))
    else:
        yield _find(value, _Source(file, rows[0][0] if len(rows) == 1 else None))


def _is_by_line(data: bytes, file: str, rows: list[tuple[int, bytes]]) -> bool:
    """Tell whether a file that is not one JSON value was meant to have a record on each line.

    A record that is spread over several lines has none that begins at the margin and is complete.
    """
    if PurePath(file).suffix.lower() in _LINE_SUFFIXES:
        return True
    complete = any(row.startswith(b"{") and row.rstrip().endswith(b"}") for _, row in rows)
    return complete and not data.lstrip().startswith(b"[")


def _parse(data: bytes, source: _Source) -> Any:  # noqa: ANN401 - any JSON value, or a Problem
    """Read one JSON value, with its oddities marked, or say why it is none."""
    try:
        return json.loads(
            data.decode(),
            object_pairs_hook=_Object,
            parse_constant=_Oddity,
            parse_int=lambda digits: int(digits) if len(digits) <= _LONGEST_INTEGER else _Oddity(digits),
        )
    except UnicodeDecodeError as error:
        line = source.line or _line(data[: error.start].decode("latin-1"))
        reason = f"The byte 0x{data[error.start]:02X}, {error.start + 1}th here, is not UTF-8."
        return source._replace(line=line).error(_Flaw("not-utf-8", (), reason, "Save the file as UTF-8."))
    except json.JSONDecodeError as error:
        line = source.line or _line(error.doc[: error.pos])
        reason = f"This is not JSON: {error.msg[:1].lower()}{error.msg[1:]}, at column {error.colno}."
        return source._replace(line=line).error(
            _Flaw("not-json", (), reason, "Correct the JSON there; another program may have cut it short.")
        )
    except RecursionError:
        return source.error(_deep())


def _find(value: Any, source: _Source) -> Found:  # noqa: ANN401 - any JSON value, or a Problem
    """Make a draft of one value, or say everything that is wrong with it."""
    if isinstance(value, Problem):
        return Found(draft=None, line=value.line, problems=(value,))
    draft, flaws = _draft(value)
    return Found(draft=draft, line=source.line, problems=tuple(source.error(flaw) for flaw in flaws))


def _draft(value: Any) -> tuple[Draft | None, list[_Flaw]]:  # noqa: ANN401 - any JSON value
    if not isinstance(value, dict):
        return None, [_Flaw("type-wrong", (), f"A record is an object, not {_kind(value)}.", "Write it in {}.")]
    if {"canonical_url", "links"} <= value.keys():
        return None, [_answer(value.get("id"))]
    flaws: list[_Flaw] = []
    try:
        plain = _plain(value, (), flaws)
    except RecursionError:
        return None, [_deep()]
    if type(value.get("schema", 1)) is not int:  # to Pydantic, true is 1
        flaws.append(_Flaw("value-wrong", ("schema",), "This must be the number 1.", "Write 1, or leave it out."))
    details: list[ErrorDetails] = []
    draft = None
    try:
        draft = Draft.model_validate(plain, strict=True, by_alias=True, by_name=False)
    except ValidationError as error:
        told = {flaw.place for flaw in flaws}
        details = [detail for detail in error.errors(include_url=False) if detail["loc"] not in told]
    listed = [*flaws[:MAX_PROBLEMS], *map(_explain, details[:MAX_PROBLEMS])]
    if unlisted := len(flaws) + len(details) - len(listed):
        reason = f"{unlisted} more problems of this record are not listed."
        listed.append(_Flaw("problems-unlisted", (), reason, "Correct the others first."))
    return (None if listed else draft), listed


def _plain(value: Any, place: _Place, flaws: list[_Flaw]) -> Any:  # noqa: ANN401 - any JSON value
    """Give the value in Python's plain types, and note what JSON allows and a record does not."""
    if isinstance(value, _Oddity):
        flaws.append(_Flaw("number-wrong", place, f"No record holds {_show(value.spelling)}.", "Take it out."))
        return None
    if isinstance(value, list):
        return tuple([_plain(item, (*place, index), flaws) for index, item in enumerate(value)])
    if not isinstance(value, _Object):
        return value
    for name in value.repeated:
        reason = "This member stands here more than once."
        flaws.append(_Flaw("member-repeated", (*place, name), reason, "Keep one of them."))
    plain: dict[str, Any] = {}
    for name, member in value.items():
        if _show(name) == name:
            plain[name] = _plain(member, (*place, name), flaws)
        else:
            reason = "No record has a member of such a name: too long, or not printable."
            flaws.append(_Flaw("member-unknown", (*place, name), reason, "Take it out."))
    return plain


def _explain(detail: ErrorDetails) -> _Flaw:
    """Say in plain English what the record's schema refused."""
    kind, place, context = detail["type"], detail["loc"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(place)
    if kind in _MEMBERS:
        code, member, reason, advice = _MEMBERS[kind]
        return _Flaw(code, (*place, *member), reason, advice)
    if kind in _WANTED:
        reason = f"This must be {_WANTED[kind]}, not {_kind(detail['input'])}."
        return _Flaw("type-wrong", place, reason, f"Write {_WANTED[kind]} here.")
    if kind == "literal_error":
        return _Flaw("value-wrong", place, f"This must be {context['expected']}.", "Choose one of these.")
    if kind == "string_pattern_mismatch":
        reason = f"{_show(detail['input'])!r} does not have the form {context['pattern']}."
        return _Flaw("value-wrong", place, reason, "Write it in this form, or leave it out.")
    refused = _REFUSED.get(kind, "").format_map(context)
    message = f"The words cannot be kept: {detail['msg'].removeprefix('Value error, ')}."
    return _Flaw("words-refused", place, refused or message, "Correct the words.")


def _unknown(place: _Place) -> _Flaw:
    known = _members(_model_at(place[:-1]))
    near = get_close_matches(str(place[-1])[:_LONGEST_NAME], known, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Take it out; known here: {', '.join(sorted(known))}."
    return _Flaw("member-unknown", place, "No member of this name is known here.", hint)


def _members(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Give a noun's members by the names they have in JSON."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _model_at(place: _Place) -> type[BaseModel]:
    """Give the noun that stands at a place in a record."""
    model: type[BaseModel] = Draft
    for name in place:
        info = _members(model).get(str(name))
        model = (_noun_in(info.annotation) if info else None) or model
    return model


def _noun_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type expression
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((noun for argument in get_args(annotation) if (noun := _noun_in(argument))), None)


def _answer(name: object) -> _Flaw:
    known = name if isinstance(name, str) and is_document_id(name) else None
    return _Flaw(
        "api-answer",
        (),
        "This is the API's answer, which holds more than the record.",
        f"Import the record instead: `muniment show {known or 'ID'}` or /documents/{known or '{id}'}/revisions/{{n}}.",
    )


def _deep() -> _Flaw:
    reason = "The JSON is nested too deeply; a record has four levels."
    return _Flaw("nesting-too-deep", (), reason, "Check the program that wrote the file.")


def _path(place: _Place) -> str:
    """Write a place in a record as ``texts[0].passages[3].text``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{_show(part)}" for part in place)
    return "".join(parts).removeprefix(".")


def _show(name: str) -> str:
    """Give a name as it can be shown: not endless, and without characters that cannot be printed."""
    short = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)


def _kind(value: object) -> str:
    if isinstance(value, list | tuple):
        return "a list"
    kinds = {str: "a text", bool: "true or false", dict: "an object", type(None): "null"}
    return kinds.get(type(value), "a number")


def _line(before: str) -> int:
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")


READER = Reader(
    name="record",
    description="records in our own JSON: one, a list, or one a line",
    suffixes=SUFFIXES,
    media_type="application/json",
    recognises=recognises,
    read=read,
)
