"""One value of JSON, with what JSON can spell and no record can hold marked in it."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from app.readers.record.flaws import TOO_DEEP, Flaw, Source

# Python reads integers up to 4300 digits; no record holds one of more than a few.
_LONGEST_INTEGER = 4000


@dataclass(frozen=True)
class Oddity:
    """A number that can be spelt and that no record can hold."""

    spelling: str


class JsonObject(dict[str, Any]):
    """An object that remembers which members it was given more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]


def parse(data: bytes, source: Source) -> Any:  # noqa: ANN401 - any JSON value, or a Problem
    """Read one JSON value, with its oddities marked, or say why it is none."""
    try:
        return json.loads(
            data.decode(),
            object_pairs_hook=JsonObject,
            parse_constant=Oddity,
            parse_int=lambda digits: int(digits) if len(digits) <= _LONGEST_INTEGER else Oddity(digits),
        )
    except UnicodeDecodeError as error:
        line = source.line or _line(data[: error.start].decode("latin-1"))
        reason = f"The byte 0x{data[error.start]:02X}, {error.start + 1}th here, is not UTF-8."
        return source._replace(line=line).error(Flaw("not-utf-8", (), reason, "Save the file as UTF-8."))
    except json.JSONDecodeError as error:
        line = source.line or _line(error.doc[: error.pos])
        reason = f"This is not JSON: {error.msg[:1].lower()}{error.msg[1:]}, at column {error.colno}."
        return source._replace(line=line).error(
            Flaw("not-json", (), reason, "Correct the JSON there; another program may have cut it short.")
        )
    except RecursionError:
        return source.error(TOO_DEEP)


def _line(before: str) -> int:
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
