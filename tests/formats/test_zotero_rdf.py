"""Zotero RDF, as rdflib reads it: what Zotero's own importer looks for, in the places where it looks."""

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from app.domain.document import Document
from app.formats.zotero_rdf import losses, render
from tests.formats.described import CONTEXT, HOSTILE, bare, full, hostile, parse, seed
from tests.formats.letters import document_of

Z = Namespace("http://www.zotero.org/namespaces/export#")
DC = Namespace("http://purl.org/dc/elements/1.1/")
TERMS = Namespace("http://purl.org/dc/terms/")
BIB = Namespace("http://purl.org/net/biblio#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SEED = URIRef("http://digitalarchive.wilsoncenter.org/document/110364")
HOLDINGS = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32; AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"


class Item:
    """The one item of a file, as rdflib reads it."""

    def __init__(self, document: Document) -> None:
        self.graph = Graph().parse(data=render(document, CONTEXT), format="xml")
        (self.node,) = self.graph.subjects(Z.itemType)

    def one(self, name: URIRef) -> str | None:
        """Give the one value of a property; None for none."""
        found = list(self.graph.objects(self.node, name))
        assert len(found) < 2, name
        assert all(isinstance(value, Literal) for value in found)
        return str(found[0]) if found else None

    def people(self, name: URIRef) -> list[str]:
        """Give people of one role, in their order; each has one name only, so that none is turned about."""
        found: list[str] = []
        for sequence in self.graph.objects(self.node, name):
            assert (sequence, RDF.type, RDF.Seq) in self.graph
            members = sorted((str(number), who) for number, who in self.graph.predicate_objects(sequence))
            found += [self._name(who) for number, who in members if "#_" in number]
        return found

    def _name(self, who: Node) -> str:
        properties = dict(self.graph.predicate_objects(who))
        assert set(properties) == {RDF.type, FOAF.surname}
        assert properties[RDF.type] == FOAF.Person
        return str(properties[FOAF.surname])

    @property
    def address(self) -> str:
        """Give the item's URL."""
        (node,) = self.graph.objects(self.node, DC.identifier)
        assert (node, RDF.type, TERMS.URI) in self.graph
        return str(self.graph.value(node, RDF.value))


def test_zotero_gets_the_seed_as_a_letter_with_everybody_in_their_place() -> None:
    item = Item(seed())
    assert item.node == SEED
    assert (SEED, RDF.type, BIB.Letter) in item.graph
    title = "Ciphered telegram, Filippov (Stalin) to Mao Zedong re meeting in Moscow with Gao Gang and Kim II Sung"
    assert item.one(DC.title) == title
    assert item.one(Z.itemType) == "letter"
    assert item.one(DC.type) == "Ciphered telegram"
    assert item.people(BIB.authors) == ["Filippov (Stalin)"]
    assert item.people(Z.recipients) == ["Mao Zedong"]
    assert item.people(Z.translators) == []
    assert item.one(DC.date) == "1951-06-13"
    assert item.one(Z.language) == "en"
    assert (item.one(TERMS.abstract) or "").startswith("Telegram from Stalin to Mao summarizing")
    assert item.one(Z.archive) == "History and Public Policy Program Digital Archive"
    assert item.one(Z.libraryCatalog) == "History and Public Policy Program Digital Archive"
    assert item.one(DC.coverage) == HOLDINGS
    assert item.one(DC.rights) == "http://rightsstatements.org/vocab/CNE/1.0/"
    assert item.address == str(SEED)
    assert (item.one(DC.description) or "").split("\n") == [
        "Original language: Russian",
        "Document number: No. 3557",
        "Document number: No. 302/sh",
        "Identifier: record-number 110364",
    ]


def test_who_gets_anything_but_a_letter_stands_in_extra_too() -> None:
    item = Item(full())
    assert item.one(Z.itemType) == "document"
    assert item.one(Z.type) == "Memorandum"
    assert not list(item.graph.objects(item.node, RDF.type))
    assert item.people(BIB.authors) == ["Zhou"]
    assert item.people(Z.recipients) == ["R.", "CC CPSU"]
    assert item.people(Z.translators) == ["Anna B. Cee", "Dee"]
    extra = (item.one(DC.description) or "").split("\n")
    assert extra[:3] == ["Addressee: R.", "Addressee: CC CPSU", "Identified: R.: Roshchin"]
    assert "Translation: Machine translation: Français" in extra
    assert "Credits: Thanks to everybody." in extra
    assert item.one(Z.language) == "en; fr"
    assert item.one(DC.rights) == "All rights reserved.; https://example.org/rights; Public domain."


def test_a_report_has_its_numbers_in_a_field_of_their_own() -> None:
    document = seed().model_copy(update={"kind": full(kind={"as_written": "Report", "code": "report"}).kind})
    item = Item(document)
    assert (item.node, RDF.type, BIB.Report) in item.graph
    assert item.one(Z.reportNumber) == "3557; 302/sh"
    assert item.one(DC.type) == "Report"
    assert "Document number" not in (item.one(DC.description) or "")


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("1951-06-13", "1951-06-13"),
        ("1951-06", "1951-06"),
        ("1951", "1951"),
        ("1951-06-13/1951-06-15", "whenever"),
        ("1951~", "whenever"),
        ("1951-21", "whenever"),
        (None, "whenever"),
    ],
)
def test_a_date_that_zotero_would_read_as_more_exact_stands_in_its_words(edtf: str | None, date: str) -> None:
    document = full(date={"as_written": "whenever", "edtf": edtf})
    assert Item(document).one(DC.date) == date
    assert ("date.edtf" in [loss.member for loss in losses(document, CONTEXT)]) is (date == "whenever")


def test_every_hostile_word_is_read_back_as_it_was() -> None:
    document = hostile()
    item = Item(document)
    for name in (DC.title, Z.type, DC.date, Z.archive):
        assert item.one(name) == HOSTILE
    assert item.people(BIB.authors) == item.people(Z.translators) == [HOSTILE]
    assert item.one(TERMS.abstract) == HOSTILE * 5000
    assert item.one(DC.coverage) == "; ".join(place.as_written for place in document.locations)
    assert item.address == f"https://example.org/{HOSTILE}"


def test_no_word_of_a_record_begins_a_line_of_extra() -> None:
    item = Item(full(credits="Thanks\r\nDOI: 10.1000/evil\u2028type: book"))
    lines = (item.one(DC.description) or "").split("\n")
    assert "Credits: Thanks DOI: 10.1000/evil type: book" in lines
    known = ("Addressee", "Identified", "Original language", "Other date", "Translation", "Credits", "Relation")
    assert not [line for line in lines if not line.startswith((*known, "Identifier"))]


def test_what_nobody_says_has_no_element() -> None:
    root = parse(render(document_of({"title": "Of nothing", "rights": []}), CONTEXT))
    assert [element.tag.rpartition("}")[2] for element in root[0]] == ["itemType", "title", "identifier"]


def test_it_tells_what_it_leaves_out_and_what_it_joins() -> None:
    assert [(loss.member, loss.how) for loss in losses(seed(), CONTEXT)] == [
        ("locations", "joined"),
        ("original_languages", "joined"),
        ("numbers", "joined"),
        ("identifiers", "joined"),
        ("rights", "joined"),
        ("contents", "left out"),
        ("texts", "left out"),
    ]
    assert {"texts.language", "rights", "relations"} <= {loss.member for loss in losses(full(), CONTEXT)}
    assert [loss.member for loss in losses(bare(), CONTEXT)] == ["rights"]
