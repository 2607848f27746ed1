"""Explore the model: map, network or outline, filters, search, and the details of a node."""

import streamlit as st

from pages.shared import current
from pages.shared.diagram_view.component import show_details, show_diagram, show_inputs

content = current.get_content()
show_inputs("explore", content)
with st.container(key="explorer"):
    show_diagram("explore", content)
    show_details("explore", content)
