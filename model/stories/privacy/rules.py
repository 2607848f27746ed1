"""All rules of `privacy`, in the order in which they read a text."""

from __future__ import annotations

from model.stories.privacy.dates import AGE_RULES, DATE_RULES, ROOM_RULES
from model.stories.privacy.hospitals import EVENT_RULES, FILE_RULES, HOSPITAL_RULES, PLATE_RULES
from model.stories.privacy.known_names import KNOWN_NAME_RULES
from model.stories.privacy.numbers import ADDRESS_RULES, NUMBER_RULES, PHONE_RULES
from model.stories.privacy.places import PLACE_RULES, STREET_RULES
from model.stories.privacy.rule import Finder
from model.stories.privacy.titled_names import SMALL_NAME_RULES, TITLED_NAME_RULES

# The more specific rule goes first: what it finds, the later ones cannot read.
RULES: tuple[Finder, ...] = (
    *(ADDRESS_RULES + NUMBER_RULES + FILE_RULES + PLATE_RULES + DATE_RULES + PHONE_RULES),
    *(STREET_RULES + EVENT_RULES + HOSPITAL_RULES + ROOM_RULES + AGE_RULES + PLACE_RULES),
    *(TITLED_NAME_RULES + SMALL_NAME_RULES),
    *KNOWN_NAME_RULES,
)
