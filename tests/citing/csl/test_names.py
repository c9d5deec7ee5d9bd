"""Names: order, initials, particles, "et al.", labels and substitutes, in the scripts of the archive."""

import pytest

from app.citing.csl import WRITERS, Citation, Cite, Processor
from tests.citing.csl.small import Item, cite, entries, people, processor_of, work

_NAMES = '<names variable="author"><name {}/></names>'


def _named(options: str, *authors: str, style: str = 'class="in-text"', lang: str = "en-US") -> str:
    return cite(processor_of(_NAMES.format(options), style=style, lang=lang), work("1", *authors))


@pytest.mark.parametrize(
    ("options", "printed"),
    [
        ("", "John Paul Smith, Anna Maria Vogel, Institute of History"),
        ('and="text"', "John Paul Smith, Anna Maria Vogel, and Institute of History"),
        ('and="symbol" delimiter-precedes-last="never"', "John Paul Smith, Anna Maria Vogel & Institute of History"),
        ('form="short" delimiter="; "', "Smith; Vogel; Institute of History"),
        ('name-as-sort-order="first"', "Smith, John Paul, Anna Maria Vogel, Institute of History"),
        (
            'name-as-sort-order="all" sort-separator=" " initialize-with="."',
            "Smith J.P., Vogel A.M., Institute of History",
        ),
        ('initialize-with=". "', "J. P. Smith, A. M. Vogel, Institute of History"),
        ('et-al-min="3" et-al-use-first="1"', "John Paul Smith et al."),
        ('et-al-min="3" et-al-use-first="2"', "John Paul Smith, Anna Maria Vogel, et al."),
        ('et-al-min="3" et-al-use-first="1" et-al-use-last="true"', "John Paul Smith, … Institute of History"),
        ('form="count"', "3"),
        ('form="count" et-al-min="3" et-al-use-first="1"', "1"),
        (
            'name-as-sort-order="first" and="text" delimiter-precedes-last="after-inverted-name" et-al-min="9"',
            "Smith, John Paul, Anna Maria Vogel and Institute of History",
        ),
    ],
)
def test_a_list_of_names_is_printed_as_its_options_say(options: str, printed: str) -> None:
    assert _named(options, "Smith, John Paul", "Vogel, Anna Maria", "Institute of History") == printed


@pytest.mark.parametrize(
    ("given", "mark", "printed"),
    [
        ("Jean-Luc", ".", "J.-L."),
        ("J.-L.", ".", "J.-L."),
        ("JP", ".", "J."),
        ("J.P.", ". ", "J. P."),
        ("Guðrún Ýr", "", "GÝ"),
        ("TSerendorjiin", ".", "Ts."),
        ("Ivan <i>Petrovich</i>", ". ", "I. P."),
        ("X" * 1001, ".", "X" * 1001),
    ],
)
def test_given_names_become_initials(given: str, mark: str, printed: str) -> None:
    assert _named(f'initialize-with="{mark}"', f"Doe, {given}") == f"{printed} Doe"


def test_initials_that_stand_already_are_respaced_and_names_stay_where_a_style_wants_it() -> None:
    assert _named('initialize-with=". " initialize="false"', "Doe, John Q.P.") == "John Q. P. Doe"


def test_a_hyphen_between_initials_goes_where_a_style_wants_it() -> None:
    style = 'class="in-text" initialize-with-hyphen="false"'
    assert _named('initialize-with="."', "Doe, Jean-Luc", style=style) == "J.L. Doe"


@pytest.mark.parametrize(
    ("demote", "inverted", "short"),
    [
        ("never", "van der Berg, Jan", "van der Berg"),
        ("display-and-sort", "Berg, Jan van der", "van der Berg"),
        ("sort-only", "van der Berg, Jan", "van der Berg"),
    ],
)
def test_a_particle_of_the_family_name_goes_where_a_style_demotes_it(demote: str, inverted: str, short: str) -> None:
    style = f'class="in-text" demote-non-dropping-particle="{demote}"'
    assert _named('name-as-sort-order="all"', "van der Berg, Jan", style=style) == inverted
    assert _named('form="short"', "van der Berg, Jan", style=style) == short


