"""The whole of a model that is made of rows, and all that is said of what was made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from model import ModelFileError
from model.export.model_file import write_model
from model.importing import (
    STRICT,
    Defaults,
    Finding,
    Imported,
    Item,
    RawGraph,
    RawRow,
    Roles,
    build_imported,
)

NODES = [
    {
        "id": "a",
        "label": "Time",
        "stage": "Need",
        "stage_id": "n1",
        "lane": "Patient",
        "description": "Minutes.",
        "why": "stated",
        "source": "Ann 2020",
        "note": "p. 3",
        "x": "1",
        "extra": "",
    },
    {"id": "b c", "label": "Rest", "stage": "Gain", "why": "open", "question": "What?", "extra": "e"},
    {"id": "d", "label": "Joy", "stage": " ", "lane": "patient", "why": "reported", "extra": "f"},
]
EDGES = [
    {"from": "a", "to": "d", "type": "k1", "says": "helps", "why": "stated", "source": "Bob 2021"},
    {"from": "b c", "to": "a", "type": "k1", "says": "helps", "colour": "red"},
    {"from": "d", "to": "new", "type": "", "says": "?", "feedback": "yes", "weight": "3"},
    {"from": "a", "to": "a", "type": "k1"},
]
ROLES = Roles(
    id="id",
    label="label",
    description="description",
    stage="stage",
    level="lane",
    question="question",
    provenance="why",
    reference="source",
    note="note",
    source="from",
    target="to",
    kind="type",
    verb="says",
    feedback="feedback",
    edge_provenance="why",
    edge_reference="source",
)


def list_rows(cells: Sequence[dict[str, str]], where: str) -> tuple[RawRow, ...]:
    return tuple(RawRow(row, f"{where}[{at}]") for at, row in enumerate(cells))


def build(
    nodes: Sequence[dict[str, str]], edges: Sequence[dict[str, str]], title: str = "Our map"
) -> RawGraph:
    columns = [tuple(dict.fromkeys(column for row in rows for column in row)) for rows in (nodes, edges)]
    of_nodes, of_edges = list_rows(nodes, "nodes"), list_rows(edges, "links")
    return RawGraph("ours.json", "json", title, columns[0], columns[1], of_nodes, of_edges)


RAW = replace(
    build(NODES, EDGES),
    citation="Ann, B. (2020). A paper.",
    findings=(Finding("comment", (Item("note 1"),)),),
    stages=list_rows(
        [{"label": "Need", "description": "All needs", "question": "What is needed?"}, {"label": "Deed"}],
        "stage",
    ),
    levels=list_rows(
        [
            {"label": "Everybody", "description": "All", "question": "No?", "shared": "Ja"},
            {"label": "Patient", "shared": "no"},
        ],
        "level",
    ),
)

WRITTEN = """\
model:
  id: our-map
  title: Our map
  languages:
    - en
  source: ann-2020
stages:
  - {id: n1, name: Need, description: All needs, question: 'What is needed?'}
  - {id: deed, name: Deed}
  - {id: gain, name: Gain}
  - {id: unsorted, name: Unsorted}
levels:
  - {id: everybody, name: Everybody, description: All, shared: true}
  - {id: patient, name: Patient}
  - {id: unsorted, name: Unsorted}
kinds:
  - {id: k1, name: helps, verb: helps}
  - {id: leads-to, name: leads to, verb: leads to}
sources:
  - {id: ann-2020, short: Ann 2020, reference: 'Ann, B. (2020). A paper.'}
  - {id: bob-2021, short: Bob 2021, reference: Bob 2021}
nodes:
  - id: a
    stage: n1
    level: patient
    name: Time
    description: Minutes.
    provenance: {kind: stated, source: ann-2020, note: p. 3}
  - id: rest
    stage: gain
    level: unsorted
    name: Rest
    question: What?
    provenance: {kind: open}
  - {id: d, stage: unsorted, level: patient, name: Joy}
  - {id: new, stage: unsorted, level: unsorted, name: new}
edges:
  - from: a
    to: d
    kind: k1
    provenance: {kind: stated, source: bob-2021}
  - {from: rest, to: a, kind: k1, feedback: true}
  - {from: d, to: new, kind: leads-to, feedback: true}
