"""Trace paths: from where to where, through what, who has told of it, and what if something were missing."""

import streamlit as st

from pages.shared import address, current
from pages.shared.diagram_view.component import show_details, show_diagram, show_inputs, show_path_list

content = current.get_content()
_ = address.get_translate()
show_inputs("paths", content, title=_("Trace paths"))
with st.container(key="explorer"):
    show_diagram("paths", content)
    with st.container(key="side"):
        show_path_list("paths", content)
        show_details("paths", content)
