"""Passcodes of teams as they are kept: a salted, slow hash, and what a token says instead of one."""

from __future__ import annotations

import hashlib
import hmac
import secrets

SHORTEST_PASSCODE = 8
LONGEST_PASSCODE = 200
_COST = {"n": 2**14, "r": 8, "p": 1}
_SALT_BYTES = 16


def hash_passcode(passcode: str, salt: bytes) -> str:
    """A passcode as it is kept: its salt and its hash (scrypt), slow on purpose.

    >>> kept = hash_passcode("a mango a day", b"s" * 16)
    >>> kept == hash_passcode("a mango a day", b"s" * 16), "mango" in kept
    (True, False)
    """
    hashed = hashlib.scrypt(passcode.encode(errors="surrogatepass"), salt=salt, **_COST)
    return f"{salt.hex()}.{hashed.hex()}"


def make_salt() -> bytes:
    """A salt that no other passcode has."""
    return secrets.token_bytes(_SALT_BYTES)


def is_passcode(said: str, kept: str) -> bool:
    """Whether somebody said the passcode that is kept so; takes as long as hashing one."""
    salt, _dot, _hash = kept.partition(".")
    return hmac.compare_digest(hash_passcode(said, bytes.fromhex(salt)), kept)


def mark_passcode(kept: str) -> str:
    """What a token names a passcode by: another mark once another one is set, be it the same text.

    >>> len(mark_passcode(hash_passcode("a mango a day", make_salt())))
    32
    """
    return hashlib.sha256(f"team passcode\n{kept}".encode()).hexdigest()[:32]
