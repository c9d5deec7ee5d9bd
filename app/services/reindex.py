"""Builds anew all that can be built: heads, aliases, readings, renditions. Makes no revision."""

from collections.abc import Callable, Mapping

from app.domain.errors import ArchiveOutdated
from app.services.ledger import Stamp, move_archive, proved
from app.services.press import Press, load_record, revision_of
from app.services.replay import replay
from app.storage.archive import Archive
from app.storage.repository import Repository
from app.understanding import VERSION

#: The property that says which version of the code made the readings; a migration that empties them empties it too.
READING_VERSION = "reading_version"


def reindex(archive: Archive, press: Press, mark: Stamp, progress: Callable[[int, int], None]) -> int:
    """Build every projection from the log and the payloads, in one transaction; give the number of records.

    If our public address changed, the change is logged first. ``progress`` is told how many of how many are done.
    """
    with archive.writing() as repository:
        if repository.property("public_url") != press.addresses.public_url:
            move_archive(repository, mark, press.addresses)
        return rebuild(repository, press, progress)


def refuse_unbuilt(properties: Mapping[str, str]) -> None:
    """Refuse an archive whose projections a migration emptied and nothing filled again: it would seem to be empty."""
    if properties.get(READING_VERSION) == "":
        raise ArchiveOutdated(
            "A migration of the archive is under way, or was interrupted before its readings were built. "
            "Wait for it, or run `muniment migrate`."
        )


def rebuild(repository: Repository, press: Press, progress: Callable[[int, int], None]) -> int:
    """Empty the projections and fill them again, within a unit of work. A damaged log or record is not built upon."""
    state = replay(map(proved, repository.entries()))
    repository.clear_projections()
    for head in state.heads.values():
        repository.set_head(head.model_copy(update={"survivor": None}))
    for head in state.heads.values():  # a survivor may itself have been merged, so all must be there first
        if head.survivor is not None:
            repository.set_head(head)
    for address, document_id in state.aliases.items():
        repository.add_alias(address, document_id)
    published = [head for head in state.heads.values() if head.status == "published"]
    for number, head in enumerate(published, 1):
        entry = state.current[head.id]
        press.publish(repository, load_record(repository, entry), revision_of(entry))
        progress(number, len(published))
    repository.set_property(READING_VERSION, VERSION)
    return len(published)
