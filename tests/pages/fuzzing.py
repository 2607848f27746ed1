"""Requests that nobody means well with: every route of the application, with whatever may stand in it."""

from __future__ import annotations

import asyncio
import json
import math
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle, islice, product
from random import Random
from typing import Any
from urllib.parse import quote, unquote, urlencode

from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message

from pages.workshop.desk.acts import ACTS
from tests.nasty import NASTY

_HUGE = "9" * 5_000
_DIGITS = ("0", "7", "-1", "1e999", "٣", "²", "0x10", " 1", "NaN", "1" * 20)
_SURROGATES = ("\ud800", "a\udfffb", "\udcff")
_NAMES = (
    *("model", "v", "lang", "theme", "room", "fit", "level", "stage", "without", "rest", "counts", "node"),
    *(
        "depth",
        "path",
        "from",
        "to",
        "via",
        "off",
        "order",
        "evidence",
        "skip",
        "search",
        "teller",
        "setting",
    ),
    *("dimension", "told", "status", "origin", "consent", "since", "until", "unattached", "scale", "words"),
    *("transparent", "key", "done", "story", "step", "view", "at", "round", "edge", "hide", "only", "focus"),
)
_WORKSHOP_FIELDS = (
    *("do", "request", "name", "minutes", "kind", "question", "nodes", "dots", "round", "group", "answers"),
    *("answer", "title", "text", "who", "when", "action", "mark", "view", "at", "path", "story", "spotlight"),
)
_FIELDS = (
    *("do", "request", "name", "language", "minutes", "isRehearsal", "kind", "question", "nodes", "dots"),
    *("round", "group", "answers", "answer", "title", "chosen", "text", "who", "when", "action", "mark"),
    *("view", "at", "path", "story", "spotlight", "is_black", "session", "revision", "publish", "id"),
    *("teller", "setting", "dimensions", "source", "consent", "translations", "told_on", "passcode", "lock"),
    *("token", "role", "code", "key", "node", "value", "stars"),
)
_FILES = (".png", ".pdf", ".pptx", ".xlsx")
"""What takes long to make; most of these requests come when all others have been made."""

_ACTS = tuple(sorted(ACTS.keys() - {"end", "delete"}))  # the workshop is needed to the end
_STORY_ACTS = ("edit", "publish", "withdraw", "restore", "undo")
_FORM_ACTS = ("join", "answer", "take-back", "story", "withdraw", "")
_HEADERS = ("Accept-Language", "If-None-Match", "Cookie", "Origin", "Sec-Fetch-Site", "X-Forwarded-For")


@dataclass(frozen=True)
class Attempt:
    """A request: its method, address, headers and what it sends."""

    method: str
    address: str
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""


