from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from model.stories import (
    Consent,
    NothingToUndoError,
    StoreUnavailableError,
    Story,
    StoryConflictError,
    StoryQuery,
    StorySource,
    StoryStore,
    UnknownStoryError,
    Wording,
)
from model.stories.changes import Change
from model.stories.shelf import Shelf
from model.stories.story import EVERYTHING
from model.stories.tables import story_meanings
from tests.postgres import get_server, get_template
from tests.storytelling import build_story

RETOLD = [build_story(f"Retold {number}.", id=f"retold-{number}", origin="retold") for number in (1, 2)]
FULL = Story(
    wordings=(
        Wording(language="nl", title="De mango", text="Een\n\nmango.", setting="afdeling"),
        Wording(language="en", text="A mango 🥭."),
    ),
    teller="family",
    dimensions=("respect", "access"),
    nodes=("trust", "no-such-node", "joy"),
    source=StorySource(name="A paper", url="https://example.org/a?b=c", session="room-1"),
    origin="imported",
    consent=Consent(room=True, publications=True),
    created_at=datetime(2020, 2, 29, 23, 59, 59, 999999, tzinfo=UTC),
    changed_at=datetime(2021, 1, 1, tzinfo=UTC),
)


def list_ids(store: StoryStore, query: StoryQuery | None = None) -> list[str]:
    return [story.id for story in store.find(query or StoryQuery()).stories]


def list_history(store: StoryStore, story: str) -> list[tuple[int, str, str]]:
    return [(change.revision, change.role, change.what) for change in store.history(story)]


def edit(story: Story, text: str) -> Story:
    return story.model_copy(update={"wordings": (Wording(language="en", text=text),)})


def withdraw(store: StoryStore, story: Story) -> Story:
    return store.change(story.model_copy(update={"status": "withdrawn"}), "facilitator", "withdrawn")


class TestAdding:
    def test_a_story_comes_back_as_it_went_in(self, store: StoryStore) -> None:
        assert store.add(FULL, "visitor") == FULL
        assert store.get(FULL.id) == FULL
        assert store.get(FULL.id).created_at.tzinfo is UTC

    def test_it_is_there_for_another_store_of_the_same_database(self, store: StoryStore, url: str) -> None:
        store.add(FULL, "visitor")
        other = StoryStore(url, "test")
        assert other.get(FULL.id) == FULL
        other.close()

    def test_adding_it_again_gives_the_stored_one(self, store: StoryStore) -> None:
        store.add(FULL, "visitor")
        again = FULL.model_copy(update={"created_at": datetime.now(UTC)})
        assert store.add(again, "visitor") == FULL
        assert list_history(store, FULL.id) == [(1, "visitor", "added")]

    def test_another_story_with_its_id_is_refused(self, store: StoryStore) -> None:
        store.add(FULL, "visitor")
        with pytest.raises(StoryConflictError) as caught:
            store.add(FULL.model_copy(update={"teller": "leader"}), "visitor")
        assert caught.value.current == FULL
        assert store.get(FULL.id) == FULL

    def test_its_changes_are_counted_from_here(self, store: StoryStore) -> None:
        assert store.add(build_story(revision=7), "import").revision == 1

    def test_a_withdrawn_one_is_kept_for_its_time_from_now(self, store: StoryStore) -> None:
        added = store.add(build_story(status="withdrawn"), "import")
        assert added.withdrawn_at is not None
        assert store.get(added.id).withdrawn_at == added.withdrawn_at

    def test_two_models_share_a_database_but_no_story(self, store: StoryStore, url: str) -> None:
        other = StoryStore(url, "other")
        store.add(FULL, "visitor")
        assert list_ids(other) == []
        assert other.find(StoryQuery(words="mango")).count == 0
        assert other.count_by_node() == {}
        with pytest.raises(UnknownStoryError):
            other.get(FULL.id)
        changed = other.add(edit(FULL, "Another model's."), "visitor")
        assert store.get(FULL.id) == FULL
        assert other.get(FULL.id) == changed
        other.close()


