"""The pages' addresses, imported once the server answers: it is there in half the time.

What is asked before all is imported waits for it, as for a server that starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from importlib import import_module
from typing import Any

from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

_ROUTE = "mangomoment.route"
_STREAMLIT = "/_stcore/"
"""Streamlit's own addresses, which answer at once."""


class Deferred(BaseRoute):
    """The routes that modules have as `ROUTES`, in the order of the modules."""

    def __init__(self, modules: Iterable[str]) -> None:
        self._modules = tuple(modules)

    @cached_property
    def routes(self) -> tuple[BaseRoute, ...]:
        """All of them; imports the modules, the first time."""
        return tuple(route for module in self._modules for route in import_module(module).ROUTES)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As the first route that takes all of a request, else as the first that knows its path."""
        partial: tuple[Match, Scope] = (Match.NONE, {})
        if scope["path"].startswith(_STREAMLIT):
            return partial
        for route in self.routes:
            match, child = route.matches(scope)
            found = match, {**child, _ROUTE: route}
            if match == Match.FULL:
                return found
            if match == Match.PARTIAL and partial[0] == Match.NONE:
                partial = found
        return partial

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the route answer that matched."""
        await scope[_ROUTE].handle(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: Any) -> Any:
        """Not asked for: addresses are written as they are."""
        raise NotImplementedError
