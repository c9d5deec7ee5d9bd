"""Somebody else's site: pages of theirs, at an origin of their own, that embed ours."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_LOOKS = """<style>
body { background: #fff; color: #222; }
@media (prefers-color-scheme: dark) { body { background: #121212; color: #eee; } a { color: #9ecbff; } }
</style>"""


@dataclass
class Host:
    """A site; ``pages`` are its bodies by their path, ``policy`` is what it lets its pages do."""

    address: str
    pages: dict[str, str] = field(default_factory=dict)
    policy: str | None = None

    def put(self, body: str, *, scheme: str = "light dark") -> str:
        """Put up a page, and give its address."""
        path = f"/{len(self.pages)}"
        self.pages[path] = (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="{scheme}">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><title>A page of somebody else</title>'
            f"{'' if self.policy else _LOOKS}<main><h1>A page of somebody else</h1>{body}</main></html>"
        )
        return self.address + path


@contextmanager
def hosting() -> Iterator[Host]:
    """Serve somebody else's pages while the test lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = host.pages.get(self.path)
            body = (page or "").encode()
            self.send_response(200 if page else 204)  # no icon
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            if host.policy:
                self.send_header("Content-Security-Policy", host.policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host = Host(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
