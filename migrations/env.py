"""Runs migrations on the connection the product hands over, or writes their SQL for another engine (offline)."""

from alembic import context
from sqlalchemy import Connection

from app.storage.tables import is_of_an_index, metadata


def run_online(connection: Connection) -> None:
    # the caller holds the transaction: all steps commit together or not at all
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=False,
        include_name=lambda name, kind, _: kind != "table" or not is_of_an_index(name or ""),
    )
    context.run_migrations()


def run_offline() -> None:
    context.configure(
        dialect_name=context.config.get_main_option("dialect") or "sqlite",
        target_metadata=metadata,
        literal_binds=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online(context.config.attributes["connection"])