class TestAddingMany:
    def test_what_is_there_already_is_skipped_by_id_and_by_text(self, store: StoryStore) -> None:
        there = store.add(build_story("Said once."), "visitor")
        fresh = build_story("Said first.")
        counted = store.add_all(
            [there.model_copy(update={"teller": "leader"}), build_story("said  ONCE."), fresh, fresh],
            "import",
        )
        assert (counted.added, counted.already) == (1, 3)
        assert list_ids(store) == [fresh.id, there.id]
        assert store.get(there.id) == there

    @pytest.mark.parametrize("there", [0, 1, 2, 3, 700])
    def test_of_n_that_say_the_same_as_k_that_are_there_n_less_k_are_added(
        self, store: StoryStore, there: int
    ) -> None:
        store.add_all([build_story("Thanks.") for _ in range(there)], "import")
        counted = store.add_all([build_story("thanks. ") for _ in range(702)], "import")
        assert (counted.added, counted.already) == (702 - there, there)

    def test_what_somebody_else_tells_in_the_same_words_is_another_story(self, store: StoryStore) -> None:
        stories = [build_story("Thanks.", teller=teller) for teller in ("patient", "family")]
        assert store.add_all(stories, "import").added == 2

    def test_what_was_edited_since_it_came_from_a_file_is_known_again(self, store: StoryStore) -> None:
        story = build_story("Thanks, Ann.", status="pending")
        store.add_all([story], "import")
        store.change(store.get(story.id).model_copy(update={"teller": "leader"}), "facilitator", "edited")
        counted = store.add_all([build_story("Thanks, Ann.")], "import")
        assert (counted.added, counted.already) == (0, 1)

    def test_what_was_in_the_store_before_rows_were_marked_is_known_by_its_words(
        self, store: StoryStore
    ) -> None:
        store.add(build_story("Thanks."), "visitor")  # not from a file, so without a mark
        assert store.add_all([build_story("Thanks.") for _ in range(3)], "import").added == 2
        assert store.add_all([build_story("Thanks.") for _ in range(3)], "import").added == 0

    def test_the_same_text_in_another_language_is_another_story(self, store: StoryStore) -> None:
        stories = [build_story("Mango!", language=language) for language in ("en", "nl")]
        assert store.add_all(stories, "import").added == 2

    def test_it_reads_batch_by_batch_and_tells_how_far_it_is(self, store: StoryStore) -> None:
        stories = [build_story(f"Story {number}.") for number in range(1001)]
        heard: list[tuple[int, int]] = []
        counted = store.add_all(
            iter(stories), "import", lambda done: heard.append((done, store.find(StoryQuery()).count))
        )
        assert (counted.added, counted.already) == (1001, 0)
        assert heard == [(500, 500), (1000, 1000), (1001, 1001)]
        assert list_ids(store)[:2] == [stories[-1].id, stories[-2].id]

    def test_what_was_added_before_the_source_broke_stays(self, store: StoryStore) -> None:
        def tell() -> object:
            yield from (build_story(f"Story {number}.") for number in range(501))
            raise OSError("the file is gone")

        with pytest.raises(OSError, match="the file is gone"):
            store.add_all(tell(), "import")  # type: ignore[arg-type]
        assert store.find(StoryQuery()).count == 500

    def test_nothing_at_all_may_be_added(self, store: StoryStore) -> None:
        version = store.get_version()
        assert store.add_all([], "import").added == 0
        assert store.get_version() == version


class TestChangingMany:
    def test_all_are_changed_but_those_that_somebody_else_changed_or_deleted(self, store: StoryStore) -> None:
        kept, ahead, gone = (store.add(build_story(text), "visitor") for text in ("A.", "B.", "C."))
        there = store.change(edit(ahead, "B, as it is now."), "facilitator", "edited")
        store.delete(gone.id, gone.revision, "facilitator")
        revised = [story.model_copy(update={"nodes": ("joy",)}) for story in (kept, ahead, gone)]
        refused = store.change_all(revised, "import", "edited")
        assert refused == revised[1:]
        assert (store.get(kept.id).nodes, store.get(kept.id).revision) == (("joy",), 2)
        assert store.get(ahead.id) == there
        assert store.count_by_node() == {"joy": 1}
        assert [change.role for change in store.history(kept.id)] == ["visitor", "import"]


