from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from model.export.figure import Caption
from model.export.glyphs import has_letter
from model.export.pdf import to_pdf
from model.export.typesetting import (
    MISSING,
    TEMPLATES,
    Document,
    can_be_read,
    soften,
    to_printable,
)
from model.lettering import FONT_FILES
from tests.documents import build_figure, build_named, list_tags, read_pdf, read_text
from tests.nasty import NASTY
from tests.properties import examples
from tests.round_trips import TEXTS

ALPHABETS = {
    "Dutch": "éëïöüáóíèçñ ĳ Ĳ",
    "French": "àâæçéèêëîïôœùûüÿ ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ « » ’",
    "Polish": "ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ „”",
    "Greek": "αβγδεζηθικλμνξοπρστυφχψως άέήίόύώΐΰϊϋ ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ ΆΈΉΊΌΎΏ",
    "Turkish": "çğıİöşü ÇĞIÖŞÜ â î û",
    "Russian and Ukrainian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя іїєґ",
    "signs": "–—…‘’“”€°±×½→←·•□",
}

CODE = {
    "a panic": '#panic("stop")',
    "reading a file": '#read("data.json")',
    "an import": '#import "@preview/cetz:0.3.0"',
    "mathematics": "$x^2$ $",
    "a reference": "@story-0 <label>",
    "a heading": "= Not a heading",
    "emphasis": "*bold* _italic_ `raw` ```",
    "an escape": "\\u{1f96d} \\ \\\\ \\n",
    "comments": "// nothing /* nothing */",
    "brackets": "])} [({",
    "a closed string": '" + panic() + "',
    "placeholders": "{page} {pages} {title}",
}


def set_text(text: str) -> str:
    """The text as it can be selected in a document that names a node after it."""
    return read_text(to_pdf(build_named(text)))


@pytest.mark.parametrize("letters", ALPHABETS.values(), ids=ALPHABETS)
def test_the_font_has_every_letter_of_the_languages(letters: str) -> None:
    assert [letter for letter in letters if not has_letter(letter)] == []
    assert to_printable(letters) == letters


@pytest.mark.parametrize("letters", ALPHABETS.values(), ids=ALPHABETS)
def test_the_letters_of_the_languages_can_be_selected(letters: str) -> None:
    made = to_pdf(build_figure(caption=Caption(words=letters)))
    assert " ".join(letters.split()) in read_text(made)


def test_what_is_said_of_the_fonts_letters_is_what_stands_in_their_tables() -> None:
    tables = {name: set(TTFont(file).getBestCmap()) for name, file in FONT_FILES.items()}
    wrong = [
        chr(code)
        for code in [*range(0x20, 0x7F), *range(0xA0, 0x2C00), 0x1F96D, 0x4F60]
        if has_letter(chr(code))
        != (code in tables["emoji"] or (code in tables["regular"] and code in tables["bold"]))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CODE.values(), ids=CODE)
def test_what_is_code_to_typst_stands_there_as_it_was_written(code: str) -> None:
    assert " ".join(code.split()) in set_text(code)


def test_all_of_it_together_stands_there_as_it_was_written() -> None:
    code = " ".join(CODE.values())
    made = to_pdf(build_figure(caption=Caption(citation=code)))
    assert " ".join(code.split()) in read_text(made)


SHOWN = {
    "an emoji": ("a 🥭 b", "a 🥭 b"),
    "a family": ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\U0001f469\U0001f467"),
    "a thumb with a colour": ("\U0001f44d\U0001f3fd", "\U0001f44d"),
    "a digit on a key": ("1\ufe0f\u20e3", "1"),
    "Chinese": ("你好", MISSING * 2),
    "turned writing": ("\u202eabc\u202c", "abc"),
    "half of a letter": ("a\ud800b", "ab"),
    "control signs": ("a\x00\x1b[0m\x7fb", "a[0mb"),
    "two signs for one letter": ("e\u0301", "é"),
    "a pile of marks": ("a" + "\u0301\u0316" * 200, "á" + "\u0301" * 4),
    "a mark alone": ("\u0301", "\u0301"),
    "line ends": ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
    "rare spaces": ("a\u2003b\u3000c\td", "a b c d"),
    "nothing to be seen": ("\u200b\u00ad\ufeff", ""),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN)
