"""Quotations looked for in one record and in all, as it is and as it was."""

import re
from pathlib import Path

import pytest

from app.domain.errors import NotFound, Unusable
from app.services import quote
from app.services.found import House
from app.services.quote import MAX_QUOTATION, Verdict, check_quotation
from app.services.read import read_document
from app.understanding.quotation import ComparedText, Comparison
from app.understanding.quoted import Quotation
from tests.conftest import take_in
from tests.services.specimens import a_record, save

LONG = "The delegation left Pyongyang on the night train and reached the frontier before dawn on Tuesday."


def ask(house: House, words: str, name: str | None = None) -> Verdict:
    with house.archive.reading() as repository:
        return check_quotation(repository, house.press, words, name)


def keep(house: House, folder: Path, *paragraphs: str, reason: str | None = None, **members: object) -> None:
    report = take_in(house, save(folder / "record.json", a_record("5001", *paragraphs, **members)), reason=reason)
    assert not report.has_errors, report.problems


def test_words_that_only_an_earlier_revision_has_are_said_to_be_its(house: House, tmp_path: Path) -> None:
    keep(house, tmp_path, LONG, "A second paragraph.")
    keep(house, tmp_path, LONG.replace("night", "morning"), "A second paragraph.", reason="a misprint")
    verdict = ask(house, LONG, "5001")
    assert verdict.outcome == "altered"
    assert verdict.earlier
    assert (verdict.earlier.revision, verdict.earlier.passages) == (1, "en.p1")
    assert verdict.earlier.url == "/documents/5001/passages/en.p1?revision=1"
    assert "Revision 1 had them in en.p1" in verdict.sentence
    assert ask(house, LONG.replace("night", "morning"), "5001").earlier is None


def test_of_very_long_texts_not_all_earlier_revisions_are_looked_through(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, word in enumerate(("night", "morning", "evening", "noon")):
        keep(house, tmp_path, LONG.replace("night", word), reason=f"reading {number}")
    assert "Revision 1 had them" in ask(house, LONG, "5001").sentence
    monkeypatch.setattr(quote, "_MOST_LETTERS", len(LONG))
    verdict = ask(house, LONG, "5001")
    assert verdict.earlier is None
    assert verdict.sentence.endswith("Revisions before 3 were not looked through: the texts are too long.")
    assert "Revision 3 had them" in ask(house, LONG.replace("night", "evening"), "5001").sentence


def test_of_many_texts_those_with_most_of_the_words_are_laid_beside_the_quotation(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = "frontier night train"
    texts = [
        {"id": f"t{n}", "role": "translation", "language": "en", "passages": [{"text": few if n < 9 else LONG}]}
        for n in range(10)
    ]
    keep(house, tmp_path, texts=texts)
    compared: list[str] = []
    altered = ComparedText.altered

    def noted(text: ComparedText, words: Quotation) -> Comparison | None:
        compared.append(text.text)
        return altered(text, words)

    monkeypatch.setattr(ComparedText, "altered", noted)
    verdict = ask(house, LONG.replace("night", "slow"), "5001")
    assert (verdict.outcome, verdict.text_id) == ("altered", "t9")
    assert compared == [LONG, few, few, few]


def test_the_likeliest_of_all_records_is_given_and_others_are_named(house: House, tmp_path: Path) -> None:
    copies = [a_record(str(5000 + n), f"Paragraph {n}.", LONG) for n in range(1, 4)]
    assert not take_in(house, save(tmp_path / "copies.jsonl", *copies)).has_errors
    verdict = ask(house, LONG)
    assert verdict.outcome == "exact"
    assert sorted([verdict.document_id or "", *verdict.others]) == ["5001", "5002", "5003"]


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("left Pyongyang on", "exact"),
        ("LEFT PYONGYANG ON THE", "folded"),
        (LONG, "exact"),
        (LONG.replace("night", "slow night"), "altered"),
        (LONG.replace("night train and reached", "…"), "abridged"),
        ("The delegation left … before dawn on Tuesday", "abridged"),
        (LONG.upper(), "folded"),
        (f"“{LONG}”", "exact"),
        ("Pyongyang on the [slow] night train", "exact-but-brackets"),
        ("Nothing of this kind was ever said by anybody here", "not-found"),
    ],
)
def test_a_quotation_is_found_without_its_record(house: House, tmp_path: Path, words: str, outcome: str) -> None:
    keep(house, tmp_path, LONG)
    verdict = ask(house, words)
    assert verdict.outcome == outcome
    assert verdict.document_id == (None if outcome == "not-found" else "5001")
    assert (verdict.sentence.startswith("The index leads to no text")) == (outcome == "not-found")


def test_every_passage_of_the_seed_is_found_among_all_records_by_its_own_words(house: House) -> None:
    with house.archive.reading() as repository:
        document = read_document(repository, house.press, "110364")
    for passage in document.passages:
        if len(passage.text.split()) > 3:
            verdict = ask(house, passage.text)
            assert (verdict.outcome, verdict.passages, verdict.sha256) == ("exact", passage.id, passage.sha256)


