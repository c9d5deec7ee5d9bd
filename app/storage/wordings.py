"""Finds records by their words: an index of words, and one of runs of words, over one table of what is in them.

Both are full-text tables of SQLite (FTS5) without contents of their own. What goes into them is kept beside, in the
table ``wordings``, because a word is taken out of such an index only by saying which it was.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select, text

from app.domain.wording import Wording
from app.storage.tables import INDEXES, documents, wordings

#: How many records that have the words are put in order; of more, those revised last.
MOST_RANKED = 1000
#: What a word in a title, a summary and a text counts for.
_RANKED = text(
    "SELECT document_id FROM (SELECT rowid AS number, bm25(wordings_words, 10.0, 3.0, 1.0) AS score "
    "FROM wordings_words WHERE wordings_words MATCH :asked ORDER BY rowid DESC LIMIT :most) "
    "JOIN wordings USING (number) ORDER BY score, number DESC LIMIT :limit OFFSET :offset"
)
_HAVING = "SELECT document_id FROM {0} JOIN wordings ON wordings.number = {0}.rowid WHERE {0} MATCH :asked LIMIT :limit"
_WITH_RUNS = text(_HAVING.format("wordings_runs"))
_WITH_PHRASES = text(_HAVING.format("wordings_words"))


class Wordings:
    """The index of words, as one unit of work sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, wording: Wording) -> None:
        """Keep the words of a published record in the place of those before."""
        self.forget(wording.document_id)
        number = self._connection.scalar(select(documents.c.entry).where(documents.c.id == wording.document_id))
        row = wording_row(wording, number or 0)
        self._connection.execute(wordings.insert(), row)
        for index, columns in INDEXES.items():
            names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
            statement = f"INSERT INTO {index} (rowid, {names}) VALUES (:number, {values})"  # noqa: S608 - own names
            self._connection.execute(text(statement), row)

    def forget(self, document_id: str) -> None:
        """Take a record's words out."""
        found = self._connection.execute(select(wordings).where(wordings.c.document_id == document_id)).first()
        if found is None:
            return
        for index, columns in INDEXES.items():
            names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
            statement = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', :number, {values})"  # noqa: S608
            self._connection.execute(text(statement), dict(found._mapping))  # noqa: SLF001
        self._connection.execute(wordings.delete().where(wordings.c.document_id == document_id))

    def clear(self) -> None:
        """Empty the indexes, whatever state they are in, to build them anew."""
        for index in INDEXES:
            self._connection.execute(text(f"INSERT INTO {index} ({index}) VALUES ('delete-all')"))  # noqa: S608
        self._connection.execute(wordings.delete())

    def purge(self) -> None:
        """Leave no trace of words that were taken out, which an index else keeps until it next tidies itself."""
        for index in INDEXES:
            self._connection.execute(text(f"INSERT INTO {index} ({index}) VALUES ('optimize')"))  # noqa: S608

    def ranked(self, phrases: Sequence[Sequence[str]], limit: int, offset: int) -> list[str]:
        """Give records that have all these phrases, best first; only the newest ``MOST_RANKED`` are put in order."""
        asked = {"asked": _all_of(" ".join(phrase) for phrase in phrases), "most": MOST_RANKED}
        return list(self._connection.scalars(_RANKED, {**asked, "limit": limit, "offset": offset}))

    def with_phrases(self, phrases: Sequence[Sequence[str]], limit: int) -> list[str]:
        """Give records that have all these phrases in their texts, oldest first."""
        asked = {"asked": f"words : ({_all_of(' '.join(phrase) for phrase in phrases)})", "limit": limit}
        return list(self._connection.scalars(_WITH_PHRASES, asked))

    def with_runs(self, runs: Sequence[str], limit: int) -> list[str]:
        """Give records that have all these runs of words, oldest first."""
        return list(self._connection.scalars(_WITH_RUNS, {"asked": _all_of(runs), "limit": limit}))


def wording_row(wording: Wording, number: int) -> dict[str, object]:
    """Give the row that keeps a record's words; its number is that of the log entry that made its revision."""
    return {"number": number, **wording.model_dump()}


def _all_of(phrases: Iterable[str]) -> str:
    """Ask for all phrases; between quotation marks nothing is syntax, and a quotation mark there is doubled."""
    return " AND ".join('"{}"'.format(phrase.replace('"', '""')) for phrase in phrases)
