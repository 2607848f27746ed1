"""How much may come to the letterboxes from one address: plenty for a hospital behind one, no flood."""

from __future__ import annotations

from dataclasses import dataclass, field

from pages.shared.limits import Limit


@dataclass
class Limits:
    """The limits of one server, each for a minute and by address.

    A hospital of some thousand people is one address, so 600 stories a minute are let through: nobody there
    tells ten a second. What one letterbox takes is bounded by `model.letterboxes.MOST_AN_HOUR`, over all
    servers and addresses. Right keys and codes are never counted among the wrong ones.
    """

    visits: Limit = field(default_factory=lambda: Limit(most=24_000, seconds=60))
    stories: Limit = field(default_factory=lambda: Limit(most=600, seconds=60))
    withdrawals: Limit = field(default_factory=lambda: Limit(most=24_000, seconds=60))
    wrong_keys: Limit = field(default_factory=lambda: Limit(most=60, seconds=60))
    wrong_codes: Limit = field(default_factory=lambda: Limit(most=60, seconds=60))
