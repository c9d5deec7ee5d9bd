"""JSON-LD, read back by rdflib as a graph and by extruct from a page, with a context of our own and no network."""

import json
from typing import Any, cast

import extruct
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from app import resources
from app.formats.jsonld import EDTF, FORMAT
from app.services.example import example_document
from tests.formats.letters import ORIGINAL, document_of, press_of, text_of, translation

# rdflib's own reader of JSON-LD still makes the graph that rdflib warns of
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

S = Namespace("https://schema.org/")
SEED = example_document(press_of(), resources.seed())
ADDRESS = URIRef("http://digitalarchive.wilsoncenter.org/document/110364")


def written(body: bytes) -> dict[str, Any]:
    """Give the tree of nodes."""
    return cast("dict[str, Any]", json.loads(body))


def tree_of(**members: object) -> dict[str, Any]:
    """Give the tree of a record."""
    press = press_of()
    return written(FORMAT.render(document_of(members, press=press), press.context))


def graph_of(tree: dict[str, Any]) -> Graph:
    """Read a tree as a graph, every bare name as one of schema.org's; nothing is fetched."""
    local = json.dumps(tree | {"@context": {"@vocab": str(S)}})
    return Graph().parse(data=local, format="json-ld", publicID="https://archive.example/")


def one(graph: Graph, subject: Node, name: str) -> Node:
    """Give the only value."""
    (value,) = graph.objects(subject, S[name])
    return value


def words(graph: Graph, subject: Node, name: str) -> list[str]:
    """Give values in the order of their letters."""
    return sorted(str(value) for value in graph.objects(subject, S[name]))


def seed_graph() -> Graph:
    """Read the seed."""
    return graph_of(written(FORMAT.render(SEED, press_of().context)))


def test_the_address_names_the_translation() -> None:
    graph = seed_graph()
    assert one(graph, ADDRESS, "inLanguage") == Literal("en")
    assert set(graph.objects(ADDRESS, RDF.type)) == {S.CreativeWork}
    assert str(one(graph, ADDRESS, "url")) == str(ADDRESS)
    assert str(one(graph, ADDRESS, "name")) == SEED.title
    assert str(one(graph, ADDRESS, "abstract")) == SEED.summary
    assert str(one(graph, ADDRESS, "creditText")) == SEED.citation.as_published
    assert str(one(graph, one(graph, ADDRESS, "publisher"), "name")) == SEED.publisher
    assert not list(graph.objects(ADDRESS, S.translator))  # none is named
    assert not list(graph.objects(ADDRESS, S.author))


def test_the_original_is_a_message_from_its_sender_to_its_addressee() -> None:
    graph = seed_graph()
    original = one(graph, ADDRESS, "translationOfWork")
    assert set(graph.objects(original, RDF.type)) == {S.Message}
    for role in ("sender", "author"):
        assert str(one(graph, one(graph, original, role), "name")) == "Filippov (Stalin)"
        assert words(graph, one(graph, original, role), "alternateName") == ["Filippov", "Stalin"]
    assert str(one(graph, one(graph, original, "recipient"), "name")) == "Mao Zedong"
    assert str(one(graph, original, "dateSent")) == "1951-06-13"
    assert str(one(graph, original, "dateCreated")) == "1951-06-13"
    assert str(one(graph, original, "inLanguage")) == "ru"
    assert str(one(graph, original, "genre")) == "Ciphered telegram"
    numbers = [str(one(graph, number, "value")) for number in graph.objects(original, S.identifier)]
    assert sorted(numbers) == ["302/sh", "3557"]


def test_each_holding_has_its_own_archive() -> None:
    graph = seed_graph()
    original = one(graph, ADDRESS, "translationOfWork")
    found = {}
    for holding in graph.objects(original, S.workExample):
        assert set(graph.objects(holding, RDF.type)) == {S.ArchiveComponent}
        archive = one(graph, holding, "holdingArchive")
        assert set(graph.objects(archive, RDF.type)) == {S.ArchiveOrganization}
        address = one(graph, archive, "address")
        found[str(one(graph, holding, "itemLocation"))] = (
            str(one(graph, archive, "identifier")),
            str(one(graph, archive, "alternateName")),
            str(one(graph, archive, "name")),
            str(one(graph, address, "addressLocality")),
            str(one(graph, address, "addressCountry")),
        )
    president = "Archive of the President of the Russian Federation"
    policy = "Foreign Policy Archive of the Russian Federation"
    assert found == {
        "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32": ("ru-aprf", "APRF", president, "Moscow", "RU"),
        "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32": ("ru-avprf", "AVPRF", policy, "Moscow", "RU"),
    }


def test_a_rights_statement_is_no_licence() -> None:
    graph = seed_graph()
    assert not list(graph.objects(ADDRESS, S.license))
    assert str(one(graph, ADDRESS, "usageInfo")) == "http://rightsstatements.org/vocab/CNE/1.0/"


def test_a_licence_is_one() -> None:
    uri = "https://creativecommons.org/licenses/by/4.0/"
    tree = tree_of(rights=[{"applies_to": "translation", "statement": "CC BY", "uri": uri}])
    assert (tree["license"], tree["conditionsOfAccess"], "usageInfo" in tree) == (uri, "CC BY", False)


