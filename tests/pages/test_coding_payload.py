"""What a browser may send of a coding, and what is said of anything else."""

from __future__ import annotations

from typing import Any

import pytest

from model import UnknownIdError, load_model
from model.coding import Code, Mark, Passage, StoryCoding
from model.coding.story_coding import LONGEST_MEMO, MOST_PASSAGES
from model.stories import StoryQuery
from model.stories.story import MOST_NODES
from pages.shared.answers import BadRequestError
from pages.stories.coding.payload import (
    list_told,
    read_blind_query,
    read_code,
    read_coding,
    read_number,
    read_text,
)
from tests.round_trips import build_story

MODEL = load_model()
JOY, RESPECT, GONE = Code("node", "effect-joy-in-work"), Code("dimension", "respect"), Code("node", "gone")


def send(**changed: Any) -> dict[str, Any]:
    return {
        **{"story": "s", "coder": "ann", "revision": 4, "seen": 7, "memo": "Hm.", "done": True},
        "marks": [
            {"kind": "node", "id": JOY.id, "passages": [["en", 0, 8]]},
            {"kind": "dimension", "id": "respect", "passages": []},
        ],
        "leftovers": [["nl", 3, 5]],
        **changed,
    }


def mark(code: Code, *passages: list[Any]) -> dict[str, Any]:
    return {"kind": code.kind, "id": code.id, "passages": list(passages)}


def test_a_coding_is_read_with_the_revision_of_the_story_that_was_seen() -> None:
    read = read_coding(send(), MODEL, None)
    assert (read.story, read.coder, read.memo, read.is_done, read.revision) == ("s", "ann", "Hm.", True, 4)
    assert [(each.code, each.passages) for each in read.marks] == [
        (JOY, (Passage("en", 0, 8, 7),)),
        (RESPECT, ()),
    ]
    assert read.leftovers == (Passage("nl", 3, 5, 7),)


def test_a_code_that_the_model_does_not_have_stays_where_it_was_given_before() -> None:
    lost = Code("dimension", "lost")
    before = StoryCoding("s", "ann", (Mark(GONE, ()), Mark(lost, ())))
    read = read_coding(send(marks=[mark(GONE), mark(lost)]), MODEL, before)
    assert read.codes == frozenset({GONE, lost})
    with pytest.raises(UnknownIdError):
        read_coding(send(marks=[mark(GONE)]), MODEL, None)


PASSAGE = "a passage is its language, its first character and that after its last"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"story": ""}, "story is a text of at most 100 characters"),
        ({"coder": 5}, "coder is a text of at most 100 characters"),
        ({"memo": "x" * (LONGEST_MEMO + 1)}, f"memo is a text of at most {LONGEST_MEMO} characters"),
        ({"memo": None}, f"memo is a text of at most {LONGEST_MEMO} characters"),
        ({"done": 1}, "done is true or false"),
        ({"seen": -1}, "seen is a number"),
        ({"seen": True}, "seen is a number"),
        ({"revision": 2**31}, "revision is a number"),
        ({"revision": "4"}, "revision is a number"),
        ({"marks": {}}, f"marks is a list of at most {2 * MOST_NODES}"),
        ({"marks": [mark(JOY)] * (2 * MOST_NODES + 1)}, f"marks is a list of at most {2 * MOST_NODES}"),
        ({"marks": [mark(JOY)] * (MOST_NODES + 1)}, f"a story is attached to at most {MOST_NODES} nodes"),
        ({"marks": [5]}, "a code has a kind (node, dimension) and an id"),
        ({"marks": [{"kind": "stage", "id": "effect"}]}, "a code has a kind (node, dimension) and an id"),
        ({"marks": [{"kind": "node", "id": 5}]}, "a code has a kind (node, dimension) and an id"),
        ({"marks": [mark(Code("dimension", "zebra"))]}, "there is no dimension zebra"),
        ({"marks": [{"kind": "node", "id": JOY.id}]}, f"passages is a list of at most {MOST_PASSAGES}"),
        (
            {"leftovers": [["en", 0, 1]] * (MOST_PASSAGES + 1)},
            f"passages is a list of at most {MOST_PASSAGES}",
        ),
        ({"leftovers": [["en", 0]]}, PASSAGE),
        ({"leftovers": [["en", "0", 1]]}, PASSAGE),
        ({"leftovers": [["x" * 20, 0, 1]]}, PASSAGE),
        ({"leftovers": [5]}, PASSAGE),
    ],
)
def test_what_is_no_coding_gets_a_sentence(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        read_coding(send(**changed), MODEL, None)
    assert str(caught.value) == said


def test_a_passage_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadRequestError):
        read_coding(send(leftovers=[["en", 5, 3]]), MODEL, None)


def test_as_much_is_taken_as_may_be() -> None:
    nodes = [mark(Code("node", f"gone-{number}")) for number in range(MOST_NODES)]
    dimensions = [mark(Code("dimension", f"gone-{number}")) for number in range(MOST_NODES)]
    kept = [Mark(Code(each["kind"], each["id"]), ()) for each in (*nodes, *dimensions)]
    sent = send(
        marks=[*nodes, *dimensions],
        memo="x" * LONGEST_MEMO,
        leftovers=[["x" * 19, number, number + 1] for number in range(MOST_PASSAGES)],
    )
    read = read_coding(sent, MODEL, StoryCoding("s", "ann", tuple(kept)))
    assert (len(read.marks), len(read.memo), len(read.leftovers)) == (
        *(2 * MOST_NODES, LONGEST_MEMO),
        MOST_PASSAGES,
    )


def test_texts_and_numbers_are_read_up_to_their_bounds() -> None:
    assert read_text({"a": "x" * 100}, "a") == "x" * 100
    assert read_text({"a": ""}, "a", may_be_empty=True) == ""
    for sent in ({"a": "x" * 101}, {"a": ""}, {}):
        with pytest.raises(BadRequestError):
            read_text(sent, "a")
    assert [read_number({"a": number}, "a") for number in (0, 2**31 - 1)] == [0, 2**31 - 1]


def test_a_code_that_is_kept_need_not_be_in_the_model() -> None:
    assert read_code(mark(GONE), MODEL, (GONE,)) == GONE
    assert read_code(mark(JOY), MODEL) == JOY
    assert read_code(mark(RESPECT), MODEL) == RESPECT


def test_who_codes_finds_stories_by_nothing_that_others_made_of_them() -> None:
    query = {
        **{"search": "a mango", "teller": "patient", "node": JOY.id, "dimension": "respect", "team": "w"},
        **{"status": "pending", "order": "newest", "consent": "room", "origin": "retold"},
    }
    found: dict[str, Any] = {
        "words": "a mango",
        "tellers": frozenset({"patient"}),
        "origins": frozenset({"retold"}),
        "sort": "oldest",
    }
    assert read_blind_query(query, MODEL) == StoryQuery(**found, teams=frozenset({"w"}))
    assert read_blind_query(query, MODEL, True) == StoryQuery(**found, statuses=frozenset({"published"}))


def test_a_coder_reads_published_stories_alone() -> None:
    stories = [build_story("She sang.", id=status, status=status) for status in ("pending", "published")]
    assert list(list_told(stories, True)) == ["published"]
    assert list_told(stories, False) == {story.id: story for story in stories}
