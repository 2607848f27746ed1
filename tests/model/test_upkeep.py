"""What was kept for long enough is erased, in every store, and nothing else is.

The last test does all that is done on PostgreSQL, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from model.coding import Code, CodingStore, Mark, StoryCoding
from model.coding.tables import story_codings
from model.letterboxes import LetterboxStore, Receipt, Telling
from model.letterboxes.tables import told
from model.opened import OpenedModelStore
from model.retention import PERIODS, Kept
from model.stories import Act, Author, NothingToUndoError, StoryQuery, StoryStore, UnknownStoryError
from model.stories.entry import Entry
from model.stories.faults import UnknownCodeError
from model.upkeep import count_due, erase_expired, find_last_run
from model.workshop import ParticipantStore, UnknownWorkshopError, WorkshopStore, make_token
from tests.building import build_model
from tests.model.stories.conftest import url
from tests.storytelling import build_story
from tests.workshopping import hold, open_round

__all__ = ["url"]

NOW = datetime.now(UTC)
LATER = NOW + timedelta(days=11)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StoryStore]:
    """An empty store of a model named `test`."""
    opened = StoryStore(f"sqlite:///{tmp_path}/stories.db", "test")
    yield opened
    opened.close()


def count(store: StoryStore, table: str) -> int:
    with store.database.reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def erase_after_ten_days(store: StoryStore, variable: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Set a variable to ten days and erase what is due eleven days from now: how much that was."""
    monkeypatch.setenv(variable, "10")
    [kept] = [kept for kept, period in PERIODS.items() if period.variable == variable]
    assert count_due(store, NOW + timedelta(days=9))[kept] == 0
    erase_expired(store, NOW + timedelta(days=9))
    due = count_due(store, LATER)[kept]
    erase_expired(store, LATER)
    assert count_due(store, LATER)[kept] == 0
    return due


def code(store: StoryStore, story: str, coder: str = "Ann") -> CodingStore:
    codings = CodingStore(store)
    marks = (Mark(Code("node", "joy-in-work")),)
    codings.save(StoryCoding(story, codings.add_coder(coder).id, marks, memo="Hers.", is_done=True))
    return codings


def drop_into_letterbox(store: StoryStore) -> tuple[LetterboxStore, Receipt]:
    boxes = LetterboxStore(store)
    boxes.create("box", "Ward 4", "en")
    return boxes, boxes.tell("box", "r", Telling(text="She sang.", teller="family", language="en"))


def test_unless_set_nothing_of_what_people_told_and_answered_is_ever_erased(store: StoryStore) -> None:
    boxes, receipt = drop_into_letterbox(store)
    story = store.add(build_story(), "visitor")
    store.change(story.model_copy(update={"status": "aside"}), "facilitator", "aside")
    code(store, story.id)
    boxes.change("box", is_open=False)
    workshops = WorkshopStore(store)
    held = hold(workshops, ParticipantStore(store), 3)
    tables = (
        *("stories", "story_changes", "story_codings", "coders", "letterbox_stories", "letterboxes"),
        *("workshops", "workshop_ballots", "workshop_answers", "workshop_stories"),
    )
    before = [count(store, table) for table in tables]
    erase_expired(store, NOW + timedelta(days=3650))
    assert [count(store, table) for table in tables] == before
    boxes.withdraw_story(receipt.code)
    assert workshops.get_ballots(held.workshop.id, held.dots.id)


