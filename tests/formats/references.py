"""Records for reference formats: one with everything stated, and words that break what does not escape them."""

import shutil
from typing import Any

from app.formats.base import Format
from tests.conftest import skip
from tests.formats.letters import ORIGINAL, document_of, press_of, text_of

APRF = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32"
AVPRF = "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"
#: A letter of which everything is stated.
FULL: dict[str, Any] = {
    "title": "Letter on aid",
    "kind": {"as_written": "Letter", "code": "letter"},
    "date": {"as_written": "June 13, 1951"},
    "other_dates": [{"as_written": "June 14, 1951"}],
    "participants": [
        {"role": "sender", "as_written": "Filippov", "identified_as": "Joseph Stalin"},
        {"role": "addressee", "as_written": "Mao Zedong"},
        {"role": "addressee", "as_written": "Zhou Enlai"},
    ],
    "summary": "He asks for aid.",
    "publisher": "Programme on History and Policy",
    "locations": [APRF, AVPRF],
    "original_language": "Russian",
    "rights": [{"applies_to": "translation", "statement": "Ask first.", "uri": "https://rights.example/ask"}],
    "texts": [text_of("en", "en", "Word", translators=["Ann Field and Co.", "Yafeng Xia"], machine=True), ORIGINAL],
    "relations": [{"type": "reply", "to": "110365", "note": "of June 12"}],
    "identifiers": [{"scheme": "record-number", "value": "7"}],
}
#: A paper that is no letter, from somebody to somebody.
PAPER: dict[str, Any] = {**FULL, "kind": {"as_written": "Memorandum", "code": "memorandum"}}
#: Words with all that means something to some notation, in one line, single spaces only.
HOSTILE = (
    "A \"quoted\" 'title', 50% of $5 & #3_x ^ ~ \\textbf{b} {\\x @misc{k, a = \"b\"} </script> -- --- ``q'' ?` =1+1 "
    "TY  - JOUR Ж\u0301 \u202eabc\u202c \U0001f4dc TI  - x \\"
)
LONG = "long " * 999 + "title"


def render(fmt: Format, members: dict[str, Any]) -> bytes:
    """Write a record down."""
    return fmt.render(document_of(members), press_of().context)


def losses(fmt: Format, members: dict[str, Any]) -> dict[str, str]:
    """Give how each member fares."""
    return {loss.member: loss.how for loss in fmt.tell_losses(document_of(members), press_of().context)}


def program(name: str, package: str) -> str:
    """Give the path of a program, or skip."""
    path = shutil.which(name)
    if path is None:
        skip(f"{name} is not installed; apt-get install {package}")
    return path
