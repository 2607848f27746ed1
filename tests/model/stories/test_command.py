"""What `python -m model stories import` and `… export` say and do."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from model.__main__ import main
from model.stories import StoryStore
from model.stories.fields import FIELDS
from model.stories.intake.meanings import MAPPED_FIELDS
from model.stories.intake.story_import import MOST_PROBLEMS
from model.tables import read_table
from tests.model.stories.conftest import get_tables

CASES = Path(__file__).parents[1] / "tables" / "cases"

Import = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def take_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Imports a file with some options: how the command ends, and what it prints where, without the name."""

    (tmp_path / "stories.db").write_bytes(get_tables())

    def run(file: Path, *options: str) -> tuple[int, list[str], list[str]]:
        capsys.readouterr()
        ended = main(["stories", "import", str(file), "--db", str(tmp_path / "stories.db"), *options])
        out, err = (said.replace(f"{file.name}: ", "").splitlines() for said in capsys.readouterr())
        return ended, out, err

    return run


def export(tmp_path: Path, name: str = "out.json", *options: str) -> Path:
    assert (
        main(["stories", "export", str(tmp_path / name), "--db", str(tmp_path / "stories.db"), *options]) == 0
    )
    return tmp_path / name


def list_imported(tmp_path: Path) -> list[dict[str, object]]:
    stories = json.loads(export(tmp_path).read_text(encoding="utf-8"))["stories"]
    return [story for story in stories if story["origin"] == "imported"]


def write(tmp_path: Path, *lines: str, name: str = "stories.csv") -> Path:
    file = tmp_path / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


