"""What Explore and Paths show of a model: its picture, and a panel with what is said of it."""

from __future__ import annotations

from pages.shared.component import show_component
from pages.shared.facilitator import get_access, may_facilitate
from pages.shared.resources import Content


def show_workbench(page: str, content: Content) -> None:
    """Show the model with the panel of a page; a story can be told there."""
    facilitates = may_facilitate(get_access())
    show_component(f"{page}/{page}", "workbench", page, content, facilitates=facilitates)