"""

FOUND = [
    ("comment", [("note 1", "")]),
    ("renamed", [("nodes[1]", "b c → rest")]),
    ("undeclared", [("links[2]", "new")]),
    ("self-loop", [("links[3]", "a → a")]),
    ("drawing", [('"x"', "1"), ('"colour"', "red")]),
    ("column", [('"extra"', "e"), ('"weight"', "3")]),
    ("unsupported", [("nodes[2]", "")]),
    ("feedback", [("links[1]", "rest → a")]),
    ("unsorted", [("nodes[1]", "Rest"), ("nodes[2]", "Joy"), ("links[2]", "new")]),
    ("undeclared-sort", [('nodes[1], column "stage"', "Gain")]),
]


def write(imported: Imported, language: str = "en") -> str:
    lines = write_model(imported.model, language).splitlines(keepends=True)
    return "".join(line for line in lines if line.strip() and not line.startswith("#"))


def list_found(imported: Imported) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (finding.code, [(item.place, item.text) for item in finding.items]) for finding in imported.findings
    ]


def test_everything_in_the_rows_is_in_the_model_or_said() -> None:
    imported = build_imported(RAW, ROLES)
    assert write(imported) == WRITTEN
    assert list_found(imported) == FOUND
    assert imported.steps == 0


def test_without_a_column_stages_are_steps_and_there_is_a_level_for_all() -> None:
    raw = build([], [{"from": "Tijd", "to": "Rust"}, {"from": "Rust", "to": "Tijd"}], title=" ")
    imported = build_imported(raw, Roles(source="from", target="to"), Defaults("nl"))
    assert write(imported, "nl") == (
        "model:\n  id: model\n  title: Model\n  languages:\n    - nl\n"
        "stages:\n  - {id: stap-1, name: Stap 1}\n  - {id: stap-2, name: Stap 2}\n"
        "levels:\n  - {id: alle-elementen, name: Alle elementen}\n"
        "kinds:\n  - {id: leidt-tot, name: leidt tot, verb: leidt tot}\n"
        "nodes:\n  - {id: tijd, stage: stap-1, level: alle-elementen, name: Tijd}\n"
        "  - {id: rust, stage: stap-2, level: alle-elementen, name: Rust}\n"
        "edges:\n  - {from: tijd, to: rust, kind: leidt-tot}\n"
        "  - {from: rust, to: tijd, kind: leidt-tot, feedback: true}\n"
    )
    assert list_found(imported) == [("feedback", [("links[1]", "rust → tijd")])]
    assert imported.steps == 2
    alone = build_imported(build([{"label": "Joy"}], []), Roles(label="label"))
    assert "kinds:\n  - {id: leads-to, name: leads to, verb: leads to}\n" in write(alone)


@pytest.mark.parametrize(
    ("said", "file", "title", "id_"),
    [
        (None, "Our map", "Our map", "our-map"),
        (" Ours:\nat last ", "Our map", "Ours: at last", "ours-at-last"),
        (" ", "Our map", "Our map", "our-map"),
        (None, "你好", "你好", "model"),
        (None, "", "Model", "model"),
    ],
)
def test_a_title_is_the_one_that_is_said_or_that_of_the_file(
    said: str | None, file: str, title: str, id_: str
) -> None:
    raw = build([{"label": "Joy"}], [], title=file)
    model = build_imported(raw, Roles(label="label"), Defaults(title=said)).model
    assert (model.title.text("en"), model.file.model.id) == (title, id_)


def test_more_steps_than_twelve_are_said_to_share_stages() -> None:
    def follow(count: int) -> Imported:
        edges = [{"from": f"n{at}", "to": f"n{at + 1}"} for at in range(count - 1)]
        return build_imported(build([], edges), Roles(source="from", target="to"))

    assert (follow(12).findings, follow(12).steps) == ((), 12)
    assert follow(13).findings == (Finding("bundled", (Item("13 → 12"),), 13),)


def test_columns_are_left_out_only_where_something_is_in_them() -> None:
    nodes = [
        {"label": "Joy", "stage": "x", "stage id": "s", "empty": "", "Colour": "", "size": "3", "more": " y "}
    ]
    imported = build_imported(build(nodes, []), Roles(label="label", stage="stage"))
    assert list_found(imported) == [("drawing", [('"size"', "3")]), ("column", [('"more"', "y")])]
    without = build_imported(build(nodes, []), Roles(label="label"))
    assert list_found(without)[0] == ("column", [('"stage"', "x"), ('"stage id"', "s"), ('"more"', "y")])


FAULTY = (
    Finding("faulty-node", (Item("nodes[0]", "is no entry", 3),)),
    Finding("faulty-edge", (Item("links[0]"),)),
    Finding("hyperedge", (Item("links[1]", "has three ends"),)),
    Finding("row", (Item("row 4", "is too long"), Item("row 5", "is too long"))),
    Finding("comment", (Item("note 1"),)),
    Finding("drawing", (), 3),
)


def test_what_the_reader_left_out_as_faulty_is_refused_where_faults_are() -> None:
    raw = replace(build([{"label": "Joy"}], [{"from": "Joy", "to": "Joy"}]), findings=FAULTY)
    roles = Roles(label="label", source="from", target="to")
    assert build_imported(raw, roles).findings[:6] == FAULTY
    with pytest.raises(ModelFileError) as caught:
        build_imported(raw, roles, Defaults(policy=STRICT))
    assert {str(fault) for fault in caught.value.faults} == {
        'links[0]: leads from "Joy" to itself; take it out, or name another node at one end',
        "line 3: nodes[0]: is no entry",
        "links[0]: Links that could not be read, left out: 1 (links[0])",
        "links[1]: has three ends",
        "row 4: is too long",
        "row 5: is too long",
    }


def test_a_file_without_nodes_says_so_or_why() -> None:
    roles = Roles(source="from", target="to")
    with pytest.raises(ModelFileError) as caught:
        build_imported(build([], []), Roles())
    assert str(caught.value) == "ours.json: holds no node; check that this is the file you meant"
    with pytest.raises(ModelFileError) as caught:
        build_imported(build([], [{"from": "a", "to": ""}]), roles, Defaults(policy=STRICT))
    assert str(caught.value) == 'ours.json: links[0], column "to": is empty; write the name of a node'


@pytest.mark.parametrize("column", ["stage", "level", "kind"])
def test_there_may_be_two_hundred_stages_levels_and_kinds_and_no_more(column: str) -> None:
    def fill(count: int) -> Imported:
        texts = [f"t{at}" for at in range(count)]
        if column == "kind":
            raw = build([], [{"from": "a", "to": "b", "kind": text} for text in texts])
            return build_imported(raw, Roles(source="from", target="to", kind="kind"))
        raw = build([{"label": text, column: text} for text in texts], [])
        return build_imported(raw, replace(Roles(label="label"), **{column: column}))

    fill(200)
    with pytest.raises(ModelFileError) as caught:
        fill(201)
    assert [str(fault) for fault in caught.value.faults] == [
        f'column "{column}": has 201 different values; at most 200 can be told apart; choose another column'
    ]


def test_a_file_of_our_own_form_is_the_model_that_it_is() -> None:
    model = build_imported(RAW, ROLES).model
    raw = RawGraph("x", "yaml", "x", model=model, findings=FAULTY[:1])
    assert build_imported(raw, Roles()) == Imported(model, FAULTY[:1])


def test_a_fault_in_the_model_has_the_place_of_the_row_that_says_so() -> None:
    nodes = [
        {"label": "Joy", "why": "stated", "source": "Ann 2020", "licence": "CC0"},
        {"label": "Time", "why": "stated", "source": "Bob 2021", "licence": "x" * 2_001},
    ]
    roles = Roles(label="label", provenance="why", reference="source", licence="licence")
    with pytest.raises(ModelFileError) as caught:
        build_imported(build(nodes, []), roles)
    assert [str(fault) for fault in caught.value.faults] == [
        'nodes[1], column "source": is too long; at most 2000 characters'
    ]
    with pytest.raises(ModelFileError) as caught:
        build_imported(build(nodes[:1], []), roles, Defaults("EN"))
    assert str(caught.value) == (
        'ours.json: model.languages[0]: "EN" has letters that do not fit the pattern ^[a-z]{2,3}$'
    )
    faulty = Defaults("EN", policy=STRICT)
    with pytest.raises(ModelFileError) as caught:
        build_imported(build([*nodes[:1], {"label": ""}], []), roles, faulty)
    assert {fault.place for fault in caught.value.faults} == {
        'nodes[1], column "label"',
        "model.languages[0]",
    }
