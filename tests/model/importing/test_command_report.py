"""What the command that imports says, writes and refuses, by each of its options."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from model import load_model
from model.__main__ import main
from model.importing.policy import CHOICES
from model.tables import to_csv
from tests.model.importing.samples import make_pairs, make_workbook

PAIRS: list[list[object]] = [
    ["From", "To", "Direction", "Weight"],
    ["a", "b", "", 1],
    ["b", "a", "undirected", 2],
    ["c", "c", "", 3],
    ["c", "", "", 4],
    ["a", "b", "", 5],
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, content in {
        "pairs.csv": to_csv(PAIRS),
        "single.csv": make_pairs("a>b"),
        "nodes.csv": to_csv([["id", "label", "group"], ["a", "A", "x"], ["b", "B", "y"]]),
        "edges.csv": to_csv([["source", "target", "type"], ["a", "b", "helps"], ["a", "z", "helps"]]),
        "both.xlsx": make_workbook(
            {"Spring": [["From", "To"], ["a", "b"]], "Autumn": [["From", "To"], ["c", "d"]]}
        ),
        "doubtful.csv": "naam;b\npatiënt;x\n".encode("cp850"),
    }.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


Capture = pytest.CaptureFixture[str]


def run(capture: Capture, *arguments: str, code: int = 0) -> list[str]:
    """What the command says, line by line: on standard output, or, where it fails, on standard error."""
    assert main([*arguments]) == code
    out, err = capture.readouterr()
    assert (err if code == 0 else out) == ""
    return (out if code == 0 else err).splitlines()


def test_a_list_of_links_is_said_with_all_that_was_guessed(capsys: Capture) -> None:
    assert run(capsys, "import", "single.csv", "--out", "o.yaml", "--repair") == [
        "single.csv: CSV: 1 edge",
        'table: edges, which gives "From, To"',
        'heading: 1, which gives "From, To"',
        'separator: comma, which gives "From | To"',
        'source: column "From" (guessed), e.g. "a"',
        'target: column "To" (guessed), e.g. "b"',
        "o.yaml: 2 nodes, 1 edge, 2 stages, 1 level",
    ]


def test_a_list_of_elements_is_said_with_the_columns_that_may_be_stages(capsys: Capture) -> None:
    arguments = ["--separator", "tab", "--table", "nodes", "--heading", "1"]
    assert run(capsys, "import", "single.csv", "--out", "o.yaml", *arguments) == [
        "single.csv: CSV: 1 node, 0 edges",
        'table: nodes, which gives "From,To"',
        'heading: 1, which gives "From,To"',
        'separator: tab, which gives "From,To"',
        'label: column "From,To" (guessed), e.g. "a,b"',
        'stage: from the edges; or use --stage with one of the columns "From,To"',
        "o.yaml: 1 node, 0 edges, 1 stage, 1 level",
    ]


def test_two_tables_are_said_with_what_was_named_and_guessed(capsys: Capture) -> None:
    arguments = ["--level", "group", "--stage", "-", "--kind", "type"]
    assert run(capsys, "import", "edges.csv", "nodes.csv", "--out", "o.yaml", *arguments) == [
        "edges.csv and nodes.csv: CSV: 2 nodes, 2 edges",
        'id: column "id" (guessed), e.g. "a"',
        'label: column "label" (guessed), e.g. "A"',
        'stage: from the edges; or use --stage with one of the columns "id", "label", "group"',
        'level: column "group", e.g. "x"',
        'source: column "source" (guessed), e.g. "a"',
        'target: column "target" (guessed), e.g. "b"',
        'kind: column "type", e.g. "helps"',
        "Elements that only links name, added: 1 (edges.csv: row 3)",
        "Elements without a stage or a level, put under “Unsorted”: 1 (edges.csv: row 3)",
        "o.yaml: 3 nodes, 2 edges, 2 stages, 3 levels",
    ]


def test_the_whole_report_is_json_for_programs(capsys: Capture) -> None:
    report: dict[str, Any] = json.loads(
        "\n".join(
            run(capsys, "import", "pairs.csv", "--out", "o.yaml", "--json", "--source", "From", "--kind", "-")
        )
    )
    settings = report.pop("settings")
    assert {name: setting["value"] for name, setting in settings.items()} == {
        "table": "edges",
        "heading": "1",
        "heading_rows": "1",
        "separator": ",",
    }
    assert settings["heading"] == {
        "name": "heading",
        "value": "1",
        "choices": [],
        "example": "From, To, Direction, Weight",
        "is_doubtful": False,
    }
    findings = report.pop("findings")
    assert [(found["code"], found["count"]) for found in findings] == [
        *(("repeated", 2), ("self-loop", 1), ("faulty-edge", 1), ("column", 1)),
    ]
    assert findings[0] == {
        "code": "repeated",
        "sentence": "Repeated links, merged: 2 (row 3, row 6)",
        "count": 2,
        "items": [
            {"place": "row 3", "text": "b → a", "line": None},
            {"place": "row 6", "text": "a → b", "line": None},
        ],
    }
    assert report == {
        "file": "pairs.csv",
        "format": "table",
        "label": "CSV",
        "read": {"nodes": 0, "edges": 5},
        "columns": {
            "source": {"column": "From", "guessed": False},
            "target": {"column": "To", "guessed": True},
            "direction": {"column": "Direction", "guessed": True},
        },
        "out": "o.yaml",
        "model": {"nodes": 3, "edges": 1, "stages": 2, "levels": 1},
    }
    assert len(load_model("o.yaml").nodes()) == 3


def test_letters_of_any_language_are_in_the_report_as_they_are(folder: Path, capsys: Capture) -> None:
    (folder / "single.csv").write_bytes(make_pairs("é>é a>你"))
    lines = run(capsys, "import", "single.csv", "--out", "o.yaml", "--json")
    assert lines[:2] == ["{", '  "file": "single.csv",']
    assert '          "text": "é → é",' in lines


def test_everything_left_out_is_a_table_of_its_own(folder: Path, capsys: Capture) -> None:
    run(capsys, "import", "pairs.csv", "--out", "o.yaml", "--left-out", "left.csv")
    assert (folder / "left.csv").read_text("utf-8-sig").splitlines() == [
        "What,Where,Line,What it says",
        '"Repeated links, merged",row 3,,b → a',
        '"Repeated links, merged",row 6,,a → b',
        '"Links that lead to their own element, left out",row 4,,c → c',
        '"Links that could not be read, left out","row 5, column ""To""",,is empty; write the name of a node',
        '"Columns and values that a model cannot hold, left out","""Weight""",,1',
    ]


