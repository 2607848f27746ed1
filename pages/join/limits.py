"""How much may come from one address and one phone: plenty for a ward behind one address, no flood."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from pages.shared.limits import Limit


@dataclass
class Limits:
    """The limits of one server. A hundred phones behind one address stay far below each of them.

    Wrong keys and codes are counted, right ones are not, and a right one is always taken: of 31 to the
    power of 6 keys and 31 to the power of 10 codes nobody guesses one at this pace, and whoever floods an
    address would otherwise keep out all who share it. What a flood may cost is bounded by `visits`.
    """

    visits: Limit = field(default_factory=lambda: Limit(most=9000, seconds=60))
    posts: Limit = field(default_factory=lambda: Limit(most=2400, seconds=60))
    joins: Limit = field(default_factory=lambda: Limit(most=300, seconds=600))
    wrong_keys: Limit = field(default_factory=lambda: Limit(most=60, seconds=60))
    wrong_codes: Limit = field(default_factory=lambda: Limit(most=60, seconds=60))
    phone_posts: Limit = field(default_factory=lambda: Limit(most=60, seconds=60))
    phone_polls: Limit = field(default_factory=lambda: Limit(most=90, seconds=60))

    def take_wrong_key(self, address: str) -> bool:
        """Count a wrong key; whether it is within the limit."""
        return self.wrong_keys.take(address)


def name_phone(token: str) -> str:
    """By what a phone is counted: nothing that its token could be read from."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()[:20]