class TestChanging:
    def test_a_change_is_stored_with_its_revision_and_time(self, store: StoryStore) -> None:
        added = store.add(FULL, "visitor")
        changed = store.change(edit(added, "Changed."), "facilitator", "edited")
        assert (changed.text, changed.revision, changed.created_at) == ("Changed.", 2, FULL.created_at)
        assert changed.changed_at > added.changed_at
        assert store.get(FULL.id) == changed
        assert list_history(store, FULL.id) == [(1, "visitor", "added"), (2, "facilitator", "edited")]
        assert [change.at for change in store.history(FULL.id)] == [FULL.changed_at, changed.changed_at]

    def test_the_second_of_two_who_change_the_same_is_told(self, store: StoryStore) -> None:
        read = store.add(FULL, "visitor")
        first = store.change(edit(read, "First."), "facilitator", "edited")
        with pytest.raises(StoryConflictError) as caught:
            store.change(edit(read, "Second."), "facilitator", "edited")
        assert caught.value.current == first
        assert store.get(FULL.id) == first

    def test_who_changes_a_story_that_another_is_changing_waits_and_is_told(self) -> None:
        server = get_server()
        address = server.create_database(template=get_template())
        stores = [StoryStore(address, "test") for _ in range(2)]
        stores[0].add(FULL, "visitor")
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")

        def lock() -> None:
            with stores[1].database.writing() as connection:
                Shelf(connection, "test").lock(FULL.id, 1)

        with ThreadPoolExecutor(1) as other:
            with stores[0].database.writing() as connection:
                shelf = Shelf(connection, "test")
                number, current = shelf.lock(FULL.id, 1)
                outcome = other.submit(lock)
                while not outcome.done() and not connection.execute(waiting).scalar_one():
                    time.sleep(0.01)
                assert not outcome.done()
                changed = shelf.replace(number, current, edit(FULL, "Changed."), "facilitator", "edited")
            with pytest.raises(StoryConflictError) as caught:
                outcome.result()
        assert caught.value.current == changed
        for store in stores:
            store.close()
        server.drop_database(address)

    def test_a_story_that_is_gone_cannot_be_changed(self, store: StoryStore) -> None:
        with pytest.raises(UnknownStoryError, match='no story "gone"'):
            store.change(build_story(id="gone"), "facilitator", "edited")

    def test_nodes_and_dimensions_follow_in_their_order(self, store: StoryStore) -> None:
        added = store.add(FULL, "visitor")
        moved = added.model_copy(update={"nodes": ("joy", "trust"), "dimensions": ()})
        assert store.change(moved, "facilitator", "attached").nodes == ("joy", "trust")
        assert (store.get(FULL.id).nodes, store.get(FULL.id).dimensions) == (("joy", "trust"), ())
        assert store.find(StoryQuery(nodes=frozenset({"no-such-node"}))).count == 0

    def test_it_is_found_by_its_new_words_and_not_by_the_old(self, store: StoryStore) -> None:
        added = store.add(build_story("pineapple"), "visitor")
        store.change(edit(added, "kiwi"), "facilitator", "edited")
        assert list_ids(store, StoryQuery(words="kiwi")) == [added.id]
        assert list_ids(store, StoryQuery(words="pineapple")) == []

    def test_withdrawing_notes_when_and_restoring_forgets_it(self, store: StoryStore) -> None:
        withdrawn = withdraw(store, store.add(build_story(), "visitor"))
        assert withdrawn.withdrawn_at == withdrawn.changed_at
        again = store.change(edit(withdrawn, "Edited."), "facilitator", "edited")
        assert again.withdrawn_at == withdrawn.withdrawn_at
        restored = again.model_copy(update={"status": "published"})
        assert store.change(restored, "facilitator", "restored").withdrawn_at is None
        assert store.get(withdrawn.id).withdrawn_at is None


