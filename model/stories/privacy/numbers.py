"""The rules of `privacy` for e-mail and web addresses, accounts, numbers of the state and telephones."""

from __future__ import annotations

import re

from model.stories.privacy import addresses as parts
from model.stories.privacy.rule import DIGITS, Match, Rule


def _judge_address(match: Match) -> int | None:
    """The full stop after an address, or a closing bracket, is not part of it."""
    return match.start() + len(match[0].rstrip(".,;:!?)'\"…»”"))


ADDRESS_RULES = (
    Rule("e-mail", rf"{parts.MAILBOX}(?:@{parts.DOMAIN}|{parts.CAREFUL_AT})"),
    Rule(
        "e-mail",
        rf"(?:{parts.LABEL}{parts.DOT}){{0,2}}{parts.MAILBOX} {parts.AT} {parts.SPELT_DOMAIN}",
        needs="_at_ apenstaart arobase",
    ),
    Rule("web", rf"(?<!\w)(?:https?://|www\.)[^\W_]{parts.REST}", _judge_address, initials="hw"),
    Rule(
        "web",
        rf"(?<![\w@.-])(?:{parts.LABEL}\.){{1,5}}{parts.ENDING}(?:/{parts.REST})?",
        _judge_address,
    ),
    Rule(
        "web",
        r"(?<![\w@./-])@(?!(?:home|work|thuis)\b)(?=[\d_.]{0,20}[^\W\d_])\w{2,30}(?:\.\w{1,30}){0,3}",
        initials="@",
    ),
)

# Numbers ------------------------------------------------------------------------------------------------


def _digits(count: int) -> str:
    """`count` digits with gaps, the last two side by side: a single digit after a gap counts something."""
    return rf"(?:{parts.GAP}[0-9]){{{count - 2}}}{parts.GAP}[0-9][0-9](?![0-9])"


def _judge_account(match: Match) -> int | None:
    number = re.sub("[ .-]", "", match[0]).upper()
    as_digits = "".join(str(int(character, 36)) for character in number[4:] + number[:4])
    return match.end() if int(as_digits) % 97 == 1 else None


def _judge_register_number(match: Match) -> int | None:
    """The Belgian number: its last two digits are 97 less the rest of the others; from 2000 on, with a 2
    before them. The month has 20 or 40 added for who is not in the register."""
    digits = re.sub("[^0-9]", "", match[0])
    born, check = int(digits[:9]), 97 - int(digits[9:])
    possible = int(digits[2:4]) % 20 <= 12 and int(digits[4:6]) <= 31
    return match.end() if possible and check in (born % 97, (2_000_000_000 + born) % 97) else None


def _judge_citizen_number(match: Match) -> int | None:
    """The Dutch number: its digits, weighed 9 to 2 and the last one -1, add up to a multiple of eleven."""
    digits = [int(digit) for digit in re.sub("[^0-9]", "", match["it"]).zfill(9)]
    weighed = sum(digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return match.end() if any(digits) and weighed % 11 == 0 else None


NUMBER_RULES = (
    Rule("account", r"(?<![^\W_])BE[0-9]{2}(?:[ .-]?[0-9]){12}(?![^\W_])", _judge_account, initials="b"),
    Rule(
        "account",
        r"(?<![^\W_])NL[0-9]{2}[ .-]?[A-Z]{4}(?:[ .-]?[0-9]){10}(?![^\W_])",
        _judge_account,
        initials="n",
    ),
    Rule("account", r"(?<![^\W_])FR[0-9]{2}(?:[ .-]?[0-9A-Z]){23}(?![^\W_])", _judge_account, initials="f"),
    Rule(
        "national-number",
        r"(?<![0-9])[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}(?![0-9])",
        initials=DIGITS,
    ),
    Rule(
        "national-number",
        r"(?<![0-9+])(?:[0-9]{2}[ ./-]{0,3}){3}[0-9]{3}[ ./-]{0,3}[0-9]{2}(?![0-9])",
        _judge_register_number,
        initials=DIGITS,
    ),
    Rule(
        "national-number",
        rf"(?:bsn|burgerservicenummer|sofi-?nummer)(?:-?nummer)?(?: is| was)?:? ?{parts.CITIZEN_NUMBER}",
        _judge_citizen_number,
        initials="bs",
    ),
)
PHONE_RULES = (
    Rule(  # eleven digits, in the groups that Britain and Germany know
        "phone",
        rf"(?<![0-9])(?!{parts.TIMES})(?:\(0[0-9]{{2,4}}\) ?[0-9]{{3,4}} ?[0-9]{{3,4}}|"
        rf"0[1-9][0-9]{{2,3}}[ /-][0-9]{{3}} ?[0-9]{{3,4}}"
        r"|02[0-9][ -][0-9]{4}[ -][0-9]{4}|0[1-9][0-9]{1,3}[/ -][0-9]{6,8}|0[1-9][0-9]{9})(?![0-9])",
        initials="(0",
    ),
    Rule(
        "phone",
        rf"{parts.ABROAD}32{parts.ZERO}(?:4[5-9]{_digits(7)}|[1-9]{_digits(7)})",
        initials="(+0",
    ),
    Rule("phone", rf"{parts.ABROAD}3[13]{parts.ZERO}[1-9]{_digits(8)}", initials="(+0"),
    Rule("phone", r"(?<![0-9])(?:\+|00)[1-9](?:[ ./()-]{0,2}[0-9]){6,13}(?![0-9])", initials="+0"),
    Rule(
        "phone",
        rf"(?<![0-9])(?!{parts.TIMES})(?:\((?=0[0-9]{{1,3}}\)))?0[1-9](?:{_digits(8)}|{_digits(7)})",
        initials="(0",
    ),
    Rule("national-number", parts.CITIZEN_NUMBER, _judge_citizen_number, initials=DIGITS),
)
