"""Fixtures of the public test suite: named sections in a text file, as that repository's manual describes them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SECTION = re.compile(r"^>>=+ ([A-Z0-9-]+) =+>>[ \t]*\n(.*?)^<<=+ \1 =+<<", re.DOTALL | re.MULTILINE)
_CHANGED = re.compile(r"^(\.\.|>>)\[", re.MULTILINE)
_READ = frozenset(
    ("MODE", "RESULT", "CSL", "INPUT", "CITATION-ITEMS", "CITATIONS", "BIBENTRIES", "BIBSECTION", "LANGUAGE")
)
_SAYS_NOTHING = frozenset(("VERSION", "DESCRIPTION"))


@dataclass(frozen=True)
class Fixture:
    """One case: what is rendered how, and what is to come out."""

    name: str
    sections: Mapping[str, str]

    @property
    def family(self) -> str:
        """What of the specification it tries: the first part of its name."""
        return self.name.partition("_")[0]

    @property
    def wanted(self) -> str:
        """What is to come out."""
        return comparable(self.sections.get("RESULT", ""))

    @property
    def unread(self) -> tuple[str, ...]:
        """Sections that ask for what the runner cannot do."""
        return tuple(sorted(set(self.sections) - _READ - _SAYS_NOTHING))

    def text(self, section: str) -> str:
        """Give a section's words, nothing where it is not there."""
        return self.sections.get(section, "").strip()

    def data(self, section: str) -> Any:  # noqa: ANN401 - JSON says anything
        """Give what a section's JSON says, None where it is not there."""
        words = self.text(section)
        return json.loads(words) if words else None


def read_fixture(name: str, words: str) -> Fixture:
    """Take a fixture's file apart."""
    return Fixture(name, {found[1]: found[2] for found in _SECTION.finditer(words.replace("\r\n", "\n"))})


def read_fixtures(folder: Path) -> Iterator[Fixture]:
    """Give all fixtures of a folder by name; other text files have no result and are none."""
    for path in sorted(folder.glob("*.txt")):
        fixture = read_fixture(path.stem, path.read_text(encoding="utf-8-sig"))
        if "RESULT" in fixture.sections:
            yield fixture


def comparable(words: str) -> str:
    """Give what is compared: without space around, or marks that tell changed citations from unchanged ones."""
    return _CHANGED.sub("[", words.strip())
