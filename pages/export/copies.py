"""Copying what is shown: the picture, its text for wikis, and the addresses that give the current one."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from model.export import EXPORTERS
from model.words import Translate
from pages.shared import address
from pages.shared.component import mount
from pages.shared.verbatim import show_verbatim

_COPIED = [exporter for exporter in EXPORTERS.values() if exporter.has_address]


def show_copies(shown: Mapping[str, str], _: Translate) -> None:
    """Show buttons that copy the current picture, and its text for wikis."""
    query = _write_query(shown)
    mount(
        "export/copy",
        "copy_view",
        {
            "copies": [
                {
                    "name": _("Copy as {format}").format(format=_(exporter.title))
                    if exporter.is_text
                    else _("Copy as picture"),
                    "address": f"diagram.{exporter.ending}?{query}",
                    "mediaType": "" if exporter.is_text else exporter.media_type,
                }
                for exporter in _COPIED
            ],
            "words": {
                "copied": _("Copied."),
                "failed": _(
                    "This browser lets only pages of this computer or over HTTPS copy. Download it instead."
                ),
            },
        },
    )


def show_addresses(base: str, shown: Mapping[str, str], _: Translate) -> None:
    """Show the addresses that always give the current picture."""
    query = _write_query(shown)
    with st.expander(_("Addresses of the current picture, for wikis and slides")):
        if "model" in shown:
            st.caption(_("They work as long as this server keeps the model that you opened."))
        for ending in ("svg", *(exporter.ending for exporter in _COPIED if not exporter.is_text)):
            show_verbatim(f"{base}diagram.{ending}?{query}", f"address_{ending}", _)


def _write_query(shown: Mapping[str, str]) -> str:
    return urlencode({**shown, "lang": address.get_language()}, safe=",:")
