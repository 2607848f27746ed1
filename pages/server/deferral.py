"""The pages' addresses, imported once the server answers: it is there in half the time.

What is asked before all is imported waits for it, as for a server that starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from importlib import import_module
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from pages.seams import base_path

ROUTE = "mangomoment.route"
GROUP = "mangomoment.group"
"""Under which names a scope has the route that answers, and the group that it belongs to."""

_STREAMLIT = "/_stcore/"
"""Streamlit's own addresses, which answer at once."""


class BelowBase(BaseRoute):
    """Routes below the path that everything is served below (`base_path`); at the root, too, where they
    answer `also_outside`."""

    def __init__(self, routes: Iterable[BaseRoute] = (), *, also_outside: bool = False) -> None:
        self._routes = tuple(routes)
        self._also_outside = also_outside

    @property
    def routes(self) -> tuple[BaseRoute, ...]:
        """All of them."""
        return self._routes

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As the first route that takes all of a request, else as the first that knows its path."""
        partial: tuple[Match, Scope] = (Match.NONE, {})
        entered = base_path.enter(scope)
        if entered is None:
            if not self._also_outside:
                return partial
            entered = {}
        inner = {**scope, **entered}
        for route in self.routes:
            match, child = route.matches(inner)
            found = match, {**entered, **child, ROUTE: route, GROUP: self.name_group(route)}
            if match == Match.FULL:
                return found
            if match == Match.PARTIAL and partial[0] == Match.NONE:
                partial = found
        return partial

    def name_group(self, _route: BaseRoute) -> str:
        """Which part of the application a route belongs to, such as "join"."""
        return "server"

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the route answer that matched."""
        await scope[ROUTE].handle(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: Any) -> Any:
        """Not asked for: addresses are written as they are."""
        raise NotImplementedError


class Deferred(BelowBase):
    """The routes that modules have as `ROUTES`, in the order of the modules."""

    def __init__(self, modules: Iterable[str]) -> None:
        super().__init__()
        self._modules = tuple(modules)

    @cached_property
    def routes(self) -> tuple[BaseRoute, ...]:
        """All of them; imports the modules, the first time."""
        return tuple(route for route, _group in self._grouped)

    @cached_property
    def _grouped(self) -> tuple[tuple[BaseRoute, str], ...]:
        return tuple(
            (route, module.split(".")[1])
            for module in self._modules
            for route in import_module(module).ROUTES
        )

    @cached_property
    def _groups(self) -> dict[int, str]:
        return {id(route): group for route, group in self._grouped}

    def name_group(self, route: BaseRoute) -> str:
        """The page whose module has it."""
        return self._groups[id(route)]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As the first route that takes all of a request; what is Streamlit's waits for no import."""
        if (base_path.find_inner_path(scope["path"]) or "").startswith(_STREAMLIT):
            return Match.NONE, {}
        return super().matches(scope)


async def lead_to_base(_request: Request) -> Response:
    """Lead from the root of the server to the path that everything is below."""
    return RedirectResponse(f"{base_path.get_base()}/")
