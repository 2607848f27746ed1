"""What each activity is, and what is said of votes, their faults and their results."""

from __future__ import annotations

from typing import Any

import pytest

from model.words import get_words
from model.workshop import ACTIVITIES, KINDS, ActivityKind, InvalidEntryError, Round, find_poll
from model.workshop.activities import Asked
from tests.reporting import ASKED

POLLS = {kind: poll for kind in KINDS if (poll := find_poll(kind))}
FACTS: dict[ActivityKind, dict[str, Any]] = {
    "stories": {"takes": "stories", "about": "nodes", "fewest": 0, "has_result": False},
    "catalysts": {"takes": "answers", "about": "nodes", "fewest": 1, "asks_questions": True},
    "dots": {"about": "nodes", "needs_dots": True, "suggested_stages": 2, "is_traced": True},
    "rating": {
        **{"about": "nodes", "suggested_stages": 1, "is_mean": True, "is_compared": True},
        **{"has_ends": True, "limits": (1, 5), "weak_below": 3, "decimals": 1},
    },
    "choice": {"about": "options", "fewest": 2, "needs_dots": True},
    "scale": {
        **{"about": "options", "is_mean": True, "is_compared": True, "has_ends": True},
        **{"limits": (1, 5), "decimals": 1},
    },
    "answers": {"takes": "answers", "about": "nothing"},
    "edges": {
        **{"about": "edges", "is_mean": True, "is_compared": True, "limits": (1, 4)},
        **{"unsure": 9, "strong_from": 2.5, "decimals": 1},
    },
    "order": {
        **{"about": "options", "may_ask_nodes": True, "fewest": 2, "most": 10, "is_mean": True},
        **{"is_lowest_first": True, "counted_number": 1, "decimals": 1},
    },
}
"""What each activity is, where it is not as usual."""

WORDS = {
    "stories": ("Share a story", "Which Mangomoment did you see or live yourself?"),
    "catalysts": ("Name the catalysts", "What would make a Mangomoment more likely here?"),
    "dots": ("Vote with dots", "Where should we begin?"),
    "rating": ("Rate from 1 to 5", "How present is this in our team?"),
    "choice": ("Choose", "Which would you choose?"),
    "scale": ("Statements from 1 to 5", "How far do you agree?"),
    "answers": ("Short answers", "What comes to mind first?"),
    "edges": ("Look at links", "Does this lead to that here?"),
    "order": ("Put in order", "What comes first?"),
}
"""What it is called, and asks."""

_USUAL: dict[str, Any] = {
    **{"takes": "ballots", "may_ask_nodes": False, "fewest": 1, "most": None, "needs_dots": False},
    **{"has_ends": False, "has_result": True, "asks_questions": False, "suggested_stages": 0},
}
_USUAL_POLL: dict[str, Any] = {
    **{"is_mean": False, "is_compared": False, "is_lowest_first": False, "is_traced": False, "limits": None},
    **{"weak_below": None, "counted_number": None, "unsure": None, "strong_from": None, "decimals": 0},
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_what_it_is(kind: ActivityKind) -> None:
    activity = ACTIVITIES[kind]
    expected = _USUAL | (_USUAL_POLL if kind in POLLS else {}) | FACTS[kind]
    assert {name: getattr(activity, name) for name in expected} == expected
    assert (activity.name(get_words("en")), activity.ask(get_words("en"))) == WORDS[kind]


@pytest.mark.parametrize(
    ("kind", "faults"),
    [
        ("dots", {"too-many": "You placed 9 dots; you have 7.", "empty": "You have not placed a dot yet"}),
        ("choice", {"too-many": "You chose 9; the limit is 7.", "empty": "You have not chosen anything yet"}),
        ("rating", {"empty": "You have not rated anything yet"}),
        ("scale", {"empty": "You have not rated anything yet"}),
        ("edges", {"empty": "You have not answered anything yet"}),
        (
            "order",
            {
                **{"too-few": "Some have no place yet. ", "bad-value": "Two have the same place. "},
                "empty": "You have not put anything in order yet",
            },
        ),
    ],
)
def test_what_is_wrong_with_a_ballot_is_said_where_there_is_something_to_say(
    kind: ActivityKind, faults: dict[str, str]
) -> None:
    details = {"most": 7, "given": 9, "least": 3, "node": "joy", "kind": kind}
    for code in ("empty", "too-many", "too-few", "bad-value", "unknown-node"):
        said = POLLS[kind].explain_fault(
            InvalidEntryError("choices", code, **details),
            get_words("en"),
        )
        assert said.startswith(faults[code]) if code in faults else said == ""


@pytest.mark.parametrize(
    ("kind", "dots", "words"),
    [
        ("dots", 7, "Each person had dots to spread: 7. Voted: 12. Dots show what the room chose first, "),
        ("choice", 1, "Each person could choose one. Voted: 12."),
        ("choice", 2, "Each person could choose up to 2. Voted: 12."),
        ("rating", 0, "From 1, hardly, to 5, strongly. Voted: 12."),
        ("scale", 0, "From 1, not at all, to 5, fully. Voted: 12."),
        ("edges", 0, "1 no, 2 hardly, 3 somewhat, 4 clearly. Voted: 12."),
        ("order", 0, "Each person put all of them in order; 1 comes first. Voted: 12."),
    ],
)
def test_how_a_vote_was_held_is_said(kind: ActivityKind, dots: int, words: str) -> None:
    assert POLLS[kind].describe_vote(Asked(dots=dots), 12, get_words("en")).startswith(words)


@pytest.mark.parametrize(
    ("kind", "results", "sentences"),
    [
        ("dots", [4, 2, 1], ["Most dots: A, with 4 of 7."]),
        ("dots", [4, 4, 1], ["Most dots, 4 of 9 each: A, B."]),
        ("dots", [0, 0, 0], []),
        ("choice", [4, 4, 1], ["Chosen most: A, B (4)."]),
        ("choice", [4, 2, 1], ["Chosen most: A (4)."]),
        ("choice", [0, 0, 0], []),
        (
            "rating",
            [4.5, 4.5, 2.25],
            ["Most present: A, B (4.5 of 5).", "Least present: C (2.2 of 5)."],
        ),
        ("rating", [4.5, 4.5, 4.5], ["Most present: A, B, C (4.5 of 5)."]),
        ("scale", [4, 2, 2], ["Most agreement: A (4.0 of 5).", "Least agreement: B, C (2.0 of 5)."]),
        ("edges", [4, 2, 2], ["Most clearly: A (4.0 of 4).", "Least clearly: B; C (2.0 of 4)."]),
        ("order", [1, 1, 3], ["First: A, B (mean place 1.0).", "Last: C (mean place 3.0)."]),
        ("order", [2, 2, 2], ["First: A, B, C (mean place 2.0)."]),
    ],
)
def test_what_came_out_of_a_vote_is_said(
    kind: ActivityKind, results: list[float], sentences: list[str]
) -> None:
    assert list(POLLS[kind].sum_up(list(zip("ABC", results, strict=True)), "en")) == sentences


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("dots", 1.0, "1 dot"),
        ("dots", 0.0, "0 dots"),
        ("dots", 2.0, "2 dots"),
        ("choice", 1.0, "chosen by 1"),
        ("rating", 2.0, "2.0 of 5"),
        ("scale", 4.25, "4.2 of 5"),
        ("edges", 2.0, "2.0 of 4"),
        ("order", 1.5, "mean place 1.5"),
    ],
)
def test_a_value_is_written_with_what_it_is_of(kind: ActivityKind, value: float, words: str) -> None:
    assert POLLS[kind].describe_value(value, 3, "en") == words


