from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.errors import ModelFileError
from model.graph import ConceptualModel
from model.loading import DATA, MOST_BYTES, MOST_NESTING, load_model, parse_document, parse_model

MODEL = """\
model: {id: ward, title: {en: The ward, nl: De afdeling}, languages: [en, nl], source: paper}
stages:
  - {id: need, name: Need}
  - {id: effect, name: Effect}
levels:
  - {id: patient, name: Patient}
  - {id: nurse, name: Nurse}
kinds:
  - {id: leads-to, name: leads to, verb: leads to}
sources:
  - {id: paper, short: Paper, reference: A paper}
nodes:
  - id: room
    stage: need
    level: nurse
    name: {en: Room, nl: Ruimte}
  - id: time
    stage: need
    level: nurse
    name: Time
  - id: joy
    stage: effect
    level: patient
    name: Joy
    provenance: {kind: stated, source: paper}
edges:
  - {from: room, to: joy, kind: leads-to}
  - {from: time, to: joy, kind: leads-to}
"""


def change(old: str, new: str) -> str:
    """The small model with one thing changed."""
    assert MODEL.count(old) == 1
    return MODEL.replace(old, new)


def add_edges(*edges: str) -> str:
    return MODEL + "".join(f"  - {{{edge}}}\n" for edge in edges)


def parse(text: str | bytes) -> ConceptualModel:
    return parse_model(text if isinstance(text, bytes) else text.encode(), "ward.yaml")


def list_faults(text: str | bytes) -> list[str]:
    """What is said about a file that must not load."""
    with pytest.raises(ModelFileError) as caught:
        parse(text)
    return [str(fault) for fault in caught.value.faults]


