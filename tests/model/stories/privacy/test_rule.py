"""A rule passes over what its finds never begin with, and nothing else."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from model.stories.privacy.rule import Rule
from model.stories.privacy.rules import RULES
from tests.model.stories.test_privacy import list_finds

PARSED: Any = re._parser  # type: ignore[attr-defined]
CODES: Any = re._constants  # type: ignore[attr-defined]
SIGNS = frozenset(string.ascii_letters + string.digits + "#(+@")
REPEATS = (CODES.MAX_REPEAT, CODES.MIN_REPEAT, CODES.POSSESSIVE_REPEAT)
LOOKS_AROUND = (CODES.ASSERT, CODES.ASSERT_NOT, CODES.AT)


def list_first_signs(pattern: Iterable[tuple[Any, Any]], ignores_case: bool) -> tuple[frozenset[str], bool]:
    """Which letters, digits and signs a find may begin with, and whether it may be of no signs at all."""
    signs: frozenset[str] = frozenset()
    for code, said in pattern:
        more, may_be_empty = _list_of_part(code, said, ignores_case)
        signs |= more
        if not may_be_empty:
            return signs, False
    return signs, True


def _list_of_part(code: Any, said: Any, ignores_case: bool) -> tuple[frozenset[str], bool]:
    if code in LOOKS_AROUND:
        return frozenset(), True
    if code in REPEATS:
        least, _, part = said
        signs, may_be_empty = list_first_signs(part, ignores_case)
        return signs, may_be_empty or least == 0
    if code is CODES.SUBPATTERN:
        _, added, dropped, part = said
        flag = CODES.SRE_FLAG_IGNORECASE
        return list_first_signs(part, (ignores_case or bool(added & flag)) and not dropped & flag)
    if code is CODES.BRANCH:
        found = [list_first_signs(part, ignores_case) for part in said[1]]
        return frozenset().union(*(signs for signs, _ in found)), any(empty for _, empty in found)
    assert code in (CODES.LITERAL, CODES.IN, CODES.ANY), code
    compiled = PARSED.SubPattern(PARSED.State(), [(code, said)])
    fits: Callable[[str], object] = _compile(compiled, ignores_case).match
    return frozenset(filter(fits, SIGNS)), False


def _compile(pattern: Any, ignores_case: bool) -> Any:
    pattern.state.str = ""
    flags = re.IGNORECASE if ignores_case else 0
    return re._compiler.compile(pattern, flags | re.UNICODE)  # type: ignore[attr-defined]


@pytest.mark.parametrize("rule", [rule for rule in RULES if isinstance(rule, Rule)])
def test_a_find_may_begin_with_everything_that_the_pattern_begins_with(rule: Rule) -> None:
    pattern = PARSED.parse(rule.pattern.pattern, rule.pattern.flags)
    signs, _ = list_first_signs(pattern, bool(rule.pattern.flags & re.IGNORECASE))
    assert {sign for sign in signs if not re.match(f"[{rule.initials}]", sign)} == set()


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("het #dossier 2024/123", "file-number", "#dossier 2024/123"),
        ("op lundi de Pâques 2019", "date", "lundi de Pâques 2019"),
        ("het ziekenhuis Krakzwa was vol", "hospital", "ziekenhuis Krakzwa"),
        ("het ziekenhuis Sint-Lucas in Gent was vol", "hospital", "ziekenhuis Sint-Lucas in Gent"),
        ("Hij is pas 92 geworden", "age", "92 geworden"),
        ("een familie uit Krakzwa", "place", "Krakzwa"),
        ("een jongen uit Krakzwa", "place", "Krakzwa"),
        ("uncle janssens sang", "name", "uncle janssens"),
    ],
)
def test_what_was_passed_over_for_its_first_letter_is_found(text: str, kind: str, found: str) -> None:
    assert list_finds(text) == [(kind, found)]
