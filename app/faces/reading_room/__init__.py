"""The reading room: pages for people, at the addresses that are printed in footnotes."""

from fastapi import APIRouter

from app.faces.reading_room import assets, cite, history, home, landing
from app.services.found import House


def routes(house: House) -> APIRouter:
    """Give the router of this face. A page is never refused for a parameter it does not know: links grow them."""
    router = APIRouter()
    for module in (home, assets, history, cite, landing):
        module.Routes(house).add_to(router)
    return router
