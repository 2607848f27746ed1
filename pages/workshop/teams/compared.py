"""Two ratings side by side, as the browser gets them: which there are, and what differs between two."""

from __future__ import annotations

from typing import Any

from model.teams import Comparison, NodeDifference, Side, compare, describe_difference, name_sides
from model.teams.comparison import DECIMALS
from model.words import get_words, write_day, write_number
from model.workshop import (
    PairedComparison,
    Spread,
    UnknownPartError,
    WorkshopStore,
    compare_pairs,
    count_ballots,
    describe_paired,
    write_difference,
)
from pages.shared import resources
from pages.workshop.payload import find_zone
from pages.workshop.responses import check_team

FULL_COLOUR = 2.0
"""From which difference on the colour of a node is no stronger: half of the way from 1 to 5."""


def list_ratings(store: WorkshopStore, team: str, language: str) -> list[dict[str, Any]]:
    """The ratings that can be compared, the newest first: those of a team, or all."""
    names = {one.id: one.name for one in resources.get_team_store().list()}
    _ = get_words(language)
    return [
        {
            "workshop": workshop.id,
            "round": asked.id,
            "name": workshop.name,
            "question": asked.ask(_),
            "day": write_day(workshop.get_day(find_zone()), language),
            "team": workshop.team,
            "teamName": names.get(workshop.team or "", ""),
            "nodes": list(asked.nodes),
        }
        for workshop, asked in store.list_ratings((team,) if team else ())
    ]


def build_comparison(
    store: WorkshopStore, before: tuple[str, str], after: tuple[str, str], team: str, language: str
) -> dict[str, Any]:
    """What differs between two ratings, each named by its workshop and its round; for a `team` of its own."""
    compared = compare(_read_side(store, before, team), _read_side(store, after, team))
    paired = _pair(store, before, after)
    first, second = name_sides(compared.before, compared.after, language)
    known = {node.id: place for place, node in enumerate(resources.get_content().model.nodes())}
    told = sorted((one for one in compared.nodes if one.node in known), key=lambda one: known[one.node])
    return {
        "sides": [_describe_side(compared.before, first), _describe_side(compared.after, second)],
        "isHidden": compared.is_hidden,
        "paired": _describe_paired(paired, language),
        "nodes": [
            _describe_node(one, compared, language) | {"paired": _describe_one(one.node, paired, language)}
            for one in told
        ],
        "hidden": [node for node in compared.hidden if node in known],
        "unshared": [node for node in compared.unshared if node in known],
    }


def _read_side(store: WorkshopStore, named: tuple[str, str], team: str) -> Side:
    workshop_id, round_id = named
    if team:
        check_team(workshop_id, team)
    workshop = store.get(workshop_id)
    found = [asked for one, asked in store.list_ratings() if (one.id, asked.id) == named]
    if not found:
        raise UnknownPartError("round", round_id)
    names = {one.id: one.name for one in resources.get_team_store().list()}
    tally = count_ballots(found[0], store.get_ballots(workshop_id, round_id))
    return Side(workshop.name, workshop.get_day(find_zone()), names.get(workshop.team or "", ""), tally)


def _pair(store: WorkshopStore, before: tuple[str, str], after: tuple[str, str]) -> PairedComparison | None:
    """What the same people answered both times; None where not both workshops have personal codes."""
    states = [store.get_state(workshop) for workshop, _ in (before, after)]
    if not all(state.workshop.has_codes for state in states):
        return None
    rounds = [state.get_round(asked) for state, (_, asked) in zip(states, (before, after), strict=True)]
    first, second = rounds
    return compare_pairs(first, second, store.get_pairs(before, after)) if first and second else None


def _describe_paired(paired: PairedComparison | None, language: str) -> str:
    """What the same people answered, as a whole; "" where there is nothing to say."""
    _ = get_words(language)
    if paired is None:
        return ""
    if paired.whole is None:
        return _("Not shown: fewer than 5 people answered both times with a personal code.")
    return describe_paired(paired.whole, _, language)


def _describe_one(node: str, paired: PairedComparison | None, language: str) -> str:
    """What the same people answered on a node; "" where that is not shown."""
    found = paired.subjects.get(node) if paired else None
    return describe_paired(found, get_words(language), language) if found else ""


def _describe_side(side: Side, name: str) -> dict[str, Any]:
    """A side; of fewer than 5 people not even how many they were."""
    return {"name": name, "workshop": side.workshop, "voters": side.tally.voters if side.is_shown else None}


def _describe_node(one: NodeDifference, compared: Comparison, language: str) -> dict[str, Any]:
    return {
        "id": one.node,
        "before": _describe_spread(one.before, language),
        "after": _describe_spread(one.after, language),
        "share": max(-1.0, min(1.0, one.difference / FULL_COLOUR)),
        "text": write_difference(one.difference, language),
        "words": describe_difference(one, compared, language),
    }


def _describe_spread(spread: Spread, language: str) -> dict[str, Any]:
    mean = round(spread.mean or 0, DECIMALS)
    return {
        "mean": mean,
        "text": write_number(mean, language, DECIMALS),
        "low": spread.low,
        "high": spread.high,
        "voters": spread.voters,
    }
