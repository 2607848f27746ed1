"""Ratings that can stand beside each other: which, and what of one is kept beside another."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, tzinfo

from model.workshop.activities import find_poll
from model.workshop.desk import Desk
from model.workshop.faults import UnknownPartError, UnknownWorkshopError
from model.workshop.kept_rating import SMALLEST_GROUP, KeptMean, KeptRating
from model.workshop.lookups import read_cast
from model.workshop.round import Round
from model.workshop.session import Ballot, Workshop, open_ballots
from model.workshop.tally import SubjectTally, count_ballots


def is_comparable(round_: Round, other: Round) -> bool:
    """Whether two rounds rate something alike: of the same kind, on its one scale, about some same subject.

    >>> joy = Round(id="a", number=1, kind="rating", nodes=("joy", "trust"))
    >>> is_comparable(joy, Round(id="b", number=1, kind="rating", nodes=("joy",)))
    True
    >>> is_comparable(joy, Round(id="b", number=1, kind="dots", nodes=("joy",), dots=3))
    False
    """
    poll = find_poll(round_.kind)
    shared = set(round_.keys.values()) & set(other.keys.values())
    return bool(round_.kind == other.kind and poll and poll.is_compared and shared)


def keep_rating(workshop: Workshop, round_: Round, ballots: Sequence[Ballot], day: date) -> KeptRating:
    """What is kept of a rating: the means of what at least 5 people gave a number to; of fewer nothing."""
    counted, keys = count_ballots(round_, ballots), round_.keys
    is_told = counted.voters >= SMALLEST_GROUP
    means = {tally.subject: _keep_mean(keys[tally.subject], tally) for tally in counted.subjects if is_told}
    return KeptRating(
        workshop=workshop.id,
        round=round_.id,
        name=workshop.name,
        day=day,
        team=workshop.team,
        voters=counted.voters if is_told else 0,
        means=tuple(found for subject in keys if (found := means.get(subject))),
        hidden=tuple(key for subject, key in keys.items() if means.get(subject) is None),
        ends=round_.ends,
    )


def _keep_mean(key: str, tally: SubjectTally) -> KeptMean | None:
    spread = tally.all
    if spread.voters < SMALLEST_GROUP or spread.mean is None or spread.low is None or spread.high is None:
        return None
    return KeptMean(key=key, voters=spread.voters, mean=spread.mean, low=spread.low, high=spread.high)


def read_rating(desk: Desk, workshop: str, round_id: str, zone: tzinfo = UTC) -> tuple[Round, KeptRating]:
    """A round that is revealed, and what is kept of it to be compared with a round of the desk's workshop.

    Raises `UnknownPartError` for one that is not revealed, or is the rehearsal of another workshop, as for
    one that is not there. `zone` is where the day of a workshop is counted.
    """
    other = Desk(desk.connection, desk.model_id, workshop)
    current, round_ = other.get(), other.get_round(round_id)
    if not round_.is_revealed or (current.is_rehearsal and workshop != desk.id):
        raise UnknownPartError("round", round_id)
    ballots = open_ballots(read_cast(desk.connection, workshop).get(round_id, ()))
    return round_, keep_rating(current, round_, ballots, current.get_day(zone))


def renew_comparisons(desk: Desk, revealed: Round) -> Round:
    """Read anew what a round that was just revealed is compared with, and what is compared with it here.

    A rating that is gone by now, or asks something else, stays as it was kept.
    """
    for round_ in desk.list_rounds():
        kept = round_.earlier
        if kept is None or (
            round_.id != revealed.id and (kept.workshop, kept.round) != (desk.id, revealed.id)
        ):
            continue
        with suppress(UnknownWorkshopError, UnknownPartError):
            other, found = read_rating(desk, kept.workshop, kept.round)
            if is_comparable(other, round_):
                desk.set_round(
                    round_.model_copy(update={"earlier": found.model_copy(update={"day": kept.day})})
                )
    return desk.get_round(revealed.id)
