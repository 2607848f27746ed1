"""Floods: which minutes are one, from when to when, and who of those who joined then is still there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from model.stories import StoryStore
from model.workshop import ParticipantStore, Workshop, WorkshopStore, make_token
from model.workshop.tables import floods, participants
from tests.workshopping import join

HOME, WARD = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def now() -> int:
    """This minute."""
    return int(datetime.now(UTC).timestamp()) // 60


def to_moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)


def note(phones: ParticipantStore, workshop: Workshop, now: int, **counts: int) -> None:
    """Note joins from one network, by how many minutes ago: `m3=200` for 200 three minutes ago."""
    for ago, count in counts.items():
        phones.note_flood("joins", HOME, now - int(ago[1:]), count, workshop.id)


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"m0": 200}, [(200, 0, 0)]),
        ({"m20": 200, "m10": 300, "m0": 250}, [(300, 20, 0)]),
        ({"m20": 200, "m9": 300, "m0": 250}, [(200, 20, 20), (300, 9, 0)]),
        ({"m0": 250, "m11": 300}, [(300, 11, 11), (250, 0, 0)]),
    ],
)
def test_with_fewer_than_ten_quiet_minutes_between_them_two_are_one(
    store: WorkshopStore,
    phones: ParticipantStore,
    workshop: Workshop,
    now: int,
    counts: dict[str, int],
    found: list[tuple[int, int, int]],
) -> None:
    note(phones, workshop, now, **counts)
    assert [(noted.most, noted.since, noted.until) for noted in store.get_state(workshop.id).floods] == [
        (most, to_moment(now - first), to_moment(now - last + 1)) for most, first, last in found
    ]


def test_of_one_minute_the_most_counts_and_each_that_is_more_is_told(
    store: WorkshopStore, phones: ParticipantStore, workshop: Workshop, now: int
) -> None:
    versions = [store.get_version(workshop.id)]
    for count, is_told in ((200, True), (150, False), (200, False), (250, True)):
        note(phones, workshop, now, m0=count)
        versions.append(store.get_version(workshop.id))
        assert (versions[-1] != versions[-2]) == is_told
    assert versions[0] + ".1.250" == versions[-1]
    assert [noted.most for noted in store.get_state(workshop.id).floods] == [250]


def test_those_of_another_place_kind_or_workshop_are_others(
    store: WorkshopStore, phones: ParticipantStore, workshop: Workshop, now: int
) -> None:
    other = store.create("Other", "nl", workshop.ends_at)
    note(phones, workshop, now, m0=200)
    phones.note_flood("joins", WARD, now - 1, 300, workshop.id)
    phones.note_flood("joins", HOME, now, 400, other.id)
    phones.note_flood("keys", HOME, now - 3, 60, workshop.id)
    phones.note_flood("keys", WARD, now - 2, 70, other.id)
    shown = [(noted.kind, noted.most) for noted in store.get_state(workshop.id).floods]
    assert shown == [("keys", 70), ("joins", 300), ("joins", 200)]
    assert [(noted.kind, noted.most) for noted in store.get_state(other.id).floods] == [
        *(("keys", 70), ("joins", 400))
    ]


def test_joins_are_told_for_a_day_and_wrong_keys_for_an_hour(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop, now: int
) -> None:
    note(phones, workshop, now, m1430=200, m1445=210)
    for ago, count in ((58, 60), (62, 70)):
        phones.note_flood("codes", HOME, now - ago, count)
    assert [noted.most for noted in store.get_state(workshop.id).floods] == [200, 60]
    store.erase_expired(to_moment(now) + timedelta(seconds=30))
    with stories.database.reading() as connection:
        kept = connection.execute(select(floods.c.count).order_by(floods.c.count)).scalars().all()
    assert list(kept) == [60, 70, 200]


def test_who_joined_from_there_then_is_counted_and_goes_with_it(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop, now: int
) -> None:
    ids = [phones.join(workshop.id, make_token(), "nl", network=HOME).id for _ in range(5)]
    elsewhere = phones.join(workshop.id, make_token(), "nl", network=WARD).id
    join(phones, workshop)
    begin, end = to_moment(now - 5), to_moment(now - 3)
    moments = [begin - timedelta(seconds=1), begin, end - timedelta(seconds=1), end, begin]
    with stories.database.writing() as connection:
        for id_, moment in zip([*ids, elsewhere], [*moments, begin], strict=True):
            row = update(participants).where(participants.c.id == id_)
            connection.execute(row.values(joined_at=moment, has_sent=id_ == ids[4]))
    note(phones, workshop, now, m5=300, m4=200)
    [noted] = store.get_state(workshop.id).floods
    assert (noted.since, noted.until, noted.staying, noted.silent) == (begin, end, 3, 2)
    assert store.remove(workshop.id, ids[:2], flood=noted.id) == 1
    assert store.remove(workshop.id, flood=noted.id) == 2
    left = {listed.id for listed in store.list_participants(workshop.id)}
    assert left & {*ids, elsewhere} == {ids[0], ids[3], elsewhere}
    assert len(left) == 4


def test_where_somebody_joined_from_is_a_number_and_forgotten_after_a_day(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, workshop: Workshop, now: int
) -> None:
    joined = to_moment(now)
    for at, network in enumerate((WARD, HOME, "", WARD)):
        id_ = phones.join(workshop.id, make_token(), "nl", network=network).id
        with stories.database.writing() as connection:
            row = update(participants).where(participants.c.id == id_)
            connection.execute(row.values(joined_at=joined + timedelta(seconds=at)))
    assert [listed.place for listed in store.list_participants(workshop.id)] == [1, 2, None, 1]
    store.erase_expired(joined + timedelta(days=1))
    assert [listed.place for listed in store.list_participants(workshop.id)] == [1, 2, None, 1]
    store.erase_expired(joined + timedelta(days=1, seconds=2))
    assert [listed.place for listed in store.list_participants(workshop.id)] == [None, None, None, 1]
