"""What can be asked of codings: which stories are in which state, page by page, in each model on its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from model.coding import (
    Code,
    CodingState,
    CodingStore,
    Mark,
    Passage,
    StoryCoding,
    UnknownCoderError,
)
from model.evidence import Attachment
from model.stories import Story, StoryQuery, StoryStore, UnknownStoryError
from tests.storytelling import build_story

JOY, TRUST, RESPECT = Code("node", "joy"), Code("node", "trust"), Code("dimension", "respect")
NAMES = ("both", "one", "begun", "differ", "decided", "none", "gone")
STATES: dict[tuple[CodingState, str | None], str] = {
    ("any", None): "both one begun differ decided none",
    ("uncoded", None): "begun none",
    ("one", None): "one",
    ("several", None): "both differ decided",
    ("differ", None): "differ",
    ("no node", None): "begun none",
    ("no dimension", None): "one begun differ decided none",
    ("any", "Ann"): "both one begun differ decided none",
    ("todo", "Ann"): "none",
    ("begun", "Ann"): "begun",
    ("done", "Ann"): "both one differ decided",
    ("todo", "Bo"): "one none",
    ("begun", "Bo"): "begun",
    ("done", "Bo"): "both differ decided",
}
"""The stories in each state, of all coders or of one."""


def fill(store: StoryStore) -> dict[str, str]:
    """Stories in every state; the ids of the coders by their names."""
    codings = CodingStore(store)
    for name in NAMES:
        store.add(build_story(f"A mango for {name}.", id=name), "visitor")
    coders = {name: codings.add_coder(name).id for name in ("Ann", "Bo")}

    def save(story: str, coder: str, *codes: Code, is_done: bool = True) -> None:
        marks = tuple(Mark(code) for code in codes)
        codings.save(StoryCoding(story, coders[coder], marks, is_done=is_done))

    for name in ("both", "differ", "decided", "gone"):
        save(name, "Ann", *((JOY, RESPECT) if name == "both" else (JOY,)))
        save(name, "Bo", *{"both": (JOY, RESPECT), "differ": (JOY, TRUST)}.get(name, (TRUST,)))
    save("one", "Ann", JOY)
    save("begun", "Ann", JOY, is_done=False)
    save("begun", "Bo", RESPECT, is_done=False)
    codings.decide("decided", TRUST, is_attached=True)
    codings.decide("decided", JOY, is_attached=False)
    codings.save_memo(coders["Ann"], JOY, "Only for staff?")
    gone = store.get("gone").model_copy(update={"status": "withdrawn"})
    store.change(gone, "facilitator", "withdrawn")
    return coders


@pytest.fixture
def coders(store: StoryStore) -> dict[str, str]:
    """The ids of the coders by their names, in a store that is filled."""
    return fill(store)


@pytest.fixture
def other(store: StoryStore, url: str, coders: dict[str, str]) -> Iterator[StoryStore]:
    """The stories of another model, in the same database and of the same ids."""
    other = StoryStore(url, "other")
    fill(other)
    yield other
    other.close()


def test_each_state_has_its_stories_in_their_order(codings: CodingStore, coders: dict[str, str]) -> None:
    for (state, coder), names in STATES.items():
        found = codings.find_stories(state, coder and coders[coder])
        counted = codings.count(state, coder and coders[coder])
        assert (state, coder, [story.id for story in found], counted) == (
            *(state, coder, names.split()),
            len(names.split()),
        )
    assert {state for state, _coder in STATES} == set(get_args(CodingState))


@pytest.mark.parametrize("is_newest_first", [False, True])
def test_stories_are_found_page_by_page_from_either_end(
    codings: CodingStore, coders: dict[str, str], is_newest_first: bool
) -> None:
    query = StoryQuery("mango", sort="newest" if is_newest_first else "oldest")
    expected = STATES["any", None].split()[:: -1 if is_newest_first else 1]
    progress = {"both": "done", "one": "todo", "begun": "begun", "differ": "done", "decided": "done"}
    for at_most in (1, 2, 4, 9):
        found: list[str] = []
        shown: list[tuple[str, str]] = []
        while page := codings.find_stories(
            "any", query=query, at_most=at_most, after=found[-1] if found else None
        ):
            ids = [story.id for story in page]
            progressed = codings.find_progress(
                "any", coders["Bo"], query, at_most, found[-1] if found else None
            )
            assert len(ids) == len(progressed) == min(at_most, len(expected) - len(found))
            found, shown = found + ids, [*shown, *progressed]
        assert found == expected
        assert shown == [(name, progress.get(name, "todo")) for name in expected]


def test_how_far_a_coder_is_is_told_of_what_all_coders_made_too(
    codings: CodingStore, coders: dict[str, str]
) -> None:
    for state, names in (("one", "one"), ("several", "both differ decided"), ("uncoded", "begun none")):
        found = codings.find_progress(state, coders["Bo"], is_theirs=False)  # type: ignore[arg-type]
        assert [name for name, _progress in found] == names.split()
    assert codings.find_progress("one", coders["Bo"], is_theirs=False) == (("one", "todo"),)


def test_what_no_story_says_is_found_in_none(codings: CodingStore, coders: dict[str, str]) -> None:
    for query in (StoryQuery("zebra"), StoryQuery(nodes=frozenset({"trust"}), words="zebra")):
        assert codings.find_stories("any", query=query) == ()
        assert codings.find_progress("any", coders["Ann"], query) == ()


def test_who_and_what_is_not_there_is_said(codings: CodingStore, coders: dict[str, str]) -> None:
    assert codings.get_coder(coders["Bo"]).name == "Bo"
    with pytest.raises(UnknownCoderError, match='there is no coder "nobody"'):
        codings.get_coder("nobody")
    for find in (codings.find_stories, codings.find_progress):
        with pytest.raises(UnknownStoryError):
            find("any", coders["Ann"], after="nothing")
    assert codings.find("none", coders["Ann"]) is None
    assert codings.find_all(["both", "one", "nothing"], coders["Bo"]) == (codings.find("both", coders["Bo"]),)
    assert {coding.coder for coding in codings.find_all(["both"])} == set(coders.values())


def test_stories_are_told_and_attached_but_for_those_withdrawn(
    store: StoryStore, codings: CodingStore, coders: dict[str, str]
) -> None:
    assert codings.find_told(["gone", "both", "nothing", "one"]) == (store.get("both"), store.get("one"))
    assert codings.find_attachments() == (
        Attachment("both", ("joy",)),
        Attachment("one", ("joy",)),
        Attachment("begun", ()),
        Attachment("differ", ("joy",)),
        Attachment("decided", ("trust",)),
        Attachment("none", ()),
    )


def ask(codings: CodingStore) -> dict[str, Any]:
    """All that can be asked, the coders by their names."""
    names = {coder.id: coder.name for coder in codings.list_coders()}
    read = codings.read()
    return {
        "coders": list(names.values()),
        "codings": [
            (coding.story, coding.codes)
            for coding in sorted(read.codings, key=lambda coding: (coding.story, names[coding.coder]))
        ],
        "decisions": [(decision.story, decision.code, decision.is_attached) for decision in read.decisions],
        "decided": [len(codings.find_decisions(name)) for name in NAMES],
        "memos": [(names[memo.coder], memo.text) for memo in read.memos],
        "noted": [len(codings.find_memos(coder)) for coder in names],
        "attached": codings.find_attachments(),
        "all": len(codings.find_all(NAMES)),
        "told": [story.id for story in codings.find_told(NAMES)],
        **{str(state): codings.count(*state) for state in [(name, None) for name in get_args(CodingState)]},
    }


def test_each_model_has_its_own_codings_of_stories_with_the_same_ids(
    store: StoryStore, codings: CodingStore, coders: dict[str, str], other: StoryStore
) -> None:
    theirs = CodingStore(other)
    expected, version = ask(codings), codings.get_version()
    assert ask(theirs) == expected
    assert expected["codings"][0][0] == "begun"
    for name in ("Ann", "Bo"):
        coder = next(coder.id for coder in theirs.list_coders() if coder.name == name)
        theirs.save_memo(coder, JOY, "Another")
        theirs.save(StoryCoding("none", coder, (Mark(TRUST, (Passage("en", 0, 3, 1),)),), is_done=True))
        theirs.rename_coder(coder, f"{name} {name}")
        with pytest.raises(UnknownCoderError):
            codings.rename_coder(coder, "Cem")
    theirs.take_back("decided", JOY)
    theirs.decide("differ", TRUST, is_attached=True)
    theirs.remove_coder(theirs.add_coder("Cem").id)
    assert (ask(codings), codings.get_version()) == (expected, version)
    assert ask(theirs) != expected


def test_the_version_changes_with_whatever_is_coded_and_with_nothing_else(
    store: StoryStore, codings: CodingStore, coders: dict[str, str]
) -> None:
    ann = coders["Ann"]

    def save(story: str, **fields: Any) -> StoryCoding:
        known = codings.find(story, ann)
        return codings.save(StoryCoding(story, ann, revision=known.revision if known else 0, **fields))

    versions = [codings.get_version()]
    for change in (
        lambda: codings.add_coder("Cem"),
        lambda: codings.rename_coder(ann, "Anna"),
        lambda: save("none"),
        lambda: save("none", memo="Why?"),
        lambda: codings.decide("differ", TRUST, is_attached=True),
        lambda: codings.decide("differ", TRUST, is_attached=False),
        lambda: codings.take_back("differ", TRUST),
        lambda: codings.save_memo(ann, JOY, "Another"),
        lambda: codings.save_memo(ann, JOY, ""),
        lambda: codings.remove_coder(codings.list_coders()[-1].id),
    ):
        change()
        versions.append(codings.get_version())
        assert codings.get_version() == versions[-1] != versions[-2]
    store.add(build_story("Another.", id="another"), "visitor")
    assert codings.get_version() == versions[-1]


def test_with_a_hundred_stories_and_more_pages_than_one_is_read_none_is_left_out(
    store: StoryStore, codings: CodingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.coding.lookups._BATCH", 4)
    ids = [f"s{number}" for number in range(11)]
    stories: list[Story] = [store.add(build_story(f"She sang {id_}.", id=id_), "visitor") for id_ in ids]
    ann = codings.add_coder("Ann").id
    for story in stories:
        mark = Mark(JOY, (Passage("en", 0, 8, 1),))
        codings.save(StoryCoding(story.id, ann, (mark,), is_done=story.id in ("s2", "s9")))
        wording = story.wordings[0].model_copy(update={"text": f"Then, {story.text}"})
        now = store.get(story.id)
        store.change(now.model_copy(update={"wordings": (wording,)}), "facilitator", "edited")
    assert [found.id for found in codings.find_stories("done", ann)] == ["s2", "s9"]
    assert [found.id for found in codings.find_stories("any", ann, at_most=9)] == ids[:9]
    assert [name for name, _ in codings.find_progress("any", ann, at_most=9)] == ids[:9]
    assert codings.find_progress("done", ann) == (("s2", "done"), ("s9", "done"))
    places = [
        (passage.start, passage.end)
        for coding in codings.read().codings
        for _code, passage in coding.list_passages()
    ]
    assert places == [(6, 14)] * 11
