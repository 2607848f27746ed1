"""Tokens and tickets of phones, and what their forms carry; all unguessable."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

_TOKEN_BYTES = 16
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def make_token() -> str:
    """A new token for a phone's cookie: 128 random bits, in 22 characters that a cookie may have."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def is_token(said: str) -> bool:
    """Whether it has the form of a token; a cookie may hold anything."""
    return _TOKEN.fullmatch(said) is not None


def hash_token(workshop: str, token: str) -> str:
    """What is kept of a token: nothing that it could be found by, and another text in each workshop."""
    return hashlib.sha256(f"token\n{workshop}\n{token}".encode()).hexdigest()


def build_ticket(secret: bytes, workshop: str, token: str, language: str, role: str, joined_at: int) -> str:
    """What a phone gets when it joins, to come back with: nothing is stored of it before it does.

    It says the language, the role and when that was, in seconds since 1970, and holds for this token only.

    >>> ticket = build_ticket(b"s", "workshop", "token", "nl", "patient", 1_700_000_000)
    >>> read_ticket(ticket, b"s", "workshop", "token"), read_ticket(ticket, b"s", "workshop", "another")
    (('nl', 'patient', 1700000000), None)
    """
    said = f"{language}.{role}.{joined_at}"
    return f"{said}.{_sign_ticket(secret, workshop, token, said)}"


def read_ticket(ticket: str, secret: bytes, workshop: str, token: str) -> tuple[str, str, int] | None:
    """Language, role ("" for none) and moment of joining that a ticket says; None where it was not given."""
    said, _, sign = ticket.rpartition(".")
    if not hmac.compare_digest(sign.encode(), _sign_ticket(secret, workshop, token, said).encode()):
        return None
    language, role, joined_at = said.split(".")
    return language, role, int(joined_at)


def _sign_ticket(secret: bytes, workshop: str, token: str, said: str) -> str:
    """HMAC, from the standard library.

    Not by itsdangerous: this signs more than the ticket carries, so it would take as many lines there, and
    those for the tickets that phones have already, which are good until their workshop ends, on top.
    """
    message = f"ticket\n{workshop}\n{token}\n{said}".encode(errors="replace")
    return hmac.new(secret, message, hashlib.sha256).hexdigest()[:32]


def sign_link(secret: bytes, kind: str, workshop: str, seed: str) -> str:
    """What makes a link to a workshop one that nobody can guess: 128 bits of an HMAC; another seed ends it.

    >>> sign_link(b"s", "screen", "workshop", "a") == sign_link(b"s", "screen", "workshop", "b")
    False
    """
    return hmac.new(secret, f"link\n{kind}\n{workshop}\n{seed}".encode(), hashlib.sha256).hexdigest()[:32]


def build_form_token(secret: bytes, workshop: str, token: str) -> str:
    """What each form of a phone carries, so that no other page can send it (CSRF)."""
    return hmac.new(secret, f"form\n{workshop}\n{token}".encode(), hashlib.sha256).hexdigest()


def is_form_token(said: str, secret: bytes, workshop: str, token: str) -> bool:
    """Whether a form carries its token; takes as long for a nearly right one as for another."""
    expected = build_form_token(secret, workshop, token)
    return hmac.compare_digest(said.encode(errors="replace"), expected.encode())
