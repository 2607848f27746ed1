"""What somebody who told a story may ask for: finding it, a copy of all that is kept, erasing it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from model.__main__ import main
from model.coding import Code, CodingStore, Mark, Passage, StoryCoding
from model.letterboxes import LetterboxStore, Telling
from model.letterboxes.tables import told
from model.stories import StoryStore, UnknownStoryError
from model.stories.faults import UnknownCodeError
from model.stories.keys import hash_code
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


def test_a_copy_says_each_part_as_it_is_kept(store: StoryStore) -> None:
    boxes = LetterboxStore(store)
    boxes.create("box", "Ward 4", "en")
    card = boxes.type_card("box", "r", Telling(text="He hummed.", teller="family", language="en"))
    held = hold(WorkshopStore(store), ParticipantStore(store), 2)
    other = store.add(build_story("Elsewhere.", status="pending"), "visitor", "192.0.2.1")
    codings = CodingStore(store)
    code, passage = Code("node", "effect-joy-in-work"), Passage("en", 3, 9, revision=1)
    coder = codings.add_coder("Ann").id
    codings.save(StoryCoding(card.id, coder, (Mark(code, (passage,)),), memo="A song."))
    decision = codings.decide(card.id, code, False)
    [coding] = codings.find_all([card.id])
    [change] = store.history(card.id)
    assert collect(store, card.id) == {
        "model": "mangomoment",
        "id": card.id,
        "story": store.get(card.id).model_dump(mode="json"),
        "history": [
            {
                "at": change.at.isoformat(),
                "revision": 1,
                "role": "facilitator",
                "what": "added",
                "before": None,
            }
        ],
        "came_through": [{"letterbox": "Ward 4", "has_hash_of_code": False}],
        "has_mark_of_network": False,
        "codings": [
            {
                "at": coding.at.isoformat(),
                "is_done": False,
                "codes": ["node:effect-joy-in-work"],
                "passages": ["hummed"],
                "memo": "A song.",
            }
        ],
        "decisions": [
            {"code": "node:effect-joy-in-work", "is_attached": False, "at": decision.at.isoformat()}
        ],
    }
    copy = collect(store, other.id)
    assert (copy["came_through"], copy["has_mark_of_network"], copy["codings"]) == ([], True, [])
    copy = collect(store, held.receipts[1].story)
    assert copy["came_through"] == [{"workshop": "Ward 4", "has_hash_of_code": True}]


def test_a_code_that_belongs_to_two_stories_or_to_another_model_is_none(store: StoryStore, url: str) -> None:
    stores = (store, StoryStore(url, "other"))
    receipts = []
    for each in stores:
        boxes = LetterboxStore(each)
        boxes.create(f"box-{each.model_id}", "Ward 4", "en")
        telling = Telling(text="She sang.", teller="family", language="en")
        receipts.append(boxes.tell(f"box-{each.model_id}", "r", telling))
    assert [find_by_code(each, receipt.code) for each, receipt in zip(stores, receipts, strict=True)] == [
        receipt.story for receipt in receipts
    ]
    with pytest.raises(UnknownStoryError):
        collect(store, receipts[1].story)
    LetterboxStore(store).tell("box-mangomoment", "s", Telling(text="He.", teller="family", language="en"))
    with store.database.writing() as connection:
        connection.execute(update(told).values(code_hash=hash_code("AHCK43AHCK")))
    with pytest.raises(UnknownCodeError):
        find_by_code(store, "AHCK43AHCK")
    assert find_by_code(stores[1], "AHCK43AHCK") == receipts[1].story
    stores[1].close()


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


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    """The exit code of a command, and the lines that it says and complains of."""
    code = main(["teller", *arguments])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err.splitlines()


@pytest.mark.parametrize(
    ("many", "last"),
    [
        (0, "0 stories"),
        (1, "1 story"),
        (100, "100 stories"),
        (101, "101 stories; these are 100 of them"),
    ],
)
def test_stories_are_listed_with_how_many_there_are(
    store: StoryStore, url: str, capsys: pytest.CaptureFixture[str], many: int, last: str
) -> None:
    told_on = {"created_at": datetime(2026, 5, 1, tzinfo=UTC), "status": "withdrawn"}
    store.add_all((build_story(f"Kiwi {n}.", id=f"k{n}", **told_on) for n in range(many)), "import")
    code, lines, faults = run(capsys, "find", "--words", "kiwi", "--db", url)
    assert (code, faults, lines[-1], len(lines)) == (0, [], last, min(many, 100) + 1)
    assert lines[:-1] == [
        f"k{n}: withdrawn, 2026-05-01, Kiwi {n}." for n in reversed(range(max(0, many - 100), many))
    ]


def test_what_was_done_is_said_story_by_story(
    store: StoryStore, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("heron", "wren"):
        store.add(build_story(f"Ein Vögelchen, {name}.", id=name), "visitor")
    file = tmp_path / "copy.json"
    assert run(capsys, "copy", "heron", "--out", str(file), "--db", url) == (
        0,
        [f"{file}: all that is kept of heron"],
        [],
    )
    written = json.dumps(collect(store, "heron"), ensure_ascii=False, indent=2)
    assert file.read_text("utf-8") == f"{written}\n"
    assert run(capsys, "erase", "heron", "nobody", "wren", "--db", url) == (
        1,
        ["heron: erased", "wren: erased"],
        ['there is no story "nobody"'],
    )
    assert [change.role for change in store.history("wren")] == ["visitor", "participant"]
    store.add(build_story(id="heron"), "visitor")
    assert run(capsys, "erase", "heron", "--db", url) == (0, ["heron: erased"], [])
    assert run(capsys, "copy", "robin", "--out", str(file), "--db", url) == (
        1,
        [],
        ['there is no story "robin"'],
    )
    assert run(capsys, "find", "--code", "no code", "--db", url)[0] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["find"],
        ["find", "--code", "AHCK43AHCK", "--words", "kiwi"],
        ["copy", "heron"],
        ["copy", "--out", "copy.json"],
        ["erase"],
    ],
)
def test_a_command_that_says_too_little_or_too_much_is_refused(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["teller", *wrong])
    assert caught.value.code == 2
    assert "usage: python -m model teller" in capsys.readouterr().err
