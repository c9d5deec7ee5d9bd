"""``python -m app`` is the command ``muniment``."""

from app.cli import main

main()
