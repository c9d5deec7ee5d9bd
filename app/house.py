"""Opens the house the settings name, for every door alike, whether it speaks HTTP or not."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from app import resources
from app.services.found import House, open_house
from app.services.styles import Styles
from app.settings import Settings


def open_settings_house(settings: Settings) -> House:
    """Open the archive the settings name."""
    return open_house(
        settings.archive,
        migrations=resources.migrations(),
        knowledge=resources.load_knowledge(),
        seed=resources.seed(),
        styles=Styles(settings.cache, resources.load_style_names()),
        public_url=settings.public_url,
        contact=settings.contact,
        read_only=settings.read_only,
    )


@contextmanager
def opened_house(settings: Settings) -> Iterator[House]:
    """Open it for one piece of work; at its end all is in the one file, and no lock is left."""
    house = open_settings_house(settings)
    with closing(house.archive):
        yield house
