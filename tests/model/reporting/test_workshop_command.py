from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from model.__main__ import main
from model.export.model_file import write_model
from model.stories import Consent, StoryStore
from model.workshop import Workshop, WorkshopStore, read_workshop_json
from tests.building import build_model
from tests.documents import list_sizes, list_tags, read_text
from tests.slides import read_pptx
from tests.storytelling import build_story


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'stories.db'}"


@pytest.fixture
def workshop(url: str) -> Workshop:
    """A workshop in which something was agreed."""
    stories = StoryStore(url, "mangomoment")
    stories.open()
    store = WorkshopStore(stories)
    made = store.create("Ward 4", "nl", datetime.now(UTC) + timedelta(hours=3))
    store.add_action(made.id, "Begin each handover with a good moment")
    stories.close()
    return made


def test_workshops_are_listed_the_newest_first(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    stories = StoryStore(url, "mangomoment")
    stories.open()
    store = WorkshopStore(stories)
    end = datetime.now(UTC) + timedelta(hours=3)
    first = store.end(store.create("Ward 4", "nl", end, day=date(2026, 3, 5)).id)
    second = store.create("Ward  5", "en", end, day=date(2026, 3, 1))
    stories.close()
    assert main(["workshop", "list", "--db", url]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{second.id}  {second.key}  2026-03-01  running  {second.name}",
        f"{first.id}  {first.key}  2026-03-05  ended    Ward 4",
    ]


def test_a_report_is_in_the_language_of_its_workshop_and_found_by_its_key(
    workshop: Workshop, url: str, tmp_path: Path
) -> None:
    out = tmp_path / "report.pdf"
    assert main(["workshop", "report", workshop.key.lower(), "--out", str(out), "--db", url]) == 0
    text = read_text(out.read_bytes())
    assert "Wat we afspraken" in text
    assert "Begin each handover" in text


def test_the_ending_of_the_file_says_the_form(workshop: Workshop, url: str, tmp_path: Path) -> None:
    out = tmp_path / "report.pptx"
    assert main(["workshop", "report", workshop.id, "--out", str(out), "--lang", "en", "--db", url]) == 0
    assert len(read_pptx(out.read_bytes()).slides) > 1
    out = tmp_path / "REPORT.XLSX"
    assert main(["workshop", "report", workshop.id, "--out", str(out), "--db", url]) == 0
    assert load_workbook(out).sheetnames[0] == "Overzicht"
    assert {file.name for file in tmp_path.iterdir()} >= {"report.pptx", "REPORT.XLSX"}
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("name", ["report.doc", "report", "pdf"])
def test_another_ending_is_refused(
    workshop: Workshop, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with pytest.raises(SystemExit):
        main(["workshop", "report", workshop.id, "--out", str(tmp_path / name), "--db", url])
    assert "must end in one of .pdf, .pptx, .xlsx\n" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_a_report_has_the_address_of_the_application(workshop: Workshop, url: str, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    address = ["--address", "http://example.org/"]
    assert main(["workshop", "report", workshop.id, "--out", str(out), *address, "--db", url]) == 0
    assert "http://example.org/explore?lang=nl" in read_text(out.read_bytes())


def test_where_the_model_lacks_the_language_of_a_workshop_its_first_one_is_taken(
    url: str, tmp_path: Path
) -> None:
    file, out = tmp_path / "model.yaml", tmp_path / "report.pdf"
    model = build_model(nodes="a")
    file.write_text(write_model(model, "en"), encoding="utf-8")
    stories = StoryStore(url, model.file.model.id)
    stories.open()
    made = WorkshopStore(stories).create("Ward 4", "nl", datetime.now(UTC) + timedelta(hours=3))
    stories.close()
    command = ["workshop", "report", made.id, "--out", str(out), "--db", url, "--model", str(file)]
    assert main(command) == 0
    assert "WORKSHOP REPORT" in read_text(out.read_bytes())
    assert main([*command, "--lang", "nl"]) == 1


def test_a_pack_has_the_address_that_was_given(workshop: Workshop, url: str, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    options = ["--address", "http://192.0.2.7:8501/join", "--parts", "join", "--db", url]
    assert main(["workshop", "pack", workshop.id, "--out", str(out), *options]) == 0
    made = out.read_bytes()
    assert "http://192.0.2.7:8501/join" in read_text(made)
    assert "DOE MEE" in read_text(made)
    assert list_sizes(made) == [(210, 297)]
    assert "QR-code" in str(list_tags(made))
    assert main(["workshop", "pack", workshop.id, "--out", str(out), "--parts", "join", "--db", url]) == 0
    assert "http" not in read_text(out.read_bytes())
    assert "QR" not in str(list_tags(out.read_bytes()))


def test_a_pack_has_all_parts_and_the_stories_that_may_be_seen_and_exported(
    workshop: Workshop, url: str, tmp_path: Path
) -> None:
    stories = StoryStore(url, "mangomoment")
    stories.open()
    for word, fields in (
        ("mango", {}),
        ("plum", {"consent": Consent(room=True)}),
        ("fig", {"consent": Consent(exports=True)}),
        ("cherry", {"status": "pending"}),
    ):
        stories.add(build_story(f"A striped {word}.", **fields), "import")
    step = {"kind": "text", "title": "Now", "text": "So it goes on.", "notes": "Read it slowly."}
    WorkshopStore(stories).add_own_step(workshop.id, **step)
    stories.close()
    out = tmp_path / "pack.pdf"
    for parts, words in (
        ([], {"mango", "So it goes on.", "Read it slowly."}),
        (["--parts", "cards"], {"mango"}),
        (["--parts", "run"], {"So it goes on.", "Read it slowly."}),
    ):
        assert main(["workshop", "pack", workshop.id, "--out", str(out), "--db", url, *parts]) == 0
        text = read_text(out.read_bytes())
        found = set(re.findall("(?<=striped )[a-z]+|So it goes on[.]|Read it slowly[.]", text))
        assert found == words


def test_a_session_goes_out_and_comes_back_into_another_store(
    workshop: Workshop, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, other = tmp_path / "session.json", f"sqlite:///{tmp_path / 'other.db'}"
    assert main(["workshop", "export", workshop.id, "--out", str(out), "--db", url]) == 0
    assert main(["workshop", "import", str(out), "--db", other]) == 0
    said = capsys.readouterr().out
    assert main(["workshop", "list", "--db", other]) == 0
    id_, key, *_rest = capsys.readouterr().out.split()
    assert said == f"{id_}  {key}  Ward 4\n"
    again = tmp_path / "again.json"
    assert main(["workshop", "export", workshop.id, "--out", str(again), "--db", other]) == 0
    first, second = (read_workshop_json(file.read_bytes()) for file in (out, again))
    assert first.actions == second.actions
    assert len(first.actions) == 1


def test_an_unknown_workshop_is_said_in_a_sentence(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["workshop", "report", "nothing", "--out", str(tmp_path / "r.pdf"), "--db", url]) == 1
    assert capsys.readouterr().err == 'there is no workshop "nothing"; `workshop list` names them\n'


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "report ABCDEF",
        "report --out report.pdf",
        "pack ABCDEF",
        "pack --out pack.pdf",
        "pack ABCDEF --out pack.pdf --parts posters",
        "pack ABCDEF --out pack.pdf --parts",
        "export ABCDEF",
        "export --out session.json",
        "import",
    ],
)
def test_what_a_command_needs_has_to_be_said(
    arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        main(["workshop", *arguments.split()])
    assert capsys.readouterr().err.startswith("usage: python -m model workshop")
