from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from model.stories import Consent, Story, StoryStore
from model.stories.attached import count_anew
from model.stories.story import EVERYTHING, STATUSES, TELLERS
from model.stories.tables import story_counts
from tests.storytelling import DIMENSIONS, NODES, build_story


class Mirror:
    """What a store should hold, kept as a plain list in the order in which the stories were added."""

    def __init__(self, store: StoryStore) -> None:
        self.store = store
        self.told: list[Story] = []

    def compare(self) -> None:
        public = [story for story in self.told if story.is_public]
        assert self.store.count_by_node() == Counter(node for story in public for node in story.nodes)
        assert self.store.count_attached("teller") == Counter(
            (node, story.teller) for story in public for node in story.nodes
        )
        assert self.store.count_attached("dimension", STATUSES) == Counter(
            (node, dimension)
            for story in self.told
            for node in story.nodes
            for dimension in story.dimensions
            if story.consent.room
        )
        for counted in (self.store.count_by_node(), self.store.count_attached("dimension", STATUSES)):
            assert [*counted] == sorted(counted)
        newest = [(story.id, story.nodes) for story in reversed(public)]
        assert self.store.find_attachments(5) == tuple(newest[:5])
        for per_node in (1, 3):
            assert list(self.store.find_told(per_node)) == self.list_told(per_node)

    def list_told(self, per_node: int) -> list[Story]:
        public = [story for story in self.told if story.is_public]
        kept = {
            story.id
            for node in NODES
            for story in [attached for attached in public if node in attached.nodes][-per_node:]
        }
        retold = [story for story in public if story.id in kept and story.origin == "retold"]
        return retold + [story for story in reversed(public) if story.id in kept and story not in retold]


@pytest.mark.parametrize("seed", range(3))
def test_counts_and_lists_are_those_of_the_stories_whatever_happens(store: StoryStore, seed: int) -> None:
    dice = random.Random(seed)
    mirror = Mirror(store)
    counted = select(story_counts).where(story_counts.c.count != 0)

    def vary() -> dict[str, object]:
        return {
            "teller": dice.choice(TELLERS),
            "dimensions": tuple(dice.sample(DIMENSIONS, dice.randint(0, 2))),
            "nodes": tuple(dice.sample(NODES, dice.randint(0, 3))),
            "status": dice.choice(STATUSES),
            "origin": dice.choice(("retold", "collected")),
            "consent": dice.choice((EVERYTHING, EVERYTHING, Consent())),
        }

    for step in range(60):
        stories = mirror.told
        match dice.choice(["add", "add all", "change", "undo", "delete", "erase"] if stories else ["add"]):
            case "add":
                stories.append(store.add(build_story(f"{step}.", **vary()), "visitor"))
            case "add all":
                fresh = [build_story(f"{step}-{number}.", **vary()) for number in range(5)]
                store.add_all(fresh, "import")
                stories.extend(store.get(story.id) for story in fresh)
            case "change":
                place = dice.randrange(len(stories))
                changed = stories[place].model_copy(update=vary())
                stories[place] = store.change(changed, "facilitator", "edited")
            case "undo":
                changed_ones = [place for place, story in enumerate(stories) if story.revision > 1]
                for place in changed_ones[:1]:
                    stories[place] = store.undo(stories[place].id, stories[place].revision, "facilitator")
            case "delete":
                gone = stories.pop(dice.randrange(len(stories)))
                store.delete(gone.id, gone.revision, "facilitator")
            case "erase" if step % 3 == 0:
                store.erase_expired(datetime.now(UTC) + timedelta(days=31))
                stories[:] = [story for story in stories if story.status != "withdrawn"]
        mirror.compare()
    with store.database.writing() as connection:
        kept = sorted(map(tuple, connection.execute(counted)))
        assert kept
        count_anew(connection)
        assert sorted(map(tuple, connection.execute(counted))) == kept
        assert connection.execute(select(func.min(story_counts.c.count))).scalar() == 1


def test_the_details_get_no_more_stories_than_asked_for(store: StoryStore) -> None:
    store.add_all((build_story(f"{number}.", nodes=["joy"]) for number in range(700)), "import")
    retold = store.add(build_story("Retold.", origin="retold", nodes=["joy", "trust"]), "system")
    found = store.find_told(3)
    assert found[0] == retold
    assert [story.text for story in found[1:]] == ["699.", "698."]


def test_an_empty_store_has_nothing_to_count(store: StoryStore) -> None:
    assert store.count_by_node() == {}
    assert store.count_attached("teller") == {}
    assert store.find_attachments(10) == ()
    assert store.find_told(10) == ()
