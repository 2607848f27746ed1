"""What is done once when the server starts, so that every answer comes sooner."""

from __future__ import annotations

import gc
import socket


def prepare_server() -> None:
    """Send small answers at once, and leave what is loaded now out of every garbage collection."""
    _answer_without_delay()
    # Streamlit collects garbage after every run; what is here from the start need not be looked at again.
    gc.collect()
    gc.freeze()


def _answer_without_delay() -> None:
    """Switch Nagle's algorithm off for the connections that the server will accept.

    Streamlit binds its socket itself, without naming the protocol, and asyncio then leaves TCP_NODELAY
    alone: on a connection that is kept alive every answer waits 40 ms for the browser's delayed
    acknowledgement (https://github.com/Kludex/uvicorn/issues/3149). Accepted connections inherit the
    setting of the listening socket, which nothing hands out; so it is looked for.
    """
    for found in gc.get_objects():
        if isinstance(found, socket.socket) and found.family in (socket.AF_INET, socket.AF_INET6):
            try:
                if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError:  # already closed, or a system that does not tell listening sockets apart
                continue
