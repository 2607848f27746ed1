"""Whether a passcode that somebody typed is one, and how often they may guess."""

from __future__ import annotations

import hmac
import logging
import re
import secrets
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType

from model.errors import ConceptualModelError
from model.words import get_words
from pages.shared.cookies import read
from pages.shared.facilitator import MOST_TEAMS, find_key_of_teams, get_entry, get_teams, is_here
from pages.shared.limits import Limit
from pages.shared.role_words import name_role
from pages.shared.roles import (
    RIGHTS,
    ROLES,
    SHORTEST_PASSCODE,
    Role,
    find_passcodes,
    list_short_passcodes,
    tidy,
)
from pages.shared.tokens import BETWEEN, build_key, encode, sign

DEVICE_COOKIE = "mangomoment_device"
MOST_WRONG = 100
"""How many wrong passcodes an hour are judged, of all who were never let in before."""
_DEVICE = re.compile(r"[0-9a-f]{32}(\.[0-9a-f]{32})?\.[0-9a-f]{64}")
_AN_HOUR = 3600
_GUESSING = 20
_log = logging.getLogger(__name__)
_tries_of_known = Limit(most=20, seconds=60)
_tries_without_database = Limit(most=MOST_WRONG, seconds=_AN_HOUR)


@dataclass(frozen=True)
class Judged:
    """Whether a passcode was right; None where it was not judged, and in how many seconds one is again.

    `role` is the role whose passcode it was; `team` the team that it was of, "" for all.
    """

    is_right: bool | None
    seconds: int = 0
    team: str = ""
    role: Role = "facilitator"


def check_passcode(
    passcode: str,
    client: str,
    headers: Mapping[str, str] = MappingProxyType({}),
    cookies: Mapping[str, str] = MappingProxyType({}),
) -> Judged:
    """Judge a passcode: that of a role, or that of a team.

    Of at most 100 wrong ones an hour, of all processes together. After that only a browser that was let in
    before (one of its cookies says so) or somebody at this machine is judged, 20 times a minute each; a
    browser that was let in with a role for what this role may do, so that nobody guesses a higher one's, and
    one that was let in for a team for the very passcode that it was let in with.
    """
    found = find_role_of(passcode)
    devices = list_devices(cookies)
    device, known = _find_device(devices)
    if is_here(client, headers):
        known = ROLES[0]
    if known:
        if not _tries_of_known.take(device or client):
            return Judged(None, 60)
        is_within = found is not None and RIGHTS[found] <= RIGHTS[known]
        is_of_all = all(RIGHTS[role] <= RIGHTS[known] for role in find_passcodes())
        if is_within or is_of_all:
            judged = _judge(passcode, found)
            if not judged.is_right:
                _log.warning(
                    "wrong passcode from %s, where it was known before or is at hand", client or "here"
                )
            return judged
    if not found and (team := _find_known_team(passcode, devices)):
        return Judged(True, team=team)
    now = int(time.time())
    try:
        entry = get_entry()
        number = entry.take_try(MOST_WRONG, now)
        if number is None:
            return Judged(None, entry.count_tries(now).seconds)
        judged = _judge(passcode, found)
        if judged.is_right:
            entry.give_back(number)
            return judged
        count = entry.count_tries(now).count
    except ConceptualModelError:  # the stories cannot be reached, but a backup may have to be restored
        if not _tries_without_database.take("all"):
            return Judged(None, _AN_HOUR)
        return Judged(found is not None, role=found or "facilitator")
    _log.warning("wrong passcode from %s, number %d within the last hour", client or "somebody", count)
    if count >= MOST_WRONG:
        _log.warning("somebody is guessing the passcode: only known browsers are let in for now")
    return Judged(False)


def _judge(passcode: str, found: Role | None) -> Judged:
    if found:
        return Judged(True, role=found)
    team = find_team_of(passcode)
    return Judged(bool(team), team=team)


def find_role_of(passcode: str) -> Role | None:
    """The role that has a passcode: no team may have it."""
    encoded = encode(tidy(passcode))
    found = [role for role, kept in find_passcodes().items() if hmac.compare_digest(encoded, encode(kept))]
    return found[0] if found else None