class TestUndoing:
    def test_it_brings_back_what_was_there_and_undoing_that_redoes(self, store: StoryStore) -> None:
        added = store.add(FULL, "visitor")
        changed = store.change(edit(added, "Changed."), "facilitator", "edited")
        undone = store.undo(FULL.id, changed.revision, "facilitator")
        ignored = {"revision", "changed_at"}
        assert undone.model_dump(exclude=ignored) == FULL.model_dump(exclude=ignored)
        assert undone.revision == 3
        assert store.get(FULL.id) == undone
        redone = store.undo(FULL.id, undone.revision, "facilitator")
        assert redone.model_dump(exclude=ignored) == changed.model_dump(exclude=ignored)
        assert list_history(store, FULL.id)[2:] == [
            (3, "facilitator", "undone"),
            (4, "facilitator", "undone"),
        ]

    def test_withdrawing_by_mistake_can_be_undone(self, store: StoryStore) -> None:
        withdrawn = withdraw(store, store.add(build_story(), "visitor"))
        undone = store.undo(withdrawn.id, withdrawn.revision, "facilitator")
        assert (undone.status, undone.withdrawn_at) == ("published", None)

    def test_undoing_a_restoration_withdraws_it_as_of_now(self, store: StoryStore) -> None:
        withdrawn = withdraw(store, store.add(build_story(), "visitor"))
        restored = store.change(
            withdrawn.model_copy(update={"status": "published"}), "facilitator", "restored"
        )
        again = store.undo(restored.id, restored.revision, "facilitator")
        assert again.status == "withdrawn"
        assert again.withdrawn_at == again.changed_at

    def test_a_story_that_was_only_added_has_nothing_to_undo(self, store: StoryStore) -> None:
        added = store.add(build_story(), "visitor")
        with pytest.raises(NothingToUndoError):
            store.undo(added.id, added.revision, "facilitator")

    def test_what_somebody_changed_meanwhile_is_not_undone(self, store: StoryStore) -> None:
        added = store.add(build_story(), "visitor")
        changed = store.change(edit(added, "Changed."), "facilitator", "edited")
        latest = store.change(edit(changed, "Again."), "facilitator", "edited")
        with pytest.raises(StoryConflictError) as caught:
            store.undo(added.id, changed.revision, "facilitator")
        assert caught.value.current == latest


