"""The command `python -m model export`: which view goes into the file, and what is said of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from model.__main__ import main
from model.export.model_file import write_model
from model.stories import Consent, StoryStore
from tests.building import build_model
from tests.documents import read_text
from tests.slides import read_notes, read_pptx, read_slide
from tests.storytelling import build_story

MODEL = build_model(
    "a>m b>m m>c m>d",
    nodes="a b m c d",
    stages={"need": "a b", "moment": "m", "effect": "c d"},
    levels={"patient": "a c", "nurse": "b d", "between": "m"},
    shared="between",
)


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """The model that is exported, and a database without stories."""
    file = tmp_path / "model.yaml"
    file.write_text(write_model(MODEL, "en"), encoding="utf-8")
    return ["--model", str(file), "--db", f"sqlite:///{tmp_path / 'stories.db'}"]


def export(options: Iterable[str], *arguments: str, form: str = "json") -> bytes:
    out = Path([*options][1]).with_name("out")
    assert main(["export", "--format", form, "--out", str(out), *options, *arguments]) == 0
    assert [file.name for file in out.parent.glob("*.part")] == []
    return out.read_bytes()


def write_nodes(made: dict[str, Any]) -> str:
    """The nodes of a graph in one text, those that stand out with a "+", faded ones with a "-"."""
    marks = {(True, False): "+", (False, True): "-", (False, False): ""}
    return " ".join(f"{node['id']}{marks[node['lit'], node['faded']]}" for node in made["nodes"])


@pytest.mark.parametrize(
    ("arguments", "nodes", "words", "query"),
    [
        ("", "a b m c d", "", "explore?"),
        ("--level patient", "a b- m c d-", "Levels: patient, between. 3 of 5 elements.", "level=patient&"),
        (
            "--level patient nurse --without between",
            "a b m- c d",
            "Levels: patient, nurse. 4 of 5 elements.",
            "level=patient,nurse&without=between&",
        ),
        (
            "--stage need --stage effect --rest hide",
            "a b c d",
            "Stages: need, effect. 4 of 5 elements.",
            "stage=need,effect&rest=hide&",
        ),
        (
            "--node a",
            "a+ b- m+ c+ d+",
            "What leads to “a” and what follows from it. 4 of 5 elements highlighted.",
            "explore?node=a&",
        ),
        (
            "--node a --depth 1",
            "a+ b- m+ c- d-",
            "What leads to “a” and what follows from it. 2 of 5 elements highlighted.",
            "node=a&depth=1&",
        ),
        (
            "--node c --depth 2 --level patient",
            "a+ b- m+ c+ d-",
            "Levels: patient, between. 3 of 5 elements. "
            "What leads to “c” and what follows from it. 3 of 5 elements highlighted.",
            "level=patient&node=c&depth=2&",
        ),
        ("--depth 1", "a b m c d", "", "explore?"),
        (
            "--from a --to stage:effect",
            "a+ b- m+ c+ d+",
            "The paths from “a” to “effect”. 4 of 5 elements highlighted.",
            "/paths?from=a&to=stage:effect&",
        ),
        ("--path b m c", "a- b+ m+ c+ d-", "B leads to m, leads to c.", "/explore?path=b,m,c&"),
        ("--from a --to c --path b m", "a- b+ m+ c- d-", "B leads to m.", "/paths?from=a&to=c&path=b,m&"),
        ("--counts", "a b m c d", "", "explore?counts=yes&"),
    ],
)
def test_the_view_that_is_chosen_is_shown_said_and_in_the_address(
    options: list[str], arguments: str, nodes: str, words: str, query: str
) -> None:
    made = json.loads(export(options, *arguments.split(), "--address", "http://localhost:8501/paths?x=y"))
    assert write_nodes(made) == nodes
    assert made["graph"].get("words", "") == words
    assert made["graph"]["address"].startswith("http://localhost:8501/")
    assert f"{query}lang=en" in made["graph"]["address"]
    assert ("stories" in made["nodes"][0]) == (arguments == "--counts")
    assert made["nodes"][0]["url"] == "http://localhost:8501/explore?node=a&lang=en"


def test_without_an_address_no_link_is_in_the_file(options: list[str]) -> None:
    made = json.loads(export(options))
    assert "address" not in made["graph"]
    assert "url" not in made["nodes"][0]


@pytest.mark.parametrize("part", ["title", "legend", "address"])
def test_each_part_is_left_out_by_its_own_option(options: list[str], part: str) -> None:
    address = ("--address", "http://localhost/")
    whole, less = (
        json.loads(export(options, *address, *left_out))["graph"] for left_out in ((), (f"--no-{part}",))
    )
    assert less == {name: text for name, text in whole.items() if name != part}
    assert part in whole


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("--level patent", 'there is no level "patent"; did you mean "patient"?'),
        ("--stage ned", 'there is no stage "ned"; did you mean "need"?'),
        ("--without betwen", 'there is no level "betwen"; did you mean "between"?'),
        ("--node zebra", 'there is no node "zebra"'),
        ("--from a", "--from and --to belong together; say both"),
        ("--to a", "--from and --to belong together; say both"),
        ("--from a --to stage:ned", 'there is no stage "ned"; did you mean "need"?'),
        ("--path a zebra", 'there is no node "zebra"'),
        ("--path a m d c", 'there is no edge "d → c"'),
        ("--lang nl", 'there is no language "nl" in this model; choose one of en'),
        (
            "--paper a4 --scale 2",
            'the format "json" has no paper "a4"; leave it out\n'
            'the format "json" has no option "scale"; leave it out',
        ),
    ],
)
def test_what_cannot_be_shown_is_said_and_no_file_is_written(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: str, sentence: str
) -> None:
    out = tmp_path / "out"
    command = ["export", "--format", "json", "--out", str(out), *options, *arguments.split()]
    assert main(command) == 1
    assert capsys.readouterr().err == f"{sentence}\n"
    assert not out.exists()


def list_titles(made: bytes) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in read_pptx(made).slides]


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        ("--steps stages", ["need", "moment", "effect"]),
        ("--steps path --from stage:need --to c", ["a", "m", "c"]),
        ("--steps path --path b m d --from a --to c", ["b", "m", "d"]),
        ("--path b m d", ["Built"]),
    ],
)
def test_there_is_a_slide_for_each_step_of_the_path_that_is_asked_for_or_of_the_shortest(
    options: list[str], arguments: str, titles: list[str]
) -> None:
    assert list_titles(export(options, *arguments.split(), form="pptx")) == titles


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("--node a", "the steps of a path need one; use --path, or --from and --to"),
        ("--from c --to a", "no path leads from c to a"),
    ],
)
def test_steps_of_a_path_that_there_is_not_are_refused(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: str, sentence: str
) -> None:
    command = ["export", "--format", "pptx", "--out", str(tmp_path / "out"), *options, "--steps", "path"]
    assert main([*command, *arguments.split()]) == 1
    assert capsys.readouterr().err == f"{sentence}\n"


def add_stories(options: list[str]) -> None:
    """Stories of one node: two that may be exported, two that may not, one that is not public."""
    store = StoryStore(options[-1], MODEL.file.model.id)
    store.open()
    store.add_all(
        [
            build_story("A mango.", id="first", nodes=("a",)),
            build_story("A pear.", id="second", nodes=("a", "m")),
            build_story("A plum.", id="kept", nodes=("a",), consent=Consent(room=True)),
            build_story("A fig.", id="unseen", nodes=("a",), consent=Consent(exports=True)),
            build_story("A cherry.", id="pending", nodes=("a",), status="pending"),
        ],
        by="import",
    )
    store.close()


def test_stories_are_counted_that_are_public_and_told_that_may_be_exported(options: list[str]) -> None:
    add_stories(options)
    counted = {node["id"]: node["stories"] for node in json.loads(export(options, "--counts"))["nodes"]}
    assert counted == {"a": 3, "b": 0, "m": 1, "c": 0, "d": 0}
    handout = read_text(export(options, form="handout"))
    assert set(re.findall("A (mango|pear|plum|fig|cherry)[.]", handout)) == {"mango", "pear"}
    assert "A mango." not in read_text(export(options, "--no-stories", form="handout"))


def test_slides_tell_stories_along_a_path_only(options: list[str]) -> None:
    add_stories(options)
    path = ("--path", "a", "m", "c")
    for texts, arguments in (
        (["A pear."], ("--steps", "path")),
        ([], ("--steps", "path", "--no-stories")),
        ([], ("--steps", "stages")),
        ([], ()),
    ):
        notes = read_notes(read_slide(export(options, *path, *arguments, form="pptx")))
        assert [said for said in ("A mango.", "A pear.", "A plum.") if said in notes] == texts


def test_what_stays_behind_and_what_can_hardly_be_read_is_said_beside_the_file(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    export(options)
    assert capsys.readouterr().err == ""
    export(options, form="kumu")
    assert capsys.readouterr().err == "Not in a file of this format: ids. YAML holds everything.\n"


def test_without_a_language_the_first_one_of_the_model_is_taken(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    for arguments, language in ((["--lang", "nl"], "nl"), ([], "en")):
        assert main(["export", "--format", "json", "--out", str(out), *options[2:], *arguments]) == 0
        assert json.loads(out.read_bytes())["graph"]["language"] == language


@pytest.mark.parametrize("scale", ["0.99", "4.01"])
def test_a_scale_beyond_the_bounds_is_refused(options: list[str], scale: str) -> None:
    with pytest.raises(SystemExit):
        export(options, "--scale", scale, form="png")


@pytest.mark.parametrize("scale", ["1", "4"])
def test_a_scale_at_the_bounds_is_taken(options: list[str], scale: str) -> None:
    assert export(options, "--scale", scale, form="svg").count(b'id="node-') == 5


def test_what_was_there_stays_where_the_file_cannot_be_written(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert main(["export", "--format", "json", "--out", str(folder), *options]) == 1
    assert str(folder) in capsys.readouterr().err
    assert [file.name for file in tmp_path.glob("*.part")] == []


@pytest.mark.parametrize(
    "arguments",
    [
        "--out file",
        "--format json",
        "--format word --out file",
        "--format json --out file --rest blur",
        "--format json --out file --node a --depth 3",
        "--format json --out file --theme sepia",
        "--format pdf --out file --paper a5",
        "--format pptx --out file --steps nodes",
        "--format json --out file --level",
        "--format json --out file --path",
    ],
)
def test_wrong_usage_ends_with_2_and_writes_no_file(
    arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        main(["export", *arguments.split()])
    assert list(tmp_path.iterdir()) == []
