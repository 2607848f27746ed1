"""What desk, projector and phones get of a workshop in which everything happened, as readable text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date
from typing import Any

from model import Story, load_model
from model.loading import DATA
from model.stories import load_stories
from model.teams import Side, compare
from model.words import get_words
from model.workshop import Answered, Ballot, FollowedAction, Round, compare_pairs, find_poll, keep_rating
from pages.workshop.activities import build_round, list_activities
from pages.workshop.agreed import describe_action, describe_followed, list_showable
from pages.workshop.compared import describe_comparison
from pages.workshop.result_notes import describe_parts
from pages.workshop.results import build_result, list_parts
from pages.workshop.steps import build_steps, name_planned
from tests.reporting import (
    ASKED,
    CATALYSTS,
    DOTS,
    END,
    RATING,
    ROLES,
    FullWorkshop,
    build_ballots,
    build_empty_state,
    build_full_workshop,
    build_workshop,
)

_MODEL = load_model(DATA / "mangomoment.yaml")


def list_rounds(language: str) -> str:
    """Each round, its result and the notes to it; what the steps are then."""
    full = build_full_workshop()
    described, parts, notes = [], {}, {}
    for round_ in full.state.rounds:
        result = _build(round_, full, language)
        parts[round_.id] = list_parts(round_, result) if round_.is_revealed else ()
        notes[round_.id] = describe_parts(_MODEL, round_, parts[round_.id], result, 2, language)
        built = build_round(round_, Answered(people=7, answers=9), 11, get_words(language))
        described.append({**built, "result": result, "parts": parts[round_.id], "notes": notes[round_.id]})
    path = ("leadership-climate", "catalyst-leadership-climate", "mangomoment", "effect-team")
    position = full.state.workshop.position.model_copy(update={"path": path})
    workshop = full.state.workshop.model_copy(update={"position": position})
    state = full.state.model_copy(update={"workshop": workshop})
    _ = get_words(language)
    steps = build_steps(_MODEL, state, load_stories(_MODEL), parts, notes, language, _)
    shown = [asdict(step) | {"told": step.told.id if step.told else ""} for step in steps]
    planned = [name_planned(state, item.part, _) for item in state.order]
    return _write(
        described,
        [_leave_out_empty(step) for step in shown],
        planned,
        list_activities(_),
        list(_list_rare_notes(language)),
        list(_list_rare_steps(language)),
    )


def _list_rare_notes(language: str) -> Iterator[list[Any]]:
    """What is said of rounds that nobody answered, or all alike, or whose roles are not told apart."""
    first, second, third = ASKED
    alike = {first: 3, second: 3, third: 3}
    answered: list[tuple[Round, tuple[Ballot, ...]]] = [
        (RATING, ()),
        (RATING, build_ballots(alike)),
        (RATING, build_ballots(alike, ROLES)),
        (RATING, build_ballots({first: 5, second: 4}, ROLES[:1])),
        (RATING, (*build_ballots({first: 1}, ("patient",) * 5), *build_ballots({first: 2}, ROLES[5:]))),
        (DOTS.model_copy(update={"dots": 1}), build_ballots({first: 1}, (None,))),
        (DOTS, build_ballots({first: 1, second: 1})),
    ]
    for round_, ballots in answered:
        result = build_result(_MODEL, round_, ballots, language)
        parts = list_parts(round_, result)
        notes = describe_parts(_MODEL, round_, parts, result, 0, language)
        sent = Answered(people=len(ballots), answers=len(ballots))
        yield [build_round(round_, sent, 2, get_words(language))["about"], list(parts), notes]
    for words in (0, 1):
        yield [words, describe_parts(_MODEL, CATALYSTS, list_parts(CATALYSTS), None, words, language)]
    stories = Round(id="s", number=1, kind="stories", question="What happened?")
    for number in (1, 2):
        sent = Answered(people=1, answers=number)
        yield [build_round(stories, sent, 3, get_words(language))["turnout"]]


def _list_rare_steps(language: str) -> Iterator[dict[str, Any]]:
    """The steps of workshops that nobody can join any more, in which nothing happened."""
    for changed in ({"joining_closed_at": END}, {"ended_at": END}):
        state = build_empty_state(workshop=build_workshop(**changed))
        for step in build_steps(_MODEL, state, (), {}, {}, language, get_words(language)):
            if step.view != "stages":
                yield _leave_out_empty(asdict(step))


def list_agreed(language: str) -> str:
    """What was agreed and what came of it, and two ratings side by side."""
    full = build_full_workshop()
    known = {node.id for node in _MODEL.nodes()} - {"mangomoment"}
    return _write(
        [describe_action(action, known, language) for action in full.state.actions],
        [
            describe_followed(followed, known, language, UTC, is_facilitator)
            for followed in map(_settle, full.state.followed)
            for is_facilitator in (True, False)
        ],
        [list_showable(full.state.stories, _give_to_teams(), team, language) for team in (None, "w", "v")],
        list(_compare(full, language)),
    )


def _give_to_teams() -> list[Story]:
    stories = load_stories(_MODEL)[:3]
    return [
        story.model_copy(update={"team": team}) for story, team in zip(stories, (None, "w", "v"), strict=True)
    ]


def _settle(followed: FollowedAction) -> FollowedAction:
    """The action due on a day that is over whenever somebody looks, asked of, and shown by a story that only
    the facilitator may read."""
    action, story = followed.action, followed.shown_by
    changed: dict[str, Any] = {"nodes": ("mangomoment", "patient-openness", "gone")}
    changed |= {
        "due": action.due and date(2020, 2, 3),
        "settled_in": story and "w",
        "story": story and story.id,
    }
    shown = story and story.model_copy(update={"status": "pending"})
    return followed.model_copy(update={"action": action.model_copy(update=changed), "shown_by": shown})


def _compare(full: FullWorkshop, language: str) -> Iterator[dict[str, Any]]:
    round_ = next(round_ for round_ in full.state.rounds if round_.earlier)
    later = keep_rating(full.state.workshop, round_, tuple(full.ballots[round_.id]), date(2026, 11, 24))
    assert round_.earlier is not None
    first, second, *_others = round_.nodes
    pairs = [({first: 2, second: 3}, {first: 3, second: 3})] * 5 + [({first: 4}, {first: 1})]
    for teams in (("Ward 4", "Ward 4"), ("Ward 4", "")):
        sides = [Side(rating, team) for rating, team in zip((round_.earlier, later), teams, strict=True)]
        compared = compare(*sides)
        yield describe_comparison(_MODEL, round_, compared, {}, language)
        own = {first: "Open ✎ a chair"}
        same_people = compare_pairs(round_, round_, pairs)
        yield describe_comparison(_MODEL, round_, compared, own, language, same_people)


def _build(round_: Round, full: FullWorkshop, language: str) -> dict[str, Any] | None:
    if not (round_.is_revealed and find_poll(round_.kind)):
        return None
    return build_result(_MODEL, round_, tuple(full.ballots[round_.id]), language)


def _leave_out_empty(step: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in step.items() if value not in (None, "", ())}


def _write(*payloads: Any) -> str:
    return "\n".join(json.dumps(payload, indent=1, ensure_ascii=False) for payload in payloads) + "\n"
