"""Which column says what, where its name does not tell: by what is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from model.importing import RawGraph, RawRow, Roles, suggest_roles

Rows = Sequence[Mapping[str, str]]
PAIRS = {"source": "a", "target": "b"}


def guess(nodes: Rows, edges: Rows, **said: str | None) -> Roles:
    of_nodes = tuple(RawRow(cells, f"nodes[{at}]") for at, cells in enumerate(nodes))
    of_edges = tuple(RawRow(cells, f"links[{at}]") for at, cells in enumerate(edges))
    columns = [tuple(dict.fromkeys(column for row in rows for column in row)) for rows in (nodes, edges)]
    raw = RawGraph("x", "table", "x", columns[0], columns[1], of_nodes, of_edges)
    return suggest_roles(raw, said)


def list_rows(columns: str, *rows: str) -> list[dict[str, str]]:
    """Rows of one letter a cell; a dot for an empty one."""
    return [{column: cell for column, cell in zip(columns, row, strict=True) if cell != "."} for row in rows]


# -- where edges lead from and to


@pytest.mark.parametrize(
    ("nodes", "edges", "ends"),
    [
        ([], list_rows("pq", "ab", "bc"), ("p", "q")),
        ([], list_rows("pq", "ab", "cd"), (None, None)),
        ([], list_rows("pq", "ab", "bb", "cc"), (None, None)),
        ([], list_rows("pq", "ab", "bb"), ("p", "q")),
        ([], list_rows("pqr", "abx", "bcy"), ("p", "q")),
        ([], list_rows("pqr", "xab", "ybc"), ("q", "r")),
        ([], list_rows("pqr", "aba", "bcb"), (None, None)),
        ([], list_rows("pqr", "ab.", "bc."), ("p", "q")),
        ([], list_rows("pq", "12", "23"), (None, None)),
        (list_rows("n", "a", "b"), list_rows("pqr", "abx"), ("p", "q")),
        (list_rows("n", "a", "b"), list_rows("pqr", "abx", "acy"), (None, None)),
        (list_rows("n", "a", "b", "x"), list_rows("pqr", "abx"), (None, None)),
        (list_rows("mn", "ax", "by"), list_rows("pq", "ab"), ("p", "q")),
    ],
)
def test_ends_without_a_name_are_the_only_columns_that_share_texts_or_name_nodes(
    nodes: Rows, edges: Rows, ends: tuple[str | None, str | None]
) -> None:
    roles = guess(nodes, edges)
    assert (roles.source, roles.target) == ends


def test_an_end_that_is_said_leaves_the_other_to_be_guessed() -> None:
    for edges, ends in (
        ([{"From": "a", "To": "b", "x": "c"}], ("From", "To")),
        (list_rows("pq", "ab", "bc"), ("p", "q")),
    ):
        for said in ({"source": ends[0]}, {"target": ends[1]}, {"source": ends[0], "target": ends[1]}):
            roles = guess([], edges, **said)
            assert (roles.source, roles.target) == ends
    turned = guess([], [{"From": "a", "To": "b"}], source="To")
    assert (turned.source, turned.target) == ("To", None)
    other = guess([], [{"From": "a", "To": "b", "x": "c"}], kind="To")
    assert (other.source, other.target, other.kind) == (None, None, "To")
    neither = guess([], [{"From": "a", "To": "b"}], source=None)
    assert (neither.source, neither.target) == (None, "To")


def test_names_of_ends_are_taken_only_where_there_is_no_list_of_nodes() -> None:
    link = {"From": "1", "To": "2", "From Name": "Joy", "To Name": "Trust"}
    alone = guess([], [link])
    assert (alone.source_name, alone.target_name) == ("From Name", "To Name")
    listed = guess([{"id": "1"}, {"id": "2"}], [link])
    assert (listed.source_name, listed.target_name) == (None, None)


# -- what nodes are called


@pytest.mark.parametrize(
    ("nodes", "label"),
    [
        (list_rows("pqr", "1ab", "1bb", "1cd"), "q"),
        (list_rows("pq", "1a", "1."), "p"),
        (list_rows("pq", "1a", "1a"), "p"),
        (list_rows("xq", "1a", "2b"), "q"),
        (list_rows("xy", "12", "23"), "x"),
    ],
)
def test_names_are_in_the_first_column_with_a_text_in_each_row_and_none_twice(
    nodes: Rows, label: str
) -> None:
    assert guess(nodes, []).label == label


def test_a_column_of_ids_is_enough_to_name_nodes() -> None:
    roles = guess([{"id": "a", "p": "x"}, {"id": "b", "p": "y"}], [])
    assert (roles.id, roles.label) == ("id", None)
    assert guess([{"p": "x"}], [], label=None).label == "p"
    assert guess([{"p": "x", "q": "y"}], [], label="q").label == "q"


# -- what sorts nodes


def sort(cells: Sequence[str], column: str = "p", edges: Rows = ()) -> Roles:
    """The roles where a column of nodes, besides their ids, has these cells."""
    nodes = [{"id": f"n{at}", column: cell} for at, cell in enumerate(cells)]
    return guess(nodes, edges)


def repeat(count: int, times: int = 2) -> list[str]:
    return [f"v{at}" for at in range(count)] * times


@pytest.mark.parametrize(
    ("cells", "level"),
    [
        (repeat(2), "p"),
        (repeat(12), "p"),
        (repeat(13), None),
        (["a", "b", "a"], None),
        (["a", "b", "a", "b"], "p"),
        (["a", "b", "c", "a", "b"], None),
        (["a", "b", "a", "b", "", "", "", ""], "p"),
        (["a", "b", "a", "b", "", "", "", "", ""], None),
        (["x" * 60, "b"] * 2, "p"),
        (["x" * 61, "b"] * 2, None),
        (["true", "false"] * 2, None),
        (["true", "maybe"] * 2, "p"),
        (["1", "-2.5"] * 2, None),
        (["1", "b", "c", "d"] * 2, "p"),
        (["1", "2", "3", "4", "b"] * 2, None),
        (["a", "a"], None),
    ],
)
def test_few_values_that_come_again_sort_nodes(cells: list[str], level: str | None) -> None:
    roles = sort(cells)
    assert (roles.stage, roles.level) == (None, level)


@pytest.mark.parametrize(
    ("cells", "role"),
    [
        (repeat(60, 1), "group"),
        (repeat(61, 1), None),
        (["a", "b"], "group"),
        (["a", "a"], None),
        (["1", "2"], "group"),
        (["a", "b", "5 %"], None),
    ],
)
def test_a_column_called_a_group_sorts_nodes_by_more_values(cells: list[str], role: str | None) -> None:
    assert sort(cells, "group").level == role


@pytest.mark.parametrize("column", ["stage", "level"])
def test_a_column_called_a_stage_or_level_has_not_too_many_values_nor_percentages(column: str) -> None:
    assert getattr(sort(repeat(60, 1), column), column) == column
    assert getattr(sort(repeat(61, 1), column), column) is None
    assert getattr(sort(["5%", "6%", "a"], column), column) is None


def test_names_and_descriptions_may_be_many_and_hold_percentages() -> None:
    nodes = [{"name": f"n{at}", "description": f"{at} %"} for at in range(61)]
    roles = guess(nodes, [])
    assert (roles.label, roles.description) == ("name", "description")


def test_of_several_columns_the_one_with_the_better_name_sorts() -> None:
    nodes = [
        {"id": str(at), "p": "ab"[at % 2], "theme": "cd"[at % 2], "type": "ef"[at % 2]} for at in range(4)
    ]
    assert guess(nodes, []).level == "type"
    assert guess(nodes, [], level="p").level == "p"
    assert guess(nodes, [], level=None).level is None
    assert guess([{"x": "a", "id": "1"}, {"x": "b", "id": "2"}], []).level is None


NEEDS = ["need", "need", "deed", "deed", "need", "deed"]


def link(*pairs: str) -> list[dict[str, str]]:
    return [{"source": f"n{pair[0]}", "target": f"n{pair[1]}"} for pair in pairs]


@pytest.mark.parametrize(
    ("edges", "stage"),
    [
        (link("02"), "p"),
        (link("02", "13", "45", "12", "30"), "p"),
        (link("02", "13", "45", "20"), None),
        (link("01"), None),
        (link("02", "03", "01", "23", "14"), "p"),
        (link("02", "01", "23", "14"), None),
        ([*link("02"), {"source": "n0", "target": "n9"}], "p"),
        ([], None),
    ],
)
def test_values_are_stages_where_enough_edges_lead_between_them_and_onward(
    edges: Rows, stage: str | None
) -> None:
    roles = sort(NEEDS, "p", edges)
    assert (roles.stage, roles.level) == (stage, None if stage else "p")


def test_numbers_in_values_say_the_order_of_stages_also_where_a_node_has_none() -> None:
    for rest in ([], [""]):
        backward = sort(["P 2", "P 2", "P 1", "P 1", *rest], "p", link("02", "13"))
        assert (backward.stage, backward.level) == (None, "p")
        assert sort(["P 2", "P 2", "P 1", "P 1", *rest], "p", link("20", "31")).stage == "p"


def test_where_levels_are_known_a_group_is_stages_as_soon_as_half_of_the_edges_lead_onward() -> None:
    edges = link("02", "13", "45", "20", "31")
    nodes = [{"id": f"n{at}", "type": cell, "level": "xy"[at % 2]} for at, cell in enumerate(NEEDS)]
    roles = guess(nodes, edges)
    assert (roles.stage, roles.level) == ("type", "level")
    other = guess([{"id": node["id"], "p": node["type"], "level": node["level"]} for node in nodes], edges)
    assert (other.stage, other.level) == (None, "level")
    alone = guess([{"id": node["id"], "type": node["type"]} for node in nodes], edges)
    assert (alone.stage, alone.level) == (None, "type")
    assert guess(nodes, edges, stage=None).stage is None


def test_up_to_thirty_six_values_can_be_stages() -> None:
    for count, stage in ((36, "type"), (37, None)):
        edges = [{"source": f"n{at}", "target": f"n{at + 1}"} for at in range(count - 1)]
        assert sort(repeat(count, 1), "type", edges).stage == stage


def test_nodes_of_the_same_name_say_nothing_of_the_way() -> None:
    nodes = [{"label": name, "p": value} for name, value in (("a", "x"), ("a", "y"), ("b", "x"), ("c", "y"))]
    assert guess(nodes, [{"source": "a", "target": "b"}]).stage is None
    assert guess(nodes, [{"source": "b", "target": "c"}]).stage == "p"


# -- what edges say


@pytest.mark.parametrize(
    ("count", "values", "kind"),
    [(4, 4, "type"), (20, 20, "type"), (21, 21, None), (60, 30, "type"), (60, 31, None)],
)
def test_a_kind_has_few_texts_for_so_many_edges(count: int, values: int, kind: str | None) -> None:
    edges = [{"source": "a", "target": "b", "type": f"t{at % values}"} for at in range(count)]
    assert guess([], edges).kind == kind


def test_a_kind_has_at_most_two_hundred_texts() -> None:
    for values, kind in ((200, "type"), (201, None)):
        edges = [{**PAIRS, "type": f"t{at % values}"} for at in range(500)]
        assert guess([], edges).kind == kind


def test_a_kind_without_its_name_is_a_column_of_few_texts_that_come_again() -> None:
    edges = [{**PAIRS, "p": cell, "url": cell} for cell in "abab"]
    assert guess([], edges).kind == "p"
    assert guess([], [{**PAIRS, "url": cell} for cell in "abab"]).kind is None
    assert guess([], [{**PAIRS, "p": cell} for cell in "abcd"]).kind is None
    several = [{**PAIRS, "type": f"t{at}", "label": "helps"} for at in range(30)]
    assert guess([], several).kind == "label"


@pytest.mark.parametrize(
    ("edges", "verb"),
    [
        (list_rows("kv", "ax", "by", "ax"), "verb"),
        (list_rows("kv", "ax", "bx"), "verb"),
        (list_rows("kv", "ax", "ay"), None),
        (list_rows("kv", "ax", "b."), None),
        (list_rows("kv", "ax", ".y"), "verb"),
        (list_rows("kv", "ax", "Ay"), None),
    ],
)
def test_a_verb_is_the_same_for_each_kind(edges: list[dict[str, str]], verb: str | None) -> None:
    named = [
        {**PAIRS, **{{"k": "kind", "v": "verb"}[column]: cell for column, cell in row.items()}}
        for row in edges
    ]
    roles = guess([], named)
    assert (roles.kind, roles.verb) == ("kind", verb)


@pytest.mark.parametrize(
    ("cells", "direction"),
    [
        (["directed", "Undirected", ""], "p"),
        (["mutual"], "p"),
        (["directed", "sideways"], None),
        (["true", "false"], None),
        (["", ""], None),
    ],
)
def test_a_column_that_says_nothing_but_directions_has_them(cells: list[str], direction: str | None) -> None:
    edges = [{**PAIRS, "p": cell, "weight": "1"} for cell in cells]
    assert guess([], edges).direction == direction


def test_a_column_called_a_direction_has_it_whatever_it_says() -> None:
    edges = [{**PAIRS, "p": "directed", "Richting": "naar links", "terugkoppeling": "ja"}]
    roles = guess([], edges)
    assert (roles.direction, roles.feedback) == ("Richting", "terugkoppeling")


def test_how_edges_are_known_is_found_as_for_nodes() -> None:
    link = {**PAIRS, "provenance": "Reported", "source url": "x", "citation": "y", "note": "z", "p": "w"}
    roles = guess([], [{**PAIRS, "provenance": "x"}, link])
    assert (roles.edge_provenance, roles.edge_link, roles.edge_citation, roles.edge_note) == (
        *("provenance", "source url", "citation", "note"),
    )
    other = guess([], [{**link, "provenance": "hearsay"}])
    assert (other.edge_provenance, other.edge_link, other.edge_note) == (None, None, None)
    named = guess([], [link], edge_provenance=None)
    assert (named.edge_provenance, named.edge_note) == (None, None)
