"""A text as it is, with a button that copies it.

Streamlit's `st.code` loads what colours program code for it, which takes a browser half a second.
"""

from __future__ import annotations

from model.words import Translate
from pages.shared.component import mount


def show_verbatim(text: str, key: str, _: Translate) -> None:
    """Show a text that somebody may want to paste elsewhere; the key is its own on the page."""
    mount("shared/verbatim", key, {"text": text, "words": {"copy": _("Copy"), "copied": _("Copied.")}})
