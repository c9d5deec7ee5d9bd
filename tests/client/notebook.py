"""Runs a notebook as Jupyter does, without it: cells in order, what they print, and what their last line gives."""

import ast
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.settings import Settings
from tests.cli.servers import serving
from tests.conftest import ROOT, SEED, make_archive

NOTEBOOK = ROOT / "docs" / "notebooks" / "first-steps.ipynb"
CLIENT = ROOT / "client" / "src"
#: The address that is written in examples, in the place of which a live server is asked.
WRITTEN = "http://localhost:8000"

Notebook = dict[str, Any]


@contextmanager
def seeded() -> Iterator[str]:
    """Serve an archive with the seed in it, as ``make serve`` does; give the server's address."""
    with TemporaryDirectory() as folder:
        settings = Settings(archive=Path(folder) / "archive.db")
        make_archive(settings, SEED)
        with serving(settings.archive) as server:
            yield server.address


def run(notebook: Notebook, address: str) -> Notebook:
    """Give the notebook with the outputs that its cells have today."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells, count = [], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            source = "".join(cell["source"]).replace(WRITTEN, address)
            outputs = json.loads(json.dumps(_outputs(source, names, count)).replace(address, WRITTEN))
            cells.append({**cell, "execution_count": count, "outputs": outputs})
        else:
            cells.append(cell)
    names["client"].close()
    return {**notebook, "cells": cells}


def written(notebook: Notebook) -> str:
    """Write a notebook as Jupyter does."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def run_stored() -> str:
    """Give the stored notebook with today's outputs; ``make golden`` writes it."""
    sys.path.insert(0, str(CLIENT))  # tests have it from pyproject.toml
    with seeded() as address:
        return written(run(json.loads(NOTEBOOK.read_text(encoding="utf-8")), address))


def _outputs(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Run one cell, and give what it printed and what its last line gave."""
    *statements, last = ast.parse(source).body
    body, result = [*statements, last], None
    printed = io.StringIO()
    with redirect_stdout(printed):
        if isinstance(last, ast.Expr):
            exec(compile(ast.Module(statements, []), "cell", "exec"), names)  # noqa: S102 - our own notebook
            result = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - our own notebook
        else:
            exec(compile(ast.Module(body, []), "cell", "exec"), names)  # noqa: S102 - our own notebook
    stream = {"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())}
    shown = {"data": _data(result), "execution_count": count, "metadata": {}, "output_type": "execute_result"}
    return [*([stream] if stream["text"] else []), *([shown] if result is not None else [])]


def _data(result: object) -> dict[str, list[str]]:
    data = {"text/plain": _lines(repr(result))}
    for media_type, name in (("text/html", "_repr_html_"), ("text/markdown", "_repr_markdown_")):
        if hasattr(result, name):
            data[media_type] = _lines(getattr(result, name)())
    return data


def _lines(words: str) -> list[str]:
    return words.splitlines(keepends=True)
