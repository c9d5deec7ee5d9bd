"""TEI P5, read back by lxml, and validated by jing against the TEI Consortium's own schema of everything."""

import gzip
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app import resources
from app.domain.document import Document
from app.domain.noun import _UNSERVABLE
from app.formats.tei import FORMAT
from app.services.example import example_document
from tests.conftest import skip
from tests.formats.letters import ORIGINAL, SCAN, document_of, press_of, text_of, translation

SCHEMA = Path(__file__).parent / "schemas" / "tei_all-3.0.0.rng.gz"
NAMES = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
SEED = example_document(press_of(), resources.seed())

KINDS = ["heading", "instruction", "salutation", "body", "signature", "address", "number"]
#: Every kind of passage after every other, and at the beginning and end.
ORDERS = [KINDS, KINDS[::-1], [b for a in KINDS for c in KINDS for b in (a, c)], *([kind] for kind in KINDS)]
HOSTILE = (
    "</p>]]><![CDATA[ & &amp; \"'{}% \r\n\t\u0085\u2028 \u202eright\u202c \u2066x\u2069 =1+1 [a [b] c] [open <b> ]"
)


def write(document: Document) -> bytes:
    """Write a document as TEI."""
    return FORMAT.render(document, press_of().context)


def parse(body: bytes) -> etree._Element:
    """Read TEI with a parser that takes no entities and no network."""
    return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def tei_of(**members: object) -> etree._Element:
    """Give a record's TEI."""
    return parse(write(document_of(members)))


def found(root: etree._Element, path: str) -> list[Any]:
    """Give what a path leads to."""
    result = root.xpath(path, namespaces=NAMES)
    assert isinstance(result, list)
    return result


def text_nodes(root: etree._Element, name: str) -> str:
    """Put the text nodes of the element with an id together."""
    (element,) = found(root, f"//*[@xml:id='{name}']")
    return "".join(element.itertext())


def passages_of(*kinds: str, words: str = "Word [gloss] word") -> dict[str, Any]:
    """Give a translation with passages of these kinds."""
    passages = [{"id": f"en.p{n}", "text": f"{words} {n}", "kind": kind} for n, kind in enumerate(kinds, 1)]
    return {"id": "en", "role": "translation", "language": "en", "passages": passages}


def test_the_seed_is_read_back_field_by_field() -> None:
    root = parse(write(SEED))
    head = "/t:TEI/t:teiHeader/t:fileDesc"
    assert found(root, f"{head}/t:titleStmt/t:title/text()") == [SEED.title]
    assert found(root, f"{head}/t:titleStmt/t:author/text()") == ["Filippov (Stalin)"]
    assert found(root, f"{head}/t:titleStmt/t:respStmt") == []  # no translator is named
    assert found(root, f"{head}/t:publicationStmt/t:publisher/text()") == [SEED.publisher]
    assert found(root, f"{head}/t:publicationStmt/t:idno[@type='URI']/text()") == [SEED.canonical_url]
    assert found(root, f"{head}/t:sourceDesc/t:bibl/text()") == [SEED.citation.as_published]
    assert found(root, f"{head}/t:notesStmt/t:note[@type='number']/@n") == ["3557", "302/sh"]
    profile = "/t:TEI/t:teiHeader/t:profileDesc"
    assert found(root, f"{profile}/t:abstract/t:p/text()") == [SEED.summary]
    assert found(root, f"{profile}/t:creation/t:date/@when") == ["1951-06-13"]
    assert found(root, f"{profile}/t:creation/t:date/text()") == ["June 13, 1951"]
    assert found(root, f"{profile}/t:langUsage/t:language/@ident") == ["en", "ru"]
    assert found(root, f"{profile}/t:textClass/t:keywords/t:term/text()") == ["Ciphered telegram"]
    change = "/t:TEI/t:teiHeader/t:revisionDesc/t:change"
    assert found(root, f"{change}/@n") == ["1"]
    assert found(root, f"{change}/@when") == ["2026-01-31T12:00:00Z"]


