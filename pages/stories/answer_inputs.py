"""What the import asks of the answers in a table: what each different one means, once for all rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from model.graph import ConceptualModel
from model.stories.intake.answer_list import AnswerList, SurveyAnswer
from model.stories.intake.choice import ImportChoice
from model.stories.intake.meanings import list_meanings
from model.stories.memory import is_telling
from model.words import Translate, list_story_languages
from pages.shared import address
from pages.shared.story_words import list_fields, list_tellers

_NOTHING = ""
_ROW_PIXELS, _MOST_PIXELS = 35, 430


def choose_meanings(
    choice: ImportChoice, found: AnswerList, model: ConceptualModel, mark: str, _: Translate
) -> ImportChoice:
    """Ask what answers mean where that is not certain; what is certain can be looked at and changed, too."""
    chosen: dict[tuple[str, str], str] = {}
    unclear = [
        field for field, several in found.answers.items() if not all(answer.is_certain for answer in several)
    ]
    if count := len(found.list_open()):
        words = (
            _("1 answer is not known. Choose what it means; until then its rows are skipped.")
            if count == 1
            else _("{count} answers are not known. Choose what they mean; until then their rows are skipped.")
        )
        st.warning(words.format(count=count))
    if unclear:
        st.text(_("Check what these answers mean. It is remembered for the next file."))
    for field in unclear:
        chosen |= _choose_field(field, found, model, mark, _)
    clear = [field for field in found.answers if field not in unclear]
    if clear:
        names = list_fields(_)
        with st.expander(
            _("Answers that are understood: {fields}").format(fields=_list(names[f] for f in clear))
        ):
            for field in clear:
                chosen |= _choose_field(field, found, model, mark, _)
    return replace(choice, meanings=chosen)


def choose_day_order(choice: ImportChoice, found: AnswerList, mark: str, _: Translate) -> ImportChoice:
    """Ask which number of a date is the day, where no date says so."""
    if not found.unclear_day:
        return replace(choice, day_order=found.day_order)
    orders = {"day first": _("day first"), "month first": _("month first")}
    order: Any = st.segmented_control(
        _("Which number in “{day}” is the day?").format(day=found.unclear_day),
        list(orders),
        format_func=orders.__getitem__,
        key=f"import_days_{mark[:12]}",
    )
    return replace(choice, day_order=order)


def list_to_remember(choice: ImportChoice, found: AnswerList) -> dict[tuple[str, str], str]:
    """What is worth keeping for the next file: what was not certain, or was changed, and tells of nobody."""
    telling = {
        (answer.field, answer.key)
        for several in found.answers.values()
        for answer in several
        if is_telling(answer.said)
    }
    proposed = {
        (answer.field, answer.key): answer.meaning if answer.is_certain else None
        for several in found.answers.values()
        for answer in several
    }
    return {
        place: meaning
        for place, meaning in choice.meanings.items()
        if proposed.get(place) != meaning and place not in telling
    }


def _choose_field(
    field: str, found: AnswerList, model: ConceptualModel, mark: str, _: Translate
) -> dict[tuple[str, str], str]:
    answers = found.answers[field]
    labels = _list_labels(field, answers, model, _)
    answer, rows, means = list_fields(_)[field], _("Rows"), _("Means")
    shown = pd.DataFrame(
        {
            answer: [survey_answer.said[:200] for survey_answer in answers],
            rows: [survey_answer.count for survey_answer in answers],
            means: [
                None
                if survey_answer.meaning is None
                else labels.get(survey_answer.meaning, survey_answer.meaning)
                for survey_answer in answers
            ],
        }
    )
    column: Any
    if field == "setting":
        column = st.column_config.TextColumn(means, max_chars=200)
    else:
        column = st.column_config.SelectboxColumn(means, options=list(labels.values()), width="medium")
    edited = st.data_editor(
        shown,
        column_config={
            answer: st.column_config.TextColumn(answer, disabled=True, width="large"),
            rows: st.column_config.NumberColumn(rows, disabled=True, width="small"),
            means: column,
        },
        hide_index=True,
        height=min(_MOST_PIXELS, (len(answers) + 1) * _ROW_PIXELS + 3),
        key=f"answers_{field}_{mark[:12]}",
    )
    if more := found.more.get(field):
        st.text(_("There are {count} more different answers; they are used as they are.").format(count=more))
    ids = {label: meaning for meaning, label in labels.items()}
    chosen: dict[tuple[str, str], str] = {}
    for survey_answer, label in zip(answers, edited[means], strict=True):
        if isinstance(label, str):
            chosen[field, survey_answer.key] = label.strip() if field == "setting" else ids.get(label, label)
        elif field == "setting":
            chosen[field, survey_answer.key] = _NOTHING
    return chosen


def _list_labels(
    field: str, answers: tuple[SurveyAnswer, ...], model: ConceptualModel, _: Translate
) -> Mapping[str, str]:
    """What each meaning is called on the screen."""
    language = address.get_language()
    if field == "teller":
        labels: dict[str, str] = dict(list_tellers(_))
    elif field == "language":
        labels = dict(list_story_languages(language))
        labels |= {
            answer.meaning: answer.meaning
            for answer in answers
            if answer.meaning and answer.meaning not in labels
        }
    elif field.startswith("consent_"):
        return {"yes": _("yes"), "no": _("no")}
    elif field in ("nodes", "dimensions"):
        parts = model.nodes() if field == "nodes" else model.file.dimensions
        labels = {part.id: part.name.text(language) for part in parts}
        known = list_meanings(field, model) or ()
        several = {answer.meaning for answer in answers if answer.meaning and answer.meaning not in known}
        labels |= {
            meaning: "; ".join(labels.get(part.strip(), part.strip()) for part in meaning.split(";"))
            for meaning in several
        }
    else:
        return {}
    return {**_tell_apart(labels), _NOTHING: _("(nothing)")}


def _tell_apart(labels: Mapping[str, str]) -> dict[str, str]:
    """The labels, with the id behind those that two meanings share."""
    names = list(labels.values())
    return {
        meaning: f"{label} ({meaning})" if names.count(label) > 1 else label
        for meaning, label in labels.items()
    }


def _list(names: Any) -> str:
    return ", ".join(names)
