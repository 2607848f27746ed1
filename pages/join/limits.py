"""How much may come from one address and one phone: plenty for a ward behind one address, no flood."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from pages.shared.limits import Limit


@dataclass
class Limits:
    """The limits of one server. A hundred phones behind one address stay far below each of them.

    Wrong keys and codes are counted, right ones are not. Who tries more wrong keys than a full room mistypes
    finds no workshop for a while, not even with a right key, so that guessing does not pay.
    """

    visits: Limit = field(default_factory=lambda: Limit(most=9000, seconds=60))
    posts: Limit = field(default_factory=lambda: Limit(most=2400, seconds=60))
    joins: Limit = field(default_factory=lambda: Limit(most=300, seconds=600))
    wrong_keys: Limit = field(default_factory=lambda: Limit(most=60, seconds=60))
    guessed_keys: Limit = field(default_factory=lambda: Limit(most=600, seconds=600))
    wrong_codes: Limit = field(default_factory=lambda: Limit(most=60, seconds=60))
    phone_posts: Limit = field(default_factory=lambda: Limit(most=60, seconds=60))
    phone_polls: Limit = field(default_factory=lambda: Limit(most=90, seconds=60))

    def take_wrong_key(self, address: str) -> bool:
        """Count a wrong key; whether it is within the limit."""
        self.guessed_keys.take(address)
        return self.wrong_keys.take(address)

    def is_guessing(self, address: str) -> bool:
        """Whether somebody at an address only guesses."""
        return not self.guessed_keys.has_room(address)


def name_phone(token: str) -> str:
    """By what a phone is counted: nothing that its token could be read from."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()[:20]
