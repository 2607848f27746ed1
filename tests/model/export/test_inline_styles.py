from __future__ import annotations

from xml.etree import ElementTree

import pytest

from model.export.inline_styles import write_styles


def style(document: str, sheet: str, around: dict[str, str] | None = None) -> str:
    element = ElementTree.fromstring(document)
    write_styles(element, sheet, around)
    return ElementTree.tostring(element, encoding="unicode").replace(" />", "/>")


@pytest.mark.parametrize(
    ("sheet", "fill"),
    [
        ("text{fill:a}", "a"),
        (".x{fill:a}text{fill:b}", "a"),
        ("#i{fill:a}.x.y{fill:b}text.x{fill:c}", "a"),
        (".x{fill:a}.y{fill:b}", "b"),
        (".x.y{fill:a}.y{fill:b}", "a"),
        ("text.x{fill:a}.y{fill:b}", "a"),
        ("g text{fill:a}text{fill:b}", "a"),
        (".o .x{fill:a}text.x{fill:b}", "a"),
        (".o .i .x{fill:a}.o .x{fill:b}", "a"),
        (".i .o .x{fill:a}", ""),
        (".o.i .x{fill:a}", ""),
        ("g .z{fill:a}", ""),
        ("tex{fill:a}", ""),
        ("#j{fill:a}", ""),
        ("g#i{fill:a}", ""),
        (" .x { fill : a ; stroke : b ; } ", "a"),
    ],
)
def test_what_names_an_element_most_closely_counts_and_of_equals_the_last(sheet: str, fill: str) -> None:
    document = '<g class="o"><g class="i"><text class="x y" id="i"/></g></g>'
    styled = ElementTree.fromstring(style(document, sheet))
    [text] = styled.iter("text")
    assert text.get("fill", "") == fill


def test_what_an_element_gets_anyway_is_not_written_again() -> None:
    document = '<g class="a"><rect/><g class="b"><rect class="a"/></g></g>'
    sheet = ".a{fill:red;opacity:.5}.b{fill:blue}rect{stroke:none}"
    assert style(document, sheet) == (
        '<g class="a" fill="red" opacity=".5"><rect stroke="none"/>'
        '<g class="b" fill="blue"><rect class="a" stroke="none" fill="red" opacity=".5"/></g></g>'
    )
    assert style(document, sheet, {"fill": "red", "stroke": "none"}) == (
        '<g class="a" opacity=".5"><rect/>'
        '<g class="b" fill="blue"><rect class="a" fill="red" opacity=".5"/></g></g>'
    )


def test_an_element_keeps_what_no_rule_says() -> None:
    assert style('<g fill="green"><rect x="1"/></g>', ".a{fill:red}") == '<g fill="green"><rect x="1"/></g>'
