"""The inputs that pages share: each asks for one thing and owns its key.

What is chosen is read back through `selection`, so that a page can show its answer before its inputs.
"""

from __future__ import annotations

import streamlit as st

from model import ConceptualModel
from pages.shared import selection
from pages.shared.words import LANGUAGES, Translate


def choose_language(_: Translate) -> None:
    """Ask for the language; it is read back through `selection.get_language`."""
    st.segmented_control(
        _("Language"),
        list(LANGUAGES),
        format_func=str.upper,
        key=selection.LANGUAGE,
        label_visibility="collapsed",
        required=True,
    )


def choose_view(_: Translate) -> None:
    """Ask how the model is shown; read back through `selection.get_view`."""
    names = {"map": _("Map"), "network": _("Network"), "outline": _("Outline")}
    st.segmented_control(
        _("View"),
        selection.VIEWS,
        format_func=names.__getitem__,
        key=selection.VIEW,
        label_visibility="collapsed",
        required=True,
    )


def choose_search(_: Translate) -> None:
    """Ask for words to look for; read back through `selection.get_search`."""
    st.text_input(
        _("Search"),
        key=selection.SEARCH,
        placeholder=_("Search names, descriptions, stories"),
        label_visibility="collapsed",
        max_chars=200,
        icon=":material/search:",
    )


def choose_level(model: ConceptualModel, _: Translate) -> None:
    """Ask for levels to look at (none: all) and whether the shared ones stay (`selection.get_filter`)."""
    language = selection.get_language()
    own = [level for level in model.levels if not level.shared]
    st.pills(
        _("Levels"),
        [level.id for level in own],
        format_func=lambda level: model.get_level(level).name.text(language),
        selection_mode="multi",
        key=selection.LEVEL,
        label_visibility="collapsed",
    )
    for level in model.levels:
        if level.shared:
            _choose_shared_level(level.id, level.name.text(language))


def _choose_shared_level(level: str, name: str) -> None:
    without: list[str] = st.session_state[selection.WITHOUT]

    def switch() -> None:
        others = [one for one in st.session_state[selection.WITHOUT] if one != level]
        st.session_state[selection.WITHOUT] = others if st.session_state[key] else [*others, level]

    key = f"keep_{level}"
    st.session_state[key] = level not in without
    st.toggle(name, key=key, on_change=switch)


def choose_stage(model: ConceptualModel, _: Translate) -> None:
    """Ask for stages to look at, none for all (`selection.get_filter`)."""
    language = selection.get_language()
    st.multiselect(
        _("Stages"),
        [stage.id for stage in model.stages],
        format_func=lambda stage: model.get_stage(stage).name.text(language),
        key=selection.STAGE,
        placeholder=_("All stages"),
        label_visibility="collapsed",
    )


def choose_rest(_: Translate) -> None:
    """Ask what happens to what the filter does not keep; read back through `selection.is_rest_hidden`."""
    names = {"fade": _("Fade the rest"), "hide": _("Hide the rest")}
    st.selectbox(
        _("The rest"),
        selection.RESTS,
        format_func=names.__getitem__,
        key=selection.REST,
        label_visibility="collapsed",
        filter_mode=None,
    )


def choose_node(model: ConceptualModel, label: str, key: str, _: Translate) -> str | None:
    """Ask for one node by name; None while nothing is chosen."""
    language = selection.get_language()

    def name(node: str) -> str:
        found = model.get_node(node)
        return f"{found.name.text(language)} · {model.get_level(found.level).name.text(language)}"

    return st.selectbox(
        label,
        [node.id for node in model.nodes()],
        format_func=name,
        key=key,
        index=None,
        placeholder=_("Choose a node"),
    )
