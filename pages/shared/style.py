"""The few rules that make Streamlit's frame step back, and the page's language for screen readers."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_SHEET = Path(__file__).with_name("style.css")
_LANGUAGE_SCRIPT = """
export default ({ data }) => { document.documentElement.lang = data.language; };
"""


@st.cache_resource(show_spinner=False)
def _read_style() -> str:
    return f"<style>{_SHEET.read_text(encoding='utf-8')}</style>"


@st.cache_resource(show_spinner=False)
def _get_language_component():  # type: ignore[no-untyped-def]
    return st.components.v2.component("mangomoment_language", js=_LANGUAGE_SCRIPT, isolate_styles=False)


def show_style(language: str) -> None:
    """Put the style and the language on the page."""
    with st.container(key="style"):
        st.html(_read_style())
        _get_language_component()(key="page_language", data={"language": language})
