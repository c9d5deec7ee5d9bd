"""A rendition: the bytes of an answer, made once and kept with what proves them whole."""

import gzip
import zlib
from typing import NamedTuple

from app.domain.identifiers import sha256_bytes
from app.domain.noun import Noun


class Handout(NamedTuple):
    """One form of a rendition, ready to be handed out: as it is, or compressed with gzip.

    ``etag`` is strong and names the bytes of this form.
    """

    media_type: str
    etag: str
    link: str
    is_gzip: bool
    body: bytes


class Rendition(Noun):
    """A document in one format, ready to be sent.

    ``etag`` is strong and names the identity bytes; ``link`` is the value of a Link field (RFC 8288). ``crc`` seals
    the identity bytes and ``gzip_crc`` the compressed ones, each with all the short members, so that a flipped bit
    is noticed before it is served.
    """

    document_id: str
    name: str
    revision: int
    version: str
    media_type: str
    etag: str
    link: str
    crc: int
    gzip_crc: int
    gzip: bytes
    body: bytes

    def is_whole(self) -> bool:
        """Tell whether nothing has changed since it was made."""
        short = (self.document_id, self.name, self.revision, self.version, self.media_type, self.etag, self.link)
        return self.crc == seal(short, self.body) and self.gzip_crc == seal(short, self.gzip)

    def handout(self, *, is_gzip: bool) -> Handout:
        """Give one of its two forms."""
        etag = gzip_etag(self.etag) if is_gzip else self.etag
        return Handout(self.media_type, etag, self.link, is_gzip, self.gzip if is_gzip else self.body)


def make_rendition(
    *, document_id: str, name: str, revision: int, version: str, media_type: str, link: str, body: bytes
) -> Rendition:
    """Make a rendition from its bytes."""
    etag = etag_of(body)
    # mtime 0: the same body gives the same bytes whenever it is compressed
    compressed = gzip.compress(body, compresslevel=6, mtime=0)
    short = (document_id, name, revision, version, media_type, etag, link)
    return Rendition(
        document_id=document_id,
        name=name,
        revision=revision,
        version=version,
        media_type=media_type,
        etag=etag,
        link=link,
        crc=seal(short, body),
        gzip_crc=seal(short, compressed),
        gzip=compressed,
        body=body,
    )


def seal(short: tuple[object, ...], body: object) -> int:
    """Give the CRC-32 of a row: its short members and its bytes; -1 if those are no bytes.

    In a damaged row a text may have become bytes that are the same; those are printed as what they are.
    """
    if not isinstance(body, bytes):
        return -1
    return zlib.crc32(body, zlib.crc32(("%s\0" * len(short) % short).encode()))


def etag_of(body: bytes) -> str:
    """Give the strong validator of some bytes (RFC 9110, §8.8.3)."""
    return f'"{sha256_bytes(body)[:32]}"'


def gzip_etag(etag: str) -> str:
    """Give the validator of the compressed form: other bytes, so another strong validator (RFC 9110, §8.8.3)."""
    return f'{etag[:-1]}-gzip"'


class StoredReading(Noun):
    """A document as it was last understood, in the form it is kept."""

    document_id: str
    revision: int
    version: str
    sort_date: str
    body: bytes
    crc: int

    def is_whole(self) -> bool:
        """Tell whether nothing has changed since it was made."""
        return self.crc == seal((self.document_id, self.revision, self.version, self.sort_date), self.body)


def make_reading(*, document_id: str, revision: int, version: str, sort_date: str, body: bytes) -> StoredReading:
    """Make the stored form of a reading."""
    return StoredReading(
        document_id=document_id,
        revision=revision,
        version=version,
        sort_date=sort_date,
        body=body,
        crc=seal((document_id, revision, version, sort_date), body),
    )
