"""The card: what a record, a passage or a citation looks like in a notebook.

A card has no colours of its own: it takes those of the page, so that it can be read on dark and on light ones, and
it says the same where a page strips its styles. Nothing in it loads or runs.
"""

from dataclasses import dataclass
from html import escape

from muniment_client.markup import (
    escape_markdown,
    keep_letterforms,
    lines_in_markdown,
    plain_to_markdown,
    quote_in_markdown,
)

# The classes keep a dollar sign in the words from being read as mathematics.
_FRAME = (
    '<div class="muniment-card tex2jax_ignore mathjax_ignore" style="border:1px solid currentColor;border-radius:6px;'
    "padding:.6em 1em;margin:.5em 0;max-width:46em;color:inherit;background:transparent;line-height:1.45;"
    'overflow-wrap:anywhere">'
)
_LINE = '<p style="margin:.35em 0">'
#: What is said of a summary, whose words describe the document and are none of it.
OF_SUMMARY = "These words are the record’s summary."


@dataclass(frozen=True)
class Card:
    """What a card says, from top to bottom; ``html`` is the citation with its italics.

    ``href`` is the whole address the heading leads to, None for none; ``language`` that of ``words``, which are a
    quotation unless a ``label`` says what else they are.
    """

    heading: str
    href: str | None = None
    facts: tuple[str, ...] = ()
    words: str | None = None
    label: str | None = None
    language: str | None = None
    references: tuple[str, ...] = ()
    citation: str = ""
    citation_html: str | None = None
    foot: tuple[str, ...] = ()

    def html(self) -> str:
        """Write the card as HTML."""
        parts = [
            f"{_LINE}<strong>{self._linked(escape(self.heading))}</strong></p>",
            *(f"{_LINE}{escape(fact)}</p>" for fact in self.facts),
            self._worded(),
            self._listed(),
            self._cited(),
            f"{_LINE}<small>{escape(' · '.join(self.foot))}</small></p>" if self.foot else "",
        ]
        return "\n".join([_FRAME, *filter(None, parts), "</div>"])

    def markdown(self) -> str:
        """Write the card as Markdown."""
        heading = escape_markdown(" ".join(self.heading.split()))
        parts = [
            f"**[{heading}](<{self.href}>)**" if self.href else f"**{heading}**",
            *map(_in_a_line, self.facts),
            *self._worded_in_markdown(),
            "\n".join(f"- {_in_a_line(reference)}" for reference in self.references),
            _in_a_line(self.citation),
            _in_a_line(" · ".join(self.foot)),
        ]
        return "\n\n".join(filter(None, parts))

    def _linked(self, words: str) -> str:
        if not self.href:
            return words
        return f'<a href="{escape(self.href)}" rel="noopener" style="color:inherit">{words}</a>'

    def _worded(self) -> str:
        if not self.words:
            return ""
        language = f' lang="{escape(self.language)}"' if self.language else ""
        paragraphs = "".join(
            f'<p style="margin:.35em 0;white-space:pre-line">{escape(part)}</p>' for part in self.words.split("\n\n")
        )
        if self.label:
            return f"{_LINE}<small>{escape(self.label)}</small></p>\n{paragraphs}"
        return (
            f'<blockquote{language} dir="auto" style="margin:.5em 0;padding-left:.8em;'
            f'border-left:3px solid currentColor;color:inherit">{paragraphs}</blockquote>'
        )

    def _worded_in_markdown(self) -> tuple[str, ...]:
        words = self.words or ""
        return (_in_a_line(self.label), lines_in_markdown(words)) if self.label else (quote_in_markdown(words),)

    def _listed(self) -> str:
        items = "".join(f"<li>{escape(reference)}</li>" for reference in self.references)
        return f'<ul style="margin:.35em 0;padding-left:1.4em">{items}</ul>' if items else ""

    def _cited(self) -> str:
        cited = escape(self.citation) if self.citation_html is None else keep_letterforms(self.citation_html)
        return f"{_LINE}{cited}</p>" if cited else ""


def _in_a_line(words: str) -> str:
    return plain_to_markdown(" ".join(words.split()))
