"""Both clients read a live server: every verb, every way it may say no."""

import inspect
from typing import Any

import pytest

from muniment_client import (
    AsyncClient,
    Cite,
    Client,
    Document,
    Note,
    NotFound,
    Record,
    Refused,
    UnknownFormat,
    Unreadable,
    Unusable,
    Withdrawn,
)
from muniment_client.models.text import Facsimile, Transcription, Translation
from tests.client.conftest import LISTED, Speaker

LANDING = "http://digitalarchive.wilsoncenter.org/document/110364"


async def test_a_record_is_read_whole(speaker: Speaker) -> None:
    document = await speaker.ask("document", "110364")
    assert isinstance(document, Document)
    assert document.title.endswith("Kim II Sung")
    assert [location.repository.id for location in document.locations if location.repository] == ["ru-aprf", "ru-avprf"]
    assert document.citation.agrees is True
    assert str(document) == document.citation.as_published


async def test_texts_come_in_their_roles_and_prove_their_words(speaker: Speaker) -> None:
    both = await speaker.ask("document", "900001")
    assert {type(text) for text in both.texts} == {Translation, Transcription}
    assert all(text.is_intact and all(p.is_intact for p in text.passages) for text in both.texts)
    scan = await speaker.ask("document", "900777")
    assert [type(text) for text in scan.texts] == [Facsimile]


async def test_any_name_a_record_ever_had_leads_to_it(speaker: Speaker) -> None:
    assert (await speaker.ask("document", LANDING)).id == "110364"
    assert (await speaker.ask("document", "r003")).id == "r004"
    assert (await speaker.ask("passages", LANDING, "en.p7")).document_id == "110364"
    assert (await speaker.ask("passages", "110364", "p7")).id == "en.p7"


async def test_passages_of_a_merged_record_are_not_those_of_the_other(speaker: Speaker) -> None:
    with pytest.raises(Refused, match=r"'r003' is 'r004' now, whose passages are its own") as raised:
        await speaker.ask("passages", "r003", "en.p1")
    assert raised.value.suggestions == ("r004",)
    assert (await speaker.ask("passages", "r003", "en.p1", revision=1)).document_id == "r003"


async def test_a_revision_is_read_as_it_was_supplied_and_proves_itself(speaker: Speaker) -> None:
    history = await speaker.ask("revisions", "r001")
    assert [(entry.number, entry.reason) for entry in history] == [(1, None), (2, "A summary was found.")]
    for entry in history:
        record = await speaker.ask("document", "r001", revision=entry.number)
        assert isinstance(record, Record)
        assert record.sha256 == entry.sha256
    assert (await speaker.ask("document", "r001", 1)).summary is None
    assert (await speaker.ask("document", "r001", 2)).summary == "Found."
    assert (await speaker.ask("document", "r001")).revision.number == 2


async def test_passages_bring_their_hash_their_revision_and_their_citation(speaker: Speaker) -> None:
    extract = await speaker.ask("passages", "110364", "en.p7-en.p9")
    assert [passage.id for passage in extract.passages] == ["en.p7", "en.p8", "en.p9"]
    assert extract.is_intact
    assert not extract.model_copy(update={"text": extract.text + " "}).is_intact
    assert str(extract) == f"{extract.text}\n\n{extract.citation.text}"
    assert (await speaker.ask("passages", "r001", "en.p1", revision=1)).revision.number == 1


async def test_a_record_is_cited_in_any_style(speaker: Speaker) -> None:
    house = await speaker.ask("cite", "110364")
    assert (house.style, house.style_used) == ("house", None)
    note = await speaker.ask("cite", "110364", style="chicago", leaf="31", locale="en-GB", form="note")
    assert "l. 31" in str(note)
    assert note.locale == "en-GB"
    latex = await speaker.ask(
        "cite", "110364", style="ieee", format="latex", locator="en.p7", holding=1, ensure="archive"
    )
    assert latex.formatted
    assert "AVPRF" not in latex.text
    assert latex.ensured == ["locations"]


async def test_notes_are_printed_in_their_order(speaker: Speaker) -> None:
    cites = ["110364", Cite(id="110364", leaf="31"), Note(cites=[Cite(id="900001"), Cite(id="nothing")], number=7)]
    printed = await speaker.ask("citations", cites, style="chicago")
    assert [note.number for note in printed.notes] == [1, 2, 7]
    assert [[cite.position for cite in note.cites] for note in printed.notes[::2]] == [["first"], ["first"]]
    assert len(str(printed.notes[1])) < len(str(printed.notes[0]))
    assert printed.missing == ["nothing"]
    assert str(printed).splitlines()[2].startswith("7. ")


async def test_a_bibliography_is_printed(speaker: Speaker) -> None:
    printed = await speaker.ask("bibliography", ["900001", "110364"], style="apa", format="markdown")
    assert {entry.id for entry in printed.bibliography} == {"900001", "110364"}
    assert printed.lines == [str(entry) for entry in printed.bibliography]


@pytest.mark.parametrize("reference", ["APRF, f. 45, op. 1, d. 339, ll. 31-32", f"{'see ' * 400}{LANDING}"])
async def test_a_reference_finds_its_record_however_long_it_is(speaker: Speaker, reference: str) -> None:
    found = await speaker.ask("resolve", reference)
    assert found.candidates[0].id == "110364"
    assert found.ref == reference


