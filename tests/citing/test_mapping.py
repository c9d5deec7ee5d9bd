"""A document as an item of CSL: nothing invented, no archive given another's file."""

import pytest

from app.citing.csl.markup import read_markup
from app.citing.csl.tree import plain
from app.citing.mapping import Mapped, Profile, join_names, map_data, map_document
from app.domain.errors import Unusable
from tests.formats.letters import document_of, text_of

TWO = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32 and AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"
TELEGRAM = "Ciphered telegram, Filippov (Stalin) to Mao Zedong re meeting"


def mapped(
    profile: Profile = "described", *, conjunction: str = "and", accessed: str | None = None, **members: object
) -> Mapped:
    document = document_of(members)
    return map_document(document, profile, locations=document.locations, conjunction=conjunction, accessed=accessed)


def test_all_holdings_are_one_location_and_the_digital_archive_is_the_archive() -> None:
    item = mapped(publisher="History Archive", reference=TWO).item
    assert item["archive"] == "History Archive"
    assert item["archive_location"] == TWO


def test_holdings_are_joined_by_the_language_of_the_locale() -> None:
    assert mapped(reference=TWO, conjunction="et").item["archive_location"] == TWO.replace(" and ", " et ")
    assert mapped(reference=TWO, conjunction="和").item["archive_location"] == TWO.replace(" and ", "和")
    # the Korean word has two forms, by the sound before it
    assert mapped(reference=TWO, conjunction="와/과").item["archive_location"] == TWO.replace(" and ", "; ")


@pytest.mark.parametrize(
    ("reference", "german"),
    [
        ("AVP RF, f. 3, op. 1, d. 3; RGASPI, f. 558, op. 11, d. 4", None),
        ("AVP RF, f. 3, op. 1, d. 3; and RGASPI, f. 558, op. 11, d. 4", "AVP RF, f. 3, op. 1, d. 3; und RGASPI"),
        ("Library of Congress, Volkogonov Collection, Reel 17; copy from APRF, f. 45, op. 1, d. 339", None),
        ("TNA, CAB 128/18, CAB 129/41", None),
    ],
)
def test_holdings_keep_what_stands_between_them(reference: str, german: str | None) -> None:
    assert mapped(reference=reference).held == reference
    assert mapped(reference=reference, conjunction="und").held.startswith(german or reference)


@pytest.mark.parametrize(
    ("names", "conjunction", "listed"),
    [
        ("A", "and", "A"),
        ("AB", "and", "A and B"),
        ("ABC", "and", "A, B, and C"),
        ("ABC", "und", "A, B und C"),
        ("ABC", "和", "A, B和C"),
        ("ABC", "와/과", "A, B, C"),
    ],
)
def test_people_are_listed_as_a_language_lists_them(names: str, conjunction: str, listed: str) -> None:
    assert join_names(names, conjunction) == listed


def test_a_title_is_kept_from_recasing() -> None:
    assert mapped(title="re meeting").item["title"] == '<span class="nocase">re meeting</span>'


def test_what_is_not_stated_is_not_there() -> None:
    item = mapped(title="Letter").item
    assert set(item) == {"id", "type", "title", "URL"}


def test_a_day_of_access_is_only_the_one_given() -> None:
    assert "accessed" not in mapped().item
    assert mapped(accessed="2026-11-23").item["accessed"] == {"raw": "2026-11-23"}


def test_translators_are_named_as_they_are_stated_each_once() -> None:
    texts = [
        text_of("en", "en", "A", translators=["Yafeng Xia"]),
        text_of("en2", "en", "B", translators=["Yafeng Xia"]),
    ]
    assert mapped(texts=texts).item["translator"] == [{"literal": "Yafeng Xia"}]


@pytest.mark.parametrize(
    ("kind", "genre"),
    [
        ({"as_written": "Telegram"}, "telegram"),
        ({"as_written": "Telegram", "code": "telegram"}, "telegram"),
        ({"as_written": "Aide-mémoire"}, "aide-mémoire"),
        ({"as_written": "Record of a conversation"}, "record of a conversation"),
        ({"as_written": "Soviet note"}, "Soviet note"),
        ({"as_written": "NSC"}, "NSC"),
    ],
)
def test_a_kind_is_a_noun_in_a_sentence(kind: dict[str, str], genre: str) -> None:
    people = [{"role": "sender", "as_written": "Mao"}, {"role": "addressee", "as_written": "Stalin"}]
    assert mapped("correspondence", kind=kind, participants=people).item["genre"] == genre


