"""The goldens: what citeproc-js printed, and why the engine prints something else where it does."""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from tests.golden.csl.agreement import FOLDER, Difference, Texts

#: The goldens are of so many records, the first of the file.
GOLDEN_RECORDS = 12


class Explanation(NamedTuple):
    """A reason for differences: texts that are the same but for ``words``, here or there, and for space.

    Where it is about some styles or records only, it names them. `elsewhere` says that the goldens have no such text.
    """

    why: str
    words: str
    styles: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    elsewhere: bool = False

    def covers(self, one: Difference) -> bool:
        """Whether nothing is left of a difference without those words."""
        if (self.styles and one.style not in self.styles) or (self.records and one.record not in self.records):
            return False
        theirs, ours = (re.sub(self.words, "", text) for text in (one.theirs, one.ours))
        return "".join(theirs.split()) == "".join(ours.split())


def golden_styles() -> list[str]:
    """Give the styles of the goldens: the core first, then historians' ones, then others taken at random."""
    return (FOLDER / "styles.txt").read_text(encoding="ascii").split()


def write_goldens(texts: Texts) -> None:
    """Keep texts as the goldens, a style to a line."""
    lines = (f" {json.dumps(style)}: {json.dumps(texts[style], ensure_ascii=False)}" for style in texts)
    (FOLDER / "texts.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def read_goldens() -> Texts:
    """Give what citeproc-js printed when the goldens were made."""
    texts: Texts = json.loads((FOLDER / "texts.json").read_text(encoding="utf-8"))
    return texts


def explanations() -> list[Explanation]:
    """Give the reasons that are known."""
    return [Explanation(**told) for told in json.loads((FOLDER / "explained.json").read_text(encoding="utf-8"))]


def unexplained(differences: Iterable[Difference]) -> list[Difference]:
    """Give the differences for which no reason is known."""
    known = explanations()
    return [one for one in differences if not any(reason.covers(one) for reason in known)]
