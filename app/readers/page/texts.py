"""The texts after Contents, each under its label, and the paragraphs they consist of."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from app.readers.page.contents import is_scan, role_of
from app.readers.page.source import Line, fold_blanks, paragraphs


def part_texts(labels: Sequence[str], lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Give each announced text's label and lines: no lines where its label never comes, or nothing under it.

    The first text begins right after Contents, with or without its label above it; each later one begins
    under a line that equals its label, after the text before it.
    """
    announced = [label for label in labels if role_of(label)]
    starts = _starts(announced, labels, lines) if announced else []
    parts: list[tuple[str, list[Line]]] = []
    end = len(lines)
    for label, start in zip(reversed(announced), reversed(starts), strict=True):
        if start is None:
            parts.append((label, []))
            continue
        parts.append((label, lines[start:end]))
        end = start - 1
    return parts[::-1]


def passages(lines: list[Line]) -> list[tuple[int, str]]:
    """Give the paragraphs as they stand, line ends in them kept, each with the number of its first line."""
    return [(found[0].number, "\n".join(line.text for line in found)) for found in paragraphs(lines)]


def _starts(announced: list[str], labels: Sequence[str], lines: list[Line]) -> list[int | None]:
    """Give the index of the line with which each text begins, None where its label is not there."""
    at = _skip_first_label(announced[0], labels, lines)
    starts: list[int | None] = [at]
    places: dict[str, list[int]] = defaultdict(list)
    wanted = {fold_blanks(label) for label in announced}
    for index, line in enumerate(lines):
        if (folded := fold_blanks(line.text)) in wanted:
            places[folded].append(index)
    for label in announced[1:]:
        found = places[fold_blanks(label)]
        place = bisect_left(found, at)
        if place == len(found):
            starts.append(None)
            continue
        at = found[place] + 1
        starts.append(at)
    return starts


def _skip_first_label(first: str, labels: Sequence[str], lines: list[Line]) -> int:
    """Give the index of the first text's first line: after its label and those of pictures before it."""
    scans = {fold_blanks(label) for label in labels if is_scan(label)}
    for index, line in enumerate(lines):
        folded = fold_blanks(line.text)
        if folded == fold_blanks(first):
            return index + 1
        if folded not in scans:
            return index
    return len(lines)
