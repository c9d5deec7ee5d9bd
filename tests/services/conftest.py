"""What tests of keeping share."""

from tests.services.specimens import filled, furnished

__all__ = ["filled", "furnished"]
