"""Explore the model: map, network or outline, filters, search, and the details of a node."""

import streamlit as st

from pages.shared import current
from pages.shared.component import show_inputs
from pages.workbench.view import show_details, show_diagram

content = current.get_content()
show_inputs("explore", content)
with st.container(key="explorer"):
    show_diagram("explore", content)
    show_details("explore", content)
