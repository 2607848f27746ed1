"""The inputs that pages share: each asks for one thing and owns its key.

What is chosen is read back through `selection`, so that a page can show its answer before its inputs.
"""

from __future__ import annotations

import streamlit as st

from model import ConceptualModel
from model.words import LANGUAGES, Translate
from pages.shared import query, selection
from pages.shared.markdown import to_markdown
from pages.shared.payload.kinds import describe_evidence


def choose_language(_: Translate) -> None:
    """Ask for the language; it is read back through `selection.get_language`."""
    st.segmented_control(
        _("Language"),
        list(LANGUAGES),
        format_func=str.upper,
        key=query.LANGUAGE,
        label_visibility="collapsed",
        required=True,
    )


def choose_view(_: Translate) -> None:
    """Ask how the model is shown; read back through `selection.get_view`."""
    names = {"map": _("Map"), "network": _("Network"), "outline": _("Outline")}
    st.segmented_control(
        _("View"),
        query.VIEWS,
        format_func=names.__getitem__,
        key=query.VIEW,
        label_visibility="collapsed",
        required=True,
    )


def choose_search(_: Translate) -> None:
    """Ask for words to look for; read back through `selection.get_search`."""
    st.text_input(
        _("Search"),
        key=query.SEARCH,
        placeholder=_("Search names, descriptions, stories"),
        label_visibility="collapsed",
        max_chars=200,
        icon=":material/search:",
    )


def choose_level(model: ConceptualModel, _: Translate, *, is_any: bool = False) -> None:
    """Ask for levels to look at (none: all) and whether the shared ones stay (`selection.get_filter`).

    With `is_any` a shared level is one to choose like the others.
    """
    language = selection.get_language()
    own = [level for level in model.levels if is_any or not level.shared]
    st.pills(
        _("Levels"),
        [level.id for level in own],
        format_func=lambda level: to_markdown(model.get_level(level).name.text(language)),
        selection_mode="multi",
        key=query.LEVEL,
        label_visibility="collapsed",
        wrap=True,
    )
    for level in model.levels:
        if level.shared and not is_any:
            _choose_shared_level(level.id, to_markdown(level.name.text(language)))


def _choose_shared_level(level: str, name: str) -> None:
    without: list[str] = st.session_state[query.WITHOUT]

    def switch() -> None:
        others = [one for one in st.session_state[query.WITHOUT] if one != level]
        st.session_state[query.WITHOUT] = others if st.session_state[key] else [*others, level]

    key = f"keep_{level}"
    st.session_state[key] = level not in without
    st.toggle(name, key=key, on_change=switch)


def choose_stage(model: ConceptualModel, _: Translate) -> None:
    """Ask for stages to look at, none for all (`selection.get_filter`)."""
    language = selection.get_language()
    st.pills(
        _("Stages"),
        [stage.id for stage in model.stages],
        format_func=lambda stage: to_markdown(model.get_stage(stage).name.text(language)),
        selection_mode="multi",
        key=query.STAGE,
        label_visibility="collapsed",
        wrap=True,
    )


def choose_counts(_: Translate) -> None:
    """Ask whether nodes show how many stories they have (`selection.are_counts_shown`)."""
    st.toggle(_("Count stories"), key=query.COUNTS)


def choose_rest(_: Translate) -> None:
    """Ask what happens to what the filter does not keep; read back through `selection.is_rest_hidden`."""
    names = {"fade": _("Fade the rest"), "hide": _("Hide the rest")}
    st.segmented_control(
        _("The rest"),
        query.RESTS,
        format_func=names.__getitem__,
        key=query.REST,
        label_visibility="collapsed",
        required=True,
    )


def choose_end(model: ConceptualModel, label: str, key: str, _: Translate) -> None:
    """Ask where paths start or end: a stage, a level, the nodes of a stage on a level, or one node."""
    names = _name_ends(model, _)
    st.selectbox(
        label,
        list(names),
        format_func=lambda end: names.get(end, end),
        key=key,
        index=None,
        placeholder=_("Choose, or click on the map"),
    )


def _name_ends(model: ConceptualModel, _: Translate) -> dict[str, str]:
    language = selection.get_language()
    stages = {stage.id: stage.name.text(language) for stage in model.stages}
    levels = {level.id: level.name.text(language) for level in model.levels}
    every = _("All: {name}")
    names = {f"stage:{stage}": every.format(name=name) for stage, name in stages.items()}
    names |= {f"level:{level}": every.format(name=name) for level, name in levels.items()}
    for stage, stage_name in stages.items():
        for level, level_name in levels.items():
            size = len(model.nodes(level=level, stage=stage))
            if 1 < size < len(model.nodes(stage=stage)):
                name = every.format(name=f"{stage_name}, {level_name}")
                names[f"level:{level}+stage:{stage}"] = name
    for node in model.nodes():
        names[node.id] = f"{node.name.text(language)} ({stages[node.stage]}, {levels[node.level]})"
    return names


def choose_node(model: ConceptualModel, _: Translate) -> None:
    """Ask for one node, none for any; it is the one that is selected in the diagram, too."""
    language = selection.get_language()
    st.selectbox(
        _("About"),
        [node.id for node in model.nodes()],
        format_func=lambda node: model.get_node(node).name.text(language),
        key=query.NODE,
        index=None,
        placeholder=_("any node"),
    )


def choose_nodes(model: ConceptualModel, label: str, key: str, placeholder: str) -> None:
    """Ask for any number of nodes."""
    language = selection.get_language()
    st.multiselect(
        label,
        [node.id for node in model.nodes()],
        format_func=lambda node: model.get_node(node).name.text(language),
        key=key,
        placeholder=placeholder,
    )


def choose_evidence(_: Translate) -> None:
    """Ask which paths are listed by what stories tell of them; none for all."""
    names = describe_evidence(_)
    st.selectbox(
        _("Evidence"),
        ["", *names],
        format_func=lambda kind: names[kind][0] if kind else _("all paths"),
        key=query.EVIDENCE,
        filter_mode=None,
    )


def choose_sort(_: Translate) -> None:
    """Ask in which order paths are listed."""
    names = {"short": _("shortest first"), "told": _("most told first")}
    st.selectbox(_("Order"), list(names), format_func=names.__getitem__, key=query.SORT, filter_mode=None)
