"""The REST API: records, their parts, their history and their citation, read over HTTP."""

from fastapi import APIRouter, Depends

from app.faces.kit.parameters import only_known
from app.faces.rest import citation, description, documents, formats, parts, revisions, state, wellknown
from app.services.found import House


def routes(house: House) -> APIRouter:
    """Give the router of this face. The order is that of matching: the longest addresses come first."""
    router = APIRouter(dependencies=[Depends(only_known)])
    for module in (state, wellknown, description, formats, parts, citation, revisions, documents):
        module.Routes(house).add_to(router)
    return router
