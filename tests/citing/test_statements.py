"""What must be said of a document beside its title is said once, in the same words, and never more than is known."""

import pytest

from app.citing.statements import (
    is_calendar_date,
    name_translators,
    say_identified,
    say_machine,
    say_rights,
    text_languages,
)
from app.domain.agent import Participant
from app.domain.document import RightsStatement
from tests.formats.letters import ORIGINAL, document_of, text_of, translation


@pytest.mark.parametrize("edtf", ["1951", "1951-06", "1951-06-13"])
def test_a_day_a_month_and_a_year_are_calendar_dates(edtf: str) -> None:
    assert is_calendar_date(edtf)


@pytest.mark.parametrize("edtf", [None, "", "1951-21", "1951~", "1951-06-13/1951-06-14", "195X", "-1951", "1951-13"])
def test_nothing_less_certain_is_a_calendar_date(edtf: str | None) -> None:
    assert not is_calendar_date(edtf)


def test_a_translator_of_two_texts_is_named_once() -> None:
    texts = [text_of("en", "en", "A", translators=["X", "Y"]), text_of("fr", "fr", "B", translators=["Y", "Z"])]
    assert name_translators(document_of({"texts": texts})) == ("X", "Y", "Z")


def test_the_language_of_an_original_that_is_not_served_is_none_of_the_texts() -> None:
    members = {"original_language": "Chinese", "texts": [translation("en"), ORIGINAL]}
    assert text_languages(document_of(members)) == ("en", "ru")


def test_of_one_translation_the_machine_is_told_without_a_name() -> None:
    assert say_machine(document_of({"texts": [translation(machine=True)]})) == ("Machine translation",)
    assert say_machine(document_of({"texts": [translation(machine=False)]})) == ("Not a machine translation",)
    assert say_machine(document_of({"texts": [translation()]})) == ()


def test_an_identity_that_the_words_give_is_not_told_twice() -> None:
    person = Participant(
        role="sender", as_written="Filippov (Stalin)", name="Filippov", identified_as="Stalin", basis="title"
    )
    assert say_identified(person) is None
    assert say_identified(person.model_copy(update={"as_written": "Filippov"})) == "Filippov: Stalin"
    assert say_identified(person.model_copy(update={"identified_as": None})) is None


@pytest.mark.parametrize(
    ("statement", "uri", "said"),
    [("Words", None, "Words"), (None, "u", "u"), ("Words", "u", "Words; u"), ("", "", None)],
)
def test_rights_are_their_words_and_their_address(statement: str | None, uri: str | None, said: str | None) -> None:
    assert say_rights(RightsStatement(applies_to="text", statement=statement, uri=uri, basis="editor")) == said
