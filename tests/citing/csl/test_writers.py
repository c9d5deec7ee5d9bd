"""Writers: what each notation makes of words and of formatting, so that a reader of it finds the same words again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.citing.csl import WRITERS
from app.citing.csl.tree import Format, Node, Piece
from tests.citing.csl.small import cite, entries, processor_of, work

_LOCALE = processor_of('<text variable="title"/>').locale
_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


def _written(words: str, form: str) -> str:
    return WRITERS[form].write(words, _LOCALE)


def _read_rtf(text: str) -> str:
    """What a reader of RTF shows: escapes undone, pairs of surrogates joined."""
    units = b""
    for unit, escaped, letter in re.findall(r"\\u(-?\d+)\?|\\([\\{}])|(.)", text, re.DOTALL):
        units += (int(unit) % 65536).to_bytes(2, "little") if unit else (escaped or letter).encode("utf-16-le")
    return units.decode("utf-16-le")


@given(_WORDS)
def test_rtf_keeps_every_word_in_ascii(words: str) -> None:
    written = _written(words, "rtf")
    assert written.isascii()
    assert _read_rtf(written) == words


def test_rtf_writes_a_letter_beyond_the_first_plane_as_two_units() -> None:
    assert _written("\U0001f58b", "rtf") == "\\u-10179?\\u-8821?"
    assert _written("ю–{\\}", "rtf") == "\\u1102?\\u8211?\\{\\\\\\}"


_LATEX = {
    r"\textbackslash{}": "\\", r"\textasciicircum{}": "^", r"\textasciitilde{}": "~", r"\textless{}": "<",
    r"\textgreater{}": ">", r"\textbar{}": "|", r"\ldots{}": "…", "---": "—", "--": "–", "~": "\u00a0",
    '"{}': '"', **{f"\\{mark}": mark for mark in "{}$&#%_"},
}  # fmt: skip
_LATEX_TOKEN = re.compile("|".join(re.escape(token) for token in sorted(_LATEX, key=len, reverse=True)))


@given(_WORDS.filter(lambda words: not re.search("[-–—]{2}", words)))
def test_latex_keeps_every_word(words: str) -> None:
    assert _LATEX_TOKEN.sub(lambda token: _LATEX[token[0]], _written(words, "latex")) == words


def test_latex_lets_an_address_break_behind_its_slashes_and_no_other_words() -> None:
    written = r"a/b http://\allowbreak{}e.org/\allowbreak{}d\_1/\allowbreak{}2 c/d"
    assert _written("a/b http://e.org/d_1/2 c/d", "latex") == written
    assert _written("http://e.org/", "latex") == r"http://\allowbreak{}e.org/"


@given(st.text('\\{}$&#%_^~<>|"ab', max_size=20))
def test_latex_leaves_no_mark_that_means_something(words: str) -> None:
    bare = _LATEX_TOKEN.sub("", _written(words, "latex"))
    assert set(bare) <= {"a", "b"}


@given(_WORDS)
def test_markdown_keeps_every_word(words: str) -> None:
    assert re.sub(r"\\([\\`*_\[\]<>~^&])", r"\1", _written(words, "markdown")) == words


def test_markdown_makes_no_entity_of_words() -> None:
    assert _written("&copy; &#169; A & B; AT&T", "markdown") == "\\&copy; \\&#169; A & B; AT&T"


@given(st.text("\\`*_[]<>~^ab", max_size=20))
def test_markdown_escapes_every_mark_that_means_something(words: str) -> None:
    assert not re.search(r"[`*_\[\]<>~^]", re.sub(r"\\.", "", _written(words, "markdown")))


@given(_WORDS)
def test_html_holds_no_tag_but_its_own(words: str) -> None:
    written = re.sub(r"</?sup>", "", _written(words, "html"))
    assert not set(written) & set("<>")
    assert not re.search(r"&(?!#38;|#60;|#62;)", written)


@given(_WORDS)
def test_text_is_the_words(words: str) -> None:
    assert _written(words, "text") == words


_SET: list[tuple[Format, dict[str, str]]] = [
    (Format(font_style="italic"), {"html": "<i>a</i>", "markdown": "*a*", "rtf": "{\\i{}a}", "latex": r"\emph{a}"}),
    (Format(font_style="oblique"), {"html": "<em>a</em>", "markdown": "*a*", "latex": r"\textsl{a}"}),
    (Format(font_weight="bold"), {"html": "<b>a</b>", "markdown": "**a**", "rtf": "{\\b{}a}", "latex": r"\textbf{a}"}),
    (Format(vertical_align="sup"), {"html": "<sup>a</sup>", "markdown": "^a^", "latex": r"\textsuperscript{a}"}),
    (Format(vertical_align="sub"), {"html": "<sub>a</sub>", "markdown": "~a~", "latex": r"\textsubscript{a}"}),
    (Format(font_variant="small-caps"), {"rtf": "{\\scaps{}a}", "latex": r"\textsc{a}"}),
    (Format(text_decoration="underline"), {"rtf": "{\\ul{}a}", "latex": r"\underline{a}", "markdown": "a"}),
    (Format(font_style="normal", font_weight="normal", text_decoration="none"), dict.fromkeys(WRITERS, "a")),
]  # fmt: skip


@pytest.mark.parametrize(("form", "written"), _SET)
def test_each_notation_sets_a_format_in_its_own_way(form: Format, written: dict[str, str]) -> None:
    piece: Piece = Node(["a"], form)
    assert {name: WRITERS[name].write(piece, _LOCALE) for name in written} == written
    assert WRITERS["text"].write(piece, _LOCALE) == "a"


def test_what_is_italic_already_is_not_set_twice() -> None:
    inner = Node(["b"], Format(font_style="italic"))
    assert WRITERS["html"].write(Node(["a", inner], Format(font_style="italic")), _LOCALE) == "<i>ab</i>"


def test_what_a_style_sets_upright_inside_of_italics_is_upright() -> None:
    inner = Node(["b"], Format(font_style="normal"))
    piece = Node(["a", inner], Format(font_style="italic"))
    assert WRITERS["html"].write(piece, _LOCALE) == '<i>a<span style="font-style:normal;">b</span></i>'
    assert WRITERS["latex"].write(piece, _LOCALE) == r"\emph{a\textup{b}}"
    assert WRITERS["rtf"].write(piece, _LOCALE) == "{\\i{}a{\\i0{}b}}"


def test_a_letter_that_is_raised_already_is_raised_in_html() -> None:
    assert (
        cite(processor_of('<text variable="title"/>'), work("1", title="1ᵉʳ"), form="html")
        == "1<sup>e</sup><sup>r</sup>"
    )


_BLOCKS = '<text variable="citation-number" suffix="."/><text variable="title"/>'


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("text", "1. A"),
        ("markdown", "1. A"),
        ("rtf", "1.\\tab{}A"),
        ("latex", "1.\\quad A"),
        ("html", '\n    <div class="csl-left-margin">1.</div><div class="csl-right-inline">A</div>\n  '),
    ],
)
def test_the_first_field_of_an_entry_stands_in_the_margin(form: str, printed: str) -> None:
    processor = processor_of(_BLOCKS, entry=_BLOCKS, listed='second-field-align="flush"')
    assert entries(processor, work("1", title="A"), form=form) == [printed]


def test_the_last_mark_of_an_entry_stands_in_its_last_block() -> None:
    entry = (
        '<layout suffix="."><text variable="title" display="block"/><text variable="note" display="indent"/></layout>'
    )
    html = entries(processor_of(_BLOCKS, entry=entry), work("1", title="A", note="b"), form="html")[0]
    assert re.sub(r"\s*\n\s*", "", html) == '<div class="csl-block">A</div><div class="csl-indent">b.</div>'
    aligned = processor_of(_BLOCKS, entry=f'<layout suffix=".">{_BLOCKS}</layout>', listed='second-field-align="flush"')
    assert entries(aligned, work("1", title="A")) == ["1. A."]
