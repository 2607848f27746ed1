"""What the browser asks of stories: which of them, and what is to be done to one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from model import UnknownIdError, load_model
from model.stories import Act, StoryQuery
from model.stories.story import MOST_NODES
from pages.shared.address import LONGEST_SEARCH
from pages.shared.answers import BadRequestError
from pages.stories.payload import read_act, read_query, read_story
from tests.round_trips import build_story

MODEL = load_model()
ASKED = {
    "search": "a mango",
    "node": "effect-joy-in-work,mangomoment",
    "stage": "effect",
    "teller": "patient,family",
    "dimension": "respect",
    "setting": "Ward 4|Café|",
    "told": "nl",
    "status": "pending",
    "origin": "retold",
    "consent": "exports",
    "since": "2026-05-01",
    "until": "2026-05-31",
    "team": "a,b",
    "letterbox": "c",
    "unattached": "yes",
    "order": "title",
}
OF_ANYBODY: dict[str, Any] = {
    "words": "a mango",
    "nodes": frozenset({"effect-joy-in-work"}),
    "tellers": frozenset({"patient", "family"}),
    "dimensions": frozenset({"respect"}),
    "settings": frozenset({"ward 4", "cafe"}),
    "languages": frozenset({"nl"}),
    "origins": frozenset({"retold"}),
    "told_since": date(2026, 5, 1),
    "told_until": date(2026, 5, 31),
    "is_unattached": True,
    "sort": "title",
}
OF_FACILITATOR: dict[str, Any] = {
    "statuses": frozenset({"pending"}),
    "consents": frozenset({"exports"}),
    "letterboxes": frozenset({"c"}),
}


def test_a_facilitator_may_ask_by_everything() -> None:
    wanted = StoryQuery(**OF_ANYBODY, **OF_FACILITATOR, teams=frozenset({"a", "b"}))
    assert read_query(ASKED, MODEL, True) == wanted
    assert read_query({}, MODEL, True) == StoryQuery()


def test_a_visitor_gets_public_stories_whatever_is_asked() -> None:
    public: dict[str, Any] = {"statuses": frozenset({"published"}), "consents": frozenset({"room"})}
    assert read_query(ASKED, MODEL, False) == StoryQuery(**OF_ANYBODY, **public)
    assert read_query({}, MODEL, False) == StoryQuery(**public)


@pytest.mark.parametrize(
    ("query", "teams"),
    [
        ({}, ""),
        ({"team": "a,x"}, "a"),
        ({"team": "x"}, "ab"),
        ({"consent": "room"}, "ab"),
        ({"letterbox": "c"}, "ab"),
        ({"letterbox": "c", "team": "b"}, "b"),
    ],
)
def test_who_is_limited_to_teams_asks_for_nothing_of_others(query: dict[str, str], teams: str) -> None:
    found = read_query(query, MODEL, True, ("a", "b"))
    assert (found.teams, found.seen_by) == (frozenset(teams), frozenset("ab"))


@pytest.mark.parametrize(
    ("query", "nodes"),
    [
        ({"node": "resonance"}, {"resonance"}),
        ({"node": "resonance", "level": "patient"}, {"-"}),
        ({"level": "shared", "stage": "resonance"}, {"resonance", "resonance-trust"}),
        ({"level": "leadership", "stage": "loyalty"}, {"-"}),
    ],
)
def test_of_elements_levels_and_stages_a_story_has_one_that_is_in_all(
    query: dict[str, str], nodes: set[str]
) -> None:
    kept = {
        node.id
        for node in MODEL.nodes()
        if (query.get("node") or node.id) == node.id
        and (query.get("level") or node.level) == node.level
        and (query.get("stage") or node.stage) == node.stage
    }
    found = read_query(query, MODEL, False).nodes
    assert found == (kept or {"-"})
    assert nodes <= found


def test_of_a_long_search_the_beginning_counts() -> None:
    assert read_query({"search": "x" * LONGEST_SEARCH + "y"}, MODEL, False).words == "x" * LONGEST_SEARCH


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("teller", "patient,zebra", "teller is one of patient, family, professional, leader, other"),
        ("status", "zebra", "status is one of pending, aside, published, withdrawn"),
        ("origin", "zebra", "origin is one of retold, collected, imported"),
        ("consent", "zebra", "consent is one of room, exports, publications"),
        ("order", "zebra", "order is one of newest, oldest, title, changed"),
        ("since", "31/05/2026", "since is a day such as 2026-05-31"),
        ("until", "today", "until is a day such as 2026-05-31"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(name: str, text: str, said: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        read_query({name: text}, MODEL, True)
    assert str(caught.value) == said


@pytest.mark.parametrize("name", ["node", "level", "stage"])
def test_what_the_model_does_not_have_cannot_be_asked(name: str) -> None:
    with pytest.raises(UnknownIdError):
        read_query({name: "zebra"}, MODEL, False)


@pytest.mark.parametrize(
    ("sent", "act"),
    [
        ({"do": "publish"}, Act("publish")),
        ({"do": "attach", "name": "resonance"}, Act("attach", "resonance")),
        ({"do": "detach", "name": "gone"}, Act("detach", "gone")),
        ({"do": "sort", "name": "respect"}, Act("sort", "respect")),
        ({"do": "unsort", "name": "gone"}, Act("unsort", "gone")),
        ({"do": "consent", "name": "room", "value": False}, Act("consent", "room", False)),
        ({"do": "set", "name": "setting", "value": "Ward 4"}, Act("set", "setting", "Ward 4")),
    ],
)
def test_an_act_is_read_with_what_it_is_about(sent: dict[str, Any], act: Act) -> None:
    assert read_act(sent, MODEL) == act


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "do is one of publish, withdraw, aside, restore, consent, attach, detach, sort, unsort, set"),
        (
            {"do": "publish", "name": 5},
            "do is one of publish, withdraw, aside, restore, consent, attach, detach, sort, unsort, set",
        ),
        ({"do": "set", "name": "setting", "value": 5}, "value is a text, yes or no"),
        ({"do": "sort", "name": "zebra"}, "there is no dimension zebra"),
        (
            {"do": "consent", "name": "zebra", "value": True},
            "consent is yes or no for one of room, exports, publications",
        ),
    ],
)
def test_an_act_that_cannot_be_gets_a_sentence(sent: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        read_act(sent, MODEL)
    assert str(caught.value) == said


def test_nothing_is_attached_to_what_the_model_does_not_have() -> None:
    with pytest.raises(UnknownIdError):
        read_act({"do": "attach", "name": "zebra"}, MODEL)


def send(**changed: Any) -> dict[str, Any]:
    return {"text": "She sang.", "language": "en", "teller": "patient", **changed}


def test_a_form_changes_what_people_tell_and_nothing_else_of_a_story() -> None:
    before = build_story(
        "Before.", nodes=("gone",), dimensions=("gone",), status="published", origin="imported"
    )
    sent = send(
        revision=7,
        id="x",
        status="pending",
        origin="retold",
        nodes=["gone", "resonance"],
        dimensions=["gone"],
    )
    after = read_story(sent, MODEL, before)
    assert (after.id, after.status, after.origin, after.created_at) == (
        *(before.id, "published", "imported"),
        before.created_at,
    )
    assert (after.text, after.revision, after.nodes) == ("She sang.", 7, ("gone", "resonance"))
    assert after.dimensions == ("gone",)


def test_of_two_wordings_in_a_language_the_first_counts() -> None:
    others = [{"language": "nl", "text": "Zij zong."}, {"language": "en", "text": "Sung."}]
    story = read_story(send(translations=others), MODEL)
    assert [(wording.language, wording.text) for wording in story.wordings] == [
        ("en", "She sang."),
        ("nl", "Zij zong."),
    ]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (None, None),
        ("text", None),
        ({}, None),
        ({"name": " ", "url": ""}, None),
        ({"url": "https://a.example"}, ("https://a.example", "https://a.example")),
        ({"name": "A paper", "url": "https://a.example"}, ("A paper", "https://a.example")),
        ({"name": "A paper", "url": " "}, ("A paper", None)),
    ],
)
def test_a_source_without_a_name_is_named_by_its_address(source: Any, read: Any) -> None:
    found = read_story(send(source=source), MODEL).source
    assert (found and (found.name, found.url)) == read


def test_what_is_wrong_with_a_story_is_said_field_by_field_up_to_a_bound() -> None:
    sent = send(dimensions=[1, 2, 3, 4, 5, 6])
    with pytest.raises(BadRequestError) as caught:
        read_story(sent, MODEL)
    assert [said.partition(":")[0] for said in str(caught.value).split("; ")] == [
        f"dimensions.{number}" for number in range(5)
    ]


def test_a_story_is_attached_to_so_many_elements_and_dimensions_that_the_model_has() -> None:
    nodes = [f"gone-{number}" for number in range(MOST_NODES + 1)]
    before = build_story("Before.", nodes=tuple(nodes))
    assert read_story(send(nodes=nodes[:MOST_NODES], revision=1), MODEL, before).nodes == tuple(nodes[:-1])
    with pytest.raises(BadRequestError, match=f"^a story is attached to at most {MOST_NODES} nodes$"):
        read_story(send(nodes=nodes, revision=1), MODEL, before)
    with pytest.raises(BadRequestError, match=r"^there is no dimension ape, zebra$"):
        read_story(send(dimensions=["zebra", "respect", "ape"]), MODEL)
