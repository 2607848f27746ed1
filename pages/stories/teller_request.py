"""Finding the story of somebody who asks for a copy of it, or to have it withdrawn or erased."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from html import escape
from urllib.parse import urlencode

import streamlit as st

from model import Story
from model.stories import StoreError, StoryQuery, StoryStore, UnknownStoryError
from model.stories.faults import UnknownCodeError
from model.teller_data import find_by_code
from model.words import Translate, join_label, write_day
from pages.shared import address, resources
from pages.shared.fault_words import describe_trouble
from pages.shared.story_words import list_statuses

_MOST = 20


def show_teller_request(_: Translate) -> None:
    """Ask for the code on a receipt, or for words of the story, and show the stories that these lead to."""
    st.text(
        _(
            "Somebody asks for a copy of their story, or to have it withdrawn or erased: find it here, by "
            "the code on their receipt or by words of its text."
        )
    )
    sought = st.text_input(_("Code or words"), key="teller_request").strip()
    if not sought:
        return
    try:
        store = resources.get_store()
        found = _find(store, sought)
    except UnknownStoryError:
        st.info(_("The story of this code was erased."))
        return
    except StoreError as error:
        st.error(describe_trouble(error, _))
        return
    if not found:
        st.info(_("No story has this code or these words. Compare the code with the receipt."))
        return
    st.html(_render(found, _))
    st.text(
        _(
            "“All data” is everything that is kept of the story. Open the story to withdraw it, or to delete "
            "it for good. Backups made before still have it."
        )
    )
    if len(found) == _MOST:
        st.text(_("These are the first {count}. Type more words.").format(count=_MOST))


def _find(store: StoryStore, sought: str) -> tuple[Story, ...]:
    """The story of a code, else those with these words; `UnknownStoryError` where that of a code is gone."""
    with suppress(UnknownCodeError):
        return (store.get(find_by_code(store, sought)),)
    return store.find(StoryQuery(words=sought), at_most=_MOST).stories


def _render(found: Iterable[Story], _: Translate) -> str:
    language = address.get_language()
    statuses, opens, copies = list_statuses(_), _("Open the story"), _("All data (JSON)")

    def build(story: Story) -> str:
        said = join_label(_, statuses[story.status], write_day(story.created_at.date(), language))
        query = urlencode({"story": story.id, "lang": language})
        return (
            f'<li><strong>{escape(story.name(language))}</strong> · {escape(said)}<p class="file-links">'
            f'<a class="file-link" href="stories?{escape(query)}" target="_self">{escape(opens)}</a> '
            f'<a class="file-link" href="stories/{story.id}/data.json" download>{escape(copies)}</a></p></li>'
        )

    return f"<ul>{''.join(map(build, found))}</ul>"
