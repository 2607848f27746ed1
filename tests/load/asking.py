"""A client that costs next to nothing beside the server that it measures, and notes how long answers took."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlparse


@dataclass(frozen=True)
class Answer:
    """What came back in the end, after how many milliseconds all of it was there, and from which address."""

    status_code: int
    text: str
    took: float
    url: str

    def json(self) -> Any:
        """What the text says."""
        return json.loads(self.text)


class Client:
    """Asks one server over one connection: keeps its cookies, and follows where it is sent."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection = _connect(address)
        self._cookies: dict[str, str] = {}

    def move(self, address: str) -> None:
        """Ask at another address from now on, with the same cookies."""
        self.close()
        self._address = address
        self._connection = _connect(address)

    def get(self, address: str, params: Mapping[str, str] | None = None) -> Answer:
        """Ask for an address, and the page that it leads to."""
        return self._ask("GET", address + (f"?{urlencode(params)}" if params else ""), None, {})

    def post(self, address: str, content: bytes, headers: Mapping[str, str]) -> Answer:
        """Send something, and ask for the page that follows it."""
        return self._ask("POST", address, content, headers)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _ask(self, method: str, address: str, content: bytes | None, headers: Mapping[str, str]) -> Answer:
        start = time.perf_counter()
        status, where, text = self._ask_once(method, address, content, headers)
        while status in (302, 303):
            address = urljoin(urljoin(self._address, address), where)
            parts = urlparse(address)
            status, where, text = self._ask_once("GET", f"{parts.path}?{parts.query}", None, {})
        return Answer(status, text, 1000 * (time.perf_counter() - start), urljoin(self._address, address))

    def _ask_once(
        self, method: str, address: str, content: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        sent = (method, address, content, {**headers, "Cookie": cookies})
        try:
            self._connection.request(*sent)
            answer = self._connection.getresponse()
        except ConnectionError:  # the server ends a connection that was not used for some seconds
            self._connection.close()
            self._connection.request(*sent)
            answer = self._connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location", ""), text


def _connect(address: str) -> HTTPConnection:
    parts = urlparse(address)
    connection = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return connection(parts.netloc, timeout=60)
