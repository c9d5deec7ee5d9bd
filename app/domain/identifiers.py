"""Ids, addresses and hashes: what a record is called, by us and by everybody who ever printed its address."""

import hashlib
import re
import secrets
from typing import Annotated
from urllib.parse import quote, unquote, urlsplit

from pydantic import AfterValidator, StringConstraints

from app.domain.noun import Noun, Words

#: An opaque record id, minted once and never reused.
DocumentId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,63}$")]
#: The id of one text of a record, such as ``en`` or ``ru-2``.
TextId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]
#: The id of one passage, such as ``en.p7``; unique in the document, minted once, never renumbered.
PassageId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,31}\.p[1-9][0-9]{0,6}$")]
#: A SHA-256 in lower-case hexadecimal.
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
#: An address on the web, as printed: what a citation ends with, and what a page links to.
WebAddress = Annotated[Words, StringConstraints(pattern=r"^https?://[^\s/]+\S*$", max_length=10_000)]
#: A record's 1-based revision number, within SQLite's and JSON's safe integers.
MAX_REVISION = 2**31 - 1
#: Longer names and addresses than this are no record's.
MAX_NAME = 2000

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,63}")
# Crockford's alphabet without vowels: a minted id never spells a word and has no look-alike characters.
_MINT = "0123456789bcdfghjkmnpqrstvwxyz"
_PUBLIC_URL = re.compile(r"(?:https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?)?(?:/[A-Za-z0-9._~-]+)*")
# A URI has ASCII only, and no delimiter that would end it where it is printed (RFC 3986, appendix C).
_CONTACT = re.compile(
    r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]{0,500})?"
    r"|(?:mailto:)?[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
)
_RECORD_ADDRESS = re.compile(r"/document/(?P<name>[^/?#]+?)(?:\.pdf)?/?$")


class Identifier(Noun):
    """A name that some scheme gives the record, such as the number in its address."""

    scheme: Words
    value: Words


def is_document_id(text: str) -> bool:
    """Tell whether the text has the form of a record id."""
    return _ID.fullmatch(text) is not None


def mint_document_id() -> str:
    """Make a new random id: ``m`` and 11 characters (59 bits), so never one of the record numbers in use."""
    return "m" + "".join(secrets.choice(_MINT) for _ in range(11))


def sha256(text: str) -> str:
    """Hash the UTF-8 bytes of the text as they are; nothing is normalised."""
    return hashlib.sha256(text.encode()).hexdigest()


def sha256_bytes(data: bytes) -> str:
    """Hash bytes as they are."""
    return hashlib.sha256(data).hexdigest()


def record_name(address: str) -> str | None:
    """Give the number or slug at the end of a digital archive's address, or None if it has another shape."""
    try:
        found = _RECORD_ADDRESS.search(urlsplit(address).path)
    except ValueError:  # "http://[x/" is no address at all
        return None
    return found["name"] if found else None


def alias_key(address: str) -> str:
    """Fold an address to what identifies it: host and path, without scheme, query, or a final slash.

    ``http`` and ``https`` are the same place, and proxies may squeeze the two slashes after the scheme into one.
    A slug or path without a host is kept as it is, without its outer slashes.
    """
    bare = re.split(r"[?#]", address, maxsplit=1)[0]
    found = re.fullmatch(r"https?:/{1,2}(?P<host>[^/]+)(?P<path>.*)", bare, re.IGNORECASE | re.DOTALL)
    if not found:
        return unquote(bare).strip("/")
    path = re.sub(r"\.pdf$", "", unquote(found["path"])).rstrip("/")
    return found["host"].lower() + path


def _public_url(address: str) -> str:
    """Accept an origin, an origin with a path, or a path; without a final slash, query or fragment."""
    bare = address.strip().rstrip("/")
    if bare and not _PUBLIC_URL.fullmatch(bare):
        raise ValueError("must be like https://example.org, https://example.org/archive or /archive")
    return bare


#: An origin (``https://example.org``), an origin with a path, or a path (``/archive``), without a final slash.
PublicUrl = Annotated[str, AfterValidator(_public_url)]


def _contact(address: str) -> str:
    """Accept an https address or a mail address, with or without ``mailto:``."""
    bare = address.strip()
    if not _CONTACT.fullmatch(bare):
        raise ValueError(
            "must be a mail address such as archive@example.org, or an address like https://example.org/contact"
        )
    return bare if ":" in bare else f"mailto:{bare}"


#: Where whoever runs the archive is reached, as a URI: ``mailto:…`` or ``https://…``.
Contact = Annotated[str, AfterValidator(_contact)]


class Addresses(Noun):
    """Our own addresses, made from the archive's ``public_url`` and never from a request.

    ``public_url`` is an origin (``https://example.org``), an origin with a path, or a path (``/archive``); with
    none, addresses are path-absolute.
    """

    public_url: PublicUrl = ""

    @property
    def base_path(self) -> str:
        """The path under which all our addresses lie, empty at the root."""
        return urlsplit(self.public_url).path

    @property
    def origin(self) -> str:
        """The scheme and host before all our addresses; empty where the archive was not told its own."""
        return self.public_url.removesuffix(self.base_path) if self.base_path else self.public_url

    def under(self, origin: str) -> "Addresses":
        """Give the same addresses at the origin at which the archive was reached, where it was not told its own."""
        if self.origin or not _PUBLIC_URL.fullmatch(origin):
            return self
        return Addresses(public_url=f"{origin}{self.base_path}")

    def permalink(self, document_id: str) -> str:
        """Give the landing page's address: the one to print where the source has none."""
        return f"{self.public_url}/document/{document_id}"

    def page(self, document_id: str) -> str:
        """Give the path of the landing page, for links between our own pages: right behind any name of the server."""
        return f"{self.base_path}/document/{document_id}"

    def record(self, document_id: str) -> str:
        """Give the address of the record in the API."""
        return f"{self.public_url}/documents/{document_id}"

    def revision(self, document_id: str, number: int) -> str:
        """Give the address of one immutable revision."""
        return f"{self.record(document_id)}/revisions/{number}"

    def citation(self, document_id: str) -> str:
        """Give the address of the record's formatted citation."""
        return f"{self.record(document_id)}/citation"

    def passage(self, document_id: str, passage_id: str) -> str:
        """Give the address of a passage, or of a range such as ``en.p7-en.p9``, in the API."""
        return f"{self.record(document_id)}/passages/{passage_id}"

    def card(self, document_id: str, passage_id: str | None = None) -> str:
        """Give the address of the card that other pages frame: of a record, of a passage, or of a range of them."""
        part = f"/{passage_id}" if passage_id else ""
        return f"{self.public_url}/embed/{document_id}{part}"

    def card_page(self, document_id: str, passage_id: str | None = None) -> str:
        """Give the path of that card, for links between our own pages."""
        return self.card(document_id, passage_id).removeprefix(self.origin)

    def picture(self, document_id: str) -> str:
        """Give the address of the picture that stands for a record where a link to it is shown."""
        return f"{self.record(document_id)}/card.png"

    def unit(self, key: str) -> str:
        """Give the address of a unit of an archive: its key is a path but for letters that no address can carry."""
        return f"{self.public_url}{_unit_path(key)}"

    def unit_page(self, key: str) -> str:
        """Give the path of a unit, for links between our own pages."""
        return f"{self.base_path}{_unit_path(key)}"

    def path(self, path: str) -> str:
        """Give the address of any other place of ours, from its path."""
        return f"{self.public_url}{path}"


def _unit_path(key: str) -> str:
    return f"/archives/{quote(key, safe='/~-._()')}"
