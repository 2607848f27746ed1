"""Explore the model: map, network or outline, filters, search, and the details of a node."""

import streamlit as st

from pages.explore.finding import describe_result, describe_size, find_hits
from pages.shared import current, query, selection
from pages.shared.diagram_view.component import show_details, show_diagram_alone
from pages.shared.inputs import (
    choose_counts,
    choose_level,
    choose_rest,
    choose_search,
    choose_stage,
    choose_view,
)
from pages.shared.markdown import to_markdown


@st.fragment
def show_model() -> None:
    """Inputs and diagram; a change of an input runs only this."""
    _ = selection.get_translate()
    content = current.get_content()
    model = content.model
    query.write_address()
    view, search, chosen = selection.get_view(), selection.get_search(), selection.get_filter()
    hits = find_hits(content, search)
    words = describe_result(model, chosen, search, hits, _)
    if warning := describe_size(chosen, model, view, selection.is_rest_hidden(), _):
        st.info(warning)
    inputs = st.container(key="inputs")  # filled last: the picture is what people wait for
    with st.container(key="explorer"):
        show_diagram_alone(view, words, chosen=chosen, hide=selection.is_rest_hidden(), hits=hits)
        show_details(content)
    with inputs.container(key="tools", horizontal=True, vertical_alignment="center"):
        st.title(to_markdown(model.title.text(selection.get_language())), anchor=False)
        choose_view(_)
        choose_search(_)
    with inputs.container(key="filters", horizontal=True, vertical_alignment="center"):
        choose_level(model, _)
        choose_rest(_)
        if not content.is_opened:
            choose_counts(_)
        choose_stage(model, _)
        st.button(_("Reset"), key="reset", on_click=selection.reset_filter)


show_model()
