"""Records that mean harm, and what an answer with their words in it must still be."""

import json
from collections.abc import Callable
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any, NamedTuple
from xml.etree.ElementTree import ParseError, fromstring

#: Ends whatever it may stand in: an attribute, an element, a script, a comment, CDATA, a template, a string, a shell.
MARKUP = (
    "\"'><x-evil onxevil=1 href=javascript:xevil()></a></p></script></style></title></textarea><script>xevil()</script>"
    "]]>--><!--<![CDATA[&lt;x-evil&gt;&#60;x-evil&#62;{{7*7}}{%evil%}${7*7}#{7*7}`xevil`\\u003cx-evil\\"
)
#: Turns a line around, hides in it, or ends it for some readers.
BIDI = (
    "abc\u202edcba\u202c \u2066x\u2069 \u200f\u061c\u200b\u2060\ufeff\u2028\u2029\x85\u0301\u0301\u0301e\u0301"
    + "\u0338" * 200
)
LINES = "one\r\nX-Injected: 1\r\n\r\n<x-evil>\ttwo\nthree"


class Specimen(NamedTuple):
    """A file to import."""

    name: str
    body: bytes
    file: str = "hostile.json"


def all_over(words: str) -> dict[str, Any]:
    """Make a record with the same words wherever it can have words."""
    return {
        "id": "hostile",
        "title": words,
        "date": {"as_written": words},
        "other_dates": [{"as_written": words}],
        "kind": {"as_written": words, "code": words},
        "participants": [{"role": "sender", "as_written": words, "name": words, "identified_as": words}],
        "summary": words,
        "citation": words,
        "publisher": words,
        "reference": words,
        "locations": [words, f"APRF, Fond 45, Opis 1, Delo {words}, Listy 31-32"],
        "credits": words,
        "original_language": words,
        "contents": [words],
        "identifiers": [{"scheme": words, "value": words}],
        "rights": [{"applies_to": words, "statement": words, "uri": words}],
        "relations": [{"type": words, "to": words, "note": words}],
        "texts": [
            {
                "id": "en",
                "role": "translation",
                "language": "en",
                "label": words,
                "translator_statement": words,
                "translators": [words],
                "passages": [{"id": f"en.p{n}", "text": words} for n in (1, 2)],
            },
            {"id": "scan", "role": "facsimile", "label": words, "address": words},
        ],
    }


def record(**members: object) -> dict[str, Any]:
    """Make a small record."""
    texts = [{"id": "en", "role": "translation", "passages": [{"id": "en.p1", "text": "Words."}]}]
    return {"id": "hostile", "title": "A letter", "texts": texts, **members}


def passages(count: int, words: str) -> list[dict[str, Any]]:
    """Make a text of so many passages."""
    inside = [{"id": f"en.p{n}", "text": words} for n in range(1, count + 1)]
    return [{"id": "en", "role": "translation", "language": "en", "passages": inside}]


def _as_json(made: object) -> bytes:
    return json.dumps(made, ensure_ascii=False).encode()


def _raw(text: str) -> bytes:
    """Make a record in whose JSON a value stands as given, which no writer of JSON would write."""
    return b'{"id": "hostile", "title": "A letter", ' + text.encode("utf-8", "surrogatepass") + b"}"


#: What imports, and must then do no harm.
TAKEN = (
    Specimen("markup", _as_json(all_over(MARKUP))),
    Specimen("bidi", _as_json(all_over(BIDI))),
    Specimen("lines", _as_json(all_over(LINES))),
    Specimen("blank", _as_json(all_over(" "))),
    Specimen("markup-in-address", _as_json(record(source_url=f"https://e.org/{MARKUP.replace(' ', '')}"))),
    Specimen("unicode-in-address", _as_json(record(source_url="https://пример.org/ё/\u202e/%0d%0aX-Injected:1"))),
    Specimen("text-of-ten-megabytes", _as_json(record(texts=passages(11, "words " * 160_000)))),
    Specimen("twenty-thousand-passages", _as_json(record(texts=passages(20_000, "words")))),
    Specimen("longest-everything", _as_json(all_over(("x" * 9 + '"') * 490))),
    Specimen("the-same-again-and-again", _as_json(record(summary="\u3042" * 900_000))),
    Specimen("surrogates-of-a-pair", _raw('"summary": "\\ud83d\\ude00 \\u0085\\u202e"')),
)
#: What must be refused with a reason.
REFUSED = (
    Specimen("title-of-a-megabyte", _as_json(record(title="T" * 1_000_000))),
    Specimen("a-hundred-thousand-passages", _as_json(record(texts=passages(100_000, "words")))),
    Specimen("passage-of-ten-megabytes", _as_json(record(texts=passages(1, "words " * 1_700_000)))),
    Specimen("a-hundred-places", _as_json(record(locations=["APRF, Fond 45"] * 100))),
    Specimen("control-character", _as_json(record(summary="a\x00b"))),
    Specimen("escape-character", _as_json(record(title="a\x1b[2Jb"))),
    Specimen("lone-surrogate", _raw('"summary": "\\ud800"')),
    Specimen("surrogate-bytes", _raw('"summary": "\ud800"')),
    Specimen("noncharacter", _as_json(record(summary="\uffff"))),
    Specimen("invalid-utf-8", b'{"id": "hostile", "title": "\xff\xfe"}'),
    Specimen("overlong-utf-8", b'{"id": "hostile", "title": "\xc0\xaf"}'),
    Specimen("lines-in-address", _as_json(record(source_url="https://e.org/\r\nX-Injected: 1"))),
    Specimen("script-as-address", _as_json(record(source_url="javascript:xevil()"))),
    Specimen("endless-address", _as_json(record(source_url="https://e.org/" + "a" * 10_000))),
    Specimen("nesting", b'{"id": "hostile", "title": ' + b"[" * 10_000 + b"]" * 10_000 + b"}"),
    Specimen("nesting-of-objects", b'{"title":' * 10_000 + b"1" + b"}" * 10_000),
    Specimen("huge-number", _raw('"schema": ' + "9" * 5000)),
    Specimen("huge-exponent", _raw('"schema": 1e400')),
    Specimen("no-number", _raw('"schema": NaN')),
    Specimen("member-twice", _raw('"summary": "a", "summary": "b"')),
    Specimen("summary-too-long", _as_json(record(summary="x" * 1_000_001))),
    Specimen("id-of-a-path", _as_json(record() | {"id": "../../etc/passwd"})),
    Specimen("id-with-a-line", _as_json(record() | {"id": "ab\n"})),
    Specimen("language-of-markup", _as_json(record(texts=[{"role": "translation", "language": '"><x-evil>'}]))),
    Specimen("unknown-member", _as_json(record(**{MARKUP: 1}))),
    Specimen("cut-short", _as_json(record())[:-9]),
)


