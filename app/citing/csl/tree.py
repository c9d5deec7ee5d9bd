"""The output tree: what a style prints, before any writer has turned it into text or markup."""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """The formatting attributes of the specification ("Formatting"); an empty string is "not set"."""

    font_style: str = ""
    font_variant: str = ""
    font_weight: str = ""
    text_decoration: str = ""
    vertical_align: str = ""


class Node:
    """Pieces that are printed one after another, and what is done to them as a whole.

    `quoted` puts the locale's quotation marks around the pieces ("double", or "single" where the author wrote single
    ones); `display` is a block of a bibliography entry; `nocase` keeps the pieces from being recased; `field` says that
    the pieces were written together in one variable, so that nothing changes where they meet; `markup` that the author
    set the format, and not the style.
    """

    __slots__ = ("display", "field", "format", "markup", "nocase", "pieces", "quoted")

    def __init__(
        self,
        pieces: list[Piece],
        form: Format | None = None,
        *,
        quoted: str = "",
        display: str = "",
        nocase: bool = False,
        field: bool = False,
        markup: bool = False,
    ) -> None:
        self.pieces = pieces
        self.format = form
        self.quoted = quoted
        self.display = display
        self.nocase = nocase
        self.field = field
        self.markup = markup

    def like(self, pieces: list[Piece]) -> Node:
        """Other pieces, to which the same is done."""
        return Node(
            pieces,
            self.format,
            quoted=self.quoted,
            display=self.display,
            nocase=self.nocase,
            field=self.field,
            markup=self.markup,
        )


class Branch(Node):
    """What a branch of `cs:choose` printed: whoever joins it with others joins its pieces."""

    __slots__ = ()


class Parenthesis(Node):
    """Pieces of which the first opens and the last closes round brackets."""

    __slots__ = ()


Piece = str | Node


def plain(piece: Piece | None) -> str:
    """The words of a piece, without formatting and quotation marks."""
    if piece is None:
        return ""
    if isinstance(piece, str):
        return piece
    return "".join([plain(part) for part in piece.pieces])


def is_blank(piece: Piece) -> bool:
    """Whether a piece has no words at all."""
    return not piece if isinstance(piece, str) else all(is_blank(part) for part in piece.pieces)


def join(pieces: list[Piece], delimiter: str) -> Piece:
    """The pieces with the delimiter between them; one piece alone stays itself."""
    if len(pieces) == 1:
        return pieces[0]
    if not delimiter:
        return Node(pieces)
    joined: list[Piece] = [pieces[0]]
    for piece in pieces[1:]:
        joined.append(delimiter)
        joined.append(piece)
    return Node(joined)
