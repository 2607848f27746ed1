from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from model.coding import (
    Code,
    CoderInUseError,
    CoderNameError,
    CodingConflictError,
    CodingError,
    CodingStore,
    Mark,
    Passage,
    StoryCoding,
    UnknownCoderError,
)
from model.stories import Story, StoryQuery, StoryStore, UnknownStoryError
from tests.storytelling import build_story

JOY, TRUST, RESPECT = Code("node", "joy"), Code("node", "trust"), Code("dimension", "respect")


def tell(store: StoryStore, text: str = "She sang for him.", **fields: object) -> Story:
    return store.add(build_story(text, **fields), "visitor")


def save(
    codings: CodingStore, story: Story, coder: str, *codes: Code, is_done: bool = True, **fields: object
) -> StoryCoding:
    known = codings.find(story.id, coder)
    marks = tuple(Mark(code) for code in codes)
    revision = known.revision if known else 0
    return codings.save(StoryCoding(story.id, coder, marks, is_done=is_done, revision=revision, **fields))  # type: ignore[arg-type]


def test_what_is_saved_is_read_back_as_it_is(store: StoryStore, codings: CodingStore) -> None:
    story, ann = tell(store), codings.add_coder("Ann")
    marks = (Mark(JOY, (Passage("en", 0, 8, 1), Passage("en", 9, 16, 1))), Mark(RESPECT))
    coding = StoryCoding(story.id, ann.id, marks, (Passage("en", 4, 8, 1),), "A note.", is_done=False)
    saved = codings.save(coding)
    assert saved == codings.find(story.id, ann.id)
    assert replace(saved, marks=(), at=coding.at, revision=0) == replace(coding, marks=())
    assert [(mark.code, mark.passages) for mark in saved.marks] == [(m.code, m.passages) for m in marks]
    assert codings.read().coders == (ann,)
    assert codings.read().codings == (saved,)


def test_with_one_coder_theirs_counts(store: StoryStore, codings: CodingStore) -> None:
    story, ann = tell(store, nodes=["Joy"]), codings.add_coder("Ann")
    save(codings, story, ann.id, JOY, RESPECT)
    now = store.get(story.id)
    assert (now.nodes, now.dimensions) == (("joy",), ("respect",))
    assert [(change.role, change.what) for change in store.history(story.id)][1:] == [("coder", "attached")]


def test_nothing_is_agreed_on_while_nobody_is_done(store: StoryStore, codings: CodingStore) -> None:
    story, ann = tell(store, nodes=["Joy"]), codings.add_coder("Ann")
    save(codings, story, ann.id, JOY, is_done=False)
    assert store.get(story.id) == story


def test_where_two_differ_it_waits_for_a_decision_that_can_be_taken_back(
    store: StoryStore, codings: CodingStore
) -> None:
    story, ann, bo = tell(store), codings.add_coder("Ann"), codings.add_coder("Bo")
    save(codings, story, ann.id, JOY, TRUST)
    save(codings, story, bo.id, JOY)
    assert store.get(story.id).nodes == ("joy", "trust")
    assert [found.id for found in codings.find_stories("differ")] == [story.id]
    codings.decide(story.id, TRUST, is_attached=False)
    assert store.get(story.id).nodes == ("joy",)
    assert codings.count("differ") == 0
    [decision] = codings.find_decisions(story.id)
    assert (decision.code, decision.is_attached, decision.role) == (TRUST, False, "facilitator")
    codings.take_back(story.id, TRUST)
    assert store.get(story.id).nodes == ("joy", "trust")
    assert codings.count("differ") == 1
    assert codings.read().decisions == ()


def test_a_decision_stands_until_a_coder_changes_it(store: StoryStore, codings: CodingStore) -> None:
    story, ann, bo = tell(store), codings.add_coder("Ann"), codings.add_coder("Bo")
    save(codings, story, ann.id, JOY, TRUST)
    save(codings, story, bo.id, JOY)
    codings.decide(story.id, TRUST, is_attached=True)
    save(codings, story, bo.id, JOY, RESPECT)
    assert len(codings.find_decisions(story.id)) == 1
    save(codings, story, bo.id, JOY, TRUST, RESPECT)
    assert codings.find_decisions(story.id) == ()
    assert store.get(story.id).nodes == ("joy", "trust")


def test_two_windows_of_one_coder_do_not_overwrite_each_other(
    store: StoryStore, codings: CodingStore
) -> None:
    story, ann = tell(store), codings.add_coder("Ann")
    first = save(codings, story, ann.id, JOY)
    with pytest.raises(CodingConflictError) as caught:
        codings.save(StoryCoding(story.id, ann.id, (Mark(TRUST),)))
    assert caught.value.current == first
    assert str(caught.value) == f'the coding of the story "{story.id}" was changed meanwhile'
    assert codings.find(story.id, ann.id) == first
    other = tell(store, "He hummed.")
    with pytest.raises(CodingConflictError) as caught:
        codings.save(StoryCoding(other.id, ann.id, revision=1))
    current = caught.value.current
    assert (current.story, current.coder, current.revision) == (other.id, ann.id, 0)


