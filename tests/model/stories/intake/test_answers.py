from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.stories.intake.answers import (
    Choice,
    build_languages,
    build_tellers,
    is_no_answer,
    is_remark,
    is_total,
    read_moment,
    split_names,
)
from tests.documents import MODEL
from tests.nasty import NASTY

JOY = Choice([("joy", "Joy"), ("trust", "Trust"), ("work", "Joy, in work")])


@pytest.mark.parametrize(
    "text",
    [
        *(
            "#N/A",
            "#NAME?",
            "#NAAM?",
            "#REF!",
            "#VALUE!",
            "#DIV/0!",
            "#DEEL/0!",
            "#NULL!",
            "#ÜBERLAUF!",
            "####",
        ),
        *("", " ", "-", "--", "—", "/", ".", "...", "…", "?", "\u200b", "n.v.t.", "nvt", "N/A", "na", "N.A."),
        *("none", "None.", "geen", "niets", "Nothing", "null", "NaN", "keine", "k.A.", "aucun", "Sans objet"),
        *("x", "XXX", "(blank)", "(leeg)", "2", "3,5", "1 000", "50%", "€ 12", "8/10", "2024-03-01", "TRUE"),
        *("=COUNTA(C5:C7)", "=SOM(A1;B1)", "Geen antwoord", "Keine Angabe", "." * 60),
        *(f"=SUM({'A1;' * 60})", " " * 70 + "-", "none" + " " * 60, "n. v. t. !", "<3", "+1", "½", "²", "٣"),
    ],
)
def test_where_nothing_is_said_there_is_no_answer(text: str) -> None:
    assert is_no_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Dank u wel.", "Ja.", "Nee.", "Merci", "Top!", "Ok", "Goed", "Lief", "👍", "❤️", "10/10 👍", "谢谢"),
        *(
            "Niets dan lof",
            "Nothing but praise",
            "geen woorden voor",
            "naar",
            "Ref.",
            "10 op 10",
            "=) dank je",
        ),
        *("#trots", "Ze gaf me een x.", "Total care", "null problemo", "x" * 61, "1" * 61, "." * 61),
        *("a", "=A1", "=SUM(A1)+2", "x y", f"=SUM({'A1;' * 60}) zei ze"),
    ],
)
def test_the_shortest_story_is_an_answer(text: str) -> None:
    assert not is_no_answer(text)


@pytest.mark.parametrize(
    "cells",
    [
        *(["Totaal", "2", "", ""], ["Total"], ["", "Somme", "12"], ["Summe", "3,5"], ["Gemiddelde", "4.2"]),
        *(["Count", "5"], ["Grand Total", "", "7"], ["Totaal: 2 verhalen", ""], ["Total responses", "5"]),
        *(
            ["Aantal verhalen", "2"],
            ["n = 3"],
            ["Totaal (n=2)", ""],
            ["Total", "#DIV/0!"],
            ["Subtotaal", "-"],
        ),
        ["Totaal", "", "=COUNTA(C5:C7)", "", ""],
        *(["12 totaal"], ["Total count", "12"], ["Totaal van de verhalen", "5"], [" ", "Total", "1"]),
        *(["Totaal", "=A1+B1", "geen"], ["number of stories: 12"], ["Total" + " " * 60 + "blue"]),
    ],
)
def test_a_row_of_totals_is_known(cells: list[str]) -> None:
    assert is_total(cells)


@pytest.mark.parametrize(
    "cells",
    [
        *(
            ["Totaal", "Ze zong."],
            ["Totaal onverwacht kwam ze", ""],
            ["1", "Totaal"],
            ["Summer", ""],
            ["", ""],
        ),
        *(
            [],
            ["Number one nurse"],
            ["Total care", "5"],
            ["Som van alles", "nl"],
            ["Gemiddelde", "5", "patiënt"],
            ["Totaal blauw", "5"],
            ["Totaal", "5", "x = 3"],
            ["=SOM(A1)", "2"],
        ),
    ],
)
def test_a_row_that_says_more_is_no_row_of_totals(cells: list[str]) -> None:
    assert not is_total(cells)


def test_a_remark_stands_alone_in_the_first_column_of_a_table_that_has_more() -> None:
    assert is_remark(["Bron: kwaliteitscel 2024", "", "", "", ""], 5)
    assert is_remark(["* zonder spoed", " ", ""], 3)
    assert not is_remark(["Bron: kwaliteitscel 2024", ""], 2)
    assert not is_remark(["", "Ze zong.", "", ""], 4)
    assert not is_remark(["3", "Ze zong.", "", ""], 4)
    assert not is_remark(["3", "", "", ""], 4)
    assert not is_remark(["", "", ""], 3)
    assert not is_remark(["Bron: kwaliteitscel 2024", "", "", "x"], 4)
    assert not is_remark(["n.v.t.", "", ""], 3)
    assert not is_remark([], 3)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2026-05-31", "2026-05-31T00:00:00+00:00"),
        ("2026-05-31T14:30", "2026-05-31T14:30:00+00:00"),
        ("2026-05-31T14:30:15.25-05:00", "2026-05-31T19:30:15.250000+00:00"),
        ("0001-01-01T00:00+14:00", None),
        ("9999-12-31T23:00-14:00", None),
        ("31/05/2026", None),
    ],
)
def test_a_moment_is_read_in_the_time_of_greenwich(said: str, moment: str | None) -> None:
    read = read_moment(said)
    assert (read.isoformat() if read else None) == moment


@given(st.text() | st.sampled_from(NASTY), st.lists(st.text() | st.sampled_from(NASTY), max_size=6))
def test_whatever_stands_in_cells_is_looked_at(text: str, cells: list[str]) -> None:
    is_no_answer(text)
    assert not (is_total(cells) and any(len(cell.strip()) > 100 and cell[0] != "=" for cell in cells))
    assert not is_remark(cells, 2)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("joy, trust; calm", ["joy", "trust", "calm"]),
        ("Joy, in work", ["Joy, in work"]),
        ("trust|Joy, in work\r\njoy", ["trust", "Joy, in work", "joy"]),
        ("a zebra, or so", ["a zebra, or so"]),
        ("joy, a zebra", ["joy", "a zebra"]),
        (";;", []),
    ],
)
def test_a_list_is_split_except_within_a_known_name(text: str, names: list[str]) -> None:
    assert split_names(text, JOY) == names


@pytest.mark.parametrize("name", ["staff of the ward", "blind", "mind", "vreemd", "boss", "zebra"])
def test_no_teller_is_suggested_that_only_looks_like_a_word(name: str) -> None:
    assert build_tellers().suggest(name) is None


def test_an_id_goes_before_a_name_and_a_name_may_stand_for_several() -> None:
    choice = Choice([("one", "Joy"), ("two", "joy!"), ("Trust", "Hope"), ("three", "Trust")])
    assert choice.find("JOY") == ("one", "two")
    assert choice.find("Trust") == ("Trust",)
    assert choice.find("trust") == ("three",)
    assert choice.find("zebra") == choice.find("!") == ()


def test_a_known_name_with_a_separator_in_it_stays_whole() -> None:
    choice = Choice([("one", "Work; joy"), ("two", "Joy")])
    assert split_names("work; joy", choice) == ["work; joy"]
    assert split_names("work; joy; joy", choice) == ["work", "joy", "joy"]


def test_names_that_come_close_are_suggested_for_so_many_unknown_ones() -> None:
    choice = Choice([("one", "Patient openness")])
    assert choice.suggest("Pasient opennes") == "Patient openness"
    assert choice.suggest("zebra") is None
    for number in range(48):
        assert choice.suggest(f"patient openness {number}") == "Patient openness"
    assert choice.suggest("patients openness") is None
    assert choice.suggest("Pasient opennes") == "Patient openness"


@pytest.mark.parametrize(
    ("said", "language"), [("nl", "nl"), ("Nederlands", "nl"), ("français", "fr"), ("EN", "en")]
)
def test_a_language_is_known_by_its_code_and_its_name(said: str, language: str) -> None:
    assert build_languages(MODEL).find(said) == (language,)


def test_a_misspelt_language_is_not_taken_but_suggested() -> None:
    languages = build_languages(MODEL)
    assert languages.find("Nederlnads") == ()
    assert languages.suggest("Nederlnads") == "nederlands"
