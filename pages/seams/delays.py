"""Small answers are sent at once.

A seam: Streamlit binds its socket itself, without naming the protocol, and asyncio then leaves TCP_NODELAY
alone. On a connection that is kept alive every answer waits 40 ms for the browser's delayed acknowledgement
(https://github.com/Kludex/uvicorn/issues/3149). Accepted connections inherit the setting of the listening
socket.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable

from streamlit.web.server.starlette import starlette_server

from pages.seams.changed import ChangedStreamlitError


def answer_without_delay(listening: Iterable[socket.socket]) -> None:
    """Switch Nagle's algorithm off for the connections that the server will accept."""
    for found in listening:
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def check() -> None:
    """Raise `ChangedStreamlitError` where Streamlit does not bind its socket itself any more."""
    names = getattr(getattr(starlette_server, "_bind_socket", None), "__code__", check.__code__).co_names
    if not {"socket", "bind"} <= set(names):
        raise ChangedStreamlitError("its socket is bound elsewhere")
