"""Components of ours: each is told what it shows and never asked what is picked.

They get the heavy parts (picture, texts, scripts) over HTTP, so a message carries only names. What is picked
and how one looks is in the address, which they read and write themselves (`address.js`).
"""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from pages.shared import address
from pages.shared.assets import get_version
from pages.shared.resources import Content


def show_component(script: str, key: str, page: str, content: Content, **data: Any) -> None:
    """Show what a script draws of a model on a page; it gets the `data`, too."""
    language = address.get_language()
    mount(script, key, {"page": page, "lang": language, "content": content.address, **data})


def show_bar(page: str, content: Content, title: str) -> None:
    """Show the title of a page that asks nothing."""
    show_inputs(page, content, script="shared/bar/inputs", title=title)


def show_inputs(page: str, content: Content, *, script: str = "", **data: Any) -> None:
    """Show what a page asks in its bar: its view, search and filters, or the ends of paths."""
    _ = address.get_translate()
    words = {
        "failed": _("This could not be loaded. Check that the server is running, then try again."),
        "again": _("Try again"),
    }
    with st.container(key="inputs"):
        show_component(script or f"{page}/inputs", "inputs_view", page, content, **words, **data)


def mount(script: str, key: str, data: Any) -> None:
    """Show what a script draws: `room/name` is `pages/room/name.js`, which draws into `.name-view`.

    The data go in a list: in a map Streamlit looks for tables, for which it loads pandas, numpy and pyarrow
    (85 MiB and a second for the first visitor).
    """
    _build_component(script, get_version())(key=key, data=[data])


@st.cache_resource(show_spinner=False)
def _build_component(script: str, version: str):  # type: ignore[no-untyped-def]
    return st.components.v2.component(
        f"mangomoment_{script.replace('/', '_')}",
        html=f'<div class="{script.rpartition("/")[2]}-view"></div>\n',
        js=_load_script(script, version),
        isolate_styles=False,
    )


def _load_script(script: str, version: str) -> str:
    """A component's script: it only fetches the real one, which the browser keeps."""
    address = json.dumps(f"assets/{version}/{script}.js")
    return (
        f"const script = import(new URL({address}, document.baseURI));\n"
        "export default async (component) =>\n"
        "  (await script).default({ ...component, data: component.data[0] });\n"
    )
