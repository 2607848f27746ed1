"""Actions of earlier workshops: which are asked about, what is said of them, and how that is undone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import Connection, MetaData, Table, select

from model.stories import StoryStore
from model.teams import TeamStore
from model.workshop import (
    Action,
    ActionConflictError,
    FollowedAction,
    InvalidEntryError,
    PlanItem,
    SettledSinceError,
    UnknownPartError,
    WorkshopStore,
    make_request_id,
    read_workshop_json,
    to_calendar,
    to_workshop_json,
)
from model.workshop.tables import deleted, workshops
from tests.model.stories.test_store_migrations import fill_version, run
from tests.storytelling import build_story
from tests.workshopping import build_end

TODAY = datetime.now(UTC).date()
EARLIER = TODAY - timedelta(days=60)


def agree(
    store: WorkshopStore, *texts: str, day: date = EARLIER, team: str | None = None, **fields: Any
) -> tuple[str, list[Action]]:
    """A workshop of a day that agreed on something."""
    held = store.create("Ward 4", "nl", build_end(), day=day, team=team)
    return held.id, [store.add_action(held.id, text, **fields) for text in texts]


def meet(store: WorkshopStore, team: str | None = None, **fields: Any) -> str:
    """A workshop of today."""
    return store.create("Ward 4 again", "nl", build_end(), day=TODAY, team=team, **fields).id


def list_followed(store: WorkshopStore, workshop: str) -> list[tuple[str, str, str]]:
    return [
        (followed.action.text, followed.action.state, followed.action.outcome)
        for followed in store.get_state(workshop).followed
    ]


def test_a_meeting_asks_for_what_was_open_when_it_began_and_keeps_what_it_settled(
    store: WorkshopStore,
) -> None:
    first, (tea, talk, walk, gone) = agree(store, "Tea", "Talk", "Walk", "Gone")
    store.settle_action(first, gone.id, "done")  # before the next meeting was made
    store.end(first)
    second = meet(store)
    assert list_followed(store, second) == [("Tea", "open", ""), ("Talk", "open", ""), ("Walk", "open", "")]
    version = store.get_version(first)
    store.settle_action(second, tea.id, "done", " Every <b>afternoon</b> ", "story", agreed_in=first)
    store.settle_action(second, talk.id, "open", agreed_in=first)
    store.settle_action(second, walk.id, "dropped", "No time", agreed_in=first)
    assert list_followed(store, second) == [
        ("Tea", "done", "Every afternoon"),
        ("Talk", "open", ""),
        ("Walk", "dropped", "No time"),
    ]
    settled = store.get_state(first).actions[0]
    assert (settled.story, settled.settled_in, settled.created_at) == ("story", second, tea.created_at)
    assert store.get_version(first) != version  # its own windows see it, too
    third = store.create("Later", "nl", build_end(), day=TODAY + timedelta(days=1)).id
    assert list_followed(store, third) == [("Talk", "open", "")]
    store.settle_action(third, talk.id, "done", agreed_in=first)  # the evening before it is held
    assert list_followed(store, third) == [("Talk", "done", "")]
    assert store.get_state(first).followed == ()
    agree(store, "Just now", day=TODAY)
    assert len(list_followed(store, second)) == 3  # another meeting of the same day is none before


def test_a_meeting_asks_for_its_own_team_alone_and_a_rehearsal_for_rehearsals(
    store: WorkshopStore, stories: StoryStore
) -> None:
    teams = TeamStore(stories)
    ours, theirs = teams.add("Ours").id, teams.add("Theirs").id
    agreed_in, (action,) = agree(store, "Ours", team=ours)
    agree(store, "Nobody's")
    meetings = {
        name: meet(store, team) for name, team in (("ours", ours), ("theirs", theirs), ("none", None))
    }
    followed = {
        name: [text for text, *_ in list_followed(store, meeting)] for name, meeting in meetings.items()
    }
    assert followed == {"ours": ["Ours"], "theirs": [], "none": ["Nobody's"]}
    assert list_followed(store, meet(store, ours, is_rehearsal=True)) == []
    for other in ("theirs", "none"):
        with pytest.raises(UnknownPartError):
            store.settle_action(meetings[other], action.id, "done", agreed_in=agreed_in)
        with pytest.raises(UnknownPartError):
            store.mask_followed(meetings[other], action.id, agreed_in)
    assert list_followed(store, meetings["ours"]) == [("Ours", "open", "")]


def test_of_another_model_nothing_is_asked_or_counted(store: WorkshopStore, url: str) -> None:
    stories = StoryStore(url, "other")
    theirs = WorkshopStore(stories)
    agreed_in, (action,) = agree(theirs, "Theirs", due=EARLIER)
    assert list_followed(store, meet(store)) == []
    assert (store.list_agreed(), store.count_overdue(TODAY)) == ((), 0)
    assert (len(theirs.list_agreed()), theirs.count_overdue(TODAY)) == (1, 1)
    with pytest.raises(UnknownPartError):
        store.settle_action(meet(store), action.id, "done", agreed_in=agreed_in)
    assert list_followed(theirs, meet(theirs)) == [("Theirs", "open", "")]
    stories.close()


def test_workshops_of_the_team_that_go_on_and_the_one_that_agreed_see_what_was_settled(
    store: WorkshopStore, stories: StoryStore
) -> None:
    ours = TeamStore(stories).add("Ours").id
    first, (tea,) = agree(store, "Tea", team=ours)
    held = {name: meet(store, ours) for name in ("this", "goes on", "ended")}
    held |= {"agreed": first, "of nobody": meet(store)}
    for name in ("ended", "agreed"):
        store.end(held[name])
    before = {name: store.get(id_).stamp for name, id_ in held.items()}
    store.settle_action(held["this"], tea.id, "done", agreed_in=first)
    assert {name for name, id_ in held.items() if store.get(id_).stamp != before[name]} == {
        *("this", "goes on", "agreed")
    }


def test_what_was_agreed_comes_by_day_and_time_with_the_story_that_shows_what_came_of_it(
    store: WorkshopStore, stories: StoryStore
) -> None:
    later = store.create("Later", "nl", build_end(), day=EARLIER)
    store.add_action(later.id, "Of the later one")
    first, (tea, talk, walk) = agree(store, "Tea", "Talk", "Walk", day=EARLIER - timedelta(days=1))
    shown, gone = (stories.add(build_story(status="pending"), "visitor") for _ in range(2))
    store.settle_action(first, tea.id, "done", story=shown.id)
    store.settle_action(first, talk.id, "done", story=gone.id)
    stories.change(gone.model_copy(update={"status": "withdrawn"}), "facilitator", "withdrawn")
    agreed = store.list_agreed()
    assert [(found.action.text, found.workshop_name, found.day) for found in agreed] == [
        *(("Tea", "Ward 4", EARLIER - timedelta(days=1)), ("Talk", "Ward 4", EARLIER - timedelta(days=1))),
        *(("Walk", "Ward 4", EARLIER - timedelta(days=1)), ("Of the later one", "Later", EARLIER)),
    ]
    assert [found.shown_by for found in agreed] == [shown, None, None, None]
    assert agreed[2].action == walk
    own = store.get_state(later.id).list_agreed()
    assert [(found.action.text, found.workshop) for found in own] == [
        *(("Tea", first), ("Talk", first), ("Walk", first), ("Of the later one", later.id)),
    ]


def test_settling_can_be_undone_and_the_same_request_settles_once(store: WorkshopStore) -> None:
    first, (tea,) = agree(store, "Tea")
    second = meet(store)
    once, again, undo = (make_request_id() for _ in range(3))
    done = store.settle_action(second, tea.id, "done", "Yes", agreed_in=first, request=once, mark=tea.mark)
    dropped = store.settle_action(second, tea.id, "dropped", agreed_in=first, request=again, mark=done.mark)
    assert store.settle_action(second, tea.id, "done", agreed_in=first, request=once) == dropped
    with pytest.raises(ActionConflictError):
        store.settle_action(second, tea.id, "open", agreed_in=first, mark=done.mark)
    with pytest.raises(InvalidEntryError):
        store.settle_action(second, tea.id, "done", "x" * 501, agreed_in=first)
    version = store.get_version(second)
    store.undo(second, again, undo)
    assert store.get_version(second) != version
    assert store.get_state(first).actions == (done,)
    store.undo(second, once)
    assert store.get_state(first).actions == (tea,)
    assert list_followed(store, second) == [("Tea", "open", "")]


def test_what_somebody_else_said_of_an_action_since_is_not_undone(store: WorkshopStore) -> None:
    first, (tea,) = agree(store, "Tea")
    second, third = meet(store), meet(store)
    mine = make_request_id()
    store.settle_action(second, tea.id, "done", "Yes", agreed_in=first, request=mine)
    store.change_action(first, make_changed(tea, text="Coffee"))
    theirs = store.settle_action(third, tea.id, "dropped", "No", agreed_in=first)
    with pytest.raises(SettledSinceError):
        store.undo(second, mine)
    assert store.get_state(first).actions == (theirs,)
    store.delete_action(first, tea.id)
    with pytest.raises(SettledSinceError):
        store.undo(second, mine)
    assert store.get_state(first).actions == ()


def test_what_an_action_says_can_change_without_what_came_of_it(store: WorkshopStore) -> None:
    first, (tea,) = agree(store, "Tea", due=TODAY)
    settled = store.settle_action(first, tea.id, "done", "Yes")
    store.change_action(first, make_changed(tea, text="Coffee", due=None))
    (changed,) = store.get_state(first).actions
    assert (changed.text, changed.due) == ("Coffee", None)
    assert (changed.state, changed.outcome, changed.settled_at) == ("done", "Yes", settled.settled_at)
    named = store.settle_action(first, tea.id, "done", "Ask Mrs. Janssens")
    store.mask_part(first, "action", tea.id)
    assert "Janssens" in str(named.outcome)
    assert "Janssens" not in str(store.get_state(first).actions[0].outcome)


def make_changed(action: Action, **fields: Any) -> Action:
    return action.model_copy(update=fields)


def test_overdue_actions_are_counted_by_team_until_they_are_settled(
    store: WorkshopStore, stories: StoryStore
) -> None:
    ours = TeamStore(stories).add("Ours").id
    yesterday = TODAY - timedelta(days=1)
    first, (late, _) = agree(store, "Late", "Late, too", team=ours, due=yesterday)
    agree(store, "Today", due=TODAY)
    agree(store, "Nobody's, late", due=yesterday)
    rehearsed = store.create("Try", "nl", build_end(), is_rehearsal=True)
    store.add_action(rehearsed.id, "Late in a rehearsal", due=yesterday)
    assert (store.count_overdue(TODAY), store.count_overdue(TODAY, [ours])) == (3, 2)
    store.settle_action(first, late.id, "dropped")
    assert (store.count_overdue(TODAY), store.count_overdue(TODAY, [ours])) == (2, 1)
    assert [agreed.action.text for agreed in store.list_agreed([ours])] == ["Late", "Late, too"]
    assert len(store.list_agreed()) == 4


def test_a_session_file_keeps_what_came_of_actions_and_one_of_before_gets_the_step(
    store: WorkshopStore,
) -> None:
    first, (tea,) = agree(store, "Tea", due=TODAY)
    store.arrange(first, [PlanItem(part=part) for part in ("join", "map", "actions")])
    store.settle_action(first, tea.id, "done", "Yes", "story")
    record = store.get_record(first)
    content = to_workshop_json(record)
    assert read_workshop_json(content) == record
    new = ("due", "state", "outcome", "story", "settled_at", "settled_in")
    before = content.decode().replace('"version": 4', '"version": 3')
    lines = [
        line
        for line in before.splitlines()
        if not line.strip().startswith(tuple(f'"{name}"' for name in new))
    ]
    earlier = read_workshop_json("\n".join(lines).replace('Z",\n  }', 'Z"\n  }').encode())
    (kept,) = earlier.actions
    assert (kept.text, kept.state, kept.outcome, kept.due) == ("Tea", "open", "", None)
    assert [item.part for item in earlier.workshop.plan] == ["join", "followed", "path", "map", "actions"]


def test_a_database_of_before_has_open_actions_and_the_step_in_its_plans(empty_url: str) -> None:
    held_at = {"created_at": datetime.now(UTC), "ends_at": datetime.now(UTC) + timedelta(hours=1)}

    def fill(connection: Connection) -> None:
        fill_version(connection, "0015")
        known = MetaData()
        known.reflect(connection, only=["workshops", "workshop_actions", "workshop_templates"])
        here = {"model": "test", "key": "ABCDEF", "name": "Ward", "language": "nl", "is_rehearsal": False}
        here |= held_at | {"position": {}, "stamp": "s", "is_unlinked": False}
        plan = [{"part": "join", "minutes": 5}, {"part": "map", "minutes": 0}]
        table: Table = known.tables["workshops"]
        connection.execute(table.insert(), [here | {"id": "usual", "plan": None}])
        connection.execute(table.insert(), [here | {"id": "planned", "plan": plan}])
        steps = [{"what": "map", "minutes": 3}]
        kept = {"model": "test", "id": "t", "name": "T", "steps": steps, "minutes": 3}
        connection.execute(
            known.tables["workshop_templates"].insert(), kept | {"created_at": held_at["created_at"]}
        )
        action = {"workshop": "usual", "id": "a", "text": "Tea", "who": "", "when": "May", "nodes": ["joy"]}
        connection.execute(
            known.tables["workshop_actions"].insert(), action | {"created_at": held_at["created_at"]}
        )

    run(empty_url, fill)
    stories = StoryStore(empty_url, "test")
    store = WorkshopStore(stories)
    (action,) = store.get_state("usual").actions
    assert (action.text, action.state, action.outcome, action.due) == ("Tea", "open", "", None)
    assert [(item.part, item.minutes) for item in store.get("planned").plan] == [
        *(("join", 5), ("followed", 0), ("map", 0))
    ]
    assert store.get("usual").plan == ()
    assert [step.what for step in store.get_template("t").steps] == ["followed", "map"]
    second = meet(store)
    store.settle_action(second, "a", "done", agreed_in="usual", request=make_request_id())
    run(empty_url, lambda connection: check_kept(connection, second))
    stories.close()


def check_kept(connection: Connection, owner: str) -> None:
    """What an action said before is kept with the workshop in which that can be undone."""
    kept = connection.execute(select(deleted.c.workshop, deleted.c.rows)).all()
    assert [(workshop, rows["workshop_actions"][0]["state"]) for workshop, rows in kept] == [(owner, "open")]
    assert connection.execute(select(workshops.c.id).where(workshops.c.id == owner)).scalar() == owner


def test_the_calendar_has_an_event_for_each_open_action_with_a_day() -> None:
    made = datetime(2026, 5, 1, 12, tzinfo=UTC)

    def follow(id_: str, **fields: Any) -> FollowedAction:
        action = Action(id=id_, text=f"Do {id_}; then, rest", created_at=made, **fields)
        return FollowedAction(action=action, workshop="w", workshop_name="Ward 4", day=made.date())

    late, soon = date(2026, 7, 2), date(2026, 6, 1)
    several = [
        follow("late", due=late, who="head nurse", nodes=("joy",), when="after lunch"),
        follow("soon", due=soon),
        follow("done", due=soon, state="done"),
        follow("any"),
    ]
    content = to_calendar(several, {"joy": "Joy in work"}, "en")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [(str(event["uid"]), event.decoded("dtstart"), event.decoded("dtend")) for event in events] == [
        ("soon@mangomoment", soon, soon + timedelta(days=1)),
        ("late@mangomoment", late, late + timedelta(days=1)),
    ]
    assert str(events[1]["summary"]) == "Do late; then, rest · head nurse"
    assert str(events[0]["summary"]) == "Do soon; then, rest"
    assert [str(event["transp"]) for event in events] == ["TRANSPARENT"] * 2
    assert [event.decoded("dtstamp") for event in events] == [made, made]
    settled = follow("a", due=late, settled_at=made + timedelta(days=1), nodes=("calm",))
    both = to_calendar([*several, follow("z", due=soon), settled], {}, "en")
    again = Calendar.from_ical(both).walk("VEVENT")
    assert [str(event["uid"]).partition("@")[0] for event in again] == ["soon", "z", "a", "late"]
    assert again[2].decoded("dtstamp") == made + timedelta(days=1)
    assert str(again[2]["description"]).startswith("calm\n")
    calendar = Calendar.from_ical(both)
    assert (str(calendar["prodid"]), str(calendar["version"])) == ("-//Mangomoment//Workshop//EN", "2.0")
    assert str(events[1]["description"]) == "after lunch\nJoy in work\nAgreed at: Ward 4, 1 May 2026"
    assert to_calendar(several, {}, "en") == to_calendar(several[::-1], {}, "en") != content
