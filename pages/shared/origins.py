"""By which names this server answers, and from whose pages requests may come.

A page of another site cannot set `Host` and `Origin`: a name that is not the server's own there means that a
browser was led here by somebody else (DNS rebinding, cross-site requests, websockets of other pages).
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from functools import cache
from urllib.parse import urlsplit

import streamlit as st

PUBLIC_URL = "MANGOMOMENT_PUBLIC_URL"
ALLOWED_HOSTS = "MANGOMOMENT_ALLOWED_HOSTS"

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::([0-9]{1,5}))?")
_USUAL_PORTS = {"http": 80, "https": 443}


def is_own_host(host: str, reached_at: str = "") -> bool:
    """Whether the server answers by this `Host`.

    It does by the names of this machine for itself, by the host of `MANGOMOMENT_PUBLIC_URL` and those that
    `MANGOMOMENT_ALLOWED_HOSTS` lists; where it listens to the network, also by `reached_at`, the address of
    the machine that the connection came in at, and by the machine's name there.

    >>> is_own_host("localhost:8501"), is_own_host("evil.example"), is_own_host("127.0.0.1:8501@evil")
    (True, False, False)
    """
    parts = _split(host)
    if parts is None:
        return False
    name, port = parts
    if is_loopback(name) or _is_listed(name, port):
        return True
    if is_loopback(str(st.get_option("server.address") or "")):
        return False
    return name in _list_machine_names() or (
        bool(reached_at) and _to_address(name) == _to_address(reached_at)
    )


def is_own_origin(origin: str, host: str) -> bool:
    """Whether an `Origin` is that of the server's own pages, for a request that names it `host`.

    Behind a proxy that changes `Host` the public URL and the listed hosts count, too.

    >>> is_own_origin("http://localhost:8501", "localhost:8501")
    True
    >>> is_own_origin("http://localhost:3000", "localhost:8501"), is_own_origin("null", "localhost:8501")
    (False, False)
    """
    try:
        parts = urlsplit(origin)
    except ValueError:  # such as a bracket that is not closed
        return False
    usual = _USUAL_PORTS.get(parts.scheme)
    asking, own = _split(parts.netloc), _split(host)
    if usual is None or asking is None or parts.path or parts.query or parts.fragment:
        return False
    name, port = asking[0], asking[1] or usual
    if own is not None and (name, port) == (own[0], own[1] or usual):
        return True
    return _is_listed(name, None if port == usual else port, is_exact=True)


def find_public_url() -> str:
    """What `MANGOMOMENT_PUBLIC_URL` says, without a slash at its end; empty where it is no web address, or
    one to which nothing can be added: with a query or a fragment, or with a user."""
    said = os.environ.get(PUBLIC_URL, "").strip().rstrip("/")
    try:
        parts = urlsplit(said)
        is_more = "@" in parts.netloc or bool(set(" ?#") & set(said))
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # such as a port that is no number
        return ""
    return said if is_address and said.isprintable() and not is_more else ""


def list_no_hosts() -> tuple[str, ...]:
    """What `MANGOMOMENT_ALLOWED_HOSTS` lists that is no host; it is left out."""
    return tuple(entry for entry in _list_entries() if _split(entry.removeprefix("*.")) is None)


def find_name(host: str) -> str:
    """The name or address in a `Host`, without its port; empty for what is no host.

    >>> find_name("Ward.example:8501"), find_name("[::1]:8501"), find_name("a b")
    ('ward.example', '::1', '')
    """
    parts = _split(host)
    return parts[0] if parts else ""


def is_loopback(name: str) -> bool:
    """Whether a name or an address is this machine's for itself.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("localhost.evil.example")
    (True, True, False)
    """
    address = _to_address(name)
    return name == "localhost" or (address is not None and address.is_loopback)


def _split(host: str) -> tuple[str, int | None] | None:
    """The name or address of a host in lower case, and its port if it names one; None for what is no host."""
    match = _HOST.fullmatch(host)
    if match is None:
        return None
    port = int(match[2]) if match[2] else None
    return None if port is not None and not 0 < port < 65536 else (match[1].lower().strip("[]"), port)


def _is_listed(name: str, port: int | None, is_exact: bool = False) -> bool:
    """Whether the public URL or the list names a host; `is_exact` asks for the same port, too."""
    public = urlsplit(find_public_url())
    entries = _list_entries()
    if public.hostname:
        usual = _USUAL_PORTS[public.scheme]
        ending = f":{public.port}" if public.port not in (None, usual) else ""
        entries.append(f"[{public.hostname}]{ending}" if ":" in public.hostname else public.hostname + ending)
    for entry in entries:
        listed = _split(entry.removeprefix("*."))
        if listed is None or (is_exact and listed[1] != port):
            continue
        if not is_exact and listed[1] not in (None, port) and port is not None:
            continue
        if name == listed[0] or (entry.startswith("*.") and name.endswith(f".{listed[0]}")):
            return True
    return False


def _list_entries() -> list[str]:
    entries = (entry.strip() for entry in os.environ.get(ALLOWED_HOSTS, "").split(","))
    return [entry for entry in entries if entry]


@cache
def _list_machine_names() -> frozenset[str]:
    """The names that a local network may know this machine by; nobody is asked for them."""
    name = socket.gethostname().lower()
    short = name.partition(".")[0]
    return frozenset({name, short, f"{short}.local"} - {""})


def _to_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
