"""The log as JSON: whatever writes to it, and nothing that somebody typed."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time

import pytest
from pydantic import TypeAdapter, ValidationError

from model.stories import StoreUnavailableError
from pages.server.json_lines import JsonLines, describe_error, hide_personal
from pages.server.observation import Answered, log_answered
from tests.serving import ROOT

_EVERYTHING = """
import logging, warnings
from pages.seams.log_handlers import format_all
from pages.server.json_lines import JsonLines
format_all(JsonLines())
from streamlit.logger import get_logger
get_logger("streamlit.made_later").warning("later")
logging.getLogger("pages.shared.facilitator").info("ours")
warnings.warn("careful")
raise ValueError("typed by somebody")
"""


def test_loggers_made_later_warnings_and_what_nothing_caught_are_json_too() -> None:
    done = subprocess.run([sys.executable, "-c", _EVERYTHING], cwd=ROOT, capture_output=True, text=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    said = [(line["logger"], line["message"]) for line in lines]
    assert ("streamlit.made_later", "later") in said
    assert ("pages.shared.facilitator", "ours") in said
    assert any("careful" in message for _logger, message in said)
    assert lines[-1]["error"] == "ValueError"
    assert "typed by somebody" not in done.stderr


def test_of_an_exception_there_is_the_kind_the_cause_and_the_place() -> None:
    try:
        try:
            raise ValueError("typed")
        except ValueError as error:
            raise StoreUnavailableError("gone", "secret.db") from error
    except StoreUnavailableError:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "failed", None, sys.exc_info())
    line = json.loads(JsonLines().format(record))
    assert line["error"] == "StoreUnavailableError < ValueError"
    assert line["places"][-1].startswith("tests/pages/test_json_lines.py:")
    assert "typed" not in str(line)
    assert (line["level"], line["logger"], line["message"]) == ("error", "x", "failed")


def test_of_a_long_row_of_causes_the_first_five_are_named_and_of_places_the_last_thirty() -> None:
    def fail(depth: int) -> None:
        if depth:
            fail(depth - 1)
        raise KeyError

    error: BaseException = ValueError()
    for kind in (OSError, TypeError, LookupError, ArithmeticError, RuntimeError):
        following = kind()
        following.__cause__, error = error, following
    assert (
        describe_error(error)["error"] == "RuntimeError < ArithmeticError < LookupError < TypeError < OSError"
    )
    occurred = LookupError()
    occurred.__context__ = OSError()  # not said to be the cause, but what was handled meanwhile
    error = ValueError()
    error.__cause__ = occurred
    assert describe_error(error)["error"] == "ValueError < LookupError < OSError"
    with pytest.raises(KeyError) as caught:
        fail(40)
    described = describe_error(caught.value)
    assert (described["error"], len(described["places"])) == ("KeyError", 30)
    assert described["places"][-1].endswith(" fail")


def test_a_place_in_a_package_is_named_by_the_package() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(int).validate_python("x")
    assert describe_error(caught.value)["places"][-1].startswith("pydantic/")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("10.0.0.7 and 2001:db8::7 and ::1", "… and … and …"),
        ("at 12:30:45, version 3.11.2, SQLAlchemy 2.1.9", "at 12:30:45, version 3.11.2, SQLAlchemy 2.1.9"),
        ("/ward/tell/QQQQQQ?lang=nl failed", "/ward/tell/… failed"),
        ("GET /explore?search=papaya HTTP/1.1", "GET /explore?… HTTP/1.1"),
        ("no such user: ann@ward.example", "no such user: …"),
        ("(ann@ward.example)bo@ward.example x)cy@ward.example", "(…)… x)…"),
        ("postgresql://me:secret@host/x", "…"),
    ],
)
def test_addresses_keys_and_queries_are_left_out(said: str, written: str) -> None:
    assert hide_personal(said) == written


@pytest.mark.parametrize("part", ["a", "1", "1.", ":", "a:", "/join/", "?", "a?", "@", "a@", "(", "%"])
def test_the_longest_address_is_written_in_no_time(part: str) -> None:
    line = "GET /" + part * (65_536 // len(part))
    begun = time.process_time()
    hide_personal(line)
    assert time.process_time() - begun < 1  # ten times what it takes


@pytest.mark.parametrize(
    ("method", "status", "seconds", "level"),
    [
        ("GET", 200, 0.1, ""),
        ("HEAD", 399, 0.99, ""),
        ("GET", 200, 1.0, "INFO"),
        ("GET", 400, 0.1, "INFO"),
        ("GET", 499, 0.1, "INFO"),
        ("GET", 500, 0.1, "ERROR"),
        ("GET", 0, 0.1, "INFO"),
        ("POST", 303, 0.1, "INFO"),
    ],
)
def test_a_request_has_a_line_where_it_changed_something_failed_or_was_slow(
    method: str, status: int, seconds: float, level: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        log_answered(Answered(method, "join", "/join/{key}", status, seconds))
    assert [record.levelname for record in caplog.records] == [level] * bool(level)
    for record in caplog.records:
        line = json.loads(JsonLines().format(record))
        assert (line["method"], line["route"], line["status"]) == (method, "/join/{key}", status)
        assert line["milliseconds"] == round(seconds * 1000)
