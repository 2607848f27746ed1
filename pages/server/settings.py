"""Which variables of the environment there are, and what is named in the log when the server starts: what
is set to something that does not count.

Here is what nobody else warns of; no value that may hold a password is written down.
"""

from __future__ import annotations

import ipaddress
import logging
import os
from collections.abc import Iterator

from model.errors import find_near_match
from pages.server import json_lines
from pages.shared.origins import ALLOWED_HOSTS, PUBLIC_URL, find_public_url, list_no_hosts

_PREFIX = "MANGOMOMENT_"
_PROXIES = "FORWARDED_ALLOW_IPS"

KNOWN = (
    PUBLIC_URL,
    ALLOWED_HOSTS,
    "MANGOMOMENT_MODEL",
    "MANGOMOMENT_DB",
    "MANGOMOMENT_PASSCODE",
    "MANGOMOMENT_ADMINISTRATOR_PASSCODE",
    "MANGOMOMENT_MODERATOR_PASSCODE",
    "MANGOMOMENT_CODER_PASSCODE",
    "MANGOMOMENT_TELLER_PASSCODE",
    "MANGOMOMENT_OIDC_ISSUER",
    "MANGOMOMENT_OIDC_CLIENT_ID",
    "MANGOMOMENT_OIDC_CLIENT_SECRET",
    "MANGOMOMENT_OIDC_CLIENT_SECRET_FILE",
    "MANGOMOMENT_OIDC_GROUPS",
    "MANGOMOMENT_OIDC_SCOPES",
    "MANGOMOMENT_OIDC_SESSION",
    "MANGOMOMENT_CODE_DAYS",
    "MANGOMOMENT_PENDING_DAYS",
    "MANGOMOMENT_STORY_DAYS",
    "MANGOMOMENT_WITHDRAWN_DAYS",
    "MANGOMOMENT_HISTORY_DAYS",
    "MANGOMOMENT_CODING_DAYS",
    "MANGOMOMENT_LETTERBOX_DAYS",
    "MANGOMOMENT_UNLINK_DAYS",
    "MANGOMOMENT_WORKSHOP_DAYS",
    "MANGOMOMENT_OPENED_DAYS",
    "MANGOMOMENT_DEVICE_DAYS",
    "MANGOMOMENT_LANGUAGE_DAYS",
    "MANGOMOMENT_MAIL_TO",
    "MANGOMOMENT_SMTP_URL",
    "MANGOMOMENT_MAIL_FROM",
    "MANGOMOMENT_MAIL_LANGUAGE",
    "MANGOMOMENT_FRAME_HOSTS",
    "MANGOMOMENT_METRICS",
    "MANGOMOMENT_LOG",
    "MANGOMOMENT_DISK_WARNING",
    "MANGOMOMENT_DEDUCE",
    _PROXIES,
)
"""All that the application reads, in the order of the table in docs/administration.md."""

INTERNAL = ("MANGOMOMENT_WINDOW",)
"""What the programs of deploy/offline say to themselves."""

_log = logging.getLogger(__name__)


def warn_of_settings() -> None:
    """Name in the log what is set and does not count, each with what to set instead."""
    for fault in (*_list_faults(), *_list_unknown()):
        _log.warning("%s", fault)


def _list_faults() -> Iterator[str]:
    if _get(PUBLIC_URL) and not find_public_url():
        yield (
            f"{PUBLIC_URL} is an address such as https://mango.house.example or https://house.example/mango, "
            "without a user, a query or a #; it is left out"
        )
    for entry in list_no_hosts():
        yield (
            f'{ALLOWED_HOSTS}: "{entry.rpartition("@")[2]}" is no name such as ward.example.org or '
            "*.house.example, with commas between them; it is left out"
        )
    if (form := _get(json_lines.FORMAT)) and not json_lines.is_chosen():
        yield f'{json_lines.FORMAT}: "{form}" is not json; the log is lines of text'
    for proxy in _list_no_proxies():
        yield f'{_PROXIES}: "{proxy}" is no address or network, such as 10.0.0.0/24; it is left out'


def _list_no_proxies() -> Iterator[str]:
    entries = [entry.strip() for entry in _get(_PROXIES).split(",")]
    for entry in filter(None, entries if entries != ["*"] else ()):
        try:
            ipaddress.ip_network(entry)
        except ValueError:
            yield entry


def _list_unknown() -> Iterator[str]:
    known = [name.removeprefix(_PREFIX) for name in KNOWN if name.startswith(_PREFIX)]
    for name in sorted(os.environ):
        if name.startswith(_PREFIX) and name not in (*KNOWN, *INTERNAL):
            near = find_near_match(name.removeprefix(_PREFIX), known)
            yield f"{name} is not known" + (
                f"; did you mean {_PREFIX}{near}?" if near else "; it changes nothing"
            )


def _get(name: str) -> str:
    return os.environ.get(name, "").strip()
