"""What is kept for how long, and when it was erased last, for the facilitator."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from model.stories import StoreError
from model.upkeep import count_due
from model.words import Translate, write_number
from pages.shared import address, resources
from pages.shared.fault_words import describe_trouble
from pages.shared.period_words import write_moment
from pages.shared.upkeep import Run, find_last_run
from pages.stories.retention_words import list_rows


def show_retention(_: Translate) -> None:
    """Show what is kept for how long, how much is due, and when it was erased last."""
    try:
        due = count_due(resources.get_store())
        last = find_last_run()
    except StoreError as error:
        st.error(describe_trouble(error, _))
        return
    language = address.get_language()
    st.text(
        _(
            "The server erases what is due every hour. Whoever runs it sets other times by environment "
            "variables; docs/privacy.md says how."
        )
    )
    _show_last_run(last, language, _)
    headings = (_("What"), _("Kept for"), _("Counted from"), _("Variable"), _("Due now"))
    rows = [(*row, write_number(due[kept], language, 0) if kept in due else "") for kept, row in list_rows(_)]
    with st.container(key="retention"):
        st.table(pd.DataFrame(rows, columns=list(headings)), hide_index=True)


def _show_last_run(run: Run | None, language: str, _: Translate) -> None:
    if run is None:
        st.text(_("Nothing was erased yet. The server begins within an hour."))
        return
    moment = write_moment(run.at, language)
    if isinstance(run.trouble, StoreError):
        st.warning(_("Last tried: {moment}.").format(moment=moment) + " " + describe_trouble(run.trouble, _))
    else:
        st.text(_("Last carried out: {moment}.").format(moment=moment))
