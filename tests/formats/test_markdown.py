"""Markdown: software that is not ours shows the very words of the record, and the front matter holds the rest."""

import json
import shutil
import subprocess
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.domain.document import Document
from app.formats.markdown import FORMAT
from tests.conftest import skip
from tests.formats.letters import ORIGINAL, SCAN, document_of, press_of, text_of

HOSTILE = [
    "# No heading", "- no list", "+ no list", "1. no list", "12) no list", "> no quote", "    no code", "\tno code",
    "---", "===", "***", "* * *", "```\nno code\n```", "~~~", "<script>alert(1)</script>", "<!-- no comment -->",
    '<a id="en.p9"></a>', "[no](link)", "![no](picture)", "[no]: https://e.org", "**no** _emphasis_ `code` ~~x~~",
    "&amp; &#65; &copy; & &c", "a\\b \\* \\", "\\", "a | b\n--- | ---\nc | d", "$x$ ^2^ H~2~O ==x== %%x%% :smile:",
    "https://e.org <https://e.org>", "two  \nspaces", "a\\\nb", "a\n\nb", "a\n\n\n", "\na", " a ", "\u00a0a\u00a0",
    "a\r\nb\r", "a\tb\t", "Title\n===", "Title\n---", "a\n# b\n1. c\n- d\n> e", "::: x", "{.class}", "#", "a #", "a\\#",
    "1951.", "\u202eturned", "a\u2028b", "\ufeffa\ufeff", "a\x85", "\x85a\nb", "'\"=+-@", "",
]  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r\x85 #*_[]<>`\\&;|-+=.1~"))


def print_markdown(document: Document) -> str:
    """Write a record down."""
    return FORMAT.render(document, press_of().context).decode()


def front_matter(body: str) -> dict[str, Any]:
    """Read the front matter."""
    found: dict[str, Any] = yaml.safe_load(body.split("\n---\n", 1)[0].removeprefix("---\n"))
    return found


def shown(tokens: list[Token]) -> str:
    """Give the words a parser would show."""
    return "".join("\n" if token.type in ("hardbreak", "softbreak") else token.content for token in tokens)


def read_back(body: str) -> tuple[list[str], dict[str, str]]:
    """Give the headings and the anchored passages that a CommonMark parser finds, and nothing else stands there."""
    tokens = MarkdownIt("commonmark").parse(body.split("\n---\n", 1)[1])
    headings, passages = [], {}
    for before, token in pairwise(tokens):
        assert token.type in {"heading_open", "inline", "heading_close", "paragraph_open", "paragraph_close"}
        children = [child for child in token.children or [] if child.content != "<!-- -->"]
        if before.type == "heading_open":
            headings.append(shown(children))
        elif before.type == "paragraph_open":
            assert [child.type for child in children[:2]] == ["html_inline", "html_inline"]
            assert {child.type for child in children[2:]} <= {"text", "text_special", "hardbreak"}
            passages[children[0].content.split('"')[1]] = shown(children[2:])
    return headings, passages


@pytest.mark.parametrize("words", HOSTILE)
def test_a_parser_shows_the_very_words(words: str) -> None:
    document = document_of({"title": words or "x", "texts": [text_of("en", "en", words, f"x{words}", f"{words}x")]})
    body = print_markdown(document)
    assert read_back(body) == (
        [words or "x", "en"],
        {"en.p1": words, "en.p2": f"x{words}", "en.p3": f"{words}x"},
    )
    assert front_matter(body)["title"] == (words or "x")


@given(WORDS)
@example("0\n\n0")
def test_a_parser_shows_the_very_words_whatever_they_are(words: str) -> None:
    document = document_of({"title": words or "x", "texts": [text_of("en", "en", words)]})
    body = print_markdown(document)
    assert read_back(body) == ([words or "x", "en"], {"en.p1": words})
    assert front_matter(body)["title"] == (words or "x")