def test_what_the_font_cannot_show_is_left_out_or_seen_to_be_missing(text: str, shown: str) -> None:
    assert to_printable(text) == shown


@given(TEXTS | st.text(st.characters(exclude_categories=())))
def test_a_printable_text_stays_as_it_is(text: str) -> None:
    shown = to_printable(text)
    assert to_printable(shown) == shown
    assert all(letter == "\n" or has_letter(letter) for letter in shown)


@given(st.text())
def test_a_softened_text_is_the_same_text_with_places_to_break(text: str) -> None:
    plain = text.replace("\u200b", "")
    assert soften(plain).replace("\u200b", "") == plain


@pytest.mark.parametrize("language", ["السلام عليكم", "你好 世界", "สวัสดี", "नमस्ते"])
def test_a_text_in_letters_of_another_font_cannot_be_read(language: str) -> None:
    assert not can_be_read(language)
    assert can_be_read(f"Mrs {language[0]} smiled")


@pytest.mark.parametrize(("letters", "softened"), [(30, [30]), (31, [5] * 6 + [1]), (35, [5] * 7)])
def test_a_word_of_more_than_thirty_letters_may_be_broken_after_each_fifth(
    letters: int, softened: list[int]
) -> None:
    parts = soften(f"{'x' * letters} b").removesuffix(" b").split("\u200b")
    assert [len(part) for part in parts] == softened


def test_a_text_of_which_the_font_has_half_the_letters_can_be_read() -> None:
    assert can_be_read("a 你!")
    assert not can_be_read("a 你好")


def test_a_text_without_letters_can_be_read() -> None:
    assert can_be_read("1, 2, 3 …")


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_nasty_text_makes_a_document_like_any_other(text: str) -> None:
    made = to_pdf(build_named(text))
    kinds = [kind for kind, _ in list_tags(made)]
    assert kinds.count("/Figure") == 1
    assert len(read_pdf(made).pages) == 1
    shown = to_printable(text).split()
    assert not shown or shown[0][0] in read_text(made)


@examples(60)
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_makes_a_document(text: str) -> None:
    assert len(read_pdf(to_pdf(build_named(text))).pages) == 1


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.typ")), ids=lambda file: file.name)
def test_no_template_runs_a_text_or_asks_for_a_package(template: Path) -> None:
    code = template.read_text(encoding="utf-8")
    assert [word for word in ("eval(", "@preview", "@local", "read(", "plugin(") if word in code] == []


def test_documents_made_at_once_do_not_mix() -> None:
    figures = [build_named(f"Number {number}") for number in range(6)]
    alone = [to_pdf(figure) for figure in figures]
    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(to_pdf, figures * 3)) == alone * 3


def test_it_works_from_any_folder_without_writing_anything(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from model import load_model\n"
        "from model.diagram import build_diagram\n"
        "from model.export.figure import Figure\n"
        "from model.export.pdf import to_pdf\n"
        "model = load_model()\n"
        "print(len(to_pdf(Figure(model, build_diagram(model, 'en')))))\n"
    )
    tmp_path.chmod(stat.S_IREAD | stat.S_IEXEC)
    quiet = {"PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"}
    command = [sys.executable, "-c", code, str(root)]
    made = subprocess.run(
        command, cwd=tmp_path, env=os.environ | quiet, capture_output=True, text=True, check=True
    )
    assert int(made.stdout) > 10_000
    assert list(tmp_path.iterdir()) == []


def test_a_document_gives_its_pages_as_pictures() -> None:
    data = {
        "document": {"title": "T", "language": "en"},
        "width": 30,
        "height": 20,
        "margin": 1,
        "space": 1,
        "colours": {"paper": "#ffffff", "ink": "#000000", "quiet": "#000000"},
        "head": [],
        "foot": [],
        "legend": {"size": 1, "rows": []},
        "map": {"width": 10, "height": 10, "alternative": "a", "links": []},
    }
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>'
    assert [page[:4] for page in Document("sheet", data, {"map.svg": picture}).draw_pages(2)] == [b"\x89PNG"]
