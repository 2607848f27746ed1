"""The log of all changes of stories, for administrators: who did what, when, to which story."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from model import Story
from model.stories import LogLine, StoreError
from model.words import Translate
from pages.shared import address, resources
from pages.shared.fault_words import describe_trouble
from pages.shared.markdown import to_markdown
from pages.shared.period_words import write_moment
from pages.shared.provider import find_provider
from pages.stories.change_words import list_change_roles, list_change_words

_PAGE = 20
_BEFORE = "change_log_before"


def show_change_log(_: Translate) -> None:
    """Show the log, the last change first, some lines at a time, and all of it as a file."""
    st.text(
        _(
            "What was done to each story, when and by whom. Of a deleted story these lines are left, but "
            "nothing of its text. Whoever signed in by an account is named as your organisation names them."
        )
    )
    roles = list_change_roles(_)
    role = st.selectbox(
        _("By whom"),
        list(roles),
        None,
        format_func=roles.__getitem__,
        placeholder=_("everybody"),
        key="change_log_role",
        on_change=_begin_anew,
    )
    person = ""
    if find_provider():
        person = st.text_input(_("Account"), key="change_log_person", on_change=_begin_anew).strip()
    before = st.session_state.get(_BEFORE)
    try:
        store = resources.get_store()
        lines = store.list_log(_PAGE + 1, before, role, person)
        stories = store.find_stored({line.story for line in lines}, ()).by_id
    except StoreError as error:
        st.error(describe_trouble(error, _))
        return
    shown = lines[:_PAGE]
    if not shown:
        st.info(_("No changes."))
    else:
        with st.container(key="change_log"):
            st.table(_build_table(shown, stories, _), hide_index=True)
    with st.container(horizontal=True):
        if st.button(_("Latest changes"), disabled=before is None):
            _begin_anew()
            st.rerun()
        if st.button(_("Earlier changes"), disabled=len(lines) <= _PAGE):
            st.session_state[_BEFORE] = shown[-1].number
            st.rerun()
    name = _("Download the log (CSV)")
    st.html(f'<p class="file-links"><a class="file-link" href="stories-changes.csv" download>{name}</a></p>')


def _begin_anew() -> None:
    st.session_state.pop(_BEFORE, None)


def _build_table(lines: tuple[LogLine, ...], stories: Mapping[str, Story], _: Translate) -> pd.DataFrame:
    language = address.get_language()
    whats, roles = list_change_words(_), list_change_roles(_)

    def name(story: str) -> str:
        if story not in stories:
            return to_markdown(story)
        query = urlencode({"story": story, "lang": language})
        return f"[{to_markdown(stories[story].name(language))}](stories?{query})"

    def build(line: LogLine) -> tuple[str, ...]:
        change = line.change
        who = ", ".join(filter(None, (roles[change.role], to_markdown(change.person))))
        return write_moment(change.at, language), whats[change.what], name(line.story), who

    headings = [_("When"), _("What was done"), _("Story"), _("By whom")]
    return pd.DataFrame([build(line) for line in lines], columns=headings)
