"""What is wrong with the files: that they cannot be opened together, or every fault of one with its place."""

from __future__ import annotations

import streamlit as st

from model import ModelFileError
from model.importing import FilesApartError
from model.words import Translate
from pages.shared.markdown import to_markdown


def show_files_apart(error: FilesApartError, _: Translate) -> None:
    """Say which files cannot be opened together, and which of them to keep."""
    if error.models:
        words = _(
            "These files cannot be opened together: {files}. Model files are opened one at a time ({models})."
            " Keep one of them, or only the two tables of one model: its elements and its links."
        )
    else:
        words = _(
            "These files cannot be opened together: {files}. "
            "Keep two tables: one of elements and one of links."
        )
    names = {"files": error.names, "models": error.models}
    st.error(words.format(**{key: to_markdown(", ".join(value)) for key, value in names.items()}))


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
