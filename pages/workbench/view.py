"""What Explore and Paths show of a model: its diagram and the details of what is selected in it."""

from __future__ import annotations

import streamlit as st

from pages.shared.component import show_component
from pages.shared.facilitator import get_access, may_facilitate
from pages.shared.resources import Content


def show_diagram(page: str, content: Content) -> None:
    """Show the model's diagram: a map, a network or an outline."""
    show_component("workbench/diagram", "diagram", page, content)


def show_details(page: str, content: Content) -> None:
    """Show the details of the node that is selected; a story can be told there."""
    with st.container(key="details"):
        facilitates = may_facilitate(get_access())
        show_component("workbench/details", "details_view", page, content, facilitates=facilitates)
