"""What Explore and Paths show of a model: its picture, and a panel with what is said of it."""

from __future__ import annotations

from pages.shared.component import show_component
from pages.shared.facilitator import get_access, may_moderate, may_tell
from pages.shared.resources import Content


def show_workbench(page: str, content: Content) -> None:
    """Show the model with the panel of a page; a story can be told there by who may tell."""
    access = get_access()
    may = {"publishes": may_moderate(access), "tells": may_tell(access)}
    show_component(f"{page}/{page}", "workbench", page, content, **may)
