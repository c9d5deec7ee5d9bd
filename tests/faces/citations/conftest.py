"""What tests of citations share: the file of styles is made before anybody waits for an answer."""

import pytest

from app.house import open_settings_house
from app.settings import Settings


@pytest.fixture(scope="session", autouse=True)
def styles_are_here(shared_settings: Settings) -> None:
    """Make the file of styles, which takes longer than a request may on a busy machine."""
    house = open_settings_house(shared_settings)
    house.styles.core()
    house.archive.close()
