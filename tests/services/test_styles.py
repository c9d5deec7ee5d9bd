"""Citation styles found by name, sought by words, and compiled once for all who ask."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app import resources
from app.domain.errors import StylesUnavailable, UnknownStyle, Unusable
from app.services import stock
from app.services.compiled import Compiled
from app.services.gather import Packages, build_styles, find_packages
from app.services.stock import FILE, rebuild
from app.services.styles import Styles
from app.settings import Settings
from tests.conftest import skip
from tests.services.stylebooks import NAMES, dependent, packages_in, style

Installed = Callable[[Packages | None], None]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Say which packages are on this machine."""
    return lambda packages: monkeypatch.setattr(stock, "find_packages", lambda: packages)


@pytest.fixture
def packages(tmp_path: Path, installed: Installed) -> Packages:
    """The small packages, installed."""
    made = packages_in(tmp_path / "packages")
    installed(made)
    return made


@pytest.fixture
def styles(tmp_path: Path, packages: Packages) -> Styles:
    """The styles of the small packages."""
    assert packages.name == "a test 1"
    return Styles(tmp_path / "cache", NAMES)


@pytest.fixture
def real() -> Styles:
    """All the styles there are, from the packages that are installed."""
    if find_packages() is None:
        skip("no styles are here: python -m pip install --require-hashes -r requirements.lock")
    return Styles(Settings().cache, resources.load_style_names())


def test_nothing_is_made_before_it_is_asked_for(styles: Styles) -> None:
    assert not styles.path.parent.exists()
    assert styles.find("plain").title == "Kölner Stil"
    assert [path.name for path in styles.path.parent.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "name", ["long-notes", "Long-Notes ", "short", "SHORT", "old-notes", "http://www.zotero.org/styles/long-notes"]
)
def test_a_style_is_found_by_its_id_its_aliases_and_the_ids_it_once_had(styles: Styles, name: str) -> None:
    assert styles.find(name).id == "long-notes"


def test_an_entry_says_what_the_style_says_of_itself(styles: Styles) -> None:
    entry = styles.find("short")
    assert entry.aliases == ("short", "old-notes")
    assert (entry.kind, entry.has_bibliography, entry.parent) == ("note", False, None)
    assert entry.prints == ("archive_location", "title")  # `genre` is only looked at
    assert (entry.fields, entry.authors) == (("history",), ("A. Author",))
    assert entry.rights.text == "Share alike"
    assert entry.rights.license == "http://creativecommons.org/licenses/by-sa/3.0/"


def test_a_dependent_style_does_as_its_parent_but_in_its_own_locale(styles: Styles) -> None:
    entry, parent = styles.find("revue"), styles.find("plain")
    assert entry.parent == "plain"
    assert (entry.kind, entry.prints, entry.sha256) == (parent.kind, parent.prints, parent.sha256)
    assert (entry.default_locale, parent.default_locale) == ("sr-Cyrl-RS", "fr-FR")
    prepared = styles.prepare("revue")
    assert prepared.entry == entry
    assert prepared.locale_used == "sr-Cyrl-RS"
    assert prepared.processor.style.id.endswith("/plain")


@pytest.mark.parametrize(
    ("name", "meant"), [("plan", "plain"), ("Journal of Test", "journal-of-tests"), ("shrt", "long-notes")]
)
def test_an_unknown_name_is_answered_with_those_like_it(styles: Styles, name: str, meant: str) -> None:
    with pytest.raises(UnknownStyle) as caught:
        styles.find(name)
    assert caught.value.like[0].id == meant
    assert str(caught.value).startswith(f"There is no citation style {name!r} here. Did you mean {meant}")


@pytest.mark.parametrize("name", ["", "/", "\0", "x" * 100_000, "…", "not-carried", "nowhere", "gone", "locale fr-FR"])
def test_what_is_no_name_is_unknown_and_nothing_worse(styles: Styles, name: str) -> None:
    with pytest.raises(UnknownStyle) as caught:
        styles.find(name)
    assert len(caught.value.like) <= 5


@pytest.mark.parametrize(
    ("q", "ids"),
    [
        ("short", ["long-notes"]),
        ("notes", ["long-notes", "plain-notes"]),
        ("plain", ["plain", "plain-notes"]),
        ("KOLNER stil", ["plain"]),
        ("of", ["long-notes", "journal-of-tests"]),
        ("otes", []),
        ("notes nothing", []),
        ("", ["long-notes", "journal-of-tests", "plain", "plain-notes", "revue"]),
    ],
)
def test_styles_are_sought_by_words_the_very_name_first(styles: Styles, q: str, ids: list[str]) -> None:
    assert [entry.id for entry in styles.search(q)] == ids


