"""The list of stories over HTTP, without a server: what is found, and who sees what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from model import Story, load_model
from model.search import fold
from model.stories import StoryQuery, StoryStore, story_pages
from pages.stories import routes
from pages.stories.routes import PAGE
from tests.pages.asking import (
    EVERYBODYS,
    HIDDEN,
    SHOWN_TO_EVERYBODY,
    add,
    change,
    hide,
    list_ids,
    list_stories,
)
from tests.round_trips import build_story


def fill(store: StoryStore) -> list[Story]:
    """Stories that each fit some of the filters; all stories that are there then."""
    stories: list[dict[str, Any]] = [
        {"text": "Een mango in de lift.", "language": "nl", "setting": "Dagzaal", "nodes": ("resonance",)},
        {"text": "A pear.", "teller": "leader", "origin": "imported", "dimensions": ("respect",)},
        {"text": "Waiting here.", "status": "pending", "consent": {"exports": True}},
        {"text": "Withdrawn.", "status": "withdrawn", "teller": "other", "title": "Élan"},
        {"text": "A second pear.", "teller": "family", "consent": {"room": True, "publications": True}},
        {"text": "Doors stay open.", "nodes": ("leadership-climate", "loyalty-patients")},
    ]
    for values in stories:
        store.add(build_story(**{"status": "published", "consent": EVERYBODYS, **values}), "import")
    return list(store.walk(StoryQuery()))


LEADERSHIP = {node.id for node in load_model().nodes(level="leadership")}
FILTERS: list[tuple[dict[str, str], Callable[[Story], bool]]] = [
    ({"search": "pear"}, lambda story: "pear" in fold(story.text)),
    ({"search": "ELAN"}, lambda story: story.title == "Élan"),
    ({"search": "lift mang"}, lambda story: "mango in de lift" in story.text),
    ({"node": "resonance"}, lambda story: "resonance" in story.nodes),
    ({"node": "resonance,mangomoment"}, lambda story: bool({"resonance", "mangomoment"} & {*story.nodes})),
    ({"stage": "loyalty"}, lambda story: any(node.startswith("loyalty") for node in story.nodes)),
    ({"level": "leadership"}, lambda story: bool(LEADERSHIP & set(story.nodes))),
    ({"level": "leadership", "stage": "precondition"}, lambda story: "leadership-climate" in story.nodes),
    ({"teller": "leader"}, lambda story: story.teller == "leader"),
    ({"teller": "leader,family"}, lambda story: story.teller in ("leader", "family")),
    ({"dimension": "respect"}, lambda story: "respect" in story.dimensions),
    ({"setting": "dagzaal|operating theatre"}, lambda story: is_at(story, "Dagzaal", "operating theatre")),
    ({"told": "nl"}, lambda story: any(wording.language == "nl" for wording in story.wordings)),
    ({"status": "pending,withdrawn"}, lambda story: story.status != "published"),
    ({"origin": "retold"}, lambda story: story.origin == "retold"),
    ({"consent": "publications"}, lambda story: story.consent.publications),
    ({"consent": "room,exports"}, lambda story: story.consent.room and story.consent.exports),
    ({"unattached": "yes"}, lambda story: not story.nodes),
    ({"teller": "family", "search": "pear"}, lambda story: story.text == "A second pear."),
]


def is_at(story: Story, *places: str) -> bool:
    return any(wording.setting in places for wording in story.wordings)


@pytest.mark.parametrize(("query", "fits"), FILTERS, ids=[str(query) for query, _ in FILTERS])
def test_a_filter_keeps_just_the_stories_that_fit(
    store: StoryStore, facilitator: TestClient, query: dict[str, str], fits: Callable[[Story], bool]
) -> None:
    stories = fill(store)
    wanted = {story.id for story in stories if fits(story)}
    assert 0 < len(wanted) < len(stories)
    assert set(list_ids(facilitator, **query)) == wanted


def test_a_level_and_a_node_that_is_not_on_it_keep_no_story(visitor: TestClient) -> None:
    assert list_ids(visitor, node="mangomoment")
    assert not list_ids(visitor, node="mangomoment", level="leadership")


@pytest.mark.parametrize(
    ("order", "key", "is_falling"),
    [
        ("newest", lambda story: story["number"], True),
        ("oldest", lambda story: story["number"], False),
        ("title", lambda story: fold(story["name"]), False),
        ("changed", lambda story: story["changed"], True),
    ],
)
def test_the_list_comes_in_the_order_asked_for(
    store: StoryStore,
    facilitator: TestClient,
    order: str,
    key: Callable[[dict[str, Any]], Any],
    is_falling: bool,
) -> None:
    added = [store.add(build_story(title=title), "import").id for title in ("Zinc", "élan", "apple")]
    assert change(facilitator, added[1], "publish").status_code == 200
    listed = list_stories(facilitator, order=order)
    for story in listed:
        story["number"] = added.index(story["id"]) if story["id"] in added else -1
    assert sorted(listed, key=key, reverse=is_falling) == listed
    assert {*added} < {story["id"] for story in listed}


def test_the_list_comes_in_pages_that_together_are_all_stories(
    store: StoryStore, visitor: TestClient
) -> None:
    for number in range(2 * PAGE):
        store.add(build_story(f"Told {number}.", status="published", consent=EVERYBODYS), "import")
    first = visitor.get("/stories.json").json()
    assert (len(first["stories"]), first["next"], first["exact"]) == (PAGE, PAGE, True)
    ids = list_ids(visitor)
    assert len(ids) == len(set(ids)) == first["count"] == 2 * PAGE + 19


def test_the_pages_go_on_beyond_what_is_counted(
    store: StoryStore, visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_pages, "MOST_COUNTED", PAGE + 5)
    for number in range(2 * PAGE):
        store.add(build_story(f"Told {number}.", status="published", consent=EVERYBODYS), "import")
    first = visitor.get("/stories.json").json()
    assert (first["count"], first["exact"], first["next"]) == (PAGE + 5, False, PAGE)
    ids = list_ids(visitor)
    assert len(ids) == len(set(ids)) == 2 * PAGE + 19


def test_beyond_the_last_story_the_list_is_empty(visitor: TestClient) -> None:
    page = visitor.get("/stories.json", params={"skip": "10000"}).json()
    assert (page["stories"], page["count"], page["next"]) == ([], 19, None)


@pytest.mark.parametrize(("most", "after"), [(PAGE - 1, None), (PAGE, PAGE)])
def test_the_list_goes_on_as_far_as_can_be_skipped(
    store: StoryStore, visitor: TestClient, monkeypatch: pytest.MonkeyPatch, most: int, after: int | None
) -> None:
    monkeypatch.setattr(routes, "_MOST_SKIPPED", most)
    for number in range(3):
        store.add(build_story(f"Told {number}.", status="published", consent=EVERYBODYS), "import")
    page = visitor.get("/stories.json").json()
    assert (page["count"], page["next"]) == (22, after)


def test_a_story_comes_in_the_language_asked_for_where_it_was_translated(visitor: TestClient) -> None:
    stories = {lang: visitor.get(f"/stories/the-mango.json?lang={lang}").json() for lang in ("en", "nl")}
    assert (stories["en"]["title"], stories["nl"]["title"]) == ("The mango", "De mango")
    assert (stories["en"]["setting"], stories["nl"]["setting"]) == ("intensive care", "intensieve zorg")


def test_a_story_without_a_title_is_named_by_how_it_begins(
    store: StoryStore, facilitator: TestClient
) -> None:
    story = add(facilitator, f"Once {'upon a time ' * 20}")
    assert story["name"].startswith("Once upon a time")
    assert len(story["name"]) <= 60


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"skip": "-1"}, "skip"),
        ({"skip": "10001"}, "skip"),
        ({"skip": "१"}, "skip"),
        ({"skip": "1e3"}, "skip"),
        ({"skip": "9" * 5000}, "skip"),
        ({"skip": ""}, "skip"),
        ({"order": "random"}, "order"),
        ({"teller": "zebra"}, "teller"),
        ({"teller": "patient,zebra"}, "teller"),
        ({"dimension": "zebra"}, "dimension"),
        ({"told": "xx"}, "told"),
        ({"status": "secret"}, "status"),
        ({"origin": "zebra"}, "origin"),
        ({"consent": "zebra"}, "consent"),
        ({"node": "mangomomnt"}, 'did you mean "mangomoment"?'),
        ({"level": "zebra"}, "level"),
        ({"stage": "zebra"}, "stage"),
        ({"lang": "xx"}, "language"),
    ],
)
def test_a_wrong_question_gets_a_sentence_that_names_what_is_wrong(
    facilitator: TestClient, query: dict[str, str], named: str
) -> None:
    answer = facilitator.get("/stories.json", params=query)
    assert answer.status_code == 400
    assert named in answer.json()["error"]


QUERIES: list[dict[str, str]] = [
    {},
    *({"status": status} for status in ("pending", "withdrawn", "pending,withdrawn,published", "secret")),
    *({"consent": consent} for consent in ("exports", "publications", "room,exports", "zebra", "")),
    {"search": HIDDEN},
    {"setting": HIDDEN},
    {"unattached": "yes"},
    {"node": "resonance"},
    {"dimension": "respect", "teller": "leader"},
    {"order": "changed", "status": "pending"},
    {"order": "title", "lang": "nl"},
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_visitor_is_not_told_of_hidden_stories_whatever_is_asked(
    store: StoryStore, visitor: TestClient, query: dict[str, str]
) -> None:
    hidden = {story.id for story in hide(store)}
    answer = visitor.get("/stories.json", params=query)
    assert answer.status_code == 200
    assert HIDDEN not in answer.text
    assert not hidden & set(list_ids(visitor, **query))
    assert answer.json()["count"] == len(list_ids(visitor, **query)) <= 19


def test_the_facilitator_sees_what_is_hidden_from_visitors(
    store: StoryStore, facilitator: TestClient
) -> None:
    hidden = {story.id for story in hide(store)}
    assert hidden < set(list_ids(facilitator))
    for story in hidden:
        assert facilitator.get(f"/stories/{story}.json").status_code == 200


def test_a_hidden_story_is_for_visitors_as_if_it_were_not_there(
    store: StoryStore, visitor: TestClient
) -> None:
    missing = visitor.get("/stories/nothing.json")
    assert missing.status_code == 404
    for story in hide(store):
        answer = visitor.get(f"/stories/{story.id}.json")
        assert answer.status_code == 404
        assert answer.text == missing.text.replace("nothing", story.id)


def test_hidden_stories_are_not_among_the_texts_and_numbers_of_the_picture(
    store: StoryStore, visitor: TestClient
) -> None:
    before = visitor.get("/model.json").json()["counts"]
    hide(store)
    texts = visitor.get("/model.json")
    assert HIDDEN not in texts.text
    assert HIDDEN not in visitor.get("/public-stories.json").text
    assert texts.json()["counts"] == before


def test_a_visitor_gets_no_more_of_a_story_than_what_is_shown(store: StoryStore, visitor: TestClient) -> None:
    wordings = [{"language": "en", "text": "A pear."}, {"language": "fr", "text": f"{HIDDEN} poire."}]
    values = {"wordings": wordings, "status": "published", "consent": EVERYBODYS}
    story = store.add(Story.model_validate({**values, "teller": "leader", "nodes": ["gone"]}), "import")
    alone = visitor.get(f"/stories/{story.id}.json")
    listed = visitor.get("/stories.json", params={"teller": "leader", "search": "poire"})
    assert set(alone.json()) == SHOWN_TO_EVERYBODY
    assert listed.json()["stories"] == [alone.json() | {"found": {"language": "fr", "nodes": []}}]
    assert HIDDEN not in alone.text + listed.text


def test_the_facilitator_gets_all_of_a_story_with_its_history(facilitator: TestClient) -> None:
    story = add(facilitator)
    change(facilitator, story["id"], "publish")
    opened = facilitator.get(f"/stories/{story['id']}.json").json()
    assert set(opened) - SHOWN_TO_EVERYBODY == {
        *("status", "consent", "revision", "changed", "wordings", "lost", "history", "decided", "team"),
        "letterbox",
    }
    assert opened["decided"] == opened["history"][-1]
    assert [(entry["what"], entry["role"], entry["revision"]) for entry in opened["history"]] == [
        ("added", "facilitator", 1),
        ("published", "facilitator", 2),
    ]


def test_answers_with_stories_are_kept_by_no_cache(facilitator: TestClient) -> None:
    for address in ("/stories.json", "/stories/the-mango.json", "/stories-export.csv", "/stories-backup.db"):
        assert facilitator.get(address).headers["cache-control"] == "no-store"


def test_stories_are_found_by_the_day_they_were_told(store: StoryStore, visitor: TestClient) -> None:
    values = {
        "wordings": [{"language": "en", "text": "A pear."}],
        "status": "published",
        "consent": EVERYBODYS,
    }
    story = Story.model_validate({**values, "teller": "leader", "told_on": "2026-02-28"})
    store.add(story, "import")

    def find(**days: str) -> list[str]:
        return [found["id"] for found in visitor.get("/stories.json", params=days).json()["stories"]]

    assert find(since="2026-02-28", until="2026-02-28") == [story.id]
    assert find(since="2025-12-31") == [story.id]
    assert find(until="2026-02-27") == find(since="2026-03-01") == []


def test_a_day_that_is_none_is_refused(visitor: TestClient) -> None:
    answer = visitor.get("/stories.json", params={"since": "31/05/2026"})
    assert answer.status_code == 400
    assert "since is a day such as 2026-05-31" in answer.text
