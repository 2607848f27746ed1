"""What in a story may tell who its people are, found by rules so that the teller can mask it.

Rules only, in Dutch, English and French at once; nothing leaves the machine. They point out what is likely:
a first name that stands alone, an address or the name of a hospital are not found, so people read on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from model.stories import privacy_words as words

Kind = Literal["e-mail", "phone", "national-number", "date", "age", "name", "room", "web", "account"]


@dataclass(frozen=True)
class Identifier:
    """A place in a text that may tell who somebody is: `text` is what stands from `start` up to `end`."""

    kind: Kind
    start: int
    end: int
    text: str


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """The likely identifiers of people in a text of any length, in their order, none over another.

    Takes time in proportion to the length of the text. Never raises.

    >>> for found in find_identifiers("Mevrouw Van Damme, 92 jaar, kamer 214, belde 0470 12 34 56."):
    ...     print(found.kind, found.start, found.text)
    name 0 Mevrouw Van Damme
    age 19 92 jaar
    room 28 kamer 214
    phone 45 0470 12 34 56
    >>> find_identifiers("In 2019 kwam de dokter 3 keer, om 14.30 uur.")
    ()
    """
    compared, starts = _compare(text)
    found: dict[int, tuple[Kind, int]] = {}
    for _ in range(_MOST_ROUNDS):
        before = len(found)
        for rule in _RULES:
            for start, end in list(rule.find(compared)):
                found[start] = rule.kind, end
                compared = compared[:start] + _FOUND * (end - start) + compared[end:]
        if len(found) == before:
            break
    return tuple(
        Identifier(kind, starts[start], last, text[starts[start] : last])
        for start, (kind, end) in sorted(found.items())
        for last in [_find_end(text, starts[end - 1])]
    )


def mask(text: str, identifiers: Iterable[Identifier], language: str = "en") -> str:
    """The text with a word in square brackets in place of each identifier, in en, nl or fr, otherwise in en.

    Raises `ValueError` where an identifier is not at its place in the text, or lies over another one: it
    was found in an earlier form of the text.

    >>> text = "Ik heet Anna."
    >>> mask(text, find_identifiers(text), "nl")
    'Ik heet [naam].'
    >>> mask("Ik ben Anna.", find_identifiers(text))
    Traceback (most recent call last):
    ...
    ValueError: "Anna" is not at 8 in the text
    """
    parts: list[str] = []
    done = 0
    for one in sorted(set(identifiers), key=lambda one: (one.start, one.end)):
        fits = one.text and one.start >= 0 and one.end - one.start == len(one.text)
        if not fits or text[one.start : one.end] != one.text:
            raise ValueError(f'"{one.text}" is not at {one.start} in the text')
        if one.start < done:
            raise ValueError(f'"{one.text}" at {one.start} lies over another identifier')
        masks = words.MASKS[one.kind]
        parts += [text[done : one.start], f"[{masks.get(language, masks['en'])}]"]
        done = one.end
    return "".join([*parts, text[done:]])


# The form of a text that the rules read -----------------------------------------------------------------

_FOUND = "]"  # stands for what is found: like a mask it ends a word, and no rule reads across it
# A find can make another one possible beside it. Such chains are short, and a bound keeps the time linear.
_MOST_ROUNDS = 5
_PLAIN = (
    dict.fromkeys("’‘ʼ′`´＇", "'") | dict.fromkeys("\t\v\f", " ") | dict.fromkeys("\x85\u2028\u2029", "\n")
) | {"\r": "", "−": "-", "º": "°", "ª": "°"}


def _compare(text: str) -> tuple[str, list[int]]:
    """The text without accents and other marks, with plain spaces, hyphens and digits, and where in the
    text each of its characters stands. Letters that know no case count as capitals, to be names."""
    plain = [(_make_plain(character), place) for place, character in enumerate(text)]
    return "".join(character for character, _ in plain), [place for character, place in plain if character]


@lru_cache(maxsize=4096)
def _make_plain(character: str) -> str:
    """One ASCII character for one that is compared as such, nothing for a mark, else the same character."""
    if character in _PLAIN:
        return _PLAIN[character]
    character = unicodedata.normalize("NFD", character)[0]
    category = unicodedata.category(character)
    if character.isascii():
        return character
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] == "M" or category == "Cf":
        return ""
    return {"Zs": " ", "Pd": "-", "Lu": "X", "Lt": "X", "Lo": "X"}.get(category, character)


def _find_end(text: str, last: int) -> int:
    """Where a find ends whose last character is at a place: after the accents typed apart from it."""
    end = last + 1
    while end < len(text) and unicodedata.category(text[end])[0] == "M":
        end += 1
    return end


# Rules --------------------------------------------------------------------------------------------------

_Match = re.Match[str]


def _accept(match: _Match) -> int | None:
    return match.end()


class _Rule:
    """A pattern for one kind of identifier; `judge` says where a match ends, or None where it is none.

    A group named "it" leaves what stands before it out of the find. Patterns repeat nothing without a
    bound, so that a text takes time in proportion to its length.
    """

    def __init__(
        self, kind: Kind, pattern: str, judge: Callable[[_Match], int | None] = _accept, cased: bool = False
    ) -> None:
        self.kind = kind
        self.pattern = re.compile(pattern, 0 if cased else re.IGNORECASE)
        self.judge = judge
        self.group = "it" if "it" in self.pattern.groupindex else 0

    def find(self, compared: str) -> Iterator[tuple[int, int]]:
        """Where the finds in a text start and end."""
        at = 0
        while match := self.pattern.search(compared, at):
            end = self.judge(match)
            if end is None:
                at = match.start() + 1
            else:
                yield match.start(self.group), end
                at = end


def _get_before(match: _Match, length: int) -> str:
    return match.string[max(0, match.start() - length) : match.start()]


# E-mail, web --------------------------------------------------------------------------------------------


def _judge_address(match: _Match) -> int | None:
    """The full stop after an address, or a closing bracket, is not part of it."""
    return match.start() + len(match[0].rstrip(".,;:!?)'\"…»”"))


_ADDRESS_RULES = (
    _Rule("e-mail", rf"{words.MAILBOX}(?:@{words.DOMAIN}|{words.CAREFUL_AT})"),
    _Rule("e-mail", rf"(?:{words.LABEL}{words.DOT}){{0,2}}{words.MAILBOX} {words.AT} {words.SPELT_DOMAIN}"),
    _Rule("web", rf"(?<!\w)(?:https?://|www\.)[^\W_]{words.REST}", _judge_address),
    _Rule("web", rf"(?<![\w@.-])(?:{words.LABEL}\.){{1,5}}{words.ENDING}(?:/{words.REST})?", _judge_address),
    _Rule(
        "web", r"(?<![\w@./-])@(?!(?:home|work|thuis)\b)(?=[\d_.]{0,20}[^\W\d_])\w{2,30}(?:\.\w{1,30}){0,3}"
    ),
)

# Numbers ------------------------------------------------------------------------------------------------


def _digits(count: int) -> str:
    """So many digits with gaps, the last two side by side: a single digit after a gap counts something."""
    return rf"(?:{words.GAP}[0-9]){{{count - 2}}}{words.GAP}[0-9][0-9](?![0-9])"


def _judge_account(match: _Match) -> int | None:
    number = re.sub("[ .-]", "", match[0]).upper()
    as_digits = "".join(str(int(character, 36)) for character in number[4:] + number[:4])
    return match.end() if int(as_digits) % 97 == 1 else None


def _judge_register_number(match: _Match) -> int | None:
    """The Belgian number: its last two digits are 97 less the rest of the others; from 2000 on, with a 2
    before them. The month has 20 or 40 added for who is not in the register."""
    digits = re.sub("[^0-9]", "", match[0])
    born, check = int(digits[:9]), 97 - int(digits[9:])
    possible = int(digits[2:4]) % 20 <= 12 and int(digits[4:6]) <= 31
    return match.end() if possible and check in (born % 97, (2_000_000_000 + born) % 97) else None


def _judge_citizen_number(match: _Match) -> int | None:
    """The Dutch number: its digits, weighed 9 to 2 and the last one -1, add up to a multiple of eleven."""
    digits = [int(digit) for digit in re.sub("[^0-9]", "", match["it"]).zfill(9)]
    weighed = sum(digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return match.end() if any(digits) and weighed % 11 == 0 else None


_NUMBER_RULES = (
    _Rule("account", r"(?<![^\W_])BE[0-9]{2}(?:[ .-]?[0-9]){12}(?![^\W_])", _judge_account),
    _Rule("account", r"(?<![^\W_])NL[0-9]{2}[ .-]?[A-Z]{4}(?:[ .-]?[0-9]){10}(?![^\W_])", _judge_account),
    _Rule("account", r"(?<![^\W_])FR[0-9]{2}(?:[ .-]?[0-9A-Z]){23}(?![^\W_])", _judge_account),
    _Rule("national-number", r"(?<![0-9])[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}(?![0-9])"),
    _Rule(
        "national-number",
        r"(?<![0-9+])(?:[0-9]{2}[ ./-]{0,3}){3}[0-9]{3}[ ./-]{0,3}[0-9]{2}(?![0-9])",
        _judge_register_number,
    ),
    _Rule(
        "national-number",
        rf"(?:bsn|burgerservicenummer|sofi-?nummer)(?:-?nummer)?(?: is| was)?:? ?{words.CITIZEN_NUMBER}",
        _judge_citizen_number,
    ),
)
_PHONE_RULES = (
    _Rule("phone", rf"{words.ABROAD}32{words.ZERO}(?:4[5-9]{_digits(7)}|[1-9]{_digits(7)})"),
    _Rule("phone", rf"{words.ABROAD}3[13]{words.ZERO}[1-9]{_digits(8)}"),
    _Rule("phone", r"(?<![0-9])(?:\+|00)[1-9](?:[ ./()-]{0,2}[0-9]){6,13}(?![0-9])"),
    _Rule(
        "phone", rf"(?<![0-9])(?!{words.TIMES})(?:\((?=0[0-9]{{1,3}}\)))?0[1-9](?:{_digits(8)}|{_digits(7)})"
    ),
    _Rule("national-number", words.CITIZEN_NUMBER, _judge_citizen_number),
)

# Dates --------------------------------------------------------------------------------------------------

_UNITS = re.compile(words.UNITS, re.IGNORECASE)
_BEFORE_DATE = re.compile(words.BEFORE_DATE, re.IGNORECASE)
_AFTER_DATE = re.compile(words.AFTER_DATE, re.IGNORECASE)


def _judge_numeric_date(match: _Match) -> int | None:
    first, second = int(match["first"]), int(match["second"])
    possible = 1 <= min(first, second) <= 12 and max(first, second) <= 31
    runs_on = re.search(rf"[0-9]{re.escape(match['between'])}$", _get_before(match, 2))
    # "5-10-15 minuten" counts; "3 - 4 - 12" is anything
    short = len(match["year"]) == 2 and (" " in match[0] or _UNITS.match(match.string, match.end()))
    return match.end() if possible and not runs_on and not short else None


def _judge_day_and_month(match: _Match) -> int | None:
    """Without a year, "may" is an English verb unless it has a capital, and "mar" a slip of the finger."""
    certain = match["month"] not in ("may", "mar") or match["year"] or match["sure"]
    return match.end() if certain else None


def _judge_month_and_day(match: _Match) -> int | None:
    """English "March 12" is a date, but Dutch "in april 12 patiënten" is none."""
    told = match["month"][0].isupper() and _AFTER_DATE.match(match.string, match.end())
    certain = match["year"] or match["sure"] or told or _BEFORE_DATE.search(_get_before(match, 8))
    return match.end() if certain else None


_DATE_RULES = (
    _Rule(
        "date",
        r"(?<![0-9])(?P<first>[0-9]{1,2}) ?(?P<between>[./-]) ?(?P<second>[0-9]{1,2}) ?(?P=between) ?"
        rf"(?P<year>{words.YEAR}|[0-9]{{2}})(?![0-9])(?!(?P=between)[0-9])",
        _judge_numeric_date,
    ),
    _Rule(
        "date",
        rf"(?<![0-9])(?<![0-9][./-]){words.YEAR}(?P<between>[./-])(?:0?[1-9]|1[0-2])(?P=between){words.DAY}"
        r"(?![0-9])(?!(?P=between)[0-9])",
    ),
    _Rule(
        "date",
        rf"(?<![0-9])(?<![0-9][.,:/-]){words.DAYS}(?P<sure>(?:ste|de|e|er|st|nd|rd|th)(?: of)?| of)?"
        rf"(?:{words.SPACE}|-)(?P<month>{words.MONTH}){words.THEN_YEAR}",
        _judge_day_and_month,
    ),
    _Rule("date", rf"(?<![^\W_]){words.DAY_IN_WORDS}{words.THEN_YEAR}"),
    _Rule(
        "date",
        rf"(?<![^\W_]){words.ENGLISH_DAY}(?P<sure> of)?{words.SPACE}(?P<month>{words.ENGLISH_MONTH})"
        rf"{words.THEN_YEAR}",
        _judge_day_and_month,
    ),
    _Rule(
        "date",
        rf"(?<![^\W_])(?P<month>{words.ENGLISH_MONTH_OR_SHORT})\.?{words.SPACE}"
        rf"(?:{words.DAY}(?P<sure>st|nd|rd|th)?|the {words.ENGLISH_DAY}){words.THEN_YEAR}",
        _judge_month_and_day,
    ),
    _Rule(
        "date",
        r"(?<![^\W_])(?:op|le|du|on|since|sinds|vanaf|depuis|d\.?d\.?) (?!24/7)"
        rf"(?P<it>{words.DAY}/(?:0[1-9]|1[0-2])|(?:1[3-9]|2[0-9]|3[01])/[1-9])(?![0-9])(?![.,:/-][0-9])",
    ),
)

# Rooms, ages --------------------------------------------------------------------------------------------

_SPAN_BEFORE = re.compile(words.SPAN_BEFORE, re.IGNORECASE)
_SPAN_AFTER = re.compile(words.SPAN_AFTER, re.IGNORECASE)
_THING_IS = re.compile(words.THING_IS, re.IGNORECASE)
_OLD = re.compile("jarig|oud|old", re.IGNORECASE)


def _judge_years(match: _Match) -> int | None:
    """Ninety years may be a span of time, or the age of a house."""
    before = _get_before(match, 30)
    is_span = _SPAN_BEFORE.search(before) and not _OLD.search(match[0])
    is_other = is_span or _THING_IS.search(before) or _SPAN_AFTER.match(match.string, match.end())
    return None if is_other else match.end()


_ROOM_RULES = (
    _Rule("room", words.ROOM + words.ROOM_NUMBER),
    _Rule(
        "room",
        rf"(?<![^\W_]){words.ROOMS} {words.ROOM_NUMBER}"
        rf"(?:(?:, ?| ?& ?| en | and | et | of | or | ou ){words.ROOM_NUMBER}){{0,5}}",
    ),
)
_AGE_RULES = (
    _Rule("age", rf"{words.AGE}-?{words.SPACE}?{words.YEARS_OLD}", _judge_years),
    _Rule(
        "age",
        rf"{words.AGE_RANK}[ -](?:verjaardag|levensjaar|birthday|year of life|anniversaire)(?![^\W_])"
        r"(?! (?:de|du|of|van (?:het|de|ons))\b)",
    ),
    _Rule("age", rf"(?<![^\W_])op (?:haar|zijn|mijn|[mz]'n) (?P<it>{words.AGE_RANK})(?![^\W_])"),
    _Rule(
        "age", rf"(?<![^\W_])(?:aged?|age of|turn(?:ed|ing|s)|leeftijd(?: van)?|agee? de):? {words.LONE_AGE}"
    ),
    _Rule("age", rf"(?<![^\W_])at {words.LONE_AGE}(?=,? (?:he|she|i|my|his|her)\b)"),
    _Rule("age", rf"{words.PERSON}{words.CAPITALS}{words.SPACE}(?:van|of|de){words.SPACE}{words.LONE_AGE}"),
    _Rule("age", rf"{words.PERSON}{words.CAPITALS}, {words.LONE_AGE}(?=,)"),
    _Rule("age", rf"(?:{words.PERSON}|(?<!\w)(?-i:[A-Z]){words.LETTER}{{1,30}}) \((?P<it>{words.AGE})(?=\))"),
    _Rule(
        "age",
        rf"{words.SUBJECT}{words.CAPITALS}(?: (?:is|was|ben|werd|wordt|am)|'s|'m) (?:{words.JUST} )?"
        rf"{words.LONE_AGE}{words.AFTER_AGE}",
    ),
)

# Names --------------------------------------------------------------------------------------------------

_NAME_STEP = re.compile(words.NAME_STEP)
_FIRST_WORD = re.compile(rf"{words.LETTER}{{1,40}}")
_THING_BEFORE = re.compile(words.THING_BEFORE, re.IGNORECASE)


def _judge_name(match: _Match) -> int | None:
    """A name ends before a word that is none: "dr. Peeters Hij kwam" lacks a full stop."""
    end = match.end() if match["name"][1:] in ("", ".") else None
    at = match.start("name")
    while step := _NAME_STEP.match(match.string, at, match.end("name")):
        if step["word"].lower() in words.NO_NAMES:
            break
        end = at = step.end()
    return end


def _judge_plain_name(match: _Match) -> int | None:
    first = _FIRST_WORD.match(match["name"])
    belongs = first and first[0].lower() in words.BELONGINGS
    return None if belongs or _THING_BEFORE.search(_get_before(match, 40)) else _judge_name(match)


_NAME_RULES = (
    _Rule("name", words.HONORIFIC_AND_NAME, _judge_name, cased=True),
    _Rule("name", words.ROLE_AND_NAME, _judge_name, cased=True),
    *(
        _Rule("name", before + words.PLAIN_NAME + after, _judge_plain_name, cased=True)
        for before, after in (
            (words.CALLED, ""),
            (words.I_AM, r"(?=[,.;!\n]|$| (?:en|and|et)\b)"),
            (words.RELATIVE, ""),
            (words.GREETING, r"(?=[,!\n]|$)"),
            (words.FAREWELL, r"(?=[.!]? {0,3}(?:\n|$))"),
        )
    ),
)

# The more specific rule goes first: what it finds, the later ones cannot read.
_RULES = _ADDRESS_RULES + _NUMBER_RULES + _DATE_RULES + _PHONE_RULES + _ROOM_RULES + _AGE_RULES + _NAME_RULES
