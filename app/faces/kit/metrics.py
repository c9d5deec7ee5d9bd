"""Counts for whoever watches the service, in Prometheus's text form, on a port of its own.

Nothing here is imported unless that port is set. A route is named as it is declared, never as it was asked for, so that
the number of series is bounded whatever clients send.
"""

import re
from collections.abc import Iterator, Sequence
from time import perf_counter
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain.errors import MunimentError, Unusable
from app.services.found import House

#: What is asked for that no route is declared for.
NOWHERE = "(none)"

_METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}
# Seconds. A stored answer takes a fraction of a millisecond, a long list some tens.
_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Wraps the application and counts what it answers, by the routes it declares under ``base_path``."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute], house: House) -> None:
        self._app = app
        self._templates = [(route.path_regex, route.path_format) for route in routes if isinstance(route, Route)]
        self._base_path = house.press.addresses.base_path
        self._server: WSGIServer | None = None
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self.registry.register(_ArchiveCollector(house))
        self._requests = Counter(
            "muniment_requests", "Requests answered.", ["route", "method", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "muniment_request_seconds",
            "Time from a request to the end of its answer.",
            ["route"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._under_way = Gauge("muniment_requests_in_progress", "Requests under way.", registry=self.registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._pass(scope, receive, send)
            return
        status = 500  # what the server answers where the application does not

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        started = perf_counter()
        self._under_way.inc()
        try:
            await self._app(scope, receive, send_on)
        finally:
            self._under_way.dec()
            route = self._route(scope["path"])
            method = scope["method"] if scope["method"] in _METHODS else "(other)"
            self._requests.labels(route, method, f"{status // 100}xx").inc()
            self._seconds.labels(route).observe(perf_counter() - started)

    def listen(self, host: str, port: int) -> int:
        """Answer scrapers, from a thread of its own, until the application ends; give the port."""
        try:
            self._server, _ = start_http_server(port, addr=host, registry=self.registry)
        except OSError as error:
            reason = f"Metrics cannot be served at {host}, port {port}: {error.strerror or error}. Set another port."
            raise Unusable("metrics_port", reason) from error
        return self._server.server_port

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what is no request; the application's life among it, which ends that of the scrapers' port."""
        try:
            await self._app(scope, receive, send)
        finally:
            if scope["type"] == "lifespan" and self._server:
                self._server.shutdown()
                self._server.server_close()

    def _route(self, path: str) -> str:
        """Name the route a path leads to, in the order in which the router asks them."""
        bare = path.removeprefix(self._base_path) if f"{path}/".startswith(f"{self._base_path}/") else path
        bare = bare or "/"  # the public address as it is printed, without a final slash, is the first page
        return next((template for regex, template in self._templates if re.match(regex, bare)), NOWHERE)


class _ArchiveCollector(Collector):
    """What the archive holds, looked up when it is asked for."""

    def __init__(self, house: House) -> None:
        self._archive = house.archive

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give how many records there are and how far the log goes; nothing while the archive cannot be read."""
        try:
            with self._archive.reading() as repository:
                records, last = repository.count_documents(), repository.last_entry()
        except MunimentError:
            return
        yield GaugeMetricFamily("muniment_records", "Records, withdrawn and merged ones included.", value=records)
        yield GaugeMetricFamily("muniment_log_entries", "Entries of the audit log.", value=last.seq if last else 0)
