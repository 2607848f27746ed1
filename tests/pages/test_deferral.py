"""The pages' addresses are there as if they had been imported at the start."""

from __future__ import annotations

import subprocess
import sys

from starlette.applications import Starlette
from starlette.testclient import TestClient

from app import PAGES, ROUTES
from tests.serving import ROOT

LARGE = ("prometheus_client", "networkx", "pandas", "pptx", "sqlalchemy", "typst", "segno", "openpyxl")

RARE = ("alembic", "cryptography", "docx", "lxml", "openpyxl", "pandas", "pptx", "rapidfuzz", "typst")


def test_nothing_large_is_imported_before_the_server_answers() -> None:
    code = f"import app, sys; print([name for name in {LARGE} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_few_need_is_not_imported_with_the_pages() -> None:
    code = f"import app, sys; app.PAGES.routes; print([name for name in {RARE} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_page_is_found_by_its_address_and_its_method() -> None:
    client = TestClient(Starlette(routes=ROUTES))
    assert client.get("/health").text == "ok"
    assert client.get("/version.json").json()["version"]
    assert client.post("/version.json").status_code == 405
    assert client.get("/nothing").status_code == 404
    assert client.get("/join/assets/x/phones.css").headers["content-type"].startswith("text/css")


def test_streamlits_own_addresses_do_not_wait_for_the_pages() -> None:
    assert TestClient(Starlette(routes=[PAGES])).get("/_stcore/health").status_code == 404
    code = (
        "import app, sys; app.PAGES.matches({'type': 'http', 'path': '/_stcore/health', 'method': 'GET'}); "
        "print('pages.join.routes' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_page_is_shown_without_what_takes_much_memory() -> None:
    code = (
        "import sys; from tests.pages.driving import open_page, get_sent; get_sent(open_page()); "
        "print([name for name in ('pandas', 'numpy', 'streamlit.emojis') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
