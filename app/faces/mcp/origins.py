"""Which pages may let a reader's browser ask for them: ours. A page elsewhere could have been given our name (DNS)."""

import re
from urllib.parse import urlsplit

from app.domain.identifiers import Addresses

# A name that never leads anywhere but to the machine itself, whoever answers for names.
_LOOPBACK = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?")


def is_foreign(origin: str | None, host: str, addresses: Addresses) -> bool:
    """Tell whether a request was made by a page that is not ours; programs send no Origin (RFC 6454, §7).

    Ours are those of the public address, and those that this machine was asked for under its own name. That Origin
    and Host agree means nothing by itself: they do so for any name that somebody lets lead here.
    """
    if origin is None:
        return False
    asked = origin.lower()
    public = urlsplit(addresses.public_url)
    if public.scheme and asked == f"{public.scheme}://{public.netloc}".lower():
        return False
    return not (_LOOPBACK.fullmatch(host.lower()) and asked in (f"http://{host.lower()}", f"https://{host.lower()}"))
