"""The rules of `privacy` for names after a title, a role, a relative, a greeting."""

from __future__ import annotations

import re

from model.stories.privacy import words
from model.stories.privacy.name_lists import read_names
from model.stories.privacy.name_words import (
    ALSO_WORDS,
    FAMILY_WORDS,
    FIGURES,
    ORDINARY_WORDS,
    PROFESSIONS,
    RISKY,
    is_thing,
)
from model.stories.privacy.rule import Match, Rule, get_before
from model.stories.privacy.word_patterns import any_of

_NAME_STEP = re.compile(words.NAME_STEP)
_FIRST_WORD = re.compile(rf"{words.LETTER}{{1,40}}")
_THING_BEFORE = re.compile(words.THING_BEFORE, re.IGNORECASE)


def _judge_name(match: Match) -> int | None:
    """A name ends before a word that is none: "dr. Peeters Hij kwam" lacks a full stop."""
    if " ".join(re.split(r"\s+", match[0].lower())) in FIGURES:
        return None
    end = match.end() if match["name"][1:] in ("", ".") else None
    at = match.start("name")
    while step := _NAME_STEP.match(match.string, at, match.end("name")):
        if step["word"].lower() in words.NO_NAMES or is_thing(step["word"]):
            break
        end = at = step.end()
    return end


def _judge_plain_name(match: Match) -> int | None:
    first = _FIRST_WORD.match(match["name"])
    belongs = first and (first[0].lower() in words.BELONGINGS or is_thing(first[0]))
    following = _NEXT_CAPITAL.match(match.string, match.start("name"))
    belongs = belongs or (following and is_thing(following["word"]))
    return None if belongs or _THING_BEFORE.search(get_before(match, 40)) else _judge_name(match)


_NEXT_CAPITAL = re.compile(rf"{words.LETTER}{{1,40}} (?P<word>[A-Z]{words.LETTER}{{1,40}})")


def _judge_capitals(match: Match) -> int | None:
    """Of the words in capitals after a title: the first, and the second where it is a known name."""
    first, *more = re.finditer(
        r"(?:(?:VAN|DEN?|DER|VON|LE|LA|DU|TEN|TER) |D'){0,3}[A-Z][A-Z'-]{1,30}", match["name"]
    )
    if _is_ordinary(first[0].split()[-1].lower()):
        return None
    is_known = more and is_known_name(more[0][0].split()[-1].lower())
    return match.start("name") + (more[0].end() if is_known else first.end())


def _judge_small(match: Match) -> int | None:
    """A known name without its capital, if it is no other word; after Mrs or Mr "baker" is a name, too."""
    last = re.split(r"[ -]", match["name"].lower())[-1]
    if _is_ordinary(last) or not is_known_name(last):
        return None
    has_part = match["formal"] and re.match(r"(?:van|von|den?|der|le|la|du|ten|ter) |d'", match["name"], re.I)
    is_clear = has_part or (last not in FAMILY_WORDS and last not in ALSO_WORDS and last not in RISKY)
    return match.end() if is_clear or (match["formal"] and last in PROFESSIONS) else None


def _judge_small_relative(match: Match) -> int | None:
    last = match["it"].lower()
    is_word = _is_ordinary(last) or last in ALSO_WORDS or last in RISKY or last in FAMILY_WORDS
    return match.end() if not is_word and last in read_names("first") else None


def _is_ordinary(word: str) -> bool:
    return word in words.NO_NAMES or word in ORDINARY_WORDS or is_thing(word)


def is_known_name(word: str) -> bool:
    """Whether a folded word is in the lists of first or family names."""
    return word in read_names("first") or word in read_names("family")


_SMALL_PARTS = r"(?:(?:van|von|den?|der|le|la|du|ten|ter) |d'){0,3}"
_CAPITAL_TITLES = any_of(
    "MEVROUW MENEER MIJNHEER HEER DOKTER DR\\.? PROF\\.? VERPLEEGSTER VERPLEGER VERPLEEGKUNDIGE ZUSTER "
    "BROEDER MADAME MONSIEUR MME MLLE DOCTEUR INFIRMIERE INFIRMIER MRS\\.? MR\\.? MS\\.? MISS DOCTOR NURSE "
    "SISTER FRAU HERR SCHWESTER PFLEGER DHR\\.? MW\\.? MEVR\\.? JUFFROUW COLLEGA"
)
_FORMAL = any_of(
    "mevrouw meneer mijnheer menheer de_heer dhr\\.? mevr\\.? mw\\.? madame monsieur mme mlle mrs\\.? mr\\.? "
    "ms\\.? miss frau herr dr\\.? prof\\.? juffrouw"
)
_INFORMAL = any_of(
    "dokter docteur doctor zuster broeder verpleegster verpleger verpleegkundige infirmiere? nurse "
    "schwester juf tante nonkel oom oncle aunt uncle onkel collega vroedvrouw kinesiste?"
)
SMALL_NAME_RULES = (
    Rule(
        "name",
        rf"(?<![\w-]){_CAPITAL_TITLES} (?P<name>(?:(?:VAN|DEN?|DER|VON|LE|LA|DU|TEN|TER) |D')"
        rf"{{0,3}}[A-Z][A-Z'-]{{1,30}}"
        rf"(?: (?:(?:VAN|DEN?|DER|VON) ){{0,2}}[A-Z][A-Z'-]{{1,30}})?)(?!\w)",
        _judge_capitals,
        cased=True,
        initials="A-Z",
    ),
    Rule(
        "name",
        rf"(?<![\w-])(?:(?P<formal>{_FORMAL})|{_INFORMAL}) (?P<name>{_SMALL_PARTS}(?-i:[a-z])"
        rf"{words.LETTER}{{2,30}}(?:-{words.LETTER}{{2,30}})?)(?!\w)",
        _judge_small,
        initials="abcdfhijkmnopstuvz",
    ),
    Rule(
        "name",
        rf"{words.RELATIVE}(?P<it>[a-z]{words.LETTER}{{2,20}})(?!\w)",
        _judge_small_relative,
        cased=True,
        initials="HILMNOSTUZhilmnostuz",
    ),
)
TITLED_NAME_RULES = (
    Rule("name", words.HONORIFIC_AND_NAME, _judge_name, cased=True, initials="A-PR-VZa-pr-vz"),
    Rule("name", words.ROLE_AND_NAME, _judge_name, cased=True, initials="A-PR-VZa-pr-vz"),
    *(
        Rule("name", before + words.PLAIN_NAME + after, _judge_plain_name, cased=True, initials=initials)
        for before, after, initials in (
            (words.CALLED, "", "A-PR-VZa-wz"),
            (words.I_AM, r"(?=[,.;!\n]|$| (?:en|and|et)\b)", "IJij"),
            (words.RELATIVE, "", "HILMNOSTUZhilmnostuz"),
            (words.GREETING, r"(?=[,!\n]|$)", "BCDGHLMST"),
            (words.FAREWELL, r"(?=[.!]? {0,3}(?:\n|$))", "ABCGKLRSWYabcgklrswy"),
        )
    ),
)
