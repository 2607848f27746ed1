"""What the application relies on inside Streamlit is there, and where it is not the application goes on."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit.logger
from streamlit.web.server.starlette import starlette_auth_routes, starlette_routes, starlette_server

from pages.seams import checks, front_page, log_handlers, static_files, words
from pages.seams.changed import ChangedStreamlitError
from tests.bench.of_the_seams import WITHOUT
from tests.serving import ROOT


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Nothing of another Streamlit is kept."""
    kept = (
        front_page.build_page,
        front_page.find_script_hashes,
        static_files._list_static_files,
    )
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()


@pytest.fixture
def other_streamlit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a Streamlit of another version, whose page and scripts are empty."""
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "index.html").write_text("<html><head><title>Other</title></head></html>", encoding="utf-8")
    (tmp_path / "static" / "js" / "main.js").write_text("", encoding="utf-8")
    monkeypatch.setattr(front_page, "STATIC", tmp_path)
    monkeypatch.setattr(static_files, "STATIC", tmp_path)
    return tmp_path


def test_every_seam_fits_the_streamlit_that_is_installed() -> None:
    assert checks.find_changes() == {}


def test_each_change_of_streamlit_is_said_at_the_start(
    other_streamlit: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(starlette_routes, "ROUTE_METRICS", "_stcore/figures")
    monkeypatch.delattr(starlette_routes, "_with_base")
    monkeypatch.delattr(starlette_server, "_bind_socket")
    monkeypatch.delattr(streamlit.logger, "setup_formatter")
    with caplog.at_level(logging.WARNING):
        checks.tell_of_changes()
    for seam in checks.CHECKS:
        assert any(f"without pages/seams/{seam}.py" in line for line in caplog.messages), seam
    assert all("changed" in line and "goes on" in line for line in caplog.messages)


@pytest.mark.parametrize("name", ["_ROUTE_AUTH_LOGIN", "_ROUTE_AUTH_LOGOUT", "_ROUTE_OAUTH_CALLBACK"])
def test_another_way_of_streamlit_to_sign_in_is_said(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(starlette_auth_routes, name, "sign/in")
    assert checks.find_changes() == {"own_addresses": "it signs people in elsewhere"}


def test_another_place_of_files_to_download_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starlette_routes, "BASE_ROUTE_MEDIA", "files")
    assert checks.find_changes() == {"own_addresses": "files are downloaded elsewhere"}


def test_each_seam_has_a_check() -> None:
    """Beside what is no seam with Streamlit, and what checks itself."""
    modules = {file.stem for file in (ROOT / "pages" / "seams").glob("*.py")}
    assert modules - set(checks.CHECKS) == {"__init__", "changed", "checks", "connections", "garbage"}


@pytest.mark.parametrize("name", ["_SETTINGS", "_SERVER", "THEME"])
def test_a_name_that_streamlit_does_not_read_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    page = front_page.build_page("en")
    assert getattr(front_page, name) in page
    monkeypatch.setattr(front_page, name, getattr(front_page, name)[:-1])
    with pytest.raises(ChangedStreamlitError, match="does not read"):
        front_page.check()


def test_loggers_that_get_their_handlers_elsewhere_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit.logger, "get_logger", logging.getLogger)
    with pytest.raises(ChangedStreamlitError, match="elsewhere"):
        log_handlers.check()


def test_words_and_places_that_streamlit_does_not_have_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "list_places", lambda: ["stDialogue"])
    with pytest.raises(ChangedStreamlitError, match="stDialogue"):
        words.check()
    monkeypatch.setattr(words, "_list_words", lambda _: {"Copy the version": "", "Open": ""})
    with pytest.raises(ChangedStreamlitError, match="Copy the version"):
        words.check()


def test_every_place_of_streamlit_that_a_page_names_is_there() -> None:
    named = {
        name
        for kind in ("css", "js", "py")
        for file in (ROOT / "pages").rglob(f"*.{kind}")
        for name in re.findall(r'data-testid="(\w+)"', file.read_text(encoding="utf-8"))
    }
    bundle = "".join(file.read_text(encoding="utf-8") for file in front_page.STATIC.rglob("*.js"))
    assert named
    assert [name for name in sorted(named) if f"`{name}" not in bundle] == []


def test_a_page_that_was_changed_is_served_as_it_is(other_streamlit: Path) -> None:
    with pytest.raises(ChangedStreamlitError):
        front_page.build_page("nl")
    served = front_page.choose_page("nl", first="<p>First</p>")
    assert served == (other_streamlit / "index.html").read_text(encoding="utf-8")
    assert front_page.find_script_hashes() == ""


@pytest.mark.parametrize(
    "part",
    [
        *('<html lang="en">', "<title>Streamlit</title>", "<head>", "</head>", "<body>", "</body>"),
        *("<noscript>", 'rel="preload"', 'rel="stylesheet"', 'type="module"'),
    ],
)
def test_no_change_of_the_page_is_lost_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    page = (front_page.STATIC / "index.html").read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(page.replace(part, ""), encoding="utf-8")
    monkeypatch.setattr(front_page, "STATIC", tmp_path)
    with pytest.raises(ChangedStreamlitError, match="does not hold"):
        front_page.build_page("en")


@pytest.mark.parametrize("name", WITHOUT)
def test_what_is_measured_without_a_seam_is_without_it(name: str) -> None:
    file, taken_out, _ = WITHOUT[name]
    assert (ROOT / file).read_text(encoding="utf-8").count(taken_out) == 1
