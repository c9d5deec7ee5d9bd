"""Who wrote to whom, read from a title in two forms only."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.resources import load_knowledge
from app.understanding.titles import read_kind, read_participants

KNOWLEDGE = load_knowledge()
KINDS = KNOWLEDGE.kinds


def people(title: str) -> list[tuple[str, str, str | None]]:
    found = read_participants(title, read_kind(title, KINDS), KNOWLEDGE.names)
    assert all(person.as_written in title for person in found)
    return [(person.role, person.name, person.identified_as) for person in found]


@pytest.mark.parametrize(
    ("title", "sender", "identified", "addressee"),
    [
        ("Ciphered telegram, Filippov (Stalin) to Mao Zedong re meeting in Moscow", "Filippov", "Stalin", "Mao Zedong"),
        ("Ciphered Telegram No. 3557, Filippov [Stalin] to Roshchin", "Filippov", "Stalin", "Roshchin"),
        ("Telegram, Shtykov to Vyshinskyy", "Shtykov", None, "Vyshinskyy"),
        ("Telegram from Shtykov to Vyshinsky regarding Meeting with Kim Il Sung", "Shtykov", None, "Vyshinsky"),
        (
            "Cable from the Chinese Foreign Ministry to Wang Bingnan, 'Possible Attitudes of the Other Party'",
            "the Chinese Foreign Ministry",
            None,
            "Wang Bingnan",
        ),
        (
            "Letter, Stalin to the Ministry of Foreign Affairs of China",
            "Stalin",
            None,
            "the Ministry of Foreign Affairs of China",
        ),
        ("Cable, Stalin [Kuznetsov] to Mao Zedong [via Terebin]", "Stalin", None, "Mao Zedong"),
        ("Telegram from Terebin to Stalin [via Kuznetsov]", "Terebin", None, "Stalin"),
    ],
)
def test_sender_and_addressee_are_read(title: str, sender: str, identified: str | None, addressee: str) -> None:
    assert people(title) == [("sender", sender, identified), ("addressee", addressee, None)]


@pytest.mark.parametrize(
    "title",
    [
        "Meeting between Stalin and Mao Zedong",
        "Report on the visit of a delegation from China to Moscow",
        "Report from a Visit to China",
        "Notes taken during a Meeting between Enver Hoxha and Choe Yong-geon",
        "Note from the Embassy of the Polish Republic in Korea",
        "Telegram from the Brazilian Embassy in Havana (Bastian Pinto), 11:30 a.m., Friday",
        "Draft message, undated [not earlier than 10 June 1951]",
        "Stalin to Mao Zedong",
        "Letter to Stalin from Mao Zedong",
        "Letter from Ivanov to be forwarded to Petrov",
        "Telegram",
        "",
    ],
)
def test_other_titles_name_nobody(title: str) -> None:
    assert people(title) == []


def test_the_kind_keeps_the_titles_own_words() -> None:
    kind = read_kind("Ciphered Telegram No. 3557, Filippov to Roshchin", KINDS)
    assert kind
    assert (kind.as_written, kind.code, kind.basis) == ("Ciphered Telegram", "telegram.ciphered", "title")


def test_a_longer_word_is_no_kind() -> None:
    assert read_kind("Telegraphic report", KINDS) is None
    assert read_kind("Notes taken during a Meeting", KINDS) is None


def test_a_pseudonym_is_identified_by_a_name_we_know(shared: Path) -> None:
    lines = (shared / "data/names/bracket-forms.jsonl").read_text(encoding="utf-8").splitlines()
    forms = [form for form in map(json.loads, lines) if form["reading"] in ("square", "round", "round, initials last")]
    assert len(forms) > 4
    for form in forms:
        assert people(f"Letter, {form['text']} to X")[0][1:] == (form["name"], form["other"])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Shtykov (Pyongyang)", "Shtykov"),
        ("Stalin [excerpt]", "Stalin"),
        ("Stalin (no date)", "Stalin"),
        ("Brezhnev [illegible]", "Brezhnev"),
        ("Stalin [Filippov]", "Stalin"),
        ("Mao Zedong (Kovalev)", "Mao Zedong"),
        ("Stalin (via Shtykov)", "Stalin"),
    ],
)
def test_a_place_a_note_or_a_carrier_in_brackets_identifies_nobody(words: str, name: str) -> None:
    assert people(f"Telegram, Ivanov to {words}")[1] == ("addressee", name, None)


@pytest.mark.parametrize(
    "title",
    [
        "Report, Soviet Aid to Vietnam",
        "Memorandum, Response to the American Proposal",
        "Letter, Invitation to Kim Il Sung",
        "Report, Threat to Poland",
        "Telegram, Reactions to Khrushchev's Secret Speech",
        "Memorandum, Preparations for a Delegation to Moscow",
        "Cable, Ivanov to Stalin and Molotov",
        "Telegram from Zhou to Mao, Liu Shaoqi, and Peng Dehuai",
        "Cable, Ivanov to Mao after Dien Bien Phu",
        "Cable, Ivanov to Mao Zedong 1 October 1950",
        "Letter to Stalin and the CC VKP(b)",
    ],
)
def test_what_is_not_clearly_one_person_to_another_names_nobody(title: str) -> None:
    assert people(title) == []


@pytest.mark.parametrize(
    "subject", ["Regarding Meeting with Kim", "Requesting Assistance", "conveying thanks", "Re Talks"]
)
def test_the_subject_is_no_part_of_the_addressee(subject: str) -> None:
    assert people(f"Telegram from Ivanov to Petrov {subject}")[1] == ("addressee", "Petrov", None)


@given(st.text(max_size=200))
def test_no_title_is_too_odd_to_read(title: str) -> None:
    people(f"Telegram, {title}")
