"""What tests in a browser share: Debian's Chromium, the product as a process, and an ear for complaints."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

from app.settings import Settings
from tests.browser.hosts import Host, hosting
from tests.browser.records import furnish
from tests.cli.servers import Server, serving
from tests.conftest import skip

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# What the browser itself says of a page that is answered 404 or 410, which is no fault of the page.
_EXPECTED = "Failed to load resource: the server responded with a status of 4"


@dataclass
class Reader:
    """Somebody with a browser; ``complaints`` are what the console said, ``asked`` the answers to every request.

    A window takes as long to open as the page in it, so each is kept for the next page that is opened like it.
    """

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    asked: list[Response] = field(default_factory=list)
    _windows: dict[str, Page] = field(default_factory=dict)
    _alone: list[Page] = field(default_factory=list)

    def open(self, path: str, **options: Any) -> Page:  # noqa: ANN401 - Playwright's own options of a context
        """Open a page of the product, where nothing is left of the page before it."""
        page = self._windows.get(repr(options)) or self.open_window(**options)
        self._windows[repr(options)] = page
        page.goto(self.address + path)
        return page

    def open_alone(self, path: str, **options: Any) -> Page:  # noqa: ANN401
        """Open a page in a window of its own, for a test that is also about where the window's focus begins."""
        page = self.open_window(**options)
        self._alone.append(page)
        page.goto(self.address + path)
        return page

    def open_window(self, **options: Any) -> Page:  # noqa: ANN401
        """Open a window of its own, in which nothing has been fetched yet."""
        context = self.browser.new_context(**options)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self.address)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", lambda response: self.asked.append(response))  # noqa: PLW0108 - it marks what it calls
        return page

    def leave(self) -> None:
        """Leave every page, having heard no complaint and met no other host."""
        while self._alone:
            self._alone.pop().context.close()
        for page in self._windows.values():
            if page.url != "about:blank":
                page.goto("about:blank")
                page.emulate_media(media="null")
        self.expect_peace()

    def expect_peace(self) -> None:
        """Fail if there was a complaint, or an answer from another host; forget what was asked."""
        complaints, hosts = [*self.complaints], {urlsplit(response.url).netloc for response in self.asked}
        self.complaints.clear()
        self.asked.clear()
        assert complaints == []
        assert hosts <= {urlsplit(self.address).netloc}

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_EXPECTED):
            self.complaints.append(message.text)


class Visitor:
    """Somebody who reads pages of a site that is not ours; ``complaints`` are what the console said."""

    def __init__(self, browser: Browser, host: Host) -> None:
        self.browser = browser
        self.host = host
        self.complaints: list[str] = []
        self._windows: list[Page] = []

    def open(self, body: str, *, scheme: str = "light dark", **options: Any) -> Page:  # noqa: ANN401 - Playwright's
        """Open a page of the site that says this."""
        page = self.browser.new_context(**options).new_page()
        self._windows.append(page)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.host.put(body, scheme=scheme))
        return page

    def leave(self) -> None:
        """Close every window, having heard no complaint."""
        for page in self._windows:
            page.context.close()
        self.host.policy = None
        assert self.complaints == []


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product, serving the records that are hard for a page."""
    folder = tmp_path_factory.mktemp("browser")
    settings = Settings(archive=folder / "archive.db", public_url=None)
    furnish(settings, folder)
    with serving(settings.archive) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. One for each file of tests: as long as it runs, no test can run an event loop of its own."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        skip("there is no Chromium here: apt-get install -y chromium")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def windows(browser: Browser, served: Server) -> Reader:
    """Somebody whose windows stay open from one test to the next."""
    return Reader(browser, served.address)


@pytest.fixture
def reader(windows: Reader) -> Iterator[Reader]:
    """Somebody with a browser, who hears no complaint and meets no other host, whatever the test does."""
    yield windows
    assert windows.asked
    windows.leave()


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    """Somebody else's site."""
    with hosting() as host:
        yield host


@pytest.fixture
def visitor(browser: Browser, host: Host) -> Iterator[Visitor]:
    """Somebody who reads there, and of whose browser we hear no complaint."""
    visitor = Visitor(browser, host)
    yield visitor
    visitor.leave()
