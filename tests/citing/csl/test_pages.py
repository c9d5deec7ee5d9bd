"""Pages: the dash between two, and how much of the second is printed (Appendix V)."""

import pytest

from tests.citing.csl.small import cite, processor_of, work


def _pages(pages: str, form: str = "", lang: str = "en-US") -> str:
    style = f'class="in-text" page-range-format="{form}"' if form else 'class="in-text"'
    return cite(processor_of('<text variable="page"/>', style=style, lang=lang), work("1", page=pages))


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("", "321-28 42-5 100-4 101-108 1496-1500".replace("-", "–")),
        ("expanded", "321–328 42–45 100–104 101–108 1496–1500"),
        ("minimal", "321–8 42–5 100–4 101–8 1496–500"),
        ("minimal-two", "321–28 42–45 100–04 101–08 1496–500"),
        ("chicago", "321–28 42–45 100–104 101–8 1496–1500"),
        ("chicago-15", "321–28 42–45 100–104 101–8 1496–1500"),
        ("chicago-16", "321–28 42–45 100–104 101–8 1496–500"),
    ],
)
def test_a_range_is_shortened_as_the_style_says(form: str, printed: str) -> None:
    stated = ["321-28", "42-5", "100-4", "101-108", "1496-1500"]
    assert " ".join(_pages(pages, form) for pages in stated) == printed


@pytest.mark.parametrize(
    ("pages", "printed"),
    [
        ("12", "12"), ("12 - 15", "12–15"), ("12—15", "12–15"), ("12--15", "12–15"), ("xii-xv", "xii–xv"),
        ("12-15, 18", "12–15, 18"), ("12,15", "12, 15"), ("12&15", "12 & 15"), ("A12-A15", "A12–15"),
        ("A12-B15", "A12-B15"),
        ("15-12", "15-12"), ("12\\-15", "12-15"), ("n.p.", "n.p."), (" 12 ", "12"),
        ("1" * 20 + "-" + "2" * 20, "1" * 20 + "-" + "2" * 20),
    ],
)  # fmt: skip
def test_what_is_no_plain_range_is_kept(pages: str, printed: str) -> None:
    assert _pages(pages, "minimal-two") == printed


def test_a_language_has_its_own_dash() -> None:
    own = '<locale><terms><term name="page-range-delimiter">-</term></terms></locale>'
    assert cite(processor_of('<text variable="page"/>', macros=own), work("1", page="12–15")) == "12-15"


def test_the_first_page_stands_alone_where_a_style_wants_it() -> None:
    processor = processor_of('<text variable="page-first"/>')
    assert [cite(processor, work("1", page=pages)) for pages in ("12-15", "12, 18", "12 & 14", "12")] == ["12"] * 4
    assert cite(processor, {"id": "1", "page": "12-15", "page-first": "11"}) == "11"


def test_a_range_without_an_end_keeps_its_hyphen() -> None:
    assert _pages("45-") == "45-"
