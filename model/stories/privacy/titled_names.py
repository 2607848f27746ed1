"""The rules of `privacy` for names after a title, a role, a relative, a greeting."""

from __future__ import annotations

import re

from model.stories.privacy import words
from model.stories.privacy.name_words import is_thing
from model.stories.privacy.rule import Match, Rule, get_before

_NAME_STEP = re.compile(words.NAME_STEP)
_FIRST_WORD = re.compile(rf"{words.LETTER}{{1,40}}")
_THING_BEFORE = re.compile(words.THING_BEFORE, re.IGNORECASE)


def _judge_name(match: Match) -> int | None:
    """A name ends before a word that is none: "dr. Peeters Hij kwam" lacks a full stop."""
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
    return None if belongs or _THING_BEFORE.search(get_before(match, 40)) else _judge_name(match)


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