@pytest.mark.parametrize(
    ("words", "name", "outcome"),
    [
        ("We recognized that an armistice is now advantageous.", "110364", "exact"),
        ("We recognized that an armistice is now advantageous.", None, "exact"),
        ("We recognized that an armistice is now advantageous.", LANDING, "exact"),
        ("we recognized that an armistice is now advantageous", "110364", "folded"),
        ("We recognized that an armistice is always advantageous", "110364", "altered"),
        ("Wars begin when you will, but they do not end when you please", "110364", "not-found"),
        ("Wars begin when you will, but they do not end when you please. " * 30, "110364", "not-found"),
    ],
)
async def test_a_quotation_is_checked_however_long_it_is(
    speaker: Speaker, words: str, name: str | None, outcome: str
) -> None:
    checked = await speaker.ask("quote", words, name)
    assert (checked.outcome, checked.quote, checked.is_exact) == (outcome, words, outcome == "exact")
    if outcome == "exact":
        assert checked.place.sha256 == (await speaker.ask("passages", "110364", checked.place.passages)).sha256
    assert str(checked) == checked.sentence


async def test_records_are_found_by_words_page_by_page(speaker: Speaker) -> None:
    hits = await speaker.walk("search", "letter", page_size=2)
    assert len({hit.id for hit in hits}) == len(hits) > 2
    assert [hit.id for hit in await speaker.walk("search", '"fighter aviation" armistice')] == ["110364"]


async def test_only_one_exact_candidate_is_the_record_that_is_meant(speaker: Speaker) -> None:
    assert (await speaker.ask("resolve", LANDING)).exact.id == "110364"
    assert (await speaker.ask("resolve", "APRF, f. 45, op. 1, d. 339, l. 31")).exact is None


async def test_lists_are_gone_through_page_by_page(speaker: Speaker) -> None:
    by_two = await speaker.walk("documents", page_size=2)
    assert len(by_two) == len({summary.id for summary in by_two}) == LISTED
    assert by_two == await speaker.walk("documents")


async def test_changes_are_told_from_any_change_on(speaker: Speaker) -> None:
    changes = await speaker.walk("changes", page_size=3)
    assert [change.seq for change in changes] == sorted({change.seq for change in changes})
    assert [change.what for change in changes[-3:]] == ["revised", "withdrawn", "merged"]
    assert await speaker.walk("changes", changes[-2].seq) == changes[-1:]


@pytest.mark.parametrize("name", ["bibtex", "bib"])
async def test_a_record_is_fetched_in_a_format_by_its_name_or_its_suffix(speaker: Speaker, name: str) -> None:
    file = await speaker.ask("fetch", "110364", name)
    assert file.name == "110364.bib"
    assert file.text.startswith("@")
    assert file.media_type.startswith("application/x-bibtex")


async def test_every_format_can_be_fetched(speaker: Speaker) -> None:
    for known in await speaker.ask("formats"):
        file = await speaker.ask("fetch", "110364", known.name)
        assert file.text
        assert file.media_type == known.media_type


async def test_an_unknown_format_is_told_with_those_like_it(speaker: Speaker) -> None:
    with pytest.raises(UnknownFormat, match=r"Did you mean .*bibtex") as told:
        await speaker.ask("fetch", "110364", "bibtx")
    assert "bibtex" in told.value.suggestions


async def test_an_unknown_record_is_told_with_names_like_it(speaker: Speaker) -> None:
    with pytest.raises(NotFound, match=r"Not found \(404\): There is no record '110365'") as told:
        await speaker.ask("document", "110365")
    assert told.value.suggestions[0] == "110364"
    assert told.value.problem.type == "/problems/not-found"


async def test_a_withdrawn_record_says_why(speaker: Speaker) -> None:
    with pytest.raises(Withdrawn) as told:
        await speaker.ask("document", "r002")
    assert told.value.status == 410
    assert told.value.tombstone["reason"] == "The donor asked for it."


@pytest.mark.parametrize(
    ("options", "near"),
    [({"style": "chicgo"}, "chicago-notes-bibliography"), ({"form": "x"}, "note"), ({"profile": "x"}, "described")],
)
async def test_what_cannot_be_cited_is_told_with_what_would_do(
    speaker: Speaker, options: dict[str, Any], near: str
) -> None:
    with pytest.raises((NotFound, Unusable)) as told:
        await speaker.ask("cite", "110364", **options)
    assert any(near in suggestion for suggestion in told.value.suggestions)


async def test_a_question_that_is_posted_is_refused_in_the_same_way(speaker: Speaker) -> None:
    with pytest.raises(NotFound) as told:
        await speaker.ask("citations", ["110364"], style="chicgo")
    assert "chicago-notes-bibliography" in told.value.suggestions


async def test_an_answer_that_is_no_record_is_not_taken_for_one(speaker: Speaker) -> None:
    with pytest.raises(Unreadable, match="no Document"):
        await speaker.ask("document", "110364/citation")


@pytest.mark.parametrize("name", ["", ".", "../changes", "110364/../../changes"])
async def test_a_name_that_leads_out_of_the_records_is_not_asked_for(speaker: Speaker, name: str) -> None:
    with pytest.raises(ValueError, match="no name of a record"):
        await speaker.ask("document", name)


@pytest.mark.parametrize("address", ["localhost:8000", "", "ftp://localhost", "http://localhost?x=1"])
@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_an_address_that_is_none_is_refused_at_once(kind: type[Client] | type[AsyncClient], address: str) -> None:
    with pytest.raises(ValueError, match="no address of a server"):
        kind(address)


def test_both_clients_have_the_same_verbs_with_the_same_parameters() -> None:
    waiting = {name for name in vars(Client) if not name.startswith("_")} - {"close"}
    awaited = {name for name in vars(AsyncClient) if not name.startswith("_")} - {"aclose"}
    assert waiting == awaited
    for verb in waiting:
        assert inspect.signature(getattr(Client, verb)) == inspect.signature(getattr(AsyncClient, verb))
        assert getattr(Client, verb).__doc__
