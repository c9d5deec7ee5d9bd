"""Writers: a line of words and formatting as text, HTML, Markdown, RTF or LaTeX.

An author's formatting inside the same formatting turns it off, as italics inside of italics are set upright. The
notations: HTML 5, CommonMark with Pandoc's `^` and `~`, RTF 1.9.1 and LaTeX2e.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.citing.csl.locale import Locale
from app.citing.csl.punctuation import Open, Text, linearize
from app.citing.csl.superscripts import RAISED, raise_letters
from app.citing.csl.tree import Format, Piece

Pair = tuple[str, str]
# What no formatting looks like inside of formatting: an attribute's value that undoes it.
_UNDONE = {"italic": "normal", "oblique": "normal", "bold": "normal", "small-caps": "normal", "underline": "none"}
_PLAIN = frozenset(("normal", "none", "baseline", ""))


@dataclass(frozen=True, slots=True)
class Writer:
    """How one notation writes words, each kind of formatting and each block."""

    escape: Callable[[str], str]
    marks: Mapping[str, Pair]
    blocks: Mapping[str, Pair]

    def write(self, piece: Piece, locale: Locale) -> str:
        """A tree as one string of the notation, all seams mended."""
        written: list[str] = []
        state = [Format()]
        closers: list[str] = []
        for event in linearize(piece, locale):
            if isinstance(event, Text):
                written.append(self.escape(event.words))
            elif isinstance(event, Open):
                opening, closing = self._open(event, state)
                written.append(opening)
                closers.append(closing)
            else:
                written.append(closers.pop())
                state.pop()
        return "".join(written)

    def _open(self, event: Open, state: list[Format]) -> Pair:
        opening, closing = self.blocks.get(event.display, ("", "")) if event.display else ("", "")
        now, wanted = state[-1], event.format or Format()
        after = []
        for current, value in reversed(list(zip(now, wanted, strict=True))):
            turned = event.turns and value == current
            used = _UNDONE.get(value, value) if turned else value
            if used == current or (used in _PLAIN and (not used or current in _PLAIN)):
                after.append(current)
                continue
            mark = self.marks.get(used if used not in _PLAIN else f"{used}-{current}", ("", ""))
            opening, closing = opening + mark[0], mark[1] + closing
            after.append(used)
        state.append(Format(*reversed(after)))
        return opening, closing


def _escape_html(words: str) -> str:
    words = html.escape(words, quote=False).replace("&amp;", "&#38;").replace("&lt;", "&#60;").replace("&gt;", "&#62;")
    words = words.replace("  ", "\u00a0 ")  # a browser shows two spaces as one
    return raise_letters(words, "<sup>", "</sup>") if RAISED.search(words) else words


# What means something in a line, and an ampersand that begins the name of a letter.
_MARKDOWN = re.compile(r"[\\`*_\[\]<>~^]|&(?=#?\w+;)")


def _escape_markdown(words: str) -> str:
    return _MARKDOWN.sub(r"\\\g<0>", words)


def _escape_rtf(words: str) -> str:
    escaped = []
    for letter in words:
        if letter in "\\{}":
            escaped.append("\\" + letter)
        elif letter.isascii():
            escaped.append(letter)
        else:
            units = letter.encode("utf-16-le", "surrogatepass")
            codes = (
                int.from_bytes(units[place : place + 2], "little", signed=True) for place in range(0, len(units), 2)
            )
            escaped.append("".join(f"\\u{unit}?" for unit in codes))
    return "".join(escaped)


_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': '"{}',
    "\u00a0": "~", "\u2013": "--", "\u2014": "---", "\u2026": r"\ldots{}",
}  # fmt: skip


# An address and its slashes, behind which a line may break: it has no space to break at.
_ADDRESS = re.compile(r"https?://\S+")
_SLASHES = re.compile(r"/+(?=.)")


def _escape_latex(words: str) -> str:
    written = "".join([_LATEX.get(letter, letter) for letter in words])
    return _ADDRESS.sub(lambda address: _SLASHES.sub(r"\g<0>\\allowbreak{}", address[0]), written)


def _same(words: str) -> str:
    return words


TEXT = Writer(_same, {}, {"block": ("\n", "\n"), "indent": ("\n", ""), "right-inline": (" ", "")})
HTML = Writer(
    _escape_html,
    {
        "italic": ("<i>", "</i>"), "oblique": ("<em>", "</em>"), "bold": ("<b>", "</b>"),
        "small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
        "underline": ('<span style="text-decoration:underline;">', "</span>"),
        "light": ('<span style="font-weight:lighter;">', "</span>"),
        "sup": ("<sup>", "</sup>"), "sub": ("<sub>", "</sub>"),
        "normal-italic": ('<span style="font-style:normal;">', "</span>"),
        "normal-oblique": ('<span style="font-style:normal;">', "</span>"),
        "normal-bold": ('<span style="font-weight:normal;">', "</span>"),
        "normal-light": ('<span style="font-weight:normal;">', "</span>"),
        "normal-small-caps": ('<span style="font-variant:normal;">', "</span>"),
        "none-underline": ('<span style="text-decoration:none;">', "</span>"),
        "baseline-sup": ('<span style="baseline">', "</span>"),
        "baseline-sub": ('<span style="baseline">', "</span>"),
    },
    {
        "block": ('\n\n    <div class="csl-block">', "</div>\n"),
        "left-margin": ('\n    <div class="csl-left-margin">', "</div>"),
        "right-inline": ('<div class="csl-right-inline">', "</div>\n  "),
        "indent": ('<div class="csl-indent">', "</div>\n  "),
    },
)  # fmt: skip
MARKDOWN = Writer(
    _escape_markdown,
    {
        "italic": ("*", "*"), "oblique": ("*", "*"), "bold": ("**", "**"), "sup": ("^", "^"), "sub": ("~", "~"),
        "small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
        "normal-italic": ("*", "*"), "normal-bold": ("**", "**"),
    },
    {"block": ("\n\n", "\n\n"), "right-inline": (" ", ""), "indent": ("\n\n> ", "")},
)  # fmt: skip
RTF = Writer(
    _escape_rtf,
    {
        "italic": ("{\\i{}", "}"), "oblique": ("{\\i{}", "}"), "bold": ("{\\b{}", "}"),
        "small-caps": ("{\\scaps{}", "}"), "underline": ("{\\ul{}", "}"),
        "sup": ("{\\super{}", "}"), "sub": ("{\\sub{}", "}"), "normal-italic": ("{\\i0{}", "}"),
        "normal-oblique": ("{\\i0{}", "}"), "normal-bold": ("{\\b0{}", "}"), "normal-small-caps": ("{\\scaps0{}", "}"),
        "none-underline": ("{\\ul0{}", "}"),
    },
    {"block": ("\\line{}", "\\line{}"), "right-inline": ("\\tab{}", ""), "indent": ("\\line\\tab{}", "")},
)  # fmt: skip
LATEX = Writer(
    _escape_latex,
    {
        "italic": (r"\emph{", "}"), "oblique": (r"\textsl{", "}"), "bold": (r"\textbf{", "}"),
        "small-caps": (r"\textsc{", "}"),
        "underline": (r"\underline{", "}"), "sup": (r"\textsuperscript{", "}"), "sub": (r"\textsubscript{", "}"),
        "normal-italic": (r"\textup{", "}"), "normal-oblique": (r"\textup{", "}"), "normal-bold": (r"\textmd{", "}"),
        "normal-small-caps": (r"\textnormal{", "}"),
    },
    {"block": ("\n\n", "\n\n"), "right-inline": ("\\quad ", ""), "indent": ("\n\n\\indent ", "")},
)  # fmt: skip
WRITERS: Mapping[str, Writer] = {"text": TEXT, "html": HTML, "markdown": MARKDOWN, "rtf": RTF, "latex": LATEX}
