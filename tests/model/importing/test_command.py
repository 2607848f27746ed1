from __future__ import annotations

from pathlib import Path

import pytest

from model import load_model
from model.__main__ import main
from model.tables import to_csv
from tests.model.importing.samples import YED, list_stages, make_kumu, make_pairs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, content in {
        "kumu.xlsx": make_kumu(),
        "care.graphml": YED,
        "pairs.csv": make_pairs("a>b b>c c>a a>b"),
        "nodes.csv": to_csv([["id", "naam", "deel"], ["a", "Tijd", "x"], ["b", "Rust", "y"]]),
        "edges.csv": to_csv([["van", "naar"], ["a", "b"]]),
        "wrong.csv": make_pairs("a>a b> c>d >d"),
    }.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_a_file_becomes_a_model_and_what_was_guessed_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "kumu.xlsx", "--out", "ours.yaml", "--title", "Ours"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines() == [
        "kumu.xlsx: Excel workbook: 6 nodes, 6 edges",
        'sheet: Connections, which gives "From, Direction, To, Type"',
        'label: column "Label" (guessed), e.g. "Staffing"',
        'description: column "Description" (guessed), e.g. "Enough people on the ward"',
        'stage: column "Type" (guessed), e.g. "Input"',
        'level: column "Who" (guessed), e.g. "Leadership"',
        'source: column "From" (guessed), e.g. "Staffing"',
        'target: column "To" (guessed), e.g. "Attention"',
        'kind: column "Type" (guessed), e.g. "enables"',
        'direction: column "Direction" (guessed), e.g. "directed"',
        'Links that lead both ways, written as two: 1 (sheet "Connections": row 7)',
        'Columns and values that a model cannot hold, left out: 1 ("Tags")',
        'Links that lead back or close a cycle, marked as feedback: 1 (sheet "Connections": row 7)',
        "ours.yaml: 6 nodes, 7 edges, 3 stages, 3 levels",
    ]
    assert load_model("ours.yaml").title.text("en") == "Ours"
    assert main(["check", "ours.yaml"]) == 0


def test_a_script_with_an_option_of_before_goes_on(folder: Path) -> None:
    assert main(["import", "kumu.xlsx", "--out", "ours.yaml", "--create-missing"]) == 0
    assert load_model("ours.yaml")


def test_columns_that_are_named_are_taken_and_a_dash_is_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "kumu.xlsx", "--out", "ours.yaml", "--stage", "Who", "--level", "-"]) == 0
    out = capsys.readouterr().out
    assert 'stage: column "Who", e.g. "Leadership"\n' in out
    assert "level:" not in out
    assert set(list_stages(load_model("ours.yaml"))) == {"Leadership", "Professional", "Patient"}


def test_two_tables_are_one_model_in_its_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "edges.csv", "nodes.csv", "--out", "ours.yaml", "--lang", "nl"]) == 0
    out = capsys.readouterr().out
    assert 'stage: from the edges; or use --stage with one of the columns "id", "naam", "deel"' in out
    model = load_model("ours.yaml")
    assert model.languages == ("nl",)
    assert [stage.name.text("nl") for stage in model.stages] == ["Stap 1", "Stap 2"]


def test_what_had_to_be_done_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "pairs.csv", "--out", "ours.yaml"]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "Repeated links, merged: 1 (row 5)",
        "Links that lead back or close a cycle, marked as feedback: 1 (row 4)",
        "ours.yaml: 3 nodes, 3 edges, 3 stages, 1 level",
    ]


def test_every_fault_is_said_with_its_place_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "wrong.csv", "--out", "ours.yaml", "--strict"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        'wrong.csv: row 2: leads from "a" to itself; take it out, or name another node at one end',
        'wrong.csv: row 3, column "To": is empty; write the name of a node',
        'wrong.csv: row 5, column "From": is empty; write the name of a node',
    ]
    assert not list(folder.glob("ours*"))


def test_a_model_too_large_to_be_read_again_is_not_written(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.loading.MOST_BYTES", 100)
    assert main(["import", "pairs.csv", "--out", "ours.yaml"]) == 1
    assert "ours.yaml: is larger than" in capsys.readouterr().err
    assert not list(folder.glob("ours*"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.csv", "--out", "ours.yaml"], "missing.csv"),
        (["pairs.csv", "--out", "pairs.csv"], "pairs.csv is the file that is read"),
        (
            ["kumu.xlsx", "--stage", "Tipe", "--out", "ours.yaml"],
            'there is no column "Tipe"; did you mean "Type"?',
        ),
        (
            ["pairs.csv", "edges.csv", "--out", "ours.yaml"],
            "pairs.csv and edges.csv: both are lists of edges",
        ),
        (["pairs.csv", "--out", "no/such/folder/ours.yaml"], "no/such/folder"),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["import", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert (folder / "pairs.csv").read_bytes() == make_pairs("a>b b>c c>a a>b")


@pytest.mark.parametrize(
    "arguments", [[], ["pairs.csv"], ["pairs.csv", "--out", "o.yaml", "--lang", "../nl"]]
)
def test_wrong_usage_ends_with_2(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["import", *arguments])
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m model import")


def test_a_model_of_our_own_form_stays_what_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "kumu.xlsx", "--out", "ours.yaml"])
    assert main(["import", "ours.yaml", "--out", "copy.yaml"]) == 0
    assert "ours.yaml: a model of this application's own form" in capsys.readouterr().out
    assert load_model("copy.yaml").file == load_model("ours.yaml").file


def test_how_many_rows_the_headings_take_can_be_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "two.csv").write_bytes(to_csv([["From", "To"], ["from where", "to where"], ["a", "b"]]))
    assert main(["import", "two.csv", "--out", "ours.yaml", "--heading-rows", "2"]) == 0
    out = capsys.readouterr().out
    assert 'heading_rows: 2, which gives "from where | to where"' in out
    assert "What was changed to read the table: 1 (row 2)" in out
    assert len(load_model("ours.yaml").edges) == 1
    assert main(["import", "two.csv", "--out", "ours.yaml", "--heading-rows", "0"]) == 1
    assert "headings do not take 0 rows; choose 1 to 10" in capsys.readouterr().err


def test_a_doubt_about_the_rows_of_headings_wants_the_option(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Nr", "Trust", ""], ["", "before", "after"], ["1", "much", "more"], ["2", "little", "much"]]
    (folder / "doubtful.csv").write_bytes(to_csv(rows))
    assert main(["import", "doubtful.csv", "--out", "ours.yaml"]) == 1
    err = capsys.readouterr().err
    assert "use --heading-rows 1, or another value of 1, 2, 3, 4, 5" in err
