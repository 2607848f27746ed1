"""What was agreed, and what came of what was agreed before, in every form of the report."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation

from model.reporting.paper import to_pdf
from model.reporting.slides import to_pptx
from model.reporting.workbook import to_xlsx
from model.stories import Consent
from model.workshop import FollowedAction
from tests.documents import read_text
from tests.reporting import build_empty_state, build_state, build_told, make_report

EXPORTED = build_told(id="shown", title="A pot of tea")
KEPT_BACK = build_told(id="kept", title="A secret walk", consent=Consent(room=True))
PENDING = build_told(id="pending", title="Not read yet", status="pending")


def follow(id_: str, text: str, story: Any = None, **fields: Any) -> FollowedAction:
    """An action of two months before the workshop."""
    [agreed] = build_state().actions
    action = agreed.model_copy(update={"id": id_, "text": text, "when": "", **fields})
    day = build_state().workshop.get_day() - timedelta(days=60)
    return FollowedAction(action=action, workshop="w0", workshop_name="In autumn", day=day, shown_by=story)


def list_followed() -> tuple[FollowedAction, ...]:
    yesterday = build_state().workshop.get_day() - timedelta(days=1)
    return (
        follow("a", "Tea at four", EXPORTED, state="done", outcome="Every afternoon"),
        follow("b", "A walk outside", KEPT_BACK, state="dropped", outcome="No time"),
        follow("c", "Say hello", PENDING, due=yesterday),
        follow("d", "Sing", due=yesterday + timedelta(days=1)),
    )


def read_slides(content: bytes) -> str:
    shapes = [shape for slide in Presentation(BytesIO(content)).slides for shape in slide.shapes]
    tables = [shape.table for shape in shapes if shape.has_table]
    return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def read_sheet(content: bytes, name: str) -> list[list[object]]:
    book = load_workbook(BytesIO(content))
    return [list(row) for row in book[name].iter_rows(values_only=True)]


def test_every_form_says_what_came_of_each_action_and_names_stories_that_may_be_exported() -> None:
    [agreed] = build_state().actions
    due = agreed.model_copy(update={"due": date(2027, 2, 3)})
    report = make_report(build_state(followed=list_followed(), actions=(due,)))
    rows = read_sheet(to_xlsx(report), "What came of it")
    assert [row[:4] for row in rows] == [
        ["What", "State", "What came of it", "Story"],
        ["Tea at four", "Done", "Every afternoon", "A pot of tea"],
        ["A walk outside", "Dropped", "No time", None],
        ["Say hello", "Overdue", None, None],
        ["Sing", "Still open", None, None],
    ]
    assert read_sheet(to_xlsx(report), "Actions")[1][2] == "in December · by 3 February 2027"
    for text in (read_text(to_pdf(report)), read_slides(to_pptx(report))):
        flat = " ".join(text.split())
        for said in ("Every afternoon", "A pot of tea", "No time", "Overdue", "In autumn", "3 February 2027"):
            assert said in flat, said
        assert "secret walk" not in flat
        assert "Not read yet" not in flat


def test_a_meeting_that_only_followed_up_has_a_report() -> None:
    report = make_report(build_empty_state().model_copy(update={"followed": list_followed()}), {})
    assert not report.is_empty
    assert "Tea at four" in read_text(to_pdf(report))
