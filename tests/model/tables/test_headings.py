"""Which row has the headings, and what columns are called."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from model.tables import MOST_COLUMNS, TableError, TableNote
from model.tables.captions import Caption, build_captions
from model.tables.headings import (
    Heading,
    build_heading,
    guess_heading,
    measure_content,
    name_columns,
)
from model.tables.notes import Findings, Row
from model.tables.refusal import LONGEST_HEADING, LONGEST_NAME


def number(*rows: str, first: int = 1) -> list[Row]:
    """Rows with their numbers, their cells between bars; a row of nothing is left out."""
    return [(at, row.split("|")) for at, row in enumerate(rows, start=first) if row]


@pytest.mark.parametrize(
    ("rows", "width"),
    [
        ([], 0),
        (["a|b|c"], 3),
        (["a|b|c", "a"], 2),
        (["a|b|c", "a|b|c", "a"], 3),
        (["a||c", "a| |c"], 2),
        (["a|b|c", "a|b"], 2),
    ],
)
def test_a_table_is_as_wide_as_its_middle_row(rows: list[str], width: int) -> None:
    assert measure_content(number(*rows)) == width


@pytest.mark.parametrize(
    ("rows", "heading"),
    [
        (["a|b|c", "1|2|3"], 1),
        (["title", "a|b|c", "1|2|3", "4|5|6"], 2),
        (["title||", "a|b|c", "1|2|3", "4|5|6"], 2),
        (["title|title|title", "a|b|c", "1|2|3", "4|5|6"], 2),
        (["title", "", "a|b|c", "1|2|3", "4|5|6"], 3),
        (["title", "a|b", "1|2", "3|4"], 1),
        (["x", "a|b||", "1|2|3|4", "5|6|7|8"], 2),
        (["x", "a|||", "a|b||", "1|2|3|4", "5|6|7|8", "5|6|7|8"], 3),
        ([*["x"] * 19, "a|b|c", *["1|2|3"] * 21], 20),
        ([*["x"] * 20, "a|b|c", *["1|2|3"] * 21], 1),
    ],
)
def test_the_headings_are_in_the_first_row_that_is_half_as_wide_as_others(
    rows: list[str], heading: int
) -> None:
    found = guess_heading(number(*rows))
    assert found.number == heading
    assert [row[0] for row in found.above] == [
        at for at, row in enumerate(rows[: heading - 1], start=1) if row
    ]


@pytest.mark.parametrize(
    ("rows", "doubtful"),
    [
        (["a|b", "1|2"], ()),
        (["a|b"], ()),
        (["1|2|c", "a|b|c"], ("heading",)),
        (["1|b", "a|c"], ()),
        (["1|2", "3|4"], ("heading",)),
        (["a|b", "c|d", "a|e"], ("heading",)),
        (["a|b", "b|a"], ()),
        (["a|b", "a|b"], ()),
        (["a|b|c|d", "a|x|x|x"], ("heading",)),
        (["a|b|c|d|e", "a|x|x|x|x"], ()),
        (["a|b|c|d|e", "a|x|x|x|x", "x|b|x|x|x"], ("heading",)),
        (["a||c", "x||y"], ()),
        ([" a |b", "c|d", "a|e"], ("heading",)),
        (["a| ", "c| ", "d| "], ()),
        (["a|b", "x", " a |y"], ("heading",)),
    ],
)
def test_headings_are_doubtful_where_they_look_like_rows(rows: list[str], doubtful: tuple[str, ...]) -> None:
    assert guess_heading(number(*rows)).doubtful == doubtful


def test_headings_of_groups_above_are_part_of_the_headings() -> None:
    rows = ["title", "|Men||Women|", "Ward|young|old|young|old", "W1|1|2|3|4", "W2|1|2|3|4"]
    found = guess_heading(number(*rows))
    assert found == Heading(
        2,
        ["", "Men", "", "Women", ""],
        5,
        2,
        [
            Caption("Ward"),
            Caption("young", "Men"),
            Caption("old", "Men"),
            Caption("young", "Women"),
            Caption("old", "Women"),
        ],
        number("title"),
        number(rows[2], first=3),
    )
    deep = guess_heading(number(*rows), (), 3)
    assert (deep.number, deep.count, len(deep.further)) == (2, 3, 2)
    alone = guess_heading(number(*rows), (), 1)
    assert (alone.number, alone.count, [row[0] for row in alone.above]) == (3, 1, [1, 2])
    apart = guess_heading(number(rows[1], "", rows[2], *rows[3:]))
    assert (apart.number, apart.count) == (3, 1)


@pytest.mark.parametrize(
    ("count", "texts", "captions", "further"),
    [
        (1, ["a", "b"], [None, None], []),
        (2, ["a", "b"], [Caption("c"), None], [2]),
        (3, ["a", "b", ""], [Caption("c, d"), Caption("e", "b"), Caption("f", "b")], [2, 3]),
        (4, ["a", "b", ""], [Caption("c, d"), Caption("e", "b"), Caption("f", "b")], [2, 3]),
        (5, ["a", "b", ""], [Caption("c, d, g"), Caption("e", "b"), Caption("f", "b")], [2, 3, 5]),
    ],
)
def test_headings_take_as_many_rows_as_are_said_empty_ones_too(
    count: int, texts: list[str], captions: list[Caption | None], further: list[int]
) -> None:
    rows = number(" a |\ufeffb", "c|", "d|e|f", "", "g", "h|i")
    found = build_heading([], rows, (), count)
    assert (found.number, found.count, list(found.texts)) == (1, count, texts)
    assert [row[0] for row in found.further] == further
    if count < 4:
        assert list(found.captions) == captions
    assert found.length == len(texts)


def name(
    texts: Sequence[str], captions: Sequence[Caption | None] = ()
) -> tuple[tuple[str, ...], tuple[TableNote, ...]]:
    findings = Findings()
    names = name_columns(Heading(1, texts, len(texts), captions=captions), findings)
    return names, findings.to_notes()


def test_columns_are_called_by_their_headings_captions_or_letters() -> None:
    assert name(["a", "", "c", ""], [None, None, Caption("x"), Caption("y", "c")]) == (
        ("a", "(B)", "c", "c, y"),
        (),
    )
    assert name(["(B)", "", "a", "a", "a (2)"]) == (
        ("(B)", "(B) (2)", "a", "a (3)", "a (2)"),
        (TableNote("repeated-headings", ("column (D)",), {"count": 1, "example": "a (3)"}),),
    )


def test_long_headings_are_shortened_and_said() -> None:
    long = "x" * (LONGEST_NAME + 1)
    cut = "x" * (LONGEST_NAME - 1) + "…"
    example = "x" * 59 + "…"
    assert name([long[1:]]) == ((long[1:],), ())
    assert name([long]) == (
        (cut,),
        (TableNote("long-headings", ("column (A)",), {"count": 1, "example": example}),),
    )
    names, notes = name(["", ""], [None, Caption(long)])
    assert (names, [note.code for note in notes]) == (("(A)", cut), ["long-headings"])
    kept = "a  " + "x" * (LONGEST_NAME - 3)
    assert name([kept])[0] == (kept,)
    spaced = f"a{' ' * LONGEST_NAME}b"
    assert name([spaced])[0] == ("a b",)


def test_a_heading_that_is_far_too_long_is_none() -> None:
    longest = "x" * LONGEST_HEADING
    assert len(name([longest])[0][0]) == LONGEST_NAME
    for at, place in ((4, "row 4: "), (0, "")):
        with pytest.raises(TableError) as caught:
            name_columns(Heading(at, ["a", longest + "x"], 2), Findings())
        assert str(caught.value) == (
            f"{place}there are no headings: one would be longer than 2000 characters; put a row with a short "
            "heading for each column on top, or say that there are none"
        )
        assert caught.value.details == {"longest": LONGEST_HEADING}


def test_columns_that_are_too_many_are_refused_but_for_empty_ones_at_the_end() -> None:
    most = [f"c{at}" for at in range(MOST_COLUMNS)]
    assert len(name(most)[0]) == MOST_COLUMNS
    assert len(name([*most, "", ""])[0]) == MOST_COLUMNS
    assert len(name(["a", "", ""])[0]) == 3
    for texts, captions in (([*most, "x"], ()), ([*most, ""], [*[None] * MOST_COLUMNS, Caption("x")])):
        with pytest.raises(TableError) as caught:
            name(texts, captions)
        assert caught.value.details == {"count": MOST_COLUMNS + 1, "most": MOST_COLUMNS}


@pytest.mark.parametrize(
    ("caption", "text"),
    [
        (Caption("a"), "a"),
        (Caption("a", "b"), "b, a"),
        (Caption("a", "b:"), "b: a"),
        (Caption("a", "b –"), "b – a"),
        (Caption("x" * 1_988, "y" * 20), "y" * 9 + "…, " + "x" * 1_988),
        (Caption("x" * 1_989, "y" * 20), "x" * 1_989),
        (Caption("x" * 2_001, "y" * 20), "x" * 1_999 + "…"),
        (Caption("x\ny", "a\nb"), "a b, x y"),
    ],
)
def test_a_caption_stands_behind_its_group_as_far_as_there_is_room(caption: Caption, text: str) -> None:
    assert str(caption) == text


@pytest.mark.parametrize(
    ("first", "further", "captions"),
    [
        ("Who|Why|", ["Response|a|b"], [None, "Why, a", "Why, b"]),
        ("Who|Why|", ["Who|Why|Why"], [None, None, None]),
        ("Who||", ["a|b|c"], ["Who, a", "Who, b", "Who, c"]),
        ("|Who", ["a|b"], ["a", "b"]),
        ("|", ["Response|Response"], ["Response", "Response"]),
        ("a|b", ["=1|'=2"], ["=1", "=2"]),
        ("a|b", ['{"ImportId":"x"}|{"ImportId":"y"}'], [None, None]),
        ("a|b", ["c|d", '{"ImportId":"x"}|'], ["c", "d"]),
        ("a||", ["b||c", "d|e|f"], ["a, b, d", "a, b, e", "a, c, f"]),
        ("a||x", ["b|", "d|e|f"], ["a, b, d", "a, b, e", "f"]),
        ("a|", ["b|", "b|c"], ["a, b", "a, b, c"]),
    ],
)
def test_captions_are_what_further_rows_say_of_a_column(
    first: str, further: list[str], captions: list[str | None]
) -> None:
    rows = number(first, *further)
    found = build_captions(rows[0], rows[1:], len(captions), [])
    assert [None if caption is None else str(caption) for caption in found] == captions


def test_captions_end_where_merged_headings_end() -> None:
    rows = number("Trust|Trust||Joy", "a|b|c|d", "e|f|g|h")
    found = build_captions(rows[0], rows[1:], 4, [(1, 1, 2, 1)])
    assert found == [Caption("a, e", "Trust"), Caption("b, f", "Trust"), Caption("c, g"), Caption("d, h")]
