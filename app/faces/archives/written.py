"""Archives and their units as Markdown."""

from collections.abc import Iterator, Mapping, Sequence

from app.archival.repository import RepositoryEntry
from app.domain.identifiers import Addresses
from app.formats.markdown.escaping import inline, link
from app.services.archives import Item, Step, Unit


def write_archives(
    addresses: Addresses, archives: Sequence[Step], entries: Mapping[str, RepositoryEntry]
) -> Iterator[str]:
    """Write the archives in which records have a place."""
    yield "# Index of cited files"
    yield "The archives in which the originals of these records lie, as their references say."
    if archives:
        yield "\n".join(f"- {_step(addresses, one)} {inline(entries[one.unit].name)}" for one in archives)
    else:
        yield "No record here has a place in an archive that is known."


def write_unit(addresses: Addresses, unit: Unit, gaps: Sequence[str], query: str | None) -> Iterator[str]:
    """Write a unit: the way to it, what is below it, its records by their leaves, and what is not published."""
    way = [link("Archives", addresses.path("/archives.md")), *(_link(addresses, step) for step in unit.path[:-1])]
    yield f"# {inline(_named(unit.path[-1]))}"
    yield " › ".join(way)
    place = f", {inline(unit.repository.place)}" if unit.repository.place else ""
    yield f"{inline(unit.repository.name)}{place}. Records published here: {unit.records}."
    yield "The names of levels are our reading of the references; cite the references as each record has them."
    if unit.children:
        yield "\n".join(f"- {_step(addresses, step)}" for step in unit.children)
    if unit.items:
        yield "\n".join(f"- {_item(addresses, item)}" for item in unit.items)
    if query:
        yield link("Further on", addresses.unit(unit.unit) + f".md{query}")
    if gaps:
        yield f"Leaves of which nothing is published here: {inline(', '.join(gaps))}."
    if unit.successors:
        yield "\n".join(
            f"- Perhaps the same file ({one.relation}, an inference: {inline(one.evidence)}): {inline(one.name)}"
            for one in unit.successors
        )


def _named(step: Step) -> str:
    return f"{step.level.replace('_', ' ')} {step.value}" if step.level else step.value


def _link(addresses: Addresses, step: Step) -> str:
    return link(_named(step), f"{addresses.unit(step.unit)}.md")


def _step(addresses: Addresses, step: Step) -> str:
    return f"{_link(addresses, step)} ({step.records})" if step.records is not None else _link(addresses, step)


def _item(addresses: Addresses, item: Item) -> str:
    date = f", {inline(item.date)}" if item.date else ""
    elsewhere = "".join(f"; also {link(words, addresses.unit(unit) + '.md')}" for unit, words in item.elsewhere)
    return f"{link(item.title, addresses.record(item.id) + '.md')}{date}; {inline(item.as_written)}{elsewhere}"