class Harm(HTMLParser):
    """Notes every element and attribute of a page that its words, and not our templates, have made."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.open: list[str] = []
        self.is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        if "evil" in tag or any("evil" in name or name.startswith("on") for name, _ in attrs):
            self.found.append(self.get_starttag_text() or tag)
        for name, value in attrs:
            if name in ("href", "src", "action") and not (value or "").startswith(
                ("https://", "http://", "/", "#", "?")
            ):
                self.found.append(f"{name}={value}"[:200])
        if tag not in _VOID:
            self.open.append(tag)
            self.is_data = ("type", "application/ld+json") in attrs

    def handle_endtag(self, tag: str) -> None:
        """Close what is open; a tag that closes nothing of ours came from somewhere else."""
        if not self.open or self.open.pop() != tag:
            self.found.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        """Our templates leave no comments in a page."""
        self.found.append(f"<!--{data[:80]}")

    def unknown_decl(self, data: str) -> None:
        """Neither do they hold CDATA."""
        self.found.append(data[:80])

    def handle_data(self, data: str) -> None:
        """Words of a record are no script; as linked data they are JSON in which no element begins or ends."""
        if self.is_data and self.open and self.open[-1] == "script":
            self.found += ["<"] if "<" in data else harm_in_json(data.encode())
        elif self.open and self.open[-1] in ("script", "style") and "evil" in data:
            self.found.append(data[:80])


_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@lru_cache(maxsize=32)
def harm_in_page(body: bytes) -> list[str]:
    """Give what in a page its words have made."""
    parser = Harm()
    parser.feed(body.decode())
    parser.close()
    return parser.found + [f"<{tag}> stays open" for tag in parser.open]


def harm_in_json(body: bytes) -> list[str]:
    """Give what makes an answer no strict JSON."""

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    try:
        json.loads(body.decode(), parse_constant=refuse)
    except ValueError as error:
        return [str(error)]
    return []


def harm_in_text(body: bytes) -> list[str]:
    """Give what makes an answer no UTF-8."""
    try:
        body.decode()
    except UnicodeDecodeError as error:
        return [str(error)]
    return []


def harm_in_xml(body: bytes) -> list[str]:
    """Give what makes an answer no well-formed XML."""
    try:
        fromstring(body)  # noqa: S314 - our own answer
    except ParseError as error:
        return [str(error)]
    return []


def harm_in_picture(body: bytes) -> list[str]:
    """Give what makes an answer no picture in PNG."""
    is_whole = body.startswith(b"\x89PNG\r\n\x1a\n") and body.endswith(b"IEND\xaeB`\x82")
    return [] if is_whole else [str(body[:80])]


def harm_in(media_type: str, body: bytes) -> list[str]:
    """Give what is wrong in an answer, as far as its media type tells what to look for."""
    looked_for = {"json": harm_in_json, "xml": harm_in_xml}.get(media_type.rpartition("+")[2], harm_in_text)
    return HARM.get(media_type, looked_for)(body)


#: What is looked for in an answer of a media type that does not end in what is looked for.
HARM: dict[str, Callable[[bytes], list[str]]] = {
    "application/json": harm_in_json,
    "application/problem+json": harm_in_json,
    "application/schema+json": harm_in_json,
    "text/html": harm_in_page,
    "application/xml": harm_in_xml,
    "image/png": harm_in_picture,
    "text/xml": harm_in_xml,
}
