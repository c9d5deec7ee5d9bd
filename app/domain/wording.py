"""The words of a record as they are looked up: folded, in the order in which they stand."""

from app.domain.identifiers import DocumentId
from app.domain.noun import Noun


class Wording(Noun):
    """What an index of words is made of. Every member is folded words with single spaces between.

    ``runs`` has short names of runs of words in a text, so that a quotation is found by what it shares with a text,
    however common its words are.
    """

    document_id: DocumentId
    title: str
    summary: str
    words: str
    runs: str
