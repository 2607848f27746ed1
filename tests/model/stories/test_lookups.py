"""What can be asked of a store: how much at once, by whom, of what status, and which word was meant."""

from __future__ import annotations

from typing import Any

import pytest

from model.stories import Author, Story, StoryQuery, StoryStore, UnknownStoryError
from model.stories.lookups import QueuePart, Stored
from model.stories.story import Status
from model.stories.tallies import Incoming, Tally
from tests.storytelling import build_story

WAITING = StoryQuery(statuses=frozenset({"pending"}))
PUBLIC = {"statuses": frozenset({"published"}), "consents": frozenset({"room"})}


def add(store: StoryStore, many: int, **fields: Any) -> list[Story]:
    stories = [build_story(f"Mango {number}.", **{"status": "pending", **fields}) for number in range(many)]
    store.add_all(stories, "visitor")
    return stories


def test_unless_said_otherwise_so_much_comes_at_once(store: StoryStore) -> None:
    stories = add(store, 60)
    newest = tuple(reversed(stories))
    assert store.find(StoryQuery()).stories == newest[:20]
    assert store.find(StoryQuery(), skip=3).stories == newest[3:23]
    assert [story for _, story in store.find_queue(WAITING).stories] == stories[:10]
    assert [line.story for line in store.list_log()] == [story.id for story in newest[:50]]


def test_where_nothing_can_be_found_the_page_is_empty(store: StoryStore) -> None:
    add(store, 1)
    page = store.find(StoryQuery("!?"))
    assert (page.stories, page.count, page.is_exact, page.groups, page.meant) == ((), 0, True, (), "")
    assert list(store.walk(StoryQuery("!?"))) == []


def test_a_part_of_a_queue_says_where_in_it_it_is(store: StoryStore) -> None:
    assert store.find_queue(WAITING, is_counted=True) == QueuePart((), 0, 0)
    stories = add(store, 5)
    numbers = [store.find_number(story.id) for story in stories]
    numbered = list(zip(numbers, stories, strict=True))
    assert store.find_queue(WAITING, at_most=2) == QueuePart(tuple(numbered[:2]))
    for how, part, before in (
        ({}, numbered, 0),
        ({"beyond": numbers[1], "at_most": 2}, numbered[2:4], 2),
        ({"beyond": numbers[4]}, [], 5),
        ({"beyond": numbers[3], "is_backwards": True, "at_most": 2}, [numbered[2], numbered[1]], 1),
        ({"beyond": numbers[0], "is_backwards": True}, [], 1),
        ({"is_backwards": True, "at_most": 1}, [numbered[4]], 4),
    ):
        found = store.find_queue(WAITING, is_counted=True, **how)  # type: ignore[arg-type]
        assert found == QueuePart(tuple(part), before, 5)
    assert store.find_queue(StoryQuery("!?"), is_counted=True) == QueuePart((), 0, 0)


@pytest.mark.parametrize(("most", "is_counted"), [(2, False), (3, True)])
def test_a_queue_is_counted_up_to_its_bound(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch, most: int, is_counted: bool
) -> None:
    add(store, 3)
    monkeypatch.setattr("model.stories.lookups.MOST_IN_QUEUE", most)
    part = store.find_queue(WAITING, is_counted=True)
    assert (part.before, part.count) == ((0, 3) if is_counted else (None, None))
    assert len(part.stories) == 3


def test_what_is_stored_of_a_file_comes_with_what_it_was(store: StoryStore, url: str) -> None:
    plain, changed, twice = (build_story(text) for text in ("Plain.", "Changed.", "Twice."))
    again = build_story("Twice.")
    rows = [Incoming(story, story.mark) for story in (plain, changed, twice, again)]
    assert store.find_new_rows(rows, Tally()) == {row.story.id for row in rows}
    assert store.add_rows(rows, "import", Tally()) == {row.story.id for row in rows}
    assert store.find_new_rows(rows, Tally()) == frozenset()
    first = store.change(changed.model_copy(update={"teller": "leader"}), "facilitator", "edited")
    second = store.change(first.model_copy(update={"teller": "other"}), "facilitator", "edited")
    ids, marks = [plain.id, changed.id, "nobody"], [changed.mark, plain.mark, twice.mark, "0a"]
    assert store.find_stored(ids, marks) == Stored(
        {plain.id: plain, changed.id: second},
        {changed.mark: second, plain.mark: plain},
        {changed.id: [changed, first]},
    )
    assert store.find_stored([changed.id], []) == Stored(
        {changed.id: second}, {}, {changed.id: [changed, first]}
    )
    assert store.find_stored([], [changed.mark]).earlier == {changed.id: [changed, first]}
    assert store.find_stored([plain.id], []).earlier == {}
    other = StoryStore(url, "other")
    assert other.find_stored(ids, marks) == Stored({}, {}, {})
    with pytest.raises(UnknownStoryError):
        other.find_number(plain.id)
    other.close()


