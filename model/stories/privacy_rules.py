"""The rules of `privacy`: a pattern for each way to tell who somebody is, and what decides if it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Literal

from model.stories import privacy_addresses as parts
from model.stories import privacy_words as words

IdentifierKind = Literal[
    "e-mail", "phone", "national-number", "date", "age", "name", "room", "web", "account"
]

_Match = re.Match[str]


_LETTERS = r"^\W_"
_DIGITS = "0-9"


def _accept(match: _Match) -> int | None:
    return match.end()


class _Rule:
    """A pattern for one kind of identifier; `judge` says where a match ends, or None where it is none.

    A group named "it" leaves what stands before it out of the find. Patterns repeat nothing without a
    bound, so that a text takes time in proportion to its length. `initials` are the characters that a find
    may begin with, as in square brackets: all others are passed over at once.
    """

    def __init__(
        self,
        kind: IdentifierKind,
        pattern: str,
        judge: Callable[[_Match], int | None] = _accept,
        cased: bool = False,
        initials: str = _LETTERS,
    ) -> None:
        self.kind = kind
        self.initials = initials if cased or initials == _LETTERS else initials + initials.upper()
        self.judge = judge
        self._source = pattern
        self._flags = 0 if cased else re.IGNORECASE

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when the first text is looked at: all of them take most of a second."""
        return re.compile(self._source, self._flags)

    @cached_property
    def _start(self) -> re.Pattern[str]:
        ahead = self._look_ahead(self._source)
        return re.compile(rf"(?-i:[{self.initials}])(?<={ahead}(?s:.))", self.pattern.flags)

    @cached_property
    def _group(self) -> str | int:
        return "it" if "it" in self.pattern.groupindex else 0

    @staticmethod
    def _look_ahead(pattern: str) -> str:
        """What must be true before the first character of a find. Only a pattern that begins with a set of
        characters is searched for fast, so that comes first, and all else is looked at behind it."""
        if pattern.startswith(words.TITLES):  # a hostile text has many, and twice is too much for each
            return r"(?<!\w)"
        if "(?P=" in pattern:  # such a group cannot be looked for there
            return "(?<![0-9])" if pattern.startswith("(?<![0-9") else ""
        return f"(?={pattern})"

    def find(self, compared: str, at: int, until: int) -> Iterator[tuple[int, int]]:
        """Where the finds in a text start and end, of those that begin within a stretch of it."""
        while (start := self._start.search(compared, at)) and start.start() < until:
            match = self.pattern.match(compared, start.start())
            end = self.judge(match) if match else None
            if match is None or end is None:
                at = start.start() + 1
            else:
                yield match.start(self._group), end
                at = end


def _get_before(match: _Match, length: int) -> str:
    return match.string[max(0, match.start() - length) : match.start()]


# E-mail, web --------------------------------------------------------------------------------------------


def _judge_address(match: _Match) -> int | None:
    """The full stop after an address, or a closing bracket, is not part of it."""
    return match.start() + len(match[0].rstrip(".,;:!?)'\"…»”"))


_ADDRESS_RULES = (
    _Rule("e-mail", rf"{parts.MAILBOX}(?:@{parts.DOMAIN}|{parts.CAREFUL_AT})"),
    _Rule(
        "e-mail",
        rf"(?:{parts.LABEL}{parts.DOT}){{0,2}}{parts.MAILBOX} {parts.AT} {parts.SPELT_DOMAIN}",
    ),
    _Rule("web", rf"(?<!\w)(?:https?://|www\.)[^\W_]{parts.REST}", _judge_address, initials="hw"),
    _Rule(
        "web",
        rf"(?<![\w@.-])(?:{parts.LABEL}\.){{1,5}}{parts.ENDING}(?:/{parts.REST})?",
        _judge_address,
    ),
    _Rule(
        "web",
        r"(?<![\w@./-])@(?!(?:home|work|thuis)\b)(?=[\d_.]{0,20}[^\W\d_])\w{2,30}(?:\.\w{1,30}){0,3}",
        initials="@",
    ),
)

# Numbers ------------------------------------------------------------------------------------------------


