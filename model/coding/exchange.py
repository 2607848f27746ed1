"""Taking what a project of REFI-QDA holds into the store: coders, new stories, codings, decisions, memos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from model.coding.faults import CodingError
from model.coding.refi.guids import find_role, name_role
from model.coding.refi.intake import ProjectReading
from model.coding.store import CodingStore
from model.coding.story_coding import Code, Codings, StoryCoding
from model.stories import Story, StoryStore


@dataclass
class Intake:
    """What became of a project: counts, and which stories were left as they are.

    `different` are the stories whose coding, decision or memo is another one in the store; `refused` says
    which codings the store does not take, and why. `left_out` counts the codings of texts that are no story.
    """

    stories: int = 0
    coders: int = 0
    added: int = 0
    changed: int = 0
    already: int = 0
    different: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    left_out: int = 0
    decisions: int = 0
    memos: int = 0


def take_in(
    story_store: StoryStore,
    store: CodingStore,
    reading: ProjectReading,
    *,
    with_new_stories: bool = False,
    overwrite: bool = False,
) -> Intake:
    """Store what was read, coding by coding, and say what became of each.

    A coding that is another one in the store stays as it is there, unless it is to be overwritten; so do
    decisions and memos on codes. New stories come in only if that is asked for, attached to what the file
    says that was agreed on; they wait to be published. What known stories are attached to follows from the
    codings; where the file says something else, the story is among those that are different.
    """
    codings = reading.codings
    before = store.read()
    done = Intake()
    new = {story.id for story in reading.new_stories}
    if with_new_stories:
        for story in reading.new_stories:
            story_store.add(_attach(story, reading.agreed.get(story.id, ())), "import")
        done.stories = len(new)
        new = set()
    wanted = [coding for coding in codings.codings if coding.story not in new]
    done.left_out = len(codings.codings) - len(wanted)
    coders = _add_coders(store, codings, wanted, before, done)
    known = {(coding.story, coding.coder): coding for coding in before.codings}
    for coding in wanted:
        _save(store, replace(coding, coder=coders[coding.coder]), known, overwrite, done)
    _decide(store, codings, before, new, overwrite, done)
    _note(store, codings, before, coders, overwrite, done)
    for id_, codes in reading.agreed.items():
        if id_ not in new and _attach(story := story_store.get(id_), codes) != story:
            done.different.append(id_)
    return done


def _attach(story: Story, codes: Sequence[Code]) -> Story:
    """The story, attached to these codes; itself where it is."""
    nodes = tuple(code.id for code in codes if code.kind == "node")
    dimensions = tuple(code.id for code in codes if code.kind == "dimension")
    if set(nodes) == set(story.nodes) and set(dimensions) == set(story.dimensions):
        return story
    return story.model_copy(update={"nodes": nodes, "dimensions": dimensions})


def _add_coders(
    store: CodingStore, codings: Codings, wanted: Iterable[StoryCoding], before: Codings, done: Intake
) -> dict[str, str]:
    """The ids in the store of the coders that are needed, by the ids in the file."""
    needed = {coding.coder for coding in wanted} | {memo.coder for memo in codings.memos}
    known = {coder.id for coder in before.coders}
    ids = {}
    for coder in codings.coders:
        if coder.id in known:
            ids[coder.id] = coder.id
        elif coder.id in needed:
            ids[coder.id] = store.add_coder(coder.name).id
            done.coders += 1
    return ids


def _save(
    store: CodingStore,
    coding: StoryCoding,
    known: dict[tuple[str, str], StoryCoding],
    overwrite: bool,
    done: Intake,
) -> None:
    current = known.get((coding.story, coding.coder))
    if current and _list_content(current) == _list_content(coding):
        done.already += 1
        return
    if current and not overwrite:
        done.different.append(coding.story)
        return
    try:
        store.save(replace(coding, revision=current.revision if current else 0))
    except CodingError as error:
        done.refused.append((coding.story, str(error)))
        return
    if current:
        done.changed += 1
    else:
        done.added += 1


def _decide(
    store: CodingStore, codings: Codings, before: Codings, new: set[str], overwrite: bool, done: Intake
) -> None:
    known = {(decision.story, decision.code): decision.is_attached for decision in before.decisions}
    for decision in codings.decisions:
        current = known.get((decision.story, decision.code))
        if decision.story in new or current == decision.is_attached:
            continue
        if current is not None and not overwrite:
            done.different.append(decision.story)
            continue
        role = find_role(name_role(decision.role)) or "import"
        store.decide(decision.story, decision.code, decision.is_attached, role)
        done.decisions += 1


def _note(
    store: CodingStore,
    codings: Codings,
    before: Codings,
    coders: dict[str, str],
    overwrite: bool,
    done: Intake,
) -> None:
    known: dict[tuple[str, Code], str] = {(memo.coder, memo.code): memo.text for memo in before.memos}
    for memo in codings.memos:
        coder = coders[memo.coder]
        current = known.get((coder, memo.code))
        if current == memo.text:
            continue
        if current is not None and not overwrite:
            done.different.append(memo.code.id)
            continue
        store.save_memo(coder, memo.code, memo.text)
        done.memos += 1


def _list_content(coding: StoryCoding) -> object:
    """What a coding says, whenever it was said."""
    marks = frozenset((mark.code, frozenset(mark.passages)) for mark in coding.marks)
    return marks, frozenset(coding.leftovers), coding.memo, coding.is_done