def test_styles_are_sought_by_what_they_are_and_print(styles: Styles) -> None:
    assert {entry.id for entry in styles.search(kind="note")} == {"long-notes", "journal-of-tests", "plain-notes"}
    assert [entry.id for entry in styles.search(prints="archive_location")] == ["long-notes", "journal-of-tests"]
    with pytest.raises(Unusable) as caught:
        styles.search(prints="archive-location")
    assert caught.value.choices == ("archive_location",)


@pytest.mark.parametrize(
    ("asked", "used"),
    [
        ("fr-FR", "fr-FR"),
        ("fr-fr", "fr-FR"),
        ("fr", "fr-FR"),
        ("fr-BE", "fr-FR"),
        ("sr", "sr-Latn-RS"),
        ("sr-Cyrl", "sr-Cyrl-RS"),
        ("sr-Cyrl-BA", "sr-Cyrl-RS"),
        ("tlh", "en-US"),
        ("en-GB", "en-US"),
        (None, "en-US"),
    ],
)
def test_a_locale_that_is_not_there_is_stood_for(styles: Styles, asked: str | None, used: str) -> None:
    prepared = styles.prepare("long-notes", asked)
    assert (prepared.locale_requested, prepared.locale_used) == (asked, used)
    assert prepared.processor.locale.term("and") == f"and ({used})"


@pytest.mark.parametrize("tag", ["", "fr_FR", "f", "français", "fr-", "x" * 40, "../fr-FR", "fr-FR-" + "a1" * 20])
def test_what_is_no_language_tag_is_refused(styles: Styles, tag: str) -> None:
    with pytest.raises(Unusable, match="is no language tag such as fr-FR") as caught:
        styles.prepare("plain", tag)
    assert caught.value.parameter == "locale"
    assert tag != "fr_FR" or caught.value.choices[0] == "fr-FR"


def test_twenty_who_ask_at_once_get_what_was_made_once() -> None:
    made: list[str] = []
    start = Barrier(20)

    def make(key: str) -> object:
        made.append(key)
        return object()

    compiled = Compiled(make, 3)

    def ask(_: int) -> object:
        start.wait()
        return compiled.get("a")

    with ThreadPoolExecutor(20) as pool:
        assert len(set(pool.map(ask, range(20)))) == 1
    assert made == ["a"]


def test_only_so_many_are_kept_and_those_asked_for_last_are() -> None:
    made: list[int] = []

    def make(key: int) -> int:
        made.append(key)
        return key

    compiled = Compiled(make, 3)
    for key in (1, 2, 3, 1, 4):
        compiled.get(key)
    assert len(compiled) == 3
    compiled.get(1)
    assert made == [1, 2, 3, 4]
    compiled.get(2)
    assert made == [1, 2, 3, 4, 2]
    assert not compiled._making


def test_what_cannot_be_made_is_said_to_all_and_tried_again() -> None:
    tries: list[int] = []

    def make(_: str) -> str:
        tries.append(1)
        if len(tries) < 3:
            raise StylesUnavailable("not yet")
        return "made"

    compiled = Compiled(make, 3)
    for _ in range(2):
        with pytest.raises(StylesUnavailable):
            compiled.get("a")
    assert compiled.get("a") == "made"
    assert not compiled._making


def test_a_style_and_its_dependents_share_what_was_compiled(styles: Styles) -> None:
    one, other = styles.prepare("long-notes"), styles.prepare("journal-of-tests")
    assert one.processor is other.processor
    assert one.processor is not styles.prepare("long-notes", "fr").processor


def test_asking_one_style_after_the_other_keeps_no_more_than_the_bound(tmp_path: Path, packages: Packages) -> None:
    styles = Styles(tmp_path / "cache", NAMES, most=2)
    assert packages.styles.exists()
    for name in ("long-notes", "plain", "plain-notes", "revue", "short") * 3:
        styles.prepare(name)
    assert len(styles._processors) == 2


def test_a_newer_package_makes_a_new_file(tmp_path: Path, styles: Styles, installed: Installed) -> None:
    styles.find("plain")
    newer = packages_in(tmp_path / "newer", version="2")
    (newer.styles / "new.csl").write_text(style("new"), encoding="utf-8")
    installed(newer)
    assert Styles(tmp_path / "cache", NAMES).find("new").id == "new"
    with pytest.raises(UnknownStyle):
        styles.find("new")  # what is open stays as it was


