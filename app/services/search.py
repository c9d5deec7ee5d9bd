"""Finds records by the words in their titles, summaries and texts, by index."""

import json
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from app.domain.errors import Unusable
from app.domain.rendition import StoredReading
from app.services.asked import servable
from app.storage.repository import Repository
from app.understanding.wording import cut, folded_words, look_for

#: The longest question, in characters, and the most words of it.
MAX_QUESTION = 1000
_MOST_WORDS = 40
#: The most hits at once.
MOST_HITS = 200
#: How long an excerpt is, in characters.
_EXCERPT = 280
#: How many letters are looked through for the places that one page of hits shows; then the beginnings are shown.
_LOOKED_THROUGH = 2_000_000

#: Words between quotation marks are looked for in their order, others anywhere.
_PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|([^\s\"“”„«»]+)")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hit:
    """A record that has the words, and the place where most of them stand together.

    ``passage`` and ``text`` are None where that is its title or its summary. ``excerpt`` is as the record has it.
    """

    id: str
    title: str
    passage: str | None
    text: str | None
    excerpt: str


@dataclass(frozen=True)
class Found:
    """A page of hits, the best first. ``next`` is what to give as ``after`` for the next page, None on the last."""

    items: tuple[Hit, ...]
    next: str | None


@dataclass(frozen=True)
class _Part:
    """A piece of a record that words can stand in."""

    words: str
    text: str | None = None
    passage: str | None = None


def search(repository: Repository, words: str, *, limit: int = 20, after: str | None = None) -> Found:
    """Give the records that have all these words, those between quotation marks in their order; the best first.

    Of very many, only those revised last are put in order. Raise Unusable for words that cannot be looked for.
    """
    phrases = _read(words)
    limit = max(1, min(limit, MOST_HITS))
    offset = _offset(after)
    ids = repository.wordings.ranked(phrases, limit + 1, offset)
    readings = repository.readings_of(ids[:limit])
    wanted = frozenset(word for phrase in phrases for word in phrase)
    items = tuple(_hits([readings[one] for one in ids[:limit] if one in readings], wanted))
    return Found(items, str(offset + limit) if len(ids) > limit else None)


def _read(words: str) -> list[list[str]]:
    """Give the phrases that are asked for, folded; raise Unusable of none, too many, and such as no text can have."""
    if len(words) > MAX_QUESTION:
        raise Unusable("q", f"`q` has {len(words):,} characters; at most {MAX_QUESTION:,} are looked for.")
    parts = _PHRASE.finditer(servable(words, "q"))
    phrases = [folded_words(found[1] or found[2] or "") for found in parts]
    phrases = [phrase for phrase in phrases if phrase]
    if not phrases:
        raise Unusable("q", "`q` has no words: give some that stand in a title, a summary or a text.")
    if (count := sum(map(len, phrases))) > _MOST_WORDS:
        raise Unusable(
            "q", f"`q` has {count} words; at most {_MOST_WORDS} are looked for. To find a quotation: `quote`."
        )
    return [list(phrase) for phrase in dict.fromkeys(map(tuple, phrases))]


def _offset(after: str | None) -> int:
    if after is None:
        return 0
    if not re.fullmatch(r"[1-9][0-9]{0,5}", after):
        raise Unusable("after", "This is no position in a list of hits; take it from `next` of the page before.")
    return int(after)


def _hits(readings: Sequence[StoredReading], wanted: frozenset[str]) -> Iterator[Hit]:
    left = _LOOKED_THROUGH
    for reading in readings:
        if not reading.is_whole():
            _log.error("The reading of record %s does not match its checksum", reading.document_id)
            continue
        document = json.loads(reading.body)
        part, first, letters = _best(_parts(document), wanted, left)
        left -= letters
        excerpt = _excerpt(part.words, first)
        yield Hit(reading.document_id, str(document["title"]), part.passage, part.text, excerpt)


def _parts(document: dict[str, object]) -> Iterator[_Part]:
    """Give the passages of a record, its summary and its title: what comes first is shown where all have the same."""
    texts = document["texts"]
    for text in texts if isinstance(texts, list) else ():
        for passage in text.get("passages", ()):
            yield _Part(passage["text"], text["id"], passage["id"])
    yield _Part(str(document["summary"] or ""))
    yield _Part(str(document["title"]))


def _best(parts: Iterator[_Part], wanted: frozenset[str], most: int) -> tuple[_Part, int, int]:
    """Give the part that has most of the words, the first of several, and where in it the first of them begins.

    Of so many letters at most; how many were looked through is given too.
    """
    best = next(parts)
    having = first = letters = 0
    for part in chain([best], parts):
        count, begin, read = look_for(wanted, part.words[: most - letters])
        letters += read
        if count > having:
            best, having, first = part, count, begin
        if having == len(wanted) or letters == most:
            break
    return best, first, letters


def _excerpt(words: str, first: int) -> str:
    """Give some of a text around the first of the words, from the beginning of a word to the end of one."""
    if len(words) <= _EXCERPT:
        return words
    start = max(0, first - 3 * _EXCERPT)  # farther than an excerpt reaches: what is cut there is not shown
    tokens = [(start + one.start, start + one.end) for one in cut(words[start : first + 3 * _EXCERPT])]
    begin = next((at for at, _ in tokens if at >= first - _EXCERPT // 3), 0) if first else 0
    if len(words) - begin <= _EXCERPT:
        begin = next((at for at, _ in tokens if at >= len(words) - _EXCERPT), 0)
    ends = [end for _, end in tokens if begin < end <= begin + _EXCERPT]
    end = ends[-1] if ends else begin + _EXCERPT
    last = len(words) if end >= len(words.rstrip()) else end
    return f"{'… ' if begin else ''}{words[begin:last].strip()}{' …' if last < len(words) else ''}"
