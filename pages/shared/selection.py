"""What is selected on a page, and how it is changed; the address follows."""

from __future__ import annotations

import time
from typing import Any

import streamlit as st

from model.diagram import Filter
from model.words import Translate, get_words
from pages.shared import query
from pages.shared.payload.tracing import Question

SEQUENCE = "sequence"
"""The number of the last pick, by which the browser tells its own from that of others."""

_CLICKED = "start_clicked"
_OVERTAKING = 2.0
_PATHS = (
    query.PATH_START,
    query.PATH_END,
    query.VIA,
    query.OFF,
    query.PATH,
    query.EVIDENCE,
    query.SORT,
    query.NODE,
)
_STORIES = (
    query.SEARCH,
    query.NODE,
    query.LEVEL,
    query.STAGE,
    query.TELLER,
    query.DIMENSION,
    query.SETTING,
    query.TOLD,
    query.SINCE,
    query.UNTIL,
    query.STATUS,
    query.ORIGIN,
    query.STORY,
)
_FILTER = (query.LEVEL, query.STAGE, query.WITHOUT, query.REST, query.SEARCH, query.NODE)


def get_model() -> str | None:
    """The key of the opened model that is looked at; None for the server's own model."""
    return st.session_state.get(query.MODEL) or None


def get_translate() -> Translate:
    """The function that gives a text of the screen in the chosen language."""
    return get_words(get_language())


def get_language() -> str:
    """The chosen language."""
    return str(st.session_state.get(query.LANGUAGE) or query.guess_language())


def get_filter() -> Filter:
    """The chosen filter."""
    return Filter(
        levels=frozenset(st.session_state.get(query.LEVEL) or ()),
        stages=frozenset(st.session_state.get(query.STAGE) or ()),
        without=frozenset(st.session_state.get(query.WITHOUT) or ()),
    )


def get_view() -> str:
    """How the model is shown: "map", "network" or "outline"."""
    return str(st.session_state.get(query.VIEW) or query.guess_view())


def get_search() -> str:
    """The words that are looked for."""
    return str(st.session_state.get(query.SEARCH) or "")


def are_counts_shown() -> bool:
    """Whether each node shows how many stories it has."""
    return bool(st.session_state.get(query.COUNTS))


def is_rest_hidden() -> bool:
    """Whether what the filter does not keep is hidden, not just faded."""
    return bool(st.session_state.get(query.REST) == "hide")


def get_question() -> Question | None:
    """The paths that are asked for; None while an end is missing."""
    start, end = st.session_state.get(query.PATH_START), st.session_state.get(query.PATH_END)
    if not start or not end:
        return None
    return Question(
        start=start,
        end=end,
        via=tuple(st.session_state.get(query.VIA) or ()),
        avoiding=tuple(st.session_state.get(query.OFF) or ()),
        evidence=st.session_state.get(query.EVIDENCE) or "",
        sort=st.session_state.get(query.SORT) or "short",
    )


def swap_ends() -> None:
    """Ask for the paths the other way round."""
    state = st.session_state
    state[query.PATH_START], state[query.PATH_END], state[query.PATH] = (
        state.get(query.PATH_END),
        state.get(query.PATH_START),
        None,
    )


def reset_question() -> None:
    """Back to no question at all."""
    query.reset(*_PATHS)


def take_end(component: str) -> None:
    """Take the node that was picked in the diagram as start, or as end where there is a start."""
    picked = _get_picked(component)
    _take_node(picked)
    node = picked.get("node")
    if node:
        # A second click can overtake the answer to the first: then the browser still sends an empty start.
        clicked, when = st.session_state.get(_CLICKED, (None, 0.0))
        just_clicked = clicked if time.monotonic() - when < _OVERTAKING else None
        start = st.session_state.get(query.PATH_START) or just_clicked
        st.session_state[query.PATH_START] = start or node
        if start:
            st.session_state[query.PATH_END] = node
        st.session_state[_CLICKED] = (None, 0.0) if start else (node, time.monotonic())
    query.write_address()


def take_story(component: str) -> None:
    """Take over which story was opened in the list."""
    open_story(_get_picked(component).get("story"))


def open_story(story: str | None) -> None:
    """Open a story in the list; None closes the one that is open."""
    st.session_state[query.STORY] = story
    query.write_address()


def take_workshop(component: str) -> None:
    """Take over which workshop is led."""
    st.session_state[query.WORKSHOP] = _get_picked(component).get("workshop")
    query.write_address()


def reset_stories() -> None:
    """Back to all stories."""
    query.reset(*_STORIES)


def get_show() -> str:
    """What the Stories page shows: "list", "coverage" or "exchange"."""
    return str(st.session_state.get(query.SHOW) or "list")


def take_path(component: str) -> None:
    """Take over the path that was picked in the list, and the node on it."""
    picked = _get_picked(component)
    _take_node(picked)
    st.session_state[query.PATH] = picked.get("path")
    query.write_address()


def _get_picked(component: str) -> dict[str, Any]:
    return dict(st.session_state[component].get("picked") or {})


def _take_node(picked: dict[str, Any]) -> None:
    st.session_state[query.NODE] = picked.get("node")
    st.session_state[query.DEPTH] = picked.get("depth") if picked.get("depth") in query.DEPTHS else "all"
    st.session_state[SEQUENCE] = int(picked.get("sequence") or 0)


def reset_filter() -> None:
    """Back to everything: no filter, no search, nothing selected."""
    query.reset(*_FILTER)


def take_pick(component: str) -> None:
    """Take over the node and the depth that were picked in the diagram."""
    take_over(_get_picked(component))


def take_over(picked: dict[str, Any]) -> None:
    """Select what was picked."""
    _take_node(picked)
    query.write_address()