LOOP = 'row 4: leads from "c" to itself; take it out, or name another node at one end'
EMPTY = 'row 5, column "To": is empty; write the name of a node'
UNDIRECTED = "row 3: has no direction; say from where to where it leads"
TURNED = "row 3: repeats row 2; take one of them out"
TWICE = "row 6: repeats row 2; take one of them out"


@pytest.mark.parametrize(
    ("options", "faults"),
    [
        (["--strict"], [UNDIRECTED, LOOP, EMPTY, TWICE]),
        (["--self-loops", "refuse"], [LOOP]),
        (["--faulty", "refuse"], [EMPTY]),
        (["--repeats", "refuse", "--undirected", "leave-out"], [TWICE]),
        (["--undirected", "refuse"], [UNDIRECTED]),
        (["--strict", "--self-loops", "leave-out", "--undirected", "leave-out"], [EMPTY, TWICE]),
        (["--strict", "--self-loops", "leave-out", "--undirected", "both-ways"], [TURNED, EMPTY, TWICE]),
    ],
)
def test_what_is_refused_is_chosen_one_by_one(options: list[str], faults: list[str], capsys: Capture) -> None:
    lines = run(capsys, "import", "pairs.csv", "--out", "o.yaml", *options, code=1)
    assert lines == [f"pairs.csv: {fault}" for fault in faults]


def test_undeclared_elements_are_left_out_where_that_is_chosen(capsys: Capture) -> None:
    lines = run(capsys, "import", "nodes.csv", "edges.csv", "--out", "o.yaml", "--undeclared", "leave-out")
    assert lines[-2:] == [
        'Links to elements that are not in the file, left out: 1 (edges.csv: row 3, column "target")',
        "o.yaml: 2 nodes, 1 edge, 2 stages, 1 level",
    ]


