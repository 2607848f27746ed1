from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from model import ModelFileError, load_model
from model.importing import FilesApartError, RawGraph, ReadingOptions, read_graph, suggest_roles
from model.loading import DATA
from model.tables import Reading, TableError, to_csv
from tests.model.importing.samples import (
    KUMU_ELEMENTS,
    bring_in,
    count_findings,
    list_edges,
    list_stages,
    make_kumu,
    make_pairs,
    make_workbook,
    make_zip,
    read,
    take_in,
)

NODES = to_csv([["id", "label", "stage"], ["a", "Time", "need"], ["b", "Joy", "effect"]])
EDGES = to_csv([["from", "to", "kind"], ["a", "b", "gives"]])


def test_a_table_of_edges_alone_names_its_nodes() -> None:
    model = take_in(make_pairs("Time>Rest Rest>Joy time>Joy"))
    assert list_edges(model) == ["Time > Rest", "Rest > Joy", "Time > Joy"]


def test_a_table_from_excel_in_dutch_has_semicolons_and_windows_letters() -> None:
    content = "Van;Naar;Relatie\r\nCreëren;Één;geeft\r\n".encode("cp1252")
    assert list_edges(take_in(content)) == ["Creëren > Één"]


def test_pairs_without_names_of_columns_are_all_taken() -> None:
    assert list_edges(take_in(b"Time,Rest\nRest,Joy\n")) == ["Time > Rest", "Rest > Joy"]


def test_a_table_with_names_of_nodes_and_no_ends_is_one_of_nodes() -> None:
    model = take_in(b"Label,Fase\nTime,need\nJoy,effect\n")
    assert list_stages(model) == {"need": ["Time"], "effect": ["Joy"]}
    assert model.edges == ()


@pytest.mark.parametrize("is_turned", [False, True])
def test_nodes_and_edges_are_two_files_in_any_order(is_turned: bool) -> None:
    first, second = (EDGES, NODES) if is_turned else (NODES, EDGES)
    model = take_in(first, "nodes.csv", second)
    assert list_edges(model) == ["Time > Joy"]
    assert list_stages(model) == {"need": ["Time"], "effect": ["Joy"]}


def test_two_lists_of_edges_are_refused() -> None:
    with pytest.raises(ModelFileError, match="both are lists of edges"):
        read(EDGES, "a.csv", EDGES)


def test_two_lists_of_objects_are_two_tables() -> None:
    nodes, edges = b'[{"Name": "Time"}, {"Name": "Joy"}]', b'[{"From": "Time", "To": "Joy"}]'
    assert list_edges(take_in(nodes, "nodes.json", edges)) == ["Time > Joy"]


def test_a_model_file_beside_a_table_is_refused_by_its_name() -> None:
    with pytest.raises(FilesApartError, match=r"; ours\.txt must be opened alone"):
        read(b"digraph { a -> b }", "ours.txt", EDGES)


@pytest.mark.parametrize("folder", ["", "our model/"])
def test_nodes_and_edges_are_found_in_a_zip_file(folder: str) -> None:
    parts = {"__MACOSX/._nodes.csv": b"x", "readme.txt": b"x", "stages.csv": b"id\nx\n"}
    content = make_zip({**parts, f"{folder}nodes.csv": NODES, f"{folder}edges.csv": EDGES})
    raw = read(content, "ours.zip")
    assert (raw.form, raw.title, len(raw.nodes), len(raw.edges)) == ("zip", "ours", 2, 1)


def test_parts_of_a_zip_file_that_are_not_read_are_listed() -> None:
    parts = {
        "edges.csv": EDGES,
        "more/": b"",
        "more/About.txt": b"x",
        "readme.txt": b"x",
        "stages.csv": b"id\n",
    }
    assert list_parts(read(make_zip(parts), "ours.zip")) == ['"readme.txt"', '"stages.csv"']


