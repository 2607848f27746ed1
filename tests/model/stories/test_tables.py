"""How stories become rows and rows stories, and how rows are asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from sqlalchemy import select, text

from model.stories import Consent, Story, StorySource, StoryStore, Wording
from model.stories.runs import find_run, note_run
from model.stories.tables import (
    build_title_key,
    is_among,
    read_numbered,
    renew_stamps,
    stories,
    to_dimension_rows,
    to_node_rows,
    to_row,
)
from model.workshop import WorkshopStore
from tests.storytelling import build_story
from tests.workshopping import build_end

PEAR = Story(
    id="pear",
    wordings=(
        Wording(language="nl", title="De Pêer", text="Een peer.", setting="zaal"),
        Wording(language="en", text="A pear."),
    ),
    teller="family",
    nodes=("trust", "joy"),
    dimensions=("respect", "comfort"),
    source=StorySource(name="A paper", url="https://example.org/a", session="monday"),
    origin="imported",
    consent=Consent(exports=True),
    status="withdrawn",
    told_on=date(2026, 5, 30),
    created_at=datetime(2026, 5, 31, tzinfo=UTC),
    changed_at=datetime(2026, 6, 1, tzinfo=UTC),
    withdrawn_at=datetime(2026, 6, 2, tzinfo=UTC),
    team="a" * 32,
    letterbox="box",
    revision=3,
)


def test_a_story_is_a_row_with_its_nodes_and_dimensions_in_order() -> None:
    assert to_row(PEAR, "test") == {
        "model": "test",
        "id": "pear",
        "revision": 3,
        "origin": "imported",
        "status": "withdrawn",
        "consent_room": False,
        "consent_exports": True,
        "consent_publications": False,
        "language": "nl",
        "source": {"name": "A paper", "url": "https://example.org/a", "session": "monday"},
        "wordings": [
            {"language": "nl", "title": "De Pêer", "text": "Een peer.", "setting": "zaal"},
            {"language": "en", "title": "", "text": "A pear.", "setting": ""},
        ],
        "created_at": PEAR.created_at,
        "changed_at": PEAR.changed_at,
        "withdrawn_at": PEAR.withdrawn_at,
        "fingerprint": PEAR.fingerprint,
        "title_key": "de peer",
        "letterbox": "box",
        "teller": "family",
        "told_on": date(2026, 5, 30),
        "team": "a" * 32,
    }
    row = {"number": 7, "model": "test", "is_public": False}
    assert to_node_rows(PEAR, 7, "test") == [
        row | {"node": "trust", "position": 0},
        row | {"node": "joy", "position": 1},
    ]
    assert to_dimension_rows(PEAR, 7) == [
        {"number": 7, "dimension": "respect", "position": 0},
        {"number": 7, "dimension": "comfort", "position": 1},
    ]
    plain = build_story("A pear.", nodes=["joy"])
    assert (to_row(plain, "test")["source"], to_row(plain, "test")["told_on"]) == (None, None)
    assert to_node_rows(plain, 7, "test")[0]["is_public"] is True


def test_stories_are_sorted_by_how_they_begin_up_to_a_length() -> None:
    assert build_title_key(build_story("Text.", title="ÉÉN œuvre")) == "een oeuvre"
    assert build_title_key(build_story("ß" * 5000)) == "s" * 118 + " ."
    assert build_title_key(build_story("Text.", title="½" * 60)) == "1⁄2" * 40


def test_stories_are_read_in_the_order_of_the_numbers_as_far_as_they_are_there(store: StoryStore) -> None:
    added = [store.add(build_story(f"{n}.", nodes=[f"n{n}", "joy"]), "visitor") for n in range(3)]
    numbers = [store.find_number(story.id) for story in added]
    with store.database.reading() as connection:
        asked_for = [numbers[2], 99, numbers[0], numbers[1]]
        assert read_numbered(connection, asked_for) == [added[2], added[0], added[1]]
        assert read_numbered(connection, []) == []


def test_a_row_is_among_some_by_number_or_by_text(store: StoryStore) -> None:
    for name in ("heron", "wren"):
        store.add(build_story(id=name), "visitor")
    ids = select(stories.c.id).order_by(stories.c.number)
    with store.database.reading() as connection:
        for column, keys, found in (
            (stories.c.id, ["wren", "'", "nobody"], ["wren"]),
            (stories.c.number, [1, 99], ["heron"]),
            (stories.c.number, [], []),
        ):
            query = ids.where(is_among(connection, column, iter(keys)))
            assert connection.execute(query).scalars().all() == found


def test_a_moment_is_the_same_wherever_it_was_told(store: StoryStore) -> None:
    assert find_run(store.database, "erasing") is None
    moment = datetime(2026, 5, 31, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    note_run(store.database, "erasing", moment)
    found = find_run(store.database, "erasing")
    assert found == moment
    assert found is not None
    assert (found.tzinfo, found.hour) == (UTC, 23)


def test_what_is_in_the_place_of_others_has_another_version(store: StoryStore, url: str) -> None:
    other = StoryStore(url, "other")
    workshops = WorkshopStore(store)
    store.add(build_story(), "visitor")
    version = store.get_version()
    with store.database.writing() as connection:
        renew_stamps(connection)
    assert store.get_version() != version
    other.add(build_story(), "visitor")
    for name in ("Ward 4", "Ward 5"):
        workshops.create(name, "en", build_end())

    def read() -> list[str]:
        with store.database.reading() as connection:
            stamps = connection.execute(text("SELECT stamp FROM workshops")).scalars().all()
        return [store.get_version(), other.get_version(), *stamps]

    before = read()
    with store.database.writing() as connection:
        renew_stamps(connection)
    after = read()
    assert len({*before, *after}) == 8
    other.close()
