"""Personal codes: what is kept of one, and what somebody may have typed.

Kept is a keyed hash (HMAC) with a key of its own in the database. It is bound to a scope, so that the same
code is another person in another team.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection

from model.stories.keys import ALPHABET, read_code

_EVERYBODY = "-"
"""The scope of workshops that are of no team."""


def mark_person(key: bytes, model_id: str, team: str | None, code: str) -> str:
    """What is kept of a personal code: its scope, and a hash that nobody can compute without the key.

    >>> mark_person(b"k", "m", "t", "AHCK43WXYZ") == mark_person(b"k", "m", "t", "AHCK43WXYZ")
    True
    >>> len({mark_person(*said).rpartition(".")[2] for said in [
    ...     (b"k", "m", "t", "AHCK43WXYZ"), (b"l", "m", "t", "AHCK43WXYZ"),
    ...     (b"k", "n", "t", "AHCK43WXYZ"), (b"k", "m", None, "AHCK43WXYZ")]})
    4
    """
    scope = team or _EVERYBODY
    said = hmac.new(key, f"person\n{model_id}\n{scope}\n{code}".encode(), hashlib.sha256).hexdigest()
    return f"{scope}.{said}"


def mark_alike(
    key: bytes, model_id: str, scopes: Collection[str | None], codes: Collection[str]
) -> frozenset[str]:
    """What would be kept of any of some codes in any of some scopes."""
    return frozenset(mark_person(key, model_id, scope, code) for scope in scopes for code in codes)


def read_scope(person: str) -> str | None:
    """The team within which somebody is known; None for workshops that are of no team.

    >>> read_scope(mark_person(b"k", "m", "t", "AHCK43WXYZ")), read_scope(mark_person(b"k", "m", None, "A"))
    ('t', None)
    """
    scope = person.rpartition(".")[0]
    return None if scope == _EVERYBODY else scope


def read_personal_code(typed: str) -> tuple[str, ...]:
    """The personal codes that somebody may have meant: those of the alphabet in which they are given out.

    >>> read_personal_code("ahck4 3wxyz"), read_personal_code("AHCKI3WXYZ"), read_personal_code("Ann")
    (('AHCK43WXYZ',), ('AHCKJ3WXYZ', 'AHCK73WXYZ'), ())
    """
    return tuple(code for code in read_code(typed) if set(code) <= set(ALPHABET))
