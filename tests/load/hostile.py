"""Phones that mean harm, behind the same address as all others: they guess, flood and hold connections."""

from __future__ import annotations

import json
import random
import socket
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.client import HTTPException
from urllib.parse import urlencode, urljoin, urlparse
from uuid import uuid4

import lxml.html

from tests.load.asking import Answer, Client
from tests.phoning import FORM

_SIGNS = "ACDEFGHJKMNPQRTVWXY346789"
_PAUSE = 0.2
"""Seconds between two of its steps."""
_HELD = 80
"""How many connections one of them keeps open at a time, which say nothing or half of something."""


class Hostile:
    """One of them; `got` counts what it gets for what it does, such as "key 404"."""

    def __init__(self, address: str, key: str, seed: int) -> None:
        self.got: Counter[str] = Counter()
        self._address = address
        self._key = key
        self._dice = random.Random(seed)

    @property
    def ways(self) -> tuple[Callable[[threading.Event], None], ...]:
        """All that it can do, each until it is told that all is over."""
        return (self.guess, self.flood, self.hold)

    def guess(self, until: threading.Event) -> None:
        """Try keys, withdraw codes and passcodes."""
        while not until.wait(_PAUSE):
            wrong = self._invent(6)
            self._count("key", Client.get, f"/join/{wrong}")
            self._count("state", Client.get, f"/join/{wrong}/state.json")
            self._count("code", self._send_form, "/join", "code", self._invent(10))
            self._count("passcode", self._send, "/facilitator.json", {"passcode": wrong})

    def flood(self, until: threading.Event) -> None:
        """Join again and again, each time as somebody else, and leave stories in bulk."""
        page = f"/join/{self._key}"
        while not until.wait(_PAUSE):
            self._count("join", self._send_form, page, "role", "patient")
            story = {"id": uuid4().hex, "text": "Buy this.", "language": "en", "teller": "patient"}
            self._count("story", self._send, "/stories.json", story)

    def hold(self, until: threading.Event) -> None:
        """Keep connections open that say nothing, half a head, or half a body."""
        place = urlparse(self._address)
        begun = (b"", b"GET /join HTTP/1.1\r\nHo", b"POST /join HTTP/1.1\r\nContent-Length: 500\r\n\r\nhalf")
        held: list[socket.socket] = []
        while not until.wait(_PAUSE / 4):
            if len(held) >= _HELD:
                held.pop(0).close()
            with suppress(OSError):
                held.append(socket.create_connection((place.hostname, place.port or 80), 5))
                held[-1].sendall(self._dice.choice(begun))
                self.got["held"] += 1
        for connection in held:
            connection.close()

    def _invent(self, length: int) -> str:
        return "".join(self._dice.choices(_SIGNS, k=length))

    def _count(self, what: str, ask: Callable[..., Answer], *values: object) -> None:
        client = Client(self._address)
        try:
            self.got[f"{what} {ask(client, *values).status_code}"] += 1
        except (OSError, HTTPException):
            self.got[f"{what} closed"] += 1
        finally:
            client.close()

    def _send(self, client: Client, address: str, values: Mapping[str, str]) -> Answer:
        headers = {"Content-Type": "application/json", "Origin": self._address}
        return client.post(address, json.dumps(values).encode(), headers)

    def _send_form(self, client: Client, page: str, field: str, value: str) -> Answer:
        """Send the form of a page that has a field."""
        answer = client.get(page)
        forms = lxml.html.fromstring(answer.text).forms if answer.status_code == 200 else []
        for form in forms:
            values: Mapping[str, str] = dict(form.form_values())
            if field in form.inputs:
                content = urlencode({**values, field: value}).encode()
                address = urljoin(page, form.action or "")
                return client.post(address, content, FORM | {"Origin": self._address})
        return answer
