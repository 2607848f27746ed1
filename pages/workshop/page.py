"""Workshop: the facilitator's side of a room with a projector and everyone's phone."""

import streamlit as st

from pages.server.disk import describe_shortage
from pages.shared import address, resources
from pages.shared.component import mount, show_bar
from pages.shared.facilitator import describe_visitor, get_access, may_facilitate
from pages.shared.passcode_tries import list_warnings


@st.fragment(run_every=30)
def show_warnings() -> None:
    """What the facilitator should know while the page is open."""
    if may_facilitate(get_access()):
        warnings = list_warnings(address.get_language(), is_leading=bool(address.keep("workshop")))
        for warning in filter(None, (*warnings, describe_shortage(_))):
            st.warning(warning)


_ = address.get_translate()
content = resources.get_content()
show_bar("workshop", content, _("Workshop"))
show_warnings()
data = {"lang": address.get_language(), "content": content.address, **describe_visitor()}
mount("workshop/workshop", "workshop_view", data)
