"""What the import asks of the columns of a table: which of them hold a field, and what holds for all rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import assert_never

import streamlit as st

from model.graph import ConceptualModel
from model.stories.fields import FIELDS, PLAIN, PlainField
from model.stories.intake.choice import ImportChoice
from model.stories.story import EARLIEST_DAY, PURPOSES, TELLERS
from model.tables import Table
from model.words import Translate, list_story_languages
from pages.shared import address, resources
from pages.shared.story_words import list_fields, list_options, list_tellers

_MAIN = ("title", "language", "teller", "setting", "told_on", "nodes", "dimensions")
_CONSENTS = tuple(f"consent_{purpose}" for purpose in PURPOSES)
_OWN = (*(name for name, field in FIELDS.items() if not field.is_told), "translations")
"""What only an export of this application has."""


def choose_columns(table: Table, choice: ImportChoice, mark: str, _: Translate) -> ImportChoice:
    """Ask which columns hold which field; suggested by their headings."""
    names = list_fields(_)
    chosen: dict[str, tuple[str, ...]] = {}

    def show(column: str) -> str:
        caption = table.captions.get(column, "")
        return f"{column} – {caption}" if caption and caption not in column else column

    def choose(field: str) -> None:
        suggested = choice.columns.get(field)
        column = st.selectbox(
            names[field],
            table.columns,
            table.columns.index(suggested[0]) if suggested else None,
            format_func=show,
            key=f"column_{field}_{mark[:12]}",
            placeholder=_("no column"),
        )
        if column is not None:
            chosen[field] = (column,)

    texts = st.multiselect(
        names["text"],
        table.columns,
        choice.columns.get("text", ()),
        format_func=show,
        key=f"column_text_{mark[:12]}",
        placeholder=_("no column"),
        help=_("Choose several columns to join them: one paragraph for each answer."),
    )
    if texts:
        chosen["text"] = tuple(texts)
    with st.container(horizontal=True, key="import_columns"):
        for field in _MAIN:
            choose(field)
    with st.expander(_("Consent, source and more columns")), st.container(horizontal=True):
        for field in FIELDS:
            if field not in (*_MAIN, "text") and (field not in _OWN or field in choice.columns):
                choose(field)
    return replace(choice, columns=chosen)


def choose_defaults(choice: ImportChoice, model: ConceptualModel, mark: str, _: Translate) -> ImportChoice:
    """Ask what holds where a cell is empty or there is no column."""
    language = address.get_language()
    names = list_fields(_)
    languages = list_story_languages(language)
    defaults: dict[str, str] = {}

    def choose(field: str, options: Mapping[str, str]) -> None:
        value = st.selectbox(
            names[field],
            list(options),
            None,
            format_func=options.__getitem__,
            placeholder=_("none"),
            key=f"default_{field}_{mark[:12]}",
        )
        if value:
            defaults[field] = value

    def write(field: str) -> None:
        value = st.text_input(names[field], max_chars=200, key=f"default_{field}_{mark[:12]}")
        if value.strip():
            defaults[field] = value.strip()

    def choose_some(field: str, options: Mapping[str, str]) -> None:
        values = st.multiselect(
            names[field],
            list(options),
            format_func=options.__getitem__,
            placeholder=_("none"),
            key=f"default_{field}_{mark[:12]}",
        )
        if values:
            defaults[field] = "; ".join(values)

    def choose_day(field: str) -> None:
        day = st.date_input(
            names[field],
            None,
            min_value=EARLIEST_DAY,
            max_value="today",
            format="YYYY-MM-DD",
            key=f"default_{field}_{mark[:12]}",
        )
        if day:
            defaults[field] = day.isoformat()

    def choose_plain(field: PlainField) -> None:
        match field.kind:
            case "line" | "text":
                write(field.name)
            case "choice":
                choose(field.name, list_options(field.name, _))
            case "day":
                choose_day(field.name)
            case "team":
                teams = resources.get_team_store().list()
                if offered := {team.id: team.name for team in teams if not team.is_ended(date.today())}:
                    choose(field.name, offered)
            case _:
                assert_never(field.kind)

    st.text(_("Where a cell is empty, or there is no column:"))
    with st.container(horizontal=True, key="import_defaults"):
        choose("language", languages)
        choose("teller", {teller: list_tellers(_)[teller] for teller in TELLERS})
    with st.expander(_("Consent and other fields where a cell is empty")):
        st.text(_("Choose “yes” only if everybody who told a story in this file has agreed."))
        with st.container(horizontal=True):
            for field in _CONSENTS:
                choose(field, {"yes": _("yes"), "no": _("no")})
        with st.container(horizontal=True):
            write("setting")
            write("source")
            for plain in PLAIN:
                if plain.name != "teller":
                    choose_plain(plain)
        with st.container(horizontal=True):
            choose_some("nodes", {node.id: node.name.text(language) for node in model.nodes()})
            dimensions = {dimension.id: dimension.name.text(language) for dimension in model.file.dimensions}
            if dimensions:
                choose_some("dimensions", dimensions)
    return replace(choice, defaults=defaults)
