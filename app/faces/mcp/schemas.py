"""Schemas in as few words as will do: those of all tools stand in every model's mind all the time."""

from typing import Any

_NULL = {"type": "null"}


def bare_input(schema: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of what a tool takes; what may be left out may be null too, which is not said."""
    members = {
        name: {key: value for key, value in _chosen(member).items() if (key, value) != ("default", None)}
        for name, member in schema["properties"].items()
    }
    short: dict[str, Any] = bare({**schema, "properties": members})
    return {name: value for name, value in short.items() if name != "description"}  # the tool's own says it


def _chosen(member: dict[str, Any]) -> dict[str, Any]:
    """Give a member that may be null as what it is otherwise."""
    choices = [choice for choice in member.get("anyOf", ()) if choice != _NULL]
    if len(choices) != 1:
        return member
    return {**choices[0], **{key: value for key, value in member.items() if key != "anyOf"}}


def bare(schema: Any) -> Any:  # noqa: ANN401 - any JSON
    """Give a schema without the titles that are its names again."""
    if isinstance(schema, list):
        return [bare(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    is_named = isinstance(schema.get("title"), str)
    return {name: bare(value) for name, value in schema.items() if not (is_named and name == "title")}
