"""The result of a vote as the browser draws it: numbers of nodes, never of people."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from model import ConceptualModel
from model.workshop import (
    Ballot,
    Round,
    Spread,
    Tally,
    count_ballots,
    count_weakest,
    find_weakest,
    trace,
)
from pages.shared.kept import kept
from pages.shared.resources import Content

_MOST_WEAK = 8
_LONGEST_SCALE = 4.0  # from the lowest to the highest rating


def get_result(content: Content, asked: Round, ballots: tuple[Ballot, ...], language: str) -> dict[str, Any]:
    """What `build_result` gives, computed once: desk and projector ask again whenever anything changed."""
    cast = tuple((one.role, tuple(sorted(one.choices.items()))) for one in ballots)
    return _get_result(content.drawing, asked, cast, language, content.model, ballots)


@kept(most=128)
def _get_result(
    drawing: str,
    asked: Round,
    cast: Hashable,
    language: str,
    _model: ConceptualModel,
    _ballots: tuple[Ballot, ...],
) -> dict[str, Any]:
    return build_result(_model, asked, _ballots, language)


def build_result(
    model: ConceptualModel, asked: Round, ballots: tuple[Ballot, ...], language: str
) -> dict[str, Any]:
    """What a revealed round of dots or ratings came to.

    `nodes` are the highest first, each with `value` and `share` (0 to 1, how strongly it is coloured);
    `weakest` is on how many paths each node is the weakest; `traced` what the top choice leads to.
    """
    known = {node.id for node in model.nodes()}
    counted = count_ballots(asked, ballots)
    highest = max((one.value or 0.0 for one in counted.nodes), default=0.0)
    return {
        "voters": counted.voters,
        "by_role": dict(counted.by_role),
        "nodes": [
            {
                "id": one.node,
                "rank": one.rank,
                "value": one.value,
                "share": _share(asked, one.value, highest),
                **_spread(one.all),
                "roles": {role: _spread(spread) for role, spread in one.by_role.items()},
            }
            for one in counted.nodes
            if one.node in known
        ],
        **_find_weakest(model, counted, language),
        "traced": _trace(model, counted),
    }


def _share(asked: Round, value: float | None, highest: float) -> float | None:
    if value is None:
        return None
    if asked.kind == "rating":
        return round((value - 1) / _LONGEST_SCALE, 3)
    return round(value / highest, 3) if highest else 0.0


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
    """On how many paths from the first stage to the last each node is the weakest, and the weakest paths."""
    if not counted.voters:
        return {"weakest": [], "paths": 0, "weak_paths": []}
    points = find_weakest(model, counted)
    return {
        "paths": len(points),
        "weakest": [
            {"id": node, "paths": count} for node, count in list(count_weakest(points).items())[:_MOST_WEAK]
        ],
        "weak_paths": [
            {
                "nodes": list(point.path.nodes),
                "weak": list(point.nodes),
                "value": point.value,
                "sentence": model.to_sentence(point.path, language),
            }
            for point in points[:_MOST_WEAK]
        ],
    }


def _trace(model: ConceptualModel, counted: Tally) -> dict[str, Any]:
    """What the top choice leads to: nodes, edges, and how many paths lead to each outcome."""
    found = trace(model, counted.top)
    on_way = {*found.starts, *found.reached}
    return {
        "starts": list(found.starts),
        "reached": list(found.reached),
        "outcomes": {node: str(count) for node, count in found.outcomes.items()},
        "edges": [[edge.source, edge.target] for edge in model.edges if {edge.source, edge.target} <= on_way],
    }
