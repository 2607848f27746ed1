"""What a browser keeps of who signed in: until when and as what, signed so that nobody else can make it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from model.retention import get_period
from pages.shared.roles import Role

LONGEST_SESSION = int(get_period("session").total_seconds())
"""After how many seconds everybody has to sign in again."""

BETWEEN = "~"  # the tokens of several teams in a cookie
_BETWEEN_TEAMS = "-"

Kind = Literal["facilitator", "role", "team", "person"]
_START = r"(?P<until>[0-9]{1,14})\.[0-9a-f]{32}"
_TEAM = "[0-9a-f]{32}"
_FORMS: dict[Kind, re.Pattern[str]] = {
    "facilitator": re.compile(
        r"(?P<until>[0-9]{1,14})(?:\.[0-9a-f]{32})?"
    ),  # an earlier version gave no name
    "role": re.compile(rf"{_START}\.(?P<role>administrator|moderator|coder|teller)"),
    "team": re.compile(rf"{_START}\.(?P<teams>{_TEAM})\.(?P<mark>[0-9a-f]{{32}})"),
    "person": re.compile(
        rf"{_START}\.(?P<begun>[0-9]{{1,14}})\.(?P<role>administrator|facilitator|moderator|coder|teller)"
        rf"\.(?P<teams>(?:{_TEAM}(?:-{_TEAM})*)?)\.(?P<person>[0-9A-Za-z_-]{{1,1400}})"
    ),
}


@dataclass(frozen=True)
class Token:
    """What a token says; only once `is_signed` is it known who made it.

    `mark` is that of the passcode of the one team in `teams`; `person` is who signed in by an account, and
    `begun` when: such a session may end sooner than others.
    """

    kind: Kind
    text: str
    until: int
    role: Role
    teams: tuple[str, ...] = ()
    mark: str = ""
    person: str = ""
    begun: int | None = None

    @property
    def latest(self) -> int:
        """Until when one that was begun with it can last: ending all sessions ends what was begun before."""
        return self.until if self.begun is None else self.begun + LONGEST_SESSION

    @property
    def session(self) -> str:
        """The name of its session, by which it is known that it was ended."""
        return hashlib.sha256(encode(self.text)).hexdigest()[:32]

    def is_signed(self, key: bytes) -> bool:
        """Whether it was signed with a key."""
        body, _dot, signature = self.text.rpartition(".")
        return hmac.compare_digest(encode(signature), sign(_name_signed(self.kind, body), key).encode())


def build_token(
    kind: Kind,
    key: bytes,
    *,
    role: Role = "facilitator",
    teams: Collection[str] = (),
    mark: str = "",
    person: str = "",
    until: float,
) -> str:
    """A token of a kind, signed with a key and good until a moment."""
    body = f"{int(until)}.{secrets.token_hex(16)}"
    if kind == "role":
        body = f"{body}.{role}"
    elif kind == "team":
        body = f"{body}.{_BETWEEN_TEAMS.join(teams)}.{mark}"
    elif kind == "person":
        named = urlsafe_b64encode(encode(person)).decode().rstrip("=")
        body = f"{body}.{int(time.time())}.{role}.{_BETWEEN_TEAMS.join(teams)}.{named}"
    return f"{body}.{sign(_name_signed(kind, body), key)}"


def read_token(text: str) -> Token | None:
    """What a token says, whoever made it; None for one that has run out, and for any other text."""
    body, dot, _signature = text.rpartition(".")
    for kind, form in _FORMS.items():
        found = form.fullmatch(body) if dot else None
        if found is None or int(found["until"]) <= time.time():
            continue
        said = found.groupdict()
        return Token(
            kind,
            text,
            int(found["until"]),
            cast(Role, said.get("role") or "facilitator"),
            tuple(filter(None, (said.get("teams") or "").split(_BETWEEN_TEAMS))),
            said.get("mark") or "",
            _read_person(said.get("person") or ""),
            int(said["begun"]) if said.get("begun") else None,
        )
    return None


def _read_person(named: str) -> str:
    try:
        return urlsafe_b64decode(named + "=" * (-len(named) % 4)).decode()
    except ValueError:
        return ""


def _name_signed(kind: Kind, body: str) -> str:
    """What is signed: the kind is part of it, so that a key of one kind makes no token of another."""
    return body if kind == "facilitator" else f"{kind} {body}"


def sign(text: str, key: bytes) -> str:
    """The signature of a text with a key: HMAC, from the standard library.

    Not by itsdangerous: it takes several texts for the same token, as base64 has spare bits, while an ended
    session is known by the text of its token; it refuses a token of a server whose clock is a second ahead;
    and what browsers keep for a year would have to be read in both forms for as long.
    """
    return hmac.new(key, encode(text), "sha256").hexdigest()


@cache
def build_key(passcode: str) -> bytes:
    """The key that is made of a passcode; slow on purpose, so that a token does not help to guess it."""
    return hashlib.scrypt(encode(passcode), salt=b"mangomoment facilitator", n=2**14, r=8, p=1)


def encode(text: str) -> bytes:
    """A text as bytes, also one that is no Unicode: whatever is sent or set is compared, not an error."""
    return text.encode(errors="surrogatepass")
