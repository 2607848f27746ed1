from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from model.__main__ import main
from model.loading import find_model_file

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
    assert run(capsys, "check") == "mangomoment.yaml: 26 nodes, 43 edges, 19 stories: no faults\n"


def test_check_takes_a_file_with_or_without_a_name(capsys: pytest.CaptureFixture[str], small: str) -> None:
    expected = f"{small}: 3 nodes, 3 edges: no faults\n"
    assert run(capsys, "check", small) == expected
    assert run(capsys, "check", "--model", small) == expected


def test_check_counts_one_of_a_kind_as_one(capsys: pytest.CaptureFixture[str], small: str) -> None:
    head = SMALL.partition("nodes:")[0]
    first, second = (
        f"  - {{id: {id_}, stage: {stage}, level: level, name: Joy}}\n"
        for id_, stage in (("a", "need"), ("b", "effect"))
    )
    edge = "edges:\n  - {from: a, to: b, kind: leads-to}\n"
    for parts, said in (
        (first, "1 node, 0 edges"),
        (f"{first}{second}{edge}", "2 nodes, 1 edge"),
    ):
        Path(small).write_text(f"{head}nodes:\n{parts}", encoding="utf-8")
        assert run(capsys, "check", small) == f"{small}: {said}: no faults\n"


def test_paths_as_json_are_whole(capsys: pytest.CaptureFixture[str], small: str) -> None:
    command = ("paths", "a", "c", "--json", "--at-most", "1", "--model", small)
    assert json.loads(run(capsys, *command)) == {
        "count": 2,
        "exact": True,
        "undirected_edges": 0,
        "paths": [
            {
                "nodes": ["a", "c"],
                "sentence": "Time leads to joy.",
                "evidence": {"kind": "untold", "stories": [], "gaps": ["a", "c"]},
            }
        ],
    }
    assert "tijd" not in run(capsys, *command)
    assert "Vreugde" in run(capsys, "paths", "c", "c", "--json", "--lang", "nl", "--model", small)


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
    command = ("paths", "stage:precondition", "stage:loyalty", "--count")
    together = run(
        capsys, *command, "--avoiding", "resonance-trust", "effect-team", "--via", "effect-experience"
    )
    one_by_one = run(
        capsys,
        *command,
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


# Stories


@pytest.fixture
def db(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'stories.db'}"


SURVEY = "Titel;Verhaal;Wie vertelt;Taal\nMango;Een mango.;patiënt;nl\nKers;;zebra;nl\n"


@pytest.fixture
def survey(tmp_path: Path) -> str:
    file = tmp_path / "survey.csv"
    file.write_text(SURVEY, encoding="utf-8")
    return str(file)


def test_good_rows_go_in_and_faults_are_said_by_row_and_column(
    capsys: pytest.CaptureFixture[str], survey: str, db: str
) -> None:
    assert main(["stories", "import", survey, "--db", db]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "survey.csv: csv: 2 rows from 3 lines",
        'survey.csv: heading: 1, which gives "Titel, Verhaal, Wie vertelt, Taal"',
        'survey.csv: separator: semicolon, which gives "Titel | Verhaal | Wie vertelt | Taal"',
        'survey.csv: encoding: utf-8, which gives "patiënt"',
        'survey.csv: title: column "Titel", e.g. "Mango"',
        'survey.csv: text: column "Verhaal", e.g. "Een mango."',
        'survey.csv: language: column "Taal", e.g. "nl"',
        'survey.csv: teller: column "Wie vertelt", e.g. "patiënt"',
        'survey.csv: teller: "patiënt" (row 2) is read as patient',
        "survey.csv: 1 added, 0 already there, 1 rejected",
    ]
    assert err.splitlines() == [
        'survey.csv: row 3, column "Verhaal": the text is missing',
        'survey.csv: row 3, column "Wie vertelt": there is no teller "zebra"',
    ]


def test_the_same_file_twice_adds_nothing_twice(
    capsys: pytest.CaptureFixture[str], survey: str, db: str
) -> None:
    Path(survey).write_text(SURVEY.replace("Kers;;zebra", "Kers;Een kers.;familie"), encoding="utf-8")
    assert "survey.csv: 2 added" in run(capsys, "stories", "import", survey, "--db", db)
    again = run(capsys, "stories", "import", survey, "--db", db)
    assert again.endswith("survey.csv: 0 added, 2 already there, 0 rejected\n")


def test_a_dry_run_touches_no_database(
    capsys: pytest.CaptureFixture[str], survey: str, db: str, tmp_path: Path
) -> None:
    assert main(["stories", "import", survey, "--db", db, "--dry-run"]) == 1
    assert capsys.readouterr().out.endswith("survey.csv: 1 good, 1 rejected\n")
    assert not (tmp_path / "stories.db").exists()


def test_stories_that_may_tell_who_somebody_is_are_named_and_masked_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("text,teller,language\nMrs Jones sang.,patient,en\n", encoding="utf-8")
    db = str(tmp_path / "other.db")
    assert main(["stories", "import", str(file), "--db", db, "--dry-run"]) == 0
    said = capsys.readouterr().err
    assert said == "notes.csv: row 2 may tell who somebody is: Mrs Jones (name); --mask masks it\n"
    assert main(["stories", "import", str(file), "--db", db, "--mask"]) == 0
    assert capsys.readouterr().err == ""
    taken = tmp_path / "taken.json"
    main(["stories", "export", str(taken), "--db", db])
    assert "[name] sang." in taken.read_text(encoding="utf-8")


def test_columns_and_what_holds_for_all_rows_can_be_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("Nr,What she wrote\n1,A mango.\n", encoding="utf-8")
    options = ["--column", "text=What she wrote", "--default", "language=en", "teller=patient"]
    said = run(capsys, "stories", "import", str(file), *options, "--dry-run")
    assert 'notes.csv: ignored: column "Nr"' in said
    assert said.endswith("notes.csv: 1 good, 0 rejected\n")
    assert run_to_fault(capsys, "stories", "import", str(file), "--column", "text=Text", "--dry-run") == (
        'there is no column "Text"\n'
    )


CODED = "Verhaal;Wie;Taal;Ook dit\nEen vink.;A1;nl;En nog wat.\nEen mus.;dochter van patiënt;nl;\n"


@pytest.fixture
def coded(tmp_path: Path) -> str:
    file = tmp_path / "coded.csv"
    file.write_text(CODED, encoding="utf-8")
    return str(file)


def test_what_a_code_means_is_asked_said_once_and_remembered(
    capsys: pytest.CaptureFixture[str], coded: str, db: str
) -> None:
    assert main(["stories", "import", coded, "--db", db, "--dry-run"]) == 1
    out, _ = capsys.readouterr()
    assert 'coded.csv: teller: "A1" (row 2) is not known: use --map "teller:A1=..."' in out
    assert 'coded.csv: teller: "dochter van patiënt" (row 3) is read as family' in out
    said = run(capsys, "stories", "import", coded, "--db", db, "--map", "teller:A1=patient")
    assert said.endswith("coded.csv: 2 added, 0 already there, 0 rejected\n")
    again = run(capsys, "stories", "import", coded, "--db", db)
    assert again.endswith("coded.csv: 0 added, 2 already there, 0 rejected\n")


def test_rows_that_say_the_same_are_said(capsys: pytest.CaptureFixture[str], coded: str) -> None:
    row = "Een mus.;familie;nl;\n"
    for count, said in (
        (1, None),
        (2, "row 3 repeats one above it, and is added, too"),
        (8, "7 rows repeat one above them, and are added, too: 3, 4, 5, 6, 7 …"),
    ):
        Path(coded).write_text(CODED.splitlines()[0] + "\n" + row * count, encoding="utf-8")
        out = run(capsys, "stories", "import", coded, "--dry-run")
        assert (f"coded.csv: {said}\n" in out) == (said is not None)
        assert ("repeat" in out) == (said is not None)


def test_a_meaning_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str], coded: str) -> None:
    fault = run_to_fault(capsys, "stories", "import", coded, "--dry-run", "--map", "teller:A1=patint")
    assert fault == 'there is no teller "patint"; did you mean "patient"?\n'


