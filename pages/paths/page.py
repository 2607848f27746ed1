"""Trace paths: from where to where, through what, who has told of it, and what if something were missing."""

import streamlit as st

from model.export.palette import PALETTES
from pages.paths.answers import (
    describe_bottlenecks,
    describe_bounds,
    describe_count,
    describe_loss,
    describe_undirected,
)
from pages.paths.flow import build_flow
from pages.paths.reading import show_reading
from pages.shared import current, query, selection
from pages.shared.diagram_view.component import show_details, show_diagram, show_path_list
from pages.shared.inputs import choose_end, choose_evidence, choose_nodes, choose_sort, choose_view


@st.fragment
def show_paths() -> None:
    """Inputs and answers; a change of an input runs only this."""
    _ = selection.get_translate()
    content = current.get_content()
    model = content.model
    query.write_address()
    asked = selection.get_question()
    inputs = st.container(key="inputs")  # filled last: the answer is what people wait for
    with st.container(key="explorer"):
        show_diagram(
            selection.get_view(),
            describe_count(model, asked, _),
            off=st.session_state[query.OFF],
            on_pick=selection.take_pick if asked else selection.take_end,
        )
        with st.container(key="side"):
            if asked:
                if words := describe_undirected(model, _):
                    st.text(words)
                show_path_list(content, asked)
            else:
                st.info(_("Choose where paths start and end: in the lists, or by two clicks on the map."))
            show_details(content)
    if asked:
        with st.container(key="prose"):
            for describe in (describe_bounds, describe_loss, describe_bottlenecks):
                for text in describe(model, asked, _):
                    st.text(text)
            if not content.is_opened:
                show_reading(_)
        if st.toggle(_("Show the flow"), key="flow"):
            palette = PALETTES["dark" if st.context.theme.type == "dark" else "light"]
            st.plotly_chart(build_flow(model, asked, selection.get_language(), palette), key="flow_figure")
    with inputs.container(key="tools", horizontal=True, vertical_alignment="center"):
        st.title(_("Trace paths"), anchor=False)
        choose_view(_)
        st.button(_("Other way round"), key="swap", on_click=selection.swap_ends, disabled=asked is None)
        st.button(_("Reset"), key="reset", on_click=selection.reset_question)
    with inputs.container(key="ends", horizontal=True):
        choose_end(model, _("From"), query.PATH_START, _)
        choose_end(model, _("To"), query.PATH_END, _)
    with inputs.container(key="conditions", horizontal=True):
        choose_nodes(model, _("Through"), query.VIA, _("any node"))
        choose_nodes(model, _("What if there were no …"), query.OFF, _("nothing switched off"))
        if not content.is_opened:
            choose_evidence(_)
            choose_sort(_)


show_paths()