def test_a_file_without_faults_loads() -> None:
    model = parse(MODEL)
    assert [node.id for node in model.nodes()] == ["room", "time", "joy"]
    assert model.get_node("room").name.text("nl") == "Ruimte"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param(
            "from: time,",
            "from: tine,",
            'line 28: edges[1].from: there is no node "tine"; did you mean "time"?',
            id="an edge from an unknown node",
        ),
        pytest.param(
            "{from: room, to: joy",
            "{from: room, to: joyy",
            'line 27: edges[0].to: there is no node "joyy"; did you mean "joy"?',
            id="an edge to an unknown node",
        ),
        pytest.param(
            "  - {id: nurse, name: Nurse}",
            "  - {id: nurse, name: Nurse}\n  - {id: nurse, name: Again}",
            'line 8: levels[2].id: the id "nurse" is already used by an earlier entry; ids must differ',
            id="an id taken twice",
        ),
        pytest.param(
            "stage: effect",
            "stage: efect",
            'line 22: nodes[2].stage: there is no stage "efect"; did you mean "effect"?',
            id="an unknown stage",
        ),
        pytest.param(
            "level: patient",
            "level: patent",
            'line 23: nodes[2].level: there is no level "patent"; did you mean "patient"?',
            id="an unknown level",
        ),
        pytest.param(
            "{from: room, to: joy, kind: leads-to}",
            "{from: room, to: joy, kind: lead-to}",
            'line 27: edges[0].kind: there is no kind "lead-to"; did you mean "leads-to"?',
            id="an unknown kind",
        ),
        pytest.param(
            "{kind: stated, source: paper}",
            "{kind: stated, source: papers}",
            'line 25: nodes[2].provenance.source: there is no source "papers"; did you mean "paper"?',
            id="an unknown source of a claim",
        ),
        pytest.param(
            "nl], source: paper",
            "nl], source: zebra",
            'line 1: model.source: there is no source "zebra"',
            id="an unknown source of the model, like no other",
        ),
        pytest.param(
            "{from: time, to: joy",
            "{from: time, to: time",
            'line 28: edges[1]: the edge leads from "time" to itself',
            id="an edge to itself",
        ),
        pytest.param(
            "{en: Room, nl: Ruimte}",
            "{en: Room}",
            'line 16: nodes[0].name: the text in "nl" is missing',
            id="a missing translation",
        ),
        pytest.param(
            "    name: Time",
            "    name: Time\n    nane: Time",
            'line 21: nodes[1].nane: is not a known field; did you mean "name"?',
            id="an unknown field",
        ),
        pytest.param(
            "{from: time, to: joy",
            "{frm: time, from: time, to: joy",
            'line 28: edges[1].frm: is not a known field; did you mean "from"?',
            id="an unknown field of an edge, by the name in the file",
        ),
        pytest.param(
            "{kind: stated, source: paper}",
            "{kind: stated, source: paper, sorce: x}",
            'line 25: nodes[2].provenance.sorce: is not a known field; did you mean "source"?',
            id="an unknown field deep inside",
        ),
        pytest.param(
            "    name: Time",
            "    name: Time\n    colour: red",
            "line 21: nodes[1].colour: is not a known field; leave it out",
            id="an unknown field like no other",
        ),
        pytest.param(
            "sources:\n",
            "source:\n  []\nsources:\n",
            'line 11: source: is not a known field; did you mean "sources"?',
            id="an unknown section",
        ),
        pytest.param(
            "    level: nurse\n    name: Time",
            "    name: Time",
            "line 17: nodes[1].level: is missing",
            id="a missing field",
        ),
        pytest.param(
            "title: {en: The ward, nl: De afdeling}, ", "", "line 1: model.title: is missing", id="no title"
        ),
        pytest.param(
            "languages: [en, nl]",
            "languages: []",
            "line 1: model.languages: must not be empty",
            id="no language",
        ),
        pytest.param(
            "    name: Time",
            "    name: ''",
            "line 20: nodes[1].name.*: must not be empty",
            id="an empty text",
        ),
        pytest.param(
            "    name: Time",
            f"    name: {'x' * 2001}",
            "line 20: nodes[1].name.*: is too long; at most 2000 characters",
            id="an endless text",
        ),
        pytest.param(
            "reference: A paper",
            "reference: 2020",
            "line 11: sources[0].reference: must be text; put it in quotes",
            id="a number for a text",
        ),
        pytest.param(
            "{kind: stated, source: paper}",
            "stated",
            "line 25: nodes[2].provenance: must be a group of named fields",
            id="a text for a group",
        ),
        pytest.param(
            "{kind: stated, source: paper}",
            "{kind: guessed, source: paper}",
            "line 25: nodes[2].provenance.kind: "
            "\"guessed\" is not one of 'stated', 'reported', 'inferred' or 'open'",
            id="an unknown provenance",
        ),
        pytest.param(
            "{kind: stated, source: paper}",
            "{kind: stated}",
            "line 25: nodes[2].provenance: what is stated needs the source that says so",
            id="a claim without a source",
        ),
        pytest.param(
            "{kind: stated, source: paper}",
            "{kind: open}",
            "line 21: nodes[2]: an open node needs the question that it invites",
            id="an open node without a question",
        ),
        pytest.param(
            "  - {from: time, to: joy, kind: leads-to}",
            "  - {from: joy, to: time, kind: leads-to}",
            'line 28: edges[1]: "joy" → "time" runs against the order of the stages; '
            "if that is meant, add feedback: true",
            id="an edge against the order of the stages",
        ),
    ],
)
def test_a_fault_is_said_with_its_line_and_place_and_what_to_do(old: str, new: str, fault: str) -> None:
    assert list_faults(change(old, new)) == [fault]


def test_an_edge_against_the_order_loads_as_feedback() -> None:
    assert parse(add_edges("from: joy, to: time, kind: leads-to, feedback: true")).edges[-1].feedback


CYCLE = ("from: room, to: time, kind: leads-to", "from: time, to: room, kind: leads-to")


def test_a_cycle_inside_a_stage_is_a_fault_on_one_of_its_edges() -> None:
    [fault] = list_faults(add_edges(*CYCLE))
    assert fault.startswith(("line 29: edges[2]: ", "line 30: edges[3]: "))
    assert fault.endswith("is a cycle; say on one of its edges feedback: true")


def test_a_cycle_inside_a_stage_loads_as_feedback() -> None:
    model = parse(add_edges(CYCLE[0], f"{CYCLE[1]}, feedback: true"))
    assert model.find_downstream("room") == {"room", "time", "joy"}


def test_several_faults_of_one_kind_come_at_once() -> None:
    text = add_edges("from: a, to: joy, kind: leads-to", "from: room, to: b, kind: c")
    assert list_faults(text) == [
        'line 29: edges[2].from: there is no node "a"',
        'line 30: edges[3].kind: there is no kind "c"',
        'line 30: edges[3].to: there is no node "b"',
    ]


