"""Stored answers in the order in which they are read: what is short first, each form of the bytes with its own check.

Revision ID: 20261123_shelf
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_shelf"
down_revision = "20261123_projections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite walks through a row from its start, so a validator behind the bytes costs as much as the bytes
    _create_renditions(
        sa.Column("crc", sa.BigInteger, nullable=False),
        sa.Column("gzip_crc", sa.BigInteger, nullable=False),
        sa.Column("gzip", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index(op.f("ix_documents_entry"), "documents", ["entry"])
    _ask_for_reindex()


def downgrade() -> None:
    _create_renditions(
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("gzip", sa.LargeBinary, nullable=False),
        sa.Column("crc", sa.BigInteger, nullable=False),
    )
    op.drop_index(op.f("ix_documents_entry"), "documents")
    _ask_for_reindex()


def _create_renditions(*columns: sa.Column[object]) -> None:
    op.drop_table("renditions")  # nothing is lost: `muniment migrate` builds them again from the records
    op.create_table(
        "renditions",
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("etag", sa.String, nullable=False),
        sa.Column("link", sa.String, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("document_id", "name", name=op.f("pk_renditions")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_renditions_document_id_documents"),
            ondelete="CASCADE",
        ),
    )


def _ask_for_reindex() -> None:
    op.execute("UPDATE properties SET value = '' WHERE name = 'reading_version'")