class Visitors:
    """A browser that comes to an application from another address each time, so that no limit hides what is
    behind it: two of three times from this machine, where it facilitates.

    It asks as a server would, without all that a client does: most requests take a millisecond.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._count = 0
        self._cookies: dict[str, str] = {}

    def visit(self, attempts: Iterable[Attempt]) -> Iterator[tuple[Attempt, int, set[str]]]:
        """Each request with the status of its answer and the names of the headers."""
        with asyncio.Runner() as runner:
            for attempt in attempts:
                yield attempt, *runner.run(self._ask(attempt))

    async def _ask(self, attempt: Attempt) -> tuple[int, set[str]]:
        self._count += 1
        network = 127 if self._count % 3 else 198
        path, _mark, query = attempt.address.partition("?")
        headers = {"Host": "127.0.0.1:8501", "Cookie": self._write_cookies(), **attempt.headers}
        scope = {
            **{"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http"},
            **{"method": attempt.method, "path": unquote(path), "raw_path": path.encode()},
            **{"root_path": "", "query_string": query.encode(), "server": ("127.0.0.1", 8501)},
            "client": (f"{network}.1.{self._count >> 8 & 255}.{self._count & 255}", 50_000),
            "headers": [
                (name.lower().encode(), value.encode("latin-1"))
                for name, value in headers.items()
                if name != "Cookie" or value
            ],
        }
        sent = [{"type": "http.request", "body": attempt.content, "more_body": False}]
        started: list[Message] = []

        async def receive() -> Message:
            if not sent:
                await asyncio.Event().wait()  # a browser that waits for the answer
            return sent.pop()

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)

        with suppress(Exception):  # the server would write it down: what was answered before counts
            await self._app(scope, receive, send)
        pairs = [(name.decode().lower(), value.decode("latin-1")) for name, value in started[0]["headers"]]
        self._keep(value for name, value in pairs if name == "set-cookie")
        return started[0]["status"], {name for name, _value in pairs}

    def _keep(self, cookies: Iterable[str]) -> None:
        for cookie in cookies:
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value

    def _write_cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())


class Fuzzer:
    """Makes up requests to routes, the same ones for the same seed.

    `sound` are fields with values that are right; in each request one or a few of them are wrong.
    """

    def __init__(self, routes: list[BaseRoute], sound: dict[str, Any], seed: int) -> None:
        self._sound = sound
        self._random = Random(seed)
        self._plan = [
            (route, method, act, name)
            for route in routes
            if isinstance(route, Route)
            for method in sorted((route.methods or {"GET"}) - {"HEAD", "OPTIONS"})
            for act, name in self._choose(route, method)
        ]
        self._random.shuffle(self._plan)
        files = [entry for entry in self._plan if entry[0].path.endswith(_FILES)]
        surplus = {id(entry) for number, entry in enumerate(files) if number % 8}
        self._plan.sort(key=lambda entry: id(entry) in surplus)

    def make(self, count: int) -> Iterator[Attempt]:
        """A number of requests; every name comes to every route before one comes again."""
        for route, method, act, name in islice(cycle(self._plan), count):
            yield self._make_one(route, method, act, name)

    def _choose(self, route: Route, method: str) -> Iterable[tuple[str, str]]:
        """What is done and which field is wrong."""
        if method != "POST":
            names = _NAMES if "." in route.path else self._random.sample(_NAMES, 5)
            return product(("",), names)
        if route.path == "/workshops/{workshop}.json":
            return product(_ACTS, _WORKSHOP_FIELDS)
        acts = (
            _STORY_ACTS
            if "story" in route.param_convertors
            else _FORM_ACTS
            if "/join" in route.path
            else ("",)
        )
        return ((self._random.choice(acts), name) for name in _FIELDS)

    def _make_one(self, route: Route, method: str, act: str, name: str) -> Attempt:
        choose, rare = self._random.choice, self._random.random() < 0.1
        address = re.sub(
            r"{(\w+)}", lambda match: quote(self._place(match[1]), "", errors="replace"), route.path
        )
        query = {"from": self._sound["from"], "to": self._sound["to"]} if "paths." in address else {}
        if method != "POST" or rare:
            query |= {
                each: self._wrong() for each in (name, *self._random.sample(_NAMES, choose((0, 0, 1, 2))))
            }
        if query:
            address += "?" + urlencode(query, errors=choose(("replace", "surrogatepass")))
        headers = {choose(_HEADERS): self._header()} if rare else {}
        if method != "POST":
            return Attempt(choose(("HEAD", "OPTIONS", "PUT", "DELETE")) if rare else method, address, headers)
        is_form = route.path.startswith("/join") != rare
        kind = "application/x-www-form-urlencoded" if is_form else "application/json"
        content = self._form(act, name) if is_form else self._json(route, act, name)
        return Attempt(method, address, {"Content-Type": kind, **headers}, content)

    def _place(self, name: str) -> str:
        """What stands in a path: mostly something that is there."""
        return str(self._sound.get(name, "x")) if self._random.random() < 0.8 else self._wrong()

    def _wrong(self) -> str:
        choose = self._random.choice
        return choose(
            (choose(NASTY), choose(_DIGITS), _HUGE, choose(_SURROGATES), choose(_SURROGATES), "", "yes")
        )

    def _header(self) -> str:
        return self._wrong()[:2_000].encode("ascii", "backslashreplace").decode().translate({10: 32, 13: 32})

    def _wrong_value(self, depth: int = 0) -> Any:
        kind = self._random.randrange(9 if depth < 3 else 6)
        if kind < 4:
            return self._wrong()
        if kind < 6:
            return self._random.choice((None, True, 0, -1, 2**31, 2**63, 10**30, 1.5, math.inf, math.nan))
        if kind < 8:
            return [self._wrong_value(depth + 1) for _ in range(self._random.randrange(4))]
        return {self._wrong(): self._wrong_value(depth + 1) for _ in range(self._random.randrange(4))}

    def _json(self, route: Route, act: str, name: str) -> bytes:
        choose = self._random.choice
        if self._random.random() < 0.03:
            return choose((b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"a":' + b"9" * 5_000 + b"}"))
        sent = {**self._sound, "do": act, "request": f"{self._random.getrandbits(128):032x}"}
        sent["story"] = {**self._sound} if "story" in route.param_convertors else sent["story"]
        for each in (name, *self._random.sample(_FIELDS, choose((0, 0, 1, 2)))):
            value = self._wrong_value()
            is_list = isinstance(self._sound.get(each), list) and self._random.random() < 0.7
            sent[each] = [value] if is_list else value
        return json.dumps(sent).encode()

    def _form(self, act: str, name: str) -> bytes:
        sent = {key: value for key, value in self._sound.items() if isinstance(value, str)}
        sent |= {"do": act, name: self._wrong()}
        return urlencode(sent, errors=self._random.choice(("replace", "surrogatepass"))).encode()
