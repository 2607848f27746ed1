from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from model.__main__ import main
from model.stories import StoryStore
from model.workshop import Workshop, WorkshopStore, read_workshop_json
from tests.documents import read_text
from tests.slides import read_pptx


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


def test_workshops_are_listed_with_id_and_key(
    workshop: Workshop, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["workshop", "list", "--db", url]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split()[:2] == [workshop.id, workshop.key]
    assert line.endswith("Ward 4")


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
    with pytest.raises(SystemExit):
        main(["workshop", "report", workshop.id, "--out", str(tmp_path / "report.doc"), "--db", url])


def test_a_pack_has_the_address_that_was_given(workshop: Workshop, url: str, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    options = ["--address", "http://192.0.2.7:8501/join", "--parts", "join", "--db", url]
    assert main(["workshop", "pack", workshop.id, "--out", str(out), *options]) == 0
    assert "http://192.0.2.7:8501/join" in read_text(out.read_bytes())


def test_a_session_goes_out_and_comes_back_into_another_store(
    workshop: Workshop, url: str, tmp_path: Path
) -> None:
    out, other = tmp_path / "session.json", f"sqlite:///{tmp_path / 'other.db'}"
    assert main(["workshop", "export", workshop.id, "--out", str(out), "--db", url]) == 0
    assert main(["workshop", "import", str(out), "--db", other]) == 0
    again = tmp_path / "again.json"
    assert main(["workshop", "export", workshop.id, "--out", str(again), "--db", other]) == 0
    first, second = (read_workshop_json(file.read_bytes()) for file in (out, again))
    assert first.actions == second.actions


def test_an_unknown_workshop_is_said_in_a_sentence(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["workshop", "report", "nothing", "--out", str(tmp_path / "r.pdf"), "--db", url]) == 1
    assert capsys.readouterr().err.startswith('there is no workshop "nothing"')
