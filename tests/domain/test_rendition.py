"""What is stored to be served carries a checksum over every member and its type."""

import gzip

import pytest

from app.domain.rendition import Rendition, StoredReading, make_reading, make_rendition


def a_rendition() -> Rendition:
    return make_rendition(
        document_id="110364",
        name="json",
        revision=1,
        version="1",
        media_type="application/json",
        link='</documents/110364>; rel="self"',
        body='{"title":"Путь"}'.encode(),
    )


def a_reading() -> StoredReading:
    return make_reading(document_id="110364", revision=1, version="1", sort_date="1951-06-13", body=b"{}")


def test_a_rendition_as_made_is_whole_and_its_gzip_form_holds_the_same_bytes() -> None:
    rendition = a_rendition()
    assert rendition.is_whole()
    assert gzip.decompress(rendition.gzip) == rendition.body


def test_the_same_bytes_make_the_same_rendition_whenever_they_are_made() -> None:
    assert a_rendition() == a_rendition()


@pytest.mark.parametrize("name", Rendition.model_fields)
def test_a_change_of_any_member_of_a_rendition_is_noticed(name: str) -> None:
    value = getattr(a_rendition(), name)
    other = value + (1 if isinstance(value, int) else b"x" if isinstance(value, bytes) else "x")
    assert not a_rendition().model_copy(update={name: other}).is_whole()


@pytest.mark.parametrize("name", StoredReading.model_fields)
def test_a_change_of_any_member_of_a_stored_reading_is_noticed(name: str) -> None:
    assert a_reading().is_whole()
    value = getattr(a_reading(), name)
    other = value + (1 if isinstance(value, int) else b"x" if isinstance(value, bytes) else "x")
    assert not a_reading().model_copy(update={name: other}).is_whole()


@pytest.mark.parametrize(("name", "value"), [("body", '{"title":"Путь"}'), ("media_type", b"application/json")])
def test_the_same_bytes_of_another_type_are_not_the_same(name: str, value: object) -> None:
    """One flipped bit in a row's header makes SQLite give a text for bytes, or bytes for a text."""
    assert not a_rendition().model_copy(update={name: value}).is_whole()
