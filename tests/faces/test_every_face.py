"""What holds for every face, whichever there are."""

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from app.faces import face_names, face_routers
from app.services.found import House


def test_the_faces_are_found_without_a_list_of_them() -> None:
    assert "rest" in face_names()
    assert "kit" not in face_names()


def router_of(house: House, name: str) -> APIRouter:
    """Give the router of one face."""
    return dict(zip(face_names(), face_routers(house), strict=True))[name]


#: What is asked by POST because an address cannot hold it. Nothing is changed by them.
LONG_QUESTIONS = {"ask_mcp", "check_long_quotation", "cite_list", "parse_note", "resolve_note"}


@pytest.mark.parametrize("name", face_names())
def test_every_face_has_a_route(house: House, name: str) -> None:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(router_of(house, name))
    assert [route for route in router_of(house, name).routes if isinstance(route, APIRoute)]


@pytest.mark.parametrize("name", face_names())
def test_every_face_is_only_read(house: House, name: str) -> None:
    for route in router_of(house, name).routes:
        assert isinstance(route, APIRoute)
        assert route.methods == ({"POST"} if route.endpoint.__name__ in LONG_QUESTIONS else {"GET"})


def test_no_two_routes_have_the_same_address(house: House) -> None:
    routes = [route for router in face_routers(house) for route in router.routes if isinstance(route, APIRoute)]
    paths = [(route.path, *sorted(route.methods or ())) for route in routes]
    assert len(paths) == len(set(paths))
