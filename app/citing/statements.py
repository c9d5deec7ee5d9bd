"""What every form of a citation must say of a document beside its title: languages, translators, rights, a machine."""

import re
from collections.abc import Iterable

from app.citing.house import MACHINE, name_text
from app.domain.agent import Participant, ParticipantRole
from app.domain.document import Document, RightsStatement
from app.domain.text import Text, Translation

_CALENDAR = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")


def is_calendar_date(edtf: str | None) -> bool:
    """Tell whether a date is one day, month or year and nothing less certain (W3CDTF without a time)."""
    return edtf is not None and _CALENDAR.fullmatch(edtf) is not None


def take_part(document: Document, role: ParticipantRole) -> tuple[Participant, ...]:
    """Give those who take one part in a document, in their order."""
    return tuple(person for person in document.participants if person.role == role)


def name_translators(document: Document) -> tuple[str, ...]:
    """Give the translators who are named, each once."""
    return translators_of(document.texts)


def translators_of(texts: Iterable[Text]) -> tuple[str, ...]:
    """Give the translators who are named for some texts, each once."""
    named = (text.translators or () for text in texts if isinstance(text, Translation))
    return tuple(dict.fromkeys(name for names in named for name in names))


def text_languages(document: Document) -> tuple[str, ...]:
    """Give the languages of the texts that are served, each once; never those of an original that is not."""
    return tuple(dict.fromkeys(text.language for text in document.worded_texts if text.language))


def say_machine(document: Document) -> tuple[str, ...]:
    """Say of each translation whether a machine made it, where somebody does; with its name if there are others."""
    said = []
    for text in document.texts:
        if isinstance(text, Translation) and text.machine is not None:
            name = name_text(document, text)
            words = MACHINE if text.machine else f"Not a {MACHINE.lower()}"
            said.append(f"{words}: {name}" if name else words)
    return tuple(said)


def say_identified(person: Participant) -> str | None:
    """Say who somebody is understood to be; None where nobody says so, or the words that name them say it too."""
    identity = person.identified_as
    return None if identity is None or identity in person.as_written else f"{person.as_written}: {identity}"


def say_rights(rights: RightsStatement) -> str | None:
    """Give a statement of rights with its address, or what there is of them."""
    words = [words for words in (rights.statement, rights.uri) if words]
    return "; ".join(words) or None
