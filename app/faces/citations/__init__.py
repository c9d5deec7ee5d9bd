"""Citation styles and citations: which styles and locales there are, and what records look like in them."""

from fastapi import APIRouter, Depends

from app.faces.citations import lists, styles
from app.faces.kit.parameters import only_known
from app.services.found import House


def routes(house: House) -> APIRouter:
    """Give the router of this face."""
    router = APIRouter(dependencies=[Depends(only_known)])
    for module in (lists, styles):
        module.Routes(house).add_to(router)
    return router