def test_a_particle_behind_the_given_name_drops() -> None:
    assert _named("", "Humboldt, Alexander von") == "Alexander von Humboldt"
    assert _named('form="short"', "Humboldt, Alexander von") == "Humboldt"
    assert _named('name-as-sort-order="all"', "Humboldt, Alexander von") == "Humboldt, Alexander von"


def test_an_elided_particle_is_joined_to_the_name() -> None:
    assert _named("", "d’Estaing, Valéry") == "Valéry d’Estaing"


def test_a_quoted_family_name_has_no_particles() -> None:
    style = 'class="in-text" demote-non-dropping-particle="display-and-sort"'
    assert _named('name-as-sort-order="all"', '"van Damme", Jan', style=style) == "van Damme, Jan"


def test_a_suffix_follows_the_name() -> None:
    assert _named("", "King, Martin Luther, Jr.") == "Martin Luther King Jr."
    assert _named("", "King, Martin Luther,! Jr.") == "Martin Luther King, Jr."
    assert _named('name-as-sort-order="all"', "King, Martin Luther, Jr.") == "King, Martin Luther, Jr."


@pytest.mark.parametrize("order", ["", 'name-as-sort-order="all"', 'initialize-with="."'])
def test_a_name_in_a_script_without_spaces_has_its_family_name_first(order: str) -> None:
    assert _named(order, "毛, 泽东", lang="zh-CN") == "毛泽东"


def test_a_static_order_keeps_the_family_name_first() -> None:
    item = {"id": "1", "author": [{"family": "Mao", "given": "Zedong", "static-ordering": True}]}
    assert cite(processor_of(_NAMES.format("")), item) == "Mao Zedong"


def test_names_written_from_right_to_left_keep_the_order_of_their_letters() -> None:
    """The order on the page is the reader's; the tree holds letters as they are spoken."""
    assert _named('and="text"', "محفوظ, نجيب", "חיים, שלום") == "نجيب محفوظ and שלום חיים"
    assert _named('form="short"', "محفوظ, نجيب", lang="ar") == "محفوظ"


def test_russian_names_have_russian_initials() -> None:
    assert _named('initialize-with="." name-as-sort-order="all"', "Сталин, Иосиф Виссарионович") == "Сталин, И.В."


def test_an_institution_is_printed_as_it_is() -> None:
    item = {"id": "1", "author": [{"family": "de la Institute", "isInstitution": True}]}
    assert cite(processor_of(_NAMES.format('name-as-sort-order="all" initialize-with="."')), item) == "de la Institute"


def test_a_part_of_a_name_has_its_own_format_and_affixes() -> None:
    name = """<name><name-part name="family" text-case="uppercase" font-weight="bold" prefix="[" suffix="]"/>
        <name-part name="given" font-style="italic"/></name>"""
    item = work("1", "Smith, John")
    assert (
        cite(processor_of(f'<names variable="author">{name}</names>'), item, form="html")
        == "<i>John</i> [<b>SMITH</b>]"
    )


_EDITED: Item = {"id": "1", "editor": people("Smith, John"), "translator": people("Smith, John")}


def test_editors_who_translate_too_are_named_once() -> None:
    layout = '<names variable="editor translator" delimiter="; "><label prefix=", "/></names>'
    assert cite(processor_of(layout), _EDITED) == "John Smith, editor and translator"
    assert cite(processor_of(layout), {**_EDITED, "translator": people("Doe, Jane")}) == "John Smith, editor; Jane Doe"


def test_a_label_stands_before_the_names_where_the_style_has_it_there() -> None:
    layout = '<names variable="translator"><label form="verb" suffix=" "/><name/></names>'
    assert cite(processor_of(layout), _EDITED) == "translated by John Smith"