def test_a_mark_keeps_its_time_as_long_as_it_stays(store: StoryStore, codings: CodingStore) -> None:
    story, ann = tell(store), codings.add_coder("Ann")
    first = save(codings, story, ann.id, JOY, is_done=False)
    second = save(codings, story, ann.id, JOY, TRUST, is_done=False)
    assert [mark.at for mark in first.marks] == [first.at]
    assert [mark.at for mark in second.marks] == [first.at, second.at]
    assert second.at > first.at


def test_a_hundred_saves_of_two_coders_at_once_all_arrive(store: StoryStore, codings: CodingStore) -> None:
    stories = [tell(store, f"Story {number}.") for number in range(25)]
    coders = [codings.add_coder(name) for name in ("Ann", "Bo", "Cy", "Di")]

    def work(coder: str) -> None:
        for story in stories:
            save(codings, story, coder, JOY)

    threads = [threading.Thread(target=work, args=[coder.id]) for coder in coders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(codings.read().codings) == 100
    assert all(store.get(story.id).nodes == ("joy",) for story in stories)
    assert codings.count("differ") == 0


def test_a_passage_follows_its_words_when_the_story_is_masked(
    store: StoryStore, codings: CodingStore
) -> None:
    story, ann = tell(store, "Then Sarah Peeters sang for us."), codings.add_coder("Ann")
    marks = (Mark(JOY, (Passage("en", 19, 30, 1),)),)
    codings.save(StoryCoding(story.id, ann.id, marks, is_done=True))
    now = store.get(story.id)
    wording = now.wordings[0].model_copy(update={"text": "Then [name] sang for us."})
    now = store.change(now.model_copy(update={"wordings": (wording,)}), "facilitator", "edited")
    [coding] = codings.read().codings
    [passage] = coding.marks[0].passages
    assert (passage.find_text(now), passage.revision) == ("sang for us", now.revision)


def test_a_withdrawn_story_leaves_the_figures_and_comes_back(store: StoryStore, codings: CodingStore) -> None:
    story, ann = tell(store), codings.add_coder("Ann")
    save(codings, story, ann.id, JOY)
    now = store.get(story.id)
    gone = store.change(now.model_copy(update={"status": "withdrawn"}), "facilitator", "withdrawn")
    assert codings.read().codings == ()
    assert codings.count("done") == codings.count("uncoded") == 0
    store.undo(story.id, gone.revision, "facilitator")
    assert len(codings.read().codings) == 1


def test_with_a_deleted_story_everything_about_it_is_gone(store: StoryStore, codings: CodingStore) -> None:
    story, ann, bo = tell(store), codings.add_coder("Ann"), codings.add_coder("Bo")
    save(codings, story, ann.id, JOY, leftovers=(Passage("en", 0, 3, 1),))
    save(codings, story, bo.id)
    codings.decide(story.id, JOY, is_attached=True)
    store.delete(story.id, store.get(story.id).revision, "facilitator")
    read = codings.read()
    assert (read.codings, read.decisions) == ((), ())
    assert codings.find(story.id, ann.id) is None


def test_stories_are_found_by_how_far_they_are_coded(store: StoryStore, codings: CodingStore) -> None:
    stories = [tell(store, f"Story {number}.") for number in range(4)]
    ann, bo = codings.add_coder("Ann"), codings.add_coder("Bo")
    save(codings, stories[0], ann.id, JOY, RESPECT)
    save(codings, stories[0], bo.id, JOY, RESPECT)
    save(codings, stories[1], ann.id, JOY)
    save(codings, stories[2], ann.id, JOY, is_done=False)

    def find(state: object, coder: str | None = None) -> list[int]:
        found = codings.find_stories(state, coder)  # type: ignore[arg-type]
        assert codings.count(state, coder) == len(found)  # type: ignore[arg-type]
        return [next(at for at, known in enumerate(stories) if known.id == story.id) for story in found]

    assert find("todo", ann.id) == [3]
    assert find("todo", bo.id) == [1, 2, 3]
    assert find("begun", ann.id) == [2]
    assert find("done", ann.id) == [0, 1]
    assert find("uncoded") == [2, 3]
    assert find("one") == [1]
    assert find("several") == [0]
    assert find("differ") == []
    assert find("no node") == [2, 3]
    assert find("no dimension") == [1, 2, 3]
    newest = codings.find_stories("todo", bo.id, StoryQuery(), at_most=1, after=stories[3].id)
    assert [story.id for story in newest] == [stories[2].id]
    worded = codings.find_stories("todo", bo.id, StoryQuery(words="3", sort="oldest"))
    assert [story.id for story in worded] == [stories[3].id]


def test_a_coder_has_a_name_of_their_own(codings: CodingStore) -> None:
    ann = codings.add_coder(" Ann ")
    with pytest.raises(CoderNameError, match='there is a coder "ánn" already'):
        codings.add_coder("ánn")
    for name, message in ((" ", "a coder has a name"), ("x" * 61, "a coder has at most 60 characters")):
        with pytest.raises(CoderNameError, match=message):
            codings.add_coder(name)
    other = codings.add_coder("Bo")
    with pytest.raises(CoderNameError, match='there is a coder "ANN" already'):
        codings.rename_coder(other.id, "ANN")
    codings.remove_coder(other.id)
    assert codings.rename_coder(ann.id, "Anna").name == "Anna"
    assert [coder.name for coder in codings.list_coders()] == ["Anna"]
    with pytest.raises(UnknownCoderError):
        codings.rename_coder("nobody", "Bo")


def test_only_a_coder_who_coded_nothing_is_removed(store: StoryStore, codings: CodingStore) -> None:
    ann, bo = codings.add_coder("Ann"), codings.add_coder("Bo")
    save(codings, tell(store), ann.id, is_done=False)
    codings.save_memo(bo.id, JOY, "Only for staff?")
    with pytest.raises(CoderInUseError, match='"Ann" coded stories \\(1\\)'):
        codings.remove_coder(ann.id)
    codings.remove_coder(bo.id)
    assert codings.list_coders() == (ann,)
    assert codings.read().memos == ()


def test_a_memo_on_a_code_is_kept_and_taken_away(codings: CodingStore) -> None:
    ann = codings.add_coder("Ann")
    codings.save_memo(ann.id, JOY, "Only <b>for</b> staff?")
    [memo] = codings.find_memos(ann.id)
    assert (memo.code, memo.text) == (JOY, "Only for staff?")
    codings.save_memo(ann.id, JOY, " ")
    assert codings.find_memos(ann.id) == ()
    with pytest.raises(CodingError):
        codings.save_memo(ann.id, JOY, "x" * 2001)


@pytest.mark.parametrize(
    ("coding", "message"),
    [
        ({"marks": (Mark(JOY), Mark(JOY))}, "a coder gives a story each code once"),
        ({"memo": "x" * 2001}, "a memo has at most 2000 characters"),
        ({"leftovers": (Passage("en", 0, 18, 1),)}, "the story has no passage from 0 up to 18 (en)"),
        ({"leftovers": (Passage("fr", 0, 1, 1),)}, "the story has no passage from 0 up to 1 (fr)"),
        ({"leftovers": (Passage("en", 0, 1, 2),)}, "the story has 1 revisions, and no later one"),
        ({"leftovers": (Passage("en", 0, 1, 1),) * 201}, "a coder marks at most 200 passages of a story"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_the_reason(
    store: StoryStore, codings: CodingStore, coding: dict[str, object], message: str
) -> None:
    story, ann = tell(store), codings.add_coder("Ann")
    with pytest.raises(CodingError) as caught:
        codings.save(StoryCoding(story.id, ann.id, **coding))  # type: ignore[arg-type]
    assert str(caught.value) == message
    assert codings.read().codings == ()


def test_as_much_as_fits_is_stored(store: StoryStore, codings: CodingStore) -> None:
    story, ann = tell(store), codings.add_coder("x" * 60)
    every = (Passage("en", 0, 17, 1),) * 100
    marks = (Mark(JOY, every), Mark(Code("dimension", "joy")))
    saved = codings.save(StoryCoding(story.id, ann.id, marks, every, "x" * 2000))
    assert codings.find(story.id, ann.id) == saved
    assert codings.save_memo(ann.id, JOY, " x" * 1000).text == ("x " * 1000).strip()
    assert codings.find_memos(ann.id)[0].coder == ann.id


def test_nobody_codes_what_is_not_there(store: StoryStore, codings: CodingStore) -> None:
    story, ann = tell(store), codings.add_coder("Ann")
    with pytest.raises(UnknownCoderError):
        codings.save(StoryCoding(story.id, "nobody"))
    with pytest.raises(UnknownStoryError):
        codings.save(StoryCoding("gone", ann.id))
    with pytest.raises(UnknownStoryError):
        codings.decide("gone", JOY, is_attached=True)


def test_other_models_have_their_own_codings(store: StoryStore, codings: CodingStore, url: str) -> None:
    story, ann = tell(store), codings.add_coder("Ann")
    save(codings, story, ann.id, JOY)
    other = StoryStore(url, "other")
    other.open()
    theirs = CodingStore(other)
    assert theirs.read().codings == ()
    assert theirs.list_coders() == ()
    assert theirs.add_coder("Ann") != ann
    other.close()


def test_a_backup_holds_the_codings(
    store: StoryStore, codings: CodingStore, url: str, tmp_path: object
) -> None:
    if not url.startswith("sqlite"):
        return
    from pathlib import Path

    story, ann = tell(store), codings.add_coder("Ann")
    before = save(codings, story, ann.id, JOY)
    file = Path(str(tmp_path)) / "backup.db"
    store.back_up(file)
    save(codings, story, ann.id, TRUST)
    store.restore(file)
    assert codings.find(story.id, ann.id) == before


def test_a_coder_sees_how_far_they_are_with_each_story(store: StoryStore, codings: CodingStore) -> None:
    ids = [tell(store, f"Story {number}.").id for number in range(4)]
    ann, bo = codings.add_coder("Ann"), codings.add_coder("Bo")
    save(codings, store.get(ids[0]), ann.id, JOY)
    save(codings, store.get(ids[1]), ann.id, is_done=False)
    save(codings, store.get(ids[2]), bo.id, JOY)
    progress = tuple(zip(ids, ("done", "begun", "todo", "todo"), strict=True))
    assert codings.find_progress("any", ann.id) == progress
    assert codings.find_progress("any", ann.id, at_most=2) == progress[:2]
    assert codings.find_progress("any", ann.id, after=ids[1]) == progress[2:]
    newest = codings.find_progress("todo", ann.id, StoryQuery(sort="newest"))
    assert newest == progress[:1:-1]


def test_a_coder_does_not_find_stories_by_what_others_made_of_them(
    store: StoryStore, codings: CodingStore
) -> None:
    sung, other = tell(store, "She sang."), tell(store, "A trust of nurses.", nodes=["Trust"])
    tell(store, "He ran.", nodes=["Trust"])
    for words, found in (("trust", [other.id]), ("sang", [sung.id])):
        assert [story.id for story in codings.find_stories("any", query=StoryQuery(words))] == found


def test_lost_passages_are_counted(store: StoryStore, codings: CodingStore) -> None:
    story, ann = tell(store, "Then Sarah sang. We all listened."), codings.add_coder("Ann")
    marks = (Mark(JOY, (Passage("en", 0, 16, 1), Passage("en", 17, 33, 1))),)
    codings.save(StoryCoding(story.id, ann.id, marks))
    wording = story.wordings[0].model_copy(update={"text": "We all listened."})
    store.change(story.model_copy(update={"wordings": (wording,)}), "facilitator", "edited")
    coding = codings.find(story.id, ann.id)
    assert coding is not None
    assert (coding.lost, len(coding.marks[0].passages)) == (1, 1)


def test_of_what_was_read_before_only_what_still_holds_is_taken_over(
    store: StoryStore, codings: CodingStore
) -> None:
    stories = [tell(store, f"Then Sarah {number} sang. We all listened.") for number in range(4)]
    ann, bo = codings.add_coder("Ann"), codings.add_coder("Bo")
    mark = Mark(JOY, (Passage("en", 19, 35, 1),))
    for story in stories:
        codings.save(StoryCoding(story.id, ann.id, (mark,), is_done=True))
    known = codings.read()

    def edit(text: str) -> Story:
        now = store.get(stories[0].id)
        wording = now.wordings[0].model_copy(update={"text": text})
        return store.change(now.model_copy(update={"wordings": (wording,)}), "facilitator", "edited")

    def withdraw() -> Story:
        now = store.get(stories[3].id).model_copy(update={"status": "withdrawn"})
        return store.change(now, "facilitator", "withdrawn")

    for change in (
        lambda: save(codings, store.get(stories[1].id), ann.id, TRUST),
        lambda: save(codings, store.get(stories[2].id), bo.id, TRUST),
        lambda: edit("Sarah sang. We all listened."),
        lambda: edit("Sarah sang."),
        lambda: store.undo(stories[0].id, store.get(stories[0].id).revision, "facilitator"),
        withdraw,
        lambda: store.undo(stories[3].id, store.get(stories[3].id).revision, "facilitator"),
        lambda: codings.decide(stories[2].id, TRUST, True),
        lambda: store.delete(stories[3].id, store.get(stories[3].id).revision, "facilitator"),
    ):
        change()
        before, known = known, codings.read(known)
        assert known == codings.read()
        assert sum(coding in known.codings for coding in before.codings) > 1
        assert any(coding is other for coding in known.codings for other in before.codings)
