"""Letterboxes: addresses that stay, at which anybody tells a story all year, for a team or the whole house.

`LetterboxStore` keeps them, and the stories that come in, in the database of the stories.
"""

from model.letterboxes.expiry import LetterboxExpiry
from model.letterboxes.faults import (
    InvalidLetterboxError,
    LetterboxClosedError,
    LetterboxDeletedError,
    LetterboxError,
    LetterboxFullError,
    UnknownLetterboxError,
)
from model.letterboxes.letterbox import MOST_AN_HOUR, Letterbox, Receipt, Telling
from model.letterboxes.mail_claims import MailClaims
from model.letterboxes.store import LetterboxStore

__all__ = [
    "MOST_AN_HOUR",
    "InvalidLetterboxError",
    "Letterbox",
    "LetterboxClosedError",
    "LetterboxDeletedError",
    "LetterboxError",
    "LetterboxExpiry",
    "LetterboxFullError",
    "LetterboxStore",
    "MailClaims",
    "Receipt",
    "Telling",
    "UnknownLetterboxError",
]