def test_faults_of_form_and_faults_of_fit_come_at_once_each_on_its_own_line() -> None:
    text = change("    name: Time", "    nane: Time")
    text = text.replace("from: time,", "from: tine,").replace("stage: effect", "stage: efect")
    text = text.replace("{en: Room, nl: Ruimte}", "{en: Room}")
    assert list_faults(text) == [
        'line 16: nodes[0].name: the text in "nl" is missing',
        "line 17: nodes[1].name: is missing",
        'line 20: nodes[1].nane: is not a known field; did you mean "name"?',
        'line 22: nodes[2].stage: there is no stage "efect"; did you mean "effect"?',
        'line 28: edges[1].from: there is no node "tine"',
    ]


def test_a_malformed_node_is_not_also_unknown() -> None:
    assert list_faults(change("    name: Joy", "    name: []")) == [
        "line 24: nodes[2].name: must be text; put it in quotes"
    ]


def test_a_fault_after_a_malformed_entry_keeps_its_own_place() -> None:
    text = change("  - {from: room, to: joy, kind: leads-to}", "  - {from: room, to: joy}")
    assert list_faults(text.replace("from: time,", "from: tine,")) == [
        "line 27: edges[0].kind: is missing",
        'line 28: edges[1].from: there is no node "tine"; did you mean "time"?',
    ]


@pytest.mark.parametrize("section", ["model", "stages", "levels", "kinds", "nodes"])
def test_a_file_without_a_section_it_needs_says_so(section: str) -> None:
    document: dict[str, Any] = {key: [] for key in ("stages", "levels", "kinds", "nodes")}
    document["model"] = {"id": "m", "title": "M", "languages": ["en"]}
    del document[section]
    assert f"line 1: {section}: is missing" in list_faults(json.dumps(document))


def test_a_fault_in_the_head_of_the_file_hides_none_further_down() -> None:
    text = change("{id: ward,", "{id: ward, tilte: x,").replace("from: time,", "from: tine,")
    assert list_faults(text) == [
        'line 1: model.tilte: is not a known field; did you mean "title"?',
        'line 28: edges[1].from: there is no node "tine"; did you mean "time"?',
    ]


def test_a_list_whose_only_entry_is_malformed_is_not_called_empty() -> None:
    text = change("kinds:\n  - {id: leads-to, name: leads to, verb: leads to}", "kinds:\n  - {id: leads-to}")
    assert list_faults(text) == [
        "line 9: kinds[0].name: is missing",
        "line 9: kinds[0].verb: is missing",
    ]


def test_a_list_further_in_whose_only_entry_is_malformed_is_not_called_empty() -> None:
    assert list_faults(change("languages: [en, nl]", "languages: [EN]")) == [
        'line 1: model.languages[0]: "EN" has letters that do not fit the pattern ^[a-z]{2,3}$'
    ]


def test_texts_that_are_not_in_quotes_stay_text() -> None:
    model = parse(change("    name: Time", "    name: {en: no, nl: 2020-01-01}"))
    assert [model.get_node("time").name.text(language) for language in ("en", "nl")] == ["no", "2020-01-01"]


def test_plain_text_stands_for_every_language() -> None:
    assert parse(MODEL).get_node("joy").name.text("nl") == "Joy"


def test_json_is_read_as_well() -> None:
    assert parse(json.dumps(parse_document(MODEL.encode(), "ward.yaml").data)).get_node("joy")


def test_json_with_an_escaped_emoji_is_read() -> None:
    data = parse_document(change("name: Joy", "name: 🥭").encode(), "ward.yaml").data
    assert parse(json.dumps(data)).get_node("joy").name.text("en") == "🥭"


def test_an_escape_that_is_escaped_itself_stays_the_text_it_is() -> None:
    data = parse_document(MODEL.encode(), "ward.yaml").data
    data["nodes"][2]["name"] = r"\ud83e\udd6d"
    assert parse(json.dumps(data)).get_node("joy").name.text("en") == r"\ud83e\udd6d"


def test_half_a_pair_of_escapes_is_refused_on_its_line() -> None:
    [fault] = list_faults(change("name: Joy", r'name: "\ud83e"'))
    assert fault.startswith("line 24: is not valid YAML here: ")


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse(b"\xef\xbb\xbf" + MODEL.encode()).get_node("joy")


