"""Which columns hold what, and what a person says of them."""

from __future__ import annotations

from io import BytesIO

import pytest

from model import UnknownIdError
from model.stories.intake.choice import ImportChoice, suggest_choice, with_columns
from model.stories.intake.meanings import build_key
from model.tables import Table, read_table


def read(content: str) -> Table:
    return read_table(BytesIO(content.encode()), "stories.csv")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (("What?",), "She sang."),
        (("What?", "And then?"), "She sang.\n\nI smiled."),
        (("And then?", "What?"), "I smiled.\n\nShe sang."),
        (("What?", "Empty", "And then?"), "She sang.\n\nI smiled."),
        (("Empty", "What?"), "She sang."),
        (("Empty",), ""),
        (("Gone",), ""),
        (("Gone", "What?"), "She sang."),
        ((), ""),
    ],
)
def test_of_several_columns_the_cells_that_are_not_empty_are_joined(
    columns: tuple[str, ...], said: str
) -> None:
    choice = ImportChoice({"text": columns})
    cells = {"What?": " She sang. ", "Empty": "  ", "And then?": "I smiled.\n"}
    assert choice.get_cell("text", cells) == said
    assert choice.get_cell("title", cells) == ""


def test_what_an_answer_was_said_to_mean_is_known_in_its_own_question() -> None:
    heading = "Wie bent u?"
    meanings = {
        ("teller", build_key("teller", "A1", heading)): "family",
        ("nodes", build_key("nodes", "Zebra", "")): "",
    }
    choice = ImportChoice({}, meanings=meanings)
    assert choice.get_meaning("teller", "a1", heading) == "family"
    assert choice.get_meaning("teller", "A1") is None
    assert choice.get_meaning("nodes", " zebra! ", "Any") == ""
    assert choice.get_meaning("dimensions", "Zebra") is None
    assert ImportChoice({}).get_meaning("nodes", "Zebra") is None


def test_the_columns_that_hold_no_field_are_left_over_in_their_order() -> None:
    table = read("Nr,What?,Name,And then?,Age\n1,a,b,c,d\n")
    choice = ImportChoice({"text": ("And then?", "What?"), "title": ("Name",)})
    assert choice.list_left_over(table) == ("Nr", "Age")
    assert ImportChoice({}).list_left_over(table) == table.columns


def test_a_heading_is_all_that_stands_above_the_columns_of_a_field_each_text_once() -> None:
    table = Table(
        "x.csv", "csv", ("Q1", "Q2", "Q3"), 0, captions={"Q1": "What happened?", "Q2": "What happened?"}
    )
    choice = ImportChoice({"text": ("Q1", "Q2"), "title": ("Q3",)})
    assert choice.get_heading("text", table) == "Q1 What happened? Q2"
    assert choice.get_heading("title", table) == "Q3"
    assert choice.get_heading("setting", table) == ""


@pytest.mark.parametrize(
    ("choice", "fault"),
    [
        (ImportChoice({"txt": ("Verhaal",)}), 'there is no field "txt"; did you mean "text"?'),
        (ImportChoice({}, {"langage": "nl"}), 'there is no field "langage"; did you mean "language"?'),
        (
            ImportChoice({"text": ("Verhaal", "Verhal")}),
            'there is no column "Verhal"; did you mean "Verhaal"?',
        ),
    ],
)
def test_a_field_or_a_column_that_there_is_not_is_refused(choice: ImportChoice, fault: str) -> None:
    with pytest.raises(UnknownIdError) as caught:
        choice.check(read("Verhaal,Taal\nx,nl\n"))
    assert str(caught.value) == fault


def test_fields_and_columns_that_there_are_are_taken() -> None:
    ImportChoice({"text": ("Verhaal",)}, {"language": "nl"}).check(read("Verhaal,Taal\nx,nl\n"))


def test_ids_are_taken_from_an_export_of_our_own_only() -> None:
    assert suggest_choice(read("id,text,revision\na,b,1\n")) == ImportChoice(
        {"id": ("id",), "text": ("text",), "revision": ("revision",)}
    )
    assert suggest_choice(read("id,text\na,b\n")) == ImportChoice({"text": ("text",)})


def test_columns_that_are_said_take_the_place_of_others_and_none_drop_a_field() -> None:
    choice = ImportChoice(
        {"text": ("a",), "title": ("b",), "setting": ("c",)}, {"language": "nl"}, trust=True
    )
    assert with_columns(choice, {"text": ("d", "e"), "title": (), "teller": ("f",)}) == ImportChoice(
        {"text": ("d", "e"), "setting": ("c",), "teller": ("f",)}, {"language": "nl"}, trust=True
    )
