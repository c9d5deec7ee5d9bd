"""Finds what the program ships beside its code: ``data/`` and ``migrations/``, in the checkout or in the wheel."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from app.domain.style import StyleNames
from app.understanding.knowledge import Knowledge

# Ten times as fast where PyYAML was built with it, which is nearly everywhere.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """Give the path of a shipped folder: beside the package in a checkout, under ``share/`` in a wheel."""
    for root in (_PACKAGE.parent, _PACKAGE / "share"):
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(f"{name}: not beside the package {_PACKAGE} and not in it; reinstall muniment")


def migrations() -> Path:
    """Give the folder of Alembic's migrations."""
    return shipped("migrations")


def seed() -> Path:
    """Give the folder of the seed record's page."""
    return shipped("data/seed")


@cache
def load_knowledge() -> Knowledge:
    """Read archives, notations and vocabularies, and check them."""
    tables = {
        name: _yaml(shipped(f"data/{name}.yaml"))
        for name in ("repositories", "kinds", "languages", "names", "publishers", "passages")
    }
    schemes = [_yaml(path) for path in sorted(shipped("data/schemes").glob("*.yaml"))]
    printing = _yaml(shipped("data/styles.yaml"))
    return Knowledge.model_validate({**tables, "schemes": schemes, "printing": printing})


@cache
def load_style_names() -> StyleNames:
    """Read the table of short names of citation styles."""
    tables = {**_yaml(shipped("data/style-aliases.yaml")), "months": _yaml(shipped("data/months.yaml"))}
    return StyleNames.model_validate(tables)


def _yaml(path: Path) -> Any:  # noqa: ANN401 - YAML holds anything; Knowledge checks it
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - safe, and in C where there is one
