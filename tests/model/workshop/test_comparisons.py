"""A round keeps what may be told of the rating that it is compared with, wherever that was given."""

from __future__ import annotations

import pytest

from model.workshop import (
    InvalidEntryError,
    ParticipantStore,
    Round,
    UnknownPartError,
    Workshop,
    WorkshopStore,
    make_request_id,
    read_workshop_json,
    to_workshop_json,
)
from tests.workshopping import build_end, join, open_round


def vote(
    phones: ParticipantStore, workshop: Workshop, round_: Round, ratings: dict[str, int], people: int
) -> None:
    for _number in range(people):
        phones.vote(workshop.id, join(phones, workshop), round_.id, ratings, make_request_id())


def rate(
    store: WorkshopStore, phones: ParticipantStore, joy: int, people: int = 5, *, is_rehearsal: bool = False
) -> tuple[Workshop, Round]:
    """A workshop in which some people gave joy a number, revealed."""
    workshop = store.create("Ward 4", "nl", build_end(), is_rehearsal)
    round_ = open_round(store, workshop, "rating")
    vote(phones, workshop, round_, {"joy": joy}, people)
    return workshop, store.reveal_round(workshop.id, round_.id)


def read_means(store: WorkshopStore, workshop: Workshop, round_: Round) -> list[tuple[str, float]]:
    """What is kept beside a round."""
    found = store.get_state(workshop.id).get_round(round_.id)
    assert found
    return [(kept.key, kept.mean) for kept in found.earlier.means] if found.earlier else []


def test_a_comparison_stays_when_the_other_workshop_is_deleted(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    (spring, then), (autumn, now) = (rate(store, phones, joy) for joy in (2, 4))
    compared = store.compare_round(autumn.id, now.id, (spring.id, then.id), make_request_id())
    assert compared.earlier
    assert (compared.earlier.workshop, compared.earlier.voters) == (spring.id, 5)
    assert compared.earlier.hidden == ("trust", "calm")
    store.delete(spring.id)
    store.reveal_round(autumn.id, now.id)
    assert read_means(store, autumn, now) == [("joy", 2.0)]
    record = store.get_record(autumn.id)
    assert read_workshop_json(to_workshop_json(record)) == record
    store.delete(autumn.id)
    store.put_back(record)
    assert read_means(store, autumn, now) == [("joy", 2.0)]


def test_what_a_round_was_compared_with_comes_back_though_it_is_gone(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    (spring, then), (summer, later), (autumn, now) = (rate(store, phones, joy) for joy in (2, 3, 4))
    store.compare_round(autumn.id, now.id, (spring.id, then.id))
    for earlier, after in (((summer.id, later.id), [("joy", 3.0)]), (None, [])):
        store.compare_round(autumn.id, now.id, earlier, request := make_request_id())
        store.delete(spring.id)
        assert read_means(store, autumn, now) == after
        store.undo(autumn.id, request)
        assert read_means(store, autumn, now) == [("joy", 2.0)]


def test_of_fewer_than_five_people_no_number_is_kept(store: WorkshopStore, phones: ParticipantStore) -> None:
    (few, then), (autumn, now) = rate(store, phones, 2, 4), rate(store, phones, 4)
    kept = store.compare_round(autumn.id, now.id, (few.id, then.id)).earlier
    assert kept
    assert (kept.voters, kept.means) == (0, ())


def test_what_is_not_revealed_rehearsed_elsewhere_or_asks_something_else_is_no_comparison(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    (spring, then), (autumn, now) = (rate(store, phones, joy) for joy in (2, 4))
    store.hide_round(spring.id, then.id)
    rehearsal, rehearsed = rate(store, phones, 2, is_rehearsal=True)
    for earlier in ((spring.id, then.id), (rehearsal.id, rehearsed.id)):
        with pytest.raises(UnknownPartError):
            store.compare_round(autumn.id, now.id, earlier)
    dots = store.reveal_round(autumn.id, open_round(store, autumn, "dots").id)
    other = store.reveal_round(autumn.id, open_round(store, autumn, "rating", nodes=("peace",)).id)
    for round_id in (dots.id, other.id, now.id):
        with pytest.raises(InvalidEntryError):
            store.compare_round(autumn.id, now.id, (autumn.id, round_id))
    again = store.duplicate_round(rehearsal.id, rehearsed.id)
    assert read_means(store, rehearsal, again) == [("joy", 2.0)]


def test_a_rating_that_is_asked_again_stands_beside_the_first_as_that_is_now(
    store: WorkshopStore, phones: ParticipantStore
) -> None:
    workshop, first = rate(store, phones, 2)
    again = store.duplicate_round(workshop.id, first.id)
    assert read_means(store, workshop, again) == [("joy", 2.0)]
    store.open_round(workshop.id, first.id)
    vote(phones, workshop, first, {"joy": 5}, 5)
    assert read_means(store, workshop, again) == [("joy", 2.0)]
    store.reveal_round(workshop.id, first.id)
    assert read_means(store, workshop, again) == [("joy", 3.5)]
    assert store.duplicate_round(workshop.id, open_round(store, workshop, "rating").id).earlier is None
    template = store.build_template(workshop.id)
    begun = store.create("Ward 5", "nl", build_end(), template=template)
    assert all(round_.earlier is None for round_ in store.get_state(begun.id).rounds)