@pytest.mark.parametrize("parts", [["links.csv", "notes.txt"], ["links.tsv", "notes.txt"], ["links.txt"]])
def test_the_only_table_of_a_zip_file_is_read_and_rather_than_a_text(parts: list[str]) -> None:
    raw = read(make_zip({name: EDGES.replace(b",", b"\t") for name in parts}), "ours.zip")
    assert (raw.form, len(raw.nodes), len(raw.edges)) == ("zip", 0, 1)
    assert list_parts(raw) == [f'"{name}"' for name in parts[1:]]


def list_parts(raw: RawGraph) -> list[str]:
    """The parts that were not read."""
    return [item.place for finding in raw.findings if finding.code == "part" for item in finding.items]


def test_a_zip_file_without_tables_says_what_to_put_in() -> None:
    hidden = ["__MACOSX/edges.csv", ".edges.csv", "_edges.csv", "about.txt", "e.md", "f.csv.bak"]
    with pytest.raises(ModelFileError, match=r"put nodes\.csv and edges\.csv into it") as caught:
        read(make_zip(dict.fromkeys(hidden, EDGES)))
    assert "(there are 6 parts: " in str(caught.value)
    assert '"e.md")' in str(caught.value)
    with pytest.raises(ModelFileError, match="there are 3 parts"):
        read(make_zip(dict.fromkeys(("a.csv", "b.csv", "c.csv"), EDGES)))


def test_kumus_sheets_are_nodes_and_edges_and_its_columns_known() -> None:
    raw = read(make_kumu(), "kumu.xlsx")
    roles = suggest_roles(raw)
    assert (roles.label, roles.stage, roles.level) == ("Label", "Type", "Who")
    assert (roles.source, roles.target, roles.kind, roles.direction) == ("From", "To", "Type", "Direction")
    model = take_in(make_kumu())
    assert list(list_stages(model)) == ["Input", "Activity", "Outcome"]
    assert [level.name.text("en") for level in model.levels] == ["Leadership", "Professional", "Patient"]
    both_ways = {edge for edge in list_edges(model) if "Trust" in edge and "Joy in work" in edge}
    assert both_ways == {"Joy in work >> Trust", "Trust > Joy in work"}


def test_the_sheet_of_connections_may_be_empty_or_missing() -> None:
    for sheets in (
        {"Elements": KUMU_ELEMENTS},
        {"Notes": [["x"]], "Elements": KUMU_ELEMENTS, "Connections": []},
    ):
        model = take_in(make_workbook(sheets))
        assert len(model.nodes()) == 6
        assert model.edges == ()


def test_a_workbook_without_known_sheets_is_one_table() -> None:
    assert list_edges(take_in(make_workbook({"Blad1": [["Van", "Naar"], ["Tijd", "Rust"]]}))) == [
        "Tijd > Rust"
    ]


def test_a_cell_that_is_no_formula_but_looks_like_one_is_a_name() -> None:
    assert list_edges(take_in(to_csv([["From", "To"], ["=1+1", "@home"]]))) == ["=1+1 > @home"]


@pytest.mark.parametrize(
    ("content", "second", "places"),
    [
        (b"From,To\nTime,Joy\n\n,Joy\nJoy,Joy\n", None, ['row 4, column "From"', "row 5"]),
        (
            b"id,label\na,Time\na,Joy\n",
            b"from,to\na,x\n",
            ['file: row 3, column "id"', 'the second file: row 2, column "to"'],
        ),
    ],
)
def test_every_fault_comes_at_once_with_its_row(
    content: bytes, second: bytes | None, places: list[str]
) -> None:
    with pytest.raises(ModelFileError) as caught:
        take_in(content, "file", second, strict=True)
    assert [fault.place for fault in caught.value.faults] == places


def test_faults_are_in_the_order_of_the_rows() -> None:
    content = to_csv([["From", "To"], *([f"n{row}", f"n{row}"] for row in range(2, 13))])
    with pytest.raises(ModelFileError) as caught:
        take_in(content, strict=True)
    assert [fault.place for fault in caught.value.faults] == [f"row {row}" for row in range(2, 13)]


