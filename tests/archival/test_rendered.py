"""A printed reference as HTML: no element changes the direction of another, and nothing in it is markup."""

from app.archival.parse import read_locations
from app.archival.render import render, render_all
from app.archival.rendered import Part, Rendered, bidi_html
from app.domain.location import ArchivalLocation
from app.resources import load_knowledge

GRAMMAR = load_knowledge().grammar
SEED = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32 and AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"


def read(reference: str) -> tuple[ArchivalLocation, ...]:
    return read_locations(reference, GRAMMAR, "test")


def test_html_isolates_each_place_and_each_element() -> None:
    (location,) = read("APRF, Fond 45, Opis 1, List 3")
    assert bidi_html(render(location, GRAMMAR, style="house-2011")) == (
        '<bdi dir="ltr"><bdi>APRF</bdi>, <bdi>Fond 45</bdi>, <bdi>Opis 1</bdi>, <bdi>List 3</bdi></bdi>'
    )
    assert bidi_html(render_all(read(SEED), GRAMMAR, style="minimal")) == (
        '<bdi dir="ltr"><bdi>APRF</bdi> <bdi>45/1/339</bdi>, <bdi>ll. 31–32</bdi></bdi> and '
        '<bdi dir="ltr"><bdi>AVPRF</bdi> <bdi>059a/5a/11/5</bdi>, <bdi>ll. 31–32</bdi></bdi>'
    )


def test_html_runs_from_the_right_where_the_reference_does() -> None:
    parts = [Part(text="ארכיון", kind="repository"), Part(text=", ", kind="separator"), Part(text="4/5", kind="value")]
    assert bidi_html(Rendered.of(parts)) == '<bdi dir="rtl"><bdi>ארכיון</bdi>, <bdi>4/5</bdi></bdi>'


def test_html_is_escaped() -> None:
    (location,) = read('<b>AT&T</b>, "Box" 1')
    assert "<b>" not in bidi_html(render(location, GRAMMAR))
    assert "&lt;b&gt;AT&amp;T&lt;/b&gt;" in bidi_html(render(location, GRAMMAR))
