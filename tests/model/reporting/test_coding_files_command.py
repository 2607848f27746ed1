"""The commands `codings export`, `codings import` and `codings report`: what they say, and how they end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from model import load_model
from model.__main__ import main
from model.coding import CodingStore
from model.coding.exchange import take_in
from model.coding.refi import read_project, to_qdpx
from model.loading import DATA
from model.stories import Consent, StoryStore
from tests.coding import STORIES, build_codings
from tests.model.coding.refi.test_foreign_projects import B, D, build_project, select, write_source

MODEL = load_model(DATA / "mangomoment.yaml")
TEXT = "She sang for him."


@dataclass
class Desk:
    """A database with the stories of `tests.coding`, one of which may not be exported, and a folder."""

    stories: StoryStore
    folder: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> tuple[int, list[str], list[str]]:
        """How a command ended, and what it said, and of what it complained."""
        file = str(DATA / "mangomoment.yaml")
        url = f"sqlite:///{self.folder / 'stories.db'}"
        code = main(["codings", *arguments, "--db", url, "--model", file])
        out, err = self.capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    def write(self, selections: str, text: str = TEXT, name: str = "p.qdpx") -> str:
        """A project of one text."""
        source = f"<Sources>{write_source(selections)}</Sources>"
        (self.folder / name).write_bytes(build_project(source, {"e.txt": text.encode()}))
        return str(self.folder / name)

    def take_in(self, file: str, *arguments: str) -> tuple[int, list[str], list[str]]:
        """The same of `codings import`, where what the model lacks means nothing."""
        return self.run("import", file, *arguments, "--code", "Waiting=none")

    def withdraw(self, story: str) -> None:
        gone = self.stories.get(story).model_copy(update={"status": "withdrawn"})
        self.stories.change(gone, "facilitator", "withdrawn")

    def add_codings(self) -> None:
        reading = read_project(to_qdpx(MODEL, STORIES, build_codings(), "en"), "p", MODEL, STORIES)
        take_in(self.stories, CodingStore(self.stories), reading)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    stories = StoryStore(f"sqlite:///{tmp_path / 'stories.db'}", "mangomoment")
    stories.open()
    for story in STORIES:
        kept_back = story.model_copy(update={"consent": Consent(room=True)})
        stories.add(kept_back if story.id == "zang" else story, "visitor")
    yield Desk(stories, tmp_path, capsys)
    stories.close()


@pytest.mark.parametrize(
    ("consents", "stories"), [([], 3), (["room"], 3), (["exports"], 2), (["room", "exports"], 2)]
)
def test_only_stories_with_all_the_consents_go_out(desk: Desk, consents: list[str], stories: int) -> None:
    desk.add_codings()
    out = str(desk.folder / "C.ZIP")
    wanted = ["--consent", *consents] if consents else []
    assert desk.run("export", out, *wanted) == (0, [f"C.ZIP: 4 codings of {stories} stories"], [])
    with zipfile.ZipFile(out) as archive:
        table = archive.read("codings.csv").decode("utf-8-sig")
    assert ("sang" in table) == (stories == 3)


def test_withdrawn_stories_do_not_go_out(desk: Desk) -> None:
    desk.withdraw("3")
    assert desk.run("export", str(desk.folder / "c.zip"))[1] == ["c.zip: 0 codings of 2 stories"]


def test_the_language_that_is_asked_for_is_that_of_the_file(desk: Desk) -> None:
    out = str(desk.folder / "c.xlsx")
    for language, name in (("en", "Joy in work"), ("nl", "Vreugde in het werk")):
        assert desk.run("export", out, "--lang", language)[0] == 0
        assert name in {cell for row in load_workbook(out)["codes"].values for cell in row}
    assert desk.run("export", out, "--lang", "xx")[2] == [
        f'there is no language "xx" in this model; choose one of {", ".join(MODEL.languages)}'
    ]


def test_a_code_without_a_passage_is_one_of_the_text_or_of_its_whole_passage(desk: Desk) -> None:
    desk.add_codings()
    texts = []
    for way in ([], ["--whole-stories", "source"], ["--whole-stories", "passage"]):
        assert desk.run("export", str(desk.folder / "c.qdpx"), *way)[0] == 0
        with zipfile.ZipFile(io.BytesIO((desk.folder / "c.qdpx").read_bytes())) as archive:
            texts.append(archive.read("project.qde").decode())
    assert texts[0] == texts[1]
    assert texts[2].count("<PlainTextSelection ") > texts[0].count("<PlainTextSelection ")


def test_what_comes_in_is_counted_and_a_dry_run_leaves_it_outside(desk: Desk) -> None:
    file = desk.write(select(0, 8))
    assert desk.take_in(file, "--dry-run") == (0, ["p.qdpx: 1 codings, 0 new stories"], [])
    assert CodingStore(desk.stories).read().codings == ()
    assert desk.take_in(file) == (0, ["p.qdpx: 1 added, 1 new coders"], [])
    assert desk.take_in(file) == (0, ["p.qdpx: 1 already there"], [])
    assert desk.take_in(desk.write("")) == (0, ["p.qdpx: nothing to add"], [])


def test_what_is_different_is_named_once_and_replaced_where_that_is_said(desk: Desk) -> None:
    desk.take_in(desk.write(select(0, 8)))
    desk.take_in(desk.write(select(0, 8, user=D)))
    changed = desk.write(select(4, 8) + select(4, 8, user=D))
    code, out, err = desk.take_in(changed)
    assert (code, out) == (1, ["p.qdpx: 2 different and left as they are"])
    assert err == [
        "p.qdpx: different in the application and left as they are: zang; --overwrite replaces them"
    ]
    assert desk.take_in(changed, "--overwrite") == (0, ["p.qdpx: 2 changed"], [])


def test_texts_that_are_no_story_are_named_and_left_out_or_come_in(desk: Desk) -> None:
    file = desk.write(select(0, 7), "A quiet evening.")
    named = 'p.qdpx: "Interview 1" is no story yet; --new-stories imports it'
    assert desk.take_in(file, "--dry-run") == (0, ["p.qdpx: 1 codings, 1 new stories"], [named])
    assert desk.take_in(file) == (
        1,
        ["p.qdpx: nothing to add"],
        [named, "p.qdpx: 1 codings of texts that are no story were left out"],
    )
    assert desk.take_in(file, "--new-stories") == (
        0,
        ["p.qdpx: 1 added, 1 new coders, 1 new stories"],
        [named],
    )


def test_passages_that_cannot_be_read_are_named_with_their_line_and_place(desk: Desk) -> None:
    code, out, err = desk.take_in(desk.write(select(0, 8) + select(0, 99)), "--dry-run")
    assert (code, out) == (1, ["p.qdpx: 1 codings, 0 new stories"])
    assert err == ["p.qdpx: line 6: Interview 1.docx: 0–99: a passage that is not in its text (x)"]
    assert desk.take_in(desk.write(select(0, 8) + select(0, 99)))[0] == 1


def test_a_code_that_the_model_lacks_is_named_and_means_what_is_said_of_it(desk: Desk) -> None:
    file = desk.write(select(0, 8, code=B))
    named = 'p.qdpx: the code "Waiting", used 1 times, is not in the model; say --code "Waiting=ID"'
    for dry in ([], ["--dry-run"]):
        code, _out, err = desk.run("import", file, *dry)
        assert (code, [line for line in err if line.startswith(named)]) == (1, err)
    for meaning in ("access", "leftover", "none"):
        assert desk.run("import", file, "--dry-run", "--code", "a=b=access", f"Waiting={meaning}")[2] == []
    assert desk.run("import", file, "--code", "Waiting=acces")[2] == [
        'there is no code "acces"; did you mean "access"?'
    ]
    assert desk.run("import", file, "--code", "Waiting=effect-tem")[2] == [
        'there is no code "effect-tem"; did you mean "effect-team"?'
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import", "p.qdpx", "--code", "Waiting"], "write NAME=ID, NAME=leftover or NAME=none"),
        (["export", "c.doc"], "the name must end in one of .qdpx, .xlsx, .zip"),
        (["report", "--out", "c.doc"], "must end in one of .pdf, .xlsx"),
        (["report"], "the following arguments are required: --out"),
        (["export"], "the following arguments are required: FILE"),
        (["import"], "the following arguments are required: FILE"),
    ],
)
def test_wrong_usage_says_what_to_write(desk: Desk, arguments: list[str], sentence: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        desk.run(*arguments)
    assert desk.capsys.readouterr().err.endswith(f"{sentence}\n")


def test_the_report_counts_all_stories_but_the_withdrawn_ones(desk: Desk) -> None:
    out = desk.folder / "report.XLSX"
    desk.withdraw("3")
    assert desk.run("report", "--out", str(out)) == (0, [], [])
    first = load_workbook(out).worksheets[0]
    assert "2" in str(first["B2"].value)
