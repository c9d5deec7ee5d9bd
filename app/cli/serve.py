"""The command that serves: the only one that loads what speaks HTTP."""

import gc
import logging.config
from math import ceil

import click
import uvicorn

from app.cli.logs import LOGGING
from app.cli.options import settings_options
from app.cli.protocol import PatientProtocol
from app.cli.serving import application
from app.settings import Settings


@click.command()
@settings_options(
    "archive", "host", "port", "public_url", "contact", "trusted_proxies",
    "access_log", "limit_concurrency", "request_timeout", "metrics_port", "workers", "read_only", "cache",
)  # fmt: skip
def serve(settings: Settings) -> None:
    """Serve the archive over HTTP."""
    logging.config.dictConfig(LOGGING)  # so that what is said while the application is made looks like the rest
    served = application(settings)
    gc.collect()
    gc.freeze()  # what is loaded stays, and need not be gone through again while a body is parsed
    uvicorn.run(
        served,
        factory=settings.workers > 1,
        workers=settings.workers,
        host=settings.host,
        port=settings.port,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        server_header=False,
        access_log=False,
        log_config=LOGGING,
        http=PatientProtocol,
        ws="none",
        timeout_graceful_shutdown=ceil(settings.request_timeout),
    )
