"""The scripts, styles and fonts that pages are made of."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model.lettering import FONT_FAMILY, FONT_FILES, FONTS, measure
from pages.shared.assets import FONT_WEIGHTS, ROUTES, get_folder, list_latin, list_modules
from tests.fonts import write_latin
from tests.serving import ROOT

LARGEST = 40_000

every_font = pytest.mark.parametrize("name", FONT_WEIGHTS)


@every_font
def test_the_small_font_is_what_is_cut_out_of_the_large_one(name: str, tmp_path: Path) -> None:
    assert write_latin(name, tmp_path).read_bytes() == (FONTS / f"{name}-latin.woff2").read_bytes()


@every_font
def test_the_small_font_is_small_and_as_wide_as_labels_are_measured(name: str) -> None:
    file = FONTS / f"{name}-latin.woff2"
    assert file.stat().st_size <= LARGEST
    with TTFont(file) as font:
        letters, widths, size = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    assert letters.keys() <= set(list_latin())
    assert {ord(letter) for letter in "AZaz09éïœ…’–€→"} <= letters.keys()
    for letter in "AZaz09éïœ":
        wide = widths[letters[ord(letter)]][0] / size
        assert wide == pytest.approx(measure(letter, 1, bold="Semibold" in name), abs=0.006)


def test_scripts_know_how_wide_the_letters_are() -> None:
    text = (ROOT / "pages/workshop/letters.js").read_text(encoding="utf-8")
    (table,) = re.findall(r"WIDTHS = \[([^]]*)\]", text)
    widths = []
    for name in ("regular", "bold"):
        with TTFont(FONT_FILES[name]) as font:
            letters, advances, size = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        widths.append([round(1000 * advances[letters[code]][0] / size) for code in range(32, 127)])
    assert [int(width) for width in table.replace(",", " ").split()] == list(map(max, *widths))


@every_font
def test_the_fonts_are_served_as_what_they_are(name: str) -> None:
    client = TestClient(Starlette(routes=ROUTES))
    answer = client.get(f"/{get_folder()}/{name}-latin.woff2")
    assert answer.headers["content-type"] == "font/woff2"
    assert "immutable" in answer.headers["cache-control"]
    assert f"{name}-latin.woff2" in client.get(f"/{get_folder()}/palette.css").text


def test_modules_are_listed_with_all_that_they_import() -> None:
    modules = list_modules("workbench/map.js")
    assert {"workbench/store.js", "shared/selection.js", "shared/address.js"} <= set(modules)
    assert "story_form/form.js" not in list_modules("workbench/details.js"), (
        "it is imported when it is needed"
    )


def test_streamlit_writes_in_the_font_that_labels_are_measured_in() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["theme"]["font"].startswith(f"'{FONT_FAMILY}',")
