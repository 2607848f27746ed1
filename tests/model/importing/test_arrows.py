"""Which way a link leads by what is drawn at its ends."""

from __future__ import annotations

from typing import Any

import pytest

from model.importing.arrows import Direction, find_direction
from model.importing.vis_arrows import find_arrows


@pytest.mark.parametrize(
    ("start", "end", "direction"),
    [
        ("none", "none", "undirected"),
        ("", "", "undirected"),
        ("", "block", "directed"),
        ("block", "", "reversed"),
        ("open", "block", "mutual"),
        ("diamond", "none", "undirected"),
        ("none", "diamond", "directed"),
        ("", "oval", "directed"),
        ("diamond", "oval", "undirected"),
        ("diamond", "open", "directed"),
        ("open", "Cross", "reversed"),
        ("ERmany", "none", "undirected"),
        ("none", "ERmany", "directed"),
        ("none", "er", "directed"),
    ],
)
def test_an_arrow_points_and_an_ornament_only_where_it_is_alone_at_the_end(
    start: str, end: str, direction: Direction
) -> None:
    assert find_direction(start, end) == direction


@pytest.mark.parametrize(
    ("arrows", "found"),
    [
        ("to", (False, True)),
        ("From", (True, False)),
        ("middle", (False, True)),
        ("to;from", (True, True)),
        ("", (False, False)),
        ({"to": True}, (False, True)),
        ({"from": True}, (True, False)),
        ({"from": {"enabled": True}, "to": {}}, (True, True)),
        ({"from": {"enabled": False}, "to": False}, (False, False)),
        ({"middle": {"enabled": True}}, (False, True)),
        ({"middle": False}, (False, False)),
        ({"scale": 2}, None),
        ({}, None),
        (True, None),
    ],
)
def test_vis_network_says_in_words_or_objects_where_arrows_are(
    arrows: Any, found: tuple[bool, bool] | None
) -> None:
    assert find_arrows(arrows) == found
