"""Stories: read and find them, tell one, see what nobody has told yet, take them in and out as files."""

import streamlit as st

from pages.shared import current, query, selection
from pages.shared.facilitator import get_access, may_facilitate
from pages.shared.inputs import choose_level, choose_node, choose_search, choose_stage
from pages.stories.absence import show_no_stories
from pages.stories.coverage import show_coverage
from pages.stories.exchange import show_exchange
from pages.stories.inputs import choose_more, choose_order, choose_show
from pages.stories.listing import show_story_list


@st.fragment
def show_stories() -> None:
    """Inputs and what they choose; a change of an input runs only this."""
    _ = selection.get_translate()
    content = current.get_content()
    model = content.model
    query.write_address()
    if content.is_opened:
        show_no_stories(_)
        return
    is_facilitator = may_facilitate(get_access())
    show = selection.get_show()
    with st.container(key="tools", horizontal=True, vertical_alignment="center"):
        st.title(_("Stories"), anchor=False)
        choose_show(_)
        if show == "list":
            choose_search(_)
            st.button(_("Reset"), key="reset", on_click=selection.reset_stories)
    if show == "coverage":
        show_coverage(content, _)
        return
    if show == "exchange":
        show_exchange(content, is_facilitator, _)
        return
    # Filled last: the stories are what people wait for.
    filters = st.container(key="filters", horizontal=True, vertical_alignment="center")
    conditions = st.container(key="conditions", horizontal=True, vertical_alignment="bottom")
    show_story_list(content)
    with filters:
        choose_level(model, _, is_any=True)
        choose_stage(model, _)
    with conditions:
        choose_node(model, _)
        choose_order(_)
        with st.popover(_("More filters")):
            choose_more(content, is_facilitator, _)


show_stories()
