"""Whether the service lives, and whether it can read its archive."""

import httpx

from app import __version__
from app.services.found import House
from app.understanding import VERSION
from tests.faces.conftest import withdraw_record


async def test_the_service_says_that_it_lives_without_asking_the_archive(
    visitor: httpx.AsyncClient, selects: list[str]
) -> None:
    response = await visitor.get("/livez")
    assert response.json() == {"status": "alive", "version": __version__}
    assert response.headers["cache-control"] == "no-store"
    assert selects == []


async def test_the_service_says_that_it_is_ready_and_how_far_its_log_goes(
    client: httpx.AsyncClient, house: House
) -> None:
    response = await client.get("/readyz")
    state = response.json()
    assert (state["status"], state["version"], state["reading_version"]) == ("ready", __version__, VERSION)
    assert response.headers["cache-control"] == "no-store"
    before = state["log"]
    withdraw_record(house, "110364")
    after = (await client.get("/readyz")).json()["log"]
    assert after["entries"] == before["entries"] + 1
    assert after["head"] != before["head"]
