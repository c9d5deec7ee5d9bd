"""One place that a reference names, and what is told of it."""

import re
from collections.abc import Sequence
from typing import Literal

from app.archival.grammar import Mention
from app.archival.parsed import Doubt, ParsedLocation, Piece
from app.archival.patterns import bare
from app.archival.reader import FamilyReader
from app.archival.repository import RepositoryEntry
from app.archival.scheme import Scheme
from app.archival.walk import Walk
from app.domain.location import ArchivalLocation, LocationReading, Repository

#: What only joins one place to the next.
JOINER = re.compile(r"[\s,.;]*(?:\b(?:and|also|и|та|und)\b)?[\s,.;]*")
_ENDED = re.compile(r"\s*(?:$|[.;)\]]|\b(?:and|also|и|та|und)\b)")


class Place:
    """One place that was found: where its archive is named, and the way that was read from there."""

    def __init__(self, words: str, mention: Mention, walk: Walk, entry: RepositoryEntry | None) -> None:
        self.words = words
        self.mention = mention
        self.walk = walk
        self.entry = entry
        self.reader: FamilyReader | None = None
        self.relation: Literal["continued", "ibid"] | None = None
        self.rivals: tuple[str, ...] = ()
        self.walk_start = self.start = mention.start
        self.lead: Sequence[Piece] = ()

    def led_by(self, walk: Walk) -> None:
        """Take in what stands before the name of the archive."""
        self.lead = walk.pieces
        self.start = walk.pieces[0].start

    def continued(self, walk: Walk, relation: Literal["continued", "ibid"], start: int) -> "Place":
        """Give a place in the same archive."""
        other = Place(self.words, self.mention, walk, self.entry)
        other.reader, other.relation, other.rivals = self.reader, relation, self.rivals
        other.start = other.walk_start = start
        return other

    @property
    def scheme(self) -> Scheme | None:
        """The notation in which it is printed; None of an archive that none is known of."""
        if self.reader is None:
            return None
        printed = {bare(level.label) for level in self.walk.levels if level.label}
        if self.walk.leaves and self.walk.leaves.label:
            printed.add(bare(self.walk.leaves.label))
        return self.reader.notation(printed)

    def archival_location(self, version: str, as_written: str, *, is_whole: bool) -> ArchivalLocation:
        """Give what is served of it."""
        entry, walk, scheme = self.entry, self.walk, self.scheme
        named = entry and Repository(
            as_written=self.words[self.mention.start : self.mention.end],
            **entry.model_dump(include={"id", "code", "name", "place", "country"}),
        )
        return ArchivalLocation(
            as_written=as_written,
            repository=named,
            levels=tuple(walk.levels),
            leaves=walk.leaves,
            copy_=walk.copy,
            note=walk.note,
            reading=LocationReading(
                status="full" if is_whole else "partial", scheme=scheme and scheme.id, version=version
            ),
        )

    def location(self, version: str, end: int) -> ParsedLocation:
        """Give all that was read of it; the next place begins at ``end``."""
        is_whole = bool(JOINER.fullmatch(self.words, self.walk.here, end) or _ENDED.match(self.words, self.walk.here))
        scheme = self.scheme
        return ParsedLocation(
            location=self.archival_location(version, self.words[self.start : self.walk.here], is_whole=is_whole),
            item_date=self.walk.item_date,
            relation=self.relation,
            inherited=self.walk.inherited,
            certainty="probable" if self.rivals else "certain",
            basis=f"its levels; the name is also that of {', '.join(self.rivals)}" if self.rivals else "its name",
            by_rule=scheme is not None and scheme.status == "draft",
        )

    def doubt(self) -> Doubt:
        """Say why no archive was named."""
        name = self.words[self.mention.start : self.mention.end]
        return Doubt(
            code="archive-ambiguous", words=name, reason=f"“{name}” names several archives: {', '.join(self.rivals)}"
        )
