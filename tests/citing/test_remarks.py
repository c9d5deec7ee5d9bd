"""Remarks: what has no field of its own, named for what it says, on one line each."""

from app.citing.remarks import has_lines, join_holdings, one_line, remarks, say_addressees, say_translators
from tests.formats.letters import document_of
from tests.formats.references import APRF, AVPRF, FULL


def test_each_remark_says_which_member_it_carries() -> None:
    assert [member for member, _ in remarks(document_of(FULL))] == [
        "participants.identified_as",
        "original_languages",
        "other_dates",
        "texts.machine",
        "rights",
        "relations",
        "identifiers",
    ]


def test_a_remark_is_on_one_line() -> None:
    (credit,) = [
        words for member, words in remarks(document_of({"credits": "Thanks\r\nto\u2028all"})) if member == "credits"
    ]
    assert credit == "Credits: Thanks to all"
    assert (one_line("a\nb"), has_lines("a\x85b"), has_lines("a b"), has_lines(None)) == ("a b", True, False, False)


def test_the_address_is_not_said_twice() -> None:
    identifiers = [{"scheme": "url", "value": "https://a.example/document/1"}]
    document = document_of({"source_url": "https://a.example/document/1", "identifiers": identifiers})
    assert document.canonical_url == "https://a.example/document/1"
    assert "https" not in str(list(remarks(document)))


def test_people_are_named_in_a_row() -> None:
    document = document_of(FULL)
    assert say_addressees(document) == "To Mao Zedong and Zhou Enlai"
    assert say_translators(document) == "Translated by Ann Field and Co. and Yafeng Xia"
    three = [{"role": "addressee", "as_written": name} for name in ("A", "B", "C")]
    assert say_addressees(document_of({"participants": three})) == "To A, B and C"
    assert (say_addressees(document_of({})), say_translators(document_of({}))) == (None, None)


def test_holdings_are_whole() -> None:
    assert join_holdings(document_of(FULL)) == f"{APRF}; {AVPRF}"
    assert join_holdings(document_of({})) == ""