@pytest.mark.parametrize("words", ["Undated", "n.d.", "[no date]", "без даты", "日期不详"])
def test_words_that_say_undated_are_no_date_in_a_style_and_stay_for_programs(words: str) -> None:
    assert "issued" not in mapped(date={"as_written": words}).item
    assert map_data(document_of({"date": {"as_written": words}}), "letter")["issued"] == {"literal": words}


def test_a_machine_translation_is_called_one() -> None:
    assert mapped(texts=[text_of("en", "en", "A", machine=True)]).is_machine_translated
    assert not mapped(texts=[text_of("en", "en", "A")]).is_machine_translated


def test_a_text_has_its_own_translator_language_and_machine() -> None:
    texts = [
        text_of("en", "en", "A", translators=["Ann Lee"]),
        text_of("fr", "fr", "B", translators=["Yafeng Xia"], machine=True),
    ]
    document = document_of({"texts": texts})
    one, other = (
        map_document(document, "described", locations=(), conjunction="and", accessed=None, text=text)
        for text in document.worded_texts
    )
    assert (one.translators, one.item["language"], one.is_machine_translated) == (("Ann Lee",), "en", False)
    assert one.item["translator"] == [{"literal": "Ann Lee"}]
    assert (other.translators, other.item["language"], other.is_machine_translated) == (("Yafeng Xia",), "fr", True)


def test_texts_in_two_languages_give_the_item_none() -> None:
    assert mapped(texts=[text_of("en", "en", "A")]).item["language"] == "en"
    assert "language" not in mapped(texts=[text_of("en", "en", "A"), text_of("fr", "fr", "B")]).item


def test_correspondents_stand_as_the_title_has_them_and_the_reader_is_told() -> None:
    letter = mapped("correspondence", title=TELEGRAM)
    assert letter.item["author"] == [{"literal": "Filippov (Stalin)"}]
    assert letter.item["recipient"] == [{"literal": "Mao Zedong"}]
    assert letter.item["genre"] == "ciphered telegram"
    assert "title" not in letter.item
    assert letter.warnings == ("read from the title, not stated by the catalogue: Filippov (Stalin), Mao Zedong",)


def test_no_sender_is_invented() -> None:
    with pytest.raises(Unusable, match="states no sender and no addressee") as refused:
        mapped("correspondence", title="Report on cadres")
    assert refused.value.choices == ("described",)


def test_words_that_look_like_markup_are_words() -> None:
    item = mapped(title="Report on <i> and <sup>", publisher="<b>Archive</b>").item
    assert plain(read_markup(item["title"])) == "Report on <i> and <sup>"
    assert plain(read_markup(item["archive"])) == "<b>Archive</b>"


def test_data_for_other_programs_are_plain_words() -> None:
    title = "Report on <i> and <sup>"
    item = map_data(document_of({"title": title, "publisher": "<b>Archive</b>"}), "report")
    assert (item["title"], item["archive"], item["type"]) == (title, "<b>Archive</b>", "document")


def test_only_a_letter_with_both_its_people_has_a_recipient_in_data() -> None:
    document = document_of({"title": TELEGRAM, "reference": TWO})
    assert map_data(document, "letter")["type"] == "personal_communication"
    assert map_data(document, "letter")["recipient"] == [{"literal": "Mao Zedong"}]
    assert "recipient" not in map_data(document, "document")
    assert map_data(document, "document")["note"].startswith("To Mao Zedong")


def test_holdings_are_parted_by_semicolons_in_data_for_data_have_no_language() -> None:
    assert map_data(document_of({"reference": TWO}), "document")["archive_location"] == TWO.replace(" and ", "; ")


def test_an_interval_without_an_end_stands_in_its_words_in_data() -> None:
    document = document_of({"date": {"as_written": "from 1951", "edtf": "1951/.."}})
    assert map_data(document, "document")["issued"] == {"literal": "from 1951"}
