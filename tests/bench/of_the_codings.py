"""Stories coded by two and by four: what figures of agreement, coverage and the report take."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from random import Random

from model import ConceptualModel
from model.coding import Codings, Mark, Passage, StoryCoding
from model.coding.agreement import list_codes, measure_agreement
from model.coding.coverage import measure_coverage
from model.coding.disagreements import find_disagreements
from model.loading import parse_model
from model.reporting.coding_report import build_coding_report
from model.stories import Story
from tests.bench.of_the_model import build_layered_file
from tests.storytelling import build_story

STORIES = 1045
_TIMES = 7
_LEFTOVER = (Passage("en", 0, 2, 1),)


def run() -> None:
    """Print the table; times in milliseconds: the median and the longest of seven."""
    for stories, coders in ((STORIES, 2), (STORIES, 4), (10 * STORIES, 2)):
        _measure(stories, coders)


def _measure(stories: int, coders: int) -> None:
    model = parse_model(build_layered_file(6, 10, 3), "layered")
    print(f"\n{stories} stories, {coders} coders, {len(list_codes(model))} codes")
    coded, codings = build_coded(model, stories, coders)
    day = date(2026, 11, 24)
    _show("agreement, all codes with intervals", lambda: measure_agreement(model, codings, len(coded)))
    _show("disagreements", lambda: find_disagreements(codings))
    _show("coverage", lambda: measure_coverage(model, coded, codings))
    _show("report, as a value", lambda: build_coding_report(model, coded, codings, "en", day))


def build_coded(model: ConceptualModel, stories: int, coders: int) -> tuple[list[Story], Codings]:
    """Stories, each coded by all coders, who see mostly the same; a few have a leftover."""
    chance = Random(1)
    codes = list_codes(model)
    coded, codings = [], []
    for number in range(stories):
        true = chance.sample(codes, chance.randint(1, 4))
        coded.append(build_story(id=f"s{number}", nodes=tuple(code.id for code in true)))
        for coder in range(coders):
            seen = dict.fromkeys(code for code in true if chance.random() < 0.85)
            seen |= dict.fromkeys(chance.sample(codes, int(chance.random() < 0.3)))
            left = _LEFTOVER if chance.random() < 0.1 else ()
            marks = tuple(Mark(code) for code in seen)
            codings.append(StoryCoding(f"s{number}", f"c{coder}", marks, left, is_done=True))
    return coded, Codings(codings=tuple(codings))


def _show(name: str, ask: Callable[[], object]) -> None:
    took = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - start))
    print(f"  {name:40}{statistics.median(took):10.1f}{max(took):10.1f}")
