"""The Stories page of a model that was opened from a file: why there are none, and how there can be."""

from __future__ import annotations

import streamlit as st

from model.words import Translate
from pages.shared.component import show_bar
from pages.shared.resources import Content


def show_no_stories(content: Content, _: Translate) -> None:
    """Say that stories are told about the server's own model only."""
    show_bar("stories", content, _("Stories"))
    with st.container(key="prose"):
        st.info(_("Stories are told about this server's own model, not about one opened from a file."))
        st.text(
            _(
                "To collect stories about this model, save it as YAML on the page “Open” and start the "
                "application with the environment variable MANGOMOMENT_MODEL set to that file."
            )
        )
