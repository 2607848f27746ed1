"""Where a second row of headings is certain, a doubt or none, by what stands below and what is merged."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from model.tables.further_headings import (
    HeadingPair,
    Merged,
    blank_repeats,
    count_heading_rows,
    find_groups,
    is_generic,
    is_import_ids,
    is_like_heading,
    is_number,
    is_short_heading,
)
from model.tables.notes import Row
from model.tables.refusal import LONGEST_HEADING


def number(*rows: str) -> list[Row]:
    """Rows with their numbers, their cells between bars; a row of nothing is left out."""
    return [(at, row.split("|")) for at, row in enumerate(rows, start=1) if row]


IDS = '{"ImportId":"QID1"}'
ALL_NAMED = "|".join(f"Q{at}" for at in range(20))


@pytest.mark.parametrize(
    ("rows", "merged", "counted"),
    [
        (["a|b"], [], (1, False)),
        (["a|b", "", "c|d"], [], (1, False)),
        ([f"{ALL_NAMED}|Trust|", "|" * 20 + "before|after", "x|" * 21 + "x"], [], (1, True)),
        ([f"{ALL_NAMED}|Trust|", "|" * 20 + "before|after", *["x|" * 21 + "x"] * 2], [], (2, False)),
        (["Nr|Trust|", "|before|after", *["1|x|y"] * 20], [], (1, True)),
        (["Nr|Ward|Trust|", "||before|after", *["1|x|x|y"] * 9], [], (1, True)),
        (["Nr|Ward|Trust|", "||before|after", *["1|x|x|y"] * 10], [], (2, False)),
        (["Trust||Joy|", "a|b|c|d", "x|y|z|w"], [], (1, False)),
        (["Trust||Joy|", "a|b|c|d", "x|y|z|w"], [(1, 1, 2, 1), (3, 1, 4, 1)], (1, True)),
        (["Trust||Joy|", "a|b|c|d", *["1|2|3|w"] * 7], [], (2, False)),
        (["Trust||Joy|", "a|b|c|d", *["1|2|z|w"] * 10], [], (2, False)),
        (["Trust||Joy|", "a|b|c|d", *["1|2|z|w"] * 9], [], (1, False)),
        (["Trust||Joy|", "a|b|c|d", *["1|y|z|w"] * 20], [], (1, False)),
        (["Trust||Joy|", "a|a|c|d", *["1|2|3|4"] * 10], [], (1, False)),
        (["Trust||Joy|", "a||c|d", *["1|2|3|4"] * 10], [], (1, False)),
        (["Trust||Joy|", "a|She sang.|c|d", *["1|2|3|4"] * 10], [], (1, False)),
        (["Nr|Trust||Joy|", "5|a|b|c|d", *["1|1|2|3|4"] * 10], [], (1, False)),
        (["Nr|Trust||Joy|", "Response|a|b|c|d", *["1|1|2|3|4"] * 10], [], (2, False)),
        (["Trust|", "a|b", *["1|2"] * 20], [], (1, False)),
        (["Trust|", "a|b", *["1|2"] * 20], [(1, 1, 2, 1)], (2, False)),
        (["Nr|Trust|", "|a|b", *["1|a|"] * 9, "2||b"], [], (2, False)),
        (["Nr|Trust|", "|a|b", *["1|a|"] * 8, "2||b"], [], (1, True)),
        (["Nr|Trust|", "|a|b", *["1|a|"] * 9, "2||b", "3|x|b"], [], (1, True)),
        (["Nr|I agree:|", "|a|b", *["1|a|b"] * 10], [], (2, False)),
        (["Nr|I agree:|", "|a|b", *["1|a|b"] * 9], [], (1, True)),
        (["Nr|I agree:|", "|a|b", *["1|a|"] * 20], [], (1, True)),
        (["Nr|Trust|", "|a|b", "1", "2|x"], [], (1, True)),
        (["a|b", "c|d", "e|f", f"{IDS}|{IDS}"], [], (4, False)),
        (["a|b", "c|d", "e|f", "g|h", f"{IDS}|{IDS}"], [], (1, False)),
        (["Your story", "Open-Ended Response", "She sang."], [], (1, True)),
        (["Your story", "Response", "She sang."], [], (1, False)),
        (["Name|", "|", "x|y"], [], (1, False)),
    ],
)
def test_a_second_row_of_headings_is_certain_a_doubt_or_none(
    rows: list[str], merged: list[Merged], counted: tuple[int, bool]
) -> None:
    assert count_heading_rows(number(*rows), merged) == counted


@pytest.mark.parametrize(
    ("rows", "merged", "count"),
    [
        (["Nr|Trust|", "|a|b", "1|x|y"], [(1, 1, 1, 2), (2, 1, 3, 1)], 2),
        (["Nr|Trust|", "||", "|a|b", "1|x|y"], [(1, 1, 1, 3), (2, 1, 3, 2)], 3),
        (["Nr|Trust|", "|2023|2024", "1|x|y"], [(1, 1, 1, 2)], 2),
        (["Nr|Trust|", "|1|2", "1|x|y"], [(1, 1, 1, 2)], 1),
        (["Nr|Trust|", "|1899|2100", "1|x|y"], [(1, 1, 1, 2)], 1),
        (["Our survey||", "Nr|a|b", "1|x|y"], [(1, 1, 3, 2)], 1),
        (["Nr|Trust|", "|a|b"], [(1, 1, 1, 9)], 2),
        (["Nr|Trust|", "|a|b", "|c|d", "|e|f", "|g|h"], [(1, 1, 1, 5)], 1),
        (["Nr|Trust|", "|a|b", "|c|d", "|e|f", "1|g|h"], [(1, 1, 1, 4)], 4),
        (["Nr|Ward|Trust|", "|W1|a|b", "1|W2|x|y"], [(1, 1, 1, 2)], 1),
        (["Nr|Trust|", "|" + "x" * LONGEST_HEADING + "|b", "1|x|y"], [(1, 1, 1, 2)], 2),
        (["Nr|Trust|", "|" + "x" * (LONGEST_HEADING + 1) + "|b", "1|x|y"], [(1, 1, 1, 2)], 1),
        (["Nr|Trust|", "|a|b", "1|x|y"], [(1, 2, 1, 3)], 1),
        (["Nr|Trust|", "|a|b", "1|x|y"], [(1, 1, 9, 2)], 1),
    ],
)
def test_headings_take_the_rows_that_are_merged_with_the_first(
    rows: list[str], merged: list[Merged], count: int
) -> None:
    found, is_doubtful = count_heading_rows(number(*rows), merged)
    assert (found, is_doubtful and found > 1) == (count, False)


def pair(rows: Sequence[str], merged: Sequence[Merged] = ()) -> HeadingPair:
    first, second, *rest = number(*rows)
    return HeadingPair(first, second, [cells for _, cells in rest], merged)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["StartDate|Status|Q1", "Start Date|Response Type|What?"], True),
        (["StartDate|Q1", "Start Date|What?"], False),
        (["V1|V2", "ResponseID|IPAddress"], True),
        (["V1|Q2", "ResponseID|IPAddress"], False),
        (["v1|v2", "End Date|Duration (in seconds)"], True),
        (["Status|ExternalReference", "Response Type|External Data Reference"], True),
        (["Status|Status", "x|Response Type"], False),
    ],
)
def test_qualtrics_is_known_by_two_of_its_labels_under_its_codes(rows: list[str], found: bool) -> None:
    assert pair(rows).is_of_qualtrics is found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["Respondent ID|Why?", "|Response", "118000|So."], True),
        (["Respondent ID|Why?", "|Response"], False),
        (["Respondent ID|Why?", "|Response", "118000|Response"], False),
        (["Respondent ID|Why?", "|Other", "11800|So."], False),
        (["Respondent ID|Why?|", "|a|b", "118000|x|y"], True),
        (["Respondent ID|Why?|Who?", "|Svar|Svar", "118000|x|y"], True),
        (["Respondent ID|Why?|Who?", "|Svar|Annet", "118000|x|y"], False),
        (["Respondent ID|Why?|Who?|When?", "|Svar|Svar|Annet", "118000|x|y|z"], True),
        (["Respondent ID|Why?|Who?", "|Svar|Svar", "118000|Svar|y"], False),
        (["Respondent ID|Why?|Who?", "|Response|1", "118000|x|y"], True),
        (["Respondent ID|Why?|Who?|When?", "|Response|1|2", "118000|x|y|z"], False),
        (["Date|Why?|Who?", "|Response|Response", "2024-01-01|x|y"], True),
        (["Date|Why?|Who?", "|Response|Other", "2024-01-01|x|y"], False),
        (["Date|Why?|Who?", "|Open-Ended Response|Other", "2024-01-01|x|y"], True),
        (["Date|Why?|Who?", "|Open-Ended Response|Other", "1|x|Other", "2|y|Else"], False),
        (["Date|Why?|Who?", "|Open-Ended Response|Other", "1|x|Other", "2|y|"], True),
        (["Date|Why?|Who?", "|Open-Ended Response|1", "2024-01-01|x|y"], False),
        (["Date|Why?|Who?", "x|Response|Response", "2024-01-01|x|y"], False),
        (["Respondent ID|Why?", "|Open-Ended Response"], True),
        (["Date|Why?", "|Open-Ended Response"], False),
        (["Date|Why?|I agree", "|Open-Ended Response|shown", "1|x|shown", "2|y|"], True),
    ],
)
def test_surveymonkey_is_known_by_how_it_says_that_there_were_answers(rows: list[str], found: bool) -> None:
    assert pair(rows).is_of_surveymonkey is found


@pytest.mark.parametrize(
    ("rows", "merged", "found"),
    [
        (["|Men||Women|", "W|young|old|young|old"], [], True),
        (["|Men||Women|", "W|young|old|young|all"], [], False),
        (["|Men||Women|", "W|young|old|Young|OLD"], [], True),
        (["|Men||Women|", "W|young|young|young|old"], [], False),
        (["Men||Women|", "1|2|1|2"], [], False),
        (["Men|Women|All|Some", "a|a|b|b"], [], False),
        (["||Women|", "young|old|young|old"], [], False),
        (["|Men||Women||||", "W|young|old|young|old|x|y|z"], [], False),
        (["|Men||Women|||", "W|young|old|young|old|x|y"], [], True),
    ],
)
def test_groups_tell_headings_apart_that_come_again(
    rows: list[str], merged: list[Merged], found: bool
) -> None:
    assert pair(rows, merged).tells_repeats_apart is found


def test_merged_cells_show_their_text_once_and_end_where_they_end() -> None:
    row = (2, [" a ", "a", "b", "\ufeff"])
    assert blank_repeats(row, [(1, 2, 2, 2)]) == ["a", "", "b", ""]
    assert blank_repeats(row, [(1, 1, 2, 3)]) == ["", "", "b", ""]
    assert blank_repeats(row, [(1, 3, 2, 3), (1, 1, 2, 1)]) == ["a", "a", "b", ""]
    assert blank_repeats(row, [(3, 2, 9, 2)]) == ["a", "a", "b", ""]
    assert find_groups((2, ["a", "", "", "b"]), 6, [(1, 2, 2, 2)]) == [0, 0, None, 3, 3, 3]
    assert find_groups((2, ["a", "", "", "b"]), 6, [(1, 1, 2, 1), (1, 2, 1, 4)]) == [0, 0, 0, 3, 3, 3]
    assert find_groups((2, ["", "a"]), 2, []) == [None, 1]


@pytest.mark.parametrize(
    ("text", "number_", "heading", "short"),
    [
        ("12", True, False, False),
        ("+1.5", True, False, False),
        ("1,5%", True, False, False),
        ("2024-03-01 10:00:00", True, False, False),
        ("10:30Z", True, False, False),
        ("1.", False, True, False),
        ("Q1", False, True, True),
        ("1 of 2", False, True, True),
        ("Why?", False, True, True),
        ("She sang!", False, True, False),
        ("“She sang.”", False, True, False),
        ("Etc…", False, True, False),
        ("x" * 120, False, True, True),
        ("x" * 121, False, True, False),
        ("x" * (LONGEST_HEADING + 1), False, False, False),
        ("", False, True, True),
    ],
)
def test_headings_are_told_from_numbers_and_sentences(
    text: str, number_: bool, heading: bool, short: bool
) -> None:
    assert (is_number(text), is_like_heading(text), is_short_heading(text)) == (number_, heading, short)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Response", True),
        ("RÉPONSE", True),
        ("Open-Ended Response", True),
        ("Antwoord met open einde", True),
        ("Responses", False),
        ("", False),
        ("x" * 400 + "response", False),
    ],
)
def test_a_word_for_an_answer_is_generic(text: str, found: bool) -> None:
    assert is_generic(text) is found


def test_import_ids_are_nothing_but_such() -> None:
    ids = '{"ImportId":"QID1"}'
    assert [is_import_ids(cells) for cells in ([ids, " "], [ids, "x"], [], [""], ["{'ImportId':'x'}"])] == [
        *(True, False, False, False, True),
    ]
