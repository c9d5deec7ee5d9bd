"""Styles: what is read of their XML, and which are refused before they can do harm."""

import re
import time

import pytest

from app.citing.csl import CslError, NoBibliographyError, StyleError, parse_style, read_parent, variables_of
from tests.citing.csl.small import CSL, SMITH, cite, entries, processor_of, xml_of

_TITLE = '<layout><text variable="title"/></layout>'


def test_a_style_says_what_it_is() -> None:
    style = parse_style(xml_of(_TITLE, entry=_TITLE, style='class="note" default-locale="fr-FR"'))
    assert (style.id, style.title, style.default_locale) == ("http://example.org/small", "Small", "fr-FR")
    assert not style.in_text
    assert style.bibliography is not None
    assert list(variables_of(style)) == ["title", "title"]


def test_a_condition_names_no_variable_that_a_style_prints() -> None:
    layout = '<layout><choose><if variable="URL"><text variable="DOI"/></if></choose></layout>'
    assert list(variables_of(parse_style(xml_of(layout)))) == ["DOI"]


def test_a_dependent_style_names_its_parent() -> None:
    xml = f"""<style {CSL} default-locale="de-DE"><info><link rel="self" href="http://example.org/me"/>
        <link rel="independent-parent" href="http://example.org/parent"/></info></style>"""
    assert read_parent(xml.encode()) == ("http://example.org/parent", "de-DE")
    assert read_parent(xml_of(_TITLE)) == ("", "")


_ENTITY = "<!DOCTYPE style [{}]>"
_LAUGHS = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
_FILE = '<!ENTITY b SYSTEM "file:///etc/hostname">'


@pytest.mark.parametrize(
    ("xml", "complaint"),
    [
        (b"<style>", "no well-formed XML"),
        (b"<style/>", "not cs:style"),
        (f"<style {CSL}/>".encode(), "no cs:citation"),
        (f"<style {CSL}><citation/></style>".encode(), "cs:citation has no layout"),
        (xml_of(_TITLE).encode("utf-16"), "not written in UTF-8"),
        (b'<?xml version="1.0" encoding="latin-1"?><style t="\xe9"/>', "not written in UTF-8"),
        ((_ENTITY.format(_LAUGHS) + xml_of("<layout><text value='&b;'/></layout>")).encode(), "document type"),
        ((_ENTITY.format(_FILE) + xml_of("<layout><text value='&b;'/></layout>")).encode(), "document type"),
        (f"<style {CSL}>\0</style>".encode(), "no well-formed XML"),
    ],
)
def test_what_is_no_style_is_refused_with_the_reason(xml: bytes, complaint: str) -> None:
    with pytest.raises(StyleError, match=complaint):
        parse_style(xml)


def test_an_encoding_that_a_style_declares_does_not_hide_a_document_type() -> None:
    """Read as what it declares (EBCDIC), the bytes after the declaration would be another document."""
    hidden = f"{_ENTITY.format(_LAUGHS)}<style {CSL}/>".encode("cp037")
    with pytest.raises(StyleError):
        parse_style(b'<?xml version="1.0" encoding="cp037"?>' + hidden)


def test_a_parent_is_not_looked_for_in_what_brings_a_document_type() -> None:
    with pytest.raises(StyleError):
        read_parent(_ENTITY.format(_LAUGHS) + xml_of(_TITLE))


def test_macros_that_multiply_one_another_are_refused_at_once() -> None:
    macros = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(30)
    ) + '<macro name="m30"><text variable="title"/></macro>'  # fmt: skip
    started = time.process_time()
    with pytest.raises(StyleError, match="too often"):
        parse_style(xml_of('<layout><text macro="m0"/></layout>', macros=macros))
    assert time.process_time() - started < 10  # it would be years


def test_a_macro_that_calls_itself_is_refused() -> None:
    macros = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
    with pytest.raises(StyleError, match="calls itself"):
        parse_style(xml_of('<layout><text macro="a"/></layout>', macros=macros))


@pytest.mark.parametrize("depth", [98, 99, 5000])
def test_a_style_nests_as_deep_as_it_can_be_rendered(depth: int) -> None:
    group = '<group prefix="(" suffix=")" font-style="italic" display="block">'
    layout = group * depth + '<text variable="title"/>' + "</group>" * depth
    if depth > 98:
        with pytest.raises(StyleError, match="deep"):
            processor_of(layout)
    else:
        processor = processor_of(layout, entry=layout)
        assert "A Letter" in cite(processor, SMITH)
        assert "A Letter" in entries(processor, SMITH, form="html")[0]


def test_a_choice_weighs_as_much_as_its_heaviest_branch() -> None:
    branch = '<if type="book">' + '<text value="x"/>' * 9_000 + "</if>"
    layout = (
        f"<layout><choose>{branch}{branch.replace('if', 'else-if')}{branch.replace('if', 'else-if')}</choose></layout>"
    )
    assert parse_style(xml_of(layout)).citation.layout is not None
    with pytest.raises(StyleError):
        parse_style(xml_of(layout.replace("choose>", "group>")))


@pytest.mark.parametrize(
    ("layout", "complaint"),
    [
        ('<text macro="absent"/>', "macro 'absent' is called and not defined"),
        ("<text/>", "needs one of"),
        ("<paragraph/>", "'paragraph' is no rendering element"),
    ],
)
def test_a_style_that_cannot_be_compiled_says_why(layout: str, complaint: str) -> None:
    with pytest.raises(StyleError, match=re.escape(complaint)):
        processor_of(layout)


def test_options_that_are_no_numbers_are_as_good_as_none() -> None:
    entry = f'<sort><key variable="author" names-min="many" names-use-first="²"/></sort>{_TITLE}'
    layout = '<names variable="author"><name et-al-min="x" et-al-use-first="99999999"/></names>'
    processor = processor_of(layout, entry=entry, options='near-note-distance="far"')
    assert entries(processor, SMITH) == ["A Letter"]
    assert cite(processor, SMITH) == "John Paul Smith"


def test_a_style_without_a_bibliography_has_none() -> None:
    processor = processor_of(_TITLE)
    assert processor.bibliography is None
    with pytest.raises(NoBibliographyError, match="no bibliography"):
        processor.session([SMITH]).bibliography()
    assert issubclass(NoBibliographyError, CslError)


def test_a_bibliography_says_how_it_is_set() -> None:
    options = 'hanging-indent="true" second-field-align="flush" line-spacing="2" entry-spacing="0"'
    bibliography = processor_of(_TITLE, entry=_TITLE, listed=options).session([SMITH]).bibliography()
    assert bibliography.hanging_indent
    assert (bibliography.second_field_align, bibliography.line_spacing, bibliography.entry_spacing) == ("flush", 2, 0)
