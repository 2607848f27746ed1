"""What is done once when the server starts, so that every answer comes sooner."""

from __future__ import annotations

import asyncio
import gc
import socket
import sys

import streamlit as st
from starlette.concurrency import run_in_threadpool

from pages.shared.origins import find_public_url, is_loopback
from pages.shared.reaching import EVERYWHERE, build_base, find_own_host
from pages.shared.resources import erase_expired


def prepare_server() -> None:
    """Say where the server is, send small answers at once, and leave what is loaded now out of every
    garbage collection."""
    sys.stdout.write(describe_addresses())
    sys.stdout.flush()
    _answer_without_delay()
    # Streamlit collects garbage after every run; what is here from the start need not be looked at again.
    gc.collect()
    gc.freeze()


def describe_addresses() -> str:
    """Where to open the application, on this machine and from others, as lines for the terminal.

    Streamlit's own lines ask a service on the internet for the address.
    """
    listening = str(st.get_option("server.address") or "")
    is_everywhere = listening in EVERYWHERE
    lines = [f"Open {build_base('127.0.0.1' if is_everywhere else listening)} in your browser."]
    if is_everywhere and not is_loopback(find_own_host()):
        lines.append(f"From other devices: {find_public_url() or build_base(find_own_host())}")
    return "".join(f"\n  {line}" for line in lines) + "\n\n"


async def erase_every_hour() -> None:
    """Erase withdrawn stories when their time has come, as long as the server runs."""
    while True:
        await asyncio.sleep(3600)
        await run_in_threadpool(erase_expired)


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
