"""Takes the steps of a migration with Alembic. It is loaded with this module, and so only where a step is taken."""

from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def take_steps(connection: Connection, migrations: Path, target: str, way: Literal["upgrade", "downgrade"]) -> None:
    """Bring the tables on this connection to the shape ``target``."""
    config = configure(migrations)
    config.attributes["connection"] = connection
    {"upgrade": command.upgrade, "downgrade": command.downgrade}[way](config, target)


def configure(migrations: Path) -> Config:
    """Give what Alembic has to know of a folder of migrations."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
