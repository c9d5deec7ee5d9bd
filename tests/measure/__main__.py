"""``make measure``: prints how well the product does on real data, and fails below what it once reached."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.archival.parse import read_locations, split_credits
from app.domain.location import ArchivalLocation
from app.readers import readers
from app.resources import load_knowledge

_ROOT = Path(__file__).parent.parent.parent
_SHARED = Path(os.environ.get("MUNIMENT_SHARED", _ROOT.parent / "shared"))
#: What was reached; raised by hand when more is.
_RATCHETS = json.loads((Path(__file__).parent / "ratchets.json").read_text(encoding="utf-8"))


def measure_pages() -> tuple[int, int]:
    """Count the sample pages whose title, date, reference and address are read as their editor reads them."""
    folder = _SHARED / "data/pages"
    rights = [_reads_right(page) for page in sorted(folder.glob("*.txt"))]
    return sum(rights), len(rights)


def _reads_right(page: Path) -> bool:
    body = page.read_bytes()
    reader = next(r for r in readers() if r.recognises(body, page.name))
    draft = next(iter(reader.read(body, page.name, load_knowledge()))).draft
    wanted = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return draft is not None and (
        draft.title,
        draft.date and draft.date.as_written,
        draft.reference,
        draft.source_url,
        len(draft.texts),
    ) == (
        wanted["title"],
        wanted["date_text"],
        wanted["archival_reference"],
        wanted["address"],
        wanted["number_of_texts"],
    )


def measure_references(misses: list[str]) -> tuple[int, int]:
    """Count the references of which no doubt is noted that are read strictly right (shared/data/README.md)."""
    folder = _SHARED / "data/citations"
    vocabulary = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))["repositories"]
    same = {form: name for name, forms in vocabulary.items() for form in (name, *forms)}
    knowledge = load_knowledge()
    right = total = 0
    for line in map(json.loads, (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines()):
        if line["doubtful"]:
            continue
        total += 1
        places, _ = split_credits(line["raw"])
        found = read_locations(places, knowledge.repositories, knowledge.schemes, "measure")
        if [_found(x, same) for x in found if x.repository] == [_wanted(x, same) for x in line["locations"]]:
            right += 1
        else:
            misses.append(line["id"])
    return right, total


def _found(location: ArchivalLocation, same: dict[str, str]) -> tuple[Any, ...]:
    code = location.repository.code if location.repository else ""
    ranges = [[r.first.n, r.last.n] for r in location.leaves.ranges] if location.leaves else []
    return same.get(code, code), [level.value for level in location.levels], ranges


def _wanted(location: dict[str, Any], same: dict[str, str]) -> tuple[Any, ...]:
    ranges = location["leaves"]["ranges"] if location["leaves"] else []
    name = location["repository"]
    return same.get(name, name), [level["value"] for level in location["levels"]], ranges


def _scores(misses: list[str]) -> Iterator[tuple[str, int, int]]:
    yield "pages", *measure_pages()
    yield "references", *measure_references(misses)


def main() -> int:
    """Print the scores; give 1 if one is below its ratchet."""
    if not (_SHARED / "data").is_dir():
        print(f"no real data at {_SHARED}: set MUNIMENT_SHARED to the folder that holds data/pages")
        return 1 if os.environ.get("MUNIMENT_REQUIRE_ALL") == "1" else 0
    misses: list[str] = []
    failed = False
    for name, right, total in _scores(misses):
        failed |= right < _RATCHETS[name]
        print(f"{name}: {right} of {total} right (ratchet {_RATCHETS[name]})")
    print(f"references missed: {', '.join(misses) or 'none'}")
    return 1 if failed else 0


sys.exit(main())
