"""Puts the application together: the only place that knows all parts."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.types import ASGIApp

from app import __version__, resources
from app.faces import face_routers
from app.faces.kit import problems
from app.faces.kit.edge import Edge
from app.services.found import House, open_house
from app.settings import Settings

_log = logging.getLogger(__name__)


def open_settings_house(settings: Settings) -> House:
    """Open the archive the settings name."""
    return open_house(
        settings.archive,
        migrations=resources.migrations(),
        knowledge=resources.load_knowledge(),
        seed=resources.seed(),
        public_url=settings.public_url,
    )


def create_app(settings: Settings | None = None) -> ASGIApp:
    """Make the application on the archive the settings name; without settings, from the environment."""
    house = open_settings_house(settings or Settings())
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
    problems.install(app, house.press.addresses)
    for router in face_routers(house):
        app.include_router(router)
    return Edge(app, base_path=house.press.addresses.base_path)
