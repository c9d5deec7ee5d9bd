"""For language models: the archive as tools and resources of the Model Context Protocol, over HTTP and stdio."""

from fastapi import APIRouter

from app.faces.mcp import route
from app.services.found import House


def routes(house: House) -> APIRouter:
    """Give the router of this face."""
    router = APIRouter()
    route.Routes(house).add_to(router)
    return router
