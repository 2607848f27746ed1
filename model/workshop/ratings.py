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


def is_comparable(one: Round, other: Round) -> bool:
    """Whether two rounds rate something alike: of the same kind, on its one scale, about some same subject.

    >>> joy = Round(id="a", number=1, kind="rating", nodes=("joy", "trust"))
    >>> is_comparable(joy, Round(id="b", number=1, kind="rating", nodes=("joy",)))
    True
    >>> is_comparable(joy, Round(id="b", number=1, kind="dots", nodes=("joy",), dots=3))
    False
    """
    poll = find_poll(one.kind)
    shared = set(one.keys.values()) & set(other.keys.values())
    return bool(one.kind == other.kind and poll and poll.is_compared and shared)


def keep_rating(workshop: Workshop, asked: Round, ballots: Sequence[Ballot], day: date) -> KeptRating:
    """What is kept of a rating: the means of what at least 5 people gave a number to; of fewer nothing."""
    counted, keys = count_ballots(asked, ballots), asked.keys
    is_told = counted.voters >= SMALLEST_GROUP
    means = {one.subject: _keep_mean(keys[one.subject], one) for one in counted.subjects if is_told}
    return KeptRating(
        workshop=workshop.id,
        round=asked.id,
        name=workshop.name,
        day=day,
        team=workshop.team,
        voters=counted.voters if is_told else 0,
        means=tuple(found for subject in keys if (found := means.get(subject))),
        hidden=tuple(key for subject, key in keys.items() if means.get(subject) is None),
        ends=asked.ends,
    )


def _keep_mean(key: str, one: SubjectTally) -> KeptMean | None:
    spread = one.all
    if spread.voters < SMALLEST_GROUP or spread.mean is None or spread.low is None or spread.high is None:
        return None
    return KeptMean(key=key, voters=spread.voters, mean=spread.mean, low=spread.low, high=spread.high)


def read_rating(desk: Desk, workshop: str, round_id: str, zone: tzinfo = UTC) -> tuple[Round, KeptRating]:
    """A round that is revealed, and what is kept of it to be compared with a round of the desk's workshop.

    Raises `UnknownPartError` for one that is not revealed, or is the rehearsal of another workshop, as for
    one that is not there. `zone` is where the day of a workshop is counted.
    """
    other = Desk(desk.connection, desk.model_id, workshop)
    current, asked = other.get(), other.get_round(round_id)
    if not asked.is_revealed or (current.is_rehearsal and workshop != desk.id):
        raise UnknownPartError("round", round_id)
    ballots = open_ballots(read_cast(desk.connection, workshop).get(round_id, ()))
    return asked, keep_rating(current, asked, ballots, current.get_day(zone))


def renew_comparisons(desk: Desk, revealed: Round) -> Round:
    """Read anew what a round that was just revealed is compared with, and what is compared with it here.

    A rating that is gone by now, or asks something else, stays as it was kept.
    """
    for one in desk.list_rounds():
        kept = one.earlier
        if kept is None or (one.id != revealed.id and (kept.workshop, kept.round) != (desk.id, revealed.id)):
            continue
        with suppress(UnknownWorkshopError, UnknownPartError):
            asked, found = read_rating(desk, kept.workshop, kept.round)
            if is_comparable(asked, one):
                desk.set_round(one.model_copy(update={"earlier": found.model_copy(update={"day": kept.day})}))
    return desk.get_round(revealed.id)
