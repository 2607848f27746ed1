"""Pages out of templates: no text becomes markup, no value lacks in silence, every template can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from pages.shared.templates import render

PAGES = Path(__file__).parents[2] / "pages"
TEMPLATES = sorted(PAGES.rglob("templates/**/*.html"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one template."""
    template = '<p title="{{ value }}">{{ value }}</p>\n<textarea>\n{{ value }}</textarea>\n'
    (tmp_path / "page.html").write_text(template, "utf-8")
    return tmp_path


def test_a_text_stays_a_text(folder: Path) -> None:
    page = render(folder, "page.html", value="\"><b>1 < 2 & '3'")
    text = "&#34;&gt;&lt;b&gt;1 &lt; 2 &amp; &#39;3&#39;"
    assert page == f'<p title="{text}">{text}</p>\n<textarea>\n{text}</textarea>'


def test_what_no_page_may_hold_is_left_out(folder: Path) -> None:
    assert render(folder, "page.html", value="a\0\x1b\x85\ud800\uffffb\t😀").startswith('<p title="ab\t😀">')


def test_no_text_is_made_markup_by_what_is_left_out(folder: Path) -> None:
    assert "<b" not in render(folder, "page.html", value="<\0b>&\0lt;b&gt;")


def test_the_first_line_break_of_a_text_is_kept(folder: Path) -> None:
    assert "<textarea>\n\nShe sang.</textarea>" in render(folder, "page.html", value="\nShe sang.")


def test_a_value_that_lacks_is_an_error(folder: Path) -> None:
    with pytest.raises(UndefinedError, match="'value' is undefined"):
        render(folder, "page.html")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.relative_to(PAGES).as_posix())
def test_a_template_escapes_all_that_it_shows_and_brings_no_script_of_its_own(template: Path) -> None:
    source = template.read_text("utf-8")
    Environment(autoescape=True).parse(source)
    for unsafe in ("|safe", "| safe", "autoescape", "<style", " style=", " onclick=", "javascript:"):
        assert unsafe not in source
    assert source.count("<script") == source.count("<script src=") + source.count(
        '<script type="module" src='
    )
