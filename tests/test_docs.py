"""README and docs: their commands run, their links lead somewhere, their tables are whole."""

from __future__ import annotations

import doctest
import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from openpyxl import Workbook
from PIL import Image

from deploy.__main__ import main as hand_on
from model.__main__ import main
from model.export import EXPORTERS
from model.loading import DATA
from model.stories import StoryStore
from model.words import LANGUAGES, get_words
from model.workshop import ACTIVITIES, WorkshopStore
from pages.server.settings import INTERNAL, KNOWN
from pages.shared.address import PARAMETERS
from tests.figures import build_shipped_figure
from tests.serving import ROOT

README = ROOT / "README.md"
MOST_WORDS = 900
PROGRAMS = {"model": main, "deploy": hand_on}
DOCUMENTS = [README, ROOT / "SECURITY.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
every = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)


def find_blocks(document: Path, language: str) -> list[str]:
    """The fenced blocks in a language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", document.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def find_commands(document: Path) -> list[tuple[str, list[str]]]:
    """The lines of shell blocks that run a program of the project: its name, and its arguments."""
    lines = [line for block in find_blocks(document, "sh") for line in block.splitlines()]
    commands = [shlex.split(line, comments=True) for line in lines if line.startswith("python -m ")]
    return [(words[2], words[3:]) for words in commands if words[2] in PROGRAMS]


def find_links(document: Path) -> list[str]:
    """Where links and pictures lead that stay within the project."""
    text = re.sub(r"^```.*?^```$", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith(("http", "mailto:"))]


def list_named(document: Path) -> set[Path]:
    """The files that links of a document lead to."""
    return {(document.parent / link.partition("#")[0]).resolve() for link in find_links(document)}


def list_anchors(document: Path) -> set[str]:
    """The names by which a link finds the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the files that commands of the documentation read, and a database of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MANGOMOMENT_DB", f"sqlite:///{tmp_path / 'stories.db'}")
    monkeypatch.delenv("MANGOMOMENT_MODEL", raising=False)
    copyfile(DATA / "mangomoment.yaml", "my-model.yaml")
    Path("drawing.graphml").write_bytes(EXPORTERS["graphml"].build(build_shipped_figure("en")))
    Path("links.csv").write_text("Van,Naar\nluisteren,vertrouwen\n", "utf-8")
    survey = Workbook()
    sheet = survey.create_sheet(index=0)
    sheet.append(["Story", "Teller", "Language"])
    sheet.append(["She brought me a mango.", "A1", "en"])
    survey.save("survey.xlsx")
    return tmp_path


def start_workshop(folder: Path) -> str:
    """The key of a workshop in the folder's database."""
    stories = StoryStore(f"sqlite:///{folder / 'stories.db'}", "mangomoment")
    stories.open()
    workshop = WorkshopStore(stories).create("Ward 4", "en", datetime.now(UTC) + timedelta(hours=3))
    stories.close()
    return workshop.key


@pytest.mark.parametrize(
    "document", [each for each in DOCUMENTS if find_commands(each)], ids=lambda document: document.name
)
def test_each_command_can_be_run_as_it_stands(
    folder: Path, document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = start_workshop(folder)
    for program, words in find_commands(document):
        if words[0] == "wheelhouse":
            words.append("--dry-run")  # it would fetch some hundred packages
        arguments = [key if word == "ID" else word for word in words]
        assert PROGRAMS[program](arguments) == 0, (words, capsys.readouterr().err)


@every
def test_each_line_of_python_gives_what_is_written_below_it(document: Path) -> None:
    for block in find_blocks(document, "pycon"):
        example = doctest.DocTestParser().get_doctest(block, {}, document.name, str(document), 0)
        assert doctest.DocTestRunner(verbose=False).run(example).failed == 0


@every
def test_each_link_leads_to_a_file_and_a_heading_that_are_there(document: Path) -> None:
    for link in find_links(document):
        name, _, anchor = link.partition("#")
        target = (document.parent / name).resolve() if name else document
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        assert not anchor or anchor in list_anchors(target), link


def test_each_document_can_be_found_from_readme() -> None:
    """In one step, but for templates and reports: these are named by the document that says what for."""
    named = list_named(README)
    further = {ROOT / "docs" / name for name in ("accessibility.md", "dpia.md", "record-of-processing.md")}
    assert named >= set(DOCUMENTS) - {README} - further
    assert {found for document in named & set(DOCUMENTS) for found in list_named(document)} >= further


def test_readme_is_short() -> None:
    assert len(README.read_text("utf-8").split()) <= MOST_WORDS


def test_the_picture_of_explore_is_that_of_a_usual_screen_and_light_to_load() -> None:
    (picture,) = [README.parent / link for link in find_links(README) if link.endswith(".png")]
    assert picture.stat().st_size <= 200_000
    with Image.open(picture) as opened:
        assert opened.size == (1366, 768)


def test_every_parameter_of_an_address_is_described() -> None:
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "docs" / "user-guide.md").read_text("utf-8"), re.MULTILINE)
    described = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert described == set(PARAMETERS)


def test_every_language_is_described() -> None:
    guide = (ROOT / "docs" / "user-guide.md").read_text("utf-8")
    assert f"| `lang` | {', '.join(f'`{language}`' for language in LANGUAGES)} |" in guide


def test_every_activity_is_described() -> None:
    guide = (ROOT / "docs" / "workshop-guide.md").read_text(encoding="utf-8")
    section = " ".join(guide.partition("\n## Do together\n")[2].partition("\n## ")[0].split()).casefold()
    names = [activity.name(get_words("en")) for activity in ACTIVITIES.values()]
    assert [name for name in names if name.casefold() not in section] == []


def test_every_environment_variable_is_described() -> None:
    files = {file for part in ("model", "pages") for file in (ROOT / part).rglob("*.py")}
    code = [file.read_text("utf-8") for file in files - {ROOT / "pages" / "server" / "settings.py"}]
    used = {name for text in code for name in re.findall(r"MANGOMOMENT_[A-Z_]+|FORWARDED_ALLOW_IPS", text)}
    described = re.findall(
        r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "administration.md").read_text("utf-8"), re.MULTILINE
    )
    assert set(described) == used
    assert set(KNOWN) == used
    assert len(KNOWN) == len(used)


def test_every_internal_variable_is_one_of_a_program_that_starts_the_application() -> None:
    programs = (ROOT / "deploy" / "offline").glob("start.*")
    used = {name for file in programs for name in re.findall(r"MANGOMOMENT_[A-Z_]+", file.read_text("utf-8"))}
    assert used - set(KNOWN) == set(INTERNAL)
