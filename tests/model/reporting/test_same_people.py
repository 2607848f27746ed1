"""What the same people answered before and now stands in each form of the report, in sums."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from io import BytesIO

import openpyxl
import pytest
from pypdf import PdfReader

from model.reporting import Report, read_report
from model.reporting.paper import to_pdf
from model.reporting.report import SamePeople
from model.reporting.sentences import list_same_people, sum_up_same_people
from model.reporting.slides import to_pptx
from model.reporting.workbook import to_xlsx
from model.stories import StoryStore
from model.words import LANGUAGES
from model.workshop import ParticipantStore, Workshop, WorkshopStore, compare_pairs, make_request_id
from tests.documents import MODEL
from tests.model.stories.conftest import empty_url, url
from tests.reporting import RATING, make_report
from tests.slides import list_shapes, read_pptx
from tests.workshopping import build_end, join, open_round

__all__ = ["empty_url", "url"]

NODE = RATING.nodes[0]


def build(language: str = "en") -> Report:
    """A report in which 6 people rated one element twice, and 5 another one."""
    pairs = [({NODE: 2, RATING.nodes[1]: 3}, {NODE: 3, RATING.nodes[1]: 3})] * 5 + [({NODE: 4}, {NODE: 1})]
    earlier = SamePeople(date(2026, 3, 5), compare_pairs(RATING, RATING, pairs))
    report = make_report(language=language)
    votes = (report.votes[0], replace(report.votes[1], same_people=earlier))
    return replace(report, votes=votes)


SAID = "by personal codes. 6 people answered both times: 5 higher, 0 the same, 1 lower"


def read(report: Report) -> tuple[str, str]:
    """The texts of the paper and of the slides."""
    paper = " ".join(page.extract_text() for page in PdfReader(BytesIO(to_pdf(report))).pages)
    shapes = [shape for slide in read_pptx(to_pptx(report)).slides for shape in list_shapes(slide.shapes)]
    texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    rows = [row for shape in shapes if shape.has_table for row in shape.table.rows]
    return " ".join(paper.split()), " ".join([*texts, *(cell.text for row in rows for cell in row.cells)])


def test_slides_and_paper_say_it_as_a_whole_and_by_element() -> None:
    for said in read(build()):
        assert "the same people, then and now" in said.casefold()
        assert SAID in said
        assert "On average" in said
        assert "+0.3" in said
    for said in read(make_report()):
        assert "then and now" not in said.casefold()


def test_slides_and_paper_say_it_as_a_whole_where_no_element_has_enough_answers() -> None:
    pairs = [({node: 2}, {node: 3}) for node in RATING.nodes[:2] for _ in range(3)]
    report = build()
    dots, rating = report.votes
    same_people = SamePeople(date(2026, 3, 5), compare_pairs(RATING, RATING, pairs))
    for said in read(replace(report, votes=(dots, replace(rating, same_people=same_people)))):
        assert "by personal codes. 6 people answered both times: 6 higher, 0 the same, 0 lower" in said
        assert "On average" not in said


def test_the_workbook_has_its_numbers() -> None:
    book = openpyxl.load_workbook(BytesIO(to_xlsx(build())))
    rows = [[cell.value for cell in row] for row in book["The same people 2"].iter_rows()]
    assert rows[0][1:] == ["Higher", "The same", "Lower", "On average", "Answered both times"]
    assert [row[1:] for row in rows[1:3]] == [[5, 0, 1, 0.3, 6], [0, 5, 0, 0, 5]]
    assert SAID in str(rows[3][0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_each_language(language: str) -> None:
    report = build(language)
    vote = report.votes[1]
    assert vote.same_people
    assert len([*sum_up_same_people(report, vote.same_people), *list_same_people(report, vote)]) == 5
    assert to_pdf(report)


class TestReading:
    def hold(self, stories: StoryStore, people: int) -> tuple[WorkshopStore, list[Workshop]]:
        """Three workshops in which some people rated an element, each time one higher, with their codes."""
        store, phones = WorkshopStore(stories), ParticipantStore(stories)
        held, codes = [], [""] * people
        for rating, day in enumerate((date(2026, 1, 1), date(2026, 3, 5), date(2026, 9, 5)), start=1):
            workshop = store.create("Ward 4", "en", build_end(), day=day)
            store.show(workshop.id, has_codes=True)
            round_ = open_round(store, workshop, "rating", nodes=(NODE,))
            for number in range(people):
                token = join(phones, workshop)
                if codes[number]:
                    phones.use_code(workshop.id, token, codes[number])
                else:
                    codes[number] = phones.give_code(workshop.id, token, make_request_id())
                phones.vote(workshop.id, token, round_.id, {NODE: rating}, make_request_id())
            store.reveal_round(workshop.id, round_.id)
            held.append(store.get(workshop.id))
        return store, held

    @pytest.mark.parametrize("people", [4, 5])
    def test_the_last_time_before_is_taken_where_five_answered_both_times(
        self, url: str, people: int
    ) -> None:
        stories = StoryStore(url, "test")
        stories.open()
        store, held = self.hold(stories, people)
        first, _second, third = (
            read_report(store, MODEL, workshop.id, "en", zone=UTC).votes[0].same_people for workshop in held
        )
        assert first is None
        if people == 4:
            assert third is None
        else:
            assert third
            assert third.day == date(2026, 3, 5)
            assert third.comparison.whole
            assert (third.comparison.whole.higher, third.comparison.whole.mean) == (5, 1.0)
        stories.close()
