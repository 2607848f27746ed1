"""The accessibility statement says what tests show, and is not older than what it is made of."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tests.accessibility.__main__ import read_report
from tests.accessibility.criteria import LIMITS, PROOFS, list_criteria
from tests.accessibility.statement import DOCUMENT, build_statement, find_missing, list_tests, read_axe
from tests.serving import ROOT

CODE = {".py", ".js", ".html", ".css"}


def read_code() -> dict[str, str]:
    """What the pages are made of, by file."""
    files = [file for part in ("pages", "model") for file in (ROOT / part).rglob("*") if file.suffix in CODE]
    assert len(files) > 400
    return {str(file.relative_to(ROOT)): file.read_text("utf-8") for file in files}


def test_each_test_that_it_names_is_there() -> None:
    assert find_missing() == []


def test_it_is_what_the_command_writes_where_all_of_them_passed() -> None:
    written = DOCUMENT.read_text("utf-8")
    days = re.findall(r"below, on (\d{4}-\d\d-\d\d), with", written)
    assert len(days) == 1
    assert written == build_statement(dict.fromkeys(list_tests(), "passed"), days[0])


def test_each_criterion_of_levels_a_and_aa_is_named_once() -> None:
    criteria = list_criteria()
    numbers = [each.number for each in criteria]
    assert len(set(numbers)) == len(numbers) == 55
    assert Counter(each.level for each in criteria) == {"A": 31, "AA": 24}
    assert set(PROOFS) | set(LIMITS) <= set(numbers)
    assert [each.clause for each in criteria if each.number in ("1.1.1", "2.5.8")] == ["9.1.1.1", ""]


def test_a_test_that_failed_or_did_not_run_is_not_told_as_one_that_passed(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        """<testsuites><testsuite>
        <testcase classname="tests.browser.test_floor" name="test_a[x]"><failure/></testcase>
        <testcase classname="tests.browser.test_floor" name="test_a[y]"/>
        <testcase classname="tests.test_b" name="test_b"><skipped/></testcase>
        <testcase classname="tests.test_b" name="test_c"/></testsuite></testsuites>""",
        "utf-8",
    )
    assert read_report(report) == {
        "tests/browser/test_floor.py::test_a": "failed",
        "tests/test_b.py::test_b": "skipped",
        "tests/test_b.py::test_c": "passed",
    }
    first, second, *_ = list_tests()
    statement = build_statement({first: "failed"}, "2026-01-01")
    assert f"**failed:** `{first.removeprefix('tests/')}`" in statement
    assert f"**not run:** `{second.removeprefix('tests/')}`" in statement


def test_what_axe_has_rules_for_is_read_from_axe() -> None:
    _version, criteria = read_axe()
    assert {"1.1.1", "1.4.3", "1.4.12", "4.1.2"} <= criteria
    assert not {"2.5.8", "2.5.3", "4.1.1", "2.4.7"} & criteria


def test_nothing_plays_sound_or_film() -> None:
    plays = re.compile(r"<(audio|video)\b|\bst\.(audio|video)\(|new Audio\(|AudioContext")
    assert [file for file, code in read_code().items() if plays.search(code)] == []


def test_nothing_asks_how_a_device_is_moved() -> None:
    moved = re.compile(r"devicemotion|deviceorientation|Accelerometer|Gyroscope")
    assert [file for file, code in read_code().items() if moved.search(code)] == []


def test_nothing_asks_in_which_orientation_a_device_is_held() -> None:
    locked = re.compile(r"orientation\s*\.\s*lock|lockOrientation|\(\s*orientation\s*:|\"orientation\"")
    found = [file for file, code in read_code().items() if file.startswith("pages/") and locked.search(code)]
    assert found == []


def test_what_is_animated_repeats_less_than_three_times_a_second() -> None:
    styles = {file: code for file, code in read_code().items() if file.endswith((".css", ".html"))}
    animated = [found for code in styles.values() for found in re.findall(r"animation:\s*([^;}]+)", code)]
    lasting = [said for said in animated if said.strip() != "none"]
    assert lasting
    for said in lasting:
        duration = re.search(r"(?<![\w.])(\d*\.?\d+)(m?s)\b", said)
        assert duration
        assert float(duration[1]) / (1000 if duration[2] == "ms" else 1) > 1 / 3, said
    scripts = [file for file, code in read_code().items() if file.endswith(".js") and ".animate(" in code]
    assert scripts == []
