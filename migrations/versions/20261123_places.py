"""Where records lie and the words by which they are found, as tables of their own, built from the records.

Revision ID: 20261123_places
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_places"
down_revision = "20261123_shelf"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "holdings",
        _document(),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("leaf_order", sa.String, nullable=False),
        sa.Column("location", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "place", name=op.f("pk_holdings")),
        _of_a_document("holdings"),
    )
    op.create_index(op.f("ix_holdings_unit_leaf_order_document_id"), "holdings", ["unit", "leaf_order", "document_id"])
    op.create_table(
        "units",
        _document(),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("parent", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "unit", name=op.f("pk_units")),
        _of_a_document("units"),
    )
    op.create_index(op.f("ix_units_parent_unit_document_id"), "units", ["parent", "unit", "document_id"])
    op.create_index(op.f("ix_units_unit"), "units", ["unit"])
    op.create_table(
        "clues",
        _document(),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "kind", "words", name=op.f("pk_clues")),
        _of_a_document("clues"),
    )
    op.create_index(op.f("ix_clues_words"), "clues", ["words"])
    _ask_for_reindex()


def downgrade() -> None:
    for table in ("clues", "units", "holdings"):
        op.drop_table(table)
    _ask_for_reindex()


def _document() -> sa.Column[str]:
    return sa.Column("document_id", sa.String, nullable=False)


def _of_a_document(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["document_id"], ["documents.id"], name=op.f(f"fk_{table}_document_id_documents"), ondelete="CASCADE"
    )


def _ask_for_reindex() -> None:
    op.execute("UPDATE properties SET value = '' WHERE name = 'reading_version'")
