"""Whether the application is ready, as a container and systemd ask."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from deploy.ready import find_trouble
from tests.serving import find_port


class Answers(BaseHTTPRequestHandler):
    """Says first that something stands in the way, then that all is well."""

    given = iter(((503, b'{"database": "locked"}'), (200, b"{}")))

    def do_GET(self) -> None:
        status, said = next(self.given)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        yield str(server.server_port)
        server.shutdown()
        serving.join()


def test_it_says_what_stands_in_the_way_and_that_nothing_does(port: str) -> None:
    assert "locked" in find_trouble(port)
    assert find_trouble(port, 5) == ""
    assert "refused" in find_trouble(str(find_port()))