def test_a_fault_in_a_workbook_says_on_which_sheet() -> None:
    content = make_workbook({"Elements": [["Label"], ["A"]], "Connections": [["From", "To"], ["A", "B"]]})
    with pytest.raises(ModelFileError, match='sheet "Connections": row 2, column "To": there is no node "B"'):
        take_in(content, "kumu.xlsx", strict=True)


def test_more_cells_than_columns_are_a_fault_and_not_a_shift() -> None:
    content = b"From,To\nTime, rest,Joy\nTime,Joy\nJoy,Rest\n"
    with pytest.raises(ModelFileError, match="row 2: has more cells than there are columns"):
        take_in(content, strict=True)
    imported = bring_in(content)
    assert list_edges(imported.model) == ["Time > Joy", "Joy > Rest"]
    assert count_findings(imported) == {"row": 1}


@pytest.mark.parametrize("content", [b"", b"  \n ", b"\xff\xfe"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises((ModelFileError, TableError), match="there is nothing in it"):
        read(content)


@pytest.mark.parametrize("name", ["own.yaml", "own.txt"])
def test_a_file_of_our_own_form_is_the_model_that_it_is(name: str) -> None:
    raw = read((DATA / "mangomoment.yaml").read_bytes(), name)
    assert raw.form == "yaml"
    assert raw.model is not None
    assert raw.model.file == load_model().file


def test_faults_of_a_file_of_our_own_form_are_those_of_loading_it() -> None:
    with pytest.raises(ModelFileError, match="levels: is missing"):
        read(b"model: {id: x}\nstages: []\n", "own.yaml")


@pytest.mark.parametrize(
    ("content", "nodes", "edges"),
    [
        (b"a b\nb c\nc a\n", 3, 3),
        (b"0 1 {}\n1 2 {}\n", 3, 2),
        (b"# made by hand\na b 3\nb c 1.5\n", 3, 2),
        (b"x1 y1\nx2 y1\nx1 y2\n", 4, 3),
        (b"a,b,1,2,3,4\nb,c,1,2,3,4\n", 3, 2),
        (b"a;b\nb;c;d\ne\n", 5, 3),
        (b"a;b\nb;c;d\ne\nf; a ;g;h; i  \n", 9, 7),
        (b"#adjlist.py\n# GMT\na b c\nb c\nc\n", 3, 3),
        (b"a,a\na,b\n", 2, 1),
        (b",a,b,c\na,0,1,0\nb,1,0,0\nc,0,0,0\n", 3, 1),
        (b"\ta\tb\tc\na\t\t0.5\t\nb\t0.5\t\t2\nc\t\t2\t\n", 3, 2),
    ],
)
def test_tables_without_headings_are_pairs_lists_or_a_matrix(content: bytes, nodes: int, edges: int) -> None:
    model = bring_in(content, "graph.txt").model
    assert (len(model.nodes()), len(model.edges)) == (nodes, edges)


def test_a_matrix_that_mirrors_itself_has_links_without_direction() -> None:
    model = bring_in(b";a;b;c\na;0;1;0\nb;1;0;1\nc;0;1;0\n", "m.csv").model
    assert [edge.directed for edge in model.edges] == [False, False]


@pytest.mark.parametrize(
    "content",
    [
        b"the quick brown fox jumps over the lazy dog and on\n" * 30,
        b"Dear all,\n\nplease find the model below.\n\nBest regards,\nA.\n",
        "Wij zagen een kleine geste.\nDe patiënt lachte. Het was goed!\n".encode(),
        b"# Notes\n\n- first we looked at the ward\n- then we asked people, and wrote it down\n",
        b"import sys\n\ndef main():\n    print('hello world')\n    return sys.argv[1:]\n",
    ],
)
def test_a_text_is_no_graph(content: bytes) -> None:
    with pytest.raises(ModelFileError, match=r"no graph|holds one column|is source code"):
        take_in(content, "notes.txt")


def test_what_a_table_holds_can_be_said() -> None:
    content = b"this,that\na,b\nc,d\n"
    options = ReadingOptions(table="nodes")
    raw = read_graph(BytesIO(content), "x.csv", options=options)
    assert (raw.node_columns, len(raw.nodes)) == (("this", "that"), 2)


def test_of_several_sheets_of_links_one_is_asked_for() -> None:
    links = [["From", "To"], ["a", "b"]]
    content = make_workbook({"Spring": links, "Autumn": [*links, ["b", "c"]]})
    raw = read(content, "x.xlsx")
    [sheet] = [setting for setting in raw.settings if setting.name == "sheet"]
    assert (sheet.value, sheet.choices, sheet.is_doubtful) == ("Autumn", ("Spring", "Autumn"), True)
    chosen = read_graph(BytesIO(content), "x.xlsx", options=ReadingOptions(sheet="Spring"))
    assert len(chosen.edges) == 1


def test_a_matrix_of_numbers_alone_is_no_list_of_pairs_and_its_nodes_have_numbers() -> None:
    imported = bring_in(b"0,1,0,0\n0,0,1,0\n0,0,0,1\n0,0,0,0\n", "m.csv")
    assert list_edges(imported.model) == ["1 > 2", "2 > 3", "3 > 4"]
    assert count_findings(imported)["unnamed"] == 4


def test_a_matrix_may_have_a_column_beside_the_names_of_its_rows() -> None:
    content = b'"";"";"Ann";"Bob ";"Cy"\nx;Ann;0;1;0\ny;Bob;0;0;1\nx;Cy;0;0;0\n'
    imported = bring_in(content, "m.csv")
    assert list_edges(imported.model) == ["Ann > Bob", "Bob > Cy"]
    assert "column" in count_findings(imported)


def test_numbers_behind_a_pair_are_listed_as_left_out() -> None:
    imported = bring_in(b"1,2,3,4,5\n2,3,4,5,1\n", "numbers.csv")
    assert list_edges(imported.model) == ["1 > 2", "2 > 3"]
    assert count_findings(imported)["column"] == 3


def test_a_matrix_with_a_row_without_a_name_is_refused_and_not_read_as_pairs() -> None:
    with pytest.raises(ModelFileError, match="looks like a matrix"):
        read(b'"";"";"Ann";"Bob";"Cy"\n"";0;1;1;0\nAnn;60;0;1;0\nBob;90;0;0;1\nCy;1;0;0;0\n', "m.csv")


def test_what_was_repaired_or_hidden_in_a_table_is_listed() -> None:
    content = b'From,To,Why\na,b,"x" y\nb,c,z\n'
    with pytest.raises(TableError, match="stray quotation mark"):
        read(content, "pairs.csv")
    options = ReadingOptions(reading=Reading(repair=True))
    raw = read_graph(BytesIO(content), "pairs.csv", options=options)
    assert len(raw.edges) == 2
    [finding] = [finding for finding in raw.findings if finding.code == "table"]
    assert "stray quotation mark" in finding.items[0].text


@pytest.mark.parametrize("name", ["old.xls", "verhalen.ods"])
def test_other_workbooks_than_those_of_excel_are_recognised(name: str) -> None:
    content = (Path(__file__).parents[1] / "tables" / "cases" / name).read_bytes()
    raw = read_graph(BytesIO(content), name, options=ReadingOptions(table="nodes"))
    assert (raw.form, len(raw.nodes) > 0) == ("workbook", True)


def test_pairs_that_are_separated_otherwise_than_most_are_listed_and_are_no_elements() -> None:
    imported = bring_in(b"a\tb\t\nb\tc\t\nc\td\t\nx y\n", "pairs.txt")
    assert list_edges(imported.model) == ["a > b", "b > c", "c > d"]
    assert count_findings(imported)["faulty-edge"] == 1
