"""What page and server tell each other beside what is shown: the language, and that they meet again.

A page whose server was restarted gets a new session, which knows nothing of what the page shows: changes
within a part of it (`st.fragment`) would be dropped in silence. So after each reconnection (`front_door`
tells when) the whole page is asked for once more, with what was picked while the server was away.
"""

from __future__ import annotations

import streamlit as st

from pages.shared import selection
from pages.shared.front_door import RECONNECTED

_SCRIPT = f"""
let component = null;
const tell = ({{ detail }}) => setTimeout(() => component?.setTriggerValue("met", detail));
addEventListener("{RECONNECTED}", tell);
export default (current) => {{
  component = current;
  document.documentElement.lang = current.data.language;
}};
"""


@st.cache_resource(show_spinner=False)
def _get_component():  # type: ignore[no-untyped-def]
    return st.components.v2.component("mangomoment_page_link", js=_SCRIPT, isolate_styles=False)


def link_page(language: str) -> None:
    """Put the language on the page, and keep the page alive when the connection was lost."""
    met = _get_component()(key="page_link", data={"language": language}, on_met_change=lambda: None).met
    if met and met.get("picked"):
        selection.take_over(met["picked"])
