"""Puts the application together: the only place that knows all parts."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from app import __version__
from app.faces import face_routers
from app.faces.kit import handlers
from app.faces.kit.edge import Edge, posted_to
from app.faces.kit.hotpath import HotPath
from app.faces.kit.journal import Journal
from app.faces.kit.limits import Limits
from app.faces.kit.outflow import Outflow
from app.house import open_settings_house
from app.services.found import House
from app.settings import Settings

_log = logging.getLogger(__name__)


def create_app(settings: Settings | None = None) -> ASGIApp:
    """Make the application on the archive the settings name; without settings, from the environment."""
    settings = settings or Settings()
    house = open_settings_house(settings)
    for warning in house.warnings:
        _log.warning(warning)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        house.archive.close()

    app = FastAPI(
        title="Muniment",
        version=__version__,
        lifespan=lifespan,
        redirect_slashes=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    handlers.install(app, house.press.addresses)
    routers = list(face_routers(house))
    for router in routers:
        app.include_router(router)
    routes = [route for router in routers for route in router.routes]
    layered = _layer(app, routes, house, settings)
    return layered if settings.metrics_port is None else _meter(layered, routes, house, settings)


def _layer(app: ASGIApp, routes: list[BaseRoute], house: House, settings: Settings) -> ASGIApp:
    """Put the layers around the routes, the innermost first."""
    addresses = house.press.addresses
    posted, turns = posted_to(routes), settings.limit_concurrency
    app = Limits(app, addresses, concurrency=turns, seconds=settings.request_timeout, posted=posted)
    app = Outflow(app, addresses)
    app = Edge(app, base_path=addresses.base_path, posted=posted)
    if not settings.access_log:  # what is on the shelf neither fails nor takes long, so it need not be watched
        app = Journal(app, everything=False)
    app = HotPath(app, house.archive.shelf(), base_path=addresses.base_path)
    return Journal(app, everything=True) if settings.access_log else app


def _meter(app: ASGIApp, routes: list[BaseRoute], house: House, settings: Settings) -> ASGIApp:
    """Count what is answered, and serve the counts."""
    from app.faces.kit.metrics import Metrics  # noqa: PLC0415 - its library is loaded only where it is wanted

    metrics = Metrics(app, routes, house)
    port = metrics.listen(settings.host, settings.metrics_port or 0)
    _log.info("Metrics are at http://%s:%d/metrics", settings.host, port)
    return metrics