def test_a_label_is_plural_for_several_and_where_a_style_says_always() -> None:
    layout = '<names variable="editor"><name form="short"/><label prefix=" "{}/></names>'
    two = {"id": "1", "editor": people("A, B", "C, D")}
    assert cite(processor_of(layout.format("")), two) == "A, C editors"
    assert cite(processor_of(layout.format(' plural="never"')), two) == "A, C editor"
    assert cite(processor_of(layout.format(' plural="always"')), _EDITED) == "Smith editors"


def test_what_stands_for_names_is_not_printed_again() -> None:
    layout = """<group delimiter=". "><names variable="author"><substitute><names variable="editor"/>
        <text variable="title"/></substitute></names><text variable="title"/><names variable="editor"/></group>"""
    processor = processor_of(layout)
    assert cite(processor, {"id": "1", "title": "T", "editor": people("E, F")}) == "F E. T"
    assert cite(processor, {"id": "1", "title": "T"}) == "T"
    assert cite(processor, work("1", "A, B", title="T", editor=people("E, F"))) == "B A. T. F E"


def _short(cite_: Cite, processor: Processor, item: Item) -> str:
    return WRITERS["text"].write(processor.session([item]).citations([Citation((cite_,))])[0], processor.locale)


def test_a_text_that_names_the_author_needs_the_rest_alone() -> None:
    layout = """<layout prefix="(" suffix=")"><group delimiter=", "><names variable="author"><name form="short"/>
        <substitute><text variable="title"/></substitute></names><date variable="issued"><date-part name="year"/></date>
        <text variable="locator"/></group></layout>"""
    processor = processor_of(layout)
    item = work("1", "Smith, John", year=1951, title="T")
    assert _short(Cite("1", "7", suppress_author=True), processor, item) == "(1951, 7)"
    assert _short(Cite("1", "7", prefix="see", author_only=True), processor, item) == "Smith"
    untold = work("1", year=1951, title="T")
    assert _short(Cite("1", author_only=True), processor, untold) == "T"
    assert _short(Cite("1", suppress_author=True), processor, untold) == "(1951)"


def test_a_style_that_prints_no_names_has_none_to_print_alone() -> None:
    numeric = processor_of('<layout prefix="[" suffix="]"><text variable="citation-number"/></layout>')
    assert _short(Cite("1", author_only=True), numeric, work("1", "Smith, John")) == ""
    assert _short(Cite("1", suppress_author=True), numeric, work("1", "Smith, John")) == "[1]"


@pytest.mark.parametrize(
    ("rule", "printed"),
    [
        ("complete-all", ["A B, C D. 1", "———. 2", "———. 3", "A B. 4", "A B, E F. 5"]),
        ("complete-each", ["A B, C D. 1", "———, ———. 2", "———, ———. 3", "A B. 4", "A B, E F. 5"]),
        ("partial-each", ["A B, C D. 1", "———, ———. 2", "———, ———. 3", "———. 4", "———, E F. 5"]),
        ("partial-first", ["A B, C D. 1", "———, C D. 2", "———, C D. 3", "———. 4", "———, E F. 5"]),
    ],
)
def test_names_that_the_entry_before_has_are_substituted_in_every_entry_of_a_run(rule: str, printed: list[str]) -> None:
    options = f'subsequent-author-substitute="———" subsequent-author-substitute-rule="{rule}"'
    entry = '<layout><names variable="author"/><text variable="title" prefix=". "/></layout>'
    processor = processor_of('<text variable="title"/>', entry=entry, listed=options)
    both = ("B, A", "D, C")
    others = [work("4", "B, A", title="4"), work("5", "B, A", "F, E", title="5")]
    assert entries(processor, *(work(str(n), *both, title=str(n)) for n in (1, 2, 3)), *others) == printed


def test_a_particle_may_begin_with_an_apostrophe() -> None:
    assert _named('name-as-sort-order="all"', "'t Hart, Maarten") == "Hart, Maarten ’t"
    assert _named("", "'t Hart, Maarten") == "Maarten ’t Hart"