def test_two_columns_are_joined_and_a_column_can_be_left_out(
    capsys: pytest.CaptureFixture[str], coded: str, db: str, tmp_path: Path
) -> None:
    columns = ["--column", "text=Verhaal", "text=Ook dit", "teller=-", "--default", "teller=other"]
    run(capsys, "stories", "import", coded, "--db", db, *columns)
    run(capsys, "stories", "export", str(tmp_path / "out.json"), "--db", db, "--status", "pending")
    stories = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["stories"]
    assert [(story["text"], story["teller"]) for story in stories] == [
        ("Een vink.\n\nEn nog wat.", "other"),
        ("Een mus.", "other"),
    ]


def test_the_stories_of_a_team_are_exported(
    capsys: pytest.CaptureFixture[str], db: str, tmp_path: Path
) -> None:
    table, out, team = tmp_path / "in.csv", tmp_path / "out.json", "a" * 32
    rows = [
        "text,language,teller,team",
        f"A finch.,en,other,{team}",
        "A wren.,en,other,",
        "A gull.,en,other,Ward 4",
    ]
    table.write_text("\n".join(rows), encoding="utf-8")
    assert main(["stories", "import", str(table), "--db", db]) == 1
    assert '"Ward 4" is not the id of a team' in capsys.readouterr().err
    run(capsys, "stories", "export", str(out), "--db", db, "--team", team)
    [story] = json.loads(out.read_text(encoding="utf-8"))["stories"]
    assert (story["text"], story["team"]) == ("A finch.", team)