COFFEE = '"De verpleegkundige "Ann" nam haar tijd; ze zette koffie, en…"'
ANN = "row {} may tell who somebody is: Ann (name); --mask masks it"
REPORTS: dict[str, tuple[list[str], int, str, list[str]]] = {
    "hidden.xlsx": (
        [],
        0,
        f"""
            xlsx: 3 rows from 4 lines
            sheet: Data, which gives "Nr, Verhaal, Verteller, Taal"
            heading: 1, which gives "Nr, Verhaal, Verteller, Taal"
            hidden, and read like the others: row 3, Patiëntnummer
            text: column "Verhaal", e.g. {COFFEE}
            language: column "Taal", e.g. "nl"
            teller: column "Verteller", e.g. "patiënt"
            told_on: column "Datum", e.g. "2024-03-01"
            ignored: column "Nr", "Patiëntnummer", "Volledig"
            teller: "patiënt" (3 rows) is read as patient
            3 good, 0 rejected""",
        [ANN.format(2)],
    ),
    "merged_title_total.xlsx": (
        [],
        0,
        f"""
            xlsx: 4 rows from 8 lines
            heading: 4, which gives "Afdeling, Titel, Verhaal, Verteller"
            2 rows above the headings were left out: row 1, row 2 ("Mangomomenten Q1 2024 - Dienst kwaliteit")
            2 groups of merged cells were filled with the values that they show: A1:E1, A5:A7
            title: column "Titel", e.g. "Koffie"
            text: column "Verhaal", e.g. {COFFEE}
            setting: column "Afdeling", e.g. "Geriatrie"
            language: column "Taal", e.g. "nl"
            teller: column "Verteller", e.g. "patiënt"
            teller: "patiënt" (row 5) is read as patient
            teller: "familie" (row 6) is read as family
            teller: "famille" (row 7) is read as family
            3 good, 0 rejected, 1 without a story""",
        ["row 8, this is a row of totals", ANN.format(5)],
    ),
    "stories.jsonl": (
        [],
        0,
        """
            json: 2 rows from 2 entries
            text: column "text", e.g. "een"
            language: column "language", e.g. "nl"
            teller: column "teller", e.g. "patient"
            2 good, 0 rejected""",
        [],
    ),
    "surveymonkey.csv": (
        ["--default", "language=nl"],
        0,
        f"""
            csv: 3 rows from 6 lines
            heading: 1, which gives "Respondent ID, Collector ID, Start Date, End Date"
            heading_rows: 2, which gives "Who are you? Other (please specify) | I agree that my story is, \
shown in the room | I agree that my story is, used in publications"
            separator: comma, which gives "Respondent ID | Collector ID | Start Date | End Date"
            encoding: utf-8, which gives "één, cœur, léger"
            a row below the headings was read as headings, too: row 2 ("Open-Ended Response")
            text: column "Please tell us your story", e.g. {COFFEE}
            teller: column "Who are you?", e.g. "Patient"
            consent_room: column "I agree that my story is", e.g. "shown in the room"
            consent_publications: column "I agree that my story is, used in publications"
            told_on: column "End Date", e.g. "03/01/2024 10:05:00 AM"
            ignored: column "Respondent ID", "Collector ID", "Start Date", "IP Address", "Email Address", \
"First Name", "Last Name", "Custom Data 1", "Who are you? Other (please specify)"
            teller: "Family member" (row 4) is read as family
            teller: "Other (please specify)" (row 5) is read as other
            consent_room: "shown in the room" (3 rows) is read as yes
            3 good, 0 rejected""",
        [ANN.format(3)],
    ),
    "redcap_raw.csv": (
        ["--default", "language=nl", "--map", "teller:1=patient", "teller:2=family", "--mask"],
        1,
        f"""
            csv: 3 rows from 5 lines
            heading: 1, which gives "record_id, redcap_event_name, redcap_survey_identifier, story_timestamp"
            separator: comma, which gives "record_id | redcap_event_name | redcap_survey_identifier | \
story_timestamp"
            encoding: utf-8, which gives "één, cœur, léger"
            text: column "story_text", e.g. {COFFEE}
            teller: column "teller", e.g. "1"
            told_on: column "story_timestamp", e.g. "2024-03-01 10:00:00"
            ignored: column "record_id", "redcap_event_name", "redcap_survey_identifier", "consent___1", \
"consent___2", "story_complete"
            teller: "3" (row 4) is not known: use --map "teller:3=..."
            teller: "1" (row 2) is read as patient
            teller: "2" (row 3) is read as family
            2 good, 1 rejected""",
        ['row 4, column "teller": there is no teller "3"'],
    ),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_dry_run_says_how_a_file_is_read_and_what_would_become_of_each_row(
    name: str, take_in: Import
) -> None:
    options, ended, out, err = REPORTS[name]
    said = take_in(CASES / name, "--dry-run", *options)
    assert said == (ended, [line.strip() for line in out.strip().splitlines()], err)


STORIES = (
    "id,title,text,language,teller",
    "a,Mango,Ze bracht een mango.,nl,patient",
    "b,Peer,Ze bracht een peer.,nl,family",
)


def test_what_an_export_says_otherwise_is_taken_over_as_far_as_is_said(
    take_in: Import, tmp_path: Path
) -> None:
    take_in(write(tmp_path, *STORIES), "--trust")
    first = export(tmp_path, "first.csv", "--status", "pending")
    first.write_text(first.read_text(encoding="utf-8-sig").replace("Mango", "Manga"), encoding="utf-8")
    second = export(tmp_path, "second.csv", "--status", "pending")
    second.write_text(
        second.read_text(encoding="utf-8-sig").replace("Mango", "Mongo").replace("Peer", "Pera"),
        encoding="utf-8",
    )

    change = 'row 2, story "a", title: "Mango" is "Manga" in the file'
    ended, out, err = take_in(first)
    assert (ended, out[-1], err) == (
        0,
        "0 added, 1 already there, 1 different and left as they are, 0 rejected",
        [change, "--update takes over what the file has changed"],
    )
    ended, out, err = take_in(first, "--update", "--dry-run")
    assert (ended, out[-1], err) == (0, "0 good, 1 already there, 1 to change, 0 rejected", [change])
    ended, out, err = take_in(first, "--update")
    assert (ended, out[-1], err) == (0, "0 added, 1 already there, 1 changed, 0 rejected", [change])

    changes = [
        'row 2, story "a", title: "Manga" is "Mongo" in the file, and was "Mango" when it was written',
        'row 3, story "b", title: "Peer" is "Pera" in the file',
    ]
    ended, out, err = take_in(second, "--update")
    assert (ended, out[-1], err) == (
        1,
        "0 added, 0 already there, 1 changed, 1 different and left as they are, 0 rejected",
        [*changes, "--overwrite takes over also what was changed in the application meanwhile"],
    )
    ended, out, err = take_in(second, "--overwrite")
    assert (ended, out[-1], err) == (0, "0 added, 1 already there, 1 changed, 0 rejected", changes[:1])
    assert [story["title"] for story in list_imported(tmp_path)] == ["Mongo", "Pera"]


def test_ids_of_a_strangers_table_count_where_it_is_trusted(take_in: Import, tmp_path: Path) -> None:
    file = write(tmp_path, "id,text,language,teller,status", "mine,Ze zong.,nl,patient,published")
    assert take_in(file)[:1] == (0,)
    [story] = list_imported(tmp_path)
    assert (story["id"] != "mine", story["status"]) == (True, "pending")
    (tmp_path / "stories.db").write_bytes(get_tables())
    assert take_in(file, "--trust")[:1] == (0,)
    [story] = list_imported(tmp_path)
    assert (story["id"], story["status"]) == ("mine", "published")
    (tmp_path / "stories.db").write_bytes(get_tables())
    assert take_in(file, "--trust", "--column", "id=-")[:1] == (0,)
    [story] = list_imported(tmp_path)
    assert (story["id"] != "mine", story["status"]) == (True, "published")


def test_columns_defaults_and_meanings_may_be_said_one_by_one_or_together(
    take_in: Import, tmp_path: Path
) -> None:
    file = write(tmp_path, "A,B,C,Wie,D", "Ze zong.,Hij ook.,Lied,a=b:c,zebra")
    ended, out, _ = take_in(
        file,
        *("--column", "text=B", "text=A", "--column", "title=C", "--column", "nodes=D"),
        *("--default", "language=nl", "--default", "setting=Zaal=3", "teller=other"),
        *("--map", "teller:a=b:c=leader", "--map", "nodes:zebra=mangomoment; patient-openness;"),
    )
    assert (ended, out[-1]) == (0, "1 added, 0 already there, 0 rejected")
    [story] = list_imported(tmp_path)
    assert [story[name] for name in ("text", "title", "setting", "language", "teller", "nodes")] == [
        *("Hij ook.\n\nZe zong.", "Lied", "Zaal=3", "nl", "leader"),
        ["mangomoment", "patient-openness"],
    ]


@pytest.mark.parametrize(
    ("meaning", "fault"),
    [
        ("teller:A1=patint", 'there is no teller "patint"; did you mean "patient"?'),
        ("nodes:A1=mangomoment; mangomomen", 'there is no nodes "mangomomen"; did you mean "mangomoment"?'),
        ("consent_room:A1=maybe", 'there is no consent_room "maybe"'),
    ],
)
def test_a_meaning_that_there_is_not_is_refused_before_anything_is_added(
    take_in: Import, tmp_path: Path, meaning: str, fault: str
) -> None:
    assert take_in(write(tmp_path, *STORIES), "--map", meaning) == (1, [], [fault])
    assert list_imported(tmp_path) == []


def test_what_is_only_near_is_taken_for_a_teller_but_not_for_a_node(take_in: Import, tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "Verhaal,Wie,Taal,Knopen",
        "Ze zong.,verpleegkundge,nl,",
        "Ze danste.,patiënt,nl,Openheid voor het gebar",
    )
    ended, out, err = take_in(file)
    assert (ended, out[-1], err) == (
        1,
        "1 added, 0 already there, 1 rejected",
        [
            'row 3, column "Knopen": there is no node "Openheid voor het gebar"; '
            'did you mean "Openheid voor het gebaar"?'
        ],
    )
    assert [story["teller"] for story in list_imported(tmp_path)] == ["professional"]


def test_what_answers_mean_is_remembered_only_where_stories_are_added(
    take_in: Import, tmp_path: Path
) -> None:
    file = write(tmp_path, "Verhaal,Wie,Taal", "Ze zong.,A1,nl")
    assert take_in(file, "--update", "--dry-run", "--map", "teller:A1=leader")[1][-1] == "1 good, 0 rejected"
    assert take_in(file)[1][-1] == "0 added, 0 already there, 1 rejected"
    assert take_in(file, "--map", "teller:A1=family")[0] == 0
    file = write(tmp_path, "Verhaal,Wie,Taal", "Ze danste.,a1,nl")
    assert take_in(file)[1][-1] == "1 added, 0 already there, 0 rejected"
    assert [story["teller"] for story in list_imported(tmp_path)] == ["family", "family"]


def test_an_answer_that_tells_of_somebody_or_of_no_row_that_was_added_is_not_remembered(
    take_in: Import, tmp_path: Path
) -> None:
    daughter = "Dochter van Jan Peeters"
    file = write(tmp_path, "Verhaal,Wie,Taal", f"Ze zong.,{daughter},nl")
    meant = ("--map", f"teller:{daughter}=family", "--map", "teller:A1=leader")
    refused = write(tmp_path, "Verhaal,Wie,Taal", ",A1,nl", name="refused.csv")
    take_in(refused, *meant)
    with closing(StoryStore(f"sqlite:///{tmp_path}/stories.db", "mangomoment")) as store:
        assert store.get_meanings() == {}
        assert take_in(file, *meant)[0] == 0
        assert list(store.get_meanings().values()) == ["leader"]


@pytest.mark.parametrize(("days", "told_on"), [("day-first", "2024-01-03"), ("month-first", "2024-03-01")])
def test_a_date_in_numbers_is_read_as_is_said(
    take_in: Import, tmp_path: Path, days: str, told_on: str
) -> None:
    file = write(tmp_path, "Verhaal,Wie,Taal,Datum", "Ze zong.,patiënt,nl,3/1/2024")
    assert take_in(file) == (
        1,
        [],
        ['it is not certain which day "3/1/2024" is: use --days day-first or --days month-first'],
    )
    assert take_in(file, "--days", days)[0] == 0
    assert [story["told_on"] for story in list_imported(tmp_path)] == [told_on]


def test_the_first_thousand_problems_are_said(take_in: Import, tmp_path: Path) -> None:
    for count, last in ((MOST_PROBLEMS - 1, []), (MOST_PROBLEMS, ["these are the first 1000 problems"])):
        file = write(tmp_path, "text,teller,language", *["A mango.,zebra,en"] * count)
        ended, out, err = take_in(file, "--dry-run")
        assert (ended, out[-1], len(err)) == (1, f"0 good, {count} rejected", count + len(last))
        assert err[count:] == last


def test_how_a_file_can_be_read_otherwise_is_said_with_an_example(take_in: Import, tmp_path: Path) -> None:
    file = tmp_path / "doubtful.csv"
    file.write_bytes("Verhaal;Wie;Taal\nEén crème.;familie;nl\n".encode("cp850"))
    assert take_in(file, "--dry-run") == (
        1,
        [],
        [
            'it is not certain what the encoding is: say --encoding cp850, which gives "Eén, crème"; '
            "or another one of utf-8, utf-16, cp1252, cp850, cp1250, mac_roman"
        ],
    )
    file.write_bytes(b'Verhaal;Wie;Taal\n"t Was;familie;nl\nEen vink.;familie;nl\n')
    assert take_in(file, "--dry-run") == (
        1,
        [],
        [
            "row 2: a quotation mark in line 2 or after it is never closed; close it, or have such rows "
            "read as they stand: --repair"
        ],
    )


@pytest.mark.parametrize("name", ["rejected.csv", "rejected.XLSX"])
def test_rejected_rows_are_written_in_the_form_of_the_file(
    take_in: Import, tmp_path: Path, name: str
) -> None:
    file = write(tmp_path, "text,teller,language", "A mango.,patient,en", "A pear.,zebra,en")
    assert take_in(file, "--rejected", str(tmp_path / name))[0] == 1
    with (tmp_path / name).open("rb") as content:
        table = read_table(content, name.lower())
        [(_, row)] = table.rows
    assert (table.form, row) == (
        name[-4:].lower().strip("."),
        {
            **{"text": "A pear.", "teller": "zebra", "language": "en"},
            "reasons": 'column "teller": there is no teller "zebra"',
        },
    )


def test_the_oldest_stories_are_exported_first_and_nothing_is_left_beside_the_file(
    take_in: Import, tmp_path: Path
) -> None:
    take_in(write(tmp_path, *STORIES), "--trust")
    content = export(tmp_path, "OUT.JSON", "--status", "pending").read_text(encoding="utf-8")
    assert [story["id"] for story in json.loads(content)["stories"]] == ["a", "b"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["OUT.JSON", "stories.csv", "stories.db"]
    (tmp_path / "folder.csv").mkdir()
    assert (
        main(["stories", "export", str(tmp_path / "folder.csv"), "--db", str(tmp_path / "stories.db")]) == 1
    )
    assert not list(tmp_path.glob("*.part"))


FIELD = f"write FIELD=VALUE, with one of the fields {', '.join(FIELDS)}"
MEANING = f"write FIELD:ANSWER=MEANING, with one of the fields {', '.join(MAPPED_FIELDS)}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "a.csv", "--column", "txt=a"], f"--column: {FIELD}"),
        (["import", "a.csv", "--default", "language"], f"--default: {FIELD}"),
        (["import", "a.csv", "--map", "teller:A1"], f"--map: {MEANING}"),
        (["import", "a.csv", "--map", "teller:=patient"], f"--map: {MEANING}"),
        (["import", "a.csv", "--map", "text:A1=patient"], f"--map: {MEANING}"),
        (["import", "a.csv", "--rejected", "r.json"], "--rejected: must end in .csv or .xlsx"),
        (["export", "a.pdf"], "FILE: must end in .csv or .xlsx or .json"),
        (["export", "csv"], "FILE: must end in .csv or .xlsx or .json"),
    ],
)
def test_what_cannot_be_meant_is_said_with_what_can(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["stories", *arguments])
    assert caught.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith(f"error: argument {said}")
