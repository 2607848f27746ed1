"""Which column is which, by what it is called."""

from __future__ import annotations

import pytest

from model.importing.headings import (
    DIRECTIONS,
    find_column,
    find_end_names,
    find_ends,
    find_id_column,
    fold_name,
    is_drawn,
    is_measure,
    is_technical,
)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("Élément—Type", "element type"),
        ("  source_ID ", "source id"),
        ("A.1 (%)", "a 1"),
        ("--", ""),
    ],
)
def test_a_name_is_compared_by_its_words(column: str, words: str) -> None:
    assert fold_name(column) == words


@pytest.mark.parametrize(
    ("role", "columns", "taken", "found"),
    [
        ("label", ["Title", "Name", "Label"], [], "Label"),
        ("label", ["Title", "Name", "Label"], ["Label", None], "Name"),
        ("label", ["Name", "NAME"], [], "Name"),
        ("label", ["Node Name", "Titel"], [], "Titel"),
        ("label", ["Factor Code", "Factor Title"], [], "Factor Title"),
        ("label", ["Weight", "Concept"], [], "Concept"),
        ("id", ["Knoop ID", "Naam"], [], "Knoop ID"),
        ("stage", ["Element Phase"], [], "Element Phase"),
        ("kind", ["Node Type"], [], None),
        ("kind", ["Edge Label", "Verb", "Type"], [], "Type"),
        ("verb", ["Label", "Werkwoord"], [], "Werkwoord"),
        ("edge_note", ["Description", "Note"], [], "Description"),
        ("note", ["Description", "Note"], [], "Note"),
        ("description", ["Weight"], [], None),
    ],
)
def test_a_column_is_found_by_the_first_word_for_its_role(
    role: str, columns: list[str], taken: list[str | None], found: str | None
) -> None:
    assert find_column(role, columns, taken) == found


@pytest.mark.parametrize(
    ("columns", "ends"),
    [
        (["Source", "Target", "From", "To"], ("From", "To")),
        (["Source Label", "Target Label", "Source", "Target"], ("Source", "Target")),
        (["Source Name", "Source ID", "Target ID"], ("Source ID", "Target ID")),
        (["Source ID", "Target Name"], ("Source ID", "Target Name")),
        (["Source", "Source ID", "Target ID"], ("Source ID", "Target ID")),
        (["Source", "Source Name", "Target ID"], ("Source", "Target ID")),
        (["Node From", "Node To"], ("Node From", "Node To")),
        (["Source", "Quelle"], None),
        (["To"], None),
        (["From"], None),
        (["De", "A"], ("De", "A")),
        (["From", "From", "To"], ("From", "To")),
        ([], None),
    ],
)
def test_both_ends_are_found_by_names_that_go_together(
    columns: list[str], ends: tuple[str, str] | None
) -> None:
    assert find_ends(columns) == ends


@pytest.mark.parametrize(
    ("columns", "names"),
    [
        (["From", "To", "From Name", "To Name"], ("From Name", "To Name")),
        (["From", "To", "To Label"], (None, "To Label")),
        (["Oorzaak naam", "Gevolg"], ("Oorzaak naam", None)),
        (["Source", "Target"], (None, None)),
    ],
)
def test_the_names_of_ends_stand_in_columns_of_their_own(
    columns: list[str], names: tuple[str | None, str | None]
) -> None:
    assert find_end_names(columns) == names


@pytest.mark.parametrize(
    ("column", "columns", "found"),
    [
        ("Stage", ["Stage", "level_id", "STAGE-ID"], "STAGE-ID"),
        ("stage", ["stage", "id"], None),
        ("stage", ["stages id", "stage ids"], None),
    ],
)
def test_ids_of_stages_stand_in_a_column_called_like_theirs(
    column: str, columns: list[str], found: str | None
) -> None:
    assert find_id_column(column, columns) == found


@pytest.mark.parametrize(
    ("column", "technical", "drawn"),
    [
        ("Colour", True, True),
        ("b", True, True),
        ("Tags", True, False),
        ("URL", True, False),
        ("Who", False, False),
    ],
)
def test_what_is_for_programs_is_told_from_what_is_drawn(column: str, technical: bool, drawn: bool) -> None:
    assert (is_technical(column), is_drawn(column)) == (technical, drawn)


@pytest.mark.parametrize(
    ("column", "cells", "is_one_of_measures"),
    [
        ("Aantal", ["many", "few"], True),
        ("Weighted Degree", [], True),
        ("patient_id", ["a"], True),
        ("uuid", ["a"], True),
        ("Reply count", ["a"], True),
        ("Identity", ["a"], False),
        ("Solid", ["a"], False),
        ("x1", [], False),
        ("x1", ["1", "2", "3", "4", "five"], True),
        ("x1", ["1", "2", "3", "four", "five"], False),
        ("x1", ["€ 3,50", "−2", "1e-5", "< 12 km", "± 3‰"], True),
        ("x1", ["2024-03-01", "1/3/2024", "2024-03-01T10:00:00Z", "2024-03-01 10:00"], True),
        ("x1", ["Q1", "Q2"], False),
        ("x1", ["12 patients"], False),
        ("x1", ["-"], False),
    ],
)
def test_a_measure_is_known_by_its_name_or_four_of_five_cells(
    column: str, cells: list[str], is_one_of_measures: bool
) -> None:
    assert is_measure(column, cells) is is_one_of_measures


@pytest.mark.parametrize(
    ("word", "direction"),
    [
        ("gericht", "directed"),
        ("ongericht", "undirected"),
        ("wederzijds", "mutual"),
        ("none", "undirected"),
        ("true", "directed"),
        ("false", "undirected"),
        ("both", "mutual"),
    ],
)
def test_a_direction_may_be_said_in_many_words(word: str, direction: str) -> None:
    assert DIRECTIONS[word] == direction
