"""Where an archive is, as it stands after its name: "TNA, Kew", "Eisenhower Library, Abilene, Kansas"."""

import re

from app.archival.grammar import Mention
from app.archival.repository import RepositoryEntry


def seat_of(entry: RepositoryEntry) -> re.Pattern[str]:
    """Match where an archive is, as it stands after its name: ", Kew", "(Moscow)", ", Abilene, Kansas"."""
    towns = sorted(filter(None, (entry.place, *(seat.place for seat in entry.seats))), key=len, reverse=True)
    place = rf"(?:(?:,\s*|\s+)\(?|\s+at\s+)(?:{'|'.join(map(re.escape, towns)) or '(?!)'})(?!\w)"
    region = rf",\s+(?:{'|'.join(map(re.escape, entry.regions)) or '(?!)'})(?!\w)"
    return re.compile(rf"(?:{place}(?:{region})?|{region})\)?")


def seated(words: str, held: Mention, mention: Mention) -> Mention | None:
    """Give the name of an archive again if only its seat follows, which could be an archive too: "CFMA, Beijing"."""
    seats = {entry.place for entry in held.name.entries}
    is_seat = mention.name.is_place and words[mention.start : mention.end] in seats
    return held if is_seat and words[held.end : mention.start].strip() in (",", "") else None
