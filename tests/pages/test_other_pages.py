from __future__ import annotations

from tests.pages.driving import open_page


def test_about_shows_study_provenance_and_sources() -> None:
    app = open_page("about")
    assert not app.exception
    assert [header.value for header in app.header] == [
        "The study behind it",
        "How each part is known",
        "The dimensions of the stories",
        "Sources",
        "How to cite",
        "Independence and licence",
    ]
    contents = app.markdown[1].value
    assert [line.rpartition("(#")[2] for line in contents.splitlines()] == [
        f"{header.anchor})" for header in app.header
    ]
    table = app.table[0].value
    assert list(table.iloc[:, 2]) == [14, 6, 0, 6]
    assert table.iloc[:, 3].sum() == 43
    assert any("trademark of KU Leuven" in text.value for text in app.text)


def test_about_shows_the_numbers_of_the_study_apart_and_draws_only_a_part_of_its_whole() -> None:
    [study] = open_page("about", lang="nl").get("html")
    html = study.proto.body
    assert html.count('class="study-card"') == 4
    assert "<strong>1\u202f045</strong> verhalen" in html
    assert html.count('class="study-bar"') == 1
    assert "983 van de 1\u202f045 verhalen (94%): beoordeeld als Mangomoment" in html
    assert 'value="94"' in html
