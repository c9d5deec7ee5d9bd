"""Where the server's words go: uvicorn's to stderr as they are, the journal's to stdout, one JSON line each."""

from typing import Any

from uvicorn.config import LOGGING_CONFIG

LOGGING: dict[str, Any] = {
    **LOGGING_CONFIG,
    "formatters": {**LOGGING_CONFIG["formatters"], "line": {"format": "%(message)s"}},
    "handlers": {
        **LOGGING_CONFIG["handlers"],
        "journal": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stdout"},
    },
    "loggers": {
        **LOGGING_CONFIG["loggers"],
        "app": {"handlers": ["default"], "level": "INFO", "propagate": False},
        "app.journal": {"handlers": ["journal"], "level": "INFO", "propagate": False},
    },
}
