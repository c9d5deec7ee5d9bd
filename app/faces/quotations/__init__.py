"""Quotations: whether quoted words stand in a record, as what, and how they differ; and records found by words."""

from fastapi import APIRouter, Depends

from app.faces.kit.parameters import only_known
from app.faces.quotations import checks, searches
from app.services.found import House


def routes(house: House) -> APIRouter:
    """Give the router of this face."""
    router = APIRouter(dependencies=[Depends(only_known)])
    for module in (checks, searches):
        module.Routes(house).add_to(router)
    return router
