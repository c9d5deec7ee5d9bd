"""What TEI takes as the value of an attribute: names, words, pointers and dates, narrower than a record's words."""

import re
import unicodedata

from app.domain.dates import DateStatement
from app.formats.base.links import iri_to_uri

#: What an EDTF date is to TEI: a dating method of its own.
EDTF = "http://id.loc.gov/datatypes/edtf"

_POINT = r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?"
_EXACT = re.compile(_POINT)
_INTERVAL = re.compile(rf"(?P<first>{_POINT}|\.\.|)/(?P<last>{_POINT}|\.\.|)")
_LIKE = re.compile(r"https?://[^\s/?#%]+(?:[/?#](?:[^\s%]|%[0-9A-Fa-f]{2})*)?")


def xml_id(name: str) -> str:
    """Give an id of a text or passage as an XML name: one that begins with a figure gets ``_`` before it.

    Names that begin with ``_`` and a letter are left to the header: no id of a record becomes one.
    """
    return f"_{name}" if name[0].isdigit() else name


def word(text: str | None) -> str | None:
    """Give a text where it is one word to TEI (``teidata.word``): letters, figures, punctuation and symbols only."""
    if text and all(unicodedata.category(letter)[0] in "LNPS" for letter in text):
        return text
    return None


def pointer(address: str | None) -> str | None:
    """Give an address of the web as a URI; None for what is no address, which is left to the words."""
    return iri_to_uri(address) if address and _LIKE.fullmatch(address) else None


def date_attributes(statement: DateStatement) -> dict[str, str | None]:
    """Give a date no more exactly than it is known.

    A day, month or year, and an interval of two, are W3C dates. Everything else keeps its EDTF as it is, between
    the days it cannot lie outside of.
    """
    edtf = statement.edtf or ""
    if _EXACT.fullmatch(edtf):
        return {"when": edtf}
    interval = _INTERVAL.fullmatch(edtf)
    if interval and edtf.strip("./"):
        return {"from": _stated(interval["first"]), "to": _stated(interval["last"])}
    if word(edtf) is None:
        return {}
    hard = statement.bounds == "hard"
    return {
        "when-custom": edtf,
        "datingMethod": EDTF,
        "notBefore": _day(statement.earliest) if hard else None,
        "notAfter": _day(statement.latest) if hard else None,
    }


def _stated(end: str) -> str | None:
    return end if end.strip(".") else None


def _day(day: str | None) -> str | None:
    return day if day and _EXACT.fullmatch(day) else None
