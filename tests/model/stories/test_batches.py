"""Acts on many stories at once are done, repeated and undone as one; on both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from model.stories import (
    Act,
    Batch,
    BatchTooLargeError,
    NothingToUndoError,
    Story,
    StoryQuery,
    StoryStore,
    batches,
)
from model.stories.acts import ActKind
from model.stories.story import MOST_NODES, Status
from tests.storytelling import build_story

WAITING = StoryQuery(statuses=frozenset({"pending"}))


def add(store: StoryStore, many: int, **fields: Any) -> list[Story]:
    return [
        store.add(build_story(f"Mango {number}.", **{"status": "pending", **fields}), "visitor")
        for number in range(many)
    ]


def name(stories: list[Story]) -> list[tuple[str, int]]:
    return [(story.id, story.revision) for story in stories]


def list_statuses(store: StoryStore, stories: list[Story]) -> list[str]:
    return [store.get(story.id).status for story in stories]


@pytest.mark.parametrize(
    ("act", "what", "fields"),
    [
        (Act("publish"), "published", {"status": "published"}),
        (Act("withdraw"), "withdrawn", {"status": "withdrawn"}),
        (Act("aside"), "aside", {"status": "aside"}),
        (Act("consent", "exports", True), "consent", {}),
        (Act("attach", "joy"), "attached", {"nodes": ("trust", "joy")}),
        (Act("detach", "trust"), "attached", {"nodes": ()}),
        (Act("sort", "comfort"), "edited", {"dimensions": ("respect", "comfort")}),
        (Act("unsort", "respect"), "edited", {"dimensions": ()}),
        (Act("set", "teller", "leader"), "edited", {"teller": "leader"}),
        (Act("set", "setting", " A  ward "), "edited", {"setting": "A ward"}),
        (Act("set", "told_on", "2026-05-31"), "edited", {"told_on": date(2026, 5, 31)}),
    ],
)
def test_each_act_is_done_and_undone_as_one(
    store: StoryStore, act: Act, what: str, fields: dict[str, Any]
) -> None:
    stories = add(store, 3, nodes=("trust",), dimensions=("respect",), consent={"room": True})
    batch = store.do_batch("once", act, name(stories[:2]), "facilitator")
    assert (batch.changed, batch.is_done, batch.left_out) == (2, True, ())
    for story in stories[:2]:
        after = store.get(story.id)
        assert {field: getattr(after, field) for field in fields} == fields
        assert after.consent.exports is (act.kind == "consent")
        assert (store.history(story.id)[-1].what, store.history(story.id)[-1].role) == (what, "facilitator")
    assert store.get(stories[2].id) == stories[2]
    assert store.undo_batch("once", "facilitator").changed == 2
    for story in stories:
        assert store.get(story.id).has_content_of(story)
        assert store.history(story.id)[-1].what == ("added" if story == stories[2] else "undone")


def test_the_same_request_again_changes_nothing(store: StoryStore) -> None:
    stories = add(store, 2)
    for _ in range(2):
        assert store.do_batch("once", Act("publish"), WAITING, "facilitator").changed == 2
    late = add(store, 1)
    assert store.do_batch("once", Act("publish"), WAITING, "facilitator").changed == 2
    assert list_statuses(store, stories + late) == ["published", "published", "pending"]
    assert {store.get(story.id).revision for story in stories} == {2}


def test_what_somebody_else_changed_or_deleted_is_left_out_and_named(store: StoryStore) -> None:
    stories = add(store, 3)
    store.change(stories[0].model_copy(update={"teller": "leader"}), "facilitator", "edited")
    store.delete(stories[1].id, 1, "facilitator")
    batch = store.do_batch("once", Act("publish"), name(stories), "facilitator")
    assert (batch.changed, set(batch.left_out)) == (1, {stories[0].id, stories[1].id})
    assert store.name_stories(batch.left_out, "en") == ("Mango 0.",)
    assert store.get(stories[0].id).status == "pending"


def test_undoing_leaves_what_was_changed_after_and_says_so(store: StoryStore) -> None:
    stories = add(store, 3)
    store.do_batch("once", Act("publish"), name(stories), "facilitator")
    edited = store.get(stories[1].id).model_copy(update={"teller": "leader"})
    store.change(edited, "facilitator", "edited")
    undone = store.undo_batch("once", "facilitator")
    assert (undone.changed, undone.left_out) == (2, (stories[1].id,))
    assert list_statuses(store, stories) == ["pending", "published", "pending"]
    with pytest.raises(NothingToUndoError):
        store.undo_batch("once", "facilitator")
    with pytest.raises(NothingToUndoError):
        store.do_batch("once", Act("publish"), name(stories), "facilitator")


def test_what_is_so_already_stays_without_a_line_in_its_history(store: StoryStore) -> None:
    [story] = add(store, 1, nodes=("joy",))
    for act in (
        Act("attach", "joy"),
        Act("detach", "trust"),
        Act("restore"),
        Act("set", "teller", "patient"),
    ):
        assert store.do_batch(str(act), act, [(story.id, 1)], "facilitator").changed == 0
    assert store.get(story.id) == story


def test_no_more_nodes_are_attached_than_fit(store: StoryStore) -> None:
    [full] = add(store, 1, nodes=[f"node-{number}" for number in range(MOST_NODES)])
    assert store.do_batch("once", Act("attach", "joy"), [(full.id, 1)], "facilitator").changed == 0


def test_a_large_batch_goes_on_part_by_part(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_STEP", 2)
    stories = add(store, 5)
    parts = [store.do_batch("once", Act("publish"), WAITING, "facilitator") for _ in range(4)]
    assert [(part.changed, part.waiting) for part in parts] == [(2, 3), (4, 1), (5, 0), (5, 0)]
    parts = [store.undo_batch("once", "facilitator") for _ in range(3)]
    assert [(part.changed, part.waiting) for part in parts] == [(2, 3), (4, 1), (5, 0)]
    assert list_statuses(store, stories) == ["pending"] * 5


def test_the_oldest_come_first_and_the_first_act_holds(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_STEP", 2)
    stories = add(store, 4)
    first = store.do_batch("once", Act("publish"), WAITING, "facilitator")
    assert (first, first.is_done) == (Batch(2, 2), False)
    assert list_statuses(store, stories) == ["published", "published", "pending", "pending"]
    late = add(store, 1)
    second = store.do_batch("once", Act("withdraw"), name(late), "facilitator")
    assert (second, second.is_done) == (Batch(4, 0), True)
    assert list_statuses(store, stories + late) == ["published"] * 4 + ["pending"]
    assert store.undo_batch("once", "facilitator") == Batch(2, 2)
    assert list_statuses(store, stories) == ["pending", "pending", "published", "published"]


def test_what_was_left_out_of_each_part_is_named_once(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_STEP", 2)
    stories = add(store, 4)
    ids = [story.id for story in stories]
    chosen = [(ids[0], 9), (ids[1], 7), (ids[1], 1), ("nobody", 1), (ids[2], 1), (ids[3], 2)]
    assert store.do_batch("once", Act("publish"), chosen, "facilitator") == Batch(1, 3, (ids[0],))
    assert store.do_batch("once", Act("publish"), [], "facilitator") == Batch(2, 1, (ids[0], "nobody"))
    whole = Batch(2, 0, (ids[0], "nobody", ids[3]))
    assert store.do_batch("once", Act("publish"), [], "facilitator") == whole
    assert store.do_batch("once", Act("publish"), [], "facilitator") == whole
    edited = store.get(ids[2]).model_copy(update={"teller": "leader"})
    store.change(edited, "facilitator", "edited")
    assert store.undo_batch("once", "facilitator") == Batch(1, 0, (ids[2],))
    named = [ids[2], "nobody", ids[0]]
    assert store.name_stories(named, "en") == ("Mango 2.", "Mango 0.")


def test_where_nothing_is_found_or_changed_nothing_happened(store: StoryStore) -> None:
    [story] = add(store, 1)
    version = store.get_version()
    assert store.do_batch("once", Act("publish"), StoryQuery("!?"), "facilitator") == Batch(0, 0)
    assert store.do_batch("again", Act("restore"), WAITING, "facilitator") == Batch(0, 0)
    assert store.do_batch("more", Act("publish"), [(story.id, 2)], "facilitator") == Batch(0, 0, (story.id,))
    with pytest.raises(NothingToUndoError, match='"nobody" has no change that can be undone'):
        store.undo_batch("nobody", "facilitator")
    for request in ("once", "again", "more"):
        assert store.undo_batch(request, "facilitator") == Batch(0, 0)
    assert store.get_version() == version


def test_as_many_as_may_be_are_changed_at_once(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_AT_ONCE", 3)
    stories = add(store, 3)
    assert store.do_batch("once", Act("aside"), WAITING, "facilitator") == Batch(3, 0)
    asides = [(story.id, 2) for story in stories]
    assert store.do_batch("again", Act("restore"), asides, "facilitator") == Batch(3, 0)


def test_a_batch_is_of_one_model(store: StoryStore, url: str) -> None:
    other = StoryStore(url, "other")
    [own], [story] = add(store, 1), add(other, 1)
    assert store.do_batch("once", Act("publish"), [*name([own]), *name([story])], "facilitator") == Batch(
        1, 0, (story.id,)
    )
    with pytest.raises(NothingToUndoError):
        other.undo_batch("once", "facilitator")
    assert other.do_batch("once", Act("aside"), WAITING, "facilitator") == Batch(1, 0)
    assert store.undo_batch("once", "facilitator") == Batch(1, 0)
    assert (store.get(own.id).status, other.get(story.id).status) == ("pending", "aside")
    assert store.name_stories([own.id, story.id], "en") == ("Mango 0.",)
    other.close()


def test_a_batch_that_was_not_finished_is_undone_as_far_as_it_came(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_STEP", 2)
    stories = add(store, 3)
    store.do_batch("once", Act("publish"), WAITING, "facilitator")
    assert store.undo_batch("once", "facilitator").changed == 2
    assert list_statuses(store, stories) == ["pending"] * 3


def test_too_many_at_once_are_refused_before_anything_is_changed(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_AT_ONCE", 2)
    stories = add(store, 3)
    for chosen in (WAITING, name(stories)):
        with pytest.raises(BatchTooLargeError, match="at most 2 stories"):
            store.do_batch("once", Act("publish"), chosen, "facilitator")
    assert list_statuses(store, stories) == ["pending"] * 3


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("set", "text", "Mine."),
        ("set", "teller", "nobody"),
        ("set", "teller", None),
        ("set", "told_on", "1850-01-01"),
        ("set", "setting", "x" * 201),
        ("consent", "everything", True),
        ("consent", "room", "yes"),
    ],
)
def test_what_cannot_be_is_refused(kind: ActKind, field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=r"cannot be|is one of|is yes or no"):
        Act(kind, field, value).apply(build_story())


# The queue


def find_texts(store: StoryStore, **how: Any) -> list[str]:
    return [story.text for _, story in store.find_queue(WAITING, **how).stories]


def test_the_queue_goes_on_from_any_story_in_both_directions(store: StoryStore) -> None:
    stories = add(store, 4)
    store.change(stories[1].model_copy(update={"status": "aside"}), "facilitator", "aside")
    numbers = [store.find_number(story.id) for story in stories]
    assert find_texts(store) == ["Mango 0.", "Mango 2.", "Mango 3."]
    assert find_texts(store, at_most=1) == ["Mango 0."]
    assert find_texts(store, beyond=numbers[1]) == ["Mango 2.", "Mango 3."]
    assert find_texts(store, beyond=numbers[3], is_backwards=True) == ["Mango 2.", "Mango 0."]
    store.delete(stories[2].id, 1, "facilitator")
    assert find_texts(store, beyond=numbers[2]) == ["Mango 3."]
    part = store.find_queue(WAITING, beyond=numbers[2], is_counted=True)
    assert (part.before, part.count) == (1, 2)
    assert [number for number, _ in part.stories] == numbers[3:]
    assert store.find_queue(StoryQuery("!?"), is_counted=True).count == 0


def test_beyond_its_bound_a_queue_is_not_counted(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, 3)
    monkeypatch.setattr("model.stories.lookups.MOST_IN_QUEUE", 2)
    part = store.find_queue(WAITING, is_counted=True)
    assert (len(part.stories), part.before, part.count) == (3, None, None)


# Who decided


def test_who_decided_and_when_is_what_brought_a_story_to_its_status(store: StoryStore) -> None:
    stories = add(store, 4)
    statuses: list[Status] = ["published", "aside", "withdrawn"]
    for act, story in zip((Act("publish"), Act("aside"), Act("withdraw")), stories, strict=False):
        store.change(act.apply(story), "facilitator", act.what)
    own = store.add(build_story("Mine."), "facilitator")
    found = [store.get(story.id) for story in (*stories, own)]
    decisions = store.find_decisions(found)
    assert {decisions[story.id].what for story in stories[:3]} == {*statuses}
    assert decisions[stories[0].id].at == found[0].changed_at
    assert stories[3].id not in decisions
    assert (decisions[own.id].what, decisions[own.id].role) == ("added", "facilitator")


def test_what_was_undone_was_not_decided(store: StoryStore) -> None:
    [story] = add(store, 1)
    published = store.change(Act("publish").apply(story), "facilitator", "published")
    withdrawn = store.change(Act("withdraw").apply(published), "facilitator", "withdrawn")
    again = store.undo(story.id, withdrawn.revision, "facilitator")
    assert store.find_decisions([again])[story.id].at == published.changed_at
    waiting = store.change(Act("restore").apply(again), "facilitator", "restored")
    assert store.find_decisions([waiting]) == {}


def test_a_story_published_by_an_edit_is_nobodys_decision(store: StoryStore) -> None:
    [story] = add(store, 1)
    edited = store.change(story.model_copy(update={"status": "published"}), "import", "edited")
    assert store.find_decisions([edited]) == {}
