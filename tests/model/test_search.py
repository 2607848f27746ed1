from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from model.search import fold, has_words


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("PATIENT", "patient"),
        ("patient", "Patiënt"),
        ("PATIËNT", "patient"),
        ("strasse", "Straße"),
        ("beinvloed", "beïnvloed"),
        ("vluc", "vlúchtig"),
        ("fijn", "ﬁjn"),
    ],
    ids=[
        "capitals",
        "accent left out",
        "accent added",
        "sharp s",
        "diaeresis",
        "start of a word",
        "ligature",
    ],
)
def test_case_and_accents_do_not_matter(typed: str, written: str) -> None:
    assert has_words(typed, [written])


def test_a_letter_and_its_accent_typed_apart_are_found_as_one() -> None:
    assert fold("pati\u0065\u0308nt") == fold("pati\u00ebnt")


FOLDED = json.loads((Path(__file__).parents[1] / "folded.json").read_text(encoding="utf-8"))
"""Texts and what they are folded to; the browser folds the same ones (tests/scripts/search.test.js)."""


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_a_text_is_folded_as_the_browser_does_it(text: str, folded: str) -> None:
    assert fold(text) == folded


_FOLD_ALL = """
import { fold } from "./pages/shared/fold.js";
const folded = {};
for (let code = 0; code < 0x110000; code += 1) {
  if (code >= 0xd800 && code < 0xe000) continue;
  const letter = String.fromCodePoint(code);
  if (fold(letter) !== letter) folded[code] = fold(letter);
}
console.log(JSON.stringify(folded));
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_every_letter_is_folded_as_the_browser_does_it() -> None:
    program = ["node", "--input-type=module", "-e", _FOLD_ALL]
    completed = subprocess.run(program, cwd=Path(__file__).parents[2], capture_output=True, check=True)
    folded = {int(code): text for code, text in json.loads(completed.stdout).items()}
    assert len(folded) > 5_000
    letters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    differing = [
        letter
        for letter in letters
        if fold(letter) != folded.get(ord(letter), letter)
        # Node.js knows letters of a later Unicode than Python; Cherokee alone is folded to capitals.
        and unicodedata.category(letter) != "Cn"
        and not unicodedata.name(letter, "").startswith("CHEROKEE")
    ]
    assert differing == []


def test_every_word_must_be_found() -> None:
    assert not has_words("mango pear", ["a mango"])


def test_words_may_stand_in_different_texts_and_in_any_order() -> None:
    assert has_words("pear mango", ["a mango", "a pear"])


def test_a_word_does_not_run_on_from_one_text_into_the_next() -> None:
    assert not has_words("mango", ["man", "go"])


@pytest.mark.parametrize("search", ["", " ", "\t\n", "\u0301"])
def test_a_search_without_letters_finds_nothing(search: str) -> None:
    assert not has_words(search, ["anything"])


def test_nothing_is_found_where_there_is_no_text() -> None:
    assert not has_words("mango", [])
