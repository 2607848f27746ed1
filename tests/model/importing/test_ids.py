"""Ids for what has none, and which node a text means."""

from __future__ import annotations

import pytest

from model.importing.ids import Directory, Ids, is_id, to_slug


@pytest.mark.parametrize(
    ("text", "can_be"),
    [
        ("a", True),
        ("9", True),
        ("Joy_in.work-1", True),
        ("-a", False),
        ("_a", False),
        (".a", False),
        ("a b", False),
        ("é", False),
        ("a" * 80, True),
        ("a" * 81, False),
        ("a\n", False),
    ],
)
def test_an_id_is_short_and_of_letters_digits_and_few_signs(text: str, can_be: bool) -> None:
    assert is_id(text) is can_be


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Œuvre n° 9", "oeuvre-n-9"),
        ("a--b  c", "a-b-c"),
        ("+ +", "plus-plus"),
        ("−", "minus"),
        ("?", "unknown"),
        ("= a", "a"),
        ("x" * 70, "x" * 60),
        ("x" * 59 + " yy", "x" * 59),
        ("!", ""),
    ],
)
def test_a_slug_is_the_letters_of_a_text_or_the_name_of_its_sign(text: str, slug: str) -> None:
    assert to_slug(text) == slug


def test_each_id_is_there_once_with_the_first_number_that_is_free() -> None:
    ids = Ids(["joy", "joy-3"])
    assert [ids.build("Joy", "node") for _ in range(3)] == ["joy-2", "joy-4", "joy-5"]
    assert [ids.build("!", "node") for _ in range(2)] == ["node", "node-2"]
    assert ids.build("Node 2", "x") == "node-2-2"


def test_a_text_means_a_node_by_its_id_its_name_or_its_name_in_other_letters() -> None:
    directory = Directory()
    for position, (id_, name) in enumerate(
        [("a", "Joy"), ("b", "joy"), ("", "Time  off"), ("c", "a"), ("", "Été"), ("", "Joy")]
    ):
        directory.add(position, id_, name)
    texts = ["a", "b", "Joy", "joy", "JOY", "time off", "Time  off", "ete", "d", ""]
    assert [directory.find(text) for text in texts] == [
        *([0], [1], [0, 5], [1], [0, 1, 5], [2], [2], [4], [], []),
    ]
    assert directory.known == ["a", "b", "c", "Joy", "joy", "Time  off", "a", "Été"]
