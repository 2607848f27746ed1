"""The report on codings says the same on paper and in the workbook, and tells of no story that may not be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from model.__main__ import main
from model.coding import Code, Codings, CodingStore, Mark, Passage, StoryCoding
from model.coding.agreement import REASONS, Undefined
from model.coding.coverage import PLACEMENTS
from model.coding.wording import describe_undefined, name_placements
from model.reporting.coding_paper import to_coding_pdf
from model.reporting.coding_report import CodingReport, ReportSection, build_coding_report, list_sections
from model.reporting.coding_workbook import to_coding_xlsx
from model.stories import Consent, StoryStore
from model.words import LANGUAGES
from tests.documents import MODEL, get_root, list_sizes, list_tags, read_pdf, read_text
from tests.model.coding.building import build_codings
from tests.storytelling import build_story

QUIET = "Zebra, said the one who may not be quoted."
STORIES = (
    build_story("She sang for him. It rained.", id="song", title="The song", nodes=("effect-joy-in-work",)),
    build_story(QUIET, id="secret", title="Not to be told", consent=Consent(room=True)),
    build_story("Another one.", id="other", title="The other", status="pending"),
)
LEFT = (Passage("en", 18, 28, 1),)
SAID = {
    "ann": {"song": "effect-joy-in-work effect-team", "secret": "", "other": ""},
    "bo": {"song": "effect-joy-in-work", "secret": "", "other": ""},
}
every_language = pytest.mark.parametrize("language", LANGUAGES)


def make_report(
    language: str = "en", said: dict[str, dict[str, str]] = SAID, decided: Any = (), **changed: Any
) -> CodingReport:
    codings = build_codings(said, decided)
    left = (
        replace(coding, leftovers=LEFT if coding.coder == "bo" and coding.story != "other" else ())
        for coding in codings.codings
    )
    coded = Codings(codings.coders, tuple(left), codings.decisions)
    return build_coding_report(MODEL, STORIES, changed.get("codings", coded), language, date(2026, 11, 24))


def find_section(report: CodingReport, title: str) -> ReportSection:
    return next(section for section in list_sections(report) if section.title.startswith(title))


def read_sheets(made: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(BytesIO(made))
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_coverage_is_said_in_sentences() -> None:
    assert find_section(make_report(), "The model in").sentences == (
        "Elements that have a story, of those that need one: 1 of 19 (5%).",
        "Links of which one story has both ends: 1 of 31 (3%).",
    )
    placed = find_section(make_report(), "The stories in")
    assert placed.sentences[0] == (
        "Stories that have a place in the model, of those that are coded: 1 of 3 (33%)."
    )
    assert placed.table
    assert [row[1] for row in placed.table.rows] == [0, 1, 2, 0, 0]


def test_passages_are_counted_where_some_were_marked() -> None:
    report = make_report()
    assert "Marked passages that have a place in the model: 0 of 2 (0%)." in (
        find_section(report, "The stories in").sentences
    )
    unmarked = make_report(codings=build_codings(SAID))
    assert len(find_section(unmarked, "The stories in").sentences) == 1


def test_elements_and_links_without_a_story_are_named() -> None:
    table = find_section(make_report(), "Elements and links").table
    assert table
    assert len(table.rows) == 18 + 30
    assert ("element", "Positive team atmosphere") in table.rows
    assert ("link", "“Support for person-centred care” shapes “Personality of the patient”") in table.rows


def test_leftovers_are_quoted_only_of_stories_that_may_be_exported() -> None:
    section = find_section(make_report(), "Leftovers")
    assert section.table
    assert section.table.rows == (("The song", "Bo", "It rained."),)
    assert section.sentences == (
        "Not shown, because their stories are not published or may not be exported: 1.",
    )


@every_language
def test_no_file_tells_of_a_story_that_may_not_be_exported(language: str) -> None:
    said = {"ann": {"secret": "effect-team", "other": "effect-team"}, "bo": {"secret": "", "other": ""}}
    report = make_report(language, said)
    assert list_sections(report)[-2].part == "disagreements"
    written = read_text(to_coding_pdf(report)) + str(read_sheets(to_coding_xlsx(report)))
    assert "Zebra" not in written
    assert "Not to be told" not in written
    assert "The other" not in written
    assert "secret" in written  # the id, by which the facilitator finds it


def test_where_coders_differ_the_decision_is_told() -> None:
    rows: list[tuple[Any, ...]] = []
    for decided in ((), [("song", "effect-team", True)], [("song", "effect-team", False)]):
        table = find_section(make_report(decided=decided), "Where coders differ").table
        assert table
        rows += table.rows
    assert [row[4] for row in rows] == ["to be decided", "attached", "not attached"]
    assert rows[0][:4] == ("Positive team atmosphere", "The song", "Ann", "Bo")


def test_the_figures_of_agreement_stand_beside_what_was_coded() -> None:
    section = find_section(make_report(), "Do coders agree?")
    assert section.sentences == ("Coded: 3 of 3 (100%); by two or more: 3 of 3 (100%).",)
    assert section.table
    rows = {str(row[0]): row[1:] for row in section.table.rows}
    assert rows["Joy in work"] == (
        1,
        0,
        2,
        "100% (100% to 100%)",
        "1.00 (1.00 to 1.00)",
        "1.00 (1.00 to 1.00)",
    )
    assert rows["Positive team atmosphere"][:3] == (1, 1, 1)
    assert rows["Positive resonance"][4:] == ("all said the same", "all said the same")
    assert next(iter(rows)) == "All elements and dimensions"


def test_of_three_coders_each_two_are_compared() -> None:
    said = {**SAID, "cy": {"song": "effect-team"}}
    table = find_section(make_report(said=said), "Do coders agree?").table
    assert table
    assert [row[0] for row in table.rows[3:6]] == ["Ann – Bo", "Ann – Cy", "Bo – Cy"]


def test_where_nobody_coded_the_report_is_about_coverage_alone() -> None:
    report = make_report(codings=Codings())
    titles = [section.title for section in list_sections(report)]
    assert titles == [
        "The model in the stories",
        "The stories in the model",
        "Elements and links without a story",
        "About this report",
    ]
    assert "Attached without a coder, so that nobody was asked for leftovers: 1." in (
        find_section(report, "The stories").sentences
    )
    assert next(iter(read_sheets(to_coding_xlsx(report)))) == "Overview"
    assert len(list_sizes(to_coding_pdf(report))) == 2


@every_language
def test_the_paper_is_tagged_and_says_its_language_and_title(language: str) -> None:
    report = make_report(language)
    root = get_root(made := to_coding_pdf(report))
    assert root["/Lang"].startswith(language)
    assert str(read_pdf(made).metadata.title) == report.title  # type: ignore[union-attr]
    assert {"TH", "TD", "H1"} <= {tag.lstrip("/") for tag, _text in list_tags(made)}
    assert list_sizes(made)[0] == (210, 297)
    assert list_sizes(made)[-1] == (297, 210)  # what the report says of itself goes on where tables end
    assert made == to_coding_pdf(make_report(language))


def test_letters_that_the_font_lacks_are_named() -> None:
    story = build_story("病院で", id="far", title="Far")
    coding = StoryCoding("far", "ann", (), (Passage("en", 0, 3, 1),), is_done=True)
    report = build_coding_report(MODEL, [story], Codings(codings=(coding,)), "en", date(2026, 11, 24))
    text = read_text(to_coding_pdf(report))
    assert "Some characters of these texts are not in the font" in text
    assert "□" in text
    assert "in the font" not in read_text(to_coding_pdf(make_report()))


def test_figures_are_numbers_in_the_workbook_and_reasons_words() -> None:
    sheets = read_sheets(to_coding_xlsx(make_report()))
    assert list(sheets) == [
        "Overview",
        "The stories in the model",
        "Leftovers",
        "Elements and links without…",
        "Do coders agree",
        "Where coders differ",
    ]
    heads, *rows = sheets["Do coders agree"]
    assert heads[-3:] == ("Alpha", "Alpha 2.5%", "Alpha 97.5%")
    by_name = {row[0]: row[1:] for row in rows}
    assert by_name["Joy in work"] == (3, 3, 3, 1, 0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1)
    assert by_name["Positive resonance"][-3:] == ("all said the same", None, None)
    of_team = by_name["Positive team atmosphere"]
    assert of_team[6] == pytest.approx(2 / 3)
    assert (of_team[7], of_team[8]) == (0, 1)
    alone = make_report(said={"ann": {"song": "effect-team"}, "bo": {"song": ""}})
    *_, last = read_sheets(to_coding_xlsx(alone))["Do coders agree"][1:4]
    assert last[-9:-6] == (1, "one story only", None)


@every_language
def test_every_reason_and_every_placement_has_words_of_its_own(language: str) -> None:
    words = [describe_undefined(Undefined(reason), language) for reason in REASONS]
    assert len(set(words)) == len(REASONS)
    assert set(name_placements(language)) == set(PLACEMENTS)


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_the_command_writes_what_is_in_the_store(ending: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'stories.db'}"
    stories = StoryStore(url, "mangomoment")
    story = stories.add(STORIES[0], "facilitator")
    store = CodingStore(stories)
    coders = [store.add_coder(name) for name in ("Ann", "Bo")]
    for coder, node in zip(coders, ("effect-team", "effect-joy-in-work"), strict=True):
        store.save(StoryCoding(story.id, coder.id, (Mark(Code("node", node)),), is_done=True))
    stories.close()
    out = tmp_path / f"report.{ending}"
    assert main(["codings", "report", "--out", str(out), "--lang", "nl", "--db", url]) == 0
    made = out.read_bytes()
    text = read_text(made) if ending == "pdf" else str(read_sheets(made))
    assert "Waar codeurs verschillen" in text
    assert "The song" in text


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["codings", "report", "--out", str(tmp_path / "report.docx")])
