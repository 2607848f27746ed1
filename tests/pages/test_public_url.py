"""How phones reach the server."""

from __future__ import annotations

import logging
import re
import xml.etree.ElementTree as ElementTree

import pytest
import streamlit as st

from pages.server import public_url as reaching
from pages.server.json_lines import FIELDS
from pages.server.public_url import (
    build_base,
    build_qr,
    explain_reach,
    find_join_address,
    find_tell_address,
)
from pages.server.startup import tell_addresses


@pytest.fixture(autouse=True)
def options(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The server's options, to be changed by a test."""
    chosen: dict[str, object] = {
        "server.address": "127.0.0.1",
        "server.port": 8501,
        "server.sslCertFile": None,
        "server.baseUrlPath": "",
    }
    monkeypatch.setattr(st, "get_option", chosen.__getitem__)
    monkeypatch.delenv("MANGOMOMENT_PUBLIC_URL", raising=False)
    return chosen


def test_the_public_url_comes_before_everything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANGOMOMENT_PUBLIC_URL", "https://mango.example.org/here/")
    assert find_join_address("ABCD23", "http://ward.example") == "https://mango.example.org/here/join/ABCD23"
    assert explain_reach("en") == ""


@pytest.mark.parametrize(
    "said",
    [
        *(
            "mango.example.org",
            "javascript:alert(1)",
            "http://",
            "http://a:b",
            "ftp://a",
            "htps://mango.example",
        ),
        *("https://mango.example?x=1", "https://mango.example/#a", "https://me:secret@mango.example"),
        *("https://mango.example/?", "https://me@mango.example"),
    ],
)
def test_a_public_url_that_is_no_web_address_is_pointed_out(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANGOMOMENT_PUBLIC_URL", said)
    assert find_join_address() == "http://127.0.0.1:8501/join"
    assert "MANGOMOMENT_PUBLIC_URL" in explain_reach("en")


@pytest.mark.parametrize(("language", "words"), [("en", "start it again"), ("nl", "opnieuw")])
def test_a_server_for_its_own_machine_says_how_to_start_it_for_phones(language: str, words: str) -> None:
    assert find_join_address("ABCD23") == "http://127.0.0.1:8501/join/ABCD23"
    said = explain_reach(language, "http://localhost:8501")
    assert "--server.address 0.0.0.0" in said
    assert "MANGOMOMENT_PASSCODE" in said
    assert words in said


def test_a_server_for_everybody_gives_an_address_that_is_not_only_its_own(
    options: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    options["server.address"] = "0.0.0.0"  # noqa: S104
    found = re.fullmatch(r"http://([0-9.]+):8501/join", find_join_address())
    assert found
    is_alone = found[1].startswith("127.")
    assert bool(explain_reach("en")) == is_alone


def test_a_machine_in_no_network_is_told_so(
    options: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    options["server.address"] = ""
    monkeypatch.setattr(reaching, "_ELSEWHERE", ())
    assert find_join_address() == "http://127.0.0.1:8501/join"
    assert explain_reach("en").startswith("This computer is not connected to a network")


def test_scheme_port_folder_and_form_of_the_address_are_kept(options: dict[str, object]) -> None:
    options |= {"server.address": "fd00::7", "server.port": 443, "server.sslCertFile": "a.pem"}
    for path, written in (("/mango/", "mango"), ("/ward//4/", "ward/4"), ("mango wärd", "mango%20w%C3%A4rd")):
        options["server.baseUrlPath"] = path
        assert find_join_address() == f"https://[fd00::7]/{written}/join"
    assert explain_reach("en") == ""


def test_who_asks_from_elsewhere_has_the_address_already() -> None:
    assert find_join_address("ABCD23", "http://ward.example:8501/") == "http://ward.example:8501/join/ABCD23"
    assert explain_reach("en", "http://ward.example:8501") == ""
    assert find_join_address("", "http://[::1") == "http://127.0.0.1:8501/join"


def test_the_qr_code_is_one_picture_without_a_size_of_its_own() -> None:
    root = ElementTree.fromstring(build_qr("http://192.0.2.7:8501/join/ABCD23"))
    assert root.get("viewBox")
    assert root.get("width") is None
    assert len(list(root)) == 2


@pytest.mark.parametrize(
    ("listening", "said"),
    [
        ("127.0.0.1", "\n  Open http://127.0.0.1:8501 in your browser.\n\n"),
        ("192.0.2.7", "\n  Open http://192.0.2.7:8501 in your browser.\n\n"),
        ("", "\n  Open http://127.0.0.1:8501 in your browser.\n\n"),
    ],
)
def test_at_the_start_it_is_said_where_to_open_the_application(
    options: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    listening: str,
    said: str,
) -> None:
    options["server.address"] = listening
    monkeypatch.setattr(reaching, "_ELSEWHERE", ())
    tell_addresses()
    assert (capsys.readouterr().out, caplog.messages) == (said, [])
    monkeypatch.setenv("MANGOMOMENT_LOG", "json")
    with caplog.at_level(logging.INFO):
        tell_addresses()
    assert (capsys.readouterr().out, caplog.messages) == ("", ["ready to be opened"])
    [record] = caplog.records
    assert vars(record)[FIELDS] == {"addresses": " ".join(said.split())}


@pytest.mark.parametrize(
    ("port", "base"), [(80, "http://ward"), (443, "http://ward:443"), (81, "http://ward:81")]
)
def test_a_usual_port_is_left_out_of_an_address(options: dict[str, object], port: int, base: str) -> None:
    options["server.port"] = port
    assert build_base("ward") == base


def test_a_letterbox_is_reached_as_a_workshop_is() -> None:
    asked_at = "http://ward.example/"
    assert find_tell_address("AHCK43", asked_at) == "http://ward.example/tell/AHCK43"
    assert find_tell_address(asked_at=asked_at) == "http://ward.example/tell"
    assert find_tell_address() == "http://127.0.0.1:8501/tell"
