"""The report of a workshop out of the store."""

from __future__ import annotations

from datetime import UTC, tzinfo

from model.graph import ConceptualModel
from model.reporting.report import Report, build_report
from model.workshop import WorkshopStore, find_poll


def read_report(
    store: WorkshopStore,
    model: ConceptualModel,
    workshop: str,
    language: str,
    *,
    address: str = "",
    zone: tzinfo = UTC,
) -> Report:
    """The report of a workshop as it is now; `build_report` with its state and its revealed ballots.

    Raises `UnknownWorkshopError` and `StoreUnavailableError` as the store does.
    """
    state = store.get_state(workshop)
    ballots = {
        one.id: store.get_ballots(workshop, one.id)
        for one in state.rounds
        if one.is_revealed and find_poll(one.kind)
    }
    pictures = store.get_pictures(workshop)
    return build_report(model, state, ballots, language, address=address, zone=zone, pictures=pictures)
