"""A record understood: what is read beside the words, and what an editor's word changes."""

import pytest

from app import resources
from app.domain.document import Document
from app.domain.identifiers import Addresses
from app.domain.record import Record
from app.domain.revision import Revision
from app.domain.text import Transcription, Translation
from app.understanding.document import NOT_EVALUATED, understand
from app.understanding.passages import read_kind

KNOWLEDGE = resources.load_knowledge()


def document(**members: object) -> Document:
    record = Record.model_validate({"id": "a1", "title": "Telegram, Ivanov to Petrov", **members})
    revision = Revision(number=1, at="2026-01-31T12:00:00Z", sha256=record.sha256())
    return understand(record, revision, addresses=Addresses(), knowledge=KNOWLEDGE)


def text(*paragraphs: str, **members: object) -> dict[str, object]:
    passages = [{"id": f"en.p{n}", "text": words} for n, words in enumerate(paragraphs, 1)]
    return {"id": "en", "role": "translation", "language": "en", "passages": passages, **members}


def codes(made: Document) -> list[str]:
    return [notice.code for notice in made.notices]


def test_a_bare_title_is_a_document() -> None:
    made = document()
    assert made.date is None
    assert made.canonical_url == "/document/a1"
    assert made.citation.generated == '"Telegram, Ivanov to Petrov" /document/a1'
    assert (made.citation.as_published, made.citation.agrees) == (None, None)
    assert made.rights[0].applies_to == "record"


def test_a_source_address_is_the_one_every_citation_uses() -> None:
    made = document(source_url="https://e.org/document/77")
    assert made.canonical_url == "https://e.org/document/77"
    assert made.citation.generated.endswith(" https://e.org/document/77")
    assert [(i.scheme, i.value) for i in made.identifiers] == [
        ("record-number", "77"),
        ("url", "https://e.org/document/77"),
    ]


def test_drift_from_the_published_citation_is_shown() -> None:
    assert document(citation="Something else").citation.agrees is False


def test_the_one_translation_gets_its_translator_from_the_credits() -> None:
    made = document(reference="PRC FMA 1-2, 3. Translated by Yafeng Xia.", texts=[text("Words.")])
    translation = made.texts[0]
    assert isinstance(translation, Translation)
    assert translation.translators == ("Yafeng Xia",)
    assert translation.translator_statement == "Translated by Yafeng Xia."
    assert "translator-not-stated" not in codes(made)
    assert [location.as_written for location in made.locations] == ["PRC FMA 1-2, 3"]


@pytest.mark.parametrize(
    ("thanks", "names"),
    [
        ("Obtained by Ana Lalaj and translated by Enkel Daljani.", ("Enkel Daljani",)),
        ("Obtained for NKIDP by Jakub Poprocki and translated for NKIDP by Maya Latynski.", ("Maya Latynski",)),
        ("Translated from Portuguese by James G. Hershberg.", ("James G. Hershberg",)),
        ("Translated by Jeffrey Wang and Charles Kraus.", ("Jeffrey Wang", "Charles Kraus")),
        ("Translated by the embassy.", None),
        ("Translated by Simon Shen for NKIDP.", None),
        ("Translated by Vladislav Zubok with Mark Kramer.", None),
        ("Translated by Kathryn Weathersby University Washington.", None),
        ("Translated by New China News Agency.", None),
        ("Obtained and translated by Gary Goldberg, translated by Sam Smith.", None),
        ("Translated.", None),
    ],
)
def test_translators_are_read_or_left_alone(thanks: str, names: tuple[str, ...] | None) -> None:
    made = document(reference=f"GARF, Fond 1. {thanks}", texts=[text("Words.")])
    assert made.credits[0].translators == names
    assert made.credits[0].as_written == thanks
    assert ("translator-not-read" in codes(made)) is (names is None)


def test_with_two_translations_a_credit_says_which_of_neither() -> None:
    other = {"id": "fr", "role": "translation", "language": "fr", "passages": [{"id": "fr.p1", "text": "Mots."}]}
    made = document(reference="GARF, Fond 1. Translated by Yafeng Xia.", texts=[text("Words."), other])
    assert [t.translators for t in made.texts if isinstance(t, Translation)] == [None, None]


def test_an_editors_word_stands_before_ours() -> None:
    made = document(
        kind={"as_written": "Note", "code": "note"},
        participants=[{"role": "sender", "as_written": "I. V. Stalin", "name": "Stalin"}],
        date={"as_written": "summer", "edtf": "1951-06~"},
        rights=[{"applies_to": "translation", "uri": "https://creativecommons.org/licenses/by/4.0/"}],
        locations=["APRF, Fond 45", "a drawer"],
        relations=[{"type": "replies_to", "to": "b2"}],
        other_dates=[{"as_written": "13 June 1951"}],
    )
    assert (made.kind and made.kind.basis, made.participants[0].basis, made.rights[0].basis) == ("editor",) * 3
    assert made.date
    assert (made.date.edtf, made.date.bounds, made.date.basis) == ("1951-06~", "nominal", "editor")
    assert [(x.as_written, x.reading.status) for x in made.locations] == [
        ("APRF, Fond 45", "full"),
        ("a drawer", "unread"),
    ]
    assert made.relations[0].to == "b2"
    assert made.other_dates[0].edtf == "1951-06-13"


