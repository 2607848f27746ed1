"""The empty workbook: filled in, it becomes the model that was meant."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from model import ModelFileError, load_model
from model.__main__ import main
from model.importing import build_template
from tests.model.importing.samples import bring_in, count_findings, list_edges, list_stages

ROWS: dict[str, list[list[str]]] = {
    "Stages": [["Need", "What is needed", "What is needed here?"], ["Deed"], ["Gain"]],
    "Levels": [["Patient"], ["Everybody", "All of us", "yes"]],
    "Elements": [
        ["Time", "Need", "Patient", "Minutes to spare", "", "stated", "Paper 2020", "page 3"],
        ["Listening", "Deed", "Everybody"],
        ["Trust", "Gain", "Patient", "", "What would bring it?", "open"],
    ],
    "Links": [["Time", "Listening", "makes room for"], ["Listening", "Trust"], ["Trust", "Time", "", "yes"]],
    "Sources": [
        ["Paper 2020", "A. Author. A paper. 2020.", "https://example.org/paper", "CC BY"],
        ["Nobody's"],
    ],
}


def fill_in(rows: dict[str, list[list[str]]], language: str = "en") -> bytes:
    """The template with rows below the line of help of each sheet, in their order."""
    book = load_workbook(BytesIO(build_template(language)))
    for name, sheet in zip(rows, book.worksheets, strict=True):
        for row in rows[name]:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("language", ["en", "nl", "de"])
def test_a_filled_in_template_is_the_model_that_was_meant(language: str) -> None:
    imported = bring_in(fill_in(ROWS, language), "ours.xlsx", language=language)
    model = imported.model
    assert list_stages(model) == {"Need": ["Time"], "Deed": ["Listening"], "Gain": ["Trust"]}
    assert [(level.name.text("en"), level.shared) for level in model.levels] == [
        ("Patient", False),
        ("Everybody", True),
    ]
    assert model.stages[0].ask(language) == "What is needed here?"
    assert model.stages[0].description is not None
    assert list_edges(model) == ["Time > Listening", "Listening > Trust", "Trust >> Time"]
    [source] = model.file.sources
    assert (source.short, source.reference.text(language), source.url, source.licence) == tuple(
        ROWS["Sources"][0]
    )
    time, _listening, trust = model.nodes()
    assert time.provenance is not None
    assert (time.provenance.kind, time.provenance.source) == ("stated", source.id)
    assert trust.question is not None
    assert count_findings(imported) == {"unused-source": 1}


def test_an_empty_template_says_what_is_missing() -> None:
    with pytest.raises(ModelFileError, match="holds no node"):
        bring_in(build_template(), "model.xlsx")


def test_a_stage_without_elements_stays_and_one_that_is_not_declared_is_listed_by_its_cell() -> None:
    rows = ROWS | {"Stages": [["Need"], ["Between"], ["Deed"], ["Gain"]]}
    rows["Elements"] = [*ROWS["Elements"], ["Rest", "Ned", "Patient"]]
    imported = bring_in(fill_in(rows), "ours.xlsx")
    assert list(list_stages(imported.model)) == ["Need", "Between", "Deed", "Gain", "Ned"]
    [found] = [finding for finding in imported.findings if finding.code == "undeclared-sort"]
    assert [(item.place, item.text) for item in found.items] == [
        ('sheet "Elements": row 6, column "Stage"', 'Ned (did you mean "Need"?)')
    ]


def test_every_fault_is_said_by_its_cell() -> None:
    rows = ROWS | {"Links": [["Time", "Time"], ["", "Trust"], ["Tme", "Trust"]]}
    with pytest.raises(ModelFileError) as caught:
        bring_in(fill_in(rows), "ours.xlsx", strict=True)
    assert [fault.place for fault in caught.value.faults] == [
        'sheet "Links": row 3',
        'sheet "Links": row 4, column "From"',
        'sheet "Links": row 5, column "From"',
    ]


def test_the_command_writes_the_template_and_reads_it_back_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template"]) == 0
    assert Path("model.xlsx").read_bytes() == build_template()
    assert main(["template"]) == 1
    assert "is there already" in capsys.readouterr().err
    Path("model.xlsx").write_bytes(fill_in(ROWS))
    assert main(["import", "model.xlsx", "--out", "ours.yaml"]) == 0
    assert len(load_model("ours.yaml").nodes()) == 3
