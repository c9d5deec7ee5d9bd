"""What is built from the truth and can be built again: heads, aliases, readings, renditions.

Revision ID: 20261123_projections
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_projections"
down_revision = "20261123_records"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("survivor", sa.String),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.ForeignKeyConstraint(["entry"], ["log.seq"], name=op.f("fk_documents_entry_log")),
        sa.ForeignKeyConstraint(["survivor"], ["documents.id"], name=op.f("fk_documents_survivor_documents")),
    )
    op.create_table(
        "aliases",
        sa.Column("address", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_aliases")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_aliases_document_id_documents")),
    )
    op.create_index(op.f("ix_aliases_document_id"), "aliases", ["document_id"])
    _create_readings()
    _create_renditions()
    # what is empty must not pass for built, should nobody come to build it (the property names the reader's version)
    op.execute("UPDATE properties SET value = '' WHERE name = 'reading_version'")


def _create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("sort_date", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("crc", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_readings")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_readings_document_id_documents"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_readings_sort_date_document_id"), "readings", ["sort_date", "document_id"])


def _create_renditions() -> None:
    op.create_table(
        "renditions",
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("etag", sa.String, nullable=False),
        sa.Column("link", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("gzip", sa.LargeBinary, nullable=False),
        sa.Column("crc", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "name", name=op.f("pk_renditions")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_renditions_document_id_documents"),
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    # nothing is lost: `muniment migrate` and `muniment reindex` build all of it again from the log
    for table in ("renditions", "readings", "aliases", "documents"):
        op.drop_table(table)
