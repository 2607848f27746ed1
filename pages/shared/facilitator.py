"""Who may do what: by a passcode or an account for a role, for some teams, or by sitting at the machine.

- `open`: the server answers to this computer only and nobody has to sign in: who sits here may do everything.
- `administrator`, `unlocked` (a facilitator), `moderator`, `coder`, `teller`: who signed in with that role.
- `limited`: a facilitator for some teams alone; what these allow each address says itself.
- `locked`: people can sign in, and nobody did here yet.
- `closed`: others can reach the server and nobody can sign in, so nobody is the facilitator.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st
from starlette.requests import HTTPConnection

from model.errors import ConceptualModelError
from pages.shared.cookies import read
from pages.shared.origins import find_name, is_loopback
from pages.shared.provider import find_provider
from pages.shared.roles import RIGHTS, Right, Role, find_passcodes, is_telling_guarded
from pages.shared.tokens import BETWEEN, LONGEST_SESSION, Token, build_key, read_token, sign
from pages.shared.tokens import build_token as build_signed

if TYPE_CHECKING:
    from model.stories.entry import Entry
    from model.teams import TeamStore

Access = Literal[
    "open", "administrator", "unlocked", "moderator", "limited", "coder", "teller", "locked", "closed"
]
COOKIE = "mangomoment_facilitator"
MOST_TEAMS = 10  # for which somebody is signed in at once; with one more the first of them is left

_ROLES: Mapping[Access, Role] = {
    "open": "administrator",
    "administrator": "administrator",
    "unlocked": "facilitator",
    "moderator": "moderator",
    "limited": "reader",
    "coder": "coder",
    "teller": "teller",
    "locked": "reader",
    "closed": "reader",
}
"""The role whose rights somebody has for all teams."""

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_ended_here: dict[str, int] = {}
_ending = Lock()  # requests are answered in several threads


def get_access() -> Access:
    """What the visitor of the running page may do."""
    return find_access(st.context.ip_address, st.context.headers, st.context.cookies)


def describe_visitor() -> dict[str, Any]:
    """What a page tells its scripts of its visitor: as what they are here, what they may do, and whether
    people can sign in by an account."""
    access = get_access()
    return {"access": access, "may": sorted(list_rights(access)), "accounts": find_provider() is not None}


def read_access(connection: HTTPConnection) -> Access:
    """What the sender of a request may do."""
    client = connection.client.host if connection.client else None
    return find_access(client, connection.headers, connection.cookies)


def list_rights(access: Access) -> frozenset[Right]:
    """What somebody may do, for all teams: who is limited to some may no more than tell.

    Everybody may tell where that needs no passcode, and who facilitates administers while nobody else can.

    >>> sorted(list_rights("coder")), sorted(list_rights("locked"))
    (['code', 'tell'], ['tell'])
    """
    rights = RIGHTS[_ROLES[access]]
    if access == "unlocked" and not _has_administrators():
        rights |= {"administer"}
    if access == "limited" or not is_telling_guarded():
        rights |= {"tell"}
    return rights


def may_facilitate(access: Access) -> bool:
    """Whether all of the facilitator's functions are there: who is limited to some teams is not meant.

    >>> may_facilitate("open"), may_facilitate("limited"), may_facilitate("locked")
    (True, False, False)
    """
    return "facilitate" in list_rights(access)


def may_administer(access: Access) -> bool:
    """Whether somebody may do what is the administrator's: backups, passcodes of teams, ending all sessions.

    >>> may_administer("administrator"), may_administer("moderator"), may_administer("limited")
    (True, False, False)
    """
    return "administer" in list_rights(access)


def may_moderate(access: Access) -> bool:
    """Whether somebody may read and decide on the stories of all teams."""
    return "moderate" in list_rights(access)


def may_tell(access: Access) -> bool:
    """Whether somebody may send in a story on the page of stories."""
    return "tell" in list_rights(access)


def is_guarded() -> bool:
    """Whether somebody has to sign in to do more than read and tell."""
    return bool(find_passcodes() or find_provider())


def find_access(client: str | None, headers: Mapping[str, str], cookies: Mapping[str, str]) -> Access:
    """What somebody may do, by where the request comes from and what it brings.

    A passcode, once set, is asked for everywhere: behind a proxy on the same machine every visitor seems
    to sit at it.
    """
    if not is_guarded():
        is_alone = is_loopback(str(st.get_option("server.address") or "")) and is_here(client, headers)
        return "open" if is_alone else "closed"
    found = {name_access(session) for session in list_sessions(cookies)}
    ranked: tuple[Access, ...] = tuple(_ROLES)
    return next((access for access in ranked if access in found), "locked")


def name_access(session: Token) -> Access:
    """What somebody may do by a session."""
    return "limited" if session.teams else name_role_access(session.role)


def name_role_access(role: Role) -> Access:
    """What somebody may do who signed in with a role.

    >>> name_role_access("facilitator"), name_role_access("coder")
    ('unlocked', 'coder')
    """
    return next(access for access, each in _ROLES.items() if each == role and access != "open")


def read_teams(connection: HTTPConnection) -> tuple[str, ...]:
    """The teams that the sender of a request is limited to; none where they are not limited to any."""
    return find_teams(connection.cookies) if read_access(connection) == "limited" else ()


def find_teams(cookies: Mapping[str, str]) -> tuple[str, ...]:
    """The teams for which somebody signed in, as long as their passcodes are still the same."""
    return tuple(dict.fromkeys(team for session in list_sessions(cookies) for team in session.teams))


def list_sessions(cookies: Mapping[str, str]) -> list[Token]:
    """As what somebody is signed in: each session that goes on."""
    texts = [text for kept in read(cookies, COOKIE) for text in kept.split(BETWEEN)[:MOST_TEAMS]]
    return [token for text in texts if (token := _read_signed(text)) and not _is_ended(token)]


def _read_signed(text: str) -> Token | None:
    """What a token says that was signed here, and for what is still so; else None."""
    token = read_token(text)
    if token is None:
        return None
    key = _find_key(token)
    if key is None or not token.is_signed(key):
        return None
    if token.kind == "team":
        try:
            mark = get_teams().find_mark(token.teams[0])
        except ConceptualModelError:
            return None
        return token if mark == token.mark else None
    return token


def _find_key(token: Token) -> bytes | None:
    """The key that a token has to be signed with; None where nobody can have signed in that way."""
    match token.kind:
        case "person":
            return _find_key_of_persons()
        case "team":
            return find_key_of_teams()
    passcode = find_passcodes().get(token.role)
    return build_key(passcode) if passcode else None


def find_key_of_teams() -> bytes | None:
    """The facilitator's, else the administrator's; one of the server where there are accounts alone."""
    passcodes = find_passcodes()
    passcode = passcodes.get("facilitator") or passcodes.get("administrator")
    return build_key(passcode) if passcode else _find_key_of_persons()


def _find_key_of_persons() -> bytes | None:
    """Another one whenever it is said otherwise who may do what."""
    provider = find_provider()
    key = find_server_key() if provider else None
    return sign(provider.mark, key).encode() if provider and key else None


def find_server_key() -> bytes | None:
    """The key of all servers that share the database; None while it cannot be read."""
    try:
        return get_entry().get_key()
    except ConceptualModelError:
        return None


def add_team(cookies: Mapping[str, str], team: str) -> str:
    """What a browser keeps once somebody signed in for one more team; each is a session of its own."""
    others = {
        each.teams: each.text for each in list_sessions(cookies) if each.teams and each.teams != (team,)
    }
    return BETWEEN.join((*list(others.values())[1 - MOST_TEAMS :], build_token(team=team)))


def leave_team(cookies: Mapping[str, str], team: str) -> str:
    """What a browser keeps once somebody left a team, whose session ends; "" where there is no other one."""
    kept = []
    for session in list_sessions(cookies):
        if team not in session.teams:
            kept += [session.text] if session.teams else []
            continue
        lock(session.text)
        if rest := [each for each in session.teams if each != team]:
            kept.append(build_person_token(session.role, rest, session.person, session.until)[0])
    return BETWEEN.join(kept)


def lock(kept: str) -> None:
    """End the session of a token, or of each in a cookie, on every process; of anything else nothing."""
    for text in kept.split(BETWEEN)[:MOST_TEAMS]:
        if token := _read_signed(text):
            _end(token.session, token.latest)


def end_all_sessions() -> None:
    """End every session that there is."""
    _end("all", int(time.time()) + LONGEST_SESSION)


def build_token(now: float | None = None, team: str = "", role: Role = "facilitator") -> str:
    """What a browser keeps instead of a passcode: until when, signed with a key made from the passcode.

    Every server with the same passcode takes it, also after a restart; a changed passcode ends it, and so
    does `lock`. One for a `team` names it and the team's own passcode by a mark, so that another passcode of
    the team ends it, too.
    """
    until = (time.time() if now is None else now) + LONGEST_SESSION
    if team:
        mark = get_teams().find_mark(team) or ""
        return build_signed("team", find_key_of_teams() or b"", teams=(team,), mark=mark, until=until)
    kind: Literal["facilitator", "role"] = "facilitator" if role == "facilitator" else "role"
    return build_signed(kind, build_key(find_passcodes().get(role, "")), role=role, until=until)


def build_person_token(role: Role, teams: Collection[str], person: str, until: int | None) -> tuple[str, int]:
    """What a browser keeps of who signed in by an account, and until when: for 12 hours at most."""
    latest = int(time.time()) + LONGEST_SESSION
    ends = min(latest, until or latest)
    key = _find_key_of_persons() or secrets.token_bytes()  # without one nobody takes it
    return build_signed("person", key, role=role, teams=teams, person=person, until=ends), ends


def _has_administrators() -> bool:
    provider = find_provider()
    return "administrator" in find_passcodes() or bool(provider and provider.has_administrators)


def is_here(client: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request comes from this machine, and no other name led here (DNS rebinding)."""
    return (
        (client is None or is_loopback(client))
        and is_loopback(find_name(headers.get("host", "")))
        and not any(name in headers for name in _FORWARDED)
    )


def get_entry() -> Entry:
    """What the database keeps of who may not come in."""
    from model.stories.entry import Entry  # the database is there once somebody asks for it
    from pages.shared import resources

    return Entry(resources.get_store().database)


def get_teams() -> TeamStore:
    """The teams, with what is kept of their passcodes."""
    from pages.shared import resources  # the database is there once somebody asks for it

    return resources.get_team_store()


def _is_ended(token: Token) -> bool:
    """Whether the session of a valid token was ended; where nobody can tell, what this process knows."""
    if token.session in _ended_here or token.latest <= _ended_here.get("all", 0):
        return True
    try:
        return get_entry().is_ended(token.session, token.latest)
    except ConceptualModelError:
        return False


def _end(session: str, until: int) -> None:
    """End a session for all processes; for this one also where the database cannot be told."""
    now = int(time.time())
    try:
        get_entry().end(session, until, now)
    finally:
        with _ending:
            for name in [name for name, last in _ended_here.items() if last < now]:
                del _ended_here[name]
            _ended_here[session] = until