def _digits(count: int) -> str:
    """`count` digits with gaps, the last two side by side: a single digit after a gap counts something."""
    return rf"(?:{parts.GAP}[0-9]){{{count - 2}}}{parts.GAP}[0-9][0-9](?![0-9])"


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
    _Rule("account", r"(?<![^\W_])BE[0-9]{2}(?:[ .-]?[0-9]){12}(?![^\W_])", _judge_account, initials="b"),
    _Rule(
        "account",
        r"(?<![^\W_])NL[0-9]{2}[ .-]?[A-Z]{4}(?:[ .-]?[0-9]){10}(?![^\W_])",
        _judge_account,
        initials="n",
    ),
    _Rule("account", r"(?<![^\W_])FR[0-9]{2}(?:[ .-]?[0-9A-Z]){23}(?![^\W_])", _judge_account, initials="f"),
    _Rule(
        "national-number",
        r"(?<![0-9])[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}(?![0-9])",
        initials=_DIGITS,
    ),
    _Rule(
        "national-number",
        r"(?<![0-9+])(?:[0-9]{2}[ ./-]{0,3}){3}[0-9]{3}[ ./-]{0,3}[0-9]{2}(?![0-9])",
        _judge_register_number,
        initials=_DIGITS,
    ),
    _Rule(
        "national-number",
        rf"(?:bsn|burgerservicenummer|sofi-?nummer)(?:-?nummer)?(?: is| was)?:? ?{parts.CITIZEN_NUMBER}",
        _judge_citizen_number,
        initials="bs",
    ),
)
_PHONE_RULES = (
    _Rule(
        "phone",
        rf"{parts.ABROAD}32{parts.ZERO}(?:4[5-9]{_digits(7)}|[1-9]{_digits(7)})",
        initials="(+0",
    ),
    _Rule("phone", rf"{parts.ABROAD}3[13]{parts.ZERO}[1-9]{_digits(8)}", initials="(+0"),
    _Rule("phone", r"(?<![0-9])(?:\+|00)[1-9](?:[ ./()-]{0,2}[0-9]){6,13}(?![0-9])", initials="+0"),
    _Rule(
        "phone",
        rf"(?<![0-9])(?!{parts.TIMES})(?:\((?=0[0-9]{{1,3}}\)))?0[1-9](?:{_digits(8)}|{_digits(7)})",
        initials="(0",
    ),
    _Rule("national-number", parts.CITIZEN_NUMBER, _judge_citizen_number, initials=_DIGITS),
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
        initials=_DIGITS,
    ),
    _Rule(
        "date",
        rf"(?<![0-9])(?<![0-9][./-]){words.YEAR}(?P<between>[./-])(?:0?[1-9]|1[0-2])(?P=between){words.DAY}"
        r"(?![0-9])(?!(?P=between)[0-9])",
        initials="12",
    ),
    _Rule(
        "date",
        rf"(?<![0-9])(?<![0-9][.,:/-]){words.DAYS}(?P<sure>(?:ste|de|e|er|st|nd|rd|th)(?: of)?| of)?"
        rf"(?:{words.SPACE}|-)(?P<month>{words.MONTH}){words.THEN_YEAR}",
        _judge_day_and_month,
        initials=_DIGITS,
    ),
    _Rule(
        "date",
        rf"(?<![0-9])(?<![0-9][./-]){words.DAY}\.{words.SPACE}?{words.GERMAN_MONTH}{words.THEN_YEAR}",
        initials=_DIGITS,
    ),
    _Rule(
        "date",
        rf"(?<![^\W_]){words.DAY_IN_WORDS}{words.THEN_YEAR}",
        initials="acdehnopqstvz",
    ),
    _Rule(
        "date",
        rf"(?<![^\W_]){words.ENGLISH_DAY}(?P<sure> of)?{words.SPACE}(?P<month>{words.ENGLISH_MONTH})"
        rf"{words.THEN_YEAR}",
        _judge_day_and_month,
        initials="efnst",
    ),
    _Rule(
        "date",
        rf"(?<![^\W_])(?P<month>{words.ENGLISH_MONTH_OR_SHORT})\.?{words.SPACE}"
        rf"(?:{words.DAY}(?P<sure>st|nd|rd|th)?|the {words.ENGLISH_DAY}){words.THEN_YEAR}",
        _judge_month_and_day,
        initials="adfjmnos",
    ),
    _Rule(
        "date",
        r"(?<![^\W_])(?:op|le|du|on|since|sinds|vanaf|depuis|d\.?d\.?) (?!24/7)"
        rf"(?P<it>{words.DAY}/(?:0[1-9]|1[0-2])|(?:1[3-9]|2[0-9]|3[01])/[1-9])(?![0-9])(?![.,:/-][0-9])",
        initials="dlosv",
    ),
)

# Rooms, ages --------------------------------------------------------------------------------------------

