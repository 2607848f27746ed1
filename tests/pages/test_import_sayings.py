"""What the import says of a table: one row or several, and where it stops counting."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from model.stories.intake.problems import Problem
from model.stories.intake.story_import import MOST_POINTED_OUT, ImportResult
from model.stories.telltales import Telltale


def show(what: str, value: Any) -> AppTest:
    """What is shown of a result by a function of `import_result`, named `what`."""

    def script(what: str, value: object) -> None:
        from model.words import get_words
        from pages.stories import import_result

        getattr(import_result, what)(value, get_words("en"))

    app = AppTest.from_function(script, kwargs={"what": what, "value": value}, default_timeout=300).run()
    assert not app.exception
    return app


def build_result(**values: Any) -> ImportResult:
    counts = dict.fromkeys(("added", "already", "changed", "open", "rejected", "absent"), 0)
    return ImportResult(**counts | values)


def read(app: AppTest) -> list[str]:
    return [element.value for kind in (app.text, app.success, app.warning) for element in kind]


@pytest.mark.parametrize(
    ("values", "is_trusted", "said"),
    [
        ({"added": 1}, False, "1 story was imported; it waits to be published."),
        ({"added": 2}, False, "2 stories were imported; they wait to be published."),
        ({"added": 1}, True, "1 story was imported."),
        ({"added": 2}, True, "2 stories were imported."),
        (
            {"changed": 1, "already": 1, "open": 1, "rejected": 1},
            True,
            "0 stories were imported. 1 story was changed. 1 was here already. 1 story differs from the file "
            "and stayed as it is, in whole or in part. 1 row was skipped.",
        ),
        (
            {"changed": 2, "already": 3, "open": 4, "rejected": 5, "absent": 6},
            True,
            "0 stories were imported. 2 stories were changed. 3 were here already. 4 stories differ from the "
            "file and stayed as they are, in whole or in part. 11 rows were skipped.",
        ),
    ],
)
def test_what_was_done_is_said_in_one_sentence_after_the_other(
    values: dict[str, int], is_trusted: bool, said: str
) -> None:
    done = {"result": build_result(**values), "is_trusted": is_trusted, "rejected": b""}
    app = show("show_done", done)
    assert read(app) == [said]
    assert not app.get("download_button")
    assert show("show_done", done | {"rejected": b"row"}).get("download_button")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ["Every row is a story."]),
        ({"absent": 1}, ["1 row contains no story and is skipped."]),
        ({"absent": 2}, ["2 rows contain no story and are skipped."]),
        (
            {"repeated": (7,)},
            ["Row 7 repeats a row above it; it is imported anyway.", "Every row is a story."],
        ),
        (
            {"repeated": (3, 4, 5, 6, 7)},
            [
                "5 rows repeat a row above them; they are imported anyway: rows 3, 4, 5, 6, 7.",
                "Every row is a story.",
            ],
        ),
        (
            {"repeated": (3, 4, 5, 6, 7, 8)},
            [
                "6 rows repeat a row above them; they are imported anyway: rows 3, 4, 5, 6, 7 ….",
                "Every row is a story.",
            ],
        ),
        ({"rejected": 1}, ["1 row has problems and is skipped; the others can be imported."]),
        (
            {"rejected": 2, "absent": 1},
            [
                "1 row contains no story and is skipped.",
                "2 rows have problems and are skipped; the others can be imported.",
            ],
        ),
    ],
)
def test_which_rows_are_no_stories_is_said(values: dict[str, Any], said: list[str]) -> None:
    assert read(show("show_problems", build_result(**values))) == said


def test_problems_of_a_kind_stand_together_the_most_frequent_first() -> None:
    problems = (
        Problem(2, "Who?", "teller", "missing-teller", "no teller", {}),
        *(Problem(row, "What?", "text", "missing-text", "no text", {}) for row in range(3, 9)),
        Problem(9, "What?", "text", "new", "something else", {}),
    )
    counts = {("text", "missing-text"): 6, ("teller", "missing-teller"): 1, ("text", "new"): 1}
    app = show("show_problems", build_result(rejected=8, problems=problems, counts=counts))
    assert app.dataframe[0].value.to_numpy().tolist() == [
        ["What?", "The story itself is missing.", 6, "3, 4, 5, 6, 7 …"],
        ["Who?", "The teller is missing.", 1, "2"],
        ["What?", "something else", 1, "9"],
    ]
    assert not any("These are the first" in said for said in read(app))
    more = build_result(rejected=9, problems=problems, counts=counts | {("text", "new"): 2})
    assert "These are the first 8 problems." in read(show("show_problems", more))


def test_what_may_tell_who_somebody_is_is_pointed_out_up_to_a_bound() -> None:
    assert not show("choose_masking", build_result(added=5)).toggle
    found = Telltale("text", "phone", "0470 12 34 56")
    app = show("choose_masking", build_result(added=MOST_POINTED_OUT, telling={4: (found, found)}))
    assert read(app) == [
        "1 story contains something that could identify a person. This is an aid, not a guarantee."
    ]
    assert (
        app.dataframe[0].value.to_numpy().tolist()
        == [[4, "The story", "telephone number", "0470 12 34 56"]] * 2
    )
    assert [toggle.label for toggle in app.toggle] == ["Mask all of it in what is imported"]
    many = dict.fromkeys(range(201), (found,))
    app = show("choose_masking", build_result(added=MOST_POINTED_OUT + 1, telling=many))
    assert read(app) == [
        "These are the first 200 places.",
        f"Only the first {MOST_POINTED_OUT} stories were checked; masking covers all of them.",
        "201 stories contain something that could identify a person. This is an aid, not a guarantee.",
    ]
    assert len(app.dataframe[0].value) == 200
