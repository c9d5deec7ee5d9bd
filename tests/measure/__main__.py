"""``make measure``: prints how well the product does on real data, and fails below what it once reached."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from app.readers import readers
from app.resources import load_knowledge
from tests.measure.csl import measure_csl
from tests.measure.references import Vocabulary, coverage, sample, score
from tests.measure.styles import measure_styles

_ROOT = Path(__file__).parent.parent.parent
#: How many of the notes that nobody has read by hand are shown with what is read from them.
_SAMPLE = 8
_SHARED = Path(os.environ.get("MUNIMENT_SHARED", _ROOT.parent / "shared"))
#: What was reached; raised by hand when more is.
_RATCHETS: dict[str, float] = json.loads((Path(__file__).parent / "ratchets.json").read_text(encoding="utf-8"))


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


def _pages() -> bool:
    right, total = measure_pages()
    print(f"pages: {right} of {total} right (ratchet {_RATCHETS['pages']})")
    return right >= _RATCHETS["pages"]


def _references() -> bool:
    folder = _SHARED / "data/citations"
    file = Path(os.environ.get("REFS") or folder / "dev.jsonl")
    result = score(file, Vocabulary(folder / "vocabulary.json"), load_knowledge())
    strict = result.strict / result.total if result.total else 1.0
    for miss in result.misses:
        print(miss)
    print(
        f"references: {result.strict} of {result.total} right, strict {strict:.3f} (ratchet {_RATCHETS['strict']}), "
        f"F1 {result.f1:.3f} (ratchet {_RATCHETS['f1']}); of the doubtful {result.doubtful[0]} of {result.doubtful[1]}"
    )
    counts = coverage(folder / "us-notes-unlabelled.jsonl", load_knowledge())
    print("US notes:", ", ".join(f"{count} {what}" for what, count in counts.items()))
    if os.environ.get("WHAT") == "references":
        print(*sample(folder / "us-notes-unlabelled.jsonl", load_knowledge(), _SAMPLE), sep="\n")
    return strict >= _RATCHETS["strict"] and result.f1 >= _RATCHETS["f1"]


def _with_data(measure: Callable[[], bool]) -> Callable[[], bool]:
    """Give a measure that is left out where the real data is not here."""

    def measured() -> bool:
        if (_SHARED / "data").is_dir():
            return measure()
        print(f"no real data at {_SHARED}: set MUNIMENT_SHARED to the folder that holds data/pages")
        return os.environ.get("MUNIMENT_REQUIRE_ALL") != "1"

    return measured


def main() -> int:
    """Print the scores, all or the one that WHAT names; give 1 if one is below its ratchet."""
    measures = {
        "pages": _with_data(_pages),
        "references": _with_data(_references),
        "csl": measure_csl,
        "styles": measure_styles,
    }
    what = os.environ.get("WHAT")
    if what and what not in measures:
        print(f"WHAT is one of {', '.join(measures)}, not {what}")
        return 2
    results = [measure() for name, measure in measures.items() if what in (None, "", name)]
    return 0 if all(results) else 1


sys.exit(main())