def test_those_that_wait_are_counted_by_who_added_them(store: StoryStore, url: str) -> None:
    other = StoryStore(url, "other")
    other.add(build_story(status="pending"), "visitor")
    assert store.count_waiting() == store.count_waiting("visitor") == 0
    add(store, 2)
    typed = store.add(build_story("Typed.", status="pending"), Author("facilitator", "ann"))
    store.change(typed.model_copy(update={"teller": "leader"}), "coder", "edited")
    for status in ("aside", "published", "withdrawn"):
        store.add(build_story(f"{status}.", status=status), "visitor")
    roles = (None, "visitor", "facilitator", "coder")
    assert [store.count_waiting(role) for role in roles] == [3, 2, 1, 0]  # type: ignore[arg-type]
    other.close()


@pytest.mark.parametrize("status", ["published", "aside", "withdrawn"])
def test_the_last_of_several_decisions_counts(store: StoryStore, status: Status) -> None:
    story = add(store, 1)[0]
    for way in (status, "pending", status):
        what: Any = "restored" if way == "pending" else way
        story = store.change(story.model_copy(update={"status": way}), "moderator", what)
    story = store.change(story.model_copy(update={"teller": "leader"}), "facilitator", "edited")
    decision = store.find_decisions([story])[story.id]
    assert (decision.revision, decision.role, decision.what) == (4, "moderator", status)


def test_the_decisions_of_no_story_and_of_one_that_was_added_so(store: StoryStore, url: str) -> None:
    assert store.find_decisions([]) == {}
    other = StoryStore(url, "other")
    own = store.add(build_story(id="same"), "import")
    other.add(build_story(id="same", status="aside"), "facilitator")
    assert {id_: change.role for id_, change in store.find_decisions([own]).items()} == {"same": "import"}
    assert {id_: change.role for id_, change in other.find_decisions([other.get("same")]).items()} == {
        "same": "facilitator"
    }
    edited = store.change(own.model_copy(update={"teller": "leader"}), "coder", "edited")
    assert store.find_decisions([edited]) == {}
    other.close()


@pytest.mark.parametrize(
    ("words", "filters", "meant"),
    [
        ("xylofon", {}, "xylofoon"),
        ("een xylofon", PUBLIC, "een xylofoon"),
        ("xylofon", {"statuses": frozenset({"pending"})}, "xylofoon"),
        ("secretve", {}, "secretive"),
        ("secretve", PUBLIC, ""),
        ("secretve", {"statuses": frozenset({"published"})}, "secretive"),
        (
            "secretve",
            {"statuses": frozenset({"published", "aside"}), "consents": frozenset({"room"})},
            "secretive",
        ),
        ("secretve", {"seen_by": frozenset({"a" * 32})}, ""),
        ("trus", {}, ""),
        ("xylofoon", {}, ""),
        ("!?", {}, ""),
    ],
)
def test_the_nearest_word_is_meant_that_who_asks_may_know_of(
    store: StoryStore, words: str, filters: dict[str, Any], meant: str
) -> None:
    """`trust` is a word of a node (`name_nodes`), so that its beginning is no slip."""
    for number in range(2):
        store.add(build_story(f"Een xylofoon {number}.", language="nl"), "visitor")
        secret = build_story(f"So secretive, trusk {number}.", status="pending")
        store.add(secret, "visitor")
    assert store.find(StoryQuery(words, **filters)).meant == meant


@pytest.mark.parametrize(("many", "meant"), [(2, "xylofoon OR kiwi"), (3, "")])
def test_a_slip_is_looked_for_where_two_stories_are_found_or_fewer(
    store: StoryStore, many: int, meant: str
) -> None:
    store.add(build_story("Een xylofoon.", language="nl"), "visitor")
    for number in range(many):
        store.add(build_story(f"A kiwi {number}."), "visitor")
    page = store.find(StoryQuery("xylofon OR kiwi"))
    assert (page.count, page.meant) == (many, meant)
