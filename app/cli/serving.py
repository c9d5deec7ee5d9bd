"""What `muniment serve` sees to before the server starts: the port, and what its worker processes begin with."""

import socket

from starlette.types import ASGIApp

from app.domain.errors import Unusable
from app.house import open_settings_house
from app.main import create_app
from app.settings import Settings

#: Where a worker process finds the application; it makes its own from the variables it was given.
FACTORY = "app.main:create_app"


def application(settings: Settings) -> ASGIApp | str:
    """Give what the server runs: the application, or, for several workers, where each of them finds it."""
    refuse_taken_port(settings.host, settings.port)
    if settings.workers == 1:
        return create_app(settings)
    if settings.port == 0:
        raise Unusable("port", "Several workers need a port that all of them know; choose one with --port.")
    if settings.metrics_port is not None:
        raise Unusable("metrics_port", "Each worker would count for itself; take --metrics-port away, or --workers.")
    # what is wrong with the archive is said here, once, and not by every worker
    open_settings_house(settings).archive.close()
    settings.export()
    return FACTORY


def refuse_taken_port(host: str, port: int) -> None:
    """Say in a sentence that nobody can listen there, which the server itself would say in a log, and exit with 3."""
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in places:
            with socket.socket(family, kind, protocol) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    trial.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                trial.bind(address)
    except OSError as error:
        reason = str(error.strerror or error).lower()
        raise Unusable(
            "port", f"Cannot listen on {host}, port {port}: {reason}. Choose others with --host and --port."
        ) from error
