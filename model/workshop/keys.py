"""Keys that a room reads from the screen, codes on receipts, tokens of phones; all unguessable."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from itertools import islice, product

ALPHABET = "ABCDEFGHJKMNPRSTVWXYZ3479"
"""Letters and digits of which nobody takes one for another: of B and 8, D, O, Q and 0, G and 6, I, L and 1,
S and 5, U and V, Z and 2 there is one or none."""

EARLIER_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Those of keys and codes that were given out before; they still work."""

KEY_LENGTH = 6
CODE_LENGTH = 10
_TOKEN_BYTES = 16
_MOST_KEYS = 64
_MOST_CODES = 1024

_LOOKS_LIKE = {
    **{"O": "DQ", "0": "DQ", "Q": "D", "D": "Q"},
    **{"I": "J7", "L": "J7", "1": "J7"},
    **{"B": "8", "8": "B", "G": "6", "6": "G", "S": "5", "5": "S"},
    **{"U": "V", "V": "U", "Z": "2", "2": "Z"},
}
"""What a sign on the screen may have been that somebody read as this one."""

_OTHER_SCRIPTS = str.maketrans("АВЕКМНРСТУХΑΒΕΗΚΜΝΡΤΥΧΖ", "ABEKMHPCTYXABEHKMNPTYXZ")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_REQUEST = re.compile(r"[A-Za-z0-9._-]{1,80}")


def make_key() -> str:
    """A new key of 6 signs that are read easily."""
    return "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH))


def read_key(typed: str) -> tuple[str, ...]:
    """The keys that somebody may have meant, as it was typed first; none where it cannot be a key.

    Case, spaces and hyphens do not matter. A sign may stand for those that look like it.

    >>> read_key(" ahc-k43 "), read_key("AHCK4O"), read_key("AHCK45"), read_key("ABC")
    (('AHCK43',), ('AHCK4D', 'AHCK4Q'), ('AHCK45', 'AHCK4S'), ())
    """
    return _read(typed, KEY_LENGTH, _MOST_KEYS)


def read_code(typed: str) -> tuple[str, ...]:
    """The withdraw codes that somebody may have meant, as `read_key`."""
    return _read(typed, CODE_LENGTH, _MOST_CODES)


def make_token() -> str:
    """A new token for a phone's cookie: 128 random bits, in 22 signs that a cookie may have."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def is_token(said: str) -> bool:
    """Whether it has the form of a token; a cookie may hold anything."""
    return _TOKEN.fullmatch(said) is not None


def make_request_id() -> str:
    """A new id for a request, to put into a form: sent twice, it counts once."""
    return secrets.token_hex(16)


def is_request_id(said: str) -> bool:
    """Whether it may be the id of a request: 1 to 80 letters, digits, dots, hyphens and underscores."""
    return _REQUEST.fullmatch(said) is not None


def hash_token(workshop: str, token: str) -> str:
    """What is kept of a token: nothing that it could be found by, and another text in each workshop."""
    return hashlib.sha256(f"token\n{workshop}\n{token}".encode()).hexdigest()


def hash_code(code: str) -> str:
    """What is kept of a withdraw code."""
    return hashlib.sha256(f"code\n{code}".encode()).hexdigest()


def derive_code(secret: bytes, *request: str, alphabet: str = ALPHABET) -> str:
    """The withdraw code that belongs to a request, always the same, and known to nobody without the secret.

    With `EARLIER_ALPHABET` it is the code as it was given out before.

    >>> derive_code(b"s", "workshop", "token", "request") == derive_code(b"s", "workshop", "token", "request")
    True
    """
    digest = hmac.new(secret, "\n".join(("code", *request)).encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    signs = []
    for _ in range(CODE_LENGTH):
        number, index = divmod(number, len(alphabet))
        signs.append(alphabet[index])
    return "".join(signs)


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


def _read(typed: str, length: int, most: int) -> tuple[str, ...]:
    if len(typed) > 4 * length:
        return ()
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_OTHER_SCRIPTS)
    signs = [sign for sign in plain if sign not in " \t\r\n-–—.\u00a0_"]
    readings = [(sign if sign in EARLIER_ALPHABET else "") + _LOOKS_LIKE.get(sign, "") for sign in signs]
    if len(signs) != length or not all(readings):
        return ()
    return tuple("".join(reading) for reading in islice(product(*readings), most))
