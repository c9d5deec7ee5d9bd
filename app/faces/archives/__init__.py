"""Archives and their references: files browsed by what is cited from them, references read, records found."""

from fastapi import APIRouter, Depends

from app.faces.archives import references, tree
from app.faces.kit.parameters import only_known
from app.services.found import House


def routes(house: House) -> APIRouter:
    """Give the router of this face."""
    router = APIRouter(dependencies=[Depends(only_known)])
    for module in (references, tree):
        module.Routes(house).add_to(router)
    return router
