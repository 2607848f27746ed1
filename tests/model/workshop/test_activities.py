"""Each kind of activity has all its parts."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from pydantic import ValidationError

from model.words import LANGUAGES, get_words
from model.workshop import (
    ACTIVITIES,
    KINDS,
    Activity,
    ActivityKind,
    Ballot,
    InvalidEntryError,
    Poll,
    Round,
    count_ballots,
    find_poll,
    find_weakest,
)
from model.workshop.activities import Asked, Entries, Part
from tests.documents import MODEL
from tests.reporting import ASKED
from tests.workshopping import build_choices, choose_subjects

POLLS = {kind: poll for kind in KINDS if (poll := find_poll(kind))}


def build_round(kind: ActivityKind) -> Round:
    """A round of a kind with all that it may have."""
    return Round(id="r", number=1, kind=kind, **choose_subjects(kind, ASKED, dots=7))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_says_what_is_done_and_asked(kind: ActivityKind, language: str) -> None:
    activity, words = ACTIVITIES[kind], get_words(language)
    assert activity.name(words)
    assert build_round(kind).ask(words) == activity.ask(words)
    assert language != "nl" or activity.ask(words) != activity.ask(get_words("en"))


@pytest.mark.parametrize("kind", KINDS)
def test_each_takes_something_that_is_kept_and_shows_parts_that_are_known(kind: ActivityKind) -> None:
    activity = ACTIVITIES[kind]
    assert activity.takes in get_args(Entries)
    assert (activity.takes == "ballots") == isinstance(activity, Poll)
    assert set(activity.parts) <= set(get_args(Part))
    assert bool(activity.parts) == activity.has_result


@pytest.mark.parametrize("kind", KINDS)
def test_each_refuses_a_round_that_lacks_something(kind: ActivityKind) -> None:
    activity, round_ = ACTIVITIES[kind], build_round(kind).asked
    activity.check_round(round_)
    with pytest.raises(InvalidEntryError):
        activity.check_round(replace(round_, dots=0 if activity.needs_dots else 1))
    for about in ("nodes", "edges", "options"):
        if about == activity.about and activity.fewest:
            with pytest.raises(InvalidEntryError, match=f"{about}: too few; at least {activity.fewest}"):
                activity.check_round(
                    replace(round_, **{about: getattr(round_, about)[: activity.fewest - 1]})
                )
        elif about != activity.about:
            is_other = about == "nodes" and activity.may_ask_nodes
            with pytest.raises(
                InvalidEntryError, match="are too many|at least" if is_other else f"{about}: 1"
            ):
                activity.check_round(replace(round_, **{about: ("joy",)}))  # type: ignore[arg-type]


def test_who_asks_for_no_dots_is_told_that_there_are_none_and_who_does_that_there_must_be_one() -> None:
    for activity in ACTIVITIES.values():
        said = "at least 1 needed" if activity.needs_dots else "3 are too many; at most 0 are possible"
        with pytest.raises(InvalidEntryError, match=said):
            activity.check_round(Asked(dots=0 if activity.needs_dots else 3))


def test_two_kinds_are_two_activities() -> None:
    assert len({type(activity) for activity in ACTIVITIES.values()}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_who_gives_no_ballots_has_no_tally(kind: ActivityKind) -> None:
    round_: Round = build_round(kind)
    if kind not in POLLS:
        assert not count_ballots(round_, []).subjects
        with pytest.raises(InvalidEntryError, match="another kind of answer"):
            round_.check_choices({})


@pytest.mark.parametrize(("kind", "poll"), POLLS.items())
def test_a_ballot_that_is_taken_is_counted(kind: ActivityKind, poll: Poll) -> None:
    round_ = build_round(kind)
    numbers = poll.list_numbers(round_.dots, len(round_.subjects))
    choices = build_choices(round_)
    kept = round_.check_choices(choices)
    tally = count_ballots(round_, [Ballot(role=None, choices=kept)])
    assert (kept, tally.voters, tally.top) == (choices, 1, round_.subjects[:1])
    best = choices[round_.subjects[0]]
    assert tally.subjects[0].value == best
    assert set(tally.subjects[0].all.histogram) == set(numbers)
    values = [tallied.value for tallied in tally.subjects if tallied.value is not None]
    least, most = poll.find_limits(values, len(round_.subjects))
    assert best == (least if poll.is_lowest_first else most)


@pytest.mark.parametrize(("kind", "poll"), POLLS.items())
@pytest.mark.parametrize("beyond", ["below", "above", "text", "truth", "node"])
def test_a_ballot_of_other_numbers_or_nodes_is_refused(kind: ActivityKind, poll: Poll, beyond: str) -> None:
    round_ = build_round(kind)
    numbers = poll.list_numbers(round_.dots, len(round_.subjects))
    node = "mangomoment" if beyond == "node" else round_.subjects[0]
    number = {"below": numbers[0] - 1, "above": numbers[-1] + 1, "text": "1", "truth": True, "node": 1}[
        beyond
    ]
    with pytest.raises(InvalidEntryError):
        round_.check_choices({node: number})  # type: ignore[dict-item]


@pytest.mark.parametrize(("kind", "poll"), POLLS.items())
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_poll_has_all_words_of_a_report(kind: ActivityKind, poll: Poll, language: str) -> None:
    words = get_words(language)
    said = poll.list_report_words(words)
    assert all((said.kicker, said.subject, said.sheet, said.value, said.people, said.by_role))
    assert bool(said.on_map) == ("map" in poll.parts)
    assert "{number}" in said.given
    assert bool(said.spread) == poll.is_mean
    assert "12" in poll.describe_vote(Asked(dots=7), 12, words)
    results = [("One", 4.0), ("Other", 2.0)]
    assert list(poll.sum_up(results[::-1] if poll.is_lowest_first else results, language))
    assert poll.explain_fault(InvalidEntryError("choices", "empty", kind=kind), words)
    assert set(poll.name_numbers(words)) <= set(poll.list_numbers(7, 4))
    assert all(number in poll.list_numbers(7, 4) for number in poll.get_limits(4) or ())
    assert poll.get_limits(4) or not poll.is_mean


@pytest.mark.parametrize("kind", ["rating", "scale"])
def test_the_ends_of_a_scale_mean_what_the_round_says(kind: ActivityKind) -> None:
    poll, words = POLLS[kind], get_words("en")
    about = choose_subjects(kind, ASKED)
    round_ = Round(id="r", number=1, kind=kind, ends=(" never <b>", "always"), **about)
    assert round_.ends == ("never", "always")
    assert poll.describe_scale(words, round_.ends) == "From 1, never, to 5, always."
    assert poll.describe_vote(round_.asked, 3, words) == "From 1, never, to 5, always. Voted: 3."
    assert poll.name_numbers(words, ("", "always"))[5] == "5 always"
    assert poll.name_numbers(words, ("", "always"))[1] == poll.name_numbers(words)[1]
    assert Round(id="r", number=1, kind=kind, ends=(" ", ""), **about).ends == ()
    for wrong in (("never",), ("a", "b", "c"), ("x" * 41, "always")):
        with pytest.raises(ValidationError):
            Round(id="r", number=1, kind=kind, ends=wrong, **about)


@pytest.mark.parametrize("kind", ["rating", "scale"])
def test_what_came_out_is_said_in_the_words_of_the_scale(kind: ActivityKind) -> None:
    poll, results = POLLS[kind], [("Joy", 4.5), ("Trust", 2.0)]
    assert list(poll.sum_up(results, "en", ("ne{v}er", "always"))) == [
        "Nearest to “always”: Joy (4.5 of 5).",
        "Nearest to “ne{v}er”: Trust (2.0 of 5).",
    ]
    usual = "hardly" if kind == "rating" else "not at all"
    assert list(poll.sum_up(results, "en", ("", "always")))[1] == f"Nearest to “{usual}”: Trust (2.0 of 5)."
    assert "Nearest" not in " ".join(poll.sum_up(results, "en"))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not ACTIVITIES[kind].has_ends])
def test_what_has_no_scale_has_no_words_for_its_ends(kind: ActivityKind) -> None:
    with pytest.raises(InvalidEntryError):
        ACTIVITIES[kind].check_round(replace(build_round(kind).asked, ends=("never", "always")))


@pytest.mark.parametrize(("kind", "poll"), POLLS.items())
def test_only_a_poll_that_says_what_is_weak_has_weak_nodes(kind: ActivityKind, poll: Poll) -> None:
    round_ = build_round(kind)
    ballot = Ballot(role=None, choices={round_.subjects[0]: 1})
    is_found = bool(find_weakest(MODEL, count_ballots(round_, [ballot])).nodes)
    words = poll.describe_weak(get_words("en"))
    assert is_found == bool(words) == (poll.weak_below is not None) == ("weakest" in poll.parts)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_a_session_keeps_each_kind(kind: ActivityKind) -> None:
    assert Round.model_validate(build_round(kind).model_dump(mode="json")) == build_round(kind)


def test_an_activity_without_a_part_cannot_be_built() -> None:
    class Mute(Activity):
        takes = "answers"

        def name(self, _: object) -> str:
            return "Say nothing"

    with pytest.raises(TypeError, match="ask"):
        Mute()  # type: ignore[abstract]


def test_all_are_put_in_order_and_the_lowest_mean_place_is_first() -> None:
    round_ = Round(id="r", number=1, kind="order", options=("One", "Two", "Three"))
    faults = {
        "too-few": ({"o1": 1, "o2": 2}, "Some have no place yet."),
        "bad-value": ({"o1": 1, "o2": 1, "o3": 3}, "Two have the same place."),
    }
    for code, (choices, words) in faults.items():
        with pytest.raises(InvalidEntryError) as caught:
            round_.check_choices(choices)
        assert caught.value.code == code
        assert POLLS["order"].explain_fault(caught.value, get_words("en")).startswith(words)
    places = [(1, 2, 3), (2, 1, 3), (1, 3, 2)]
    ballots = [Ballot(role=None, choices=dict(zip(round_.subjects, order, strict=True))) for order in places]
    tally = count_ballots(round_, ballots)
    found = [
        (tallied.subject, tallied.rank, tallied.value, tallied.all.histogram[1]) for tallied in tally.subjects
    ]
    assert found == [("o1", 1, 4 / 3, 2), ("o2", 2, 2.0, 1), ("o3", 3, 8 / 3, 0)]
    with pytest.raises(ValueError, match="11 are too many; at most 10"):
        Round(id="r", number=1, kind="order", options=tuple(map(str, range(11))))


def test_elements_are_put_in_order_too_but_not_along_with_own_texts() -> None:
    round_ = Round(id="r", number=1, kind="order", nodes=ASKED)
    assert round_.subjects == ASKED
    assert round_.check_choices(build_choices(round_)) == dict(zip(ASKED, (1, 2, 3), strict=True))
    with pytest.raises(ValueError, match="options: 1 are too many"):
        Round(id="r", number=1, kind="order", nodes=ASKED, options=("One",))
