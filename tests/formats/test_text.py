"""Plain text: what the record is, how to cite it, and every word of it."""

from app.formats.text import FORMAT
from tests.formats.letters import ORIGINAL, SCAN, document_of, press_of, text_of


def print_text(**members: object) -> str:
    """Write a record down."""
    return FORMAT.render(document_of(members), press_of().context).decode()


def test_title_and_citation_come_first_and_every_passage_stands_whole() -> None:
    document = document_of({"texts": [text_of("en", "en", "One\nline.", "  Two ")]})
    text = FORMAT.render(document, press_of().context).decode()
    assert text.startswith(f"Letter\n\n{document.citation.generated}\n\n")
    assert text.endswith("\n\nen\n[en: translation; language en]\n\nOne\nline.\n\n  Two \n")


def test_sender_and_addressee_are_told_apart_and_each_holding_has_its_own_line() -> None:
    people = [
        {"role": "sender", "as_written": "Filippov", "identified_as": "Stalin"},
        {"role": "addressee", "as_written": "Mao Zedong"},
    ]
    text = print_text(
        participants=people, locations=["APRF, Fond 45", "AVPRF, Fond 059a"], kind={"as_written": "Telegram"}
    )
    assert "\nFrom: Filippov [Stalin]\nTo: Mao Zedong\nHeld at: APRF, Fond 45\nHeld at: AVPRF, Fond 059a\n" in text
    assert "\nKind: Telegram\n" in text


def test_translators_machines_rights_and_dates_travel() -> None:
    translated = text_of("en", "en", "W", of="ru", translators=["A", "B"], machine=True, label="English")
    rights = [{"applies_to": "translation", "statement": "Reserved", "uri": "https://e.org/r"}]
    text = print_text(texts=[ORIGINAL, translated, SCAN], rights=rights, date={"as_written": "June 13, 1951"})
    assert "\nEnglish\n[en: translation; language en; of ru; translated by A, B; machine translation]\n\nW\n" in text
    assert "\nscan\n[scan: facsimile; https://scans.example/letter]\n" in text
    assert "\nRights in the translation: Reserved https://e.org/r\n" in text
    assert "\nDate: June 13, 1951 [1951-06-13]\n" in text


def test_what_has_no_place_in_plain_text_is_declared() -> None:
    full = document_of({"identifiers": [{"scheme": "x", "value": "1"}], "texts": [ORIGINAL]})
    assert {"identifiers", "texts.passages.id"} <= {
        loss.member for loss in FORMAT.tell_losses(full, press_of().context)
    }
    assert not list(FORMAT.losses(document_of({}), press_of().context))
