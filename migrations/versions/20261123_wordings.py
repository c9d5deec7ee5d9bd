"""The words of records, and indexes of them.

Revision ID: 20261123_wordings
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_wordings"
down_revision = "20261123_places"
branch_labels = None
depends_on = None

#: Full-text tables over columns of ``wordings``; of runs only the rows are kept, and no places in them.
_INDEXES = {"wordings_words": "title, summary, words, detail=full", "wordings_runs": "runs, detail=none"}


def upgrade() -> None:
    op.create_table(
        "wordings",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("summary", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.Column("runs", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_wordings")),
        sa.UniqueConstraint("document_id", name=op.f("uq_wordings_document_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_wordings_document_id_documents"), ondelete="CASCADE"
        ),
    )
    if op.get_context().dialect.name == "sqlite":
        for name, columns in _INDEXES.items():
            # words come folded, so nothing is left to do but to part them at spaces
            options = "content='wordings', content_rowid='number', tokenize='ascii'"
            op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, {options})")
    _ask_for_reindex()


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        for name in _INDEXES:
            op.execute(f"DROP TABLE {name}")
    op.drop_table("wordings")
    _ask_for_reindex()


def _ask_for_reindex() -> None:
    op.execute("UPDATE properties SET value = '' WHERE name = 'reading_version'")
