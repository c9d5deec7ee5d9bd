"""Discovery: how reference managers, search engines and programs find out what there is, and what has changed."""

from fastapi import APIRouter, Depends

from app.faces.discovery import changes, guide, linksets, sitemap, unapi
from app.faces.kit.parameters import only_known
from app.services.found import House


def routes(house: House) -> APIRouter:
    """Give the router of this face."""
    router = APIRouter(dependencies=[Depends(only_known)])
    for module in (unapi, linksets, sitemap, changes, guide):
        module.Routes(house).add_to(router)
    return router
