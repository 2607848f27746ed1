"""What stands in the tables after stories were added, changed and deleted, beside what is asked for often."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text

from model.stories import (
    Consent,
    NothingToUndoError,
    Story,
    StoryConflictError,
    StoryQuery,
    StoryStore,
    UnknownStoryError,
)
from model.stories.search_index import count_erased
from model.stories.shelf import Shelf
from model.stories.story import STATUSES
from model.stories.tables import (
    secrets,
    stories,
    story_changes,
    story_counts,
    story_dimensions,
    story_models,
    story_nodes,
    story_places,
    story_words,
)
from tests.storytelling import build_story

MAY = datetime(2026, 5, 1, tzinfo=UTC)


@contextmanager
def writing(store: StoryStore) -> Iterator[Shelf]:
    with store.database.writing() as connection:
        yield Shelf(connection, store.model_id)


def count_rows(store: StoryStore) -> dict[str, int]:
    """How many rows there are of what is kept of stories."""
    tables = (stories, story_nodes, story_dimensions, story_places, story_words, story_counts)
    with store.database.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        }


def test_only_a_withdrawn_story_has_a_moment_at_which_it_was(store: StoryStore) -> None:
    for status in STATUSES:
        added = store.add(build_story(status=status, withdrawn_at=MAY), "import")
        assert added.withdrawn_at == (MAY if status == "withdrawn" else None)
        assert store.get(added.id) == added


def test_what_the_store_alone_says_no_change_says(store: StoryStore) -> None:
    added = store.add(build_story(letterbox="box", created_at=MAY, changed_at=MAY), "visitor")
    later = datetime(2027, 1, 1, tzinfo=UTC)
    sent = added.model_copy(
        update={"letterbox": "another", "created_at": later, "changed_at": later, "withdrawn_at": later}
    )
    before = datetime.now(UTC)
    changed = store.change(sent, "facilitator", "edited")
    assert (changed.letterbox, changed.created_at, changed.withdrawn_at) == ("box", MAY, None)
    assert before <= changed.changed_at <= datetime.now(UTC)
    assert (changed.revision, store.get(added.id)) == (2, changed)


def test_nothing_is_there_twice_after_changes_and_nothing_but_the_history_after_a_deletion(
    store: StoryStore,
) -> None:
    story = build_story("Papaya.", nodes=["joy", "trust"], dimensions=["respect"], status="pending")
    added = store.add(story, "visitor", "192.0.2.1")
    rows = count_rows(store)
    assert rows == {
        "stories": 1,
        "story_nodes": 2,
        "story_dimensions": 1,
        "story_places": 1,
        "story_words": 1,
        "story_counts": 6,
    }
    changed = store.change(added.model_copy(update={"teller": "family"}), "facilitator", "edited")
    assert count_rows(store) == rows | {"story_counts": 8}
    store.delete(added.id, changed.revision, "facilitator")
    assert count_rows(store) == dict.fromkeys(rows, 0) | {"story_counts": 8}
    with store.database.reading() as connection:
        lines = connection.execute(select(story_changes.c.before).order_by(story_changes.c.number)).scalars()
        assert lines.all() == [None, None, None]
        assert connection.execute(select(func.max(story_counts.c.count))).scalar() == 0
        indexed = text("SELECT count(*) FROM story_search")
        assert connection.execute(indexed).scalar() == 0
        assert count_erased(connection) == 0


def test_what_a_story_was_stands_in_its_history(store: StoryStore) -> None:
    added = store.add(build_story(id="pear"), "visitor")
    other = store.add(build_story("Another."), "visitor")
    changed = store.change(added.model_copy(update={"teller": "leader"}), "facilitator", "edited")
    store.change(other.model_copy(update={"teller": "leader"}), "facilitator", "edited")
    with writing(store) as shelf:
        assert shelf.get_earlier("pear") == added
        assert shelf.find_earlier(["pear", "nobody"]) == {"pear": [added]}
        assert shelf.find_earlier([]) == {}
        with pytest.raises(NothingToUndoError) as caught:
            shelf.get_earlier("nobody")
        assert caught.value.story == "nobody"
        assert shelf.lock("pear", 2) == shelf.lock("pear") == (1, changed)
        with pytest.raises(StoryConflictError):
            shelf.lock("pear", 1)
        with pytest.raises(UnknownStoryError):
            shelf.lock("nobody")
        assert shelf.lock_some(["pear", "é", "nobody", "nul\0"]) == {"pear": (1, changed)}
        assert shelf.find_some(["pear", "é", "nobody", "nul\0"]) == {"pear": changed}
        assert shelf.list_changes("nul\0") == ()


def test_an_earlier_state_that_no_story_can_have_any_more_is_left_out(store: StoryStore) -> None:
    added = store.add(build_story(), "visitor")
    first = store.change(added.model_copy(update={"teller": "leader"}), "facilitator", "edited")
    store.change(first.model_copy(update={"teller": "other"}), "facilitator", "edited")
    with store.database.writing() as connection:
        spoilt = (
            story_changes.update().where(story_changes.c.revision == 3).values(before={"teller": "other"})
        )
        connection.execute(spoilt)
    with writing(store) as shelf:
        assert shelf.find_earlier([added.id]) == {added.id: [added]}
        with pytest.raises(NothingToUndoError):
            shelf.get_earlier(added.id)


def test_where_stories_came_from_is_kept_of_those_that_wait(store: StoryStore, url: str) -> None:
    other = StoryStore(url, "other")
    other.add(build_story(id="elsewhere", status="pending"), "visitor")
    for status in STATUSES:
        store.add(build_story(id=status, status=status), "visitor")
    with writing(store) as shelf:
        shelf.keep_places({id_: id_ for id_ in (*STATUSES, "elsewhere", "nobody")})
        shelf.keep_places({})
    with store.database.reading() as connection:
        assert connection.execute(select(story_places.c.place)).scalars().all() == ["pending"]
    other.close()


def test_of_the_database_there_is_one_secret_for_each_use(store: StoryStore) -> None:
    with writing(store) as shelf:
        assert shelf.get_secret() == shelf.get_secret()
        assert len(shelf.get_secret()) == 32
    with store.database.reading() as connection:
        assert connection.execute(select(secrets.c.name)).scalars().all() == ["server"]


def test_a_story_from_a_row_is_known_by_its_mark_where_only_it_has_it(store: StoryStore, url: str) -> None:
    twins = [build_story("Twins.") for _ in range(2)]
    single = build_story("Single.")
    store.add_all([*twins, single], "import")
    other = StoryStore(url, "other")
    elsewhere = build_story("Single.")
    other.add_all([elsewhere], "import")
    marks = [single.mark, twins[0].mark, "0a"]
    with writing(store) as shelf:
        assert shelf.find_alike(marks) == {single.mark: single}
        assert shelf.find_alike([]) == {}
    with writing(other) as shelf:
        assert shelf.find_alike(marks) == {single.mark: elsewhere}
    other.close()


def test_a_seeded_store_knows_when_it_was(store: StoryStore) -> None:
    with writing(store) as shelf:
        assert not shelf.is_seeded()
        shelf.seed([])
        assert shelf.is_seeded()
    with store.database.reading() as connection:
        seeded_at = connection.execute(select(story_models.c.seeded_at)).scalar_one()
        assert seeded_at is not None
        assert abs((datetime.now(UTC) - seeded_at).total_seconds()) < 60


def test_two_words_alike_that_are_retold_are_two_stories_unless_one_is_there(store: StoryStore) -> None:
    there = store.add(build_story("Said."), "visitor")
    retold = [build_story("Said.", id=f"retold-{number}", origin="retold") for number in (1, 2)]
    store.open(retold)
    assert [story.id for story in store.walk(StoryQuery(sort="oldest"))] == [there.id, "retold-2"]


@pytest.mark.parametrize(
    ("before", "after", "is_seen"),
    [
        ({"status": "pending"}, {"status": "aside"}, False),
        ({"status": "pending"}, {"status": "published"}, True),
        ({"status": "published"}, {"status": "pending"}, True),
        ({"status": "published", "consent": Consent()}, {"teller": "leader"}, False),
    ],
)
def test_a_version_has_two_parts_of_which_the_first_is_of_what_everybody_sees(
    store: StoryStore, before: dict[str, object], after: dict[str, object], is_seen: bool
) -> None:
    added = store.add(build_story(**before), "visitor")  # type: ignore[arg-type]
    versions = [store.get_version()]
    store.change(added.model_copy(update=after), "facilitator", "edited")
    versions.append(store.get_version())
    (public, rest), (now_public, now_rest) = (version.split(".") for version in versions)
    assert (now_public != public, now_rest != rest) == (is_seen, True)
    assert {len(part) for part in (public, rest, now_public, now_rest)} == {32}


def test_what_a_row_of_a_file_said_is_marked_once_for_each_story(store: StoryStore) -> None:
    plain = store.add(build_story("Plain."), "visitor")
    marked = build_story("Marked.")
    store.add_all([marked], "import")

    with store.database.reading() as connection:
        rows = [tuple(row) for row in connection.execute(select(stories.c.id, stories.c.row_mark))]
        nothing = [column.is_(None) for column in (stories.c.source, stories.c.told_on, stories.c.team)]
        assert connection.execute(select(func.count()).where(*nothing)).scalar() == 2
    assert dict(rows) == {plain.id: None, marked.id: marked.mark}


def test_the_same_row_twice_in_a_part_of_a_file_is_one_story_where_it_has_an_id(store: StoryStore) -> None:
    story = build_story("Once.")
    counted = store.add_all([story, story, story.model_copy(update={"teller": "leader"})], "import")
    assert (counted.added, counted.already) == (1, 2)
    assert store.find(StoryQuery()).stories == (story,)


def test_a_changed_story_that_is_unknown_is_given_back(store: StoryStore) -> None:
    version = store.get_version()
    gone: list[Story] = [build_story(id="gone")]
    assert store.change_all(gone, "import", "edited") == gone
    assert store.change_all([], "import", "edited") == []
    assert store.get_version() == version
