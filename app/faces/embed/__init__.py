"""Embedding: a record or a passage in somebody else's page, with all that lets a reader there check and cite it."""

from fastapi import APIRouter

from app.faces.embed import cards, oembed, panel, pictures, scripts
from app.services.found import House


def routes(house: House) -> APIRouter:
    """Give the router of this face. No parameter is refused for being unknown: sites add theirs to addresses."""
    router = APIRouter()
    for module in (oembed, scripts, panel, pictures, cards):
        module.Routes(house).add_to(router)
    return router
