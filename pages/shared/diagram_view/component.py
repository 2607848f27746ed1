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
from pages.shared import current, query, resources, selection
from pages.shared.diagram_view.routes import get_assets_version
from pages.shared.facilitator import get_access, may_facilitate
from pages.shared.payload.tracing import Question

COMPONENT = "diagram"


def _load_script(name: str) -> str:
    """A component's script: it only fetches the real one, which the browser keeps."""
    address = json.dumps(f"assets/{get_assets_version()}/{name}.js")
    return (
        f"const script = import(new URL({address}, document.baseURI));\n"
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


def show_diagram(
    view: str,
    words: str,
    *,
    chosen: Filter = resources.EVERYTHING,
    hide: bool = False,
    hits: Iterable[str] = (),
    off: Iterable[str] = (),
    on_pick: Callable[[str], None] = selection.take_pick,
) -> None:
    """Show the model's diagram; what is picked in it becomes the selection.

    A click runs what surrounds this; `show_diagram_alone` where nothing else follows from what is picked.
    `words` says what is shown, `hits` are ids of nodes to mark as found, `off` of nodes to cross out.
    """
    language = selection.get_language()
    content = current.get_content()  # as it is now: a click runs only this
    model = content.model
    data = {
        "node": st.session_state[query.NODE],
        "depth": st.session_state[query.DEPTH],
        "sequence": st.session_state.get(selection.SEQUENCE, 0),
        "view": view,
        "lang": language,
        "content": content.address,
        "query": _build_query(chosen, hide, selection.are_counts_shown()),
        "levels": sorted(chosen.find_levels(model)) if chosen.levels or chosen.without else None,
        "stages": sorted(chosen.stages) or None,
        "hits": sorted(hits) or None,
        "off": sorted(off) or None,
        "words": words,
    }
    get_component("diagram")(
        key=COMPONENT,
        data={key: value for key, value in data.items() if value is not None},
        on_picked_change=lambda: on_pick(COMPONENT),
    )


show_diagram_alone = st.fragment(show_diagram)


def show_details(content: resources.Content) -> None:
    """Show the details of the node that is selected in the diagram; a story can be told there."""
    data = {
        "lang": selection.get_language(),
        "content": content.address,
        "facilitates": may_facilitate(get_access()),
    }
    with st.container(key="details"):
        get_component("details")(key="details_view", data=data)


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
        "content": content.address,
        "path": st.session_state.get(query.PATH),
    }
    with st.container(key="path_list"):
        get_component("paths")(
            key="path_list_view", data=data, on_picked_change=lambda: selection.take_path("path_list_view")
        )


def _build_query(chosen: Filter, hide: bool, counts: bool) -> str:
    """What distinguishes one picture from another: a filter that hides, and the numbers of stories."""
    parts: dict[str, str] = {}
    if hide and not chosen.is_empty:
        ids = {"level": chosen.levels, "stage": chosen.stages, "without": chosen.without}
        parts = {name: ",".join(sorted(some)) for name, some in ids.items() if some}
        parts["rest"] = "hide"
    if counts:
        parts["counts"] = "yes"
    return "&".join(f"{name}={text}" for name, text in parts.items())
