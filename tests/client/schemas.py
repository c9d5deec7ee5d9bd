"""Reduces JSON schemas to what a client depends on: which members there are, which must be, and of what type."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

#: Models of the client that stand for what the server does not say yet.
_OURS_ALONE = frozenset(("OtherText",))
_TYPES = {bool: "boolean", int: "integer", str: "string"}


def facts_of(schema: Schema, root: Schema, place: str = "") -> Iterator[str]:
    """Give a line for each member and each type in a schema, with its place.

    Values that are listed (``enum``, ``const``) count as their type: a newer server may have more of them. A member
    ``role`` of one value tells the shapes of a union apart.
    """
    schema = _found(schema, root)
    if schema.get("title") in _OURS_ALONE:
        return
    if "anyOf" in schema or "oneOf" in schema:
        for variant in schema.get("anyOf") or schema["oneOf"]:
            yield from facts_of(variant, root, place)
    elif "properties" in schema:
        yield from _members(schema, root, place)
    elif schema.get("type") == "array":
        yield from facts_of(schema["items"], root, f"{place}[]")
    elif isinstance(schema.get("additionalProperties"), dict):
        yield from facts_of(schema["additionalProperties"], root, f"{place}{{}}")
    else:
        yield f"{place}: {_type_of(schema)}"


def _members(schema: Schema, root: Schema, place: str) -> Iterator[str]:
    role = schema["properties"].get("role", {}).get("const", "")
    for name, member in schema["properties"].items():
        needed = "" if name in schema.get("required", []) else "?"
        yield from facts_of(member, root, f"{place}<{role}>.{name}{needed}" if role else f"{place}.{name}{needed}")


def _type_of(schema: Schema) -> str:
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    told = {_TYPES[type(value)] for value in values} or {schema.get("type", "anything")}
    return "/".join(sorted(told))


def _found(schema: Schema, root: Schema) -> Schema:
    while "$ref" in schema:
        found: Any = root
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema
