from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from pptx import Presentation
from pypdf import PdfReader

from model.reporting import REPORTS, Report, build_report
from model.reporting.paper import to_pdf
from model.reporting.sentences import list_figures, list_notes, sum_up_vote
from model.reporting.slides import to_pptx
from model.stories import Consent
from model.workshop import Weakest
from tests.documents import MODEL, read_text
from tests.reporting import (
    BALLOTS,
    CATALYSTS,
    DOTS,
    OPEN,
    RATING,
    build_ballots,
    build_empty_state,
    build_state,
    build_told,
    build_workshop,
    make_report,
)


@pytest.mark.parametrize(
    "story",
    [
        build_told(consent=Consent(room=True, publications=True)),
        build_told(status="pending"),
    ],
)
def test_a_story_without_consent_to_exports_or_not_published_is_only_counted(story: object) -> None:
    report = make_report(build_state(stories=(story,)))
    assert (report.stories, report.kept_back) == ((), 1)


def test_a_round_that_is_not_revealed_gives_nothing_but_its_question() -> None:
    hidden = tuple(
        round_.model_copy(update={"is_revealed": False, "question": f"Secret {round_.kind}?"})
        for round_ in (DOTS, RATING, CATALYSTS)
    )
    report = make_report(build_state(rounds=hidden))
    assert (report.votes, report.named) == ((), ())
    assert any("Secret dots?; Secret rating?; Secret catalysts?" in note for note in list_notes(report))


def test_votes_come_in_the_order_of_their_rounds_with_what_each_node_got() -> None:
    dots, rating = make_report().votes
    assert dots.values == {"patient-openness": 22, "leadership-climate": 11, "patient-personality": 0}
    assert rating.values == {"patient-openness": 4, "patient-personality": 3, "leadership-climate": 2}


def test_what_the_top_choice_leads_to_is_traced_for_dots() -> None:
    dots, rating = make_report().votes
    assert dots.consequences is not None
    assert dots.consequences.starts == ("patient-openness",)
    assert dots.consequences.outcomes["loyalty-patients"] == 21
    assert rating.consequences is None


def test_each_path_has_its_weakest_node_for_ratings() -> None:
    dots, rating = make_report().votes
    assert dots.weakest == Weakest()
    ways = {point.path.nodes[0]: point.nodes for point in rating.weakest.points}
    assert ways["leadership-climate"] == ("leadership-climate",)
    assert "patient-openness" not in ways
    assert [weak.node for weak in rating.weakest.nodes] == ["leadership-climate"]


def test_of_what_was_named_only_the_words_that_the_room_was_shown_are_there() -> None:
    report = make_report()
    (named,) = report.named
    assert (named.node, named.words, report.ideas) == (OPEN, ("Time",), 3)
    published = report.published_name(OPEN)
    assert (report.name(OPEN), report.name("joy")) == (f"{published} (“Time”)", report.published_name("joy"))


@pytest.mark.parametrize("form", sorted(REPORTS))
def test_no_report_holds_an_answer_as_it_was_typed_or_a_group_that_was_not_chosen(form: str) -> None:
    made = REPORTS[form].build(make_report())
    text = read_pdf(made) if form == "pdf" else read_office(made)
    assert "Time" in text
    for hidden in ("five minutes", "a bench", "Rituals"):
        assert hidden not in text


def read_pdf(made: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


def read_office(made: bytes) -> str:
    with ZipFile(BytesIO(made)) as file:
        return " ".join(file.read(name).decode(errors="replace") for name in file.namelist())


def test_the_map_of_words_has_them_in_quotation_marks_and_the_model_stays_as_it_was() -> None:
    before = MODEL.get_node(OPEN)
    (drawn,) = (node for node in make_report().draw_words().nodes if node.id == OPEN)
    assert drawn.name == "“Time”"
    assert MODEL.get_node(OPEN) == before


def test_the_map_of_dots_lights_the_steps_from_the_top_choice_on_and_no_others() -> None:
    report = make_report()
    lit = {(edge.source, edge.target) for edge in report.draw_vote(report.votes[0]).edges if edge.is_lit}
    assert ("patient-openness", OPEN) in lit
    assert not any(source == "leadership-climate" for source, _ in lit)


def test_the_day_is_that_of_the_start_in_a_time_zone_and_never_that_of_the_end() -> None:
    late = build_workshop(created_at="2026-11-24T23:30:00Z", ends_at="2026-11-28T02:00:00Z")
    report = build_report(MODEL, build_empty_state(workshop=late), {}, "en", zone=ZoneInfo("Europe/Brussels"))
    assert report.day.isoformat() == "2026-11-25"


def test_the_day_that_the_facilitator_gave_goes_before() -> None:
    prepared = build_workshop(day="2026-12-04")
    assert make_report(build_empty_state(workshop=prepared)).day.isoformat() == "2026-12-04"


def test_a_tie_is_told_as_one() -> None:
    ballots = {"dots": build_ballots({"patient-openness": 1, "leadership-climate": 1})}
    report = make_report(ballots=BALLOTS | ballots)
    said = next(sum_up_vote(report, report.votes[0]))
    assert said == "Most dots, 5 of 10 each: Openness to the gesture, Organisational climate."


def test_where_nobody_voted_it_says_so() -> None:
    report = make_report(ballots={})
    assert [list(sum_up_vote(report, vote)) for vote in report.votes] == [["Nobody voted."]] * 2


def test_a_node_that_the_model_lost_is_called_by_its_id() -> None:
    gone = DOTS.model_copy(update={"nodes": ("gone",)})
    ballots = {"dots": build_ballots({"gone": 1})}
    report = make_report(build_state(rounds=(gone,)), ballots)
    assert next(sum_up_vote(report, report.votes[0])) == "Most dots: gone, with 5 of 5."


@pytest.mark.parametrize("to_file", [to_pdf, to_pptx])
def test_a_story_without_a_title_stands_once_in_it(to_file: Callable[[Report], bytes]) -> None:
    stories = (build_told("A wren sang.", id="a"), build_told("It rained.", title="The rain", id="b"))
    made = to_file(make_report(build_empty_state(stories=stories)))
    if to_file is to_pdf:
        text = read_text(made)
    else:
        shapes = [shape for slide in Presentation(BytesIO(made)).slides for shape in slide.shapes]
        text = " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    assert text.count("A wren sang.") == 1
    assert "Story 1 of 2" in text
    assert "The rain" in text


@pytest.mark.parametrize(("count", "words"), [(1, "story told"), (2, "stories told")])
def test_one_story_is_told_in_the_singular(count: int, words: str) -> None:
    report = replace(make_report(), stories=(), kept_back=count)
    assert (words, str(count)) in list_figures(report)
