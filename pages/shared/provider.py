"""Which OpenID Connect provider signs people in, as the environment says, and what their groups may do."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pages.shared.origins import find_public_url, is_loopback
from pages.shared.roles import RIGHTS, ROLES, Role

ISSUER = "MANGOMOMENT_OIDC_ISSUER"
CLIENT_ID = "MANGOMOMENT_OIDC_CLIENT_ID"
SECRET = "MANGOMOMENT_OIDC_CLIENT_SECRET"  # noqa: S105 (the name of a variable)
SECRET_FILE = "MANGOMOMENT_OIDC_CLIENT_SECRET_FILE"  # noqa: S105
GROUPS = "MANGOMOMENT_OIDC_GROUPS"
SCOPES = "MANGOMOMENT_OIDC_SCOPES"
SESSION = "MANGOMOMENT_OIDC_SESSION"
_VARIABLES = (ISSUER, CLIENT_ID, SECRET, SECRET_FILE, GROUPS, SCOPES, SESSION)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Membership:
    """What those in a group are: a role, as a facilitator perhaps for the team of a name alone."""

    group: str
    role: Role
    team: str = ""


@dataclass(frozen=True)
class Provider:
    """A provider that signs people in, and what this application is to it.

    `ends_with_token` is whether a session ends when the provider's token does, where that is sooner.
    """

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    memberships: tuple[Membership, ...]
    scopes: str = "openid"
    ends_with_token: bool = False

    @property
    def has_administrators(self) -> bool:
        """Whether a group is mapped to administrators."""
        return any(each.role == "administrator" for each in self.memberships)

    @property
    def mark(self) -> str:
        """A text that changes with whatever says who may do what: sessions end when it does."""
        said = repr((self.issuer, self.client_id, self.memberships))
        return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()


def find_provider() -> Provider | None:
    """The provider, where one is set without a fault."""
    return _read(tuple(os.environ.get(name, "").strip() for name in _VARIABLES), find_public_url())[0]


def warn_of_provider() -> None:
    """Say in the log what keeps people from being signed in by the provider that is set."""
    for fault in _read(tuple(os.environ.get(name, "").strip() for name in _VARIABLES), find_public_url())[1]:
        _log.error("%s", fault)


@lru_cache(maxsize=8)
def _read(values: tuple[str, ...], public_url: str) -> tuple[Provider | None, tuple[str, ...]]:
    """The provider that the variables set, and what is wrong; any fault leaves it out."""
    said = dict(zip(_VARIABLES, values, strict=True))
    if not any(values):
        return None, ()
    faults = []
    if not is_address_of_provider(said[ISSUER]):
        faults.append(f"{ISSUER} is the address of a provider, which begins with https://")
    if not said[CLIENT_ID]:
        faults.append(f"{CLIENT_ID} is missing: the provider gives one to each application")
    secret, fault = _read_secret(said[SECRET], said[SECRET_FILE])
    memberships, more = read_groups(said[GROUPS])
    if not (memberships or more):
        more = (f"{GROUPS} is missing: without it nobody who signs in may do anything",)
    if said[SESSION] not in ("", "token"):
        faults.append(f'{SESSION} is "token" or not set')
    if not public_url:
        faults.append(
            "MANGOMOMENT_PUBLIC_URL is missing or no web address: the provider sends people back to it"
        )
    faults += [*filter(None, [fault]), *more]
    if faults:
        return None, tuple(faults)
    scopes = " ".join(dict.fromkeys(("openid", *said[SCOPES].split())))
    return (
        Provider(said[ISSUER], said[CLIENT_ID], secret, memberships, scopes, said[SESSION] == "token"),
        (),
    )


def is_address_of_provider(address: str) -> bool:
    """Whether an address is that of a provider: encrypted, but for one on this machine.

    >>> is_address_of_provider("https://id.house.example/realms/ward"), is_address_of_provider("http://id.house.example")
    (True, False)
    """
    try:
        parts = urlsplit(address)
        name = parts.hostname or ""
    except ValueError:
        return False
    is_plain = bool(name) and not (parts.query or parts.fragment or parts.username)
    return is_plain and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(name)))


def _read_secret(secret: str, file: str) -> tuple[str, str]:
    """The client's secret, and what is wrong."""
    if not file:
        return secret, "" if secret else f"{SECRET} is missing (or {SECRET_FILE}, a file that holds it)"
    try:
        secret = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        return "", f"{SECRET_FILE} names a file that cannot be read"
    return secret, "" if secret else f"{SECRET_FILE} names a file that is empty"


