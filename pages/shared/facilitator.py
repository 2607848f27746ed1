"""Who may publish, edit, withdraw and export: the facilitator, by passcode or by sitting at the machine.

- `open`: the server answers to this computer only and no passcode is set: who sits here facilitates.
- `unlocked`: the passcode was given in this browser.
- `limited`: passcodes of teams were given in this browser; what these allow each address says itself.
- `locked`: there is a passcode, and it was not given yet.
- `closed`: others can reach the server and no passcode is set, so nobody is the facilitator.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import logging
import os
import re
import secrets
import time
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import streamlit as st
from starlette.requests import HTTPConnection

from model.errors import ConceptualModelError
from model.retention import get_period
from model.words import get_words
from pages.shared.cookies import read
from pages.shared.limits import Limit

if TYPE_CHECKING:
    from model.stories.entry import Entry
    from model.teams import TeamStore

Access = Literal["open", "unlocked", "limited", "locked", "closed"]
COOKIE = "mangomoment_facilitator"
LONGEST_SESSION = int(get_period("session").total_seconds())
"""After how many seconds the passcode is asked for again."""
MOST_TEAMS = 10  # for which somebody is signed in at once; with one more the first of them is left
_BETWEEN = "~"  # the tokens of several teams in a cookie

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
DEVICE_COOKIE = "mangomoment_device"
MOST_WRONG = 100
"""How many wrong passcodes an hour are judged, of all who were never let in before."""
SHORTEST_PASSCODE = 8
_AN_HOUR = 3600
_TEAM_TOKEN = re.compile(
    r"(?P<until>[0-9]{1,14})\.[0-9a-f]{32}\.(?P<team>[0-9a-f]{32})\.(?P<mark>[0-9a-f]{32})\.[0-9a-f]{64}"
)
_GUESSING = 20
_log = logging.getLogger(__name__)
_tries_of_known = Limit(most=20, seconds=60)
_tries_without_database = Limit(most=MOST_WRONG, seconds=_AN_HOUR)
_ended_here: dict[str, int] = {}


def get_access() -> Access:
    """What the visitor of the running page may do."""
    return find_access(st.context.ip_address, st.context.headers, st.context.cookies)


def read_access(connection: HTTPConnection) -> Access:
    """What the sender of a request may do."""
    client = connection.client.host if connection.client else None
    return find_access(client, connection.headers, connection.cookies)


def may_facilitate(access: Access) -> bool:
    """Whether all of the facilitator's functions are there: who is limited to some teams is not meant.

    >>> may_facilitate("open"), may_facilitate("limited"), may_facilitate("locked")
    (True, False, False)
    """
    return access in ("open", "unlocked")


def find_access(client: str | None, headers: Mapping[str, str], cookies: Mapping[str, str]) -> Access:
    """What somebody may do, by where the request comes from and what it brings.

    A passcode, once set, is asked for everywhere: behind a proxy on the same machine every visitor seems
    to sit at it.
    """
    passcode = _get_passcode()
    if passcode:
        tokens = read(cookies, COOKIE)
        is_unlocked = any(_is_token(token, passcode) and not _is_ended(token) for token in tokens)
        if is_unlocked:
            return "unlocked"
        return "limited" if find_teams(cookies) else "locked"
    is_alone = _is_loopback(str(st.get_option("server.address") or "")) and _is_here(client, headers)
    return "open" if is_alone else "closed"


def read_teams(connection: HTTPConnection) -> tuple[str, ...]:
    """The teams that the sender of a request is limited to; none where they are not limited to any."""
    return find_teams(connection.cookies) if read_access(connection) == "limited" else ()


def find_teams(cookies: Mapping[str, str]) -> tuple[str, ...]:
    """The teams for which somebody signed in by their passcodes, as long as these are still the same."""
    return tuple(dict.fromkeys(team for team, _token in _list_sessions(cookies)))


def _list_sessions(cookies: Mapping[str, str]) -> list[tuple[str, str]]:
    """The teams that somebody is signed in for, each with its token."""
    passcode = _get_passcode()
    tokens = [token for kept in read(cookies, COOKIE) for token in kept.split(_BETWEEN)[:MOST_TEAMS]]
    found = [(_read_team(token, passcode), token) for token in tokens if passcode]
    return [(team, token) for team, token in found if team and not _is_ended(token)]


def add_team(cookies: Mapping[str, str], team: str) -> str:
    """What a browser keeps once somebody signed in for one more team; each is a session of its own."""
    others = {each: token for each, token in _list_sessions(cookies) if each != team}
    return _BETWEEN.join((*list(others.values())[1 - MOST_TEAMS :], build_token(team=team)))


def leave_team(cookies: Mapping[str, str], team: str) -> str:
    """What a browser keeps once somebody left a team, whose session ends; "" where there is no other one."""
    sessions = _list_sessions(cookies)
    for each, token in sessions:
        if each == team:
            lock(token)
    return _BETWEEN.join(token for each, token in sessions if each != team)


@dataclass(frozen=True)
class Judged:
    """Whether a passcode was right; None where it was not judged, and in how many seconds one is again.

    `team` is the team whose passcode it was, "" for the facilitator's.
    """

    is_right: bool | None
    seconds: int = 0
    team: str = ""


def check_passcode(
    given: str,
    client: str,
    headers: Mapping[str, str] = MappingProxyType({}),
    cookies: Mapping[str, str] = MappingProxyType({}),
) -> Judged:
    """Judge a passcode: the facilitator's, or that of a team.

    Of at most 100 wrong ones an hour, of all processes together. After that only a browser that was let in
    before (one of its cookies says so) or somebody at this machine is judged, 20 times a minute each.
    """
    passcode = _get_passcode()
    is_right = is_passcode_of_facilitator(given)
    device = next((each for each in read(cookies, DEVICE_COOKIE) if _is_device(each, passcode)), "")
    if device or _is_here(client, headers):
        if not _tries_of_known.take(device or client):
            return Judged(None, 60)
        team = "" if is_right else find_team_of(given)
        if not (is_right or team):
            _log.warning("wrong passcode from %s, where it was known before or is at hand", client or "here")
        return Judged(is_right or bool(team), team=team)
    now = int(time.time())
    try:
        entry = _get_entry()
        number = entry.take_try(MOST_WRONG, now)
        if number is None:
            return Judged(None, entry.count_tries(now).seconds)
        team = "" if is_right else find_team_of(given)
        if is_right or team:
            entry.give_back(number)
            return Judged(True, team=team)
        count = entry.count_tries(now).count
    except ConceptualModelError:  # the stories cannot be reached, but a backup may have to be restored
        if not _tries_without_database.take("all"):
            return Judged(None, _AN_HOUR)
        return Judged(is_right)
    _log.warning("wrong passcode from %s, number %d within the last hour", client or "somebody", count)
    if count >= MOST_WRONG:
        _log.warning("somebody is guessing the passcode: only known browsers are let in for now")
    return Judged(False)


def lock(token: str) -> None:
    """End the session of a token, or of each in a cookie, on every process; of anything else nothing."""
    passcode = _get_passcode()
    for one in token.split(_BETWEEN)[:MOST_TEAMS]:
        if passcode and (_is_token(one, passcode) or _read_team(one, passcode)):
            _end(_name_session(one), _read_until(one))


def end_all_sessions() -> None:
    """End every session that there is."""
    _end("all", int(time.time()) + LONGEST_SESSION)


def list_warnings(language: str, is_leading: bool = False) -> tuple[str, ...]:
    """What the facilitator should know of the passcode: that it is short, and that somebody guesses it.

    Who is leading a workshop cannot choose another one now, and only reads the latter.
    """
    _ = get_words(language)
    warnings = []
    if is_passcode_short() and not is_leading:
        warnings.append(
            _("The passcode is short. Start the server with one of at least {count} characters.").format(
                count=SHORTEST_PASSCODE
            )
        )
    with suppress(ConceptualModelError):
        count = _get_entry().count_tries(int(time.time())).count if _get_passcode() else 0
        if count >= _GUESSING:
            warnings.append(
                _(
                    "Somebody is guessing the passcode: {count} wrong tries within the last hour. "
                    "From {most} on, only browsers that were let in before can unlock."
                ).format(count=count, most=MOST_WRONG)
            )
    return tuple(warnings)


def is_passcode_short() -> bool:
    """Whether the passcode that is set could be guessed soon."""
    return 0 < len(_get_passcode()) < SHORTEST_PASSCODE


def warn_of_short_passcode() -> None:
    """Say in the log that the passcode is short, if it is."""
    if is_passcode_short():
        _log.warning("MANGOMOMENT_PASSCODE is short: choose one of at least %d characters", SHORTEST_PASSCODE)


def build_device() -> str:
    """What a browser keeps after it was let in: nothing but that, signed with the passcode's key."""
    name = secrets.token_hex(16)
    return f"{name}.{_sign(f'device {name}', _get_passcode())}"


