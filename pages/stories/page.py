"""Stories: read and find them, tell one, see what nobody has told yet, take them in and out as files."""

import streamlit as st

from pages.server.disk import describe_shortage
from pages.shared import address, current
from pages.shared.component import mount, show_inputs
from pages.shared.facilitator import describe_visitor, get_access, list_rights, may_facilitate, may_moderate
from pages.shared.resources import Content
from pages.shared.waiting import count_waiting
from pages.stories.absence import show_no_stories
from pages.stories.coverage import show_coverage
from pages.stories.exchange import show_exchange
from pages.stories.letterboxes.names import name_letterboxes
from pages.stories.model_coverage import show_model_coverage

# What the browser draws: its script, and the key of where.
_DRAWN = {
    "list": ("stories/stories", "story_list"),
    "queue": ("stories/queue", "story_queue"),
    "coding": ("stories/coding/coding", "coding"),
    "agreement": ("stories/agreement/agreement", "agreement"),
    "letterboxes": ("stories/letterboxes/letterboxes", "letterboxes"),
}


def show_stories(content: Content) -> None:
    """Show the list that the browser draws, or what Python draws of the stories."""
    show, access = address.get_show(), get_access()
    is_limited = access == "limited"
    shown = content.hide_told() if show == "coding" else content
    settings = {wording.setting for story in content.stories for wording in story.wordings if wording.setting}
    show_inputs(
        "stories",
        shown,
        title=_("Stories"),
        show=show,
        settings=sorted(settings, key=str.casefold),
        facilitates=may_moderate(access) or is_limited,
        limited=is_limited,
        may=sorted(list_rights(access)),
        letterboxes=name_letterboxes() if may_moderate(access) else {},
        waiting=count_waiting(),
    )
    if may_facilitate(access) and (shortage := describe_shortage(_)):
        st.warning(shortage)
    if show == "coverage":
        show_model_coverage(content, may_facilitate(access), _)
        show_coverage(content, _)
    elif show == "exchange":
        show_exchange(content, access, _)
    else:
        data = {"lang": address.get_language(), "content": shown.address, **describe_visitor()}
        script, key = _DRAWN[show]
        with st.container(key=key):
            mount(script, f"{key}_view", data)


_ = address.get_translate()
if (shown := current.get_content()).is_opened:
    show_no_stories(shown, _)
else:
    show_stories(shown)