def test_what_could_be_read_otherwise_is_refused_with_the_option(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "doubtful.csv"
    file.write_bytes("Verhaal;Wie;Taal\nEén crème.;familie;nl\n".encode("cp850"))
    assert "--encoding" in run_to_fault(capsys, "stories", "import", str(file), "--dry-run")
    assert run(capsys, "stories", "import", str(file), "--dry-run", "--encoding", "cp850").endswith(
        "1 good, 0 rejected\n"
    )
    file.write_text("Verhaal;Wie;Taal;Datum\nEen vink.;familie;nl;3/1/2024\n", encoding="utf-8")
    fault = run_to_fault(capsys, "stories", "import", str(file), "--dry-run")
    assert fault.startswith(
        'doubtful.csv: it is not certain which day "3/1/2024" is: use --days day-first or'
    )
    run(capsys, "stories", "import", str(file), "--dry-run", "--days", "day-first")
    file.write_text('Verhaal;Wie;Taal\n"t Was;familie;nl\nEen vink.;familie;nl\n', encoding="utf-8")
    assert run_to_fault(capsys, "stories", "import", str(file), "--dry-run").endswith(": --repair\n")
    assert run(capsys, "stories", "import", str(file), "--dry-run", "--repair").endswith(
        "2 good, 0 rejected\n"
    )


def test_an_export_that_was_edited_is_taken_over_where_that_is_said(
    capsys: pytest.CaptureFixture[str], survey: str, db: str, tmp_path: Path
) -> None:
    main(["stories", "import", survey, "--db", db])
    out = tmp_path / "out.csv"
    capsys.readouterr()
    run(capsys, "stories", "export", str(out), "--db", db, "--status", "pending")
    out.write_text(
        out.read_text(encoding="utf-8-sig").replace("Een mango", "Een rijpe mango"), encoding="utf-8"
    )
    assert main(["stories", "import", str(out), "--db", db]) == 0
    said, warned = capsys.readouterr()
    assert said.endswith("out.csv: 0 added, 0 already there, 1 different and left as they are, 0 rejected\n")
    assert 'text: "Een mango." is "Een rijpe mango." in the file' in warned
    assert "--update takes over what the file has changed" in warned
    said = run(capsys, "stories", "import", str(out), "--db", db, "--update", "--json")
    answer = json.loads(said)
    assert (answer["changed"], answer["different"], answer["already"]) == (1, 0, 0)
    [change] = answer["changes"]
    assert change["fields"]["text"] == {"stored": "Een mango.", "file": "Een rijpe mango.", "conflict": False}
    assert run(capsys, "stories", "import", str(out), "--db", db, "--update").endswith(
        "out.csv: 0 added, 1 already there, 0 rejected\n"
    )


@pytest.mark.parametrize(
    ("columns", "kept"), [("id,text,status", "pending"), ("id,text,status,revision", "published")]
)
def test_an_update_takes_the_status_of_new_stories_from_our_own_exports_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str, columns: str, kept: str
) -> None:
    table, out = tmp_path / "table.csv", tmp_path / "out.json"
    cells = {"id": "ours", "text": "Een mango op de vensterbank.", "status": "published", "revision": "1"}
    row = ",".join(cells[column] for column in columns.split(","))
    table.write_text(f"{columns}\n{row}\n", encoding="utf-8")
    defaults = ["--default", "language=nl", "--default", "teller=patient"]
    assert main(["stories", "import", str(table), "--db", db, "--update", *defaults]) == 0
    capsys.readouterr()
    run(capsys, "stories", "export", str(out), "--db", db)
    stories = json.loads(out.read_text(encoding="utf-8"))["stories"]
    assert [story["status"] for story in stories if "vensterbank" in json.dumps(story)] == [kept]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_what_is_exported_comes_back_as_it_was(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str, ending: str
) -> None:
    first, second = str(tmp_path / f"first.{ending}"), str(tmp_path / f"second.{ending}")
    assert run(capsys, "stories", "export", first, "--db", db) == ""
    assert not list(tmp_path.glob("*.part"))
    shutil.copy(find_model_file(), tmp_path / "model.yaml")
    other = ["--db", f"{db}.other", "--model", str(tmp_path / "model.yaml")]  # without the retold stories
    taken = run(capsys, "stories", "import", first, *other, "--trust")
    assert taken.endswith(f"first.{ending}: 19 added, 0 already there, 0 rejected\n")
    run(capsys, "stories", "export", second, *other)
    assert Path(first).read_bytes() == Path(second).read_bytes()


