"""The page reader against the seed, the shared pages, and one small page for every trap of the layout."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.readers.base import Draft, Found, Problem
from app.readers.page import READER
from app.resources import load_knowledge
from tests.conftest import SEED

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHARED = Path(os.environ.get("MUNIMENT_SHARED", ROOT.parent / "shared"))
SHARED_PAGES = ("110861", "112046", "114280", "114960", "115373", "made-up-1")
PROGRAMME = "History and Public Policy Program Digital Archive"
REFERENCE = "APRF, Fond 1, Opis 2, Delo 3, List 4"
ADDRESS = "http://digitalarchive.wilsoncenter.org/document/900001"
TEXT = ["DEAR COMRADE", "[Filler text.]"]


def find(data: bytes, file: str = "page.txt") -> Found:
    [found] = READER.read(data, file, load_knowledge())
    return found


def read(trap: str) -> Found:
    return find((HERE / "pages" / f"{trap}.txt").read_bytes(), f"{trap}.txt")


def draft_of(trap: str, *codes: str) -> Draft:
    """Give the draft of a page in which exactly these problems are found."""
    found = read(trap)
    assert [problem.code for problem in found.problems] == list(codes)
    assert all(problem.severity == "query" for problem in found.problems)
    assert found.draft is not None
    return found.draft


def error_of(trap: str) -> Problem:
    """Give the one error of a page that cannot be read."""
    found = read(trap)
    assert found.draft is None
    [error] = [problem for problem in found.problems if problem.severity == "error"]
    assert error.file == f"{trap}.txt"
    assert error.suggestion
    return error


def words(draft: Draft, text: int = 0) -> list[str]:
    return [passage.text for passage in draft.texts[text].passages]


def test_the_seed_is_read_whole() -> None:
    found = find((ROOT / "data/seed/110364.txt").read_bytes())
    draft = found.draft
    assert draft is not None
    assert (draft.id, found.line) == ("110364", 3)
    assert draft.title.endswith("with Gao Gang and Kim II Sung")
    assert draft.date is not None
    assert draft.date.as_written == "June 13, 1951"
    assert draft.publisher == PROGRAMME
    assert draft.reference == (
        "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32 and AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"
    )
    assert len((draft.citation or "").encode()) == 331
    assert draft.contents == ("English Translation",)
    assert (draft.texts[0].role, draft.texts[0].language) == ("translation", "en")
    assert len(words(draft)) == 15
    assert words(draft)[-1] == "No. 302/sh"


@pytest.mark.parametrize("name", SHARED_PAGES)
def test_shared_pages_are_read_as_expected(name: str) -> None:
    folder = SHARED / "data" / "pages"
    if not folder.is_dir() and os.environ.get("MUNIMENT_REQUIRE_ALL") != "1":
        pytest.skip(f"no pages in {folder}; set MUNIMENT_SHARED to the folder that holds data/pages")
    expected = json.loads((folder / f"{name}.expected.json").read_text(encoding="utf-8"))
    data = (folder / f"{name}.txt").read_bytes()
    draft = find(data).draft
    assert draft is not None
    assert draft.date is not None
    got = {
        "title": draft.title,
        "date_text": draft.date.as_written,
        "archival_reference": draft.reference,
        "address": draft.source_url,
        "summary": draft.summary or None,
        "credits": draft.credits or None,
        "original_language": draft.original_language,
        "contents": list(draft.contents or ()),
        "number_of_texts": len(draft.texts),
    }
    assert got == {member: expected[member] for member in got}
    assert READER.recognises(data, f"{name}.txt")
    if name != "114280":  # flattened: one passage, where the expectation tells lines of the lost layout
        assert words(draft)[0] == expected["first_text_line"]
        assert words(draft, -1)[-1] == expected["last_text_line"]


def test_plain_page_gives_every_member() -> None:
    draft = draft_of("plain")
    assert draft.model_dump(exclude_none=True, exclude={"texts", "citation"}) == {
        "schema_": 1,
        "id": "900001",
        "title": "Letter, Ivanov to Petrov",
        "date": {"as_written": "March 02, 1950"},
        "summary": "Filler summary.",
        "publisher": PROGRAMME,
        "source_url": ADDRESS,
        "reference": REFERENCE,
        "credits": "Filler credits.",
        "original_language": "Russian",
        "contents": ("English Translation",),
    }
    assert (draft.citation or "").startswith('"Letter, ')
    assert (draft.citation or "").endswith(f", {REFERENCE} {ADDRESS}")
    assert words(draft) == TEXT


@pytest.mark.parametrize(
    "trap",
    [
        "byte-order-mark",
        "lines-of-spaces",
        "header-line",
        "header-on-title-line",
        "curly-quotes",
        "stray-space-before-comma",
    ],
)
def test_page_that_says_the_same_otherwise(trap: str) -> None:
    assert draft_of(trap).model_copy(update={"citation": None}) == draft_of("plain").model_copy(
        update={"citation": None}
    )


@pytest.mark.parametrize("trap", ["cr-lf", "lone-cr", "paragraph-of-several-lines"])
def test_line_end_in_a_paragraph_is_kept(trap: str) -> None:
    first, second = words(draft_of(trap))
    assert first.replace("\n  ", "\n") == "One line\nand the next"
    assert second == "[Filler text.]"


def test_no_break_spaces_are_blanks_for_headings_and_kept_in_the_date() -> None:
    draft = draft_of("no-break-spaces")
    assert draft.date is not None
    assert draft.date.as_written == "March\u00a002,\u00a01950"
    assert draft.original_language == "Russian"


def test_labels_without_bullets() -> None:
    draft = draft_of("no-bullets")
    assert draft.contents == ("English Translation", "Russian Transcription")
    assert [words(draft, 0), words(draft, 1)] == [TEXT, ["ДОРОГОЙ ТОВАРИЩ"]]


def test_bullets_of_the_text_are_no_labels() -> None:
    draft = draft_of("bullets-in-text")
    assert draft.contents == ("English Translation",)
    assert words(draft) == ["• First, [illegible] words.", "• Second, the Translation."]


def test_headings_after_contents_are_text() -> None:
    draft = draft_of("headings-in-text")
    assert draft.summary == "Filler summary."
    assert words(draft)[:4] == ["Contents:", "• English Translation", "Summary:", "Citation:"]


def test_flattened_page_has_one_passage() -> None:
    draft = draft_of("flattened")
    plain = draft_of("plain")
    assert draft.model_copy(update={"texts": ()}) == plain.model_copy(update={"texts": ()})
    assert words(draft) == ["DEAR COMRADE Summary: the Contents: are filler."]


def test_flattened_page_may_be_wrapped() -> None:
    draft = draft_of("flattened-and-wrapped")
    assert (draft.publisher, draft.reference) == (PROGRAMME, REFERENCE)
    assert (draft.original_language, draft.contents) == ("Russian", ("English Translation",))


def test_flattened_page_cannot_part_two_texts() -> None:
    draft = draft_of("flattened-two-texts", "text-not-found")
    assert draft.contents == ("Scan of Original Document", "English Translation", "Russian Transcription")
    assert [text.label for text in draft.texts] == ["English Translation"]
    assert words(draft)[0].endswith("Russian Transcription ДОРОГОЙ ТОВАРИЩ")


def test_flattened_page_without_contents_hides_where_its_text_begins() -> None:
    assert error_of("flattened-no-contents").code == "text-unlabelled"


@pytest.mark.parametrize("trap", ["two-texts", "each-text-under-its-label"])
def test_later_text_stands_under_its_label(trap: str) -> None:
    english, russian = draft_of(trap).texts
    assert (english.role, english.language, english.passages[0].text) == ("translation", "en", "DEAR COMRADE")
    assert (russian.role, russian.language) == ("transcription", "ru")
    assert (russian.label, russian.passages[0].text) == ("Russian Transcription", "ДОРОГОЙ ТОВАРИЩ")


def test_announced_text_that_never_comes_is_asked_for() -> None:
    assert len(draft_of("second-text-missing", "text-not-found").texts) == 1


def test_scan_is_no_text() -> None:
    draft = draft_of("scan-first")
    assert draft.contents == ("Scan of Original Document", "English Translation")
    assert words(draft) == TEXT
    assert draft_of("only-a-scan").texts == ()


def test_unknown_language_is_asked_for() -> None:
    [text] = draft_of("unknown-language", "language-unknown").texts
    assert (text.label, text.language) == ("Klingon Translation", None)


@pytest.mark.parametrize(("trap", "line"), [("text-without-label", 23), ("no-contents-but-text", 19)])
def test_text_that_nothing_announces_is_not_lost_silently(trap: str, line: int) -> None:
    error = error_of(trap)
    assert (error.code, error.line, error.field) == ("text-unlabelled", line, "texts")


@pytest.mark.parametrize("part", ["summary", "language", "citation", "contents"])
def test_missing_part_is_asked_for(part: str) -> None:
    field = "original_language" if part == "language" else part
    draft = draft_of(f"no-{part}", f"{field.replace('_', '-')}-missing")
    assert getattr(draft, field) is None
    assert draft.title == "Letter, Ivanov to Petrov"


def test_heading_with_nothing_under_it_gives_empty_words() -> None:
    draft = draft_of("nothing-under-headings")
    assert (draft.citation, draft.summary, draft.credits, draft.original_language) == ("", "", "", "")
    assert (draft.reference, draft.publisher, draft.source_url, draft.id) == (None, None, None, None)


@pytest.mark.parametrize("trap", ["no-title", "only-a-date"])
def test_page_without_a_title_is_refused(trap: str) -> None:
    assert (error_of(trap).code, error_of(trap).line) == ("title-missing", 1)


def test_title_may_hold_what_the_citation_is_made_of() -> None:
    assert draft_of("hard-title").title == """Report, "On Grain," 11:30 a.m., Friday [extract], and 'More'"""
    assert draft_of("programme-in-title").title == f"Notes, {PROGRAMME}, Part 2"


@pytest.mark.parametrize(
    ("trap", "codes"),
    [
        ("title-differs", ["title-differs"]),
        ("date-differs", ["date-differs"]),
        ("title-and-date-differ", ["title-differs", "date-differs"]),
    ],
)
def test_title_line_is_kept_where_the_citation_differs(trap: str, codes: list[str]) -> None:
    draft = draft_of(trap, *codes)
    assert draft.title == "Letter, Ivanov to Petrov"
    assert draft.date is not None
    assert draft.date.as_written == "March 02, 1950"


def test_missing_date_is_asked_for() -> None:
    assert draft_of("no-date", "date-missing").date is None


def test_date_that_only_the_citation_has_is_taken() -> None:
    date = draft_of("date-only-in-citation", "date-missing").date
    assert date is not None
    assert date.as_written == "March 02, 1950"


def test_date_in_brackets_is_neither_title_nor_json() -> None:
    date = draft_of("date-in-brackets").date
    assert date is not None
    assert date.as_written == "[1955]"
    assert READER.recognises((HERE / "pages/date-in-brackets.txt").read_bytes(), "date-in-brackets.txt")


@pytest.mark.parametrize(
    ("trap", "reference"),
    [
        (
            "credits-in-location",
            "Archive of Fillers. Obtained by Ána Filler and translated by B. Filler.",
        ),
        ("programme-in-credits", f"{REFERENCE}. Obtained for the {PROGRAMME} by A. Filler."),
        ("further-address", "United Nations, S/1, http://undocs.org/S/1, p. 5."),
        ("citation-on-several-lines", REFERENCE),
    ],
)
def test_reference_stands_between_programme_and_address(trap: str, reference: str) -> None:
    draft = draft_of(trap)
    assert (draft.reference, draft.source_url, draft.id) == (reference, ADDRESS, "900001")


def test_name_in_the_address_is_no_id() -> None:
    draft = draft_of("https-and-slug")
    assert draft.source_url == "https://digitalarchive.wilsoncenter.org/document/letter-ivanov-petrov-0"
    assert draft.id is None


def test_number_is_read_from_the_address_of_a_pdf() -> None:
    draft = draft_of("pdf-address")
    assert (draft.source_url, draft.id) == (f"{ADDRESS}.pdf?v=1", "900001")


@pytest.mark.parametrize("trap", ["no-address", "only-a-further-address", "broken-address"])
def test_missing_address_is_asked_for(trap: str) -> None:
    draft = draft_of(trap, "source-url-missing")
    assert (draft.source_url, draft.id) == (None, None)
    assert (draft.citation or "").endswith(draft.reference or "nothing")


def test_missing_reference_is_asked_for() -> None:
    assert draft_of("no-reference", "reference-missing").reference is None


def test_unknown_programme_hides_the_reference() -> None:
    draft = draft_of("unknown-programme", "publisher-missing")
    assert (draft.publisher, draft.reference, draft.source_url) == (None, None, ADDRESS)
    assert draft.title == "Letter, Ivanov to Petrov"


@pytest.mark.parametrize(("trap", "line"), [("heading-twice", 11), ("heading-twice-flattened", 1)])
def test_heading_that_stands_twice_is_an_error(trap: str, line: int) -> None:
    assert (error_of(trap).code, error_of(trap).line) == ("heading-twice", line)


def test_text_is_never_normalised() -> None:
    assert words(draft_of("combining-accents")) == ["Be\u0301la Re\u0301ve\u0301sz and Béla"]
    assert words(draft_of("spaces-in-text")) == ["  Indented, with\u00a0a no-break space", "Doubled  spaces"]


@pytest.mark.parametrize(
    ("trap", "line", "encoding"),
    [("windows-1251", 23, "CP1251"), ("windows-1252", 9, "CP1252"), ("utf-16", 1, "UTF-16")],
)
def test_bytes_that_are_not_utf_8_are_named(trap: str, line: int, encoding: str) -> None:
    error = error_of(trap)
    assert (error.code, error.line) == ("not-utf-8", line)
    assert "0x" in error.reason
    assert (error.suggestion or "").endswith(f"it looks like {encoding}.")


@pytest.mark.parametrize(
    ("trap", "line", "field"),
    [
        ("control-character", 26, "texts[0].passages[1].text"),
        ("control-character-in-summary", 9, "summary"),
    ],
)
def test_character_that_cannot_be_served_is_an_error(trap: str, line: int, field: str) -> None:
    error = error_of(trap)
    assert (error.line, error.field) == (line, field)
    assert "U+00" in error.reason


@pytest.mark.parametrize("trap", ["empty", "only-blanks"])
def test_empty_file_is_an_error(trap: str) -> None:
    assert error_of(trap).code == "file-empty"


def test_file_without_headings_is_no_page() -> None:
    assert error_of("no-headings").code == "headings-missing"


def test_too_large_a_file_is_refused() -> None:
    assert [problem.code for problem in find(b"x" * (20 * 1024 * 1024 + 1)).problems] == ["file-too-large"]


def test_pages_are_recognised_by_name_and_content() -> None:
    page = (HERE / "pages" / "plain.txt").read_bytes()
    assert all(READER.recognises(page, file) for file in ("a.txt", "a.TEXT", "110364"))
    assert not READER.recognises(page, "a.json")
    assert not READER.recognises(b"A letter", "a.txt")
    assert not READER.recognises(b'[{"citation": "Citation:"}]', "a.txt")
    assert READER.recognises((HERE / "pages" / "utf-16.txt").read_bytes(), "a.txt")


PARTS = (
    *(b"Citation:", b"Summary:", b"Credits:", b"Original Language:", b"Contents:", b"June 13, 1951 A title"),
    *(b'"A title,"', f", {PROGRAMME}, ".encode(), ADDRESS.encode(), b"http://[", "•".encode()),
    *(b"English Translation", b"Scan of Original Document", b"\n", b"\n\n", b"\r", b" ", b"\x0c", b"\xff"),
)


@given(st.one_of(st.binary(), st.lists(st.sampled_from(PARTS) | st.binary(max_size=3)).map(b"".join)))
def test_reader_never_raises(data: bytes) -> None:
    found = find(data)
    assert (found.draft is None) == any(problem.severity == "error" for problem in found.problems)
    assert all(problem.line is None or problem.line >= 1 for problem in found.problems)
    READER.recognises(data, "page.txt")


def test_missing_credits_are_no_question() -> None:
    assert draft_of("no-credits").credits is None


PAGE = SEED.read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("Citation:\n", "Citaton:\n", 5, "stands between the title and the first heading"),
        ("Citation:\n\n", "", 5, "stands between the title and the first heading"),
        ("Summary:\n", "SUMMARY:\n", 9, "looks like the heading 'Summary:'"),
        ("Summary:\n\n", "Summary: ", 9, "looks like the heading 'Summary:'"),
        ("Original Language:\n", "Original language :\n", 13, "looks like the heading 'Original Language:'"),
        ("Contents:\n", "Contents\n", 17, "looks like the heading 'Contents:'"),
        ("Russian\n", "Russian\n\nOr Chinese\n", 17, "second paragraph under 'Original Language:'"),
    ],
)
def test_words_that_would_be_lost_or_misplaced_keep_the_page_out(
    before: str, after: str, line: int, words: str
) -> None:
    found = next(iter(READER.read(PAGE.replace(before, after, 1).encode(), "page.txt", load_knowledge())))
    assert found.draft is None
    error = next(problem for problem in found.problems if problem.severity == "error")
    assert (error.code, error.line) == ("words-unplaced", line)
    assert words in error.reason
    assert error.suggestion


def test_each_member_has_its_line() -> None:
    found = next(iter(READER.read(PAGE.encode(), "page.txt", load_knowledge())))
    lines = PAGE.split("\n")
    assert lines[found.lines["title"] - 1].startswith("June 13, 1951")
    assert lines[found.lines["citation"] - 1].startswith('"Ciphered telegram')
    assert lines[found.lines["texts[0].passages[3]"] - 1].startswith("Today there was a conversation")


def test_a_page_saved_as_html_is_not_taken_for_text() -> None:
    assert not READER.recognises(f"<!doctype html><HTML><body>{PAGE}</body></html>".encode(), "page.txt")
