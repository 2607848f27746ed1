"""The options of the command line that say how a table is read."""

from __future__ import annotations

import argparse

import pytest

from model.tables import Reading
from model.tables.options import add_reading_options, build_reading, name_value


@pytest.mark.parametrize(
    ("arguments", "reading"),
    [
        ([], Reading()),
        (["--separator", "tab"], Reading(separator="\t")),
        (["--separator", "blank"], Reading(separator=" ")),
        (["--separator", ";", "--repair"], Reading(separator=";", repair=True)),
        (
            ["--encoding", "cp850", "--heading", "0", "--heading-rows", "2"],
            Reading(encoding="cp850", heading=0, heading_rows=2),
        ),
    ],
)
def test_options_say_how_a_table_is_read(arguments: list[str], reading: Reading) -> None:
    parser = argparse.ArgumentParser()
    add_reading_options(parser)
    assert build_reading(parser.parse_args(arguments)) == reading


def test_signs_are_said_in_words() -> None:
    assert [name_value(sign) for sign in ("\t", " ", ",", ";", "|", "", "utf-8")] == [
        *("tab", "blank", "comma", "semicolon", "bar", "", "utf-8"),
    ]
