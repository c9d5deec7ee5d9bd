"""Words of others in HTML and Markdown: they keep their letters, and never become markup of their own."""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

#: The elements a citation may keep: those that only say how its letters look.
_KEPT = frozenset(("i", "em", "b", "strong", "sup", "sub", "cite"))
_URL = re.compile(r"https?://[^\s<>]+")
# What follows an address in a sentence and is no part of it.
_BEHIND = ".,;:!?)]}'\"”’»"
_MARKS = re.compile(r"([\\`*_\[\]<>&$|~#])")
_LINE_MARKS = re.compile(r"(?m)^(\d{1,9})?([-+=.)])(?=\s|$|[-+=])")


class _Kept(HTMLParser):
    """Writes HTML again with none but the kept elements, and none of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - none is kept
        if tag in _KEPT:
            self._open.append(tag)
            self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open:  # what stands open inside it ends with it
            last = self._open.pop()
            self.parts.append(f"</{last}>")
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data))

    def written(self) -> str:
        """Give what was kept, every element closed."""
        self.close()
        return "".join([*self.parts, *(f"</{tag}>" for tag in reversed(self._open))])


def keep_letterforms(html: str) -> str:
    """Give HTML with its italics and the like, and nothing that could run, load or lead anywhere."""
    kept = _Kept()
    kept.feed(html)
    return kept.written()


def full_address(home: str, address: str) -> str | None:
    """Give an address whole, as the server at ``home`` means it; None for one that a link may not lead to."""
    try:
        whole = urljoin(f"{home}/", address) if home else address
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc and not re.search(r"[\s<>]", whole) else None


def plain_to_markdown(words: str) -> str:
    """Give words as Markdown that prints them as they are; addresses in them lead where they say."""
    parts, end = [], 0
    for found in _URL.finditer(words):
        address = found[0].rstrip(_BEHIND)
        parts += [escape_markdown(words[end : found.start()]), f"<{address}>"]
        end = found.start() + len(address)
    return "".join([*parts, escape_markdown(words[end:])])


def quote_in_markdown(words: str) -> str:
    """Give words as a quotation in Markdown, each line a line."""
    return "\n".join(f"> {line}".rstrip() for line in lines_in_markdown(words).splitlines())


def lines_in_markdown(words: str) -> str:
    """Give words as paragraphs in Markdown, each line a line."""
    lines = [plain_to_markdown(line.strip()) for line in words.splitlines()]
    after = [*lines, ""][1:]
    broken = [f"{line}\\" if line and following else line for line, following in zip(lines, after, strict=True)]
    return "\n".join(broken)


def escape_markdown(words: str) -> str:
    """Give words as Markdown that has no markup."""
    marked = _MARKS.sub(r"\\\1", words)
    return _LINE_MARKS.sub(lambda found: f"{found[1] or ''}\\{found[2]}", marked)
