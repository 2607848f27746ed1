"""Trace paths: from where to where, through what, who has told of it, and what if something were missing."""

import streamlit as st

from pages.shared import address, current
from pages.shared.component import show_component, show_inputs
from pages.workbench.view import show_details, show_diagram

content = current.get_content()
_ = address.get_translate()
show_inputs("paths", content, title=_("Trace paths"))
with st.container(key="explorer"):
    show_diagram("paths", content)
    with st.container(key="side"):
        with st.container(key="path_list"):
            show_component("paths/paths", "path_list_view", "paths", content)
        show_details("paths", content)
