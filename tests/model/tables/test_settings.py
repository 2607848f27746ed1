"""What was guessed to read a table, for somebody who may know better."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from model.tables import ENCODINGS, SEPARATORS, Reading, Setting, list_settings, read_table

CASES = Path(__file__).with_name("cases")


def list_of(content: bytes, reading: Reading = Reading()) -> dict[str, Setting]:  # noqa: B008
    settings = list_settings(read_table(BytesIO(content), "table", reading=reading))
    assert len({setting.name for setting in settings}) == len(settings)
    return {setting.name: setting for setting in settings}


def test_a_text_has_a_row_of_headings_a_separator_and_an_encoding() -> None:
    settings = list_of((CASES / "cp850_silent.csv").read_bytes())
    assert settings["heading"] == Setting("heading", "1", (), "Verhaal, Verteller, Taal")
    assert settings["heading_rows"] == Setting(
        "heading_rows", "1", ("1", "2", "3", "4", "5"), "Verhaal, Verteller, Taal"
    )
    assert settings["separator"] == Setting("separator", ";", SEPARATORS, "Verhaal | Verteller | Taal")
    assert settings["encoding"] == Setting("encoding", "cp850", ENCODINGS, "één, crème, brûlée", True)


def test_a_workbook_has_a_sheet_and_says_which_others_there_are() -> None:
    settings = list_of((CASES / "hidden.xlsx").read_bytes())
    assert settings["sheet"].value == "Data"
    assert settings["sheet"].choices == ("Instructies", "Data", "Oud")
    assert settings["sheet"].example.startswith("Nr, ")
    assert not {"separator", "encoding"} & set(settings)


@pytest.mark.parametrize("name", ["merged_ward.xlsx", "old.xls", "verhalen.ods"])
def test_an_only_sheet_is_no_question(name: str) -> None:
    assert "sheet" not in list_of((CASES / name).read_bytes())


def test_letters_that_all_encodings_share_are_no_question() -> None:
    assert "encoding" not in list_of(b"a,b\n1,2\n")


def test_a_table_of_one_column_has_no_separator_and_can_have_one() -> None:
    setting = list_of(b"story\nShe sang.\nHe stayed.\n")["separator"]
    assert (setting.value, setting.choices) == ("", SEPARATORS)


def test_json_asks_for_nothing_but_its_encoding() -> None:
    assert list_of(b'[{"a": "1"}]') == {}


def test_where_there_are_no_headings_none_are_the_example() -> None:
    settings = list_of(b"a,b\nb,c\n", Reading(heading=0))
    assert settings["heading"] == Setting("heading", "0", ())
    assert "heading_rows" not in settings


def test_what_further_headings_say_is_their_example() -> None:
    setting = list_of((CASES / "qualtrics_noteller.csv").read_bytes())["heading_rows"]
    assert (setting.value, setting.example) == ("3", "Start Date | Tell us what happened")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"a,b\nb,a\na,c\n", "heading"),
        (b"Nr,Trust,\n,before,after\n1,much,more\n2,little,much\n", "heading_rows"),
        (b"one two\nred blue\n", "separator"),
        ("naam\npatiënt\n".encode("cp850"), "encoding"),
    ],
)
def test_what_is_doubtful_is_asked_about_until_it_is_chosen(content: bytes, name: str) -> None:
    setting = list_of(content)[name]
    assert setting.is_doubtful
    value = int(setting.value) if name.startswith("heading") else setting.value
    assert not list_of(content, Reading(**{name: value}))[name].is_doubtful  # type: ignore[arg-type]