def test_stated_to_be_none_is_not_read() -> None:
    made = document(participants=[], rights=[], locations=[])
    assert (made.participants, made.rights, made.locations) == ((), (), ())


def test_rights_are_never_said_to_be_public() -> None:
    made = document(texts=[text("Words.")])
    assert [(r.applies_to, r.statement, r.uri, r.basis) for r in made.rights] == [
        ("translation", None, NOT_EVALUATED, "default")
    ]


def test_several_languages_are_told_apart_and_unknown_words_are_kept() -> None:
    made = document(original_language="Russian and Chinese")
    assert [(x.as_written, x.tag) for x in made.original_languages] == [("Russian", "ru"), ("Chinese", "zh")]
    made = document(original_language="Old Church Slavonic, Greekish")
    assert [(x.as_written, x.tag) for x in made.original_languages] == [("Old Church Slavonic, Greekish", None)]


def test_a_russian_date_of_1917_asks_for_its_calendar() -> None:
    made = document(date={"as_written": "October 25, 1917"}, original_language="Russian")
    assert made.date
    assert made.date.edtf == "[1917-10-25,1917-11-07]"
    assert made.date.weekday is None
    assert "calendar-not-stated" in codes(made)


def test_a_date_that_stands_in_the_text_raises_no_notice() -> None:
    date = {"as_written": "March 24, 1950"}
    assert "date-not-in-text" not in codes(document(date=date, texts=[text("24.III.50 Shtykov")]))
    assert "date-not-in-text" in codes(document(date=date, texts=[text("25.III.50 Shtykov")]))


def test_words_that_are_no_date_are_kept_and_asked_about() -> None:
    made = document(date={"as_written": "some day"})
    assert made.date
    assert (made.date.as_written, made.date.edtf) == ("some day", None)
    assert "date-not-read" in codes(made)


def test_the_addressee_of_the_text_may_differ_from_the_titles() -> None:
    assert "addressee-differs" in codes(document(texts=[text("TELEGRAM, TO SIDOROV", "Words.")]))
    assert "addressee-differs" not in codes(document(texts=[text("TELEGRAM, TO PETROV", "Words.")]))


def test_world_war_ii_is_no_misread_name() -> None:
    made = document(title="Telegram on World War II", summary="John Paul II", texts=[text("HA II/10")])
    assert "look-alike-characters" not in codes(made)


def test_a_transcription_has_no_translator() -> None:
    made = document(texts=[text("Слова.", role="transcription", language="ru")])
    assert isinstance(made.texts[0], Transcription)
    assert "translator-not-stated" not in codes(made)


def test_a_facsimile_has_no_words() -> None:
    made = document(texts=[{"id": "scan", "role": "facsimile", "address": "https://e.org/1.pdf"}])
    assert made.worded_texts == ()
    assert made.passages == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Deliver immediately to the addressee.", "instruction"),
        ('"To Comrade MAO ZEDONG.', "salutation"),
        ("Dear Comrade Stalin!", "salutation"),
        ('FILIPPOV [Stalin]."', "signature"),
        ("FILIPPOV", "signature"),
        ("For Roshchin.", "address"),
        ("No. 302/sh", "number"),
        ("For us this is the main question.", "body"),
        ("We await your answer.", "body"),
        ("A\nB", "body"),
        ("", "body"),
    ],
)
def test_a_paragraph_is_what_its_own_words_say(words: str, kind: str) -> None:
    assert read_kind(words, first=False) == kind


def test_a_denied_translation_credits_nobody() -> None:
    made = document(credits="Not translated by Gary Goldberg.", texts=[text("Words.")])
    assert made.credits[0].roles == ()
    assert made.credits[0].translators is None


def test_an_editor_who_contradicts_the_words_is_asked() -> None:
    made = document(date={"as_written": "June 13, 1951", "edtf": "1999-01-01"})
    assert made.date
    assert made.date.edtf == "1999-01-01"
    assert "date-contradicted" in codes(made)
    assert "date-contradicted" not in codes(document(date={"as_written": "June 1951", "edtf": "1951-06-13"}))
    made = document(reference="APRF, Fond 45, Opis 1", locations=["RGASPI, Fond 1"])
    assert "location-differs" in codes(made)
    assert "location-differs" not in codes(
        document(reference="APRF, Fond 45 and a drawer", locations=["APRF, Fond 45"])
    )


def test_a_date_whose_day_and_month_could_be_swapped_is_asked_about() -> None:
    assert "day-month-order" in codes(document(date={"as_written": "3/4/51"}))
    assert "day-month-order" not in codes(document(date={"as_written": "10/14/50"}))
    assert "day-month-order" not in codes(document(date={"as_written": "4/4/51"}))


def test_a_long_text_in_one_piece_is_said_to_be_cited_only_as_a_whole() -> None:
    words = "A word. " * 250
    (notice,) = [n for n in document(texts=[text(words)]).notices if n.code == "text-not-divided"]
    assert (notice.field, notice.words) == ("en.p1", None)
    assert notice.reason.startswith("the whole text, 2,000 characters, is one passage, so that no place in it can be")


def test_a_text_that_is_divided_or_short_is_not_said_to_be_in_one_piece() -> None:
    for paragraphs in (("A word. " * 250, "Another."), ("A word.",), ()):
        assert "text-not-divided" not in codes(document(texts=[text(*paragraphs)]))