def build_token(now: float | None = None, team: str = "") -> str:
    """What a browser keeps instead of the passcode: until when, signed with a key made from the passcode.

    Every server with the same passcode takes it, also after a restart; a changed passcode ends it, and so
    does `lock`. One for a `team` names it and the team's own passcode by a mark, so that another passcode of
    the team ends it, too.
    """
    until = str(int((time.time() if now is None else now) + LONGEST_SESSION))
    told = f"{until}.{secrets.token_hex(16)}"
    if team:
        told = f"{told}.{team}.{_get_teams().find_mark(team)}"
        return f"{told}.{_sign(f'team {told}', _get_passcode())}"
    return f"{told}.{_sign(told, _get_passcode())}"


def find_team_of(passcode: str) -> str:
    """The team that has a passcode; "" for none, and where nobody can tell."""
    try:
        found = _get_teams().find_by_passcode(tidy(passcode))
    except ConceptualModelError:
        return ""
    return found.id if found else ""


def is_passcode_of_facilitator(passcode: str) -> bool:
    """Whether a passcode is that of the facilitator: no team may have it."""
    return bool(_get_passcode()) and hmac.compare_digest(_encode(tidy(passcode)), _encode(_get_passcode()))


def _get_passcode() -> str:
    return tidy(os.environ.get("MANGOMOMENT_PASSCODE", ""))


