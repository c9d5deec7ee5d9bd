"""What became of a record, as those who keep a copy of it need to know."""

from typing import Literal

from app.domain.noun import Noun, Words

What = Literal["new", "revised", "withdrawn", "merged", "erased"]


class Change(Noun):
    """One change of one record. ``seq`` is its number in the audit log: later changes have greater ones, for ever.

    ``reason`` is None where none was given, and for all but the last change of a record that was withdrawn since.
    ``revision`` is the one that was made, None where none was; ``into`` is the record that took a merged one's place.
    ``mark`` names the change and no other, in this archive or any.
    """

    seq: int
    id: Words
    what: What
    at: Words
    reason: Words | None
    revision: int | None
    into: Words | None
    mark: Words
