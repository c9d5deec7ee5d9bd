"""A rendition: the bytes of an answer, made once and kept with what proves them whole."""

import gzip
import zlib
from collections.abc import Mapping

from app.domain.identifiers import sha256_bytes
from app.domain.noun import Noun


class Rendition(Noun):
    """A document in one format, ready to be sent.

    ``etag`` is strong and names the identity bytes; ``link`` is the value of a Link field (RFC 8288); ``crc`` is
    CRC-32 over everything else, so that a flipped bit is noticed before it is served.
    """

    document_id: str
    name: str
    revision: int
    version: str
    media_type: str
    etag: str
    link: str
    body: bytes
    gzip: bytes
    crc: int

    def is_whole(self) -> bool:
        """Tell whether nothing has changed since it was made."""
        return self.crc == _crc(dict(self))


def make_rendition(
    *, document_id: str, name: str, revision: int, version: str, media_type: str, link: str, body: bytes
) -> Rendition:
    """Make a rendition from its bytes."""
    members = {
        "document_id": document_id,
        "name": name,
        "revision": revision,
        "version": version,
        "media_type": media_type,
        "etag": f'"{sha256_bytes(body)[:32]}"',
        "link": link,
        "body": body,
        # mtime 0: the same body gives the same bytes whenever it is compressed
        "gzip": gzip.compress(body, compresslevel=6, mtime=0),
    }
    return Rendition(**members, crc=_crc(members))


# In a damaged row a value may have become one of another type, of which the bytes are the same.
_TYPES: dict[type, bytes] = {bytes: b"\0b", str: b"\0s", int: b"\0i"}


def _crc(members: Mapping[str, object]) -> int:
    crc = 0
    for name in sorted(members.keys() - {"crc"}):
        value = members[name]
        crc = zlib.crc32(_TYPES.get(type(value), b"\0?"), crc)
        crc = zlib.crc32(value if isinstance(value, bytes) else str(value).encode(), crc)
    return crc


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
        return self.crc == _crc(dict(self))


def make_reading(*, document_id: str, revision: int, version: str, sort_date: str, body: bytes) -> StoredReading:
    """Make the stored form of a reading."""
    members: dict[str, object] = {
        "document_id": document_id,
        "revision": revision,
        "version": version,
        "sort_date": sort_date,
        "body": body,
    }
    return StoredReading.model_validate({**members, "crc": _crc(members)})
