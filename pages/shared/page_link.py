"""What page and server tell each other beside what is shown: the language, and when to look again.

A page whose server was restarted gets a new session, which knows nothing of what the page shows: changes
within a part of it (`st.fragment`) would be dropped in silence. So after each reconnection (`front_door`
tells when) the whole page is asked for once more, with what was picked while the server was away. It is
asked for anew, too, when model or public stories became others, here or in another window: what is
withdrawn in one is gone from all of them within seconds. This is the one way to ask for it: `st.rerun()`
in a fragment would call back the page of the fragment when somebody has just left it.
"""

from __future__ import annotations

from pages.shared import selection
from pages.shared.diagram_view.component import get_component
from pages.shared.resources import Content


def link_page(language: str, content: Content, page: str) -> None:
    """Put the language on the page, and keep it alive and up to date with the content that is shown.

    `page` is the page's own part of the address; by it the browser sees that another page has come.
    """
    result = get_component("page_link")(
        key="page_link",
        data={"language": language, "version": content.version, "model": content.key or "", "page": page},
        on_met_change=lambda: None,
        on_changed_change=lambda: None,
    )
    if result.met and result.met.get("picked"):
        selection.take_over(result.met["picked"])
    if result.changed and "story" in result.changed:
        selection.open_story(result.changed["story"])
