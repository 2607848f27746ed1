"""The rules of `privacy` for dates, rooms and ages."""

from __future__ import annotations

import re

from model.stories.privacy import words
from model.stories.privacy.rule import DIGITS, Match, Rule, get_before
from model.stories.privacy.word_patterns import any_of

_UNITS = re.compile(words.UNITS, re.IGNORECASE)
_BEFORE_DATE = re.compile(words.BEFORE_DATE, re.IGNORECASE)
_AFTER_DATE = re.compile(words.AFTER_DATE, re.IGNORECASE)


def _judge_numeric_date(match: Match) -> int | None:
    first, second = int(match["first"]), int(match["second"])
    possible = 1 <= min(first, second) <= 12 and max(first, second) <= 31
    runs_on = re.search(rf"[0-9]{re.escape(match['between'])}$", get_before(match, 2))
    # "5-10-15 minuten" counts; "3 - 4 - 12" is anything
    short = len(match["year"]) == 2 and (" " in match[0] or _UNITS.match(match.string, match.end()))
    return match.end() if possible and not runs_on and not short else None


def _judge_day_and_month(match: Match) -> int | None:
    """Without a year, "may" is an English verb unless it has a capital, and "mar" a slip of the finger."""
    certain = match["month"] not in ("may", "mar") or match["year"] or match["sure"]
    return match.end() if certain else None


def _judge_month_and_day(match: Match) -> int | None:
    """English "March 12" is a date, but Dutch "in april 12 patiënten" is none."""
    is_followed = match["month"][0].isupper() and _AFTER_DATE.match(match.string, match.end())
    certain = match["year"] or match["sure"] or is_followed or _BEFORE_DATE.search(get_before(match, 8))
    return match.end() if certain else None