def test_a_damaged_file_is_made_anew(tmp_path: Path, styles: Styles) -> None:
    styles.find("plain")
    styles.path.write_bytes(styles.path.read_bytes()[:-1])
    assert Styles(tmp_path / "cache", NAMES).prepare("plain").entry.id == "plain"


def test_damage_that_is_found_while_serving_is_said_and_mended_at_the_next_question(styles: Styles) -> None:
    styles.find("plain")
    whole = styles.path.read_bytes()
    styles.path.write_bytes(whole[:-3000])
    with pytest.raises(StylesUnavailable, match="not whole"):
        styles.prepare("plain")
    assert styles.prepare("plain").entry.id == "plain"
    assert styles.path.read_bytes() == whole


def test_a_file_alone_is_enough_and_without_it_what_to_do_is_said(
    tmp_path: Path, styles: Styles, installed: Installed
) -> None:
    styles.find("plain")
    installed(None)
    assert Styles(tmp_path / "cache", NAMES).prepare("short").entry.id == "long-notes"
    with pytest.raises(StylesUnavailable, match="muniment styles build"):
        Styles(tmp_path / "empty", NAMES).find("plain")
    with pytest.raises(StylesUnavailable, match="pip install 'muniment"):
        rebuild(tmp_path / "other.bin", None, NAMES)


def test_where_nothing_can_be_written_it_is_said_what_to_set(tmp_path: Path, packages: Packages) -> None:
    assert packages.styles.exists()
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StylesUnavailable, match=r"cannot be written: .* Set MUNIMENT_CACHE"):
        Styles(tmp_path / "file" / "cache", NAMES).find("plain")


def test_an_older_file_is_used_where_it_cannot_be_replaced(
    tmp_path: Path,
    styles: Styles,
    installed: Installed,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    styles.find("plain")
    installed(packages_in(tmp_path / "newer", version="2"))

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(stock, "build_styles", refuse)
    with caplog.at_level(logging.WARNING):
        assert Styles(tmp_path / "cache", NAMES).find("plain").id == "plain"
    assert "The styles of an older build are used: a test 1" in caplog.text


def test_many_that_make_the_file_at_once_all_end_well(tmp_path: Path, packages: Packages) -> None:
    path = tmp_path / "cache" / FILE
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: rebuild(path, packages, NAMES), range(16)))
    assert all(file.xml("plain") for file in made)
    assert [found.name for found in path.parent.iterdir()] == [FILE]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("dependent/orphan.csl", dependent("orphan", "nobody"), "its parent '.*nobody' is not there"),
        ("dependent/orphan.csl", dependent("orphan", ""), "it names no parent"),
        ("dependent/twice.csl", dependent("plain", "plain"), "there are two styles 'plain'"),
        ("twice.csl", style("plain"), "there are two styles 'plain'"),
        ("short.csl", style("short"), "alias 'short'"),
        ("broken.csl", "<style>\n<info>\n</style>", "mismatched tag: line 3"),
        ("nameless.csl", style("", title="x"), "it has no id or no title"),
        ("locale.csl", "<locale/>", "it is no style"),
    ],
)
def test_a_style_that_is_wrong_is_named_and_no_file_is_made(
    tmp_path: Path, packages: Packages, name: str, content: str, reason: str
) -> None:
    (packages.styles / name).write_text(content, encoding="utf-8")
    with pytest.raises(StylesUnavailable, match=reason):
        build_styles(tmp_path / FILE, packages, NAMES)
    assert not (tmp_path / FILE).exists()


def test_every_name_of_the_table_is_a_real_style_and_the_core_is_nine(real: Styles) -> None:
    names = resources.load_style_names()
    assert len(real.core()) == len(names.core) == 9
    assert {alias: real.find(alias).id for alias in names.aliases} == names.aliases
    assert real.find("chicago-author-date").id == "chicago-author-date"


def test_the_real_styles_have_their_licence_and_their_parents(real: Styles) -> None:
    found = real.search()
    assert len(found) > 10_000
    assert {entry.rights.license for entry in found} == {"http://creativecommons.org/licenses/by-sa/3.0/"}
    assert all(real.find(entry.parent).parent is None for entry in found[::50] if entry.parent)
    assert len(real.locales()) > 60


def test_turabian_is_prepared_by_its_parent_in_french(real: Styles) -> None:
    prepared = real.prepare("turabian", "fr-BE")
    assert prepared.entry.parent == "chicago-notes-bibliography-subsequent-author-title-17th-edition"
    assert prepared.locale_used == "fr-FR"
    assert prepared.processor.locale.term("and") == "et"
