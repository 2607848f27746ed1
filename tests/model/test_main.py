from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.__main__ import main

SMALL = """\
model: {id: small, title: Small, languages: [en, nl]}
stages:
  - {id: need, name: {en: Need, nl: Nood}}
  - {id: effect, name: {en: Effect, nl: Effect}}
levels: [{id: level, name: {en: Level, nl: Niveau}}]
kinds: [{id: leads-to, name: {en: leads to, nl: leidt tot}, verb: {en: leads to, nl: leidt tot}}]
nodes:
  - {id: a, stage: need, level: level, name: {en: time, nl: tijd}}
  - {id: b, stage: need, level: level, name: {en: room, nl: ruimte}}
  - {id: c, stage: effect, level: level, name: {en: joy, nl: vreugde}}
edges:
  - {from: a, to: b, kind: leads-to}
  - {from: a, to: c, kind: leads-to}
  - {from: b, to: c, kind: leads-to}
"""

CHESTNUTS = [
    "professional-professional-space",
    "loyalty-patients",
    "--via",
    "effect-joy-in-work",
    "resonance-trust",
]


@pytest.fixture(autouse=True)
def _the_shipped_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MANGOMOMENT_MODEL", raising=False)


@pytest.fixture
def small(tmp_path: Path) -> str:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return str(file)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command that goes well prints."""
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def run_to_fault(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command that finds a fault says on standard error."""
    assert main(arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_check_counts_what_is_in_the_shipped_model_and_its_stories(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(capsys, "check") == "mangomoment.yaml: 26 nodes, 43 edges, 15 stories: no faults\n"


def test_check_takes_a_file_with_or_without_a_name(capsys: pytest.CaptureFixture[str], small: str) -> None:
    expected = f"{small}: 3 nodes, 3 edges: no faults\n"
    assert run(capsys, "check", small) == expected
    assert run(capsys, "check", "--model", small) == expected


def test_check_says_every_fault_with_its_line(capsys: pytest.CaptureFixture[str], small: str) -> None:
    text = SMALL.replace("kind: leads-to}", "kind: leads}").replace("stage: effect", "stage: efect")
    Path(small).write_text(text, encoding="utf-8")
    faults = run_to_fault(capsys, "check", small).splitlines()
    assert len(faults) == 4
    assert all("line " in fault for fault in faults)
    assert 'there is no stage "efect"; did you mean "effect"?' in faults[0]


def test_check_says_that_a_file_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "missing.yaml" in run_to_fault(capsys, "check", str(tmp_path / "missing.yaml"))


def test_paths_are_listed_shortest_first_with_their_evidence(
    capsys: pytest.CaptureFixture[str], small: str
) -> None:
    assert run(capsys, "paths", "a", "c", "--model", small) == "2 paths\na → c [untold]\na → b → c [untold]\n"


def test_one_path_is_one_path(capsys: pytest.CaptureFixture[str], small: str) -> None:
    assert run(capsys, "paths", "b", "c", "--model", small).startswith("1 path\n")


def test_no_path_is_no_fault(capsys: pytest.CaptureFixture[str], small: str) -> None:
    assert run(capsys, "paths", "c", "a", "--model", small) == "0 paths\n"


def test_no_more_paths_are_listed_than_asked_and_all_are_counted(
    capsys: pytest.CaptureFixture[str], small: str
) -> None:
    printed = run(capsys, "paths", "stage:need", "stage:effect", "--at-most", "1", "--model", small)
    assert printed == "3 paths\na → c [untold]\n"


def test_paths_of_the_shipped_model_say_that_a_story_tells_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "paths", *CHESTNUTS).splitlines()[1:] == [
        "professional-professional-space → catalyst-professional-professional-space → mangomoment → "
        "effect-joy-in-work → resonance → resonance-trust → loyalty-patients [whole]"
    ]


def test_paths_as_json_say_nodes_sentence_and_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(run(capsys, "paths", *CHESTNUTS, "--json"))
    assert (answer["count"], answer["exact"]) == (1, True)
    (path,) = answer["paths"]
    assert (path["nodes"][0], len(path["nodes"]), path["nodes"][-1]) == (
        "professional-professional-space",
        7,
        "loyalty-patients",
    )
    assert path["sentence"].endswith(".")
    assert path["evidence"] == {"kind": "whole", "stories": ["the-chestnuts"], "gaps": []}


def test_another_model_has_no_stories_even_if_it_goes_by_the_same_id(
    capsys: pytest.CaptureFixture[str], small: str
) -> None:
    Path(small).write_text(SMALL.replace("id: small", "id: mangomoment"), encoding="utf-8")
    answer = json.loads(run(capsys, "paths", "a", "b", "--json", "--model", small))
    assert answer["paths"][0]["evidence"] == {"kind": "untold", "stories": [], "gaps": ["a", "b"]}


def test_the_count_alone_is_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "paths", "stage:precondition", "stage:loyalty", "--count") == "588\n"


def test_paths_run_via_and_avoid_nodes_given_together_or_one_by_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("paths", "stage:precondition", "stage:loyalty", "--count")
    together = run(
        capsys, *asked, "--avoiding", "resonance-trust", "effect-team", "--via", "effect-experience"
    )
    one_by_one = run(
        capsys,
        *asked,
        "--avoiding",
        "resonance-trust",
        "--avoiding",
        "effect-team",
        "--via",
        "effect-experience",
    )
    assert together == one_by_one == "56\n"


def test_sentences_are_in_the_language_asked_for(capsys: pytest.CaptureFixture[str], small: str) -> None:
    for language, sentence in (("en", "Time leads to room."), ("nl", "Tijd leidt tot ruimte.")):
        answer = json.loads(run(capsys, "paths", "a", "b", "--json", "--lang", language, "--model", small))
        assert answer["paths"][0]["sentence"] == sentence


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["a", "d-is-not-there"], 'there is no node "d-is-not-there"'),
        (["stage:ned", "c"], 'there is no stage "ned"; did you mean "need"?'),
        (["a+b", "c"], '"a+b" names no start or end of paths'),
        (["a", "c", "--via", "zebra"], 'there is no node "zebra"'),
        (["a", "c", "--avoiding", "zebra"], 'there is no node "zebra"'),
        (["a", "c", "--lang", "fr"], 'there is no language "fr" in this model; choose one of en, nl'),
    ],
)
def test_what_the_model_does_not_have_is_said_on_standard_error(
    capsys: pytest.CaptureFixture[str], small: str, arguments: list[str], sentence: str
) -> None:
    assert run_to_fault(capsys, "paths", *arguments, "--model", small).startswith(sentence)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["walk"],
        ["paths", "a"],
        ["paths", "a", "c", "--at-most", "0"],
        ["paths", "a", "c", "--at-most", "many"],
        ["paths", "a", "c", "--via"],
        ["paths", "a", "c", "--json", "--count"],
    ],
)
def test_wrong_usage_ends_with_2_and_says_how_to_ask(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m model")
