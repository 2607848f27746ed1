"""Keys that people read from a screen or a poster, codes on receipts, ids of requests; all unguessable."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from itertools import product

ALPHABET = "ABCDEFGHJKMNPRSTVWXYZ3479"
"""Letters and digits of which nobody takes one for another: of B and 8, D, O, Q and 0, G and 6, I, L and 1,
S and 5, U and V, Z and 2 there is one or none."""

EARLIER_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Those of keys and codes that were given out before; they still work."""

KEY_LENGTH = 6
CODE_LENGTH = 10

_LOOKS_LIKE = {
    **{"O": "DQ", "0": "DQ", "Q": "D", "D": "Q"},
    **{"I": "J7", "L": "J7", "1": "J7"},
    **{"B": "8", "8": "B", "G": "6", "6": "G", "S": "5", "5": "S"},
    **{"U": "V", "V": "U", "Z": "2", "2": "Z"},
}
"""What a sign on the screen may have been that somebody read as this one."""

_OTHER_SCRIPTS = str.maketrans("АВЕКМНРСТУХΑΒΕΗΚΜΝΡΤΥΧΖ", "ABEKMHPCTYXABEHKMNPTYXZ")
_REQUEST = re.compile(r"[A-Za-z0-9._-]{1,80}")


def make_key() -> str:
    """A new key of 6 characters that are read easily."""
    return "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH))


def read_key(typed: str) -> tuple[str, ...]:
    """The keys that somebody may have meant, as it was typed first; none where it cannot be a key.

    Case, spaces and hyphens do not matter. A sign may stand for those that look like it.

    >>> read_key(" ahc-k43 "), read_key("AHCK4O"), read_key("AHCK45"), read_key("ABC")
    (('AHCK43',), ('AHCK4D', 'AHCK4Q'), ('AHCK45', 'AHCK4S'), ())
    """
    return _read(typed, KEY_LENGTH)


def read_code(typed: str) -> tuple[str, ...]:
    """The withdraw codes that somebody may have meant, as `read_key`."""
    return _read(typed, CODE_LENGTH)


def make_request_id() -> str:
    """A new id for a request, to put into a form: sent twice, it counts once."""
    return secrets.token_hex(16)


def is_request_id(said: str) -> bool:
    """Whether it may be the id of a request: 1 to 80 letters, digits, dots, hyphens and underscores."""
    return _REQUEST.fullmatch(said) is not None


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


def _read(typed: str, length: int) -> tuple[str, ...]:
    if len(typed) > 4 * length:
        return ()
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_OTHER_SCRIPTS)
    signs = [sign for sign in plain if sign not in " \t\r\n-–—.\u00a0_"]
    readings = [(sign if sign in EARLIER_ALPHABET else "") + _LOOKS_LIKE.get(sign, "") for sign in signs]
    if len(signs) != length or not all(readings):
        return ()
    return tuple(map("".join, product(*readings)))  # of a sign there are two readings at most
