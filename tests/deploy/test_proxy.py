"""nginx with the settings of `deploy/proxy` before two processes: what it sends to which of them, and what
happens while one is away."""

from __future__ import annotations

import re
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from model.words import LANGUAGES
from tests.encrypting import build_trust
from tests.proxying import localise, write_settings
from tests.serving import find_port

OTHER_SITE = """
server {
    listen 443 ssl;
    ssl_certificate /etc/ssl/certs/mangomoment.pem;
    ssl_certificate_key /etc/ssl/private/mangomoment.key;
    include snippets/mangomoment.conf;
}
"""


class Echo(BaseHTTPRequestHandler):
    """A process that says at which port and for what it was asked; a POST it may leave without an answer."""

    protocol_version = "HTTP/1.1"
    drops: ClassVar[set[int]] = set()

    def find_port(self) -> int:
        return int(self.connection.getsockname()[1])

    def do_GET(self) -> None:
        port = self.find_port()
        asked_for = self.headers["X-Forwarded-For"], self.headers["X-Forwarded-Proto"], self.headers["Host"]
        said = f"{port} {self.command} {self.path} {' '.join(map(str, asked_for))}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.find_port() in self.drops:
            self.close_connection = True  # as a process that is killed
        else:
            self.do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing."""


@contextmanager
def run_echo() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        yield server
        server.shutdown()
        serving.join()


@dataclass(frozen=True)
class Answer:
    """What came, from which port, with which cookie."""

    status: int
    port: int
    said: str
    cookie: str


@dataclass(frozen=True)
class Front:
    """nginx before two processes; `base` is the path of the application."""

    ports: list[int]
    base: str
    ask: Callable[..., Answer]


@pytest.fixture(params=["", "/mangomoment"], ids=["own host", "below a path"])
def front(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Front]:
    base, port = str(request.param), find_port()
    with ExitStack() as stack:
        ports = [stack.enter_context(run_echo()).server_port for _ in range(2)]
        replaced = localise(tmp_path, ports, port)
        if base:
            absent = ("listen [", "listen 80")
            replaced = {text: by for text, by in replaced.items() if not text.startswith(absent)}
        command = write_settings(tmp_path, replaced, OTHER_SITE if base else "")
        tried = subprocess.run([*command, "-t"], capture_output=True, text=True)
        assert tried.returncode == 0, tried.stderr
        assert "warn" not in tried.stderr
        process = subprocess.Popen(command)
        trust = build_trust(tmp_path / "cert.pem")

        def ask(path: str, content: bytes | None = None, process: str = "") -> Answer:
            cookie = {"Cookie": f"mangomoment_process={process}"} if process else {}
            address = f"https://127.0.0.1:{port}{base}{path}"
            sent = urllib.request.Request(address, content, {**cookie, "X-Forwarded-For": "192.0.2.1"})
            try:
                with urllib.request.urlopen(sent, timeout=20, context=trust) as answer:
                    said = answer.read().decode()
                    kept = (answer.headers["Set-Cookie"] or "").partition(";")[0]
                    return Answer(answer.status, int(said.split()[0]), said, kept)
            except urllib.error.HTTPError as error:
                with error:
                    return Answer(error.code, 0, error.read().decode(), "")

        try:
            for _ in range(100):
                try:
                    ask("/health")
                    break
                except urllib.error.URLError:
                    time.sleep(0.05)
            yield Front(ports, base, ask)
        finally:
            process.terminate()
            process.wait(10)
            Echo.drops.clear()


def test_each_request_comes_to_the_process_that_it_belongs_to(front: Front) -> None:
    first, other = front.ports
    assert [front.ask("/explore?node=joy", process=each).port for each in "12121"] == [first, other] * 2 + [
        first
    ]
    said = front.ask("/explore?node=joy").said
    assert said.split(" ", 2)[1:] == ["GET", said.split(" ", 2)[2]]
    assert f"GET {front.base}/explore?node=joy 127.0.0.1 https 127.0.0.1:" in said
    assert {front.ask("/join/ABCD23", process="1").port for _ in range(8)} == {first, other}
    kept = {front.ask("/_stcore/stream", process=each).cookie for each in "12"}
    assert kept == {"mangomoment_process=1", "mangomoment_process=2"}
    assert front.ask("/explore").cookie == front.ask("/join/ABCD23").cookie == ""

    Echo.drops.add(first)  # as if it ended while it was asked
    phones = ("/join/ABCD23?lang=en", "/join", "/tell/ABCD23", "/workshops/0123456789abcdef.json")
    for path in phones:
        answers = [front.ask(path, b"do=vote") for _ in range(4)]
        assert {(answer.status, answer.port) for answer in answers} == {(200, other)}
    # What carries no id is not sent twice; a page says in each language that nothing answers.
    refused = front.ask("/stories.json", b"{}", process="1")
    assert refused.status == 502
    assert re.findall(r'<(?:html|p) lang="(\w\w)">', refused.said) == list(LANGUAGES)
    assert front.ask("/away.html").status == 404  # it is no address of its own
    assert front.ask("/workshops/session.json", b"{}", process="1").status == 502
    assert front.ask("/stories.json", b"{}", process="2").port == other
