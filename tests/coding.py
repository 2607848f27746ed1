"""Codings to test with: what several coders made of stories that hold every sort of character."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from model.coding import Code, CodeMemo, Coder, Codings, Decision, Mark, Passage, StoryCoding
from model.stories import Story, Wording
from tests.storytelling import build_story

NODES = ("effect-joy-in-work", "resonance-trust", "mangomoment")
DIMENSIONS = ("respect", "family")
CODES = (*(Code("node", node) for node in NODES), *(Code("dimension", dimension) for dimension in DIMENSIONS))
BEGIN = datetime(2026, 11, 24, 9, 30, 0, 123456, tzinfo=UTC)
CODERS = tuple(
    Coder(letter * 32, name, BEGIN) for letter, name in (("a", "Ann"), ("b", "Bo & co"), ("c", "Çem"))
)

_WRITTEN: dict[str, Any] = {"created_at": BEGIN, "changed_at": BEGIN}
STORIES = (
    build_story(
        "👩‍⚕️ gave 🥭 to 🏥: e\u0301te\u0301 x\u0323\u0307y.\nSecond line 🥭.",
        id="letters",
        title="Letters: a/b?",
        **_WRITTEN,
    ),
    Story(
        id="zang",
        wordings=(
            Wording(language="nl", title="Zang", text="Zij zong voor hem."),
            Wording(language="en", title="Song", text="She sang for him."),
        ),
        teller="family",
        nodes=("resonance-trust",),
        dimensions=("respect",),
        created_at=BEGIN,
        changed_at=BEGIN,
    ),
    build_story("A mango & <5 minutes.", id="3", title="Letters: a/b?", **_WRITTEN),
)


def at(minutes: int) -> datetime:
    """A number of minutes after the beginning."""
    return BEGIN + timedelta(minutes=minutes)


def mark_words(story: Story, words: str, language: str = "") -> Passage:
    """The passage of a story that says these words first."""
    wording = story.in_language(language or story.language)
    start = wording.text.index(words)
    return Passage(wording.language, start, start + len(words), story.revision)


def build_codings() -> Codings:
    """Two coders who differ and a third one; decisions; memos."""
    joy, trust, mango, respect, family = CODES
    letters, song, short = STORIES
    ann, bo, _cem = CODERS
    return Codings(
        CODERS,
        (
            StoryCoding(
                letters.id,
                ann.id,
                (
                    Mark(trust, (mark_words(letters, "🥭"), mark_words(letters, "Second line")), at(1)),
                    Mark(respect, (), at(2)),
                ),
                (mark_words(letters, "ẋ̣y"),),
                "What is 🥭?\nAsk & see.",
                True,
                at(3),
            ),
            StoryCoding(
                letters.id, bo.id, (Mark(trust, (mark_words(letters, "🥭"),), at(4)),), (), "", True, at(5)
            ),
            StoryCoding(
                song.id,
                ann.id,
                (Mark(joy, (mark_words(song, "sang", "en"), mark_words(song, "zong")), at(6)),),
                (),
                "",
                False,
                at(7),
            ),
            StoryCoding(short.id, bo.id, (), (), "", True, at(8)),
        ),
        (
            Decision(letters.id, respect, False, "facilitator", at(9)),
            Decision(letters.id, mango, True, "facilitator", at(10)),
        ),
        (
            CodeMemo(ann.id, trust, "Trust is\nmutual", at(11)),
            CodeMemo(bo.id, family, "Friends, too", at(12)),
        ),
    )


def arrange(codings: Codings) -> Codings:
    """The same codings in an order that tells nothing, with what no file keeps left out."""
    return Codings(
        tuple(
            sorted((replace(coder, created_at=BEGIN) for coder in codings.coders), key=lambda coder: coder.id)
        ),
        tuple(
            sorted(
                (
                    replace(
                        coding,
                        revision=0,
                        marks=tuple(
                            sorted(
                                (replace(mark, passages=_sort(mark.passages)) for mark in coding.marks),
                                key=lambda mark: mark.code,
                            )
                        ),
                        leftovers=_sort(coding.leftovers),
                    )
                    for coding in codings.codings
                ),
                key=lambda coding: (coding.story, coding.coder),
            )
        ),
        tuple(sorted(codings.decisions, key=lambda decision: (decision.story, decision.code))),
        tuple(sorted(codings.memos, key=lambda memo: (memo.coder, memo.code))),
    )


def _sort(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    return tuple(sorted(passages, key=lambda passage: (passage.language, passage.start, passage.end)))


_MOMENTS = st.integers(0, 100_000).map(at)
_MEMOS = st.sampled_from(("", "A memo.", "Two\nlines & more", "🥭 “quoted” ≥ 3"))


@st.composite
def draw_codings(draw: st.DrawFn) -> Codings:
    """What a store may hold of these stories."""
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(STORIES), st.sampled_from(CODERS)), unique=True, max_size=5)
    )
    codings = []
    for story, coder in pairs:
        codes = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3))
        marks = tuple(Mark(code, draw(_draw_passages(story)), draw(_MOMENTS)) for code in codes)
        leftovers = draw(_draw_passages(story))
        codings.append(
            StoryCoding(
                story.id, coder.id, marks, leftovers, draw(_MEMOS), draw(st.booleans()), draw(_MOMENTS)
            )
        )
    decided = draw(
        st.lists(st.tuples(st.sampled_from(STORIES), st.sampled_from(CODES)), unique=True, max_size=3)
    )
    decisions = tuple(
        Decision(
            story.id,
            code,
            draw(st.booleans()),
            draw(st.sampled_from(("facilitator", "coder"))),
            draw(_MOMENTS),
        )
        for story, code in decided
    )
    noted = draw(
        st.lists(st.tuples(st.sampled_from(CODERS), st.sampled_from(CODES)), unique=True, max_size=2)
    )
    memos = tuple(
        CodeMemo(coder.id, code, text, draw(_MOMENTS)) for coder, code in noted if (text := draw(_MEMOS))
    )
    return Codings(CODERS, tuple(codings), decisions, memos)


@st.composite
def _draw_passages(draw: st.DrawFn, story: Story) -> tuple[Passage, ...]:
    found = set()
    for wording in story.wordings:
        for _ in range(draw(st.integers(0, 2))):
            start = draw(st.integers(0, len(wording.text) - 1))
            end = draw(st.integers(start + 1, len(wording.text)))
            found.add(Passage(wording.language, start, end, story.revision))
    return _sort(tuple(found))
