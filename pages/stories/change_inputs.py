"""What the import asks of stories that are there already and stand otherwise in the file."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

from model.stories.intake.changes import StoryChange
from model.stories.intake.story_import import MOST_CHANGES, Accept
from model.words import Translate
from pages.shared import address
from pages.shared.story_words import list_fields

_LONGEST = 1_000
_CONTEXT = 15
"""How much of what is alike is shown before a difference, in characters."""
_TICKED = "import_ticked"


def choose_changes(changes: Sequence[StoryChange], mark: str, _: Translate) -> Accept:
    """Show field by field what the file says otherwise, and ask what of it is to be taken over."""
    if not changes:
        return lambda _change: ()
    words = (
        _("1 story here differs from the file. Choose what to take over.")
        if len(changes) == 1
        else _("{count} stories here differ from the file. Choose what to take over.")
    )
    st.info(words.format(count=len(changes)))
    if len(changes) == MOST_CHANGES:
        st.text(
            _("These are the first {count}; import the file again for the others.").format(count=MOST_CHANGES)
        )
    if not all(change.is_dated for change in changes):
        st.warning(
            _(
                "The file does not say when it was exported, so it may be older than what is here. "
                "Look at each difference before you take it over."
            )
        )
    if any(field_change.is_conflict for change in changes for field_change in change.fields):
        st.warning(
            _(
                "Some fields were changed here since the export. "
                "They are marked, and stay unless you tick them."
            )
        )
    ticked = _choose_ticked(mark, _)
    language = address.get_language()
    fields = list_fields(_)
    take, story, field, here, there, note = (
        _("Apply"),
        _("Story"),
        _("Field"),
        _("Here"),
        _("In the file"),
        _("Note"),
    )
    listed = [(change, field_change) for change in changes for field_change in change.fields]
    shown = pd.DataFrame(
        {
            take: [
                (change.is_dated and not field_change.is_conflict) if ticked is None else ticked
                for change, field_change in listed
            ],
            story: [change.stored.name(language) for change, _field_change in listed],
            field: [fields[field_change.field] for _change, field_change in listed],
            here: [
                _show_from_difference(field_change.stored, field_change.said)
                for _change, field_change in listed
            ],
            there: [
                _show_from_difference(field_change.said, field_change.stored)
                for _change, field_change in listed
            ],
            note: [
                _("changed here meanwhile") if field_change.is_conflict else ""
                for _change, field_change in listed
            ],
        }
    )
    edited = st.data_editor(
        shown,
        column_config={
            take: st.column_config.CheckboxColumn(take, width=95),
            **{
                name: st.column_config.TextColumn(name, disabled=True, width=width)
                for name, width in ((story, 140), (field, 100), (here, 190), (there, 190), (note, 170))
            },
        },
        hide_index=True,
        key=f"changes_{mark[:12]}_{ticked}",
    )
    accepted: dict[tuple[str, int], list[str]] = {}
    for (change, field_change), is_taken in zip(listed, edited[take], strict=True):
        if is_taken:
            accepted.setdefault((change.stored.id, change.stored.revision), []).append(field_change.field)

    def accept(change: StoryChange) -> Collection[str]:
        # What was changed since this was shown has another revision, and is left as it is.
        return accepted.get((change.stored.id, change.stored.revision), ())

    return accept


def _show_from_difference(text: str, other: str) -> str:
    """A text as it fits into a cell: of a long one, what comes a little before it differs from the other.

    >>> _show_from_difference("She came by each day and sang to us. Twice.", "She came by each day and sang.")
    '… each day and sang to us. Twice.'
    """
    alike = next(
        (
            at
            for at, (letter, other_letter) in enumerate(zip(text, other, strict=False))
            if letter != other_letter
        ),
        len(text),
    )
    start = text.rfind(" ", 0, max(alike - _CONTEXT, 0))
    return (f"…{text[start:]}" if start > 0 else text)[:_LONGEST]


def _choose_ticked(mark: str, _: Translate) -> bool | None:
    """Whether all are ticked, or none; None for those that are free to be taken over."""
    key = f"{_TICKED}_{mark[:12]}"

    def set_to(value: bool) -> None:
        st.session_state[key] = value

    with st.container(horizontal=True):
        st.button(_("Tick all"), on_click=set_to, args=(True,), key=f"tick_all_{mark[:12]}")
        st.button(_("Tick none"), on_click=set_to, args=(False,), key=f"tick_none_{mark[:12]}")
    ticked: bool | None = st.session_state.get(key)
    return ticked
