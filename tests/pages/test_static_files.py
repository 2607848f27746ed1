"""Streamlit's own files come from memory, compressed where that helps; whatever else is asked is not ours."""

from __future__ import annotations

import gzip
import mimetypes

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from pages.seams.front_page import STATIC
from pages.seams.static_files import StaticFilesFromMemory

FOLDER = STATIC / "static"
SCRIPT = min((FOLDER / "js").glob("*.js"), key=lambda file: file.stat().st_size)
FONT = min(
    (file for file in FOLDER.rglob("*") if file.suffix in (".woff2", ".ttf", ".png")),
    key=lambda file: file.stat().st_size,
)


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(middleware=[Middleware(StaticFilesFromMemory)]))


@pytest.mark.parametrize(("accepted", "coding"), [("gzip, br", "gzip"), ("br", None), ("", None)])
def test_a_script_is_kept_for_good_and_compressed_for_who_takes_it(
    client: TestClient, accepted: str, coding: str | None
) -> None:
    name = SCRIPT.relative_to(FOLDER).as_posix()
    answer = client.get(f"/static/{name}", headers={"Accept-Encoding": accepted})
    assert (answer.status_code, answer.content) == (200, SCRIPT.read_bytes())
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    length = len(gzip.compress(SCRIPT.read_bytes(), 6, mtime=0)) if coding else SCRIPT.stat().st_size
    assert int(answer.headers["content-length"]) == length


def test_a_font_or_picture_is_sent_as_it_is(client: TestClient) -> None:
    name = FONT.relative_to(FOLDER).as_posix()
    answer = client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.content) == (200, FONT.read_bytes())
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == (mimetypes.guess_type(name)[0] or "application/octet-stream")


def test_whatever_else_is_asked_goes_on_to_streamlit(client: TestClient) -> None:
    name = SCRIPT.relative_to(FOLDER).as_posix()
    assert client.post(f"/static/{name}").status_code == 404
    assert client.get(f"/{name}x").status_code == 404
    assert client.get("/static/js/nothing.js").status_code == 404
