"""Why a draft refused some words: said with the member's name and the line in the file."""

from pydantic import TypeAdapter, ValidationError

from app.domain.noun import Words
from app.readers.page.findings import Findings

#: The line on which each member's words begin, by the member's place in the draft.
Lines = dict[tuple[int | str, ...], int | None]

_WORDS: TypeAdapter[str] = TypeAdapter(Words)


def refuse(error: ValidationError, lines: Lines, findings: Findings) -> None:
    """Note an error for every member that the draft refused: words that cannot be served, or too long."""
    for found in error.errors(include_url=False, include_context=False):
        place = found["loc"]
        field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)[1:]
        begin = _begin(place, lines)
        findings.error(
            "words-refused",
            f"The words of {field} cannot be kept: {_lower(found['msg'].removeprefix('Value error, '))}.",
            "Take the character out, or part a text that is too long by empty lines.",
            line=begin + _bad_line(str(found["input"])) if begin else None,
            field=field,
        )


def _begin(place: tuple[int | str, ...], lines: Lines) -> int | None:
    parents = (place[:length] for length in range(len(place), 0, -1))
    return next((lines[parent] for parent in parents if parent in lines), None)


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _bad_line(words: str) -> int:
    """Give the index of the first line that could not be served on its own account, 0 if each could be."""
    for index, line in enumerate(words.split("\n")):
        try:
            _WORDS.validate_python(line)
        except ValidationError:
            return index
    return 0
