"""What the file will look like, addresses that always give the current picture, and copying."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from model.export.figure import Options
from model.words import Translate
from pages.export.making import Wish, make_file
from pages.shared import selection
from pages.shared.diagram_view.component import get_component
from pages.shared.resources import Content, Look

_LONGEST = 6000
_AS_TEXT = {
    "mermaid": "markdown",
    "dot": None,
    "graphml": "xml",
    "gexf": "xml",
    "json": "json",
    "yaml": "yaml",
}


def show_preview(content: Content, look: Look, address: str, wish: Wish, made: bytes, _: Translate) -> None:
    """Show the file's beginning where it is text, else the picture that all other formats draw."""
    if wish.format in _AS_TEXT:
        text = made.decode()
        st.code(text[:_LONGEST] + ("\n…" if len(text) > _LONGEST else ""), language=_AS_TEXT[wish.format])
        return
    drawn = replace(wish, format="svg", options=Options(), has_stories=False)
    if drawn != wish:
        made = make_file(content.version, content, look, address, drawn)
    picture = base64.b64encode(made).decode()
    name = _("Preview")
    st.html(f'<img class="export-preview" alt="{name}" src="data:image/svg+xml;base64,{picture}">')


def show_addresses(base: str, shown: Mapping[str, str], _: Translate) -> None:
    """Show what to copy: the picture, its text for wikis, and the addresses that give the current one."""
    language = selection.get_language()
    query = urlencode({**shown, "lang": language}, safe=",:")
    get_component("copying")(
        key="copying_view",
        data={
            "png": f"diagram.png?{query}",
            "mermaid": f"diagram.mmd?{query}",
            "words": {
                "picture": _("Copy as picture"),
                "mermaid": _("Copy as Mermaid"),
                "copied": _("Copied."),
                "failed": _(
                    "This browser lets only pages of this computer or over HTTPS copy. Download it instead."
                ),
            },
        },
    )
    with st.expander(_("Addresses of the current picture, for wikis and slides")):
        if "model" in shown:
            st.caption(_("They work as long as this server keeps the model that you opened."))
        st.code(f"{base}diagram.svg?{query}", language=None, wrap_lines=True)
        st.code(f"{base}diagram.png?{query}", language=None, wrap_lines=True)
