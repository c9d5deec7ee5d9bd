"""All settings: each is a variable ``MUNIMENT_…`` and a flag of the command line. Read at the doors, passed by hand."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.domain.identifiers import PublicUrl


class Settings(BaseSettings):
    """What can be set. docs/settings.md lists each; a test compares."""

    model_config = SettingsConfigDict(env_prefix="MUNIMENT_", frozen=True, extra="ignore")

    archive: Path = Field(default=Path("muniment.db"), description="The archive file.")
    public_url: PublicUrl | None = Field(
        default=None,
        description="The address under which the archive is published: an origin, an origin with a path, or a "
        "path. A property of the archive: set when it is made, changed by `muniment reindex`.",
    )
    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port to listen on; 0 for any free one.")
    actor: str | None = Field(default=None, description="Who changes the archive, for the audit log.")
    trusted_proxies: str = Field(
        default="",
        description="Proxies whose X-Forwarded-For and -Proto are believed, as addresses or networks with commas "
        "between. They reach the log only: no address we serve is made from a request.",
    )
