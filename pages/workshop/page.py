"""Workshop: the facilitator's side of a room with a projector and everyone's phone."""

import streamlit as st

from pages.shared import query, resources, selection
from pages.shared.diagram_view.component import get_component
from pages.shared.facilitator import get_access, list_warnings, may_facilitate


@st.fragment(run_every=30)
def show_warnings() -> None:
    """What the facilitator should know while the page is open."""
    if may_facilitate(get_access()):
        is_leading = bool(st.session_state.get(query.WORKSHOP))
        for warning in list_warnings(selection.get_language(), is_leading):
            st.warning(warning)


@st.fragment
def show_workshop() -> None:
    """The title, and what leads a workshop; it speaks with the server itself."""
    _ = selection.get_translate()
    content = resources.get_content()
    st.title(_("Workshop"), anchor=False)
    show_warnings()
    data = {
        "lang": selection.get_language(),
        "content": content.address,
        "access": get_access(),
        "workshop": st.session_state.get(query.WORKSHOP),
    }
    get_component("workshop")(
        key="workshop_view",
        data={name: value for name, value in data.items() if value},
        on_picked_change=lambda: selection.take_workshop("workshop_view"),
    )


show_workshop()