@pytest.mark.parametrize("name", CHOICES)
def test_every_choice_is_an_option_that_its_help_explains(name: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["import", "--help"])
    assert caught.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    option = f"--{name.replace('_', '-')}"
    assert f"{option} {{{','.join(CHOICES[name])}}}" in text
    assert f"default: {CHOICES[name][0]}" in text
    with pytest.raises(SystemExit):
        main(["import", "pairs.csv", "--out", "o.yaml", option, "perhaps"])


def test_a_doubt_wants_the_option_and_is_none_with_it(capsys: Capture) -> None:
    assert run(capsys, "import", "doubtful.csv", "--out", "o.yaml", code=1) == [
        'doubtful.csv: encoding: it is not certain: "mac_roman" gives "patiânt"; use --encoding mac_roman, '
        "or another value of utf-8, utf-16, cp1252, cp850, cp1250, mac_roman"
    ]
    lines = run(capsys, "import", "doubtful.csv", "--out", "o.yaml", "--encoding", "cp850")
    assert 'encoding: cp850, which gives "patiënt"' in lines
    [sheet] = run(capsys, "import", "both.xlsx", "--out", "o.yaml", code=1)
    assert sheet.startswith('both.xlsx: sheet: it is not certain: "Spring" gives ')
    assert sheet.endswith("; use --sheet Spring, or another value of Spring, Autumn")
    lines = run(capsys, "import", "both.xlsx", "--out", "o.yaml", "--sheet", "Autumn")
    assert 'source: column "From" (guessed), e.g. "c"' in lines


@pytest.mark.parametrize("option", ["--out", "--left-out"])
@pytest.mark.parametrize("name", ["nodes.csv", "edges.csv", "linked.csv"])
def test_no_file_that_is_read_is_written(option: str, name: str, folder: Path, capsys: Capture) -> None:
    (folder / "linked.csv").symlink_to("nodes.csv")
    before = {file: (folder / file).read_bytes() for file in ("nodes.csv", "edges.csv")}
    out = ["--out", "o.yaml"] if option == "--left-out" else []
    assert run(capsys, "import", "nodes.csv", "edges.csv", *out, option, name, code=1) == [
        f"{name} is the file that is read; choose another one to write"
    ]
    assert {file: (folder / file).read_bytes() for file in before} == before


def test_another_file_is_written_anew(folder: Path, capsys: Capture) -> None:
    for name in ("o.yaml", "left.csv"):
        (folder / name).write_text("before")
    run(capsys, "import", "single.csv", "--out", "o.yaml", "--left-out", "left.csv")
    assert len(load_model("o.yaml").edges) == 1
    assert (folder / "left.csv").read_text("utf-8-sig") == "What,Where,Line,What it says\n"
    assert sorted(file.name for file in folder.glob("o.*")) == ["o.yaml"]


def test_the_template_says_how_it_goes_on_and_overwrites_nothing(folder: Path, capsys: Capture) -> None:
    assert run(capsys, "template", "--out", "leeg.xlsx", "--lang", "nl") == [
        "leeg.xlsx: fill it in, then python -m model import leeg.xlsx --out model.yaml"
    ]
    content = (folder / "leeg.xlsx").read_bytes()
    assert run(capsys, "template", "--out", "leeg.xlsx", code=1) == [
        "leeg.xlsx is there already; name another file with --out"
    ]
    assert (folder / "leeg.xlsx").read_bytes() == content


@pytest.mark.parametrize(
    ("language", "is_code"), [("nl", True), ("dut", True), ("NL", False), ("n", False), ("dutch", False)]
)
def test_a_language_is_a_short_code(language: str, is_code: bool, capsys: Capture) -> None:
    arguments = ["import", "single.csv", "--out", "o.yaml", "--lang", language]
    if is_code:
        run(capsys, *arguments)
        assert load_model("o.yaml").languages == (language,)
        return
    with pytest.raises(SystemExit):
        main(arguments)
    assert "argument --lang: must be a code such as en or nl" in capsys.readouterr().err
