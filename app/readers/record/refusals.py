"""Why the schema of a record refused a value, in plain English."""

from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from app.readers.base import Draft
from app.readers.record.flaws import LONGEST_NAME, Flaw, Place, kind_of, show

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


def explain(detail: ErrorDetails) -> Flaw:
    """Say in plain English what the record's schema refused."""
    kind, place, context = detail["type"], detail["loc"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(place)
    if kind in _MEMBERS:
        code, member, reason, advice = _MEMBERS[kind]
        return Flaw(code, (*place, *member), reason, advice)
    if kind in _WANTED:
        reason = f"This must be {_WANTED[kind]}, not {kind_of(detail['input'])}."
        return Flaw("type-wrong", place, reason, f"Write {_WANTED[kind]} here.")
    if kind == "literal_error":
        return Flaw("value-wrong", place, f"This must be {context['expected']}.", "Choose one of these.")
    if kind == "string_pattern_mismatch":
        reason = f"{show(detail['input'])!r} does not have the form {context['pattern']}."
        return Flaw("value-wrong", place, reason, "Write it in this form, or leave it out.")
    refused = _REFUSED.get(kind, "").format_map(context)
    message = f"The words cannot be kept: {detail['msg'].removeprefix('Value error, ')}."
    return Flaw("words-refused", place, refused or message, "Correct the words.")


def _unknown(place: Place) -> Flaw:
    known = _members(_model_at(place[:-1]))
    near = get_close_matches(str(place[-1])[:LONGEST_NAME], known, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Take it out; known here: {', '.join(sorted(known))}."
    return Flaw("member-unknown", place, "No member of this name is known here.", hint)


def _members(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Give a noun's members by the names they have in JSON."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _model_at(place: Place) -> type[BaseModel]:
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
