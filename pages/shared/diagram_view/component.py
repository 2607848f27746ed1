"""What the browser draws on a page: our components, each told what it shows and never asked what is picked.

They get the heavy parts (picture, texts, scripts) over HTTP, so a message carries only names. What is picked
and how one looks is in the address, which they read and write themselves (`assets/address.js`).
"""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from pages.shared import address, resources
from pages.shared.diagram_view.routes import get_assets_version
from pages.shared.facilitator import get_access, may_facilitate


def _load_script(name: str) -> str:
    """A component's script: it only fetches the real one, which the browser keeps."""
    script = json.dumps(f"assets/{get_assets_version()}/{name}.js")
    return (
        f"const script = import(new URL({script}, document.baseURI));\n"
        "export default async (component) => (await script).default(component);\n"
    )


def get_component(name: str):  # type: ignore[no-untyped-def]
    """The component whose script is `assets/<name>.js`; it draws into an element `<name>-view`."""
    return _build_component(name, get_assets_version())


@st.cache_resource(show_spinner=False)
def _build_component(name: str, version: str):  # type: ignore[no-untyped-def]
    return st.components.v2.component(
        f"mangomoment_{name}",
        html=f'<div class="{name}-view"></div>\n',
        js=_load_script(name),
        isolate_styles=False,
    )


def _show(name: str, key: str, content: resources.Content, page: str, **more: Any) -> None:
    data = {"page": page, "lang": address.get_language(), "content": content.address, **more}
    get_component(name)(key=key, data=data)


def show_inputs(page: str, content: resources.Content, **more: Any) -> None:
    """Show what a page asks: its view, search and filters, or the ends of paths."""
    _ = address.get_translate()
    words = {
        "failed": _("This could not be loaded. Check that the server is running, then try again."),
        "again": _("Try again"),
    }
    with st.container(key="inputs"):
        _show("inputs", "inputs_view", content, page, **words, **more)


def show_diagram(page: str, content: resources.Content) -> None:
    """Show the model's diagram: a map, a network or an outline."""
    _show("diagram", "diagram", content, page)


def show_details(page: str, content: resources.Content) -> None:
    """Show the details of the node that is selected; a story can be told there."""
    with st.container(key="details"):
        _show("details", "details_view", content, page, facilitates=may_facilitate(get_access()))


def show_path_list(page: str, content: resources.Content) -> None:
    """Show the paths that are asked for as a list to pick from."""
    with st.container(key="path_list"):
        _show("paths", "path_list_view", content, page)