def test_each_place_is_described_by_itself_and_none_is_the_other_s_alternative() -> None:
    root = parse(write(SEED))
    places = found(root, "//t:sourceDesc/t:msDesc/t:msIdentifier")
    assert found(root, "//t:altIdentifier") == []
    assert [found(p, "t:idno/text()") for p in places] == [[place.as_written] for place in SEED.locations]
    assert [found(p, "t:repository/@key") for p in places] == [["ru-aprf"], ["ru-avprf"]]
    assert [found(p, "t:repository/@n") for p in places] == [["APRF"], ["AVPRF"]]
    assert [found(p, "t:settlement/text()") for p in places] == [["Moscow"], ["Moscow"]]
    assert [found(p, "t:collection/@n") for p in places] == [["45", "1", "339"], ["059a", "5a", "5", "11"]]
    assert found(places[1], "t:collection/@type") == ["fond", "opis", "delo", "papka"]
    assert found(root, "//t:msDesc//t:locus/@from") == ["31", "31"]
    assert found(root, "//t:msDesc//t:locus/@to") == ["32", "32"]
    assert found(root, "//t:msDesc//t:textLang/@mainLang") == ["ru", "ru"]


def test_who_wrote_to_whom_stands_as_written_and_what_else_they_are_called_beside_it() -> None:
    root = parse(write(SEED))
    acts = found(root, "//t:correspDesc/t:correspAction")
    assert [act.get("type") for act in acts] == ["sent", "received"]
    assert [found(act, "t:name/text()") for act in acts] == [["Filippov (Stalin)"], ["Mao Zedong"]]
    assert [found(act, "t:date/@when") for act in acts] == [["1951-06-13"], []]
    notes = found(root, "//t:correspDesc/t:note")
    assert [(n.get("type"), n.get("target"), n.text) for n in notes] == [
        ("named", "#_person-1", "Filippov"),
        ("identified-as", "#_person-1", "Stalin"),
    ]
    assert found(root, "//*[@xml:id='_person-1']/text()") == ["Filippov (Stalin)"]


def test_every_passage_of_the_seed_is_put_together_from_its_text_nodes() -> None:
    root = parse(write(SEED))
    assert {p.id: text_nodes(root, p.id) for p in SEED.passages} == {p.id: p.text for p in SEED.passages}
    assert found(root, "//t:body//*[@xml:id and not(self::t:div)]/@xml:id") == [p.id for p in SEED.passages]
    notes = found(root, "//t:note[@type='editorial' and @place='inline']/text()")
    assert notes == ["[Gao Gang and Kim II Sung]", "[Stalin]"]
    assert found(root, "//t:supplied") == []


