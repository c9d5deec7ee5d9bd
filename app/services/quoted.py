"""Finds the records in which quoted words may stand, by index: what is found is still to be compared."""

from collections import Counter
from collections.abc import Sequence

from app.domain.document import Document
from app.domain.errors import Unusable
from app.services.press import Press
from app.services.read import read_several
from app.storage.repository import Repository
from app.understanding.quoted import Quotation
from app.understanding.wording import SHARED, folded_words, runs_of

#: How many records are compared with one quotation.
_MOST = 4
#: How many words a quotation must have to be looked for in all records.
_FEWEST = 3
#: So many runs of words are asked for together, so many by themselves, and so many records of each.
_TOGETHER = 12
_ALONE = 32
_HAVING = 40


def find_quoted(repository: Repository, press: Press, quotation: Quotation) -> list[Document]:
    """Give the few records that have most of a quotation; raise Unusable of one that is too short to tell."""
    if quotation.count < _FEWEST:
        raise Unusable("quote", f"Give at least {_FEWEST} words, or `id` to say which record is quoted.")
    pieces = _pieces(quotation)
    found = _having_all(repository, pieces)
    if not found and quotation.insertions:
        found = _having_all(repository, _pieces(quotation.without(quotation.insertions)))
    if not found:
        found = _voted(repository, [run for words in pieces for run in runs_of(words)])
    documents, _ = read_several(repository, press, found)
    return list(documents.values())


def _pieces(quotation: Quotation) -> list[list[str]]:
    return [folded_words(piece.words) for piece in quotation.pieces]


def _having_all(repository: Repository, pieces: Sequence[Sequence[str]]) -> list[str]:
    """Give records that have the longest piece whole."""
    longest = max(pieces, key=len, default=())
    if len(longest) < SHARED:
        return repository.wordings.with_phrases([longest], _MOST) if longest else []
    return repository.wordings.with_runs(_spread(runs_of(longest), _TOGETHER), _MOST)


def _voted(repository: Repository, runs: Sequence[str]) -> list[str]:
    """Give the records that have most of these runs. One that many records have tells little of any of them."""
    votes: Counter[str] = Counter()
    for run in _spread(runs, _ALONE):
        having = repository.wordings.with_runs([run], _HAVING)
        votes.update(dict.fromkeys(having, _HAVING - len(having) + 1))
    return sorted(votes, key=lambda document_id: (-votes[document_id], document_id))[:_MOST]


def _spread(runs: Sequence[str], most: int) -> list[str]:
    """Give no more than so many, from all of it."""
    distinct = list(dict.fromkeys(runs))
    step = max(1, -(-len(distinct) // most))
    return distinct[::step]
