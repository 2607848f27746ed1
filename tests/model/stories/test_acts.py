"""What each act makes of a story, and what it cannot be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from model.stories import Act, Consent, Story, Wording
from model.stories.acts import ACT_KINDS, SETTABLE
from tests.storytelling import build_story

STORY = Story(
    wordings=(
        Wording(language="nl", title="De mango", text="Een mango.", setting="zaal"),
        Wording(language="en", text="A mango.", setting="ward"),
    ),
    teller="family",
    nodes=("trust", "joy"),
    dimensions=("respect", "comfort"),
    consent=Consent(room=True),
    status="published",
    told_on=date(2026, 5, 31),
    team="a" * 32,
)


def set_setting(setting: str) -> dict[str, Any]:
    return {"wordings": (STORY.wordings[0].model_copy(update={"setting": setting}), STORY.wordings[1])}


@pytest.mark.parametrize(
    ("act", "what", "changes"),
    [
        (Act("withdraw"), "withdrawn", {"status": "withdrawn"}),
        (Act("aside"), "aside", {"status": "aside"}),
        (Act("restore"), "restored", {"status": "pending"}),
        (Act("consent", "exports", True), "consent", {"consent": Consent(room=True, exports=True)}),
        (Act("consent", "room", False), "consent", {"consent": Consent()}),
        (Act("attach", "calm"), "attached", {"nodes": ("trust", "joy", "calm")}),
        (Act("detach", "trust"), "attached", {"nodes": ("joy",)}),
        (Act("sort", "access"), "edited", {"dimensions": ("respect", "comfort", "access")}),
        (Act("unsort", "comfort"), "edited", {"dimensions": ("respect",)}),
        (Act("set", "teller", "leader"), "edited", {"teller": "leader"}),
        (Act("set", "setting", " <b>Day</b>  ward "), "edited", set_setting("Day ward")),
        (Act("set", "setting", ""), "edited", set_setting("")),
        (Act("set", "setting", None), "edited", set_setting("")),
        (Act("set", "told_on", "2026-06-01"), "edited", {"told_on": date(2026, 6, 1)}),
        (Act("set", "told_on", ""), "edited", {"told_on": None}),
        (Act("set", "told_on"), "edited", {"told_on": None}),
        (Act("set", "team", "b" * 32), "edited", {"team": "b" * 32}),
        (Act("set", "team", ""), "edited", {"team": None}),
    ],
    ids=str,
)
def test_an_act_changes_what_it_says_and_nothing_else(act: Act, what: str, changes: dict[str, Any]) -> None:
    assert act.apply(STORY) == STORY.model_copy(update=changes) != STORY
    assert act.what == what


@pytest.mark.parametrize(
    "act",
    [
        Act("publish"),
        Act("consent", "room", True),
        Act("consent", "exports", False),
        Act("attach", "trust"),
        Act("detach", "calm"),
        Act("sort", "respect"),
        Act("unsort", "access"),
        Act("set", "teller", "family"),
        Act("set", "setting", "zaal"),
        Act("set", "told_on", "2026-05-31"),
        Act("set", "team", "a" * 32),
    ],
    ids=str,
)
def test_where_it_is_so_already_the_story_is_the_same_one(act: Act) -> None:
    assert act.apply(STORY) is STORY


def test_a_story_takes_forty_nodes_and_no_more() -> None:
    nodes = tuple(f"node-{number}" for number in range(40))
    full = Act("attach", nodes[-1]).apply(build_story(nodes=nodes[:-1]))
    assert full.nodes == nodes
    assert Act("attach", "another").apply(full) is full


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (Act("consent", "everything", True), "consent is yes or no for one of room, exports, publications"),
        (Act("consent", "room", "yes"), "consent is yes or no for one of room, exports, publications"),
        (Act("consent", "room"), "consent is yes or no for one of room, exports, publications"),
        (
            Act("set", "text", "Mine."),
            "a field that can be set is one of setting, teller, told_on, team",
        ),
        (Act("set", "teller", "nobody"), "teller cannot be 'nobody'"),
        (Act("set", "teller", ""), "teller cannot be ''"),
        (Act("set", "teller"), "teller cannot be None"),
        (Act("set", "told_on", "1899-12-31"), "told_on cannot be '1899-12-31'"),
        (Act("set", "team", "ward"), "team cannot be 'ward'"),
        (Act("set", "setting", "xyz" * 67), f"setting cannot be '{'xyz' * 67}'"),
    ],
    ids=str,
)
def test_what_cannot_be_is_said(act: Act, said: str) -> None:
    with pytest.raises(ValueError, match=r"cannot be|is one of|is yes or no") as caught:
        act.apply(STORY)
    assert str(caught.value) == said


def test_every_act_is_known_by_its_name() -> None:
    names = {
        "publish",
        "withdraw",
        "aside",
        "restore",
        "consent",
        "attach",
        "detach",
        "sort",
        "unsort",
        "set",
    }
    assert set(ACT_KINDS) == names
    assert SETTABLE == ("setting", "teller", "told_on", "team")