_SPAN_BEFORE = re.compile(words.SPAN_BEFORE, re.IGNORECASE)
_SPAN_AFTER = re.compile(words.SPAN_AFTER, re.IGNORECASE)
_THING_IS = re.compile(words.THING_IS, re.IGNORECASE)
_OLD = re.compile("jarig|jahrig|oud|old|alt", re.IGNORECASE)


def _judge_years(match: _Match) -> int | None:
    """Ninety years may be a span of time, or the age of a house."""
    before = _get_before(match, 30)
    is_span = _SPAN_BEFORE.search(before) and not _OLD.search(match[0])
    is_other = is_span or _THING_IS.search(before) or _SPAN_AFTER.match(match.string, match.end())
    return None if is_other else match.end()


_ROOM_RULES = (
    _Rule(
        "room",
        rf"(?<![^\W_]){words.ROOMS} {words.ROOM_NUMBER}"
        rf"(?:(?:, ?| ?& ?| en | and | et | und | of | or | ou | oder ){words.ROOM_NUMBER}){{0,5}}",
        initials="bcklrz",
    ),
    _Rule("room", words.ROOM + words.ROOM_NUMBER, initials="bciklprz"),
)
_AGE_RULES = (
    _Rule("age", rf"{words.AGE}-?{words.SPACE}?{words.YEARS_OLD}", _judge_years, initials="19acdehnoqtvz"),
    _Rule(
        "age",
        rf"{words.AGE_RANK}[ -](?:verjaardag|levensjaar|birthday|year of life|anniversaire)(?![^\W_])"
        r"(?! (?:de|du|of|van (?:het|de|ons))\b)",
        initials="19acdehnqtvz",
    ),
    _Rule(
        "age", rf"(?<![^\W_])op (?:haar|zijn|mijn|[mz]'n) (?P<it>{words.AGE_RANK})(?![^\W_])", initials="o"
    ),
    _Rule(
        "age",
        rf"(?<![^\W_])(?:aged?|age of|turn(?:ed|ing|s)|leeftijd(?: van)?|agee? de):? {words.LONE_AGE}",
        initials="alt",
    ),
    _Rule(
        "age", rf"(?<![^\W_])(?:von|mit) (?P<it>{words.AGE})(?={words.SPACE}jahren(?![^\W_]))", initials="mv"
    ),
    _Rule("age", rf"(?<![^\W_])at {words.LONE_AGE}(?=,? (?:he|she|i|my|his|her)\b)", initials="a"),
    _Rule(
        "age",
        rf"{words.PERSON}{words.CAPITALS}{words.SPACE}(?:van|of|de){words.SPACE}{words.LONE_AGE}",
        initials="a-il-wz",
    ),
    _Rule("age", rf"{words.PERSON}{words.CAPITALS}, {words.LONE_AGE}(?=,)", initials="a-il-wz"),
    _Rule(
        "age",
        rf"(?:{words.PERSON}|(?<!\w)(?-i:[A-Z]){words.LETTER}{{1,30}}) \((?P<it>{words.AGE})(?=\))",
        initials="a-z",
    ),
    _Rule(
        "age",
        rf"{words.SUBJECT}{words.CAPITALS}(?: (?:is|was|ben|werd|wordt|am)|'s|'m) (?:{words.JUST} )?"
        rf"{words.LONE_AGE}{words.AFTER_AGE}",
        initials="a-il-wz",
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
    _Rule("name", words.HONORIFIC_AND_NAME, _judge_name, cased=True, initials="A-PR-VZa-pr-vz"),
    _Rule("name", words.ROLE_AND_NAME, _judge_name, cased=True, initials="A-PR-VZa-pr-vz"),
    *(
        _Rule("name", before + words.PLAIN_NAME + after, _judge_plain_name, cased=True, initials=initials)
        for before, after, initials in (
            (words.CALLED, "", "A-PR-VZa-wz"),
            (words.I_AM, r"(?=[,.;!\n]|$| (?:en|and|et)\b)", "IJij"),
            (words.RELATIVE, "", "HILMNOSTUZhilmnostuz"),
            (words.GREETING, r"(?=[,!\n]|$)", "BCDGHLMST"),
            (words.FAREWELL, r"(?=[.!]? {0,3}(?:\n|$))", "ABCGKLRSWYabcgklrswy"),
        )
    ),
)

# The more specific rule goes first: what it finds, the later ones cannot read.
RULES = _ADDRESS_RULES + _NUMBER_RULES + _DATE_RULES + _PHONE_RULES + _ROOM_RULES + _AGE_RULES + _NAME_RULES
