"""The list of stories on the page: what is asked for goes to the browser, which fetches and shows it."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from pages.shared import query, resources, selection
from pages.shared.diagram_view.component import get_component
from pages.shared.facilitator import get_access

_LISTS = {
    "search": query.SEARCH,
    "node": query.NODE,
    "level": query.LEVEL,
    "stage": query.STAGE,
    "teller": query.TELLER,
    "dimension": query.DIMENSION,
    "told": query.TOLD,
    "status": query.STATUS,
    "origin": query.ORIGIN,
    "order": query.ORDER,
    "since": query.SINCE,
    "until": query.UNTIL,
}


def build_story_query() -> str:
    """What is chosen on the page, as the parameters of an address."""
    parts = {}
    for name, key in _LISTS.items():
        value = st.session_state.get(key)
        text = ",".join(value) if isinstance(value, list) else value
        if text:
            parts[name] = text
    if setting := st.session_state.get(query.SETTING):
        parts["setting"] = "|".join(setting)
    return urlencode(parts)


def show_story_list(content: resources.Content) -> None:
    """Show the stories that fit what is chosen; what is opened goes into the address."""
    data = {
        "query": build_story_query(),
        "lang": selection.get_language(),
        "content": content.address,
        "access": get_access(),
        "story": st.session_state.get(query.STORY),
        "node": st.session_state.get(query.NODE),
    }
    with st.container(key="story_list"):
        get_component("stories")(
            key="story_list_view",
            data={name: value for name, value in data.items() if value},
            on_picked_change=lambda: selection.take_story("story_list_view"),
        )
