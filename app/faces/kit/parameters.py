"""Query parameters. An unknown one is an error: a misspelt filter that is ignored gives wrong results in silence."""

import inspect
from collections.abc import Callable
from functools import cache
from typing import Annotated, get_args, get_origin

from fastapi import Request, params
from fastapi.exceptions import RequestValidationError

from app.faces.kit.problems import MOST_TOLD, hint, nearest


async def only_known(request: Request) -> None:
    """Refuse a request with a parameter its route does not declare, or one twice that is declared once."""
    if "://" in str(request.path_params.get("id", "")):
        return  # somebody else's whole address, pasted with its own query
    known = _declared(request.scope["endpoint"])
    problems: list[dict[str, object]] = []
    seen: set[str] = set()
    for name, _ in request.query_params.multi_items():
        if len(problems) == MOST_TOLD:
            break
        if name not in known:
            near = nearest(name, sorted(known))
            said = f"unknown parameter; {hint(near, sorted(known))}"
            problems.append({"loc": ("query", name[:80]), "msg": said, "near": near})
        elif name in seen and not known[name]:
            problems.append({"loc": ("query", name), "msg": "given more than once"})
        seen.add(name)
    if problems:
        raise RequestValidationError(problems)


@cache
def _declared(endpoint: Callable[..., object]) -> dict[str, bool]:
    """Give the query parameters an endpoint declares, and whether each may be given several times."""
    declared: dict[str, bool] = {}
    for name, parameter in inspect.signature(endpoint).parameters.items():
        if get_origin(parameter.annotation) is Annotated:
            kind, *marks = get_args(parameter.annotation)
            for mark in marks:
                if isinstance(mark, params.Query):
                    declared[mark.alias or name] = "list[" in str(kind)
    return declared
