"""What is done once when the server starts, so that every answer comes sooner."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys

import streamlit as st
from starlette.concurrency import run_in_threadpool

from model.deduce_setting import warn_of_deduce
from pages.seams.checks import tell_of_changes
from pages.seams.connections import (
    find_listening_sockets,
    let_many_queue,
    refuse_for_now,
    watch_connections,
)
from pages.seams.delays import answer_without_delay
from pages.seams.garbage import leave_out_what_stays
from pages.server.deferral import Deferred
from pages.server.framing import warn_of_bad_hosts
from pages.server.json_lines import FIELDS, is_chosen
from pages.server.memory import share_one_arena
from pages.server.public_url import EVERYWHERE, build_base, find_own_host, warn_of_other_path
from pages.server.repeated_lines import quieten_logs
from pages.server.rounds import repeat
from pages.shared.origins import find_public_url, is_loopback

_FIRST_AFTER = 60
"""After how many seconds what has expired is erased first: once whoever comes first has been answered."""

_ERASES_EVERY = 3600

_log = logging.getLogger(__name__)


def prepare_server() -> list[socket.socket]:
    """Say where the server is, send small answers at once, and leave what is loaded now out of every
    garbage collection; the sockets that the server will listen at."""
    tell_addresses()
    share_one_arena()
    quieten_logs()
    watch_connections()
    listening = find_listening_sockets()
    answer_without_delay(listening)
    tell_of_changes()
    warn_of_bad_hosts()
    warn_of_other_path()
    warn_of_deduce()
    return listening


async def end_server() -> None:
    """Close the database once the last request was answered, so that SQLite leaves nothing in its log."""
    from pages.shared.resources import close_stores

    await run_in_threadpool(close_stores)


def tell_addresses() -> None:
    """Say where to open the application: in the terminal, or in the log where that is JSON."""
    said = describe_addresses()
    if is_chosen():
        _log.info("ready to be opened", extra={FIELDS: {"addresses": " ".join(said.split())}})
    else:
        sys.stdout.write(said)
        sys.stdout.flush()


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


async def import_behind_proxy(listening: list[socket.socket], pages: Deferred) -> None:
    """Import the pages before anybody is answered, where a proxy is named: what is refused meanwhile it asks
    of another process, while phones would wait for this one."""
    if os.environ.get("FORWARDED_ALLOW_IPS", "").strip():
        refuse_for_now(listening)
        await asyncio.to_thread(getattr, pages, "routes")


async def settle(listening: list[socket.socket], pages: Deferred) -> None:
    """Do what has to wait until the server listens at its sockets."""
    importing = asyncio.to_thread(getattr, pages, "routes")
    await asyncio.gather(importing, asyncio.sleep(1))  # by then it listens
    leave_out_what_stays()
    let_many_queue(listening)


async def erase_every_hour() -> None:
    """Erase what was kept for long enough: a minute after the start, then each hour."""
    await asyncio.sleep(_FIRST_AFTER)
    await repeat("erasing what was kept for long enough", _erase, _ERASES_EVERY)


async def _erase() -> None:
    from pages.shared.upkeep import erase_expired  # not before the server answers

    await run_in_threadpool(erase_expired)