def test_a_page_gives_back_the_tree_whatever_its_words() -> None:
    title = '</script><script>alert(1)</script> & "quotes" {braces} \\ \u202e\u2066 =1+1 % \r\n'
    press = press_of()
    body = FORMAT.render(document_of({"title": title, "texts": [translation()]}, press=press), press.context)
    page = f'<html><head><script type="application/ld+json">{body.decode()}</script></head></html>'
    (found,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert found == written(body)
    assert (found["name"], found["translationOfWork"]["name"]) == (title, title)
    assert str(one(graph_of(found), URIRef("https://archive.example/document/letter"), "name")) == title


def test_a_record_without_a_translation_is_the_original_itself() -> None:
    tree = tree_of(title="Decree", texts=[ORIGINAL], identifiers=[{"scheme": "shelf", "value": "7"}])
    assert (tree["@type"], tree["inLanguage"], tree["@id"]) == ("CreativeWork", "ru", "/document/letter")
    assert "translationOfWork" not in tree
    assert tree["identifier"] == {"@type": "PropertyValue", "propertyID": "shelf", "value": "7"}


def test_translators_are_translators_and_nothing_else() -> None:
    tree = tree_of(texts=[translation(translators=["A. Mansourov", "B. Ford"], machine=False)])
    assert tree["translator"] == [{"name": "A. Mansourov"}, {"name": "B. Ford"}]
    assert not {"author", "editor", "additionalType"} & set(tree)


def test_several_translations_keep_their_own_translators() -> None:
    texts = [translation(translators=["A"], label="New"), text_of("fr", "fr", "Mot", translators=["B"], machine=True)]
    tree = tree_of(texts=texts)
    assert (tree["inLanguage"], tree["translator"]) == (["en", "fr"], [{"name": "A"}, {"name": "B"}])
    assert tree["hasPart"] == [
        {"@type": "CreativeWork", "name": "New", "inLanguage": "en", "translator": {"name": "A"}},
        {
            "@type": "CreativeWork",
            "inLanguage": "fr",
            "translator": {"name": "B"},
            "additionalType": "machine translation",
        },
    ]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ({"as_written": "June 1951"}, "1951-06"),
        ({"as_written": "1951"}, "1951"),
        ({"as_written": "about 1951", "edtf": "1951~"}, {"@type": EDTF, "@value": "1951~"}),
        (
            {"as_written": "13-15 June", "edtf": "1951-06-13/1951-06-15"},
            {"@type": EDTF, "@value": "1951-06-13/1951-06-15"},
        ),
        ({"as_written": "on a Tuesday"}, {"@value": "on a Tuesday"}),
    ],
)
def test_a_date_is_never_more_exact_than_it_was(date: dict[str, str], expected: object) -> None:
    tree = tree_of(date=date, texts=[translation()])
    assert tree["translationOfWork"]["dateCreated"] == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://e.org/п?a=1", "https://e.org/п?a=1"),
        ("https://e.org/a b<c>", "https://e.org/a%20b%3Cc%3E"),
        ("_:b0", "/document/letter"),
        ("javascript:alert(1)", "/document/letter"),
    ],
)
def test_an_address_that_is_none_names_no_other_node(address: str, expected: str) -> None:
    tree = tree_of(source_url=address)
    assert (tree["@id"], tree["url"]) == (expected, address)


def test_what_is_not_stated_is_not_there() -> None:
    always = {"@context", "@id", "@type", "creditText", "mainEntityOfPage", "name", "sdDatePublished", "url", "version"}
    assert set(tree_of(title="A title", rights=[])) == always


def test_a_place_that_could_not_be_read_keeps_its_words_and_gets_no_archive() -> None:
    tree = tree_of(locations=["a box in the attic"])
    assert tree["workExample"] == {"@type": "ArchiveComponent", "itemLocation": "a box in the attic"}


def test_a_megabyte_of_summary_comes_back() -> None:
    summary = '"{</script>\n' * 80_000
    assert tree_of(summary=summary)["abstract"] == summary


def test_the_losses_of_the_seed_are_declared() -> None:
    assert [(loss.member, loss.how) for loss in FORMAT.tell_losses(SEED, press_of().context)] == [
        ("date.as_written", "left out"),
        ("kind.code", "left out"),
        ("locations.levels", "joined"),
        ("texts.passages", "left out"),
        ("rights.applies_to", "left out"),
        ("contents", "left out"),
        ("basis", "left out"),
        ("notices", "left out"),
    ]


def test_what_has_no_place_for_another_reason_is_declared_too() -> None:
    document = document_of(
        {
            "texts": [translation(translator_statement="By A.", machine=False)],
            "other_dates": [{"as_written": "1952"}],
            "credits": "Thanks to all.",
            "relations": [{"type": "reply-to", "to": "110365"}],
        }
    )
    members = {loss.member for loss in FORMAT.tell_losses(document, press_of().context)}
    assert members >= {"texts.translator_statement", "texts.machine", "other_dates", "credits", "relations"}
