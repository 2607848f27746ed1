"""Stories come in from a file and go out into one, on the page, in the facilitator's order."""

from __future__ import annotations

import csv
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.storytelling import find_stories
from tests.serving import Server

TABLE = """\
text;teller;language;nodes
Mevrouw Peeters kreeg een ooievaar te zien.;patient;nl;mangomoment
Niemand vroeg naar de ooievaar, tot de poetsvrouw het deed.;family;nl;effect-experience
;patient;nl;
"""


def test_a_table_is_looked_at_masked_and_brought_in_once_and_its_bad_row_comes_back(
    open_page: OpenPage, writing_server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "verhalen.csv"
    file.write_text(TABLE, encoding="utf-8")
    page = open_page("/stories?show=exchange", on=writing_server)
    page.locator(".st-key-import_file input").set_input_files(file)
    alerts = page.get_by_test_id("stAlert")
    expect(alerts.nth(0)).to_contain_text("1 row has problems and stays out")
    expect(alerts.nth(1)).to_contain_text("1 story holds what could tell who somebody is.")
    page.locator(".st-key-import_mask label").first.click()
    page.get_by_role("button", name="Bring 2 stories in").click()
    expect(alerts.first).to_have_text(
        "2 stories were brought in; they wait to be published. 1 row stayed out."
    )
    told = sorted((one["text"], one["status"]) for one in find_stories(writing_server, "ooievaar"))
    assert told == [
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
    again.locator(".st-key-import_file input").set_input_files(file)
    again.locator(".st-key-import_mask label").first.click()
    again.get_by_role("button", name="Bring 2 stories in").click()
    expect(again.get_by_test_id("stAlert").first).to_contain_text("2 were here already.")
    assert len(find_stories(writing_server, "ooievaar")) == 2
