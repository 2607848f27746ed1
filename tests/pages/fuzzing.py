"""Requests that nobody means well with: every route of the application, with whatever may stand in it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice, product
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from starlette.routing import BaseRoute, Route

from pages.workshop.acts import ACTS
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
    *("transparent", "key", "done", "story", "step", "view", "at", "round", "edge", "hide", "only"),
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

    def make(self, count: int) -> Iterator[Attempt]:
        """So many requests; every name comes to every route before one comes again."""
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
        asked = {"from": self._sound["from"], "to": self._sound["to"]} if "paths." in address else {}
        if method != "POST" or rare:
            asked |= {
                each: self._wrong() for each in (name, *self._random.sample(_NAMES, choose((0, 0, 1, 2))))
            }
        if asked:
            address += "?" + urlencode(asked, errors=choose(("replace", "surrogatepass")))
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
