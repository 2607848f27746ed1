"""All codings as one tidy table: a row for each story, coder, code and passage; and the list of codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO

from model.coding.codebook import build_codebook, list_names, list_rows, name_leftover
from model.coding.story_coding import Code, Codings, Passage, StoryCoding
from model.graph import ConceptualModel
from model.stories import Story
from model.tables import Worksheet, to_csv, write_workbook

HEADINGS = (
    "story", "coder", "kind", "code", "name", "language",
    "start", "end", "passage", "memo", "done", "time", "coder_id",
)  # fmt: skip
"""The columns, the same in every language, so that programs find them."""

AGREED = "agreed"
"""The coder in rows that say what a story is attached to."""

_WIDTHS = (30, 18, 12, 30, 40, 10, 8, 8, 60, 60, 8, 26, 34)
_BOOK_WIDTHS = (12, 34, 40, 20, 20, 60, 60, 60, 40)


def list_coding_rows(
    model: ConceptualModel, stories: Iterable[Story], codings: Codings, language: str
) -> Iterator[Sequence[object]]:
    """The rows of the table, headings first, story by story as they are given.

    `kind` is node, dimension, leftover (a passage without a place in the model), memo (on a story or,
    without a story, on a code), or "none": a coder who gave the story nothing. Positions count characters
    from 0 up to the one after the last, in the text of the `language`; without a passage they are empty,
    with several a code has a row for each. `done` says whether the coder is done with the story.

    Rows of the coder "agreed" say what the story is attached to; with `done` "decided" where somebody
    decided on it, and then also what it was decided not to have, as kind "not node" or "not dimension".
    Times are in UTC.
    """
    table = _Table(model, codings, language)
    yield HEADINGS
    yield from table.list_code_memos()
    for story in stories:
        yield from table.list_story(story)


def to_codings_csv(
    model: ConceptualModel, stories: Iterable[Story], codings: Codings, language: str
) -> Mapping[str, bytes]:
    """The table and its list of codes as CSV, by the names of the files; no text becomes a formula."""
    stories = tuple(stories)
    return {
        "codings.csv": to_csv(list_coding_rows(model, stories, codings, language)),
        "codes.csv": to_csv(list_rows(build_codebook(model, language, stories))),
    }


def to_codings_xlsx(
    model: ConceptualModel, stories: Iterable[Story], codings: Codings, language: str
) -> bytes:
    """The table as an Excel workbook, with the list of codes as its second sheet."""
    stories = tuple(stories)
    book = build_codebook(model, language, stories)
    content = BytesIO()
    write_workbook(
        [
            Worksheet("codings", list_coding_rows(model, stories, codings, language), _WIDTHS),
            Worksheet("codes", list_rows(book), _BOOK_WIDTHS),
        ],
        content,
    )
    return content.getvalue()


class _Table:
    def __init__(self, model: ConceptualModel, codings: Codings, language: str) -> None:
        self._leftover = name_leftover(language)
        self._names = list_names(model, language)
        self._coders = {coder.id: coder.name for coder in codings.coders}
        self._order = {coder.id: at for at, coder in enumerate(codings.coders)}
        self._codings: dict[str, list[StoryCoding]] = {}
        for coding in codings.codings:
            self._codings.setdefault(coding.story, []).append(coding)
        self._decisions = {(decision.story, decision.code): decision for decision in codings.decisions}
        self._decided: dict[str, list[Code]] = {}
        for decision in codings.decisions:
            self._decided.setdefault(decision.story, []).append(decision.code)
        self._memos = codings.memos

    def list_code_memos(self) -> Iterator[Sequence[object]]:
        for memo in self._memos:
            name = self._name(memo.code)
            yield self._row("", memo.coder, "memo", memo.code.id, name, memo=memo.text, at=memo.at)

    def list_story(self, story: Story) -> Iterator[Sequence[object]]:
        codings = self._codings.get(story.id, [])
        for coding in sorted(codings, key=lambda coding_: self._order.get(coding_.coder, len(self._order))):
            yield from self._list_coding(story, coding)
        yield from self._list_agreed(story)

    def _list_coding(self, story: Story, coding: StoryCoding) -> Iterator[Sequence[object]]:
        done = "yes" if coding.is_done else "no"
        for mark in coding.marks:
            code, name = mark.code, self._name(mark.code)
            for passage in mark.passages or (None,):
                yield self._row(
                    story.id, coding.coder, code.kind, code.id, name, story, passage, done=done, at=mark.at
                )
        for passage in coding.leftovers:
            yield self._row(
                story.id,
                coding.coder,
                "leftover",
                "",
                self._leftover,
                story,
                passage,
                done=done,
                at=coding.at,
            )
        if coding.memo:
            yield self._row(story.id, coding.coder, "memo", "", "", memo=coding.memo, done=done, at=coding.at)
        if not (coding.marks or coding.leftovers or coding.memo):
            yield self._row(story.id, coding.coder, "none", "", "", done=done, at=coding.at)

    def _list_agreed(self, story: Story) -> Iterator[Sequence[object]]:
        attached = dict.fromkeys(
            (
                *(Code("node", node) for node in story.nodes),
                *(Code("dimension", dimension) for dimension in story.dimensions),
                *self._decided.get(story.id, ()),
            )
        )
        for code in attached:
            decision = self._decisions.get((story.id, code))
            kind = code.kind if decision is None or decision.is_attached else f"not {code.kind}"
            done = "decided" if decision else "yes"
            at = decision.at if decision else None
            yield self._row(story.id, AGREED, kind, code.id, self._name(code), done=done, at=at)

    def _name(self, code: Code) -> str:
        return self._names.get(code, "")

    def _row(
        self,
        story_id: str,
        coder: str,
        kind: str,
        code: str,
        name: str,
        story: Story | None = None,
        passage: Passage | None = None,
        memo: str = "",
        done: str = "",
        at: datetime | None = None,
    ) -> Sequence[object]:
        place: tuple[object, ...] = ("", "", "", "")
        if story and passage:
            place = passage.language, passage.start, passage.end, passage.find_text(story)
        moment = at.isoformat() if at else ""
        called = self._coders.get(coder, coder)
        return (
            story_id, called, kind, code, name, *place, memo, done, moment, coder if coder != AGREED else "",
        )  # fmt: skip
