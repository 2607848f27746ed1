"""Stories come in from a file and go out into one, on the page, in the facilitator's order."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.storytelling import ask_server, find_stories
from tests.serving import Server

CASES = Path(__file__).parents[1] / "model" / "tables" / "cases"
TABLE = """\
text;teller;language;nodes
Mevrouw Peeters kreeg een ooievaar te zien.;patient;nl;mangomoment
Niemand vroeg naar de ooievaar, tot de poetsvrouw het deed.;family;nl;effect-experience
;patient;nl;
"""


def give(page: Page, file: Path) -> None:
    page.locator(".st-key-import_file input").set_input_files(file)


def press_import(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def choose(page: Page, field: str, option: str) -> None:
    """Choose an option of a box, whose key begins with the name of a field."""
    box = page.locator(f'[class*="st-key-{field}"] input').first
    box.press_sequentially(option)
    expect(page.get_by_role("option").first).to_contain_text(re.compile(option, re.IGNORECASE))
    box.press("Enter")


def test_a_table_is_looked_at_masked_and_imported_once_and_its_bad_row_comes_back(
    open_page: OpenPage, writing_server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "verhalen.csv"
    file.write_text(TABLE, encoding="utf-8")
    page = open_page("/stories?show=exchange", on=writing_server)
    give(page, file)
    alerts = page.get_by_test_id("stAlert")
    expect(page.get_by_text("CSV: 3 rows from 4 lines")).to_be_visible()
    expect(alerts.nth(0)).to_contain_text("1 row has problems and is skipped")
    expect(alerts.nth(1)).to_contain_text("1 story contains something that could identify a person.")
    page.locator(".st-key-import_mask label").first.click()
    press_import(page, "Import 2 stories")
    expect(alerts.first).to_have_text(
        "2 stories were imported; they wait to be published. 1 row was skipped."
    )
    imported = sorted((story["text"], story["status"]) for story in find_stories(writing_server, "ooievaar"))
    assert imported == [
        ("Niemand vroeg naar de ooievaar, tot de poetsvrouw het deed.", "pending"),
        ("[naam] kreeg een ooievaar te zien.", "pending"),
    ]
    with page.expect_download() as download:
        page.locator(".st-key-import_rejected button").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as rejected:
        rows = list(csv.DictReader(rejected))
    assert [(row["teller"], row["reasons"]) for row in rows] == [
        ("patient", "text: The story itself is missing.")
    ]

    again = open_page("/stories?show=exchange", on=writing_server)
    give(again, file)
    expect(again.get_by_text("2 stories are here already.")).to_be_visible()
    expect(again.get_by_role("button", name=re.compile(r"^Import \d"))).to_have_count(0)
    assert len(find_stories(writing_server, "ooievaar")) == 2


def test_an_export_of_qualtrics_comes_in_by_its_questions(
    open_page: OpenPage, writing_server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "qualtrics.csv"
    content = (CASES / "qualtrics.csv").read_text(encoding="utf-8")
    file.write_text(content.replace("zorgkundige", "kwikstaart"), encoding="utf-8")
    page = open_page("/stories?show=exchange", on=writing_server)
    give(page, file)
    expect(page.get_by_text("CSV: 3 rows from 7 lines")).to_be_visible()
    expect(page.get_by_text("2 rows below the headings were read as headings")).to_be_visible()
    expect(page.get_by_text("Q1 – Tell us what happened")).to_be_visible()
    expect(page.get_by_text("Not imported: StartDate, Status, IPAddress")).to_be_visible()
    press_import(page, "Import 3 stories")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("3 stories were imported")
    [story] = find_stories(writing_server, "kwikstaart")
    assert (story["teller"], story["told_on"], story["consent"]["room"]) == ("family", "2024-03-01", True)


def test_a_dutch_workbook_with_a_title_and_totals_asks_for_what_it_does_not_say(
    open_page: OpenPage, writing_server: Server, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        ["Mangomomenten 2024"],
        ["Afdeling", "Wat is er gebeurd?", "Wie bent u?", "Ik ga akkoord dat mijn verhaal getoond wordt"],
        ["Geriatrie", "Er zat een roerdomp in de tuin.", "dochter van patiënt", "Ja"],
        ["Geriatrie", "De roerdomp kwam terug.", "A3", "Nee, liever niet"],
        ["Totaal", 2],
    ]
    for row in rows:
        sheet.append(row)
    file = tmp_path / "verhalen.xlsx"
    book.save(file)
    page = open_page("/stories?show=exchange&lang=nl", on=writing_server, locale="nl")
    give(page, file)
    alerts = page.get_by_test_id("stAlert")
    expect(alerts.first).to_contain_text("1 antwoord is niet bekend")
    expect(page.get_by_text("1 rij bevat geen verhaal en wordt overgeslagen.")).to_be_visible()
    choose(page, "default_language", "Nederlands")
    press_import(page, "1 verhaal importeren")
    expect(alerts.filter(has_text="1 verhaal is geïmporteerd")).to_be_visible()
    [story] = find_stories(writing_server, "roerdomp")
    assert (story["teller"], story["setting"], story["language"]) == ("family", "Geriatrie", "nl")


def test_an_export_that_was_coded_in_a_spreadsheet_comes_back_as_changes(
    open_page: OpenPage, writing_server: Server, tmp_path: Path
) -> None:
    page = open_page("/stories?show=exchange", on=writing_server)
    file = tmp_path / "stories.csv"
    file.write_text(
        "text;teller;language\nDe wielewaal floot.;patient;nl\nDe wielewaal zweeg.;family;nl\n",
        encoding="utf-8",
    )
    give(page, file)
    press_import(page, "Import 2 stories")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("2 stories were imported")

    page.get_by_text("All, for your own records").click()
    link = page.locator("a[href^='stories-export.csv']")
    expect(link).not_to_have_attribute("href", re.compile("consent="))
    with page.expect_download() as download:
        link.click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as exported:
        rows = list(csv.DictReader(exported))
    for row in rows:
        if "wielewaal" in row["text"]:
            row |= {"nodes": "mangomoment", "consent_room": "yes"}
    coded = tmp_path / "coded.csv"
    with coded.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)

    again = open_page("/stories?show=exchange", on=writing_server)
    give(again, coded)
    expect(again.get_by_text("2 stories here differ from the file.")).to_be_visible()
    press_import(again, "Apply the selected changes")
    expect(again.get_by_test_id("stAlert").first).to_contain_text("2 stories were changed.")
    for story in find_stories(writing_server, "wielewaal"):
        assert (story["nodes"], story["consent"]["room"]) == (["mangomoment"], True)
        full = ask_server(writing_server, f"/stories/{story['id']}.json")
        assert [(change["role"], change["what"]) for change in full["history"]] == [
            ("import", "added"),
            ("import", "edited"),
        ]


def test_a_stray_quotation_mark_is_named_and_its_rows_are_read_when_asked(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories?show=exchange", on=writing_server)
    give(page, CASES / "stray_quote.csv")
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("There is a stray quotation mark in lines 2 to 4.")
    page.get_by_text("Read rows with a stray quotation mark as they are").click()
    expect(page.get_by_role("button", name="Import 4 stories")).to_be_visible()