def test_windows_line_ends_are_no_fault_and_lines_are_counted_the_same() -> None:
    assert parse(MODEL.replace("\n", "\r\n")).get_node("joy")
    broken = change("from: time,", "from: tine,")
    assert list_faults(broken.replace("\n", "\r\n")) == list_faults(broken)


def test_a_file_of_just_five_megabytes_loads() -> None:
    filled = MODEL.encode() + b"# filling\n"
    assert parse(filled + b"#" * (MOST_BYTES - len(filled))).get_node("joy")


def test_a_file_over_five_megabytes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(ModelFileError, match=r"large\.yaml: is larger than 5 MB"):
        load_model(file)


BOMB = "a: &a [x, x]\n" + "".join(f"{new}: &{new} [*{old}, *{old}]\n" for old, new in pairwise("abcdefghi"))


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    assert list_faults(BOMB) == ["line 1: a: anchors (&name) are not read; write the value out"]


def test_an_alias_is_refused_on_its_line() -> None:
    assert list_faults("model:\n  title: *other\n") == [
        "line 2: model.title: aliases (*name) are not read; write the value out"
    ]


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object:os.system",
        "!!python/object/apply:os.system",
        "!!python/name:os.system",
        "!own",
        "!!str",
    ],
)
def test_a_tag_is_refused_and_nothing_is_evaluated(tag: str) -> None:
    [fault] = list_faults(f"model:\n  title: {tag} [echo]\n")
    assert fault.startswith("line 2: model.title: the tag ")
    assert fault.endswith("is not read; leave it out")


def test_a_tag_on_a_key_is_refused() -> None:
    [fault] = list_faults("!!python/name:os.system model: x\n")
    assert "the tag" in fault


def test_a_key_that_stands_twice_is_refused_on_its_second_line() -> None:
    assert list_faults("nodes: []\nedges: []\nnodes: []\n") == [
        'line 3: nodes: the key "nodes" stands here twice'
    ]


def test_a_key_that_stands_twice_deep_inside_is_refused_with_its_place() -> None:
    assert list_faults(change("    name: Time", "    name: Time\n    name: Tide")) == [
        'line 21: nodes[1].name: the key "name" stands here twice'
    ]


def test_a_key_that_is_no_text_is_refused() -> None:
    assert list_faults("model:\n  [a, b]: c\n") == ["line 2: model: a key must be plain text"]


def test_a_second_document_is_refused_where_it_starts() -> None:
    assert list_faults(f"{MODEL}---\nmodel: x\n") == [
        "line 29: a second document starts here; a file holds one model"
    ]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "], ids=["lists", "maps", "dashes"])
def test_deep_nesting_is_refused_before_it_costs_anything(opening: str) -> None:
    [fault] = list_faults("a:\n  " + opening * 50_000)
    assert fault.startswith("line 2: ")
    assert fault.endswith(f"is nested deeper than {MOST_NESTING} levels")


def test_bytes_that_are_not_utf8_are_refused_on_their_line() -> None:
    latin = change("name: Time", "name: Patiënt").encode("latin-1")
    assert list_faults(latin) == ["line 20: is not UTF-8; save it again with the encoding UTF-8"]


def test_a_file_in_utf16_is_refused() -> None:
    assert list_faults(MODEL.encode("utf-16")) == [
        "line 1: is not UTF-8; save it again with the encoding UTF-8"
    ]


def test_broken_yaml_is_refused_on_its_line() -> None:
    [fault] = list_faults("model:\n  title: [a\nstages: x\n")
    assert fault.startswith("line 3: is not valid YAML here: ")


def test_a_control_character_is_refused() -> None:
    assert list_faults(b"model: \x07") == ["is not valid YAML here: control characters are not allowed"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "just a text", "- a list", "42"])
def test_a_file_that_holds_no_named_parts_is_refused(text: str) -> None:
    [fault] = list_faults(text)
    assert fault.startswith(("holds no model", "line 1: holds no model"))


def test_a_missing_file_is_refused_with_its_whole_path(tmp_path: Path) -> None:
    file = tmp_path / "none.yaml"
    with pytest.raises(ModelFileError) as caught:
        load_model(file)
    assert str(caught.value) == f"{file}: there is no such file; check the path"


