"""What the visitor of the page looks at: the server's own model, or one opened from a file."""

from __future__ import annotations

import streamlit as st

from pages.shared import resources, selection
from pages.shared.opened import ForgottenModelError


def get_content() -> resources.Content:
    """The content that is looked at, as it is now.

    Where an opened model was forgotten since the page was shown, the whole page runs anew and says so.
    """
    try:
        return resources.get_content(selection.get_model())
    except ForgottenModelError:
        st.rerun()
