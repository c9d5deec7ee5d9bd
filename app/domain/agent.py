"""People and bodies as they take part in a document: as signed, and as identified."""

from typing import Literal

from app.domain.noun import Basis, Noun, Words

ParticipantRole = Literal["sender", "addressee"]


class Participant(Noun):
    """Somebody's part in a document. ``name`` is the name used; ``identified_as`` is who that is said to be."""

    role: ParticipantRole
    as_written: Words
    name: Words
    identified_as: Words | None = None
    basis: Basis


class Credit(Noun):
    """A statement of thanks or attribution, whole, with what could be read out of it.

    ``found_in`` is the part of the description where it stands. ``translators`` is None where it names no
    translator this software is sure of.
    """

    as_written: Words
    found_in: Literal["credits", "reference"]
    roles: tuple[Words, ...] = ()
    translators: tuple[Words, ...] | None = None
    basis: Basis
