"""What the Open page asks: the files, which column holds what, and what a file does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import streamlit as st

from model.importing import (
    ENDINGS,
    FORMATS,
    Defaults,
    RawGraph,
    RawRow,
    Roles,
    build_template,
    suggest_roles,
)
from model.words import Translate, join_label, list_story_languages
from pages.open.file_inputs import choose_policy
from pages.open.files import MOST_MEGABYTES
from pages.shared import address

_FIRST = ("label", "stage", "level", "kind")
_MOST_TITLE = 200
_LONGEST_EXAMPLE = 30
_NONE = ""


def choose_files(_: Translate) -> list[Any]:
    """Ask for one file, or for a table of nodes and one of edges."""
    files = st.file_uploader(
        _("A file of a model"),
        type=list(ENDINGS),
        accept_multiple_files=True,
        max_upload_size=MOST_MEGABYTES,
        key="open_files",
    )
    return list(
        {file.name: file for file in files}.values()
    )  # a corrected file takes the place of the faulty one


def show_forms(_: Translate) -> None:
    """Show every format that is read, with its endings and the programs that write it."""
    heading = _("What can be opened?")
    st.markdown("\n".join((f"**{heading}**\n", *(f"- {words}" for words in _list_forms(_)))))
    st.text(_("For any other file, the application says what it is and how to convert it."))


def show_template(_: Translate) -> None:
    """Offer a workbook to write a model in."""
    st.download_button(
        _("Template for a model of your own (Excel)"),
        build_template,
        "model.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="template_button",
        on_click="ignore",
    )


def _list_forms(_: Translate) -> Iterator[str]:
    for entry in FORMATS.values():
        endings = ", ".join(f".{ending}" for ending in entry.endings)
        yield join_label(_, f"**{_(entry.title)}** ({endings})", _(entry.programs))


def choose_roles(raw: RawGraph, mark: str, _: Translate) -> Roles:
    """Ask which column holds what; guessed by names and contents. Nothing of a file of our own form."""
    suggested = suggest_roles(raw)
    if raw.model is not None:
        st.text(_("A model in this application's own format: there is nothing to choose."))
        return suggested
    names = _name_roles(_)
    chosen: dict[str, str | None] = {}

    def choose(role: str) -> None:
        columns = raw.node_columns if role in Roles.OF_NODES else raw.edge_columns
        if columns:
            rows = raw.nodes if role in Roles.OF_NODES else raw.edges
            chosen[role] = _choose_column(
                names[role], columns, rows, getattr(suggested, role), f"{role}_{mark[:12]}", _
            )

    st.markdown(f"**{_('Which column holds what?')}**")
    first = ("source", "target", *_FIRST) if raw.is_edges_only else _FIRST
    if raw.edges and not (suggested.source and suggested.target):
        first = ("source", "target", *_FIRST)
        st.warning(_("Choose the two columns that say from where to where the links lead."))
    for role in first:
        choose(role)
        if role == "stage" and raw.node_columns and chosen["stage"] is None:
            st.caption(
                _("Without a column the stages follow from the links: one for each step of the longest path.")
            )
    if raw.is_edges_only:
        st.caption(_("There is no table of elements: stages follow from the links, on one level."))
    with st.expander(_("More columns")):
        for role in (*Roles.OF_NODES, *Roles.OF_EDGES):
            if role not in first:
                choose(role)
    return Roles(**chosen)


def _choose_column(
    name: str, columns: Sequence[str], rows: Sequence[RawRow], suggested: str | None, key: str, _: Translate
) -> str | None:
    """Ask for a column; each is shown with what first stands in it."""

    def show(column: str) -> str:
        example = next((cell for row in rows if (cell := row.get(column))), "")
        shortened = example if len(example) <= _LONGEST_EXAMPLE else f"{example[:_LONGEST_EXAMPLE]}…"
        return join_label(_, column, " ".join(shortened.split())) if example else column

    options = [
        _NONE,
        *(column for column in columns if column != _NONE),
    ]  # what was guessed can be taken back
    chosen = st.selectbox(
        name,
        options,
        options.index(suggested or _NONE),
        format_func=lambda column: show(column) if column else _("no column"),
        key=f"role_{key}",
    )
    return chosen or None


def _name_roles(_: Translate) -> dict[str, str]:
    return {
        "id": _("Id of an element"),
        "label": _("Name of an element"),
        "description": _("Description of an element"),
        "stage": _("Stage of an element"),
        "level": _("Level of an element"),
        "question": _("Question that an element invites"),
        "provenance": _("How an element is known"),
        "reference": _("Source for an element"),
        "citation": _("Full reference of that source"),
        "link": _("Address of that source"),
        "licence": _("Licence of that source"),
        "note": _("Note on how an element is known"),
        "source": _("Where a link leads from"),
        "target": _("Where a link leads to"),
        "source_name": _("Name of the element it starts from"),
        "target_name": _("Name of the element it leads to"),
        "kind": _("Kind of a link"),
        "verb": _("What a link of this kind says"),
        "direction": _("Direction of a link"),
        "feedback": _("Whether a link leads back"),
        "edge_provenance": _("How a link is known"),
        "edge_reference": _("Source for a link"),
        "edge_citation": _("Full reference of the source for a link"),
        "edge_link": _("Address of the source for a link"),
        "edge_licence": _("Licence of the source for a link"),
        "edge_note": _("Note on how a link is known"),
    }


def choose_defaults(raw: RawGraph, mark: str, _: Translate) -> Defaults:
    """Ask for title and language, and what becomes of what a model cannot take as it stands."""
    if raw.model is not None:
        return Defaults()
    title = st.text_input(_("Title"), raw.title, max_chars=_MOST_TITLE, key=f"open_title_{mark[:12]}")
    languages = list_story_languages(address.get_language())
    language = st.selectbox(
        _("Language of its texts"),
        list(languages),
        list(languages).index(address.get_language()),
        format_func=languages.__getitem__,
        key=f"open_language_{mark[:12]}",
    )
    return Defaults(language or "en", title.strip() or None, policy=choose_policy(mark, _))
