"""Of every format: what the table says that it can do, it does, and what it cannot do is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, assert_never, get_args

import pytest

from model import ConceptualModelError
from model.__main__ import main
from model.export import EXPORTERS, Exporter, Options
from model.export.exporter import OPTIONS, AsFile, AsPages, AsSheets, AsText, AsWebPage, Option
from model.export.figure import PAPERS, PARTS, Figure
from model.export.palette import PALETTES
from model.export.previews import draw_pages
from model.importing import FORMATS
from model.stories import Story
from model.stories.story import Wording
from tests.figures import build_shipped_figure
from tests.golden.__main__ import FILES

DOCUMENTATION = Path(__file__).parents[3] / "docs" / "formats.md"
OTHERS: dict[Option, Any] = {"scale": 2.0, "is_transparent": True, "has_outlines": True, "steps": "stages"}
every = pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=EXPORTERS)


@pytest.fixture(scope="module")
def figure() -> Figure:
    story = Story(
        wordings=(Wording(language="en", text="She said hello."),), teller="patient", nodes=("mangomoment",)
    )
    return replace(build_shipped_figure("en"), stories=(story,))


@pytest.mark.parametrize("scale", ["abc", "0", "9", "nan"])
def test_a_scale_that_is_none_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], scale: str
) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--out", str(tmp_path / "file"), "--format", "png", "--scale", scale])
    assert "argument --scale: must be a number from 1 to 4" in capsys.readouterr().err


@every
def test_a_name_is_one_word_and_title_and_purpose_are_there(exporter: Exporter) -> None:
    assert EXPORTERS[exporter.name] is exporter
    assert exporter.name.isidentifier()
    assert exporter.title
    assert exporter.purpose
    assert set(exporter.parts) <= set(PARTS)
    assert set(OTHERS) == set(OPTIONS)


@every
def test_the_same_figure_gives_the_same_bytes(exporter: Exporter, figure: Figure) -> None:
    assert exporter.build(figure) == exporter.build(figure) != b""


@every
def test_each_of_its_themes_gives_another_file(exporter: Exporter, figure: Figure) -> None:
    files = {exporter.build(replace(figure, theme=theme)) for theme in exporter.themes}
    assert len(files) == len(exporter.themes) != 1


@every
def test_each_of_its_papers_gives_another_file_and_the_first_is_the_usual_one(
    exporter: Exporter, figure: Figure
) -> None:
    files = [exporter.build(figure, Options(paper=paper)) for paper in exporter.papers]
    assert len(set(files)) == len(exporter.papers)
    assert [exporter.build(figure)] * len(files[:1]) == files[:1]


@every
def test_each_of_its_options_gives_another_file(exporter: Exporter, figure: Figure) -> None:
    usual = exporter.build(figure)
    for option in exporter.options:
        assert exporter.build(figure, replace(Options(), **{option: OTHERS[option]})) != usual, option


@every
def test_each_of_its_parts_can_be_left_out(exporter: Exporter, figure: Figure) -> None:
    usual = exporter.build(figure)
    for left_out in exporter.parts:
        parts = [part for part in exporter.parts if part != left_out]
        caption = figure.caption.keep(parts)
        assert exporter.build(replace(figure, caption=caption)) != usual, left_out


@every
def test_stories_are_in_the_file_where_it_tells_them_and_nowhere_else(
    exporter: Exporter, figure: Figure
) -> None:
    silent = replace(figure, stories=())
    for steps in get_args(Options.__annotations__["steps"]) if "steps" in exporter.options else ("",):
        options = Options(steps=steps)
        is_told = exporter.build(figure, options) != exporter.build(silent, options)
        assert is_told == exporter.tells_stories(options), steps


@every
def test_it_is_seen_before_it_is_taken_along(exporter: Exporter, figure: Figure) -> None:
    pages = draw_pages(figure, exporter.name, Options())
    assert all(page.picture for page in pages)
    match exporter.preview:
        case AsText():
            assert exporter.is_text
        case AsPages():
            assert pages
        case AsFile():
            assert [page.picture for page in pages] == [exporter.build(figure, Options())]
        case AsSheets(read):
            assert all(sheet.name and len(sheet.rows) > 1 for sheet in read(exporter.build(figure)))
        case AsWebPage(leave_out_scripts):
            assert b"<svg" in leave_out_scripts(exporter.build(figure))
        case _:
            assert_never(exporter.preview)


@every
def test_a_paper_theme_or_option_that_it_does_not_have_is_refused_in_a_sentence(
    exporter: Exporter, figure: Figure
) -> None:
    for paper in PAPERS:
        if paper not in exporter.papers:
            with pytest.raises(ConceptualModelError, match=f'"{exporter.name}" has no paper "{paper}"; '):
                exporter.build(figure, Options(paper=paper))
    for theme in PALETTES:
        if theme not in (*exporter.themes, Figure.theme):
            with pytest.raises(ConceptualModelError, match=f'"{exporter.name}" has no theme "{theme}"; '):
                exporter.build(replace(figure, theme=theme))
    for option in OPTIONS:
        if option not in exporter.options:
            with pytest.raises(ConceptualModelError, match="leave it out"):
                exporter.build(figure, replace(Options(), **{option: OTHERS[option]}))


@every
def test_what_is_text_has_a_golden_file_of_its_own(exporter: Exporter) -> None:
    if exporter.is_text:
        exporter.build(build_shipped_figure("nl")).decode()
        assert f"view.nl.{exporter.ending}" in FILES
    assert len({other.ending for other in EXPORTERS.values() if other.is_text}) == sum(
        other.is_text for other in EXPORTERS.values()
    )


@every
def test_what_holds_a_model_is_read_back(exporter: Exporter) -> None:
    assert bool(exporter.holds) == bool(exporter.imported_as)
    assert exporter.imported_as in ("", *FORMATS)


def test_no_two_formats_share_an_address() -> None:
    endings = [exporter.ending for exporter in EXPORTERS.values() if exporter.has_address]
    assert len(set(endings)) == len(endings) > 1


def write_row(exporter: Exporter) -> str:
    """What the documentation says of a format."""
    names = [option.removeprefix("is_").removeprefix("has_") for option in exporter.options]
    cells = [
        exporter.title,
        f"`{exporter.name}`",
        f"`.{exporter.ending}`",
        exporter.purpose,
        *(", ".join(f"`{name}`" for name in column) for column in (exporter.papers, exporter.themes, names)),
        "" if exporter.stories == "never" else exporter.stories,
    ]
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


def test_the_documentation_has_every_format_as_the_table_says() -> None:
    lines = DOCUMENTATION.read_text("utf-8").splitlines()
    start = lines.index("## Exports")
    rows = [line for line in lines[start:] if line.startswith("| ")][1 : len(EXPORTERS) + 1]
    assert rows == [write_row(exporter) for exporter in EXPORTERS.values()]


def test_the_columns_of_that_table_are_as_many_as_those_of_its_heading() -> None:
    heading = next(line for line in DOCUMENTATION.read_text("utf-8").splitlines() if "| papers |" in line)
    assert {row.count("|") for row in map(write_row, EXPORTERS.values())} == {heading.count("|")}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["svg", "--paper", "a3"], 'the format "svg" has no paper "a3"; leave it out'),
        (["handout", "--paper", "a0"], 'the format "handout" has no paper "a0"; choose one of a4'),
        (["html", "--theme", "dark"], 'the format "html" has no theme "dark"; leave it out'),
        (["handout", "--theme", "dark"], 'has no theme "dark"; choose one of print, light'),
        (["html", "--theme", "light"], 'the format "html" has no theme "light"; leave it out'),
        (["json", "--scale", "2"], 'the format "json" has no option "scale"; leave it out'),
        (["csv", "--transparent"], 'the format "csv" has no option "transparent"; leave it out'),
        (["png", "--outlines"], 'the format "png" has no option "outlines"; leave it out'),
        (["pdf", "--steps", "stages"], 'the format "pdf" has no option "steps"; leave it out'),
        (["yaml", "--counts"], 'the format "yaml" has no option "counts"; leave it out'),
        (["yaml", "--no-legend"], 'the format "yaml" has no option "no-legend"; leave it out'),
        (["dot", "--no-stories"], 'the format "dot" has no option "no-stories"; leave it out'),
    ],
)
def test_the_command_line_refuses_what_a_format_does_not_have(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    file = tmp_path / "file"
    assert main(["export", "--out", str(file), "--format", *arguments]) == 1
    assert sentence in capsys.readouterr().err
    assert not file.exists()


@every
def test_what_the_command_line_takes_for_a_format_changes_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exporter: Exporter
) -> None:
    monkeypatch.setenv("MANGOMOMENT_DB", f"sqlite:///{tmp_path / 'stories.db'}")

    def export(*arguments: str) -> bytes:
        file = tmp_path / "file"
        file.unlink(missing_ok=True)
        code = main(["export", "--format", exporter.name, "--out", str(file), *arguments])
        assert code == (0 if file.exists() else 1)
        return file.read_bytes() if code == 0 else b""

    usual = export("--address", "http://example.org/", "--level", "patient")
    for choice in (
        *(["--theme", theme] for theme in PALETTES if theme != Figure.theme),
        *(["--paper", paper] for paper in PAPERS if paper not in exporter.papers[:1]),
        *(["--scale", "2"], ["--transparent"], ["--outlines"], ["--steps", "stages"], ["--counts"]),
        *([f"--no-{part}"] for part in PARTS),
    ):
        assert export("--address", "http://example.org/", "--level", "patient", *choice) != usual, choice
