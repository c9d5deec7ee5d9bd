"""Substitution: what stands for names that are not stated ("Substitute"), and for those that stood before."""

import pytest

from app.citing.csl import WRITERS, Citation, Cite
from tests.citing.csl.small import CSL, SMITH, Item, cite, entries, people, processor_of, work

_NAMES = '<names variable="author"><substitute>{}</substitute></names>'
_ANONYMOUS: Item = {"id": "1", "type": "book", "title": "T", "publisher": "P", "container-title": "C", "edition": "2"}


def _substituted(substitutes: str, rest: str = "", macros: str = "", item: Item = _ANONYMOUS) -> str:
    layout = f'<group delimiter=", ">{_NAMES.format(substitutes)}{rest}</group>'
    return cite(processor_of(layout, macros=macros), item)


def test_of_the_elements_of_a_choice_the_first_that_prints_something_is_used() -> None:
    choice = """<choose><if type="book"><text variable="archive"/><text variable="publisher"/><text variable="title"/>
        </if><else><text value="else"/></else></choose><text value="later"/>"""
    assert _substituted(choice, '<text variable="title"/>') == "P, T"
    assert _substituted(choice, item={"id": "1", "type": "map"}) == "else"
    assert _substituted(choice, item={"id": "1", "type": "book"}) == "later"


def test_a_choice_inside_of_a_choice_gives_its_elements_too() -> None:
    inner = '<choose><if type="book"><names variable="editor"/><text variable="title"/></if></choose>'
    choice = f'<choose><if match="none" variable="author">{inner}</if></choose><text value="later"/>'
    assert _substituted(choice) == "T"
    assert _substituted(choice, item={**_ANONYMOUS, "editor": people("A, B")}) == "B A"
    assert _substituted(choice, item={"id": "1", "type": "map"}) == "later"


def test_what_stands_for_names_is_not_printed_again_by_what_comes_after_it() -> None:
    macros = """<macro name="source"><group delimiter=", "><text variable="container-title"/>
        <text variable="container-title" prefix="in "/><text variable="publisher"/></group></macro>"""
    assert _substituted('<text macro="source"/>', '<text variable="publisher"/>', macros) == "C, P"


def test_what_a_silent_group_would_have_printed_can_be_printed() -> None:
    group = '<group><text variable="title"/><text variable="archive"/></group>'
    macros = f'<macro name="m"><choose><if type="map">{group}</if></choose><text variable="archive"/></macro>'
    assert _substituted('<text macro="m"/><text variable="publisher"/>', '<text variable="title"/>', macros) == "P, T"


def test_a_label_stands_with_its_number_before_it_or_behind() -> None:
    locale = f'<locale {CSL} xml:lang="en"><terms><term name="edition">ed.</term></terms></locale>'
    number, label = '<number variable="edition" form="ordinal"/>', '<label variable="edition"/>'
    for inside, printed in ((number + label, "2nd ed."), (label + number, "ed. 2nd")):
        layout = _NAMES.format(f'<group delimiter=" ">{inside}</group>') + label
        assert cite(processor_of(layout, macros=locale), _ANONYMOUS) == printed


@pytest.mark.parametrize(("words", "printed"), [("", "1"), ("—", "—1")])
def test_a_block_without_words_is_not_printed(words: str, printed: str) -> None:
    entry = '<layout><group display="block"><names variable="author"/></group><text variable="title"/></layout>'
    processor = processor_of('<text variable="title"/>', entry=entry, listed=f'subsequent-author-substitute="{words}"')
    items = [work("0", "B, A", title="0"), work("1", "B, A", title="1")]
    block = '\n\n    <div class="csl-block">{}</div>\n{}'
    wanted = block.format("—", "1") if words else "1"
    assert entries(processor, *items, form="html") == [block.format("A B", "0"), wanted]
    assert entries(processor, *items)[1].replace("\n", "") == printed


def test_a_cite_may_know_less_of_its_item_than_others() -> None:
    processor = processor_of('<names variable="author"><substitute><text variable="title"/></substitute></names>')
    cites = [Cite("smith"), Cite("smith", without=frozenset(("author",)))]
    pieces = processor.session([SMITH]).citations([Citation((one,)) for one in cites])
    assert [WRITERS["text"].write(piece, processor.locale) for piece in pieces] == ["John Paul Smith", "A Letter"]


def test_words_behind_an_entry_stand_before_its_full_stop() -> None:
    entry = '<layout suffix="."><text variable="title"/></layout>'
    processor = processor_of('<text variable="title"/>', entry=entry)
    (entry_of_smith,) = processor.session([SMITH]).bibliography({"smith": " [a <i>copy]"}).entries
    assert WRITERS["text"].write(entry_of_smith.piece, processor.locale) == "A Letter [a <i>copy]."
