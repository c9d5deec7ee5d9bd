"""Punctuation: what meets at a seam, what moves inside of quotation marks, and quotations in quotations."""

import pytest

from tests.citing.csl.small import cite, processor_of, work

_QUOTED = '<text variable="title" quotes="true"/>'


@pytest.mark.parametrize(
    ("title", "suffix", "printed"),
    [
        ("Why?", ".", "Why?"), ("Why?", ",", "Why?,"), ("Oh!", ".", "Oh!"), ("End.", ".", "End."),
        ("End.", ",", "End.,"),

        ("A:", ".", "A:"), ("A;", ".", "A;"), ("A,", ",", "A,"), ("A ", " b", "A b"), ("A", ". ", "A. "),
        ("A..", ".", "A.."),
    ],
)  # fmt: skip
def test_marks_that_meet_fall_together(title: str, suffix: str, printed: str) -> None:
    layout = f'<text variable="title" suffix="{suffix}"/>'
    assert cite(processor_of(layout), work("1", title=title)) == printed


def test_what_stands_inside_of_a_field_is_its_authors() -> None:
    title = "A.. b,, c  <i>d.</i>. e"
    assert cite(processor_of('<text variable="title"/>'), work("1", title=title)) == "A.. b,, c  d.. e"


@pytest.mark.parametrize(
    ("suffix", "lang", "printed"),
    [
        (".", "en-US", "“A.”"), (",", "en-US", "“A,”"), (";", "en-US", "“A”;"), (": b", "en-US", "“A”: b"),
        (".", "fr-FR", "« A »."), (",", "fr-FR", "« A »,"), (".", "ru-RU", "«A»."),
    ],
)  # fmt: skip
def test_stops_move_inside_of_quotation_marks_where_the_language_wants_it(suffix: str, lang: str, printed: str) -> None:
    layout = f'<text variable="title" quotes="true" suffix="{suffix}"/>'
    assert cite(processor_of(layout, lang=lang), work("1", title="A")) == printed


def test_a_stop_that_moves_inside_meets_what_stands_there() -> None:
    layout = '<text variable="title" quotes="true" suffix="."/>'
    assert cite(processor_of(layout), work("1", title="Why?")) == "“Why?”"
    assert cite(processor_of(layout), work("1", title="End.")) == "“End.”"
    assert cite(processor_of(layout), work("1", title="In <i>italics</i>"), form="html") == "“In <i>italics</i>.”"


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ('He said "yes"', "“He said ‘yes’”"),
        ("He said “yes, ‘no’”", "“He said ‘yes, “no”’”"),
        ("It's Smith's 'own'", "“It’s Smith’s ‘own’”"),
        ('6" guns', '“6" guns”'),
        ('An "open one', '“An "open one”'),
        ("rock 'n' roll", "“rock ‘n’ roll”"),
    ],
)  # fmt: skip
def test_quotations_in_quotations_alternate_their_marks(title: str, printed: str) -> None:
    assert cite(processor_of(_QUOTED), work("1", title=title)) == printed


def test_a_field_keeps_its_own_quotations_in_the_marks_of_the_language() -> None:
    item = work("1", title='A "word"')
    plain = '<text variable="title"/>'
    assert [cite(processor_of(plain, lang=lang), item) for lang in ("en-US", "fr-FR", "ru-RU")] == [
        "A “word”", "A « word »", "A «word»",
    ]  # fmt: skip


def test_round_brackets_inside_of_round_ones_are_square_in_notes() -> None:
    layout = """<group prefix="(" suffix=")"><text variable="title"/><group prefix=" (" suffix=")">
        <text value="b"/></group></group>"""
    assert cite(processor_of(layout, style='class="note"'), work("1", title="A")) == "(A [b])"
    assert cite(processor_of(layout), work("1", title="A")) == "(A (b))"


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("<i>A</i> <b>b</b> <sup>c</sup> <sub>d</sub>", "<i>A</i> <b>b</b> <sup>c</sup> <sub>d</sub>"),
        ("<i>A", "&#60;i&#62;A"),
        ("A</i>", "A&#60;/i&#62;"),
        ("<i>A <b>b</i>", "&#60;i&#62;A &#60;b&#62;b&#60;/i&#62;"),
        ("<sc>A</sc>", '<span style="font-variant:small-caps;">A</span>'),
        ('<span style="font-variant: small-caps;">A</span>', '<span style="font-variant:small-caps;">A</span>'),
        ('<span class="nocase">A</span>', "A"),
        ("<u>A</u> & B", "&#60;u&#62;A&#60;/u&#62; &#38; B"),
        ('<i>"A"</i>', "<i>“A”</i>"),
        ("<script>alert(1)</script>", "&#60;script&#62;alert(1)&#60;/script&#62;"),
    ],
)
def test_markup_that_closes_is_markup_and_the_rest_is_words(title: str, html: str) -> None:
    assert cite(processor_of('<text variable="title"/>'), work("1", title=title), form="html") == html


def test_italics_inside_of_italics_are_upright() -> None:
    layout = '<text variable="title" font-style="italic"/>'
    html = cite(processor_of(layout), work("1", title="On <i>Ship</i> Law"), form="html")
    assert html == '<i>On <span style="font-style:normal;">Ship</span> Law</i>'


def test_periods_are_stripped_from_words_and_not_from_affixes_or_addresses() -> None:
    item = work("1", title="A.B. <i>c.</i>", URL="http://example.org/a.b")
    layout = '<text variable="{}" strip-periods="true" suffix="."/>'
    assert cite(processor_of(layout.format("title")), item) == "AB c."
    assert cite(processor_of(layout.format("URL")), item) == "http://example.org/a.b."
