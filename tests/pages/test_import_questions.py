"""What the import asks of the columns of a table and of the answers in it, and what is made of that."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from model.stories import StoryStore
from model.stories.intake.answer_list import AnswerList, SurveyAnswer
from model.stories.intake.choice import ImportChoice, suggest_choice
from model.tables import Table, read_table
from pages.stories.answer_inputs import list_to_remember

MARK = "0123456789abcdef"
PLAIN = "Story,Who,Where,Extra\nShe sang.,patient,Ward 4,x\n"
EXPORT = "id,revision,text,teller,language\na,1,She sang.,patient,en\n"


def read(text: str) -> Table:
    return read_table(BytesIO(text.encode()), "stories.csv")


def ask(what: str, **values: Any) -> AppTest:
    """The questions of a function of `column_inputs` or `answer_inputs`, named `what`; `chosen` is its
    answer."""

    def script(what: str, values: dict[str, object], mark: str) -> None:
        import streamlit as st

        from model import load_model
        from model.words import get_words
        from pages.stories import answer_inputs, column_inputs

        _ = get_words("en")
        functions = {
            "columns": lambda table, choice: column_inputs.choose_columns(table, choice, mark, _),
            "defaults": lambda choice: column_inputs.choose_defaults(choice, load_model(), mark, _),
            "days": lambda choice, found: answer_inputs.choose_day_order(choice, found, mark, _),
            "meanings": lambda choice, found: answer_inputs.choose_meanings(
                choice, found, load_model(), mark, _
            ),
        }
        st.session_state["chosen"] = functions[what](**values)  # type: ignore[operator]

    arguments = {"what": what, "values": values, "mark": MARK}
    app = AppTest.from_function(script, kwargs=arguments, default_timeout=300)
    app.query_params["lang"] = "en"
    app.run()
    assert not app.exception
    return app


def list_asked(app: AppTest) -> set[str]:
    """The fields that are asked for, by the keys of their inputs."""
    inputs = (*app.selectbox, *app.multiselect, *app.text_input, *app.date_input)
    return {str(box.key).partition("_")[2].removesuffix(f"_{MARK[:12]}") for box in inputs}


def test_columns_are_suggested_by_their_headings_and_can_be_chosen_otherwise() -> None:
    table = read(PLAIN)
    suggested = suggest_choice(table)
    app = ask("columns", table=table, choice=suggested)
    assert app.session_state["chosen"].columns == suggested.columns
    assert suggested.columns["text"] == ("Story",)
    app.multiselect(key=f"column_text_{MARK[:12]}").set_value(["Story", "Extra"]).run()
    app.selectbox(key=f"column_setting_{MARK[:12]}").set_value("Extra").run()
    chosen = app.session_state["chosen"].columns
    assert (chosen["text"], chosen["setting"]) == (("Story", "Extra"), ("Extra",))
    app.multiselect(key=f"column_text_{MARK[:12]}").set_value([]).run()
    assert "text" not in app.session_state["chosen"].columns


def test_what_only_an_export_has_is_asked_for_of_an_export_alone() -> None:
    fields = {}
    for text in (PLAIN, EXPORT):
        table = read(text)
        fields[text] = list_asked(ask("columns", table=table, choice=suggest_choice(table)))
    assert {"id", "revision"} & fields[PLAIN] == set()
    assert fields[EXPORT] - fields[PLAIN] == {"id", "revision"} & suggest_choice(read(EXPORT)).columns.keys()
    assert {"text", "title", "teller", "consent_room", "source"} <= fields[PLAIN]


def test_what_holds_where_a_cell_is_empty_is_nothing_until_it_is_chosen(store: StoryStore) -> None:
    choice = suggest_choice(read(PLAIN))
    app = ask("defaults", choice=choice)
    assert app.session_state["chosen"].defaults == {}
    assert "team" not in list_asked(app)
    key = f"_{MARK[:12]}"
    app.selectbox(key=f"default_language{key}").set_value("nl")
    app.selectbox(key=f"default_consent_room{key}").set_value("no")
    app.text_input(key=f"default_setting{key}").set_value("  Ward 4 ")
    app.text_input(key=f"default_source{key}").set_value("  ")
    app.multiselect(key=f"default_nodes{key}").set_value(["resonance", "mangomoment"])
    app.multiselect(key=f"default_dimensions{key}").set_value(["respect"])
    app.date_input(key=f"default_told_on{key}").set_value(date(2026, 5, 1))
    assert app.run().session_state["chosen"].defaults == {
        "language": "nl",
        "consent_room": "no",
        "setting": "Ward 4",
        "nodes": "resonance; mangomoment",
        "dimensions": "respect",
        "told_on": "2026-05-01",
    }


def answer(said: str, meaning: str | None, is_certain: bool = False, field: str = "teller") -> SurveyAnswer:
    return SurveyAnswer(field, said, said.lower(), 2, 1, meaning, is_certain)


def list_found(*answers: SurveyAnswer, unclear_day: str = "", more: int = 0) -> AnswerList:
    by_field: dict[str, tuple[SurveyAnswer, ...]] = {}
    for each in answers:
        by_field[each.field] = (*by_field.get(each.field, ()), each)
    return AnswerList(by_field, {"teller": more} if more else {}, "month first", unclear_day)


@pytest.mark.parametrize(
    ("found", "warnings", "texts", "folds", "meanings"),
    [
        (list_found(), [], [], [], {}),
        (
            list_found(answer("Nurse", None), answer("Patient", "patient", True)),
            ["1 answer is not known. Choose what it means; until then its rows are skipped."],
            ["Check what these answers mean. It is remembered for the next file."],
            [],
            {("teller", "patient"): "patient"},
        ),
        (
            list_found(answer("Nurse", None), answer("King", None), more=3),
            ["2 answers are not known. Choose what they mean; until then their rows are skipped."],
            [
                "Check what these answers mean. It is remembered for the next file.",
                "There are 3 more different answers; they are used as they are.",
            ],
            [],
            {},
        ),
        (
            list_found(
                answer("Patient", "patient", True),
                answer("yes", "yes", True, "consent_room"),
                answer("Ward 4", " Ward 4 ", True, "setting"),
                answer("-", None, True, "setting"),
                answer("Joy; trust", "effect-joy-in-work; resonance-trust", True, "nodes"),
            ),
            ["1 answer is not known. Choose what it means; until then its rows are skipped."],
            [],
            ["Answers that are understood: Teller, Consent: room, Setting, Elements"],
            {
                ("teller", "patient"): "patient",
                ("consent_room", "yes"): "yes",
                ("setting", "ward 4"): "Ward 4",
                ("setting", "-"): "",
                ("nodes", "joy; trust"): "effect-joy-in-work; resonance-trust",
            },
        ),
    ],
)
def test_answers_that_are_not_certain_are_asked_for_and_the_others_can_be_looked_at(
    found: AnswerList, warnings: list[str], texts: list[str], folds: list[str], meanings: dict[Any, str]
) -> None:
    app = ask("meanings", choice=ImportChoice({"text": ("Story",)}), found=found)
    assert [element.value for element in app.warning] == warnings
    assert [element.value for element in app.text] == texts
    assert [fold.label for fold in app.expander] == folds
    assert app.session_state["chosen"].meanings == meanings


def test_which_number_of_a_date_is_the_day_is_asked_where_no_date_says_so() -> None:
    choice = ImportChoice({})
    clear = ask("days", choice=choice, found=list_found())
    assert clear.session_state["chosen"].day_order == "month first"
    app = ask("days", choice=choice, found=list_found(unclear_day="3/1/2026"))
    assert app.session_state["chosen"].day_order is None
    [control] = app.get("button_group")
    assert getattr(control, "label", "") == "Which number in “3/1/2026” is the day?"


def test_what_was_not_certain_or_was_changed_is_remembered() -> None:
    found = list_found(
        answer("Nurse", "professional"), answer("Patient", "patient", True), answer("Son", "family", True)
    )
    meanings = {
        ("teller", "nurse"): "professional",
        ("teller", "patient"): "patient",
        ("teller", "son"): "other",
        ("setting", "ward"): "Ward 4",
    }
    remembered = list_to_remember(ImportChoice({}, meanings=meanings), found)
    assert remembered == {place: meanings[place] for place in meanings if place[1] != "patient"}


def test_what_an_answer_means_that_tells_who_somebody_is_is_not_remembered() -> None:
    found = list_found(answer("Daughter of Jan Peeters", None), answer("Daughter", None))
    meanings = {("teller", said.lower()): "family" for said in ("Daughter of Jan Peeters", "Daughter")}
    assert list_to_remember(ImportChoice({}, meanings=meanings), found) == {("teller", "daughter"): "family"}
