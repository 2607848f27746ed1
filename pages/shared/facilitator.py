"""Who may publish, edit, withdraw and export: the facilitator, by passcode or by sitting at the machine.

- `open`: the server answers to this computer only and no passcode is set: who sits here facilitates.
- `unlocked`: the passcode was given in this browser.
- `locked`: there is a passcode, and it was not given yet.
- `closed`: others can reach the server and no passcode is set, so nobody is the facilitator.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
import time
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Literal

import streamlit as st
from starlette.requests import HTTPConnection

from pages.shared.limits import Limit

Access = Literal["open", "unlocked", "locked", "closed"]
COOKIE = "mangomoment_facilitator"
LONGEST_SESSION = 12 * 3600
"""After how many seconds the passcode is asked for again."""

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_tries_of_one = Limit(most=5, seconds=60)
_tries_of_all = Limit(most=60, seconds=60)


def get_access() -> Access:
    """What the visitor of the running page may do."""
    return find_access(st.context.ip_address, st.context.headers, st.context.cookies)


def read_access(connection: HTTPConnection) -> Access:
    """What the sender of a request may do."""
    client = connection.client.host if connection.client else None
    return find_access(client, connection.headers, connection.cookies)


def may_facilitate(access: Access) -> bool:
    """Whether the facilitator's functions are there.

    >>> may_facilitate("open"), may_facilitate("locked")
    (True, False)
    """
    return access in ("open", "unlocked")


def find_access(client: str | None, headers: Mapping[str, str], cookies: Mapping[str, str]) -> Access:
    """What somebody may do, by where the request comes from and what it brings.

    A passcode, once set, is asked for everywhere: behind a proxy on the same machine every visitor seems
    to sit at it.
    """
    passcode = _get_passcode()
    if passcode:
        return "unlocked" if _is_token(cookies.get(COOKIE, ""), passcode) else "locked"
    is_alone = (
        _is_loopback(str(st.get_option("server.address") or ""))
        and (client is None or _is_loopback(client))
        and _is_loopback(_strip_port(headers.get("host", "")))  # no other name led here (DNS rebinding)
        and not any(name in headers for name in _FORWARDED)
    )
    return "open" if is_alone else "closed"


def check_passcode(given: str, client: str) -> bool | None:
    """Whether the passcode is right; None after too many tries, whatever was given."""
    if not (_tries_of_one.take(client) and _tries_of_all.take("all")):
        return None
    passcode = _get_passcode()
    return bool(passcode) and hmac.compare_digest(_encode(_tidy(given)), _encode(passcode))


def build_token(now: float | None = None) -> str:
    """What a browser keeps instead of the passcode: until when, signed with a key made from the passcode.

    Every server with the same passcode takes it, also after a restart; a changed passcode ends it.
    """
    until = str(int((time.time() if now is None else now) + LONGEST_SESSION))
    return f"{until}.{_sign(until, _get_passcode())}"


def _get_passcode() -> str:
    return _tidy(os.environ.get("MANGOMOMENT_PASSCODE", ""))


def _tidy(passcode: str) -> str:
    """The passcode in the same letters, however a keyboard composes them, without spaces around it."""
    return unicodedata.normalize("NFC", passcode).strip()


def _encode(text: str) -> bytes:
    return text.encode(errors="surrogatepass")  # whatever is sent or set is compared, not an error


def _is_token(token: str, passcode: str) -> bool:
    until, _dot, signature = token.partition(".")
    if not (until.isascii() and until.isdigit() and len(until) < 15 and int(until) > time.time()):
        return False
    return hmac.compare_digest(signature.encode(), _sign(until, passcode).encode())


def _sign(text: str, passcode: str) -> str:
    return hmac.new(_build_key(passcode), text.encode(), "sha256").hexdigest()


@cache
def _build_key(passcode: str) -> bytes:
    """Slow on purpose, so that a token does not help to guess the passcode."""
    return hashlib.scrypt(_encode(passcode), salt=b"mangomoment facilitator", n=2**14, r=8, p=1)


def _strip_port(host: str) -> str:
    if host.startswith("["):
        name, _bracket, rest = host[1:].partition("]")
        return "" if rest and not rest.startswith(":") else name
    return host.partition(":")[0]


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