def find_team_of(passcode: str) -> str:
    """The team that has a passcode; "" for none, and where nobody can tell."""
    try:
        found = get_teams().find_by_passcode(tidy(passcode))
    except ConceptualModelError:
        return ""
    return found.id if found else ""


def build_device(role: Role = "facilitator") -> str:
    """What a browser keeps after it was let in: nothing but that, signed with a role's key."""
    name = secrets.token_hex(16)
    return f"{name}.{sign(f'device {name}', build_key(find_passcodes().get(role, '')))}"


def build_team_device(team: str) -> str:
    """What a browser keeps after it was let in for a team: good for the passcode that the team has now."""
    name = secrets.token_hex(16)
    return f"{name}.{team}.{_sign_team(name, team)}"


def add_device(cookies: Mapping[str, str], device: str) -> str:
    """What a browser keeps once it was let in once more: of each team and of a role what it got last."""
    _name, *team, _signature = device.split(".")
    others = [each for each in list_devices(cookies) if each.split(".")[1:-1] != team]
    return BETWEEN.join((*others[-MOST_TEAMS:], device))


def list_devices(cookies: Mapping[str, str]) -> list[str]:
    """What cookies say of who was let in before, whoever made them: by a role, and for teams."""
    texts = [text for kept in read(cookies, DEVICE_COOKIE) for text in kept.split(BETWEEN)[: MOST_TEAMS + 1]]
    return [text for text in texts if _DEVICE.fullmatch(text)]


def _find_known_team(passcode: str, devices: Collection[str]) -> str:
    """The team that a passcode is of, where a browser was let in with this very passcode; else ""."""
    try:
        known = {device for device in devices if _is_device_of_team(device)}
    except ConceptualModelError:
        return ""
    if not (known and _tries_of_known.take(min(known))):
        return ""
    team = find_team_of(passcode)
    return team if any(device.split(".")[1] == team for device in known) else ""


def _is_device_of_team(device: str) -> bool:
    name, *team, signature = device.split(".")
    return bool(team) and hmac.compare_digest(encode(signature), _sign_team(name, team[0]).encode())


def _sign_team(name: str, team: str) -> str:
    """Signed with what changes with the team's passcode; for a team without one by a key that nobody has."""
    mark = get_teams().find_mark(team)
    key = find_key_of_teams() if mark else None
    return sign(f"device {name} {team} {mark}", key or secrets.token_bytes())


def _find_device(kept: Collection[str]) -> tuple[str, Role | None]:
    """A cookie that says that a browser was let in before, and with which role."""
    for role, passcode in find_passcodes().items():
        for device in kept:
            if _is_device(device, passcode):
                return device, role
    return "", None


def _is_device(device: str, passcode: str) -> bool:
    name, _dot, signature = device.partition(".")
    return hmac.compare_digest(encode(signature), sign(f"device {name}", build_key(passcode)).encode())


def list_warnings(language: str, is_leading: bool = False) -> tuple[str, ...]:
    """What the facilitator should know of passcodes: that one is short, and that somebody guesses them.

    Who is leading a workshop cannot choose another one now, and only reads the latter.
    """
    _ = get_words(language)
    warnings = []
    for role in () if is_leading else list_short_passcodes():
        words = _("The passcode is short. Start the server with one of at least {count} characters.")
        if role != "facilitator":
            words = _(
                "The passcode for the role “{role}” is short. Start the server with one of at least "
                "{count} characters."
            )
        warnings.append(words.format(count=SHORTEST_PASSCODE, role=name_role(role, _)))
    with suppress(ConceptualModelError):
        count = get_entry().count_tries(int(time.time())).count if find_passcodes() else 0
        if count >= _GUESSING:
            warnings.append(
                _(
                    "Somebody is guessing the passcode: {count} wrong tries within the last hour. "
                    "From {most} on, only browsers that were let in before can unlock."
                ).format(count=count, most=MOST_WRONG)
            )
    return tuple(warnings)