@pytest.mark.parametrize(
    ("kind", "values", "limits", "share"),
    [
        ("dots", [4.0, 2.0], (0, 4.0), 0.5),
        ("dots", [], (0, 0), 0.0),
        ("choice", [1.0, 2.0], (0, 2.0), 1.0),
        ("rating", [4.0, 2.0], (1, 5), 0.25),
        ("edges", [2.0], (1, 4), 0.333),
        ("order", [1.5, 2.0], (1, 3), 0.5),
    ],
)
def test_a_value_is_a_share_of_all_that_there_can_be(
    kind: ActivityKind, values: list[float], limits: tuple[float, float], share: float
) -> None:
    poll = POLLS[kind]
    assert poll.find_limits(values, 3) == limits
    assert poll.get_share(2.0, limits) == share


def test_a_round_is_about_as_many_as_it_may_be_and_no_more() -> None:
    for kind, count in (("order", 10), ("order", 2), ("choice", 2), ("scale", 1)):
        options = tuple(f"Option {number}" for number in range(count))
        ACTIVITIES[kind].check_round(Asked(options=options, dots=int(kind == "choice")))  # type: ignore[index]
    with pytest.raises(InvalidEntryError, match="ends: this value is not possible"):
        ACTIVITIES["rating"].check_round(Asked(nodes=("joy",), ends=("never",)))
    with pytest.raises(InvalidEntryError, match="ends: 2 are too many; at most 0 are possible"):
        ACTIVITIES["dots"].check_round(Asked(nodes=("joy",), dots=1, ends=("never", "always")))


def test_as_much_as_there_is_can_be_given_and_no_more() -> None:
    dots = Round(id="r", number=1, kind="dots", nodes=ASKED, dots=3)
    choice = Round(id="r", number=1, kind="choice", options=("One", "Two", "Three"), dots=2)
    assert dots.check_choices({ASKED[0]: 3}) == {ASKED[0]: 3}
    assert choice.check_choices({"o3": 1, "o2": 0, "o1": 1}) == {"o1": 1, "o3": 1}
    for round_, choices in ((dots, {ASKED[0]: 3, ASKED[1]: 1}), (choice, {"o1": 1, "o2": 1, "o3": 1})):
        with pytest.raises(InvalidEntryError) as caught:
            round_.check_choices(choices)
        more = sum(choices.values())
        assert caught.value.code == "too-many"
        assert caught.value.details == {"most": more - 1, "given": more, "kind": round_.kind}
    edges = Round(id="r", number=1, kind="edges", edges=("a>b",))
    for number in (1, 4, 9):
        assert edges.check_choices({"a>b": number}) == {"a>b": number}
    for number in (5, 8, 10):
        with pytest.raises(InvalidEntryError):
            edges.check_choices({"a>b": number})
    with pytest.raises(InvalidEntryError, match=f'does not ask about "{"x" * 80}"'):
        edges.check_choices({"x" * 100: 1})


def test_what_the_numbers_of_each_mean_is_named() -> None:
    words = get_words("en")
    assert {kind: poll.name_numbers(words) for kind, poll in POLLS.items()} == {
        "dots": {},
        "choice": {},
        "rating": {1: "1 hardly", 5: "5 strongly"},
        "scale": {1: "1 not at all", 5: "5 fully"},
        "edges": {1: "1 no", 2: "2 hardly", 3: "3 somewhat", 4: "4 clearly"},
        "order": {1: "1 first"},
    }
