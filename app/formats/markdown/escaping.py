"""Words as Markdown shows them: nothing in them is markup, and no space of them is lost."""

import re

# Markup wherever it stands, in CommonMark and in what Pandoc, GitHub and Obsidian add; an ampersand only where a
# character reference could begin.
_MARKUP = re.compile(r"[\\`*_\[\]<~|$^]|&(?=[A-Za-z#])|(?<==)=|(?<=%)%|(?<=:):")
# Markup only where a line begins: a mark, or a number with what makes it one of a list.
_MARK = re.compile(r"[#>+=:-]")
_NUMBER = re.compile(r"(\d{1,9})([.)])")
_NEXT_LINE = "\x85"


def paragraph(anchor: str, words: str) -> str:
    """Write words as a paragraph that can be pointed to; the anchor also keeps what comes first from being markup."""
    end = len(words.rstrip("\n"))
    lines = "\\\n".join(map(_line, words[:end].split("\n")))
    return f'<a id="{anchor}"></a>{_keep_space(lines)}{"&#10;" * (len(words) - end)}'


def inline(words: str) -> str:
    """Write words on one line; what would close a heading has a backslash."""
    closing = "\\#" if words.endswith("#") else ""
    body = words.removesuffix("#") if closing else words
    return _keep_space("&#10;".join(map(_line, body.split("\n")))) + closing


def link(words: str, address: str) -> str:
    """Write words that lead to an address of ours; its brackets are percent-encoded, for one would end the link."""
    return f"[{inline(words)}]({address.replace('(', '%28').replace(')', '%29')})"


def _line(line: str) -> str:
    """Write one line, so that nothing in it is markup."""
    escaped = _MARKUP.sub(r"\\\g<0>", line).replace("\r", "&#13;")
    if _MARK.match(escaped):
        return f"\\{escaped}"
    if escaped.startswith((" ", "\t")):
        return f"&#{ord(escaped[0])};{escaped[1:]}"
    return _NUMBER.sub(r"\1\\\2", escaped, count=1) if _NUMBER.match(escaped) else escaped


def _keep_space(words: str) -> str:
    """Let the first and the last character stay where they are space, which parsers drop at the ends."""
    if words and _is_space(words[-1]):
        words = words[:-1] + _reference(words[-1])
    if words and _is_space(words[0]):
        words = _reference(words[0]) + words[1:]
    return words


def _is_space(character: str) -> bool:
    return character.isspace() or character == "\ufeff"


def _reference(space: str) -> str:
    """Write space so that it is none to a parser; a reference to U+0085 would mean another character (HTML)."""
    return f"<!-- -->{space}<!-- -->" if space == _NEXT_LINE else f"&#{ord(space)};"
