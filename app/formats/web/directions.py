"""Words that run from right to left, set apart so that they turn around nothing that stands beside them.

Elements and no marks (Unicode, UAX #9, isolates): what is copied is the same, byte for byte.
"""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

# Letters that run from right to left (Hebrew, Arabic and what lies between and beyond), and marks that turn text so.
_TURNED = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff\u200f\u202b\u202e\u2067"
_TURNS = re.compile(f"[{_TURNED}]")
# From the first such letter to the last, over whatever is no letter of another direction.
_LETTER = re.compile(r"[^\W\d_]")
_RUN = rf"[{_TURNED}](?:[{_TURNED}\W\d_]*[{_TURNED}])?"
_NAME = rf"(?<![{_TURNED}])(?<![{_TURNED}] )(?:{{}})(?! ?[{_TURNED}])"


def isolate(words: str, names: Iterable[str] = ()) -> Markup:
    """Give words as markup in which every run from right to left stands by itself.

    ``names`` are words that belong together, such as a title: one that turns is a run whole, with its figures and
    its stops, and beside another such name is one of two.
    """
    if not _TURNS.search(words):
        return escape(words)
    turning = sorted({name for name in names if _TURNS.search(name)}, key=len, reverse=True)
    known = [_NAME.format("|".join(map(re.escape, turning)))] if turning else []
    pieces, at = [], 0
    for run in re.finditer("|".join([*known, _RUN]), words):
        pieces += [escape(words[at : run.start()]), Markup("<bdi>{}</bdi>").format(run[0])]
        at = run.end()
    return Markup().join([*pieces, escape(words[at:])])


def isolate_reference(words: str) -> Markup:
    """Give an archival reference as markup that turns nothing around it, and in which no part turns another.

    One that begins from the right runs so as a whole; in any other each run from the right stands by itself, so that
    the number after an archive's name is not drawn before it.
    """
    first = _LETTER.search(words)
    runs_from_right = first is not None and _TURNS.match(first[0])
    return Markup("<bdi>{}</bdi>").format(words if runs_from_right else isolate(words))