def read_groups(said: str) -> tuple[tuple[Membership, ...], tuple[str, ...]]:
    """What groups may do, and the faults: `group=role` or `group=facilitator:Team name`, with ";" between.

    >>> read_groups("nurses = coder ; /ward 4=facilitator: Ward 4")[0]
    (Membership(group='nurses', role='coder', team=''), Membership(group='/ward 4', role='facilitator', team='Ward 4'))
    >>> read_groups("nurses=boss")[1]
    ('MANGOMOMENT_OIDC_GROUPS: "boss" is no role; choose administrator, facilitator, moderator, coder, teller',)
    """  # noqa: E501 (what doctest compares)
    found, faults = [], []
    for part in filter(None, (each.strip() for each in said.split(";"))):
        group, equals, granted = (each.strip() for each in part.rpartition("="))
        role, colon, team = (each.strip() for each in granted.partition(":"))
        if not (equals and group):
            faults.append(f'{GROUPS}: "{part}" is no group=role')
        elif role not in ROLES or not RIGHTS[role]:
            faults.append(
                f'{GROUPS}: "{role}" is no role; choose {", ".join(each for each in ROLES if RIGHTS[each])}'
            )
        elif colon and role != "facilitator":
            faults.append(f'{GROUPS}: "{part}": facilitators alone can be for one team')
        elif colon and not team:
            faults.append(f'{GROUPS}: "{part}" names no team after the colon')
        else:
            found.append(Membership(group, role, team))
    return tuple(found), tuple(faults)


def list_groups(claims: Mapping[str, Any]) -> frozenset[str]:
    """The groups and roles that a provider names of somebody, as Entra and Keycloak send them.

    >>> sorted(list_groups({"groups": ["/ward 4"], "roles": "nurse", "realm_access": {"roles": ["lead"]}}))
    ['/ward 4', 'lead', 'nurse']
    """
    realm = claims.get("realm_access")
    sent = (
        claims.get("groups"),
        claims.get("roles"),
        realm.get("roles") if isinstance(realm, Mapping) else None,
    )
    return frozenset(name for each in sent for name in _list_texts(each))


def is_without_groups(claims: Mapping[str, Any]) -> bool:
    """Whether a provider says that it left the groups out, as Entra does where somebody is in too many.

    >>> is_without_groups({"_claim_names": {"groups": "src1"}}), is_without_groups({"groups": ["a"]})
    (True, False)
    """
    elsewhere = claims.get("_claim_names")
    return (isinstance(elsewhere, Mapping) and "groups" in elsewhere) or claims.get("hasgroups") in (
        True,
        "true",
    )


def _list_texts(sent: Any) -> Iterable[str]:
    if isinstance(sent, str):
        return (sent,)
    return (each for each in sent if isinstance(each, str)) if isinstance(sent, list | tuple) else ()


def find_role(
    memberships: Iterable[Membership], groups: Collection[str]
) -> tuple[Role, tuple[str, ...]] | None:
    """The highest role that somebody has by their groups, with the names of the teams that they facilitate
    for alone; None for who is in no group that has one.

    Who facilitates for a team alone ranks below a moderator of all, and above a coder.
    """
    mine = [each for each in memberships if each.group in groups]
    teams = tuple(dict.fromkeys(each.team for each in mine if each.team))
    roles = {each.role for each in mine if not each.team}
    for role in ROLES:
        if role in roles:
            return role, ()
        if role == "moderator" and teams:
            return "facilitator", teams
    return None
