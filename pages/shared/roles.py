"""Which roles there are, what each may do, and by which passcode somebody gets one.

`MANGOMOMENT_PASSCODE` is the facilitator's. As long as there is no administrator (no passcode of one, and no
group that is mapped to one), who facilitates administers as well.
"""

from __future__ import annotations

import logging
import os
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

Role = Literal["administrator", "facilitator", "moderator", "coder", "teller", "reader"]
Right = Literal["tell", "code", "moderate", "facilitate", "administer"]

ROLES: tuple[Role, ...] = get_args(Role)
"""The highest first; a reader needs no passcode."""

RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        "administrator": frozenset(get_args(Right)),
        "facilitator": frozenset({"tell", "code", "moderate", "facilitate"}),
        "moderator": frozenset({"tell", "moderate"}),
        "coder": frozenset({"tell", "code"}),
        "teller": frozenset({"tell"}),
        "reader": frozenset(),
    }
)
"""What each role may do; a moderator does not code, as coders see nothing of what others made of a story."""

VARIABLES: Mapping[Role, str] = MappingProxyType(
    {
        "administrator": "MANGOMOMENT_ADMINISTRATOR_PASSCODE",
        "facilitator": "MANGOMOMENT_PASSCODE",
        "moderator": "MANGOMOMENT_MODERATOR_PASSCODE",
        "coder": "MANGOMOMENT_CODER_PASSCODE",
        "teller": "MANGOMOMENT_TELLER_PASSCODE",
    }
)
"""The environment variable that sets a role's passcode."""

SHORTEST_PASSCODE = 8
_log = logging.getLogger(__name__)


def find_passcodes() -> dict[Role, str]:
    """The passcodes that count, by their roles, the highest first: one that a higher role has is left out."""
    found: dict[Role, str] = {}
    for role, variable in VARIABLES.items():
        passcode = tidy(os.environ.get(variable, ""))
        if passcode and passcode not in found.values():
            found[role] = passcode
    return found


def is_telling_guarded() -> bool:
    """Whether telling on the page of stories needs a passcode, also where the teller's does not count."""
    return bool(tidy(os.environ.get(VARIABLES["teller"], "")))


def list_short_passcodes() -> tuple[Role, ...]:
    """The roles whose passcode could be guessed soon."""
    return tuple(role for role, passcode in find_passcodes().items() if len(passcode) < SHORTEST_PASSCODE)


def warn_of_passcodes() -> None:
    """Say in the log which passcode is short, which does not count, and that nobody can facilitate."""
    counting = find_passcodes()
    for role in list_short_passcodes():
        _log.warning("%s is short: choose one of at least %d characters", VARIABLES[role], SHORTEST_PASSCODE)
    for role, variable in VARIABLES.items():
        passcode = tidy(os.environ.get(variable, ""))
        if passcode and role not in counting:
            higher = next(VARIABLES[each] for each in counting if counting[each] == passcode)
            _log.error("%s does not count: it is the same as %s; choose another one", variable, higher)
    if counting and not {"administrator", "facilitator"} & set(counting):
        _log.warning("nobody can facilitate by a passcode: set %s", VARIABLES["facilitator"])


def tidy(passcode: str) -> str:
    """The passcode in the same letters, however a keyboard composes them, without spaces around it."""
    return unicodedata.normalize("NFC", passcode).strip()
