"""What a project holds goes into a store: what is new comes in, what is another one there stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from model.coding import Code, CodeMemo, Coder, Codings, CodingStore, Decision, Mark, Passage, StoryCoding
from model.coding.exchange import Intake, take_in
from model.coding.refi import ProjectReading
from model.stories import StoryStore, UnknownStoryError
from tests.model.coding.building import AT
from tests.storytelling import build_story

JOY, TRUST, RESPECT = Code("node", "joy"), Code("node", "trust"), Code("dimension", "respect")
SONG, WORD = Passage("en", 4, 8, 1), Passage("en", 0, 3, 1)
FILED = StoryCoding(
    "song", "ann", (Mark(JOY, (SONG, WORD), AT), Mark(RESPECT, (), AT)), (WORD,), "A note.", True
)


@pytest.fixture(autouse=True)
def songs(store: StoryStore) -> None:
    """Two stories."""
    store.add(build_story("She sang for him.", id="song"), "visitor")
    store.add(build_story("He hummed.", id="hum"), "visitor")


def build_reading(
    *codings: StoryCoding, decisions: Any = (), memos: Any = (), **fields: Any
) -> ProjectReading:
    """A project with three coders, of whom the last did nothing."""
    coders = tuple(Coder(name.lower(), name, AT) for name in ("Ann", "Bo", "Cem"))
    return ProjectReading(Codings(coders, codings, tuple(decisions), tuple(memos)), **fields)


def read_again(codings: CodingStore) -> ProjectReading:
    """What a file of ours would hold of the store."""
    return ProjectReading(codings.read())


def list_said(codings: CodingStore) -> list[tuple[Any, ...]]:
    """What the store holds, whenever it was said."""
    read = codings.read()
    names = {coder.id: coder.name for coder in read.coders}
    return [
        *(
            (
                *(said.story, names[said.coder], said.memo, said.is_done),
                *((code, passage.start, passage.end) for code, passage in said.list_passages()),
                *(mark.code for mark in said.marks),
            )
            for said in sorted(read.codings, key=lambda said: (said.story, names[said.coder]))
        ),
        *((decided.story, decided.code, decided.is_attached, decided.role) for decided in read.decisions),
        *((names[memo.coder], memo.code, memo.text) for memo in read.memos),
    ]


def test_everything_comes_in_once(store: StoryStore, codings: CodingStore) -> None:
    reading = build_reading(
        FILED,
        StoryCoding("song", "bo", (Mark(TRUST, (), AT),), is_done=True),
        StoryCoding("hum", "bo", memo="Begun."),
        decisions=[Decision("song", TRUST, False, "coder", AT), Decision("song", JOY, True, "nobody", AT)],
        memos=[CodeMemo("ann", JOY, "Only for staff?")],
    )
    assert take_in(store, codings, reading) == Intake(coders=2, added=3, decisions=2, memos=1)
    assert list_said(codings) == [
        ("hum", "Bo", "Begun.", False),
        ("song", "Ann", "A note.", True, (JOY, 0, 3), (JOY, 4, 8), (None, 0, 3), JOY, RESPECT),
        ("song", "Bo", "", True, TRUST),
        ("song", JOY, True, "import"),
        ("song", TRUST, False, "coder"),
        ("Ann", JOY, "Only for staff?"),
    ]
    before = codings.read()
    for overwrite in (False, True):
        assert take_in(store, codings, read_again(codings), overwrite=overwrite) == Intake(already=3)
        assert codings.read() == before


def test_a_coder_comes_in_who_only_wrote_a_memo_and_none_who_did_nothing(
    store: StoryStore, codings: CodingStore
) -> None:
    known = codings.add_coder("Cem")
    done = take_in(store, codings, build_reading(memos=[CodeMemo("bo", JOY, "Why?")]))
    assert done == Intake(coders=1, memos=1)
    assert [coder.name for coder in codings.list_coders()] == ["Cem", "Bo"]
    reading = ProjectReading(Codings((known,), (replace(FILED, coder=known.id),)))
    assert take_in(store, codings, reading) == Intake(added=1)
    assert [coding.coder for coding in codings.read().codings] == [known.id]


@pytest.mark.parametrize(
    "change",
    [
        lambda saved: {"marks": saved.marks[:1]},
        lambda saved: {"marks": (replace(saved.marks[0], passages=saved.leftovers), saved.marks[1])},
        lambda _saved: {"leftovers": ()},
        lambda _saved: {"memo": ""},
        lambda _saved: {"is_done": False},
    ],
)
def test_a_coding_that_says_something_else_stays_unless_it_is_to_be_overwritten(
    store: StoryStore, codings: CodingStore, change: Callable[[StoryCoding], dict[str, Any]]
) -> None:
    take_in(store, codings, build_reading(FILED))
    before = codings.read()
    [saved] = before.codings
    filed = ProjectReading(replace(before, codings=(replace(saved, **change(saved)),)))
    assert take_in(store, codings, filed) == Intake(different=["song"])
    assert codings.read() == before
    assert take_in(store, codings, filed, overwrite=True) == Intake(changed=1)
    [now] = codings.read().codings
    assert now.revision == 2
    assert {name: getattr(now, name) for name in change(now)} == change(now)
    assert take_in(store, codings, read_again(codings)) == Intake(already=1)


def test_the_order_of_codes_and_passages_and_the_time_make_no_other_coding(
    store: StoryStore, codings: CodingStore
) -> None:
    take_in(store, codings, build_reading(FILED))
    [saved] = codings.read().codings
    marks = tuple(replace(mark, passages=mark.passages[::-1], at=AT) for mark in saved.marks[::-1])
    turned = replace(codings.read(), codings=(replace(saved, marks=marks, at=AT),))
    assert take_in(store, codings, ProjectReading(turned)) == Intake(already=1)


def test_a_decision_and_a_memo_that_say_something_else_stay_unless_they_are_to_be_overwritten(
    store: StoryStore, codings: CodingStore
) -> None:
    ann = codings.add_coder("Ann")
    codings.decide("song", JOY, is_attached=True)
    codings.save_memo(ann.id, JOY, "Only for staff?")
    before = list_said(codings)
    filed = ProjectReading(
        Codings(
            (ann,),
            decisions=(Decision("song", JOY, False, "coder", AT), Decision("hum", JOY, False, "coder", AT)),
            memos=(CodeMemo(ann.id, JOY, "For all."), CodeMemo(ann.id, TRUST, "New.")),
        )
    )
    assert take_in(store, codings, filed) == Intake(different=["song", "joy"], decisions=1, memos=1)
    added = [("hum", JOY, False, "coder"), ("Ann", TRUST, "New.")]
    assert list_said(codings) == [before[0], added[0], before[1], added[1]]
    assert take_in(store, codings, filed, overwrite=True) == Intake(decisions=1, memos=1)
    assert list_said(codings) == [("song", JOY, False, "coder"), added[0], ("Ann", JOY, "For all."), added[1]]


def test_a_coding_that_the_store_refuses_is_named_with_the_reason_and_the_others_come_in(
    store: StoryStore, codings: CodingStore
) -> None:
    long = StoryCoding("hum", "ann", leftovers=(Passage("en", 0, 99, 1),))
    assert take_in(store, codings, build_reading(long, FILED)) == Intake(
        coders=1, added=1, refused=[("hum", "the story has no passage from 0 up to 99 (en)")]
    )


def test_new_stories_and_what_was_made_of_them_come_in_only_where_asked_for(
    store: StoryStore, codings: CodingStore
) -> None:
    new = build_story("They danced.", id="dance", status="pending")
    reading = build_reading(
        StoryCoding("dance", "ann", (Mark(JOY, (), AT),), at=AT),
        FILED,
        decisions=[Decision("dance", TRUST, True, "facilitator", AT)],
        new_stories=(new,),
        agreed={"dance": (TRUST, RESPECT, JOY), "song": (RESPECT, JOY)},
    )
    assert take_in(store, codings, reading) == Intake(coders=1, added=1, left_out=1)
    with pytest.raises(UnknownStoryError):
        store.get("dance")
    assert codings.read().decisions == ()
    again = replace(reading, codings=replace(reading.codings, coders=codings.list_coders(), codings=()))
    done = take_in(store, codings, again, with_new_stories=True)
    assert done == Intake(stories=1, decisions=1)
    danced = store.get("dance")
    assert (danced.nodes, danced.dimensions, danced.status) == (("trust", "joy"), ("respect",), "pending")
    assert [change.role for change in store.history("dance")] == ["import"]


@pytest.mark.parametrize(
    ("agreed", "different"),
    [
        ((), ["tea"]),
        ((JOY, TRUST, RESPECT), []),
        ((RESPECT, TRUST, JOY), []),
        ((JOY, TRUST), ["tea"]),
        ((JOY, RESPECT), ["tea"]),
        ((JOY, TRUST, RESPECT, Code("dimension", "joy")), ["tea"]),
    ],
)
def test_a_story_that_is_attached_to_something_else_than_the_file_says_is_named_and_stays(
    store: StoryStore, codings: CodingStore, agreed: tuple[Code, ...], different: list[str]
) -> None:
    tea = store.add(build_story("Tea.", id="tea", nodes=("joy", "trust"), dimensions=("respect",)), "visitor")
    assert take_in(store, codings, build_reading(agreed={"tea": agreed})) == Intake(different=different)
    assert store.get("tea") == tea
