"""Questions that are put to the product, each made of a record: the address that asks it."""

from typing import Any
from urllib.parse import quote


def resolve(record: dict[str, Any]) -> str:
    """Ask which record a reference means."""
    return f"/resolve?ref={quote(reference(record))}"


def search(record: dict[str, Any]) -> str:
    """Ask for the records that have three words of one."""
    return f"/search?q={quote(' '.join(_some_words(record, 3)))}"


def quotation(record: dict[str, Any]) -> str:
    """Ask where a sentence or two stand, in every other question with a word altered."""
    words = _some_words(record, 25)
    if int(record["id"]) % 2:
        words[len(words) // 2] = "zzz"
    return f"/quotations?quote={quote(' '.join(words))}"


def card(record: dict[str, Any]) -> str:
    """Ask for the card of a passage."""
    return f"/embed/{record['id']}/{record['texts'][0]['passages'][0]['id']}"


def oembed(record: dict[str, Any]) -> str:
    """Ask what to show for a link to a record."""
    return f"/oembed?url=/document/{record['id']}"


def _some_words(record: dict[str, Any], count: int) -> list[str]:
    """Give words from the middle of the longest passage of a record."""
    longest = max((passage["text"] for passage in record["texts"][0]["passages"]), key=len).split()
    begin = max(0, (len(longest) - count) // 2)
    return list(longest[begin : begin + count])


def reference(record: dict[str, Any]) -> str:
    """Give the place of a record, as it is written."""
    return str(record["locations"][0]["as_written"])
