"""The diagram on a page: map, network or outline, with the details beside it.

Two components: `diagram` draws and is clicked; `details` shows the texts of the selected node. Both get
the heavy parts (picture, texts, scripts) over HTTP from `routes`, so a message carries only ids. In the
browser they share one module, `assets/store.js`, so a click is answered in the same frame; Streamlit
follows with address and session.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from urllib.parse import urlencode

import streamlit as st

from model.diagram import Filter
from pages.shared import resources, selection
from pages.shared.diagram_view.routes import get_assets_version
from pages.shared.payload.tracing import Question

COMPONENT = "diagram"
EVERYTHING = Filter()


def _load_script(name: str) -> str:
    """A component's script: it only fetches the real one, which the browser keeps."""
    address = json.dumps(f"assets/{get_assets_version()}/{name}.js")
    return (
        f"const script = import(new URL({address}, document.baseURI));\n"
        "export default async (component) => (await script).default(component);\n"
    )


@st.cache_resource(show_spinner=False)
def _get_component(name: str, version: str):  # type: ignore[no-untyped-def]
    return st.components.v2.component(
        f"mangomoment_{name}",
        html=f'<div class="{name}-view"></div>\n',
        js=_load_script(name),
        isolate_styles=False,
    )


@st.fragment
def show_diagram(
    content: resources.Content,
    view: str,
    words: str,
    *,
    chosen: Filter = EVERYTHING,
    hide: bool = False,
    hits: Iterable[str] = (),
    off: Iterable[str] = (),
    on_pick: Callable[[str], None] = selection.take_pick,
) -> None:
    """Show the model's diagram; what is picked in it becomes the selection.

    `words` says what is shown, `hits` are ids of nodes to mark as found, `off` of nodes to cross out.
    """
    language = selection.get_language()
    model = content.model
    data = {
        "node": st.session_state[selection.NODE],
        "depth": st.session_state[selection.DEPTH],
        "sequence": st.session_state.get(selection.SEQUENCE, 0),
        "view": view,
        "lang": language,
        "version": content.version,
        "query": _build_query(chosen, hide),
        "levels": sorted(chosen.find_levels(model)) if chosen.levels or chosen.without else None,
        "stages": sorted(chosen.stages) or None,
        "hits": sorted(hits) or None,
        "off": sorted(off) or None,
        "words": words,
    }
    result = _get_component("diagram", get_assets_version())(
        key=COMPONENT,
        data={key: value for key, value in data.items() if value is not None},
        on_picked_change=lambda: on_pick(COMPONENT),
    )
    if result.picked and on_pick is not selection.take_pick:
        st.rerun()  # what was picked changes more than the selection: the whole page, not this fragment alone


def show_details() -> None:
    """Show the details of the node that is selected in the diagram."""
    with st.container(key="details"):
        _get_component("details", get_assets_version())(key="details_view", data={})


def show_path_list(content: resources.Content, asked: Question) -> None:
    """Show the asked paths as a list to pick from; what is picked becomes the path."""
    parts = {
        "from": asked.start,
        "to": asked.end,
        "via": ",".join(asked.via),
        "off": ",".join(asked.avoiding),
        "evidence": asked.evidence,
        "sort": asked.sort,
    }
    data = {
        "query": urlencode({name: text for name, text in parts.items() if text}),
        "lang": selection.get_language(),
        "version": content.version,
        "path": st.session_state.get(selection.PATH),
    }
    with st.container(key="path_list"):
        _get_component("paths", get_assets_version())(
            key="path_list_view", data=data, on_picked_change=lambda: selection.take_path("path_list_view")
        )


def _build_query(chosen: Filter, hide: bool) -> str:
    """What distinguishes one picture from another: only a filter that hides."""
    if not hide or chosen.is_empty:
        return ""
    parts = {"level": chosen.levels, "stage": chosen.stages, "without": chosen.without}
    written = [f"{name}={','.join(sorted(ids))}" for name, ids in parts.items() if ids]
    return "&".join([*written, "rest=hide"])