class TestDeleting:
    def test_the_story_is_gone_and_its_history_knows_no_text(self, store: StoryStore) -> None:
        added = store.add(build_story(nodes=["joy"]), "visitor")
        changed = store.change(edit(added, "Changed."), "facilitator", "edited")
        store.delete(added.id, changed.revision, "facilitator")
        with pytest.raises(UnknownStoryError):
            store.get(added.id)
        assert list_ids(store) == []
        assert store.count_by_node() == {}
        assert list_history(store, added.id) == [
            (1, "visitor", "added"),
            (2, "facilitator", "edited"),
            (3, "facilitator", "deleted"),
        ]
        with pytest.raises(UnknownStoryError):
            store.undo(added.id, 3, "facilitator")

    def test_a_story_that_changed_meanwhile_is_not_deleted(self, store: StoryStore) -> None:
        added = store.add(build_story(), "visitor")
        changed = store.change(edit(added, "Changed."), "facilitator", "edited")
        with pytest.raises(StoryConflictError):
            store.delete(added.id, added.revision, "facilitator")
        assert store.get(added.id) == changed

    def test_it_is_deleted_although_its_words_cannot_be_taken_out_of_the_index_now(
        self, store: StoryStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise StoreUnavailableError("locked", "here")

        store.add(build_story(id="one"), "visitor")
        monkeypatch.setattr(store, "_erase_words", fail)
        store.delete("one", 1, "facilitator")
        assert list_ids(store) == []

    def test_its_id_may_come_back_without_what_it_was(self, store: StoryStore) -> None:
        added = store.add(build_story(), "visitor")
        changed = store.change(edit(added, "Changed."), "facilitator", "edited")
        store.delete(added.id, changed.revision, "facilitator")
        back = store.add(edit(added, "Back."), "import")
        assert back.revision == 1
        with pytest.raises(NothingToUndoError):
            store.undo(back.id, 1, "facilitator")

    def test_a_story_nobody_knows_has_no_history(self, store: StoryStore) -> None:
        assert store.history("nobody") == ()


class TestExpiring:
    def test_what_was_withdrawn_more_than_30_days_ago_is_deleted(self, store: StoryStore) -> None:
        kept = store.add(build_story("Kept."), "visitor")
        old = withdraw(store, store.add(build_story("Old."), "visitor"))
        assert old.withdrawn_at is not None
        assert store.erase_expired(old.withdrawn_at + timedelta(days=30)) == 0
        assert store.erase_expired(old.withdrawn_at + timedelta(days=30, seconds=1)) == 1
        assert list_ids(store) == [kept.id]
        assert list_history(store, old.id)[-1] == (3, "system", "deleted")

    def test_opening_the_store_does_so(self, store: StoryStore) -> None:
        long_ago = datetime.now(UTC) - timedelta(days=31)
        store.add(build_story(status="withdrawn", withdrawn_at=long_ago), "import")
        store.open()
        assert list_ids(store) == []

    def test_stories_of_other_models_expire_as_well(self, store: StoryStore, url: str) -> None:
        other = StoryStore(url, "other")
        other.add(build_story(status="withdrawn"), "import")
        assert store.erase_expired(datetime.now(UTC) + timedelta(days=31)) == 1
        other.close()


class TestRetoldStories:
    def test_they_are_added_once_published_and_by_the_system(self, store: StoryStore) -> None:
        store.open(RETOLD)
        store.open(RETOLD)
        assert list_ids(store) == ["retold-2", "retold-1"]
        assert store.get("retold-1") == RETOLD[0]
        assert list_history(store, "retold-1") == [(1, "system", "added")]

    def test_they_come_back_neither_over_an_edit_nor_after_a_deletion(self, store: StoryStore) -> None:
        store.open(RETOLD)
        store.change(edit(RETOLD[0], "Edited."), "facilitator", "edited")
        store.delete("retold-2", 1, "facilitator")
        store.open([*RETOLD, build_story("A third.", id="retold-3")])
        assert list_ids(store) == ["retold-1"]
        assert store.get("retold-1").text == "Edited."

    def test_they_follow_their_file_until_somebody_changes_them(self, store: StoryStore) -> None:
        store.open(RETOLD)
        store.change(edit(RETOLD[1], "Edited."), "facilitator", "edited")
        version = store.get_version()
        store.open(RETOLD)
        assert store.get_version() == version
        store.open([edit(story, f"{story.id} anew.") for story in RETOLD])
        assert [store.get(story.id).text for story in RETOLD] == ["retold-1 anew.", "Edited."]
        assert store.find(StoryQuery(words="anew")).count == 1
        assert list_history(store, "retold-1") == [(1, "system", "added"), (2, "system", "edited")]
        assert store.get_version().partition(".")[0] != version.partition(".")[0]
        store.undo("retold-1", 2, "facilitator")
        store.open([edit(story, "Once more.") for story in RETOLD])
        assert store.get("retold-1").text == RETOLD[0].text

    def test_who_edits_one_while_a_server_starts_keeps_the_edit(
        self, store: StoryStore, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.open(RETOLD)
        other = StoryStore(url, store.model_id)
        list_changes = Shelf.list_changes

        def list_and_edit(shelf: Shelf, story: str) -> tuple[Change, ...]:
            changes = list_changes(shelf, story)
            monkeypatch.setattr(Shelf, "list_changes", list_changes)
            other.change(edit(RETOLD[0], "Edited."), "facilitator", "edited")
            return changes

        monkeypatch.setattr(Shelf, "list_changes", list_and_edit)
        store.open([edit(RETOLD[0], "Anew.")])
        assert store.get("retold-1").text == "Edited."
        other.close()

    def test_each_model_has_its_own(self, store: StoryStore, url: str) -> None:
        store.open(RETOLD)
        other = StoryStore(url, "other")
        other.open(RETOLD)
        assert list_ids(other) == list_ids(store) == ["retold-2", "retold-1"]
        other.close()

    def test_a_store_opened_without_them_takes_them_later(self, store: StoryStore) -> None:
        store.open(())
        store.open(RETOLD)
        assert list_ids(store) == ["retold-2", "retold-1"]


class TestVersion:
    def test_every_kind_of_change_gives_another_one(self, store: StoryStore) -> None:
        seen = [store.get_version()]
        added = store.add(build_story(), "visitor")
        seen.append(store.get_version())
        changed = store.change(edit(added, "Changed."), "facilitator", "edited")
        seen.append(store.get_version())
        undone = store.undo(added.id, changed.revision, "facilitator")
        seen.append(store.get_version())
        store.add_all([build_story("Another.")], "import")
        seen.append(store.get_version())
        store.delete(added.id, undone.revision, "facilitator")
        seen.append(store.get_version())
        assert len(set(seen)) == 6

    def test_its_first_part_changes_with_what_everybody_may_read(self, store: StoryStore) -> None:
        def get_public_version() -> str:
            return store.get_version().partition(".")[0]

        store.add(build_story("Seen.", status="published", consent=Consent(room=True)), "visitor")
        waiting = store.add(build_story("Waiting.", status="pending", consent=Consent(room=True)), "visitor")
        seen = [get_public_version()]
        waiting = store.change(edit(waiting, "Still waiting."), "facilitator", "edited")
        store.add_all([build_story("Another.", status="pending")], "import")
        assert get_public_version() == seen[0]
        shown = store.change(waiting.model_copy(update={"status": "published"}), "facilitator", "published")
        seen.append(get_public_version())
        hidden = store.change(shown.model_copy(update={"status": "withdrawn"}), "facilitator", "withdrawn")
        seen.append(get_public_version())
        assert len(set(seen)) == 3
        store.delete(hidden.id, hidden.revision, "facilitator")
        assert get_public_version() == seen[-1]

    def test_before_the_first_story_there_is_none(self, store: StoryStore) -> None:
        assert store.get_version() == ""

    def test_reading_and_adding_what_is_there_leave_it(self, store: StoryStore) -> None:
        added = store.add(build_story(), "visitor")
        version = store.get_version()
        store.add(added, "visitor")
        store.find(StoryQuery(words="mango"))
        assert store.get_version() == version

    def test_another_store_sees_it_and_another_model_does_not(self, store: StoryStore, url: str) -> None:
        same, other = StoryStore(url, "test"), StoryStore(url, "other")
        before = (same.get_version(), other.get_version())
        store.add(build_story(), "visitor")
        assert same.get_version() == store.get_version() != before[0]
        assert other.get_version() == before[1]
        same.close()
        other.close()


def test_consent_travels_on_its_own(store: StoryStore) -> None:
    added = store.add(build_story(nodes=["joy"]), "visitor")
    assert store.count_by_node() == {"joy": 1}
    agreed = added.model_copy(update={"consent": Consent(exports=True)})
    changed = store.change(agreed, "facilitator", "consent")
    assert store.get(added.id).consent == Consent(exports=True) != EVERYTHING
    assert store.count_by_node() == {}
    assert not changed.is_public


class TestMeanings:
    def test_what_answers_mean_is_kept_for_the_next_file(self, store: StoryStore, url: str) -> None:
        assert store.get_meanings() == {}
        store.keep_meanings({("teller", "zoon"): "other", ("consent_room", "who 1"): "yes"})
        store.keep_meanings({("teller", "zoon"): "family"})
        again = StoryStore(url, "test")
        assert again.get_meanings() == {("teller", "zoon"): "family", ("consent_room", "who 1"): "yes"}
        other = StoryStore(url, "another")
        assert other.get_meanings() == {}
        again.close()
        other.close()

    def test_an_answer_of_up_to_two_hundred_signs_is_kept_but_none_that_no_database_takes(
        self, store: StoryStore
    ) -> None:
        store.keep_meanings({("setting", "x" * 200): "short", ("setting", "x" * 201): "long"})
        store.keep_meanings({("setting", "y"): "nul\0", ("setting", "nul\0"): "y", ("setting", "z"): "Z"})
        assert store.get_meanings() == {("setting", "x" * 200): "short", ("setting", "z"): "Z"}

    def test_none_is_kept_in_which_something_may_tell_who_somebody_is(
        self, store: StoryStore, url: str
    ) -> None:
        other = StoryStore(url, "another")
        rows = [("test", "daughter of jan peeters room 12"), ("another", "room 12"), ("test", "daughter")]
        with store.database.writing() as connection:
            for model, said in rows:  # as earlier versions kept them
                row = {"model": model, "field": "teller", "said": said, "meaning": "family"}
                connection.execute(story_meanings.insert(), row)
        store.keep_meanings({("teller", "son in room 12"): "family", ("setting", "b"): "Kamer 12"})
        assert store.get_meanings() == {("teller", "daughter"): "family"}
        assert other.get_meanings() == {("teller", "room 12"): "family"}
        other.close()

    def test_no_more_than_some_thousand_are_kept_and_none_that_is_long(self, store: StoryStore) -> None:
        store.keep_meanings({("teller", f"{number}"): "other" for number in range(5_003)})
        store.keep_meanings(
            {("setting", "x" * 201): "x", ("setting", "nul\0"): "x", ("teller", "1"): "family"}
        )
        kept = store.get_meanings()
        assert len(kept) == 5_000
        assert kept["teller", "1"] == "family"
        assert not [said for field, said in kept if field == "setting"]
