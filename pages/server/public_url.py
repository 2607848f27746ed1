"""How phones reach this server: the address to show, its QR code, and what is in the way."""

from __future__ import annotations

import logging
import os
import socket
from io import BytesIO
from urllib.parse import urlsplit

import streamlit as st

from model.words import get_words
from pages.seams.base_path import get_quoted_base
from pages.shared.origins import find_public_url, is_loopback

_log = logging.getLogger(__name__)

_ELSEWHERE = ("192.0.2.1", "10.255.255.255", "192.168.255.255")
"""Addresses that nothing is sent to: asked for the way to them, the system names its own address."""

EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104


def find_join_address(key: str = "", asked_at: str = "") -> str:
    """The address that phones open: of the workshop with a key, or of the page where a key is typed.

    `MANGOMOMENT_PUBLIC_URL` where it is set; else `asked_at`, the address at which somebody asks from
    elsewhere than this machine; else this machine's address in the local network. A server that answers to
    its own machine only gets that address: `explain_reach` says what to do.
    """
    return _find_address("join", key, asked_at)


def find_tell_address(key: str = "", asked_at: str = "") -> str:
    """The address at which stories are told to the letterbox with a key, as `find_join_address`."""
    return _find_address("tell", key, asked_at)


def _find_address(page: str, key: str, asked_at: str) -> str:
    base = find_outer_address(asked_at)
    return f"{base}/{page}/{key}" if key else f"{base}/{page}"


def find_outer_address(asked_at: str = "") -> str:
    """The address of this server for others, without a slash at its end; see `find_join_address`."""
    return find_public_url() or _keep_outer(asked_at) or build_base(find_own_host())


def warn_of_other_path() -> None:
    """Say in the log where the public address does not lead to the path that everything is served below."""
    public, base = find_public_url(), get_quoted_base()
    if public and not urlsplit(public).path.endswith(base):
        _log.warning(
            "MANGOMOMENT_PUBLIC_URL does not end with %s, below which this server answers: "
            "links and QR codes for phones lead nowhere, unless a proxy adds it",
            base,
        )


def explain_reach(language: str, asked_at: str = "") -> str:
    """How to start the server so that phones can reach it, in one sentence; empty where they can."""
    _ = get_words(language)
    if os.environ.get("MANGOMOMENT_PUBLIC_URL", "").strip() and not find_public_url():
        return _(
            "MANGOMOMENT_PUBLIC_URL is not a web address: set it to one that begins with http:// or https://."
        )
    if find_public_url() or _keep_outer(asked_at) or not is_loopback(find_own_host()):
        return ""
    if _get_listening() in EVERYWHERE:
        return _("This computer is not connected to a network. Connect it to the network of the phones.")
    return _(
        "Phones cannot reach this server yet: set MANGOMOMENT_PASSCODE to a passcode of your choice and "
        "start it again with --server.address 0.0.0.0, in the same network as the phones."
    )


def build_qr(address: str) -> str:
    """The QR code of an address as SVG: dark on white, with the quiet zone that readers need, for any size.

    >>> build_qr("http://192.0.2.7:8501/join/ABCD23")[:4]
    '<svg'
    """
    picture = BytesIO()
    import segno  # only where a code is drawn

    code = segno.make(address, error="m", micro=False)
    code.save(
        picture, kind="svg", xmldecl=False, omitsize=True, border=4, dark="#000", light="#fff", nl=False
    )
    return picture.getvalue().decode()


def _get_listening() -> str:
    return str(st.get_option("server.address") or "")


def find_own_host() -> str:
    """Where this machine can be reached; its own address for itself where nobody else can."""
    listening = _get_listening()
    if listening not in EVERYWHERE:
        return listening
    for elsewhere in _ELSEWHERE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((elsewhere, 9))
                found = str(probe.getsockname()[0])
            except OSError:  # no way leads there
                continue
        if not is_loopback(found):
            return found
    return "127.0.0.1"


def build_base(host: str) -> str:
    """The address of this server by one of the machine's names or addresses."""
    scheme, usual = ("https", 443) if st.get_option("server.sslCertFile") else ("http", 80)
    port = int(st.get_option("server.port"))
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}" + (f":{port}" if port != usual else "") + get_quoted_base()


def _keep_outer(asked_at: str) -> str:
    """The address, where it leads to this machine from elsewhere, too."""
    try:
        host = urlsplit(asked_at).hostname
    except ValueError:
        return ""
    return asked_at.rstrip("/") if host and not is_loopback(host) else ""
