"""Stories in and out as files."""

from __future__ import annotations

import streamlit as st

from pages.shared import resources
from pages.shared.words import Translate


def show_exchange(content: resources.Content, is_facilitator: bool, _: Translate) -> None:
    st.text("")
