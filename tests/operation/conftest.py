"""What tests of installing and running share."""

from tests.cli.conftest import made

__all__ = ["made"]