def tidy(passcode: str) -> str:
    """The passcode in the same letters, however a keyboard composes them, without spaces around it."""
    return unicodedata.normalize("NFC", passcode).strip()


def _encode(text: str) -> bytes:
    return text.encode(errors="surrogatepass")  # whatever is sent or set is compared, not an error


def _is_token(token: str, passcode: str) -> bool:
    told, _dot, signature = token.rpartition(".")
    until, dot, name = told.partition(".")
    if dot and not re.fullmatch("[0-9a-f]{32}", name):
        return False
    if not _is_to_come(until):
        return False
    return hmac.compare_digest(signature.encode(), _sign(told, passcode).encode())


def _is_to_come(until: str) -> bool:
    return until.isascii() and until.isdigit() and len(until) < 15 and int(until) > time.time()


def _read_team(token: str, passcode: str) -> str:
    """The team of a token for one, where the team's passcode is the one that it was given for; else ""."""
    found = _TEAM_TOKEN.fullmatch(token)
    if found is None or not _is_to_come(found["until"]):
        return ""
    told, _dot, signature = token.rpartition(".")
    if not hmac.compare_digest(signature, _sign(f"team {told}", passcode)):
        return ""
    try:
        mark = _get_teams().find_mark(found["team"])
    except ConceptualModelError:
        return ""
    return found["team"] if mark == found["mark"] else ""


def _is_device(device: str, passcode: str) -> bool:
    name, _dot, signature = device.partition(".")
    if not (passcode and re.fullmatch("[0-9a-f]{32}", name)):
        return False
    return hmac.compare_digest(_encode(signature), _sign(f"device {name}", passcode).encode())


def _is_here(client: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request comes from this machine, and no other name led here (DNS rebinding)."""
    return (
        (client is None or _is_loopback(client))
        and _is_loopback(_strip_port(headers.get("host", "")))
        and not any(name in headers for name in _FORWARDED)
    )


def _get_entry() -> Entry:
    from model.stories.entry import Entry  # the database is there once somebody asks for it
    from pages.shared import resources

    return Entry(resources.get_store().database)


def _get_teams() -> TeamStore:
    from pages.shared import resources  # the database is there once somebody asks for it

    return resources.get_team_store()


def _name_session(token: str) -> str:
    return hashlib.sha256(_encode(token)).hexdigest()[:32]


def _read_until(token: str) -> int:
    return int(token.partition(".")[0])


def _is_ended(token: str) -> bool:
    """Whether the session of a valid token was ended; where nobody can tell, what this process knows."""
    session, until = _name_session(token), _read_until(token)
    if session in _ended_here or until <= _ended_here.get("all", 0):
        return True
    try:
        return _get_entry().is_ended(session, until)
    except ConceptualModelError:
        return False


def _end(session: str, until: int) -> None:
    now = int(time.time())
    for name in [name for name, last in _ended_here.items() if last < now]:
        del _ended_here[name]
    _ended_here[session] = until
    _get_entry().end(session, until, now)


def _sign(text: str, passcode: str) -> str:
    """The signature of a text with a passcode's key: HMAC, from the standard library.

    Not by itsdangerous: it takes several texts for the same token, as base64 has spare bits, while an ended
    session is known by the text of its token; it refuses a token of a server whose clock is a second ahead;
    and what browsers keep for a year would have to be read in both forms for as long.
    """
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
