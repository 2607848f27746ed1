"""What is switched on for who runs the server: figures (`MANGOMOMENT_METRICS`), the log as JSON."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from pages.server import json_lines
from pages.server.observation import Answered, Observation, log_answered

_log = logging.getLogger(__name__)

METRICS = "MANGOMOMENT_METRICS"
SHORTEST_TOKEN = 16


def switch_on() -> tuple[list[BaseRoute], list[Middleware]]:
    """Switch on what the environment asks for; the routes and the middleware that it takes, none for nothing.

    What is off is not imported.
    """
    routes: list[BaseRoute] = []
    tell: list[Callable[[Answered], None]] = []
    how: dict[str, Callable[[int], None]] = {}
    if json_lines.is_chosen():
        from pages.seams.log_handlers import format_all

        format_all(json_lines.JsonLines())
        tell.append(log_answered)
    if token := _read_token():
        from pages.server.metrics import Metrics

        metrics = Metrics(token)
        routes.append(metrics.build_route())
        tell.append(metrics.note)
        how["count_open"] = metrics.count_open
    return routes, [Middleware(Observation, tell=tell, **how)] if tell else []


def _read_token() -> str:
    """What has to be given for the figures; "" where they are off."""
    token = os.environ.get(METRICS, "").strip()
    if token and len(token) < SHORTEST_TOKEN:
        _log.warning(
            "%s is the token that is asked for at /metrics, of %d characters at least; it stays off",
            METRICS,
            SHORTEST_TOKEN,
        )
        return ""
    return token
