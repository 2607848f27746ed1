"""Which graph or page of a file is read, and what is asked about it."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing.parts import Part, choose_part
from model.tables import Setting


def part(name: str, links: int, size: int = 0, *, is_named: bool = True) -> Part:
    return Part(name, links, size, f"{links} links", is_named)


@pytest.mark.parametrize(
    ("parts", "at", "is_doubtful"),
    [
        ([part("a", 3)], 0, False),
        ([part("a", 3), part("b", 4)], 1, False),
        ([part("a", 4), part("b", 5)], 1, True),
        ([part("a", 5), part("b", 4)], 0, True),
        ([part("a", 5), part("b", 5)], 0, True),
        ([part("a", 5, 1), part("b", 5, 2)], 1, True),
        ([part("a", 9, is_named=False), part("b", 1)], 1, False),
        ([part("a", 5, is_named=False), part("b", 5, is_named=False)], 0, True),
        ([part("a", 0, 3), part("b", 0, 9)], 1, False),
    ],
)
def test_the_part_with_most_links_between_names_is_read(
    parts: list[Part], at: int, is_doubtful: bool
) -> None:
    names = tuple(page.name for page in parts)
    assert choose_part("x.drawio", None, "page", parts) == (
        at,
        Setting("sheet", names[at], names, parts[at].text, is_doubtful),
    )


def test_parts_of_the_same_name_are_numbered_and_one_that_is_wanted_is_no_doubt() -> None:
    parts = [part("Map", 3), part("Map", 3), part("Map", 3)]
    names = ("Map", "Map (2)", "Map (3)")
    assert choose_part("x", "Map (2)", "page", parts) == (1, Setting("sheet", "Map (2)", names, "3 links"))


def test_a_part_that_is_not_there_is_refused_with_twelve_of_those_that_are() -> None:
    parts = [part(f"p{number}", 1) for number in range(20)]
    known = ", ".join(f'"p{number}"' for number in range(12))
    with pytest.raises(ModelFileError) as caught:
        choose_part("x.drawio", "Elsewhere", "page", parts)
    assert str(caught.value) == f'x.drawio: has no page "Elsewhere"; there are {known}'
