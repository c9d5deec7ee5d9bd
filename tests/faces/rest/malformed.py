"""Makes malformed requests from the API's own description: the same ones for the same number, whoever asks."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

#: Values no route was made for, as they stand in an address.
ODD = (
    "", "0", "-1", "+1", "1.0", "1_0", "1e400", "0x10", "NaN", "null", "true", "%D9%A1", "2147483648",
    "9223372036854775808", "9" * 400, "%00", "%ff%fe", "%c0%af", "%ed%a0%80", "%e2%80%ae", "%e2%80%a8",
    "%f0%9f%92%a9" * 50,
    "%0d%0aX-Injected:%201", "%0aX-Injected:%201", "%", "%zz", "%u0041", "..", "../..",
    "..%2f..%2fetc%2fpasswd",
    "%3Cscript%3Ealert(1)%3C/script%3E", "'\"", "%27%20OR%201=1--", "{{7*7}}", "${jndi:ldap://x}", "*", "_",
    "%25", "a" * 2500,
    "a/" * 900, "//", "http://[x", "http:/x/document/110364", "110364.", ".json", "110364.json.json",
    "110364.page.txt",
    "en.p7-en.p2", "en.p0", "p99999999", "en.p7-", "x.p1-y.p2", "%2e%2e", "a;b=c", "a?b#c", "\\", "|", "^", "`",
)  # fmt: skip
#: Header fields that say too much, too little, or something else.
FIELDS = (
    b"Accept: ", b"Accept: */*;q=2", b"Accept: text/csv", b"Accept: " + b"a/b;q=0.1," * 800, b"Accept: /",
    b"Accept: \xff\xfe",
    b"Accept: application/json;q=nan", b"Accept: text/html;q=1e400", b"Accept-Encoding: gzip;q=",
    b"Accept-Encoding: \x80",
    b"Accept-Encoding: " + b"x," * 9000, b'If-None-Match: "' + b"x" * 9000, b"If-None-Match: *",
    b"If-None-Match: \xe9",
    b"Range: bytes=0-,5-", b"Range: bytes=-" + b"9" * 400, b"X-Request-Id: \x80", b"X-Request-Id: a\tb",
    b"Host: ",
    b"Host: [", b"Host: evil.example\t", b"Host: a\xff", b"Origin: null", b"Origin: \xff",
    b"Cookie: " + b"c" * 40_000,
    b"X-Forwarded-Host: evil.example", b"X-Forwarded-For: \xff", b"Forwarded: for=x;host=y",
    b"Expect: 100-continue",
    b"Expect: 200-ok", b"Connection: close", b"Connection: keep-alive, x",
    b"Connection: Upgrade\r\nUpgrade: websocket",
    b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk", b"TE: trailers",
    b"Content-Type: text/csv",
    b"Content-Type: application/json", b"Content-Encoding: gzip", b"\r\n".join([b"X: y"] * 150),
    b"A: " + b"x" * 33_000,
    b"If-Modified-Since: yesterday", b"Authorization: Basic ::",
    b"X-HTTP-Method-Override: DELETE",
)  # fmt: skip
#: What makes the bytes no HTTP at all: they may be refused before they reach us.
BROKEN_FIELDS = (
    b"X : y", b"X\x00: y", b"X: \x00", b": y", b"no colon", b"X: a\rb", b"\xff: y", b"Content-Length: -1",
    b"Content-Length: x",
    b"Content-Length: 1\r\nContent-Length: 2", b"Content-Length: 9" + b"9" * 40, b"Transfer-Encoding: x",
    b"Transfer-Encoding: identity", b"X: \x7f",
    b"Content-Length: 5\r\nTransfer-Encoding: chunked", b" folded",
)  # fmt: skip
METHODS = (
    b"POST",
    b"PUT",
    b"PATCH",
    b"DELETE",
    b"TRACE",
    b"OPTIONS",
    b"HEAD",
    b"PROPFIND",
    b"M-SEARCH",
    b"QUERY",
    b"PURGE",
)
BROKEN_METHODS = (b"get", b"", b"G ET", b"X", b"\x00", b"A" * 5000, b"GET\t", b"\xe9")
BODIES = (
    b"{}", b"{", b"null", b"[" * 5000, b"\xff\xfe", b"x=1", b'{"a":' * 500, b"\x1f\x8b\x08\x00", b"0" * 70_000,
    b"\x00",
)  # fmt: skip
BROKEN_CHUNKS = (
    b"zz\r\n",
    b"-1\r\n\r\n",
    b"3\r\nabcdef\r\n0\r\n\r\n",
    b"ffffffffffffffffff\r\n",
    b"3;" + b"x" * 99 + b"\nabc",
)
BROKEN_VERSIONS = (b"HTTP/1.0", b"HTTP/2.0", b"HTTP/9.9", b"HTTP/1.2", b"HTTP/01.1", b"http/1.1", b"", b"HTTP/")


@dataclass
class Attempt:
    """One request.

    ``is_whole``: all of it is sent, so it must be answered; ``leaves_the_line_clear``: its body ends where it says, so
    another can follow on the same connection.
    """

    number: int
    data: bytes
    method: str
    is_whole: bool
    leaves_the_line_clear: bool


@dataclass
class _Request:
    """A request in the making."""

    target: bytes
    method: bytes = b"GET"
    version: bytes = b"HTTP/1.1"
    fields: list[bytes] = field(default_factory=lambda: [b"Host: testserver"])
    body: bytes = b""
    leaves_the_line_clear: bool = True

    def worsen(self, dice: Random) -> None:
        """Make it odd, in one way; it stays HTTP, but for the framing of a body."""
        match dice.randrange(6):
            case 0:
                self.method = dice.choice(METHODS)
            case 1 | 2:
                self.fields.extend(dice.sample(FIELDS, dice.randint(1, 3)))
            case 3:
                framing, self.body = _body(dice)
                self.fields.append(framing)
                self.leaves_the_line_clear = False
            case 4:
                self.target = dice.choice((b"http://evil.example:8080", b"*", b"//x")) + self.target
            case _:
                dice.shuffle(self.fields)

    def break_up(self, dice: Random) -> None:
        """Make it no HTTP, or hardly any, in one way."""
        match dice.randrange(4):
            case 0:
                self.method = dice.choice(BROKEN_METHODS)
            case 1:
                self.fields.append(dice.choice(BROKEN_FIELDS))
            case 2:
                self.version = dice.choice(BROKEN_VERSIONS)
            case _:
                self.target = dice.choice((b" ", b"\xff", b"#", b"\x00", b"\t")) + self.target
        self.leaves_the_line_clear = False

    def data(self, end: bytes) -> bytes:
        """Give its bytes, with lines ending so."""
        line = b" ".join(filter(None, (self.method, self.target, self.version)))
        return end.join([line, *self.fields, b"", b""]) + self.body


class Malice:
    """Makes the requests, each from a description's operations and its own number."""

    def __init__(self, description: dict[str, Any], seed: int) -> None:
        self._operations = [
            (path, operation.get("parameters", ()))
            for path, operations in sorted(description["paths"].items())
            for operation in operations.values()
        ]
        self._seed = seed

    def attempt(self, number: int) -> Attempt:
        """Make one request, wrong in one to three ways; one in four is no HTTP, one in twenty breaks off."""
        dice = Random(f"{self._seed}/{number}")  # noqa: S311 - nothing secret
        request = _Request(target=self._target(dice))
        for _ in range(dice.randint(1, 3)):
            request.worsen(dice)
        if dice.random() < 1 / 4:
            request.break_up(dice)
        data = request.data(b"\n" if dice.random() < 1 / 100 else b"\r\n")
        is_whole = dice.random() > 1 / 20
        return Attempt(
            number,
            data if is_whole else data[: dice.randrange(len(data))],
            request.method.decode("latin-1"),
            is_whole=is_whole,
            leaves_the_line_clear=is_whole and request.leaves_the_line_clear,
        )

    def _target(self, dice: Random) -> bytes:
        path, parameters = dice.choice(self._operations)
        query = []
        for parameter in parameters:
            good = str(parameter.get("examples", parameter["schema"].get("examples", ["110364"]))[0])
            value = good if dice.random() < 0.5 else dice.choice(ODD)
            if parameter["in"] == "path":
                path = path.replace(f"{{{parameter['name']}}}", value)
            elif dice.random() < 0.6:
                query.extend([f"{parameter['name']}={value}"] * dice.choice((1, 1, 1, 2, 30)))
        if dice.random() < 0.3:
            query.append(f"{dice.choice(ODD)}={dice.choice(ODD)}"[:500])
        return f"{path}{'?' if query else ''}{'&'.join(query)}".replace(" ", "%20").encode()


def _body(dice: Random) -> tuple[bytes, bytes]:
    """Give a body and the field that frames it, rightly or not."""
    body = dice.choice(BODIES)
    match dice.randrange(6):
        case 0:
            return b"Content-Length: %d" % (len(body) + dice.choice((1, 100, 2**21, 2**40))), body
        case 1:
            return b"Content-Length: %d" % (len(body) // 2), body
        case 2:
            return b"Transfer-Encoding: chunked", b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        case 3:
            return b"Transfer-Encoding: chunked", b"1;a=b\r\n{\r\n" * 50 + b"0\r\nTrailer: x\r\n\r\n"
        case 4:
            return b"Transfer-Encoding: chunked", dice.choice(BROKEN_CHUNKS)
        case _:
            return b"Content-Length: %d" % len(body), body
