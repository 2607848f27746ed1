"""What was kept of workshops for long enough is erased, to the moment, and counted before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from model.stories import StoryStore
from model.workshop import ParticipantStore, UnknownWorkshopError, Workshop, WorkshopStore, make_token
from model.workshop.tables import deleted, floods, participants, removed, requests, templates, told, workshops
from tests.workshopping import build_end, hold, join

A_BIT = timedelta(seconds=1)


def count(stories: StoryStore, workshop: str) -> tuple[int, int, int]:
    """How many tokens, tellers and requests are known of a workshop."""
    with stories.database.reading() as connection:
        return tuple(  # type: ignore[return-value]
            connection.execute(
                select(func.count()).where(table.c.workshop == workshop, column.is_not(None))
            ).scalar_one()
            for table, column in (
                *((participants, participants.c.token_hash), (told, told.c.participant)),
                (requests, requests.c.id),
            )
        )


@pytest.mark.parametrize("is_ended", [False, True])
def test_phones_are_known_for_as_long_as_is_said_after_the_end(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, is_ended: bool
) -> None:
    held, other = hold(store, phones), hold(store, phones)
    store.change(other.workshop.id, ends_at=build_end(24 * 20))
    end = store.end(held.workshop.id).ended_at if is_ended else held.workshop.ends_at
    assert end
    over = end + timedelta(days=30)
    before = count(stories, held.workshop.id)
    assert before[:2] == (3, 3)
    for now in (over - A_BIT, over):
        assert store.count_due(now)["phones"] == store.erase_expired(now) == 0
    assert count(stories, held.workshop.id) == before
    assert store.count_due(over + A_BIT)["phones"] == store.erase_expired(over + A_BIT) == 1
    assert count(stories, held.workshop.id) == (0, 0, 0)
    assert count(stories, other.workshop.id)[:2] == (3, 3)
    assert store.count_due(over + A_BIT)["phones"] == store.erase_expired(over + A_BIT) == 0
    store.change(held.workshop.id, ends_at=build_end())
    assert store.count_due(build_end() + timedelta(days=31))["phones"] == 1


def read_phones(stories: StoryStore, workshop: str) -> list[tuple[str, str | None, datetime, datetime]]:
    """Of each participant the language, the role, when it joined and when it was seen last."""
    columns = (participants.c.language, participants.c.role, participants.c.joined_at, participants.c.seen_at)
    query = select(*columns).where(participants.c.workshop == workshop).order_by(participants.c.id)
    with stories.database.reading() as connection:
        return list(map(tuple, connection.execute(query)))


@pytest.mark.parametrize("was_unlinked", [False, True])
def test_language_and_times_of_phones_are_forgotten_with_them_and_roles_stay(
    store: WorkshopStore, phones: ParticipantStore, stories: StoryStore, was_unlinked: bool
) -> None:
    held = hold(store, phones)
    phones.join(held.workshop.id, gone := make_token(), "fr")
    leaving = phones.get_participant(held.workshop.id, gone)
    store.remove(held.workshop.id, [leaving.id])
    first = min(joined for *_, joined, _seen in read_phones(stories, held.workshop.id))
    with stories.database.writing() as connection:
        seen = {"language": "fr", "seen_at": first + timedelta(hours=1)}
        connection.execute(update(participants).values(seen))
        connection.execute(update(workshops).values(is_unlinked=was_unlinked))  # as by an earlier version
    before = read_phones(stories, held.workshop.id)
    cast = store.get_ballots(held.workshop.id, held.dots.id)
    over = held.workshop.ends_at + timedelta(days=30)
    store.erase_expired(over)
    assert read_phones(stories, held.workshop.id) == before
    assert store.count_due(over + A_BIT)["phones"] == store.erase_expired(over + A_BIT) == 1
    roles = [role for _language, role, *_ in before]
    assert read_phones(stories, held.workshop.id) == [("nl", role, first, first) for role in roles]
    assert store.get_ballots(held.workshop.id, held.dots.id) == cast
    with stories.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(removed)).scalar_one() == 0
    assert store.count_due(over + A_BIT)["phones"] == store.erase_expired(over + A_BIT) == 0


def test_a_rehearsal_is_gone_then_and_only_that_one(store: WorkshopStore) -> None:
    first, later = (store.create("Try", "nl", build_end(hours), is_rehearsal=True) for hours in (1, 2))
    real = store.create("Real", "nl", build_end(1))
    assert store.erase_expired(later.ends_at + timedelta(days=30)) == 2
    assert {workshop.id for workshop in store.list()} == {later.id, real.id}
    with pytest.raises(UnknownWorkshopError):
        store.get(first.id)


def test_workshops_are_erased_only_where_a_time_is_set(
    store: WorkshopStore, workshop: Workshop, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = StoryStore(url, "other")
    theirs = WorkshopStore(stories)
    kept = theirs.create("Theirs", "nl", workshop.ends_at + A_BIT)
    over = workshop.ends_at + timedelta(days=10)
    assert "workshops" not in store.count_due(over + A_BIT)
    monkeypatch.setenv("MANGOMOMENT_WORKSHOP_DAYS", "10")
    assert store.count_due(over)["workshops"] == 0
    store.erase_expired(over)
    assert store.list() == (workshop,)
    assert store.count_due(over + A_BIT)["workshops"] == 1
    store.erase_expired(over + A_BIT)
    assert (store.list(), theirs.list()) == ((), (kept,))
    assert store.count_due(over + 2 * A_BIT)["workshops"] == 1
    store.erase_expired(over + 2 * A_BIT)  # whichever model it is about
    assert theirs.list() == ()
    stories.close()


def test_phones_are_forgotten_in_the_workshops_of_all_models(store: WorkshopStore, url: str) -> None:
    stories = StoryStore(url, "other")
    held = hold(WorkshopStore(stories), ParticipantStore(stories))
    over = held.workshop.ends_at + timedelta(days=30) + A_BIT
    assert store.count_due(over)["phones"] == store.erase_expired(over) == 1
    assert count(stories, held.workshop.id) == (0, 0, 0)
    assert store.count_due(over)["phones"] == 0
    stories.close()


def test_what_was_deleted_is_kept_for_a_day(
    store: WorkshopStore, stories: StoryStore, workshop: Workshop
) -> None:
    now = datetime.now(UTC)
    template = store.add_template("Mine", store.build_template(workshop.id)).id
    store.add_template("Another", store.build_template(workshop.id))
    for name in ("Tea", "Talk"):
        store.delete_action(workshop.id, store.add_action(workshop.id, name).id, name)
    store.change_template(template, "delete")
    with stories.database.writing() as connection:
        row = update(deleted).where(deleted.c.id == "Tea").values(deleted_at=now - timedelta(days=1))
        connection.execute(row)
        gone = update(templates).where(templates.c.id == template)
        connection.execute(gone.values(deleted_at=now - timedelta(days=1)))
    assert store.count_due(now)["deleted"] == 0
    assert store.count_due(now + A_BIT)["deleted"] == 2
    store.erase_expired(now)
    assert store.count_due(now + A_BIT)["deleted"] == 2
    store.erase_expired(now + A_BIT)
    assert store.count_due(now + A_BIT)["deleted"] == 0
    store.undo(workshop.id, "Talk")
    assert [action.text for action in store.get_state(workshop.id).actions] == ["Talk"]
    store.change_template(template, "restore")
    assert [kept.name for kept in store.list_templates()] == ["Another"]


def test_codes_are_counted_from_when_somebody_joined_and_floods_by_the_minute(
    store: WorkshopStore,
    phones: ParticipantStore,
    stories: StoryStore,
    workshop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MANGOMOMENT_CODE_DAYS", "10")
    store.show(workshop.id, has_codes=True)
    tokens = [join(phones, workshop) for _ in range(3)]
    for at, token in enumerate(tokens[:2]):
        phones.give_code(workshop.id, token, f"r{at}")
    joined = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(days=10)
    with stories.database.writing() as connection:
        connection.execute(update(participants).values(joined_at=joined))
        me = phones.find_participant(workshop.id, tokens[0])
        assert me
        row = update(participants).where(participants.c.id == me.id)
        connection.execute(row.values(joined_at=joined + timedelta(hours=1)))
    over = joined + timedelta(days=10)
    assert (store.count_due(over)["codes"], store.count_due(over + A_BIT)["codes"]) == (0, 1)
    store.erase_expired(over)
    assert [phones.get_participant(workshop.id, token).has_code for token in tokens] == [True, True, False]
    store.erase_expired(over + A_BIT)
    assert [phones.get_participant(workshop.id, token).has_code for token in tokens] == [True, False, False]
    minute = int(joined.timestamp()) // 60
    phones.note_flood("keys", "198.51.100.7", minute, 60)
    day = joined + timedelta(days=1)
    for now, due in ((day, 0), (day + timedelta(seconds=59), 0), (day + timedelta(seconds=60), 1)):
        assert store.count_due(now)["networks"] == due
        store.erase_expired(now)
        with stories.database.reading() as connection:
            assert connection.execute(select(func.count()).select_from(floods)).scalar_one() == 1 - due


def test_marks_of_networks_are_counted_before_they_are_erased(
    store: WorkshopStore, phones: ParticipantStore, workshop: Workshop
) -> None:
    for network in ("198.51.100.7", "198.51.100.7", "203.0.113.9"):
        phones.join(workshop.id, make_token(), workshop.language, network=network)
    later = datetime.now(UTC) + timedelta(days=1, seconds=1)
    assert store.count_due(later - timedelta(minutes=1))["networks"] == 0
    assert store.count_due(later)["networks"] == 3
    store.erase_expired(later)
    assert store.count_due(later)["networks"] == 0


def test_a_workshop_that_ended_keeps_its_key_from_others_for_thirty_days(
    store: WorkshopStore, stories: StoryStore, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days, is_free in ((29.9, False), (30.1, True)):
        with stories.database.writing() as connection:
            row = update(workshops).where(workshops.c.id == workshop.id)
            connection.execute(row.values(ends_at=datetime.now(UTC) - timedelta(days=days)))
        drawn = iter([workshop.key, "CCCCCC" if is_free else "AAAAAA"])
        monkeypatch.setattr("model.workshop.store.make_key", lambda keys=drawn: next(keys))
        assert (store.create("New", "nl", build_end()).key == workshop.key) == is_free