def test_an_export_can_be_kept_to_a_status_and_a_consent(
    capsys: pytest.CaptureFixture[str], survey: str, db: str, tmp_path: Path
) -> None:
    main(["stories", "import", survey, "--db", db])
    capsys.readouterr()
    counts = {}
    for kept in (["--status", "pending"], ["--status", "published"], ["--consent", "room", "exports"], []):
        run(capsys, "stories", "export", str(tmp_path / "out.json"), "--db", db, *kept)
        counts[" ".join(kept)] = len(
            json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["stories"]
        )
    assert counts == {
        "--status pending": 1,
        "--status published": 19,
        "--consent room exports": 19,
        "": 20,
    }


def test_rejected_rows_are_written_with_their_reasons(
    capsys: pytest.CaptureFixture[str], survey: str, db: str, tmp_path: Path
) -> None:
    rejected = tmp_path / "rejected.csv"
    main(["stories", "import", survey, "--db", db, "--rejected", str(rejected)])
    capsys.readouterr()
    header, row, *_ = rejected.read_text(encoding="utf-8-sig").splitlines()
    assert header == "Titel,Verhaal,Wie vertelt,Taal,reasons"
    assert row.startswith("Kers,,zebra,nl,")


def test_the_file_that_is_read_is_not_overwritten(capsys: pytest.CaptureFixture[str], survey: str) -> None:
    fault = run_to_fault(capsys, "stories", "import", survey, "--dry-run", "--rejected", survey)
    assert "is the file that is read" in fault
    assert Path(survey).read_text(encoding="utf-8") == SURVEY


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "stories.csv: there is nothing in it; check that this is the file you meant\n"),
        (b"%PDF", "stories.csv: this is a PDF document, not a table; choose a CSV file"),
        (b'a,b\n1,"x" y\n', "stories.csv: row 2"),
    ],
)
def test_a_file_that_is_no_table_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, fault: str
) -> None:
    (tmp_path / "stories.csv").write_bytes(content)
    assert run_to_fault(capsys, "stories", "import", str(tmp_path / "stories.csv")).startswith(fault)


def test_a_file_that_is_not_there_or_cannot_be_written_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str
) -> None:
    assert "none.csv" in run_to_fault(capsys, "stories", "import", str(tmp_path / "none.csv"))
    assert "none" in run_to_fault(capsys, "stories", "export", str(tmp_path / "none" / "a.csv"), "--db", db)


def test_a_database_that_cannot_be_used_is_said(capsys: pytest.CaptureFixture[str], survey: str) -> None:
    assert "mysql" in run_to_fault(capsys, "stories", "import", survey, "--db", "mysql://x/y")


@pytest.mark.parametrize(
    "arguments",
    [
        ["stories"],
        ["stories", "export", "stories.pdf"],
        ["stories", "export", "stories.csv", "--status", "shown"],
        ["stories", "import", "stories.csv", "--default", "langage=en"],
        ["stories", "import", "stories.csv", "--default", "language"],
        ["stories", "import", "stories.csv", "--map", "teller=patient"],
        ["stories", "import", "stories.csv", "--map", "text:A1=patient"],
        ["stories", "import", "stories.csv", "--days", "sometimes"],
        ["stories", "import", "stories.csv", "--rejected", "rejected.pdf"],
    ],
)
def test_wrong_usage_of_stories_ends_with_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m model stories" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, ""),
        (1, "1 edge has no direction: it is followed as written\n"),
        (3, "3 edges have no direction: they are followed as written\n"),
    ],
)
def test_check_and_paths_say_how_many_edges_have_no_direction(
    capsys: pytest.CaptureFixture[str], small: str, count: int, said: str
) -> None:
    text = SMALL.replace("kind: leads-to}", "kind: leads-to, directed: false}", count)
    Path(small).write_text(text, encoding="utf-8")
    assert run(capsys, "check", small) == f"{small}: 3 nodes, 3 edges: no faults\n{said}"
    answer = json.loads(run(capsys, "paths", "a", "c", "--json", "--model", small))
    assert (answer["undirected_edges"], answer["count"]) == (count, 2)
