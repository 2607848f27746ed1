"""Comes to a running server as a browser, an attacker or a recorder of what it asks of others would."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

PAGES = ("explore", "paths", "stories", "workshop", "export", "open", "about")

_RECORDER = """
import json, os, sys

def _record(event, details):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        _write(event, details[0])
    elif event in ("socket.connect", "socket.sendto") and isinstance(details[1], tuple):
        if event == "socket.sendto" or details[0].type & 1:  # a datagram socket that connects sends nothing
            _write(event, details[1][0])

def _write(event, where):
    with open(os.environ["RECORDED_CONNECTIONS"], "a", encoding="utf-8") as file:
        file.write(json.dumps([event, str(where)]) + "\\\\n")

sys.addaudithook(_record)
"""
_HERE = ("127.0.0.1", "::1", "localhost", "None", "0.0.0.0", socket.gethostname())  # noqa: S104


def prepare_recorder(folder: Path) -> dict[str, Any]:
    """The environment in which a Python process writes down whom it asks; `read_recorded` reads that."""
    (folder / "sitecustomize.py").write_text(_RECORDER.replace("\\\\", "\\"), encoding="utf-8")
    (folder / "recorded").touch()
    return {"PYTHONPATH": str(folder), "RECORDED_CONNECTIONS": str(folder / "recorded")}


def read_recorded(folder: Path) -> list[str]:
    """What a process asked of other machines, or of those who know names."""
    lines = (folder / "recorded").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    return [f"{event} {where}" for event, where in found if where not in _HERE]


def shake_hands(address: str, **headers: str) -> int:
    """Ask for Streamlit's websocket; the status of the answer, 101 where it is opened."""
    parts = urlsplit(address)
    lines = {
        "Host": parts.netloc,
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
        **headers,
    }
    return ask_plainly(address, "GET /_stcore/stream HTTP/1.1", lines)


def ask_plainly(address: str, request: str, headers: Mapping[str, str]) -> int:
    """Send a request as it stands; the status of the answer."""
    parts = urlsplit(address)
    with socket.create_connection((str(parts.hostname), int(parts.port or 80)), timeout=30) as connection:
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        connection.sendall(f"{request}\r\n{head}\r\n".encode("latin-1"))
        return int(connection.recv(64).split()[1])


def run_page(address: str, page: str) -> str:
    """Let a page run in a session of its own, to its end; the id of the session, which has ended by then."""
    with _open_session(address) as session:
        return _run(session, page)


def upload(address: str, content: bytes, page: str = "open") -> int:
    """Upload a file into a session that runs a page; the status of the answer."""
    with _open_session(address) as session, httpx2.Client(base_url=address) as client:
        id_ = _run(session, page)
        client.get("/_stcore/health")
        token = client.cookies.get("_streamlit_xsrf", "")
        answer = client.put(
            f"/_stcore/upload_file/{id_}/file-1",
            files={"file": ("model.yaml", content)},
            headers={"X-Xsrftoken": token or ""},
        )
        return answer.status_code


def _open_session(address: str) -> ClientConnection:
    host = urlsplit(address).netloc
    return connect(
        f"ws://{host}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(address),
        max_size=None,
        proxy=None,
    )


def _run(session: ClientConnection, page: str) -> str:
    message = BackMsg()
    message.rerun_script.page_name = page
    session.send(message.SerializeToString())
    id_ = ""
    while True:
        answer = ForwardMsg.FromString(session.recv(60))
        if answer.WhichOneof("type") == "new_session":
            id_ = answer.new_session.initialize.session_id
        if answer.WhichOneof("type") == "script_finished":
            return id_
