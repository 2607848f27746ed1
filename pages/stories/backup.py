"""A backup of all stories with one click, and putting one back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from model.stories import BackupError, StoreError
from model.words import Translate
from pages.shared import resources
from pages.shared.fault_words import describe_trouble, list_troubles


def show_backup(_: Translate) -> None:
    """Show the link to a backup and the way to put one back: into PostgreSQL by the command line."""
    name = _("Download a backup")
    st.html(f'<p class="file-links"><a class="file-link" href="stories-backup.db" download>{name}</a></p>')
    if not resources.is_store_a_file():
        words = _("These stories are in PostgreSQL. A backup is put back with {command}.")
        st.markdown(words.format(command="`python -m model restore`"))
        return
    with st.expander(_("Restore a backup")):
        file = st.file_uploader(_("Backup"), type=["db"], key="backup_file")
        st.text(
            _(
                "It replaces all stories here. These are first saved in a separate file. What tellers "
                "withdrew or had erased since the backup does not come back."
            )
        )
        if st.button(_("Restore"), key="restore", disabled=file is None) and file is not None:
            _restore(file.getvalue(), file.name, _)
    if done := st.session_state.pop("restored", None):
        st.success(done)


def _restore(content: bytes, name: str, _: Translate) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / (Path(name).name or "backup.db")
        file.write_bytes(content)
        try:
            kept = resources.get_restorable_store().restore(file)
        except BackupError as error:
            st.error(_describe(error, name, _))
        except StoreError as error:
            st.error(describe_trouble(error, _))
        else:
            words = _("The backup was restored. What was there before is in {file}.")
            st.session_state["restored"] = (
                words.format(file=kept.name) if kept else _("The backup was restored.")
            )
            st.rerun()


def _describe(error: BackupError, name: str, _: Translate) -> str:
    """Why a backup was not restored, and what to do."""
    match error.reason:
        case "":
            return _("This backup cannot be restored: {reason}.").format(reason=error)
        case "other":
            words = _(
                "“{file}” is not a backup of stories. Choose a file that was downloaded here as a backup."
            )
        case "damaged":
            words = _("The backup “{file}” is damaged. Choose another one.")
        case "unreadable":
            words = _("The backup “{file}” cannot be read. Check the file, then try again.")
        case _reason:
            return f"“{name}”: {list_troubles(_)[error.reason]}"
    return words.format(file=name)
