"""One place that a reference names, and what is told of it."""

import re
from collections.abc import Sequence
from typing import Literal

from app.archival.grammar import Mention, named
from app.archival.parsed import Doubt, ParsedLocation, Piece
from app.archival.patterns import bare
from app.archival.reader import FamilyReader
from app.archival.repository import RepositoryEntry
from app.archival.scheme import Scheme
from app.archival.walk import Walk
from app.domain.location import ArchivalLocation, LocationReading

#: What only joins one place to the next.
JOINER = re.compile(r"[\s,.;]*(?:\b(?:and|also|in|и|та|und|в)\b[\s,.;]*){0,3}")
#: A stop before a small letter is that of an ordinal: "3256. őrzési egység".
_ENDED = re.compile(r"\s*(?:$|[;)\]]|\.(?!(?<=\d\.)\s+[a-zà-žа-я])|\b(?:and|also|и|та|und)\b)")


class Place:
    """One place that was found: where its archive is named, and the way that was read from there."""

    def __init__(self, words: str, mention: Mention | None, walk: Walk, entry: RepositoryEntry | None) -> None:
        self.words = words
        self.mention = mention
        self.walk = walk
        self.entry = entry
        self.reader: FamilyReader | None = None
        self.relation: Literal["continued", "ibid"] | None = None
        self.rivals: tuple[str, ...] = ()
        self._named_place: str | None = None
        self.walk_start = self.start = mention.start if mention else walk.pieces[0].start
        self.lead: Sequence[Piece] = ()

    @property
    def is_read(self) -> bool:
        """Whether it is a place, and not only a name that could be any of several."""
        return self.entry is not None or self.mention is None

    def led_by(self, walk: Walk) -> None:
        """Take in what stands before the name of the archive."""
        self.lead = walk.pieces
        self.start = walk.pieces[0].start

    def continued(self, walk: Walk, relation: Literal["continued", "ibid"], start: int) -> "Place":
        """Give a place in the same archive."""
        other = Place(self.words, self.mention, walk, self.entry)
        other.reader, other.relation, other.rivals = self.reader, relation, self.rivals
        other.start = other.walk_start = start
        other._named_place = self._place
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
        return ArchivalLocation(
            as_written=as_written,
            repository=entry and named(entry, self._name, self._place),
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
            basis=self._basis,
            by_rule=scheme is not None and scheme.status == "draft",
        )

    def doubt(self) -> Doubt:
        """Say why no archive was named."""
        if self.mention is None:
            words = self.words[self.start : self.walk.here]
            reason = f"“{words}” names no archive that is known here; it may be in any that has such levels"
            return Doubt(code="archive-unnamed", words=words, reason=reason)
        reason = f"“{self._name}” names several archives: {', '.join(self.rivals)}"
        return Doubt(code="archive-ambiguous", words=self._name, reason=reason)

    @property
    def _name(self) -> str:
        return self.words[self.mention.start : self.mention.end] if self.mention else ""

    @property
    def _place(self) -> str | None:
        """Where its archive is, by its name and what stands right after that: "National Archives, Washington"."""
        if self.relation or self.mention is None or self.entry is None:
            return self._named_place
        ends = (piece.end for piece in self.walk.pieces[:1] if piece.kind == "glue")
        return self.entry.seat(self.words[self.mention.start : max(self.mention.end, next(ends, 0))])

    @property
    def _basis(self) -> str:
        if self.entry is None:
            return "its labels; no archive is named"
        return f"its levels; the name is also that of {', '.join(self.rivals)}" if self.rivals else "its name"