def test_stories_that_wait_or_were_set_aside_are_erased(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = store.add(build_story(status="pending"), "visitor")
    aside = store.add(build_story("Aside.", status="aside"), "visitor")
    public = store.add(build_story("Public."), "visitor")
    assert erase_after_ten_days(store, "MANGOMOMENT_PENDING_DAYS", monkeypatch) == 2
    for gone in (waiting, aside):
        with pytest.raises(UnknownStoryError):
            store.get(gone.id)
        assert [change.what for change in store.history(gone.id)] == ["added", "deleted"]
    assert store.get(public.id) == public


def test_published_stories_are_erased_but_for_retold_ones(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = NOW - timedelta(days=400)
    retold = store.add(build_story("Retold.", origin="retold", created_at=old, changed_at=old), "system")
    waiting = store.add(build_story("Waits.", status="pending"), "visitor")
    store.add(build_story(), "visitor")
    assert erase_after_ten_days(store, "MANGOMOMENT_STORY_DAYS", monkeypatch) == 1
    assert count(store, "stories") == 2
    assert (store.get(retold.id), store.get(waiting.id)) == (retold, waiting)


def test_withdrawn_stories_are_kept_as_long_as_is_set(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = store.add(build_story(), "visitor")
    store.change(story.model_copy(update={"status": "withdrawn"}), "facilitator", "withdrawn")
    assert erase_after_ten_days(store, "MANGOMOMENT_WITHDRAWN_DAYS", monkeypatch) == 1
    assert count(store, "stories") == 0


def test_opened_models_are_kept_as_long_as_is_set(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    key = OpenedModelStore(store).keep(build_model("a>b"), NOW)
    assert erase_after_ten_days(store, "MANGOMOMENT_OPENED_DAYS", monkeypatch) == 1
    assert OpenedModelStore(store).find(key) is None


def test_of_the_log_the_texts_go_and_all_of_stories_that_are_gone(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = store.add(build_story("With a name."), "visitor")
    masked = story.model_copy(update={"wordings": build_story("Masked.").wordings})
    kept = store.change(masked, "facilitator", "edited")
    gone = store.add(build_story("Gone."), "visitor")
    store.delete(gone.id, gone.revision, "facilitator")
    assert erase_after_ten_days(store, "MANGOMOMENT_HISTORY_DAYS", monkeypatch) == 3
    assert store.history(gone.id) == ()
    assert [change.what for change in store.history(kept.id)] == ["added", "edited"]
    with pytest.raises(NothingToUndoError):
        store.undo(kept.id, kept.revision, "facilitator")


def test_all_codings_of_a_story_go_after_the_last_of_them_and_it_stays_attached(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = store.add(build_story(), "visitor")
    codings = code(store, story.id)
    with store.database.writing() as connection:
        connection.execute(update(story_codings).values(at=NOW - timedelta(days=5)))
    code(store, story.id, "Bo")
    codings.save_memo(codings.read().coders[0].id, Code("node", "trust"), "Not joy.")
    assert erase_after_ten_days(store, "MANGOMOMENT_CODING_DAYS", monkeypatch) == 1 + 1 + 2
    tables = ("coders", "story_codings", "coding_marks", "coding_passages", "code_memos")
    assert [count(store, table) for table in tables] == [0] * 5
    assert store.get(story.id).nodes == ("joy-in-work",)


def test_a_letterbox_forgets_a_story_once_it_is_gone_and_goes_when_it_is_closed_and_empty(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes, receipt = drop_into_letterbox(store)
    boxes.change("box", is_open=False)
    boxes.create("other", "Ward 5", "en")
    monkeypatch.setenv("MANGOMOMENT_LETTERBOX_DAYS", "10")
    erase_expired(store, LATER)
    boxes.withdraw_story(receipt.code)
    story = store.get(receipt.story)
    store.delete(story.id, story.revision, "facilitator")
    assert erase_after_ten_days(store, "MANGOMOMENT_LETTERBOX_DAYS", monkeypatch) == 1 + 1
    assert [box.name for box in boxes.find_all()] == ["Ward 5"]
    with pytest.raises(UnknownCodeError):
        boxes.withdraw_story(receipt.code)


def test_phones_are_unlinked_and_workshops_erased_as_long_after_their_end_as_is_set(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshops, phones = WorkshopStore(store), ParticipantStore(store)
    held = hold(workshops, phones, 1)
    assert erase_after_ten_days(store, "MANGOMOMENT_UNLINK_DAYS", monkeypatch) == 1
    assert phones.find_participant(held.workshop.id, held.tokens[0]) is None
    assert workshops.get_ballots(held.workshop.id, held.dots.id)
    assert erase_after_ten_days(store, "MANGOMOMENT_WORKSHOP_DAYS", monkeypatch) == 1
    with pytest.raises(UnknownWorkshopError):
        workshops.get(held.workshop.id)
    assert [count(store, table) for table in ("workshop_ballots", "workshop_answers")] == [0, 0]
    assert count(store, "stories") == 1


def test_times_of_wrong_passcodes_are_erased_though_nobody_tries_again(store: StoryStore) -> None:
    Entry(store.database).take_try(5, now=int(NOW.timestamp()))
    erase_expired(store, NOW + timedelta(minutes=59))
    assert count(store, "passcode_tries") == 1
    erase_expired(store, NOW + timedelta(minutes=61))
    assert count(store, "passcode_tries") == 0


def test_what_belongs_to_another_model_of_the_database_is_erased_as_well(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = StoryStore(url, "test"), StoryStore(url, "other")
    boxes, receipt = drop_into_letterbox(other)
    boxes.withdraw_story(receipt.code)
    hold(WorkshopStore(other), ParticipantStore(other), 1)
    code(other, other.add(build_story(nodes=["joy"]), "visitor").id)
    boxes.change("box", is_open=False)
    for period in PERIODS.values():
        if period.variable:
            monkeypatch.setenv(period.variable, "2")
    names: tuple[Kept, ...] = (
        "waiting",
        "published",
        "withdrawn",
        "codings",
        "letterboxes",
        "workshops",
        "phones",
    )
    due = count_due(store, LATER)
    assert all(due[kept] for kept in names), due
    erase_expired(store, LATER)
    tables = ("stories", "story_codings", "coders", "letterbox_stories", "letterboxes", "workshops")
    assert [count(store, table) for table in tables] == [0] * len(tables)
    assert set(count_due(store, LATER).values()) == {0}
    assert other.count_by_node() == {}
    store.close()
    other.close()


def test_without_a_moment_it_is_now_in_every_store(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("PENDING", "CODING", "LETTERBOX", "UNLINK", "OPENED"):
        monkeypatch.setenv(f"MANGOMOMENT_{variable}_DAYS", "10")
    ago = NOW - timedelta(days=11)
    waiting = store.add(build_story(status="pending", changed_at=ago), "visitor")
    code(store, store.add(build_story("Coded."), "visitor").id)
    _boxes, receipt = drop_into_letterbox(store)
    store.delete(receipt.story, 1, "facilitator")
    OpenedModelStore(store).keep(build_model("a>b"), ago)
    Entry(store.database).take_try(5, now=int(ago.timestamp()))
    with store.database.writing() as connection:
        for table in (story_codings, told):
            connection.execute(update(table).values(at=ago))
    due = {"waiting": 1, "withdrawn": 0, "tries": 1, "codings": 1, "letterboxes": 1, "phones": 0, "opened": 1}
    assert {kept: count for kept, count in count_due(store).items() if kept in due} == due
    before = datetime.now(UTC)
    erase_expired(store)
    assert set(count_due(store).values()) == {0}
    last = find_last_run(store)
    assert last is not None
    assert before <= last <= datetime.now(UTC)
    with pytest.raises(UnknownStoryError):
        store.get(waiting.id)


def test_when_it_was_done_last_is_known_to_every_process(url: str) -> None:
    first, second = StoryStore(url, "test"), StoryStore(url, "test")
    assert find_last_run(first) is None
    for moment in (NOW, LATER):
        erase_expired(first, moment)
        assert find_last_run(second) == moment
    first.close()
    second.close()


_OF_STORIES: set[Kept] = {"waiting", "published", "withdrawn"}
_OF_WORKSHOPS: set[Kept] = {"workshops", "phones"}
ERASED_AS: dict[str, set[Kept]] = {
    "stories": _OF_STORIES,
    "story_changes": {"history", *_OF_STORIES},
    "story_rejections": {"deleted"},
    "passcode_tries": {"tries"},
    "opened_models": {"opened"},
    "coders": {"codings"},
    "code_memos": {"codings"},
    "story_codings": {"codings", *_OF_STORIES},
    "coding_marks": {"codings", *_OF_STORIES},
    "coding_decisions": {"codings", *_OF_STORIES},
    "letterboxes": {"letterboxes"},
    "letterbox_stories": {"letterboxes"},
    "workshops": _OF_WORKSHOPS,
    "workshop_ballots": _OF_WORKSHOPS,
    "workshop_answers": _OF_WORKSHOPS,
    "workshop_stories": _OF_WORKSHOPS,
    "workshop_requests": _OF_WORKSHOPS,
    "workshop_participants": {"codes", "networks", *_OF_WORKSHOPS},
    "workshop_floods": {"networks"},
    "workshop_deleted": {"deleted"},
    "workshop_templates": {"deleted"},
}
"""By table, as what that is erased which changes it."""


def read_rows(store: StoryStore) -> dict[str, list[str]]:
    with store.database.reading() as connection:
        return {
            table: sorted(map(repr, connection.execute(text(f"SELECT * FROM {table}"))))  # noqa: S608
            for table in ERASED_AS
        }


def fill_with_everything(store: StoryStore) -> None:
    """Something of all that is erased by its age, of stories that are erased themselves as well."""
    boxes, receipt = drop_into_letterbox(store)
    boxes.withdraw_story(receipt.code)
    boxes.create("empty", "Ward 5", "en")
    for box in ("box", "empty"):
        boxes.change(box, is_open=False)
    story = store.add(build_story(status="pending"), "visitor")
    codings = code(store, story.id)
    codings.decide(story.id, Code("node", "trust"), is_attached=False)
    for name in ("Bo", "Cem"):
        codings.save_memo(codings.add_coder(name).id, Code("node", "trust"), "Not joy.")
    codings.add_coder("Di")
    store.do_batch("once", Act("publish"), StoryQuery(), Author("facilitator", "someone"))
    deleted = store.add(build_story("Deleted."), "visitor")
    store.delete(deleted.id, 1, "facilitator")
    workshops, phones = WorkshopStore(store), ParticipantStore(store)
    held = hold(workshops, phones, 1).workshop
    workshops.show(held.id, has_codes=True)
    phones.join(held.id, token := make_token(), "nl", network="198.51.100.7")
    phones.give_code(held.id, token, "giving")
    phones.note_flood("keys", "198.51.100.7", int(NOW.timestamp()) // 60, 60)
    workshops.delete_action(held.id, workshops.add_action(held.id, "Tea").id, "deleting")
    template = workshops.add_template("Mine", workshops.build_template(held.id))
    workshops.change_template(template.id, "delete")
    OpenedModelStore(store).keep(build_model("a>b"), NOW)
    Entry(store.database).take_try(5, now=int(NOW.timestamp()))


def test_whatever_is_erased_was_said_to_be_due_before_and_nothing_is_due_afterwards(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {"PENDING": 3, "STORY": 5, "WITHDRAWN": 4, "HISTORY": 3, "CODING": 2, "LETTERBOX": 2}
    days |= {"UNLINK": 6, "WORKSHOP": 7, "CODE": 4, "OPENED": 2}
    for variable, count in days.items():
        monkeypatch.setenv(f"MANGOMOMENT_{variable}_DAYS", str(count))
    store = StoryStore(url, "test")
    fill_with_everything(store)
    changed = set()
    for hours in range(0, 9 * 24, 6):
        now = NOW + timedelta(hours=hours + 1.5)
        due, before = count_due(store, now), read_rows(store)
        erase_expired(store, now)
        for table, rows in read_rows(store).items():
            if rows != before[table]:
                changed.add(table)
                assert any(due[kept] for kept in ERASED_AS[table]), (table, hours)
        assert not any(count_due(store, now).values()), hours
    assert changed == set(ERASED_AS)
    store.close()


def read_files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_no_file_of_the_database_holds_what_was_erased(
    store: StoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HISTORY", "CODING", "LETTERBOX"):
        monkeypatch.setenv(f"MANGOMOMENT_{variable}_DAYS", "10")
    workshops, phones = WorkshopStore(store), ParticipantStore(store)
    held = hold(workshops, phones, 1)
    for number in range(40):
        action = workshops.add_action(held.workshop.id, f"Action {number} of a wombat")
        workshops.delete_action(held.workshop.id, action.id, f"r{number}")
    catalysts = open_round(workshops, held.workshop, "catalysts")
    for number in range(3):
        phones.name_catalyst(held.workshop.id, held.tokens[0], catalysts.id, "joy", "A wombat", f"n{number}")
    workshops.delete(held.workshop.id, "gone")
    LetterboxStore(store).create("box", "Ward of the wombat", "en")
    LetterboxStore(store).delete("box")
    CodingStore(store).add_coder("Wombat")
    for number in range(40):
        story = store.add(build_story(f"{number}: " + "the wombat and the wombat " * number), "visitor")
        masked = story.model_copy(update={"wordings": build_story(f"{number}: masked.").wordings})
        store.change(masked, "facilitator", "edited")
    assert b"wombat" in read_files(tmp_path)
    erase_expired(store, LATER)
    assert b"wombat" not in read_files(tmp_path).lower()
    assert count(store, "stories") > 40
