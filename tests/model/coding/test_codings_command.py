"""The commands `codings export`, `codings import` and `codebook`, and how a project goes into the store."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from model import load_model
from model.__main__ import main
from model.coding import Codings, CodingStore, StoryCoding
from model.coding.exchange import take_in
from model.coding.refi import read_project, to_qdpx
from model.loading import DATA
from model.stories import StoryQuery, StoryStore, Wording
from tests.coding import STORIES, arrange, build_codings
from tests.model.coding.refi.test_foreign_projects import B, build_project, select, write_source

MODEL = load_model(DATA / "mangomoment.yaml")
FILE = str(DATA / "mangomoment.yaml")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'stories.db'}"


@pytest.fixture
def stories(url: str) -> Iterator[StoryStore]:
    store = StoryStore(url, "mangomoment")
    store.open()
    for story in STORIES:
        store.add(story, "visitor")
    yield store
    store.close()


def test_project_goes_into_a_store_once(stories: StoryStore) -> None:
    store = CodingStore(stories)
    reading = read_project(to_qdpx(MODEL, STORIES, build_codings(), "en"), "p.qdpx", MODEL, STORIES)
    first = take_in(stories, store, reading)
    assert (first.added, first.coders, first.decisions, first.memos, first.refused) == (4, 2, 2, 2, [])
    today = tuple(stories.walk(StoryQuery(sort="oldest")))
    content = to_qdpx(MODEL, today, store.read(), "en")
    again = read_project(content, "p.qdpx", MODEL, today, store.list_coders())
    second = take_in(stories, store, again)
    assert (second.added, second.already, second.coders, second.decisions, second.memos) == (0, 4, 0, 0, 0)
    names = {coder.id: coder.name for coder in store.read().coders}
    stored = {(saved.story, names[saved.coder]): saved for saved in store.read().codings}
    for coding in build_codings().codings:
        kept = stored[coding.story, "Ann" if coding.coder[0] == "a" else "Bo & co"]
        assert list_places(kept) == list_places(coding)


def list_places(coding: StoryCoding) -> set[tuple[object, ...]]:
    return {(code, passage.language, passage.start, passage.end) for code, passage in coding.list_passages()}


def test_what_is_different_in_the_store_stays_unless_it_is_overwritten(stories: StoryStore) -> None:
    store = CodingStore(stories)
    ann = store.add_coder("Ann")
    source = write_source(select(0, 8))
    content = build_project(f"<Sources>{source}</Sources>", {"e.txt": b"She sang for him."})
    take_in(stories, store, read_project(content, "p", MODEL, STORIES, store.list_coders()))
    changed = build_project(
        f"<Sources>{write_source(select(4, 8))}</Sources>", {"e.txt": b"She sang for him."}
    )
    reading = read_project(changed, "p", MODEL, STORIES, store.list_coders())
    left = take_in(stories, store, reading)
    assert (left.different, left.changed) == (["zang"], 0)
    assert take_in(stories, store, reading, overwrite=True).changed == 1
    found = store.find("zang", ann.id)
    assert found
    assert found.marks[0].passages[0].start == 4


def test_new_stories_come_in_only_where_asked_for(stories: StoryStore) -> None:
    store = CodingStore(stories)
    content = build_project(f"<Sources>{write_source(select(0, 5))}</Sources>", {"e.txt": b"Quiet evening."})
    reading = read_project(content, "p", MODEL, STORIES)
    left = take_in(stories, store, reading)
    assert (left.left_out, left.added, left.stories, left.coders) == (1, 0, 0, 0)
    done = take_in(stories, store, reading, with_new_stories=True)
    assert (done.added, done.stories) == (1, 1)
    assert stories.get(reading.new_stories[0].id).status == "pending"


def test_new_stories_are_attached_as_the_file_says_and_others_are_compared(stories: StoryStore) -> None:
    song = STORIES[1]
    other = song.model_copy(update={"id": "other", "nodes": ("mangomoment",)})
    strange = other.model_copy(update={"wordings": (Wording(language="nl", text="Een ander verhaal."),)})
    content = to_qdpx(MODEL, [strange, song.model_copy(update={"nodes": ()})], Codings(), "nl")
    reading = read_project(content, "p", MODEL, stories.walk(StoryQuery()), language="nl")
    [new] = reading.new_stories
    done = take_in(stories, CodingStore(stories), reading, with_new_stories=True)
    assert (stories.get(new.id).nodes, stories.get(new.id).dimensions) == (("mangomoment",), ("respect",))
    assert (done.different, stories.get("zang").nodes) == (["zang"], song.nodes)


def test_codings_go_out_and_in_by_command(
    stories: StoryStore, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = CodingStore(stories)
    reading = read_project(to_qdpx(MODEL, STORIES, build_codings(), "en"), "p.qdpx", MODEL, STORIES)
    take_in(stories, store, reading)
    options = ["--db", url, "--model", FILE, "--lang", "nl"]
    for name, part in (("c.qdpx", "project.qde"), ("c.xlsx", "xl/workbook.xml"), ("c.zip", "codes.csv")):
        assert main(["codings", "export", str(tmp_path / name), *options]) == 0
        with zipfile.ZipFile(io.BytesIO((tmp_path / name).read_bytes())) as archive:
            assert part in archive.namelist()
    assert capsys.readouterr().out.startswith("c.qdpx: 4 codings of 3 stories\n")
    assert main(["codings", "import", str(tmp_path / "c.qdpx"), *options]) == 0
    assert capsys.readouterr().out == "c.qdpx: 4 already there\n"
    assert arrange(store.read()).codings


def test_command_names_what_is_left_out(
    stories: StoryStore, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.qdpx"
    sources = write_source(select(0, 3, code=B) + select(0, 99))
    file.write_bytes(build_project(f"<Sources>{sources}</Sources>", {"e.txt": b"A quiet evening."}))
    options = [str(file), "--db", url, "--model", FILE]
    assert main(["codings", "import", *options, "--dry-run"]) == 1
    said = capsys.readouterr().err
    assert 'the code "Waiting", used 1 times, is not in the model; say --code "Waiting=ID"' in said
    assert "Interview 1.docx: 0–99: a passage that is not in its text" in said
    assert '"Interview 1" is no story yet; --new-stories imports it' in said
    assert main(["codings", "import", *options, "--code", "Waiting=nowhere"]) == 1
    assert 'there is no code "nowhere"' in capsys.readouterr().err
    assert main(["codings", "import", *options, "--code", "Waiting=access", "--new-stories"]) == 1
    assert "1 added, 1 new coders, 1 new stories" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "start"),
    [("b.pdf", b"%PDF-"), ("b.docx", b"PK"), ("b.csv", b"\xef\xbb\xbfSoort"), ("b.qdc", b"<?xml")],
)
def test_codebook_is_written_as_its_name_says(tmp_path: Path, name: str, start: bytes) -> None:
    assert main(["codebook", "--out", str(tmp_path / name), "--lang", "nl"]) == 0
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize("words", [["codebook", "--out", "b.txt"], ["codings", "export", "c.doc"]])
def test_name_of_another_format_is_wrong_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words)
