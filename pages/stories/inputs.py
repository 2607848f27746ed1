"""The inputs of the Stories page; what is chosen is read back through `selection`."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from model.stories.story import EARLIEST_DAY, LATEST_DAY
from model.words import Translate, list_story_languages
from pages.shared import query, resources, selection
from pages.shared.payload.telling import list_origins, list_tellers
from pages.stories.words import list_statuses


def choose_show(_: Translate) -> None:
    """Ask what to show of the stories; read back through `selection.get_show`."""
    names = {"list": _("Read"), "coverage": _("Who told what"), "exchange": _("In and out")}
    st.segmented_control(
        _("View"),
        query.SHOWS,
        format_func=names.__getitem__,
        key=query.SHOW,
        label_visibility="collapsed",
        required=True,
    )


def choose_order(_: Translate) -> None:
    """Ask in which order stories are listed."""
    names = {
        "newest": _("newest first"),
        "oldest": _("oldest first"),
        "changed": _("last changed first"),
        "title": _("by title"),
    }
    st.selectbox(_("Order"), list(names), format_func=names.__getitem__, key=query.ORDER, filter_mode=None)


def choose_more(content: resources.Content, is_facilitator: bool, _: Translate) -> None:
    """Ask for teller, dimension, setting, language, origin, and of the facilitator for status."""
    language = selection.get_language()
    dimensions = {one.id: one.name.text(language) for one in content.model.file.dimensions}
    settings = {setting: setting for setting in _list_settings(content)}
    _choose_some(_("Told by"), list_tellers(_), query.TELLER, _("anybody"))
    _choose_some(_("Dimension"), dimensions, query.DIMENSION, _("any dimension"))
    _choose_some(_("Where"), settings, query.SETTING, _("anywhere"))
    _choose_some(_("Told in"), list_story_languages(language), query.TOLD, _("any language"))
    first, last = st.columns(2)
    for column, label, key in (
        (first, _("Told from"), query.SINCE),
        (last, _("Told until"), query.UNTIL),
    ):
        column.date_input(label, key=key, min_value=EARLIEST_DAY, max_value=LATEST_DAY, format="YYYY-MM-DD")
    _choose_some(_("Origin"), list_origins(_), query.ORIGIN, _("any origin"))
    if is_facilitator:
        _choose_some(_("Status"), list_statuses(_), query.STATUS, _("any status"))


def _choose_some(label: str, names: Mapping[str, str], key: str, placeholder: str) -> None:
    st.multiselect(
        label, list(names), format_func=lambda one: names.get(one, one), key=key, placeholder=placeholder
    )


def _list_settings(content: resources.Content) -> list[str]:
    """The settings of the stories that are shown, and those that are chosen already."""
    chosen: list[str] = st.session_state[query.SETTING]
    told = {wording.setting for story in content.stories for wording in story.wordings if wording.setting}
    return sorted(told | set(chosen), key=str.casefold)
