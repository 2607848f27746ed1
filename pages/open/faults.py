"""Every fault of a file, each with its place, as `python -m model check` prints them."""

from __future__ import annotations

import streamlit as st

from model import ModelFileError
from model.words import Translate


def show_faults(error: ModelFileError, _: Translate) -> None:
    """Show what is wrong and where; of very many faults the first ones."""
    count = error.count
    if count == 1:
        st.error(_("There is 1 error. Fix it in the file, or choose other columns, and open it again."))
    else:
        words = _(
            "There are {count} errors. Fix them in the file, or choose other columns, and open it again."
        )
        st.error(words.format(count=count))
    lines = [f"{error.file}: {fault}" for fault in error.faults]
    with st.container(key="open_faults"):
        st.code("\n".join(lines), language=None, wrap_lines=True)
    if count > len(error.faults):
        st.text(_("These are the first {count}.").format(count=len(error.faults)))
