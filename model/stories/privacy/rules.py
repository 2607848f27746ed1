"""All rules of `privacy`, in the order in which they read a text."""

from __future__ import annotations

from model.stories.privacy.dates import AGE_RULES, DATE_RULES, ROOM_RULES
from model.stories.privacy.numbers import ADDRESS_RULES, NUMBER_RULES, PHONE_RULES
from model.stories.privacy.titled_names import TITLED_NAME_RULES

# The more specific rule goes first: what it finds, the later ones cannot read.
RULES = ADDRESS_RULES + NUMBER_RULES + DATE_RULES + PHONE_RULES + ROOM_RULES + AGE_RULES + TITLED_NAME_RULES
