"""A running server with a certificate: who comes by https, and who only half does."""

from __future__ import annotations

import shutil
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.encrypting import CAN_ENCRYPT, build_trust, make_certificate
from tests.serving import serve

pytestmark = pytest.mark.skipif(
    not CAN_ENCRYPT or shutil.which("sh") is None, reason="needs openssl and a shell that sets limits"
)
PASSCODE = "mango-seven"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encrypted")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    certificate, key = make_certificate(folder)
    options = ("--server.sslCertFile", str(certificate), "--server.sslKeyFile", str(key))
    limits = ("sh", "-c", 'ulimit -n 256; exec "$@"', "sh")
    with serve(
        options=options,
        log=folder / "log",
        before=limits,
        MANGOMOMENT_DB=f"sqlite:///{folder / 'stories.db'}",
        MANGOMOMENT_PASSCODE=PASSCODE,
    ) as server:
        yield server.address


@pytest.fixture(scope="module")
def trust(address: str, folder: Path) -> ssl.SSLContext:
    return build_trust(folder / "cert.pem")


def test_handshakes_that_never_end_keep_nobody_out(address: str, trust: ssl.SSLContext, folder: Path) -> None:
    parts = urlsplit(address)
    opened = []
    for content in (b"", b"\x16\x03\x01\x02\x00\x01"):
        for _ in range(300):
            opened.append(socket.create_connection((str(parts.hostname), int(parts.port or 443)), timeout=10))
            opened[-1].sendall(content)
    taken = []
    for _ in range(5):
        start = time.monotonic()
        assert httpx2.get(f"{address}/health", verify=trust).status_code == 200
        taken.append(time.monotonic() - start)
    assert sorted(taken)[2] < 1
    with connect(
        f"wss://{parts.netloc}/_stcore/stream",
        origin=Origin(address),
        ssl=trust,
        subprotocols=[Subprotocol("streamlit")],
        proxy=None,
    ):
        pass
    for connection in opened:
        connection.close()
    assert len((folder / "log").read_bytes().splitlines()) < 100


def test_over_https_the_facilitator_is_known_by_a_cookie_of_the_strictest_kind(
    address: str, trust: ssl.SSLContext
) -> None:
    with httpx2.Client(base_url=address, verify=trust) as client:
        assert client.get("/workshops.json").status_code == 403
        answer = client.post("/facilitator.json", json={"passcode": PASSCODE})
        assert {cookie.name for cookie in client.cookies.jar} == {
            "__Host-mangomoment_facilitator",
            "__Host-mangomoment_device",
        }
        assert answer.status_code == 200
        assert client.get("/workshops.json").status_code == 200
        assert client.post("/facilitator.json", json={"lock": True}).json() == {"access": "locked"}
        assert client.get("/workshops.json").status_code == 403
