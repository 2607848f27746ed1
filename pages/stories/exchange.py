"""Import, export and backup of the stories; what tellers may ask for, how long data is kept, who did what."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from model.words import Translate
from pages.shared import address, resources
from pages.shared.facilitator import Access, may_administer, may_facilitate
from pages.stories.backup import show_backup
from pages.stories.change_log import show_change_log
from pages.stories.coding_exchange import show_coding_files, show_project_import
from pages.stories.downloads import FORMS
from pages.stories.retention import show_retention
from pages.stories.story_import import show_import
from pages.stories.teller_request import show_teller_request

_PURPOSES: Mapping[str, Mapping[str, str]] = {
    "exports": {"status": "published", "consent": "exports"},
    "publications": {"status": "published", "consent": "publications"},
    "everything": {},
}


def show_exchange(content: resources.Content, access: Access, _: Translate) -> None:
    """Show the ways in and out; to the facilitator only, and the way out to one of a team."""
    is_limited = access == "limited"
    with st.container(key="prose"):
        if not (may_facilitate(access) or is_limited):
            st.info(_("Importing and exporting stories needs the facilitator's passcode."))
            return
        st.header(_("Export stories"), anchor=False)
        query = _show_files(is_limited, _)
        if is_limited:
            return
        st.header(_("Codings"), anchor=False)
        show_coding_files(query, _)
        show_project_import(content, _)
        st.header(_("Import stories"), anchor=False)
        show_import(content, _)
        st.header(_("When a teller asks"), anchor=False)
        show_teller_request(_)
        if may_administer(access):
            st.header(_("Backups"), anchor=False)
            show_backup(_)
            st.header(_("How long data is kept"), anchor=False)
            show_retention(_)
            st.header(_("Log of changes"), anchor=False)
            show_change_log(_)


def _show_files(is_limited: bool, _: Translate) -> Mapping[str, str]:
    """Ask which stories are meant, and show them as files; what an address says of them, but for the team."""
    names = {
        "exports": _("Those that may be exported"),
        "publications": _("Those that may be in publications"),
        "everything": _("All, for your own records"),
    }
    chosen = st.radio(
        _("Which stories?"), list(names), format_func=names.__getitem__, key="export_purpose", horizontal=True
    )
    if chosen == "everything":
        st.text(_("All stories, including those waiting or withdrawn. Keep the file to yourself."))
    purpose = _PURPOSES[chosen or "exports"]
    team = {} if is_limited else _choose_team(_)
    query = urlencode({**purpose, **team, "lang": address.get_language()})
    links = (
        f'<a class="file-link" href="stories-export.{form}?{escape(query)}" download>{form.upper()}</a>'
        for form in FORMS
    )
    st.html(f'<p class="file-links">{" ".join(links)}</p>')
    st.text(_("Each file can be imported again without loss."))
    return purpose


def _choose_team(_: Translate) -> Mapping[str, str]:
    """Ask of which team the stories are to be; nobody is asked where there is none."""
    names = {team.id: team.name for team in resources.get_team_store().list()}
    if not names:
        return {}
    chosen = st.selectbox(
        _("Team"),
        list(names),
        None,
        format_func=names.__getitem__,
        placeholder=_("all teams"),
        key="export_team",
    )
    return {"team": chosen} if chosen else {}
