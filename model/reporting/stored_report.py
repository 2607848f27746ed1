"""The report of a workshop out of the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo

from model.graph import ConceptualModel
from model.reporting.report import Report, SamePeople, build_report
from model.workshop import State, Workshop, WorkshopStore, compare_pairs, find_poll, find_shared


def read_report(
    store: WorkshopStore,
    model: ConceptualModel,
    workshop: str,
    language: str,
    *,
    address: str = "",
    zone: tzinfo = UTC,
    teams: Mapping[str, str] | None = None,
) -> Report:
    """The report of a workshop as it is now; `build_report` with its state and its revealed ballots.

    Raises `UnknownWorkshopError` and `StoreUnavailableError` as the store does.
    """
    state = store.get_state(workshop)
    ballots = {
        round_.id: store.get_ballots(workshop, round_.id)
        for round_ in state.rounds
        if round_.is_revealed and find_poll(round_.kind)
    }
    pictures = store.get_pictures(workshop)
    return build_report(
        model,
        state,
        ballots,
        language,
        address=address,
        zone=zone,
        pictures=pictures,
        teams=teams,
        same_people=_find_same_people(store, state, zone),
    )


def _find_same_people(store: WorkshopStore, state: State, zone: tzinfo) -> dict[str, SamePeople]:
    """By revealed round what the same people, 5 or more, answered the last time before."""
    workshop = state.workshop
    others = store.list_paired(workshop.id)
    before = [
        (other, earlier)
        for other, earlier in (store.list_ratings() if others else ())
        if other.id in others and _order(other, zone) < _order(workshop, zone)
    ]
    before.sort(key=lambda rating: _order(rating[0], zone), reverse=True)
    found: dict[str, SamePeople] = {}
    for round_ in state.rounds:
        for other, earlier in before if round_.is_revealed and find_poll(round_.kind) else ():
            if round_.id in found or not find_shared(earlier, round_):
                continue
            pairs = store.get_pairs((other.id, earlier.id), (workshop.id, round_.id))
            comparison = compare_pairs(earlier, round_, pairs)
            if not comparison.is_hidden:
                found[round_.id] = SamePeople(other.get_day(zone), comparison)
    return found


def _order(workshop: Workshop, zone: tzinfo) -> tuple[date, datetime]:
    return workshop.get_day(zone), workshop.created_at
