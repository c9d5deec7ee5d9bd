"""What other pages put in to show a record or passages of it: markup in which no word is anything but a word."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from app.domain.document import Document
from app.domain.identifiers import Addresses
from app.formats.web.sentences import say_summary

#: What a frame of ours may do in somebody's page: tell its height, and open what is pressed in a window of its own.
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
#: How wide and high a frame is where nobody says.
WIDTH = 600
HEIGHT = 420
#: Words that are longer stand in the frame alone, and not also in what is shown where there are no frames.
_LONGEST_FALLBACK = 2000

# Nothing stands between the tags at its end: WordPress takes a frame only so.
_FRAME = Markup(
    '<iframe src="{src}" width="{width}" height="{height}" title="{title}" sandbox="{sandbox}" loading="lazy" '
    'referrerpolicy="no-referrer" style="border:0;max-width:100%">{words}<p>{statement}<a href="{lead}">{citation}</a>'
    "</p></iframe>"
)
_HIDDEN = Markup('<blockquote style="display:none" hidden>{words}<a href="{lead}">{citation}</a></blockquote>')
_COMPONENT = Markup(
    '<script type="module" src="{script}"></script>\n'
    '<muniment-document src="{src}"{part} revision="{revision}" sha256="{sha256}">'
    '<a href="{lead}">{citation}</a></muniment-document>'
)
_QUOTATION = Markup(
    "<figure>\n{words}\n<figcaption>{citation}. {statement} "
    'Revision {revision}, SHA-256 {sha256}: <a href="{lead}">{printed}</a></figcaption>\n</figure>'
)
_QUOTED = Markup("<blockquote{attributes}>{words}</blockquote>")
_PARAGRAPH = Markup("<p>{}</p>")
# The space parts paragraphs where the tags are taken away.
_SPACED = Markup("<p>{}</p> ")
# Behind the slashes of an address, and in long runs of ASCII such as a hash: there a narrow page may break a line.
_BREAK = re.compile(r"(/+(?=[^/\s])|[!-.0-~]{16}(?=[!-.0-~]))")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What is to be shown elsewhere: a record, or, with ``part``, passages of it.

    ``words`` are those of the passages, else a summary, and ``statement`` says what they are; ``sha256`` is over the
    words of passages, else the revision's. Only passages are ever marked up as quoted.
    """

    document_id: str
    title: str
    part: str | None
    words: tuple[str, ...]
    language: str | None
    statement: str
    citation: str
    revision: int
    sha256: str


@dataclass(frozen=True)
class Snippet:
    """One way to show it: what that is called, what is to be known of it, and what to put into a page."""

    name: str
    note: str
    code: str


def show_record(document: Document) -> Shown:
    """Give what other pages are to show of a record as a whole."""
    return Shown(
        document_id=document.id,
        title=document.title,
        part=None,
        words=(document.summary or document.title,),
        language=None,
        statement=say_summary(document),
        citation=document.citation.generated,
        revision=document.revision.number,
        sha256=document.revision.sha256,
    )


def address_of(addresses: Addresses, shown: Shown) -> str:
    """Give the address that leads to what is shown: our page of the revision, at the first passage."""
    at = f"#{shown.part.partition('-')[0]}" if shown.part else ""
    return f"{addresses.permalink(shown.document_id)}?revision={shown.revision}{at}"


def frame_behind_quotation(addresses: Addresses, shown: Shown, *, query: str, width: int, height: int) -> Markup:
    """Give the frame behind a quotation that is not shown: WordPress hears what a frame says only if one is there.

    It takes away what hides it, and shows it until the frame has spoken. Of a summary, which is none, only the
    citation stands there.
    """
    words = shown.words if shown.part and _has_room(shown) else ()
    quoted = _HIDDEN.format(
        words=Markup().join(map(_SPACED.format, words)),
        lead=address_of(addresses, shown),
        citation=shown.citation,
    )
    return quoted + frame(addresses, shown, query=query, width=width, height=height)


def frame(addresses: Addresses, shown: Shown, *, query: str, width: int = WIDTH, height: int = HEIGHT) -> Markup:
    """Give a frame without script around our card; where there are no frames, the words, what they are, and whence."""
    has_words = _has_room(shown)
    return _FRAME.format(
        src=f"{addresses.card(shown.document_id, shown.part)}?{query}",
        width=width,
        height=height,
        title=shown.title,
        sandbox=SANDBOX,
        words=_words(shown) if has_words else "",
        statement=f"{shown.statement} " if has_words else "",
        lead=address_of(addresses, shown),
        citation=shown.citation,
    )


def component(addresses: Addresses, shown: Shown) -> Markup:
    """Give the element that our script turns into the words, their citation and a check of their hash."""
    return _COMPONENT.format(
        script=addresses.path("/embed.js"),
        src=addresses.permalink(shown.document_id),
        lead=address_of(addresses, shown),
        part=Markup(' passage="{}"').format(shown.part) if shown.part else "",
        revision=shown.revision,
        sha256=shown.sha256,
        citation=shown.citation,
    )


def quotation(addresses: Addresses, shown: Shown) -> Markup:
    """Give the words themselves, which need nothing of ours to be read and checked."""
    lead = address_of(addresses, shown)
    language = Markup(' lang="{}" dir="auto"').format(shown.language) if shown.language else ""
    return _QUOTATION.format(
        lead=lead,
        words=_words(shown, attributes=Markup(' cite="{}"{}').format(lead, language)),
        citation=_breakable(shown.citation),
        statement=_breakable(shown.statement),
        revision=shown.revision,
        sha256=_breakable(shown.sha256),
        printed=_breakable(lead),
    )


def snippets(addresses: Addresses, shown: Shown) -> tuple[Snippet, ...]:
    """Give the four ways to show something elsewhere, the least work first.

    Passages are linked to by their card: no site tells us the fragment of an address.
    """
    pinned = f"revision={shown.revision}"
    card = f"{addresses.card(shown.document_id, shown.part)}?{pinned}"
    link = card if shown.part else address_of(addresses, shown)
    ways = (
        ("link", "On a line by itself, where a site knows oEmbed (WordPress, Ghost, Omeka): it makes a card.", link),
        ("frame", "A card, without a script in your page.", frame(addresses, shown, query=pinned)),
        ("element", "Words in your page’s own style, with a check of their hash.", component(addresses, shown)),
        ("quotation", "Words alone: no script, no frame, no request to us.", quotation(addresses, shown)),
    )
    # plain strings: on a page of ours the markup is to be read, and not to be markup
    return tuple(Snippet(name, note, str(code)) for name, note, code in ways)


def discovery(addresses: Addresses, page: str, revision: int | None) -> dict[str, str]:
    """Give the addresses at which oEmbed answers for a page of ours, or one revision of it, by their media types."""
    asked = quote(f"{page}?revision={revision}" if revision else page, safe="")
    types = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
    return {types[name]: addresses.path(f"/oembed?url={asked}&format={name}") for name in types}


def _has_room(shown: Shown) -> bool:
    return sum(map(len, shown.words)) <= _LONGEST_FALLBACK


def _breakable(words: str) -> Markup:
    """Give words that a narrow page can break where a line of letters has no space, without a style of its own."""
    pieces = _BREAK.sub("\\1\0", words).split("\0")
    return Markup("<wbr>").join(pieces)


def _words(shown: Shown, *, attributes: str = "") -> Markup:
    """Give the words; a summary or a title, which whoever described the record wrote, is no quotation of it."""
    words = Markup().join(_PARAGRAPH.format(one) for one in shown.words)
    return _QUOTED.format(attributes=attributes, words=words) if shown.part else words
