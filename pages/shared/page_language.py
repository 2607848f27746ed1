"""The page's language, told to the browser for screen readers; the style sheets come with the front door."""

from __future__ import annotations

import streamlit as st

_SCRIPT = """
export default ({ data }) => { document.documentElement.lang = data.language; };
"""


@st.cache_resource(show_spinner=False)
def _get_component():  # type: ignore[no-untyped-def]
    return st.components.v2.component("mangomoment_language", js=_SCRIPT, isolate_styles=False)


def tell_language(language: str) -> None:
    """Put the language on the page."""
    _get_component()(key="page_language", data={"language": language})