@given(
    st.lists(
        st.tuples(
            st.one_of(
                st.text(alphabet="[] \r\n\ta&<", max_size=40),
                st.text(st.characters(codec="utf-8"), max_size=40).filter(lambda text: not _UNSERVABLE.search(text)),
            ),
            st.sampled_from(KINDS),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_the_passages_and_their_kinds_are_their_text_nodes_are_their_words(
    passages: list[tuple[str, str]],
) -> None:
    supplied = [{"id": f"2.p{n}", "text": text, "kind": kind} for n, (text, kind) in enumerate(passages, 1)]
    document = document_of({"texts": [{"id": "2", "role": "translation", "passages": supplied}]})
    root = parse(write(document))
    assert [text_nodes(root, f"_{p.id}") for p in document.passages] == [text for text, _ in passages]
    assert [name for name in found(root, "//t:body//@xml:id") if ".p" in name] == [
        f"_{p.id}" for p in document.passages
    ]


def test_brackets_within_brackets_are_one_note_and_an_open_one_is_none() -> None:
    root = tei_of(texts=[text_of("en", "en", "a [b [c] d] e [] [f")])
    assert found(root, "//t:note[@place='inline']/text()") == ["[b [c] d]"]


def test_a_megabyte_of_brackets_takes_no_time_worth_speaking_of_and_comes_back() -> None:
    words = "[a" * 250_000 + "[" * 250_000 + "[a]" * 50_000
    assert text_nodes(tei_of(texts=[text_of("en", "en", words)]), "en.p1") == words


def test_the_kind_of_every_passage_can_be_told() -> None:
    root = tei_of(texts=[passages_of(*KINDS)])
    named = {"head": "heading", "salute": "salutation", "p": "body", "signed": "signature"}
    passages = found(root, "//t:body//*[contains(@xml:id, '.p')]")
    kinds = [named.get(etree.QName(passage).localname) or passage[0].get("type") for passage in passages]
    assert kinds == KINDS


def test_hostile_words_are_read_back_the_same_wherever_they_stand() -> None:
    root = parse(write(hostile_document()))
    wanted = (
        "//t:titleStmt/t:title",
        "//t:publisher",
        "//t:abstract/t:p",
        "//t:msIdentifier/t:idno",
        "//t:availability/t:p[1]",
        "//t:correspAction/t:name",
        "//t:term",
        "//t:note[@type='translator-statement']",
        "//t:respStmt/t:name",
        "//t:creation/t:date",
    )
    for path in wanted:
        assert {"".join(element.itertext()) for element in found(root, path)} == {HOSTILE}, path
    assert text_nodes(root, "en.p1") == HOSTILE
    assert found(root, "//t:availability/@n") == [HOSTILE]


def hostile_document() -> Document:
    """Give a record of which every word is meant to break something."""
    return document_of(
        {
            "title": HOSTILE,
            "publisher": HOSTILE,
            "summary": HOSTILE,
            "locations": [HOSTILE],
            "date": {"as_written": HOSTILE},
            "kind": {"as_written": HOSTILE, "code": "telegram"},
            "participants": [{"role": "sender", "as_written": HOSTILE}, {"role": "addressee", "as_written": HOSTILE}],
            "rights": [{"applies_to": HOSTILE, "statement": HOSTILE, "uri": HOSTILE}],
            "identifiers": [{"scheme": HOSTILE, "value": HOSTILE}],
            "relations": [{"type": HOSTILE, "to": HOSTILE, "note": HOSTILE}],
            "credits": HOSTILE,
            "source_url": HOSTILE,
            "original_language": HOSTILE,
            "contents": [HOSTILE],
            "texts": [
                text_of("en", "en", HOSTILE, label=HOSTILE, translator_statement=HOSTILE, translators=[HOSTILE]),
                {"id": "scan", "role": "facsimile", "address": HOSTILE, "label": HOSTILE},
                {"id": "scan-2", "role": "facsimile", "address": "https://e.org/#a#b[%zz] п?<>", "label": "x"},
            ],
        }
    )


def test_translators_stand_in_the_header_only_if_they_are_named() -> None:
    texts = [translation(translators=["A. Mansourov"], machine=True), text_of("fr", "fr", "Mot", translators=[])]
    root = tei_of(texts=texts)
    (responsible,) = found(root, "//t:respStmt")
    assert (responsible.get("corresp"), found(responsible, "*/text()")) == ("#en", ["translator", "A. Mansourov"])
    notes = found(root, "//t:notesStmt/t:note")
    assert [(n.get("type"), n.get("target"), n.text) for n in notes] == [
        ("machine", "#en", "Translated by a machine."),
        ("translator", "#fr", "Stated to have no translator."),
    ]
    assert found(root, "//t:author") == []


def test_an_addressee_is_never_an_author() -> None:
    root = tei_of(participants=[{"role": "addressee", "as_written": "Mao"}])
    assert found(root, "//t:author") == []
    assert found(root, "//t:correspAction[@type='received']/t:name/text()") == ["Mao"]


def test_only_a_licence_is_called_one() -> None:
    licence = {"applies_to": "translation", "uri": "https://creativecommons.org/licenses/by/4.0/"}
    root = tei_of(rights=[licence])
    assert found(root, "//t:licence/@target") == [licence["uri"]]
    seed = parse(write(SEED))
    assert found(seed, "//t:licence") == []
    assert found(seed, "//t:availability/t:p/t:ref/@target") == ["http://rightsstatements.org/vocab/CNE/1.0/"]
    assert found(seed, "//t:availability/@status") == ["unknown"]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ({"as_written": "June 1951"}, {"when": "1951-06"}),
        ({"as_written": "13-15 June", "edtf": "1951-06-13/1951-06-15"}, {"from": "1951-06-13", "to": "1951-06-15"}),
        ({"as_written": "from June", "edtf": "1951-06/.."}, {"from": "1951-06"}),
        ({"as_written": "about 1951", "edtf": "1951~"}, {"when-custom": "1951~"}),
        (
            {"as_written": "the 1950s", "edtf": "195X"},
            {"when-custom": "195X", "notBefore": "1950-01-01", "notAfter": "1959-12-31"},
        ),
        ({"as_written": "on a Tuesday"}, {}),
    ],
)
def test_a_date_is_never_more_exact_than_it_was(date: dict[str, str], expected: dict[str, str]) -> None:
    (element,) = found(tei_of(title="Decree", date=date), "//t:creation/t:date")
    attributes = dict(element.attrib)
    if "when-custom" in attributes:
        assert attributes.pop("datingMethod") == "http://id.loc.gov/datatypes/edtf"
    assert (attributes, element.text) == (expected, date["as_written"])


def test_pictures_are_there_where_they_have_an_address_and_named_where_they_have_none() -> None:
    root = tei_of(texts=[SCAN, {"id": "lost", "role": "facsimile", "label": "Photograph"}])
    assert found(root, "/t:TEI/t:facsimile[@xml:id='scan']/t:graphic/@url") == ["https://scans.example/letter"]
    assert found(root, "//t:note[@type='facsimile']/text()") == ["Photograph"]


def test_nothing_is_lost_of_the_seed_but_what_is_for_editors() -> None:
    assert [(loss.member, loss.how) for loss in FORMAT.tell_losses(SEED, press_of().context)] == [
        ("basis", "left out"),
        ("notices", "left out"),
    ]
    assert not FORMAT.losses(document_of({"title": "A title"}), press_of().context)


def many_documents() -> dict[str, Document]:
    """Give records that between them have everything the format can write."""
    full = {
        "rights": [{"applies_to": "all", "statement": "Free", "uri": "https://creativecommons.org/licenses/by/4.0/"}]
    }
    dates = ["1951", "1951-06", "1951~", "195X", "1951-06-13/1951-06-15", "../1951", "[1951,1953]", "1951-21"]
    places = ["a box", "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32, 40ob, 41ff"]
    return {
        "seed": SEED,
        "bare": document_of({"title": "A title"}),
        "empty": document_of({"texts": [{**ORIGINAL, "passages": []}]}),
        "hostile": hostile_document(),
        "full": document_of({**full, "texts": [translation(of="ru"), ORIGINAL, SCAN], "locations": places}),
        "languages": document_of({"original_language": "Russian and Chinese", "locations": places}),
        **{f"order-{n}": document_of({"texts": [passages_of(*kinds)]}) for n, kinds in enumerate(ORDERS)},
        **{
            f"date-{n}": document_of(
                {"date": {"as_written": "then", "edtf": edtf}, "other_dates": [{"as_written": "x"}]}
            )
            for n, edtf in enumerate(dates)
        },
    }


def test_jing_finds_every_record_valid_and_something_else_not(tmp_path: Path) -> None:
    if shutil.which("jing") is None:
        skip("jing is not here; install it: apt-get install jing")
    schema = tmp_path / "tei_all.rng"
    schema.write_bytes(gzip.decompress(SCHEMA.read_bytes()))
    files = []
    for name, document in many_documents().items():
        files.append(tmp_path / f"{name}.xml")
        files[-1].write_bytes(write(document))
    assert validate(schema, *files) == ""
    wrong = tmp_path / "wrong.xml"
    wrong.write_bytes(write(SEED).replace(b"<msContents>", b"<msContents><altIdentifier/>"))
    assert "altIdentifier" in validate(schema, wrong)


def validate(schema: Path, *files: Path) -> str:
    """Give what jing has to say."""
    done = subprocess.run(["jing", schema, *files], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in (0, 1), done.stderr
    assert bool(done.returncode) is bool(done.stdout)
    return done.stdout