def test_pandoc_reads_the_same_words_and_the_same_front_matter() -> None:
    if not shutil.which("pandoc"):
        skip("pandoc is not here: apt-get install -y pandoc")
    kept = [words for words in HOSTILE if words.strip() and "\r" not in words]
    document = document_of({"title": "=x: #", "texts": [text_of("en", "en", *kept)]})
    command = ["pandoc", "-f", "commonmark+yaml_metadata_block", "-t", "json"]
    ran = subprocess.run(command, input=print_markdown(document), capture_output=True, text=True, check=True)
    told = json.loads(ran.stdout)
    paragraphs = [block["c"] for block in told["blocks"] if block["t"] == "Para"]
    assert len(paragraphs) == len(kept)
    for words, inlines in zip(kept, paragraphs, strict=True):
        assert spoken(inlines).split() == words.split()
    assert told["meta"]["id"] == {"t": "MetaInlines", "c": [{"t": "Str", "c": "letter"}]}


def spoken(inlines: list[dict[str, Any]]) -> str:
    """Give the words of what Pandoc read, markup left aside that is ours."""
    breaks = {"Space": " ", "SoftBreak": "\n", "LineBreak": "\n", "RawInline": ""}
    return "".join(inline["c"] if inline["t"] == "Str" else breaks[inline["t"]] for inline in inlines)


def test_the_front_matter_holds_what_the_record_states() -> None:
    members = {
        "date": {"as_written": "June 13, 1951"},
        "kind": {"as_written": "Letter"},
        "participants": [{"role": "sender", "as_written": "Filippov", "identified_as": "Stalin"}],
        "locations": ["APRF, Fond 45: “x”", "- AVPRF # 059a"],
        "rights": [{"applies_to": "translation", "statement": "Reserved\nall", "uri": None}],
        "texts": [
            ORIGINAL, text_of("en", "en", "W", translators=["N: N"], machine=False),
            text_of("fr", "fr", "M", translators=[]), SCAN,
        ],
        "relations": [{"type": "enclosure", "to": "yes", "note": "no"}],
    }  # fmt: skip
    document = document_of(members)
    told = front_matter(print_markdown(document))
    assert told["id"] == "letter"
    assert told["canonical_url"] == document.canonical_url
    assert (told["date"], told["date_as_written"], told["date_edtf"]) == ("1951-06-13", "June 13, 1951", "1951-06-13")
    assert told["participants"] == [
        {"role": "sender", "as_written": "Filippov", "name": "Filippov", "identified_as": "Stalin", "basis": "editor"}
    ]
    assert told["locations"] == members["locations"]
    assert told["rights"] == [{"applies_to": "translation", "statement": "Reserved\nall", "basis": "editor"}]
    assert told["relations"] == [{"type": "enclosure", "to": "yes", "note": "no", "basis": "editor"}]
    assert told["language"] == ["ru", "en", "fr"]
    assert told["translators"] == ["N: N"]
    english, french, scan = told["texts"][1:]
    assert (english["translators"], english["machine"], french["translators"]) == (["N: N"], False, [])
    assert english["sha256"] == document.worded_texts[1].sha256
    assert scan == {"id": "scan", "role": "facsimile", "address": "https://scans.example/letter"}
    assert told["revision"] == {"number": 1, "at": document.revision.at, "sha256": document.revision.sha256}
    assert told["citation"] == document.citation.generated


@pytest.mark.parametrize(
    "edtf", ["1951-06~", "1951", "1951-06", "1951-06-13~", "1951-06-13/1951-06-14", "1951-21", "1951-02-31", None]
)
def test_only_a_whole_day_is_a_date_for_a_site_that_is_made_of_these_files_stops_at_any_other(edtf: str | None) -> None:
    told = front_matter(print_markdown(document_of({"date": {"as_written": "some day", "edtf": edtf}})))
    assert "date" not in told
    assert told["date_as_written"] == "some day"


def test_what_is_not_stated_is_not_there() -> None:
    told = front_matter(print_markdown(document_of({})))
    assert not [name for name, value in told.items() if value in (None, [], "")]
    assert "participants" not in told


def test_what_the_front_matter_lacks_is_declared() -> None:
    document = document_of({"locations": ["APRF, Fond 45, Opis 1"], "texts": [ORIGINAL]})
    assert {loss.member for loss in FORMAT.tell_losses(document, press_of().context)} == {
        "locations.levels",
        "texts.passages.kind",
        "texts.passages.sha256",
    }
    assert not list(FORMAT.losses(document_of({}), press_of().context))
