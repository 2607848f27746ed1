"""What agreement and coverage are called, and how their figures are written, in every language."""

from __future__ import annotations

import pytest

from model.coding import Code
from model.coding.agreement import REASONS, Agreement, Coefficient, Interval, Share, Undefined
from model.coding.coverage import PLACEMENTS
from model.coding.story_coding import CODE_KINDS
from model.coding.wording import (
    describe_coded,
    describe_undefined,
    list_coverage_notes,
    list_measure_notes,
    name_code,
    name_kind,
    name_placements,
    write_figure,
    write_share,
)
from model.words import LANGUAGES
from tests.model.coding.building import build_coded_model


def test_a_code_is_called_as_in_the_model_and_else_by_its_id() -> None:
    model = build_coded_model(nodes="joy", dimensions="care")
    for kind, id_ in (("node", "joy"), ("node", "care"), ("dimension", "care"), ("dimension", "joy")):
        assert name_code(model, Code(kind, id_), "en") == id_  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_words_of_its_own_in_each_language(language: str) -> None:
    reasons = [describe_undefined(Undefined(reason), language) for reason in REASONS]
    kinds = [name_kind(kind, language) for kind in (*CODE_KINDS, None)]
    placements = name_placements(language)
    notes = [*list_measure_notes(language), *list_coverage_notes(language)]
    for words in (reasons, kinds, placements.values(), notes):
        assert len(set(words)) == len(list(words))
        assert all(words)
        assert not any("{" in said for said in words)
    assert tuple(placements) == PLACEMENTS
    assert len(notes) == 5


@pytest.mark.parametrize(
    ("figure", "is_percent", "written"),
    [
        (Coefficient(0.741, Interval(-0.06, 0.81)), False, "0.74 (-0.06 to 0.81)"),
        (Coefficient(0.741, Interval(0.5, 0.81)), True, "74% (50% to 81%)"),
        (Coefficient(1.0, Undefined("few resamples")), False, "1.00 (too rare for an interval)"),
        (Coefficient(0.5, Undefined("one story")), True, "50% (one story only)"),
        (Undefined("more than two coders"), True, "for two coders only"),
    ],
)
def test_a_figure_is_written_with_its_interval_or_why_there_is_none(
    figure: Coefficient | Undefined, is_percent: bool, written: str
) -> None:
    assert write_figure(figure, "en", is_percent=is_percent).replace("−", "-") == written


def test_a_share_is_written_in_numbers_and_percent() -> None:
    shares = [write_share(Share(*numbers), "en") for numbers in ((15, 19), (0, 3), (0, 0), (1500, 2000))]
    assert shares == ["15 of 19 (79%)", "0 of 3 (0%)", "0 of 0", "1,500 of 2,000 (75%)"]
    nothing = Undefined("not coded")
    agreement = Agreement(None, Share(8, 10), Share(4, 10), 1, 5, 0, nothing, nothing, nothing)
    assert describe_coded(agreement, "en") == "Coded: 8 of 10 (80%); by two or more: 4 of 10 (40%)."
