"""The pages of the room as Markdown, for whoever reads without a browser: language models, notes, terminals."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.domain.citation import FormattedCitation
from app.domain.document import Document
from app.domain.identifiers import Addresses
from app.domain.revision import Revision
from app.formats.markdown.escaping import inline, link
from app.services.compare import Changes

_SIGNS = {"out": "taken out", "in": "put in"}


def write_home(addresses: Addresses, items: Sequence[Mapping[str, Any]], following: str | None) -> Iterator[str]:
    """Write the first page: records by date, and what else there is."""
    yield "# Records of this archive"
    yield f"How to read, cite and check them: {link('llms.txt', addresses.path('/llms.txt'))}."
    yield f"By where the originals lie: {link('index of cited files', addresses.path('/archives.md'))}."
    if items:
        yield "\n".join(f"- {_entry(addresses, item)}" for item in items)
    else:
        yield "There are no records yet."
    if following:
        yield link("Further records", addresses.path(f"/index.md?after={following}"))


def _entry(addresses: Addresses, item: Mapping[str, Any]) -> str:
    date = f", {inline(item['date']['as_written'])}" if item["date"] else ""
    return f"{link(item['title'], addresses.record(item['id']) + '.md')}{date}"


def write_history(addresses: Addresses, document_id: str, title: str, revisions: Sequence[Revision]) -> Iterator[str]:
    """Write a record's history, the newest revision first."""
    yield f"# Revisions of {link(title, addresses.record(document_id) + '.md')}"
    yield "\n".join(f"- {_revision(addresses, document_id, one)}" for one in revisions)


def _revision(addresses: Addresses, document_id: str, one: Revision) -> str:
    why = "".join((f", by {inline(one.by)}" if one.by else "", f": {inline(one.reason)}" if one.reason else ""))
    address = addresses.revision(document_id, one.number)
    changed = f"{addresses.permalink(document_id)}/revisions/{one.number}.md"
    what = f"; {link('what changed', changed)}" if one.number > 1 else ""
    return f"{link(f'Revision {one.number}', address)} of {one.at[:10]}{why}; SHA-256 `{one.sha256}`{what}"


def write_changes(
    addresses: Addresses, document_id: str, title: str, revision: Revision, changes: Changes
) -> Iterator[str]:
    """Write what a revision changed, place by place: only words that were taken out or put in."""
    yield f"# What revision {revision.number} changed in {link(title, addresses.record(document_id) + '.md')}"
    yield _revision(addresses, document_id, revision).partition("; [what changed]")[0]
    for change in changes.named:
        yield f"## {inline(change.place)}"
        if change.pieces is None:
            yield "Too long to show here."
        else:
            told = [f"- {_SIGNS[state]}: {inline(words)}" for state, words in change.pieces if state in _SIGNS]
            yield "\n".join(told)
    if not changes.named:
        yield "Nothing that was supplied differs."
    if not changes.is_whole:
        yield "Not all that differs is shown: it is too long. Both revisions are whole at their addresses."


def write_citation(
    addresses: Addresses, document: Document, cited: FormattedCitation, told: Sequence[str]
) -> Iterator[str]:
    """Write a citation with what is to be said of it."""
    yield f"# Cite {link(document.title, addresses.record(document.id) + '.md')}"
    yield f"> {inline(cited.text)}"
    yield f"Style {inline(cited.style)}, {cited.form}, {cited.locale}; revision {cited.revision} of the record."
    if told:
        yield "\n".join(f"- {inline(words)}" for words in told)
    styles = link("styles", addresses.path("/styles"))
    yield f"Other styles by `style`, `form`, `locale`, `locator` in the address: see {styles}."
