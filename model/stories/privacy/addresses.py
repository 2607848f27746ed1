"""The pieces of the patterns of `privacy` for addresses and numbers."""

from __future__ import annotations

from typing import Final

from model.stories.privacy.words import LETTER

ENDING: Final = (  # small, or all capitals: "goed.Net" lacks a space
    r"(?-i:be|nl|com|org|net|eu|fr|info|gent|brussels|vlaanderen|BE|NL|COM|ORG|NET|EU|FR)(?![\w-])"
)
# Nothing that may follow these could be a part of them, so a shorter one need not be tried.
MAILBOX: Final = r"[^\W_][\w.%+'-]{0,63}+"
LABEL: Final = r"[^\W_][\w-]{0,62}+"
DOMAIN: Final = rf"(?:{LABEL}\.){{1,8}}{LETTER}{{2,24}}"
AT: Final = r"(?:at|apenstaart(?:je)?|arobase)"
DOT: Final = r"(?: (?:dot|punt|point) | ?[([{] ?(?:dot|punt|point|\.) ?[)\]}] ?)"
SPELT_DOMAIN: Final = rf"(?:{LABEL}{DOT}){{1,4}}{ENDING}"
CAREFUL_AT: Final = rf"(?: ?[([{{] ?(?:{AT}|@) ?[)\]}}] ?| @ )(?:{DOMAIN}|{SPELT_DOMAIN})"
REST: Final = r"[^\s<>\"[\]{}|]{0,20000}+"  # of a web address
GAP: Final = "[ ./)-]{0,3}"  # between the digits of a telephone number
ABROAD: Final = r"(?<![0-9])(?:\+|\(\+|00) ?"
ZERO: Final = rf"{GAP}(?:\(?0\)?)?{GAP}"
TIMES: Final = r"[01][0-9]\.[0-5][0-9][ -]{1,3}[0-2][0-9]\.[0-5][0-9]"  # opening hours
CITIZEN_NUMBER: Final = (
    r"(?<![0-9+])(?<![0-9)][./-])(?P<it>[0-9]{8,9}|[0-9]{4}\.[0-9]{2}\.[0-9]{3}"
    r"|[0-9]{3}(?P<gap>[ .-])[0-9]{3}(?P=gap)[0-9]{3})(?![0-9])(?![./-][0-9])"
)