@pytest.mark.parametrize("name", [".", "a" * 5000, "a\0b"], ids=["a directory", "an endless name", "a NUL"])
def test_a_path_that_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelFileError):
        load_model(tmp_path / name)


def test_a_file_loads_by_its_path_as_text(tmp_path: Path) -> None:
    file = tmp_path / "ward.yaml"
    file.write_text(MODEL, encoding="utf-8")
    assert load_model(str(file)).get_node("joy")


def test_the_model_that_the_environment_names_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ward.yaml"
    file.write_text(MODEL, encoding="utf-8")
    monkeypatch.setenv("MANGOMOMENT_MODEL", str(file))
    assert load_model().file.model.id == "ward"


def test_a_file_that_is_asked_for_goes_before_that_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ward.yaml"
    file.write_text(MODEL, encoding="utf-8")
    monkeypatch.setenv("MANGOMOMENT_MODEL", str(tmp_path / "none.yaml"))
    assert load_model(file).file.model.id == "ward"


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_word_from_the_environment_the_shipped_model_is_loaded(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("MANGOMOMENT_MODEL", raising=False)
    if value is not None:
        monkeypatch.setenv("MANGOMOMENT_MODEL", value)
    assert load_model().file.model.id == "mangomoment"


def is_loaded_or_told(content: bytes) -> bool:
    """Whether the file loads or each thing that is wrong with it is said; any other error goes through."""
    try:
        parse(content)
    except ModelFileError as error:
        return error.faults != () and all(fault.message for fault in error.faults)
    return True


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"%YAML 9.9\n--- a")
@example(b"? ? ? a")
@example(b"!<tag:yaml.org,2002:python/none> x")
def test_random_bytes_load_or_are_refused(content: bytes) -> None:
    assert is_loaded_or_told(content)


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%@`#, \n\t0", max_size=60))
def test_random_signs_of_yaml_load_or_are_refused(text: str) -> None:
    assert is_loaded_or_told(text.encode())


SIGNS = (
    b":",
    b"-",
    b"{",
    b"}",
    b"[",
    b"]",
    b"&a",
    b"*a",
    b"!",
    b"'",
    b'"',
    b"\n",
    b"\t",
    b"\x00",
    b"\xff",
    b"~",
    b"",
)
mutations = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.sampled_from(SIGNS) | st.binary(max_size=4)
    ),
    min_size=1,
    max_size=8,
)


def mutate(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """The content with stretches (from a share of its length, so long) replaced."""
    for share, length, new in changes:
        start = int(share * len(content))
        content = content[:start] + new + content[start + length :]
    return content


@given(mutations)
def test_a_mutated_small_file_loads_or_is_refused(changes: list[tuple[float, int, bytes]]) -> None:
    assert is_loaded_or_told(mutate(MODEL.encode(), changes))


@given(mutations)
def test_the_shipped_file_mutated_loads_or_is_refused(changes: list[tuple[float, int, bytes]]) -> None:
    assert is_loaded_or_told(mutate((DATA / "mangomoment.yaml").read_bytes(), changes))


@given(st.permutations(MODEL.splitlines(keepends=True)), st.integers(1, 27))
def test_shuffled_and_cut_lines_load_or_are_refused(lines: list[str], kept: int) -> None:
    assert is_loaded_or_told("".join(lines[:kept]).encode())


def replace_value(data: Any, place: list[int], value: Any) -> Any:
    """The data with the value at a place, counted along lists and maps, replaced."""
    if not place or not isinstance(data, list | dict) or not data:
        return value
    keys = list(data) if isinstance(data, dict) else list(range(len(data)))
    key = keys[place[0] % len(keys)]
    changed = data.copy()
    changed[key] = replace_value(data[key], place[1:], value)
    return changed


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "room", "joy", "need", "en", "x" * 90]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "from", "to", "kind", "en", "source", "zebra", "*", ""]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(st.lists(st.integers(0, 8), max_size=4), values), min_size=1, max_size=4))
def test_any_value_at_any_place_loads_or_is_refused(changes: list[tuple[list[int], Any]]) -> None:
    data = parse_document(MODEL.encode(), "ward.yaml").data
    for place, value in changes:
        data = replace_value(data, place, value)
    assert is_loaded_or_told(json.dumps(data).encode())
