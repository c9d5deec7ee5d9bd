"""Says how far the engine agrees with citeproc-js, and with --write keeps what that prints as the goldens.

It needs node, and a folder in which `npm install citeproc@2.4.63` was run:

    python -m tests.golden.csl --modules FOLDER --write
    python -m tests.golden.csl --modules FOLDER --styles 300 --records 30
"""

from pathlib import Path
from random import Random

import click

from tests.citing.suite.material import NO_PACKAGES, find_styles, locales_of
from tests.golden.csl.agreement import all_records, ask_citeproc, compare_texts, print_ours
from tests.golden.csl.goldens import GOLDEN_RECORDS, golden_styles, unexplained, write_goldens

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--modules", type=_FOLDER, required=True, help="Holds node_modules/citeproc.")
@click.option("--write", is_flag=True, help="Keep what citeproc-js prints as the goldens.")
@click.option("--styles", "count", type=click.IntRange(min=1), help="So many at random, not those of the goldens.")
@click.option("--records", type=click.IntRange(min=1), default=GOLDEN_RECORDS, show_default=True)
@click.option("--seed", default=2026, show_default=True, help="Another number takes other styles.")
def main(modules: Path, count: int | None, records: int, seed: int, *, write: bool) -> None:
    """Compare, and show every difference that has no explanation."""
    if write and (count or records != GOLDEN_RECORDS):
        raise click.UsageError("--write: the goldens are of their own styles and records")
    packages = find_styles()
    if packages is None:
        raise click.ClickException(NO_PACKAGES)
    names = sorted(path.stem for path in packages.styles.glob("*.csl"))
    styles = Random(seed).sample(names, count) if count else golden_styles()  # noqa: S311 - a sample
    chosen = all_records()[:records]
    theirs = ask_citeproc(styles, chosen, packages, modules)
    if write:
        write_goldens(theirs)
    total, differences = compare_texts(theirs, print_ours(list(theirs), chosen, packages, locales_of(packages)))
    left = unexplained(differences)
    for one in left:
        click.echo(f"{one.style} {one.record} {one.form}\n    theirs {one.theirs}\n    ours   {one.ours}")
    click.echo(
        f"{len(styles)} styles ({len(styles) - len(theirs)} break citeproc-js), {records} records: {total} texts, "
        f"{1 - len(differences) / total:.2%} equal, {1 - len(left) / total:.2%} equal or explained"
    )


main()
