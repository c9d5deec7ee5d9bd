"""The product's hot path with nothing behind it: ``python -m bench.alone --archive FILE PORT``."""

from pathlib import Path

import click

from app.faces.kit.hotpath import HotPath
from app.house import open_settings_house
from app.settings import Settings
from bench.constant import Constant, run_bare


@click.command()
@click.option("--archive", type=click.Path(path_type=Path), required=True)
@click.argument("port", type=int)
def main(archive: Path, port: int) -> None:
    """Serve stored answers, and 404 for all else."""
    house = open_settings_house(Settings(archive=archive))
    run_bare(HotPath(Constant(status=404, size=0, media_type="text/plain"), house.archive.shelf()), port)


if __name__ == "__main__":
    main()
