"""When a question that failed is asked again, and after how long."""

from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx

#: Statuses that say: not now.
BUSY = frozenset((429, 503))


@dataclass(frozen=True)
class Retries:
    """How often one question is asked at most, and how long is waited in between, in seconds.

    The wait doubles from ``first`` to ``longest``. A server that says when to come back (Retry-After) is believed; if
    that is later than ``longest``, the question is not asked again.
    """

    attempts: int = 4
    first: float = 0.5
    longest: float = 20.0

    def wait(self, failed: int, asked: float | None) -> float | None:
        """Give how long to wait after so many failures; None to give up. ``asked`` is what the server asks for."""
        if failed >= self.attempts or (asked or 0) > self.longest:
            return None
        doubled = self.first * 2.0 ** min(failed - 1, 30)
        return min(max(doubled, asked or 0), self.longest)


#: What a client does unless told otherwise.
USUAL = Retries()


def retry_after(response: httpx.Response) -> float | None:
    """Give in how many seconds the server asks to be asked again; None where it does not say (RFC 9110, §10.2.3).

    A date is compared with the server's own clock, never with ours.
    """
    written = response.headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return float(written)
    try:
        until = parsedate_to_datetime(written)
        now = parsedate_to_datetime(response.headers.get("date", ""))
        return max(0.0, (until - now).total_seconds())
    except (TypeError, ValueError):
        return None
