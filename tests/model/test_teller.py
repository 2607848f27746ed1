"""What somebody who told a story may ask for: finding it, a copy of all that is kept, erasing it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.__main__ import main
from model.coding import Code, CodingStore, Mark, Passage, StoryCoding
from model.letterboxes import LetterboxStore, Telling
from model.stories import StoryStore, UnknownStoryError
from model.stories.faults import UnknownCodeError
from model.teller_data import collect, find_by_code
from model.workshop import ParticipantStore, WorkshopStore
from tests.storytelling import build_story
from tests.workshopping import hold


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a database of the test's own."""
    return f"sqlite:///{tmp_path}/stories.db"


@pytest.fixture
def store(url: str) -> Iterator[StoryStore]:
    """An empty store of the stories of the application's own model."""
    opened = StoryStore(url, "mangomoment")
    yield opened
    opened.close()


def test_a_story_is_found_by_the_code_of_a_letterbox_or_a_workshop_even_once_it_is_erased(
    store: StoryStore, url: str
) -> None:
    boxes = LetterboxStore(store)
    boxes.create("box", "Ward 4", "en")
    receipt = boxes.tell("box", "r", Telling(text="She sang.", teller="family", language="en"))
    workshop_receipt = hold(WorkshopStore(store), ParticipantStore(store), 1).receipts[0]
    assert find_by_code(store, receipt.code.lower()) == receipt.story
    assert find_by_code(store, workshop_receipt.code) == workshop_receipt.story
    store.delete(workshop_receipt.story, 1, "facilitator")
    assert find_by_code(store, workshop_receipt.code) == workshop_receipt.story
    with pytest.raises(UnknownCodeError):
        find_by_code(store, "no code")
    with pytest.raises(UnknownCodeError):
        find_by_code(StoryStore(url, "other"), receipt.code)


def test_a_copy_has_all_that_is_kept_of_a_story_and_nothing_that_names_others(store: StoryStore) -> None:
    boxes = LetterboxStore(store)
    boxes.create("box", "Ward 4", "en")
    telling = Telling(text="Ann sang for him.", teller="family", language="en")
    receipt = boxes.tell("box", "r", telling, network="192.0.2.1")
    codings = CodingStore(store)
    mark = Mark(Code("node", "effect-joy-in-work"), (Passage("en", 0, 8, revision=1),))
    codings.save(
        StoryCoding(receipt.story, codings.add_coder("Bob").id, (mark,), memo="A song.", is_done=True)
    )
    story = store.get(receipt.story)
    masked = story.model_copy(update={"wordings": build_story("[name] sang for him.").wordings})
    store.change(masked, "facilitator", "edited")
    copy = collect(store, receipt.story)
    json.dumps(copy)
    assert copy["story"]["wordings"][0]["text"] == "[name] sang for him."
    assert [line["what"] for line in copy["history"]] == ["added", "attached", "edited"]
    assert copy["history"][-1]["before"]["wordings"][0]["text"] == "Ann sang for him."
    assert copy["came_through"] == [{"letterbox": "Ward 4", "has_hash_of_code": True}]
    assert copy["has_mark_of_network"] is True
    assert copy["codings"][0]["codes"] == ["node:effect-joy-in-work"]
    assert copy["codings"][0]["memo"] == "A song."
    assert not any(said in json.dumps(copy) for said in ("Bob", receipt.code, "192.0.2"))


def test_of_an_erased_story_no_text_is_left_anywhere(store: StoryStore) -> None:
    story = store.add(build_story("With a name."), "visitor")
    edited = story.model_copy(update={"wordings": build_story("Masked.").wordings})
    store.change(edited, "facilitator", "edited")
    store.delete(story.id, 2, "facilitator")
    copy = collect(store, story.id)
    assert copy["story"] is None
    assert {line["before"] for line in copy["history"]} == {None}
    with pytest.raises(UnknownStoryError):
        collect(store, "nobody")


def test_the_command_line_finds_copies_and_erases(
    store: StoryStore, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    boxes = LetterboxStore(store)
    boxes.create("box", "Ward 4", "en")
    receipt = boxes.tell("box", "r", Telling(text="She hummed quietly.", teller="family", language="en"))
    database = ["--db", url]
    for sought in (["--code", receipt.code], ["--words", "hummed"]):
        assert main(["teller", "find", *sought, *database]) == 0
        assert f"{receipt.story}: pending, " in capsys.readouterr().out
    file = tmp_path / "copy.json"
    assert main(["teller", "copy", receipt.story, "--out", str(file), *database]) == 0
    assert json.loads(file.read_text("utf-8"))["id"] == receipt.story
    assert main(["teller", "erase", receipt.story, "nobody", *database]) == 1
    said = capsys.readouterr()
    assert f"{receipt.story}: erased" in said.out
    assert 'there is no story "nobody"' in said.err
    assert main(["teller", "find", "--code", receipt.code, *database]) == 0
    assert capsys.readouterr().out == f"{receipt.story}: erased\n"
