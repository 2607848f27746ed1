"""Figures for a monitoring system, in the text form that Prometheus reads; only where they are switched on.

Whoever asks has to give the token of the environment. There is nothing of anybody in the figures: requests
are told apart by part of the application and status alone.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.process_collector import ProcessCollector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.server.observation import Answered

_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class _OfTheApplication:
    """What is looked up when the figures are asked for: stories that wait, votes, database, disk."""

    def collect(self) -> Iterator[Metric]:
        """The figures; what cannot be known now is left out."""
        from model import ConceptualModelError  # not before the server answers
        from model.stories.database import troubles
        from pages.server.disk import find_room
        from pages.shared.counts import get_count
        from pages.shared.resources import get_store

        yield CounterMetricFamily("mangomoment_votes", "Votes that phones sent.", value=get_count("votes"))
        errors = CounterMetricFamily(
            "mangomoment_database_errors", "Times that the database could not be used.", labels=["reason"]
        )
        for reason, number in sorted(troubles.items()):
            errors.add_metric([reason], number)
        yield errors
        room = find_room()
        if room is not None:
            yield GaugeMetricFamily(
                "mangomoment_disk_free_bytes", "Free on the disk of the stories.", value=room.free
            )
        try:
            waiting = get_store().count_waiting()
        except ConceptualModelError:
            return
        yield GaugeMetricFamily("mangomoment_stories_pending", "Stories that wait to be read.", value=waiting)


class Metrics:
    """All figures of this process."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()
        disable_created_metrics()  # type: ignore[no-untyped-call] # lines for times that nobody asks for
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(_OfTheApplication())
        self._requests = Counter(
            "mangomoment_requests",
            "Requests that were answered.",
            ["part", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "mangomoment_request_seconds",
            "How long requests took.",
            ["part"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._open = Gauge(
            "mangomoment_pages_open", "Pages that are open in a browser.", registry=self._registry
        )

    def note(self, answered: Answered) -> None:
        """Count a request that was answered."""
        self._requests.labels(answered.group, str(answered.status)).inc()
        self._seconds.labels(answered.group).observe(answered.seconds)

    def count_open(self, change: int) -> None:
        """One page more or less is open."""
        self._open.inc(change)

    async def send(self, request: Request) -> Response:
        """The figures for who gives the token; to all others there is nothing here."""
        scheme, _space, token = request.headers.get("authorization", "").partition(" ")
        is_right = hmac.compare_digest(token.strip().encode(), self._token)
        if scheme.lower() != "bearer" or not is_right:
            return Response("Not Found", 404, {"Cache-Control": "no-store"}, "text/plain")
        text = await run_in_threadpool(generate_latest, self._registry)
        return Response(text, headers={"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE_LATEST})

    def build_route(self) -> Route:
        """Where the figures are."""
        return Route("/metrics", self.send)
