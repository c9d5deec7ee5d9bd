"""The tables. Three hold the truth and are only ever added to: ``payloads``, ``sources``, ``log``.

``erasures`` is the one key that lets a payload or source be deleted. All other tables are projections that
``muniment reindex`` builds again from these. The triggers that guard them are in the migrations.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

#: Constraint names are fixed, so that a batch migration can find them (Alembic, "The Importance of Naming").
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Tables whose rows are never changed, and deleted only where an erasure names them.
GUARDED = ("payloads", "sources", "log", "erasures")
#: Tables that a migration may empty, because they are printed again from the records right after it.
PRINTED = ("readings", "renditions", "holdings", "units", "clues", "wordings")
#: Full-text tables, which no migration of rows knows of, and the columns of ``wordings`` that are in each.
INDEXES = {"wordings_words": ("title", "summary", "words"), "wordings_runs": ("runs",)}
#: The one that says in which rows a run is, and not where.
WITHOUT_PLACES = "wordings_runs"

properties = Table(
    "properties",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

payloads = Table(
    "payloads",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("by", String),
    Column("action", String, nullable=False),
    Column("batch", Integer, nullable=False),
    Column("document_id", String),
    Column("revision", Integer),
    Column("sha256", String(64)),
    Column("source", String(64), index=True),
    Column("reason", String),
    Column("detail", String),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("hash"),
    # one entry makes a revision; entries that make none (withdraw, merge) leave it NULL and never collide
    UniqueConstraint("document_id", "revision"),
)

erasures = Table(
    "erasures",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("entry", Integer, ForeignKey("log.seq"), nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("entry", Integer, ForeignKey("log.seq"), nullable=False, index=True),
    Column("survivor", String, ForeignKey("documents.id")),
)

aliases = Table(
    "aliases",
    metadata,
    Column("address", String, primary_key=True),
    Column("document_id", String, ForeignKey("documents.id"), nullable=False, index=True),
)

readings = Table(
    "readings",
    metadata,
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("version", String, nullable=False),
    Column("sort_date", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("crc", BigInteger, nullable=False),
    Index(None, "sort_date", "document_id"),
)

renditions = Table(
    "renditions",
    metadata,
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("version", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("etag", String, nullable=False),
    Column("link", String, nullable=False),
    Column("crc", BigInteger, nullable=False),
    Column("gzip_crc", BigInteger, nullable=False),
    # what is long comes last: SQLite walks through a row from its start
    Column("gzip", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

holdings = Table(
    "holdings",
    metadata,
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("unit", String, nullable=False),
    Column("leaf_order", String, nullable=False),
    Column("location", String, nullable=False),
    Index(None, "unit", "leaf_order", "document_id"),
)

#: Every unit above a holding, and its own; ``parent`` of an archive itself is empty.
units = Table(
    "units",
    metadata,
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("unit", String, primary_key=True),
    Column("parent", String, nullable=False),
    Index(None, "parent", "unit", "document_id"),
    Index(None, "unit"),
)

clues = Table(
    "clues",
    metadata,
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("words", String, primary_key=True),
    Index(None, "words"),
)

#: ``number`` is the log entry that made the revision, so what was revised last has the highest.
wordings = Table(
    "wordings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("title", String, nullable=False),
    Column("summary", String, nullable=False),
    Column("words", String, nullable=False),
    Column("runs", String, nullable=False),
    UniqueConstraint("document_id"),
)


def is_of_an_index(table: str) -> bool:
    """Tell whether a table is a full-text table, or one that SQLite made to keep it."""
    return table.startswith(tuple(INDEXES))