SAID = """
Three questions were raised:
    These words stand in passage en.p4, letter for letter.
Korea. Three questions
    These words stand in passage en.p4, letter for letter, but without words of the editor: [Gao Gang and Kim II Sung].
Filippov Stalin
    These words stand in passage en.p11, spelled differently (case), but words of the editor are not marked as such:
    [Stalin].
We recognized ... that an armistice
    These words stand in passage en.p5, letter for letter, but an omission is marked where nothing is left out.
We recognized … that an ... armistice is … advantageous
    These words stand in passage en.p5, but for the omissions that the quotation marks, but 2 omissions are marked
    where nothing is left out.
armistice is now advantageous [emphasis added]
    These words stand in passage en.p5, letter for letter; words in brackets are the quotation's own: [emphasis added].
armistice is never [sic] advantageous [emphasis added]
    Altered: 3 of 4 words stand in passage en.p5, in this order; words in brackets are the quotation's own: [sic]
    [emphasis added].
armistice advantageous
    Altered: all words stand in passage en.p5, in this order, but without 2 words between them, and no mark of that.
your … front
    These words stand in passage en.p9, but for the omissions that the quotation marks.
we recognized … Second
    These words stand in passages en.p5-en.p6, but for the omissions that the quotation marks, spelled differently
    (case).
the Russian front
    Altered: 2 of 3 words stand in passage en.p9, in this order.
paper pilots but battle pilots
    Altered: all words stand in passage en.p9, in this order, but with other marks between them.
We recognized that an armistice. Second—about military advisers
    Altered: all words stand in passages en.p5-en.p6, in this order, but without 3 words between them, and no mark of
    that.
Wars begin when you will
    These words are not in the texts of this record; nearest is one word in passage en.p7.
Мы признали
    These words are not in the texts of this record, nor anything like them.
the implications of a potential armistice
    These words are not in the texts of this record; nearest are 2 words in passage en.p7. The quoted words stand
    in the summary, which describes the document and is no part of it.
Ciphered telegram, Filippov (Stalin) to Mao Zedong re meeting in Moscow with Gao Gang and Kim II Sung
    Altered: 10 of 18 words stand in passages en.p1-en.p4, in this order. The quoted words stand in the title, which
    describes the document and is no part of it.
"""


@pytest.mark.parametrize(("words", "sentence"), re.findall(r"^(\S.*)\n((?: +.*\n)+)", SAID, re.MULTILINE))
def test_the_outcome_is_said_in_a_sentence_that_is_true(house: House, words: str, sentence: str) -> None:
    assert ask(house, words, "110364").sentence == " ".join(sentence.split())


def test_which_text_was_matched_is_said(house: House, tmp_path: Path) -> None:
    texts = [
        {"role": "transcription", "language": "ru", "passages": [{"text": "Делегация выехала из Пхеньяна ночью."}]},
        {
            "role": "translation",
            "language": "en",
            "translators": ["A. Smith"],
            "machine": True,
            "passages": [{"text": LONG}],
        },
    ]
    keep(house, tmp_path, texts=texts, original_language="Russian")
    assert ask(house, LONG, "5001").role == (
        "Matches the English translation, translated by A. Smith, made by a machine; the original is on this server."
    )
    found = ask(house, "делегация выехала из Пхеньяна")
    assert (found.role, found.text_id, found.outcome) == ("Matches the Russian transcription.", "ru", "folded")


@pytest.mark.parametrize(
    ("others", "role"),
    [
        (["fr"], "Matches the English translation, translator not stated; the original is not on this server."),
        (["en"], "Matches one of the English translations, translator not stated; the original is not on this server."),
    ],
)
def test_texts_are_told_apart_by_role_and_language(house: House, tmp_path: Path, others: list[str], role: str) -> None:
    texts = [
        {"role": "translation", "language": language, "passages": [{"text": words}]}
        for language, words in (("en", LONG), *((other, "Others.") for other in others))
    ]
    keep(house, tmp_path, texts=texts)
    assert ask(house, LONG, "5001").role == role


def test_what_cannot_be_looked_for_is_refused(house: House) -> None:
    for words in ("", " “” ", "w" * (MAX_QUOTATION + 1), "a\x00b c d", "two words", "a … " * 201):
        with pytest.raises(Unusable):
            ask(house, words)
    with pytest.raises(NotFound):
        ask(house, LONG, "nobody")
    assert ask(house, "FILIPPOV", "110364").outcome == "exact"


def test_a_record_without_texts_has_no_quotation(house: House, tmp_path: Path) -> None:
    keep(house, tmp_path)
    verdict = ask(house, LONG, "5001")
    assert (verdict.outcome, verdict.passages, verdict.document_id) == ("not-found", None, "5001")
