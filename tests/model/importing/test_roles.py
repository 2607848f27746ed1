from __future__ import annotations

from typing import Any

import pytest

from model.importing import Roles, suggest_roles
from tests.model.importing.samples import make_node_link, make_pairs, read

CHAIN = [{"source": f"n{at}", "target": f"n{at + 1}"} for at in range(5)]


def suggest(columns: dict[str, list[Any]], links: list[dict[str, str]] | None = None) -> Roles:
    """The roles of these columns of six nodes, with edges along them."""
    nodes = [{"id": f"n{at}", **{name: cells[at] for name, cells in columns.items()}} for at in range(6)]
    return suggest_roles(read(make_node_link(nodes, CHAIN if links is None else links)))


@pytest.mark.parametrize(
    ("column", "role"),
    [
        ("Label", "label"),
        ("NAAM", "label"),
        ("titel", "label"),
        ("Beschrijving", "description"),
        ("definition", "description"),
        ("Fase", "stage"),
        ("stage", "stage"),
        ("Niveau", "level"),
        ("Swimlane", "level"),
        ("actor", "level"),
    ],
)
def test_a_column_of_nodes_is_known_by_its_name(column: str, role: str) -> None:
    assert getattr(suggest({column: list("abcdef")}), role) == column


@pytest.mark.parametrize(
    ("columns", "ends"),
    [
        ("From,To", ("From", "To")),
        ("Naar;Van", ("Van", "Naar")),
        ("Oorzaak\tGevolg", ("Oorzaak", "Gevolg")),
        ("Weight,Target,Source", ("Source", "Target")),
        ("Dit,Dat", (None, None)),
        ("link_id,from_label,to_label,quote", ("from_label", "to_label")),
        ("De,À", ("De", "À")),
        ("Von,Nach", ("Von", "Nach")),
        ("Source,Destination,Source Label,Target Label", ("Source", "Destination")),
    ],
)
def test_where_edges_lead_from_and_to_is_known_by_name_and_never_by_place(
    columns: str, ends: tuple[str | None, str | None]
) -> None:
    separator = next(sign for sign in ";\t," if sign in columns)
    roles = suggest_roles(
        read(f"{columns}\n{separator.join('xyz'[: columns.count(separator) + 1])}\n".encode())
    )
    assert (roles.source, roles.target) == ends


def test_few_values_between_which_edges_lead_onward_are_stages() -> None:
    roles = suggest({"Kleurgroep": ["b", "b", "a", "a", "c", "c"], "Wiens": ["x", "y", "x", "y", "x", "y"]})
    assert (roles.stage, roles.level) == ("Kleurgroep", "Wiens")


def test_few_values_between_which_edges_lead_to_and_fro_are_levels() -> None:
    roles = suggest({"Wiens": ["x", "y", "x", "y", "x", "y"]})
    assert (roles.stage, roles.level) == (None, "Wiens")


def test_a_type_is_a_stage_or_a_level_as_edges_lead_between() -> None:
    assert suggest({"type": ["need", "need", "deed", "deed", "effect", "effect"]}).stage == "type"
    assert suggest({"type": ["need", "deed", "need", "deed", "need", "deed"]}).level == "type"


@pytest.mark.parametrize(
    "cells",
    [
        list("abcdef"),
        ["a"] * 6,
        ["a", "b", "", "", "", ""],
        ["1", "1", "2.5", "2.5", "-3", "-3"],
        ["true", "true", "false", "false", "true", "true"],
        ["long " * 20] * 3 + ["longer " * 20] * 3,
    ],
)
def test_a_column_that_sorts_nothing_is_neither_stage_nor_level(cells: list[str]) -> None:
    roles = suggest({"something": cells})
    assert (roles.stage, roles.level) == (None, None)


def test_how_a_node_is_drawn_sorts_nothing() -> None:
    assert suggest({"color": ["#f00", "#f00", "#0f0", "#0f0", "#00f", "#00f"]}).stage is None


def test_each_column_has_one_role() -> None:
    roles = suggest(
        {"name": list("abcdef"), "title": list("abcdef"), "type": list("aabbcc"), "group": list("ababab")}
    )
    chosen = {role: column for role in Roles.OF_NODES if (column := getattr(roles, role)) is not None}
    assert chosen == {"id": "id", "label": "name", "stage": "type", "level": "group"}


def test_without_a_known_name_the_column_with_a_different_text_in_each_row_has_the_names() -> None:
    raw = read(b"Ronde,Wat\n1,Tijd\n1,Rust\n", "nodes.csv", b"From,To\nTijd,Rust\n")
    assert suggest_roles(raw).label == "Wat"


def test_edges_with_a_text_of_their_own_each_have_no_kind() -> None:
    links = [{"source": "n0", "target": "n1", "label": f"because {at}"} for at in range(50)]
    assert suggest({}, links).kind is None
    assert suggest({}, links[:4]).kind == "label"


def test_a_type_that_says_directed_is_a_direction_and_no_kind() -> None:
    raw = read(b"Source,Target,Type,Id,Label,Weight\na,b,Directed,0,gives,1\nb,c,Undirected,1,gives,1\n")
    roles = suggest_roles(raw)
    assert (roles.direction, roles.kind) == ("Type", "Label")


def test_what_is_said_stays_and_the_others_are_guessed_around_it() -> None:
    raw = read(b"Label,Type,Fase\na,x,1\nb,y,2\n", "nodes.csv", b"From,To,Type\na,b,x\n")
    roles = suggest_roles(raw, {"level": "Fase", "kind": None, "label": "Type"})
    assert (roles.level, roles.stage, roles.kind, roles.label) == ("Fase", None, None, "Type")


def test_a_list_of_edges_has_no_roles_for_nodes() -> None:
    roles = suggest_roles(read(make_pairs("a>b")))
    assert {getattr(roles, role) for role in Roles.OF_NODES} == {None}


def test_how_nodes_are_known_is_found_where_its_kinds_are_those_of_a_model() -> None:
    node = {"question": ["What?"], "provenance": ["stated"], "provenance source": ["Paper"], "note": ["p."]}
    roles = suggest({"name": list("abcdef"), **{name: values * 6 for name, values in node.items()}})
    assert (roles.question, roles.provenance, roles.reference, roles.note) == tuple(node)


def test_a_provenance_in_other_words_has_no_role_nor_have_the_columns_beside_it() -> None:
    roles = suggest({"name": list("abcdef"), "provenance": list("xyzxyz"), "note": list("uvwuvw")})
    assert (roles.provenance, roles.reference, roles.note) == (None, None, None)