_FEASTS = any_of(
    "kerst kerstmis kerstavond kerstdag kerstnacht kerstochtend oudejaar oudjaar oudejaarsavond "
    "oudejaarsdag oudejaarsnacht nieuwjaar nieuwjaarsdag nieuwjaarsnacht pasen paaszondag paasmaandag "
    "paasdag pinksteren hemelvaartsdag valentijnsdag moederdag vaderdag sinterklaas sinterklaasavond "
    "koningsdag allerheiligen christmas xmas christmas_eve christmas_day christmas_night boxing_day "
    "new_year's_eve new_year's_day easter easter_sunday easter_monday good_friday mother's_day "
    "father's_day valentine's_day bonfire_night halloween noel veille_de_noel jour_de_noel nuit_de_noel "
    "reveillon nouvel_an jour_de_l'an paques lundi_de_paques dimanche_de_paques pentecote toussaint "
    "saint-valentin fete_des_meres fete_des_peres saint-nicolas weihnachten heiligabend heilig_abend "
    "silvester neujahr neujahrstag ostern ostersonntag ostermontag pfingsten muttertag vatertag nikolaus"
)
DATE_RULES = (
    Rule(
        "date",
        rf"(?<![^\W_]){_FEASTS},? (?:(?:van|of|in|de|en|im jahr|von|anno) )?{words.YEAR}(?!\w)",
        initials="abcdefghjklmnoprstvwx",
        needs="19 20",
    ),
    Rule(
        "date",
        r"(?<![0-9])(?P<first>[0-9]{1,2}) ?(?P<between>[./-]) ?(?P<second>[0-9]{1,2}) ?(?P=between) ?"
        rf"(?P<year>{words.YEAR}|'?[0-9]{{2}})(?![0-9])(?!(?P=between)[0-9])",
        _judge_numeric_date,
        initials=DIGITS,
    ),
    Rule(
        "date",
        rf"(?<![0-9])(?<![0-9][./-]){words.YEAR}(?P<between>[./-])(?:0?[1-9]|1[0-2])(?P=between){words.DAY}"
        r"(?![0-9])(?!(?P=between)[0-9])",
        initials="12",
    ),
    Rule(
        "date",
        rf"(?<![0-9])(?<![0-9][.,:/-]){words.DAYS}(?P<sure>(?:ste|de|e|er|st|nd|rd|th)(?: of)?| of)?"
        rf"(?:{words.SPACE}|-)(?P<month>{words.MONTH}){words.THEN_YEAR}",
        _judge_day_and_month,
        initials=DIGITS,
    ),
    Rule(
        "date",
        rf"(?<![0-9])(?<![0-9][./-]){words.DAY}\.{words.SPACE}?{words.GERMAN_MONTH}{words.THEN_YEAR}",
        initials=DIGITS,
    ),
    Rule(
        "date",
        rf"(?<![^\W_]){words.DAY_IN_WORDS}{words.THEN_YEAR}",
        initials="acdehnopqstvz",
    ),
    Rule(
        "date",
        rf"(?<![^\W_]){words.ENGLISH_DAY}(?P<sure> of)?{words.SPACE}(?P<month>{words.ENGLISH_MONTH})"
        rf"{words.THEN_YEAR}",
        _judge_day_and_month,
        initials="efnst",
    ),
    Rule(
        "date",
        rf"(?<![^\W_])(?P<month>{words.ENGLISH_MONTH_OR_SHORT})\.?{words.SPACE}"
        rf"(?:{words.DAY}(?P<sure>st|nd|rd|th)?|the {words.ENGLISH_DAY}){words.THEN_YEAR}",
        _judge_month_and_day,
        initials="adfjmnos",
    ),
    Rule(
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


def _judge_years(match: Match) -> int | None:
    """Ninety years may be a span of time, or the age of a house."""
    before = get_before(match, 30)
    is_span = _SPAN_BEFORE.search(before) and not _OLD.search(match[0])
    is_other = is_span or _THING_IS.search(before) or _SPAN_AFTER.match(match.string, match.end())
    return None if is_other else match.end()


ROOM_RULES = (
    Rule(
        "room",
        rf"(?<![^\W_]){words.ROOMS} {words.ROOM_NUMBER}"
        rf"(?:(?:, ?| ?& ?| en | and | et | und | of | or | ou | oder ){words.ROOM_NUMBER}){{0,5}}",
        initials="bcklrz",
    ),
    Rule("room", words.ROOM + words.ROOM_NUMBER, initials="bciklprz"),
)
_AGES = "negentig honderd ninet hundred nonante cent vingt 90 91 92 93 94 95 96 97 98 99 10 11"
AGE_RULES = (
    Rule(
        "age",
        rf"(?<![^\W_]){words.JUST} (?P<it>{words.AGE} geworden)(?![^\W_])",
        initials="abeijnopt",
        needs=_AGES,
    ),
    Rule(
        "age",
        rf"{words.AGE}-?{words.SPACE}?{words.YEARS_OLD}",
        _judge_years,
        initials="19acdehnoqtvz",
        needs=_AGES,
    ),
    Rule(
        "age",
        rf"{words.AGE_RANK}[ -](?:verjaardag|levensjaar|birthday|year of life|anniversaire)(?![^\W_])"
        r"(?! (?:de|du|of|van (?:het|de|ons))\b)",
        initials="19acdehnqtvz",
        needs=_AGES,
    ),
    Rule(
        "age",
        rf"(?<![^\W_])op (?:haar|zijn|mijn|[mz]'n) (?P<it>{words.AGE_RANK})(?![^\W_])",
        initials="o",
        needs=_AGES,
    ),
    Rule(
        "age",
        rf"(?<![^\W_])(?:aged?|age of|turn(?:ed|ing|s)|leeftijd(?: van)?|agee? de):? {words.LONE_AGE}",
        initials="alt",
        needs=_AGES,
    ),
    Rule(
        "age",
        rf"(?<![^\W_])(?:von|mit) (?P<it>{words.AGE})(?={words.SPACE}jahren(?![^\W_]))",
        initials="mv",
        needs=_AGES,
    ),
    Rule(
        "age", rf"(?<![^\W_])at {words.LONE_AGE}(?=,? (?:he|she|i|my|his|her)\b)", initials="a", needs=_AGES
    ),
    Rule(
        "age",
        rf"{words.PERSON}{words.CAPITALS}{words.SPACE}(?:van|of|de){words.SPACE}{words.LONE_AGE}",
        initials="a-il-wz",
        needs=_AGES,
    ),
    Rule("age", rf"{words.PERSON}{words.CAPITALS}, {words.LONE_AGE}(?=,)", initials="a-il-wz", needs=_AGES),
    Rule(
        "age",
        rf"(?:{words.PERSON}|(?<!\w)(?-i:[A-Z]){words.LETTER}{{1,30}}) \((?P<it>{words.AGE})(?=\))",
        initials="a-z",
        needs=_AGES,
    ),
    Rule(
        "age",
        rf"{words.SUBJECT}{words.CAPITALS}(?: (?:is|was|ben|werd|wordt|am)|'s|'m) (?:{words.JUST} )?"
        rf"{words.LONE_AGE}{words.AFTER_AGE}",
        initials="a-il-wz",
        needs=_AGES,
    ),
)
