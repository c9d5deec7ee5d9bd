"""Signposting (FAIR, levels 1 and 2): the same links in the header and in the set, there and back."""

from typing import Any

import httpx
import pytest

from app.formats import formats
from app.formats.base.links import licence_of, link_header
from tests.faces.conftest import Link, links_of, problem_of
from tests.formats.letters import SCAN, document_of, press_of, text_of

CANONICAL = "http://digitalarchive.wilsoncenter.org/document/110364"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
PAGE, RECORD = "/document/110364", "/documents/110364"


def by_relation(links: list[Link]) -> dict[str, list[str]]:
    """Give the targets by their relation."""
    found: dict[str, list[str]] = {}
    for link in links:
        found.setdefault(link.rel, []).append(link.target)
    return found


def header_of(members: dict[str, Any], *, media_type: str = "text/html", public_url: str = "") -> dict[str, list[str]]:
    """Give the typed links of a record in one form."""
    press = press_of(public_url)
    field = link_header(document_of(members, press=press), press.context, media_type)
    assert len(field) <= 4000
    return by_relation(links_of(httpx.Response(200, headers={"link": field})))


@pytest.mark.parametrize("address", [PAGE, RECORD])
async def test_page_and_record_lead_to_what_the_record_is_and_holds(visitor: httpx.AsyncClient, address: str) -> None:
    response = await visitor.get(address)
    links = by_relation(links_of(response))
    assert links["cite-as"] == [CANONICAL]
    assert links["type"] == ["https://schema.org/AboutPage", "https://schema.org/Message"]
    assert links["item"] == [f"{RECORD}/texts/en"]
    assert links["linkset"] == [f"{RECORD}/linkset"]
    assert f"{RECORD}.json" in links["describedby"]
    assert len(links["describedby"]) == len(set(links["describedby"]))
    assert "license" not in links  # a statement that rights were not evaluated is no licence
    assert len(response.headers["link"]) <= 4000
    assert (await visitor.head(address)).headers["link"] == response.headers["link"]


async def test_every_target_is_there_with_the_type_it_is_said_to_have_and_leads_back(
    visitor: httpx.AsyncClient,
) -> None:
    back = {"describedby": "describes", "item": "collection"}
    followed = [link for link in links_of(await visitor.get(PAGE)) if link.rel in back]
    assert {link.rel for link in followed} == set(back)
    for link in followed:
        response = await visitor.get(link.target)
        assert response.status_code == 200
        assert response.headers["content-type"].partition(";")[0] == link.attributes["type"]
        assert by_relation(links_of(response))[back[link.rel]] == [PAGE]


async def test_every_format_but_the_page_says_what_it_describes(visitor: httpx.AsyncClient) -> None:
    for fmt in formats():
        links = by_relation(links_of(await visitor.get(f"{RECORD}.{fmt.suffix}")))
        assert links.get("describes") == (None if fmt.name == "web" else [PAGE]), fmt.name
        assert links["cite-as"] == [CANONICAL]


async def test_the_linkset_says_what_the_header_says_and_the_way_back(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(f"{RECORD}/linkset")
    assert response.headers["content-type"] == "application/linkset+json"
    assert set(response.json()) == {"linkset"}
    first, *others = response.json()["linkset"]
    assert first.pop("anchor") == PAGE
    links = by_relation(links_of(await visitor.get(PAGE)))
    said = {rel: [target["href"] for target in targets] for rel, targets in first.items()}
    assert said == {rel: links[rel] for rel in links if rel not in ("alternate", "linkset")}
    targets = {other["anchor"]: other for other in others}
    assert list(targets) == [*links["describedby"], *links["item"]]
    assert all(targets[a]["describes"] == [{"href": PAGE, "type": "text/html"}] for a in links["describedby"])
    assert all(targets[a]["collection"] == [{"href": PAGE, "type": "text/html"}] for a in links["item"])


async def test_the_linkset_of_what_there_is_not_is_a_problem(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.get("/documents/110365/linkset"), 404)
    moved = await visitor.get(f"/documents/{CANONICAL}/linkset")
    assert (moved.status_code, moved.headers["location"]) == (308, f"{RECORD}/linkset")


@pytest.mark.parametrize(
    ("rights", "licence"),
    [
        ([], None),
        ([{"applies_to": "translation", "uri": CC_BY}], CC_BY),
        ([{"applies_to": "translation", "uri": CC_BY}, {"applies_to": "scan", "uri": CC_BY}], CC_BY),
        ([{"applies_to": "translation", "uri": CC_BY}, {"applies_to": "scan", "statement": "Reserved"}], None),
        ([{"applies_to": "record", "uri": "https://rightsstatements.org/vocab/InC/1.0/"}], None),
        ([{"applies_to": "record", "uri": "https://creativecommons.org/publicdomain/zero/1.0/"}],
         "https://creativecommons.org/publicdomain/zero/1.0/"),
        ([{"applies_to": "record", "uri": "https://evil.example/creativecommons.org/licenses/by/4.0/"}], None),
        ([{"applies_to": "record", "statement": CC_BY}], None),
    ],
)  # fmt: skip
def test_only_a_real_licence_of_all_layers_is_linked_as_one(rights: list[dict[str, str]], licence: str | None) -> None:
    assert licence_of(document_of({"rights": rights})) == licence
    assert header_of({"rights": rights}).get("license") == ([licence] if licence else None)


def test_a_scan_is_an_item_at_its_own_address_if_the_web_follows_it() -> None:
    texts = [text_of("en", "en", "Word"), SCAN, SCAN | {"id": "other", "address": "box 7"}]
    assert header_of({"texts": texts})["item"] == ["/documents/letter/texts/en", SCAN["address"]]


def test_with_very_many_texts_the_field_stays_short_and_leads_to_the_set() -> None:
    links = header_of({"texts": [text_of(f"t{n}", "en", "Word") for n in range(300)]})
    assert links["linkset"] == ["/documents/letter/linkset"]
    assert 1 < len(links["item"]) < 300


@pytest.mark.parametrize("length", [60, 200, 400])
def test_under_a_long_address_what_is_most_needed_is_left(length: int) -> None:
    public_url = "https://example.org/" + "a" * length
    links = header_of({"source_url": "https://e.org/" + "x" * 1900}, public_url=public_url)
    assert {"cite-as", "linkset", "version-history"} <= set(links)


def test_links_to_formats_leave_room_for_the_signposts() -> None:
    links = header_of({"texts": [text_of("en", "en", "Word")]}, public_url="https://example.org/" + "a" * 60)
    assert {"type", "describedby", "item", "linkset", "cite-as", "alternate"} <= set(links)


async def test_programs_find_where_the_api_is_described(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get("/.well-known/api-catalog")
    assert response.headers["content-type"] == (
        'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
    )
    catalog, api = response.json()["linkset"]
    assert catalog == {"anchor": "/.well-known/api-catalog", "item": [{"href": api["anchor"]}]}
    for relation in ("service-desc", "service-doc", "status"):
        for target in api[relation]:
            found = await visitor.get(target["href"])
            assert found.headers["content-type"].partition(";")[0] == target["type"]
    head = await visitor.head("/.well-known/api-catalog")
    assert by_relation(links_of(head)) == {"api-catalog": ["/.well-known/api-catalog"]}
