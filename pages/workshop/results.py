"""The result of a vote as the browser draws it: numbers of nodes, never of people."""

from __future__ import annotations

from typing import Any

from model import ConceptualModel
from model.reporting.sentences import count_paths
from model.workshop import (
    ACTIVITIES,
    Ballot,
    CastBallots,
    Round,
    Spread,
    Tally,
    count_ballots,
    find_weakest,
    get_poll,
    list_subjects,
    open_ballots,
    trace,
)
from model.workshop.activities import Part
from pages.shared.kept import kept
from pages.shared.resources import Content


def get_result(content: Content, round_: Round, cast: CastBallots, language: str) -> dict[str, Any]:
    """What `build_result` gives, computed once: desk and projector ask again whenever anything changed."""
    return _get_result(content.drawing, round_, cast, language, content.model)


@kept(most=128)
def _get_result(
    drawing: str, round_: Round, cast: CastBallots, language: str, _model: ConceptualModel
) -> dict[str, Any]:
    return build_result(_model, round_, open_ballots(cast), language)


def build_result(
    model: ConceptualModel, round_: Round, ballots: tuple[Ballot, ...], language: str
) -> dict[str, Any]:
    """What a revealed poll came to.

    `subjects` are the highest first, each with its `name`, `value` and `share` (0 to 1, how strongly it is
    coloured); `weakest` are the weak ones of a rating, the lowest first; `traced` is what the top leads to.
    """
    names = list_subjects(model, round_, language)
    poll, counted = get_poll(round_), count_ballots(round_, ballots)
    limits = poll.find_limits(
        [tally.value for tally in counted.subjects if tally.value is not None], len(round_.subjects)
    )
    return {
        "voters": counted.voters,
        "by_role": dict(counted.by_role),
        "subjects": [
            {
                "id": tally.subject,
                "name": names[tally.subject],
                "rank": tally.rank,
                "value": tally.value,
                "share": None if tally.value is None else poll.get_share(tally.value, limits),
                **_spread(tally.all),
                "unsure": tally.unsure,
                "roles": {
                    role: {"value": poll.get_value(spread), **_spread(spread)}
                    for role, spread in tally.by_role.items()
                },
            }
            for tally in counted.subjects
            if tally.subject in names
        ],
        **_find_weakest(model, counted, language),
        "traced": _trace(model, counted if "traced" in poll.parts else None, language),
    }


def list_parts(round_: Round, result: dict[str, Any] | None = None) -> tuple[Part, ...]:
    """The parts of what a revealed round came to that have something to show, in their order.

    A poll of nobody has the first alone, which says so. Roles are a part where some can be told apart, and a
    comparison where there is an earlier rating.
    """
    parts = ACTIVITIES[round_.kind].parts
    if result is None:
        return parts
    if not result["voters"]:
        return parts[:1]
    missing = set[Part]() if round_.earlier else {"compared", "change"}
    if not any(subject["roles"] for subject in result["subjects"]):
        missing.add("roles")
    return tuple(part for part in parts if part not in missing)


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "voters": spread.voters,
        "total": spread.total,
        "mean": spread.mean,
        "median": spread.median,
        "low": spread.low,
        "high": spread.high,
        "histogram": {str(value): count for value, count in spread.histogram.items()},
    }


def _find_weakest(model: ConceptualModel, counted: Tally, language: str) -> dict[str, Any]:
    """The weak nodes, the lowest first, each with on how many paths it is the weakest."""
    found = find_weakest(model, counted)
    return {
        "paths": count_paths(found.paths, language),
        "weakest": [
            {"id": weak.node, "value": weak.value, "paths": count_paths(weak.paths, language)}
            for weak in found.nodes
        ],
    }


def _trace(model: ConceptualModel, counted: Tally | None, language: str) -> dict[str, Any]:
    """What the top choice leads to: nodes, edges, and how many paths lead to each outcome."""
    found = trace(model, counted.top if counted else ())
    on_way = {*found.starts, *found.reached}
    return {
        "starts": list(found.starts),
        "reached": list(found.reached),
        "outcomes": {node: count_paths(count, language) for node, count in found.outcomes.items()},
        "edges": [[edge.source, edge.target] for edge in model.edges if {edge.source, edge.target} <= on_way],
    }
