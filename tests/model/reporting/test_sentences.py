"""What came out of a workshop, in sentences: their numbers, their order, and when there are none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from model.paths import PathCount
from model.reporting.report import Named, Report, SamePeople, Vote
from model.reporting.sentences import (
    count_paths,
    describe_emptiness,
    describe_headcount,
    describe_middle,
    describe_shown,
    describe_weakest,
    explain_comparison,
    list_counted,
    list_figures,
    list_notes,
    list_same_people,
    name_story,
    replace_source,
    sum_up_consequences,
    sum_up_named,
    sum_up_same_people,
    sum_up_vote,
    sum_up_weakest,
)
from model.stories import StorySource
from model.workshop import Consequences, Headcount, Spread, Weakest, compare_pairs
from model.workshop.tally import WeakNode
from tests.reporting import (
    OPEN,
    RATING,
    build_empty_state,
    build_told,
    make_full_report,
    make_report,
)

REPORT = make_report()
DOTS_VOTE, RATING_VOTE = REPORT.votes
EMPTY = make_report(build_empty_state(), {})


def count(value: int, is_exact: bool = True) -> PathCount:
    return PathCount(value, is_exact)


def build_weakest(*means: float, paths: int = 3, is_exact: bool = True) -> Vote:
    """The rating, whose weak nodes have these means and lie on a thousand paths and more."""
    ids = ("leadership-climate", "patient-personality", "mangomoment")
    nodes = tuple(
        WeakNode(node, mean, count(1000 + at, at != 1))
        for at, (node, mean) in enumerate(zip(ids, means, strict=False))
    )
    return replace(RATING_VOTE, weakest=Weakest(nodes, paths=count(paths, is_exact)))


@pytest.mark.parametrize(
    ("vote", "sentences"),
    [
        (build_weakest(), ["Nothing was rated below 3 on average."]),
        (build_weakest(paths=0), []),
        (DOTS_VOTE, []),
        (
            build_weakest(2.0, 2.5, paths=5000),
            ["Weakest: Organisational climate (2.0 of 5), on 1,000 of 5,000 paths to loyalty."],
        ),
        (
            build_weakest(2.0, 2.0, 2.5, paths=5000, is_exact=False),
            [
                "Weakest: Organisational climate (2.0 of 5), on 1,000 of at least 5,000 paths to loyalty.",
                "Weakest: Personality of the patient (2.0 of 5), on at least 1,001 of at least 5,000 "
                "paths to loyalty.",
            ],
        ),
    ],
)
def test_the_weakest_are_named_all_that_are_as_weak_as_each_other(vote: Vote, sentences: list[str]) -> None:
    assert list(sum_up_weakest(REPORT, vote)) == sentences


@pytest.mark.parametrize(
    ("vote", "shown", "words"),
    [
        (build_weakest(2.0, 2.0, 2.5), 3, "Rated below 3 on average, lowest first."),
        (
            build_weakest(2.0, 2.0, 2.5),
            2,
            "Rated below 3 on average, lowest first. The 2 lowest of 3.",
        ),
        (DOTS_VOTE, 0, ""),
    ],
)
def test_it_is_said_how_many_of_the_weak_nodes_are_shown(vote: Vote, shown: int, words: str) -> None:
    assert describe_weakest(REPORT, vote, shown) == words


@pytest.mark.parametrize(
    ("found", "sentences"),
    [
        (None, []),
        (Consequences(("mangomoment",), (), {}), []),
        (
            Consequences(("mangomoment",), ("effect-team", "resonance"), {}),
            ["In the model that leads to 2 other elements."],
        ),
        (
            Consequences(
                ("mangomoment",),
                ("effect-team", "loyalty-patients", "loyalty-professionals"),
                {"loyalty-patients": count(1200), "loyalty-professionals": count(7, False)},
            ),
            [
                "In the model that leads to 3 other elements, and in the end to Loyalty of patients "
                "(1,200 paths), Loyalty of professionals (at least 7 paths)."
            ],
        ),
    ],
)
def test_what_the_top_choice_leads_to_is_counted(found: Consequences | None, sentences: list[str]) -> None:
    assert list(sum_up_consequences(REPORT, replace(DOTS_VOTE, consequences=found))) == sentences


def test_a_vote_is_summed_up_by_its_numbers_then_by_what_follows_from_them() -> None:
    assert list(sum_up_vote(REPORT, DOTS_VOTE)) == [
        "Most dots: Openness to the gesture, with 22 of 33.",
        *sum_up_consequences(REPORT, DOTS_VOTE),
    ]
    assert list(sum_up_vote(REPORT, RATING_VOTE)) == [
        "Most present: Openness to the gesture (4.0 of 5).",
        "Least present: Organisational climate (2.0 of 5).",
        "Weakest: Organisational climate (2.0 of 5), on 210 of 378 paths to loyalty.",
    ]


def change(report: Report, **fields: Any) -> list[str]:
    return list(list_notes(replace(report, **fields)))


def test_notes_say_how_answers_were_given_and_whose_the_model_is() -> None:
    first, *rest = list_notes(EMPTY)
    assert first.startswith("Answers were given on phones without names and stayed secret until")
    assert "at least 5 people of that role answered" in first
    assert rest == [EMPTY.citation, EMPTY.licence]


@pytest.mark.parametrize(
    ("fields", "notes"),
    [
        ({"kept_back": 1}, ["1 more story was told; it is not published, or may not be exported."]),
        (
            {"kept_back": 2},
            ["2 more stories were told; they are not published, or may not be exported."],
        ),
        (
            {"unrevealed": (RATING, RATING.model_copy(update={"question": "And later?"}))},
            ["Not revealed, and therefore not in here: How present is this in our team?; And later?"],
        ),
    ],
)
def test_notes_say_what_is_left_out(fields: dict[str, Any], notes: list[str]) -> None:
    assert change(EMPTY, **fields)[1:-2] == notes


def test_what_a_weak_point_is_stands_in_the_notes_once_where_there_is_one() -> None:
    [note] = change(EMPTY, votes=(RATING_VOTE, DOTS_VOTE, RATING_VOTE))[1:-2]
    assert note.startswith("A path is a way through the model")
    assert change(EMPTY, votes=(build_weakest(), DOTS_VOTE))[1:-2] == []


@pytest.mark.parametrize(
    ("fields", "figures"),
    [
        ({}, "took part 0"),
        ({"kept_back": 1}, "took part 0, story told 1"),
        ({"kept_back": 1, "stories": (build_told(),)}, "took part 0, stories told 2"),
        (
            {"ideas": 1200, "answers": 3, "votes": REPORT.votes, "actions": REPORT.actions},
            "took part 0, ballots 22, ideas for catalysts 1,200, short answers 3, actions agreed 1",
        ),
    ],
)
def test_figures_of_what_there_is_nothing_of_are_left_out_but_for_how_many_took_part(
    fields: dict[str, Any], figures: str
) -> None:
    listed = list_figures(replace(EMPTY, **fields))
    assert ", ".join(" ".join(figure) for figure in listed) == figures


@pytest.mark.parametrize("part", ["votes", "named", "stories", "actions", "followed"])
def test_a_report_with_anything_in_it_is_not_empty(part: str) -> None:
    full = make_full_report("en")
    assert describe_emptiness(EMPTY).startswith("Nothing was voted, named, told or agreed")
    assert describe_emptiness(replace(EMPTY, **{part: getattr(full, part)})) == ""


def test_who_took_part_is_told_by_role_where_that_may_be() -> None:
    headcount = Headcount(joined=11, present=0, by_role={"professional": 6, "patient": 5})
    report = replace(EMPTY, headcount=headcount)
    assert describe_headcount(report) == "Took part: 11 · professional: 6 · patient or family: 5"
    assert describe_headcount(EMPTY) == "Took part: 0"


def test_words_are_said_for_each_element_and_question_with_how_many_said_so() -> None:
    named = (
        Named(OPEN, ("Time", "Tea"), (2, 1)),
        Named("mangomoment", ()),
        Named("", ("Rest",), (3,), "What helps?"),
    )
    assert sum_up_named(replace(EMPTY, named=named)) == [
        f"{EMPTY.published_name(OPEN)}: Time × 2, Tea",
        "What helps? Rest × 3",
    ]
    assert list_counted(Named("joy", ("Time", "Tea"))) == ["Time", "Tea"]


def test_stories_without_a_title_are_numbered_among_all() -> None:
    stories = (build_told("A", id="a"), build_told("B", id="b", title="Bee"), build_told("C", id="c"))
    report = make_report(build_empty_state(stories=stories), {})
    assert [name_story(report, story) for story in stories] == ["Story 1 of 3", "Bee", "Story 3 of 3"]


def test_the_name_of_a_workshop_is_no_source_of_a_story_and_another_source_stays() -> None:
    paper = build_told(source=StorySource(name="A paper"))
    assert replace_source(paper) == paper
    assert replace_source(build_told()).source is None
    assert replace_source(build_told(source=None)).source is None


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (2.5, 3.5, "2.5–3.5"),
        (3.0, 3.0, "3"),
        (2.0, 4.25, "2–4.2"),
        (10.0, 20.0, "10–20"),
        (None, None, "–"),
        (None, 3.0, "–"),
        (3.0, None, "–"),
    ],
)
def test_the_middle_half_is_written_without_needless_decimals(
    low: float | None, high: float | None, words: str
) -> None:
    assert describe_middle(Spread(4, 12, 3.0, 3.0, low, high, {}), "en") == words


def test_paths_are_counted_exactly_or_as_far_as_is_known() -> None:
    assert count_paths(count(1200, False), "nl") == "minstens 1.200"
    assert describe_shown(3, count(1200, False), "en") == "3 of at least 1,200 are shown."


def build_pairs(people: int) -> SamePeople:
    first, second, _third = RATING.nodes
    pairs: Iterable[Any] = [({first: 2, second: 3}, {first: 3, second: 3})] * people
    return SamePeople(date(2026, 3, 5), compare_pairs(RATING, RATING, [*pairs, ({first: 4}, {first: 1})]))


def test_what_the_same_people_answered_is_summed_up_and_listed() -> None:
    vote = replace(RATING_VOTE, same_people=build_pairs(5))
    assert list_same_people(REPORT, vote) == [
        ["Element", "Higher", "The same", "Lower", "On average"],
        ["Openness to the gesture", "5", "0", "1", "+0.3"],
        ["Personality of the patient", "0", "5", "0", "±0.0"],
    ]
    assert list_same_people(REPORT, RATING_VOTE) == [["Element", "Higher", "The same", "Lower", "On average"]]
    assert list(sum_up_same_people(REPORT, build_pairs(5))) == [
        "Compared with 5 March 2026, by personal codes.",
        "6 people answered both times: 5 higher, 0 the same, 1 lower; on average −0.1.",
    ]
    assert list(sum_up_same_people(REPORT, build_pairs(3))) == []


def test_a_comparison_is_explained_and_without_one_there_is_nothing_to_say() -> None:
    full = make_full_report("en")
    assert list(explain_comparison(full, full.votes[0])) == []
    assert list(explain_comparison(full, full.votes[1])) == [
        "Compared with: 5 March 2026 (14 answered).",
        "A small difference can be chance, and no difference says how good a team is. "
        "Talk about what changed, and why.",
    ]
