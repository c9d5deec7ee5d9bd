"""The truth: payloads, sources, the log, and the erasures that alone unlock a deletion.

Revision ID: 20261123_records
"""

import sqlalchemy as sa
from alembic import context, op

revision = "20261123_records"
down_revision = None
branch_labels = None
depends_on = None

_GUARDED = ("payloads", "sources", "log", "erasures")
_ERASABLE = ("payloads", "sources")


def upgrade() -> None:
    op.create_table(
        "properties",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_properties")),
    )
    op.create_table(
        "payloads",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_payloads")),
    )
    op.create_table(
        "sources",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_sources")),
    )
    _create_log()
    op.create_table(
        "erasures",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["log.seq"], name=op.f("fk_erasures_entry_log")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_erasures")),
    )
    for table in _GUARDED:
        _guard(table, erasable=table in _ERASABLE)


def _create_log() -> None:
    op.create_table(
        "log",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("document_id", sa.String),
        sa.Column("revision", sa.Integer),
        sa.Column("sha256", sa.String(64)),
        sa.Column("source", sa.String(64)),
        sa.Column("reason", sa.String),
        sa.Column("detail", sa.String),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_log")),
        sa.UniqueConstraint("hash", name=op.f("uq_log_hash")),
        sa.UniqueConstraint("document_id", "revision", name=op.f("uq_log_document_id_revision")),
    )
    op.create_index(op.f("ix_log_source"), "log", ["source"])


def downgrade() -> None:
    if not context.is_offline_mode() and op.get_bind().scalar(sa.text("SELECT count(*) FROM payloads")):
        raise RuntimeError("this step would delete every record of the archive; export it and start a new one")
    for table in _GUARDED:
        _unguard(table)
    for table in ("erasures", "log", "sources", "payloads", "properties"):
        op.drop_table(table)


def _guard(table: str, *, erasable: bool) -> None:
    """Refuse UPDATE always, and DELETE unless an erasure names the row."""
    unless = "NOT EXISTS (SELECT 1 FROM erasures WHERE sha256 = OLD.sha256)" if erasable else ""
    if op.get_context().dialect.name == "sqlite":
        for verb, when in (("UPDATE", ""), ("DELETE", unless)):
            condition = f"WHEN {when} " if when else ""
            op.execute(
                f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} {condition}"
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    allowed = f"IF TG_OP = 'DELETE' AND NOT ({unless}) THEN RETURN OLD; END IF; " if erasable else ""
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {allowed}"
        f"RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )


def _unguard(table: str) -> None:
    if op.get_context().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_refuse_{verb}")
        return
    op.execute(f"DROP TRIGGER {table}_refuse ON {table}")
    op.execute(f"DROP FUNCTION {table}_refuse()")
