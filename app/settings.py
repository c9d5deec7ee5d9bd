"""All settings: each is a variable ``MUNIMENT_…`` and a flag of the command line. Read at the doors, passed by hand."""

import os
import sys
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.domain.identifiers import Contact, PublicUrl


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
    contact: Contact | None = Field(
        default=None,
        description="Where whoever runs the archive is reached: a mail address, or an address that begins with "
        "https. Shown to readers, and in security.txt.",
    )
    workers: int = Field(default=1, ge=1, le=64, description="How many processes serve the archive.")
    read_only: bool = Field(
        default=False, description="Open the archive for reading only: a command that would write refuses."
    )
    actor: str | None = Field(default=None, description="Who changes the archive, for the audit log.")
    access_log: bool = Field(
        default=False,
        description="Tell of every request in one line of JSON. Without it only failed and slow ones are told of.",
    )
    limit_concurrency: int = Field(
        default=200, ge=1, description="How many requests may be under way at once; more are answered 503."
    )
    request_timeout: float = Field(
        default=30.0,
        gt=0,
        le=3600,
        description="How many seconds a request may take to begin its answer, and a stop may take to end all.",
    )
    metrics_port: int | None = Field(
        default=None, ge=0, le=65535, description="The port on which /metrics is served; none without it."
    )
    trusted_proxies: str = Field(
        default="",
        description="Proxies whose X-Forwarded-For and -Proto are believed, as addresses or networks with commas "
        "between. They reach the log, and addresses that are made from the host that was asked (`/oembed`, embeds).",
    )
    cache: Path = Field(
        default_factory=lambda: _user_cache() / "muniment",
        description="The folder of what can be made again, which is the file of citation styles.",
    )

    def export(self) -> None:
        """Make these the variables of this process, and so the settings of the processes it starts."""
        for name, value in self:
            variable = f"MUNIMENT_{name.upper()}"
            os.environ.pop(variable, None)
            if value is not None:
                os.environ[variable] = str(value)


def _user_cache() -> Path:
    """Give the folder where this platform keeps a user's caches; it need not be there yet."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where a user has none
    if sys.platform == "darwin":
        return home / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
