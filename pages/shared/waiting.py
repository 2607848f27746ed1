"""What waits for the facilitator, for the badges that say so: stories, and actions that are overdue."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import streamlit as st

from model.stories import StoreError
from model.workshop import WorkshopStore
from pages.shared import resources
from pages.shared.facilitator import find_teams, get_access, may_facilitate, may_moderate


def count_waiting() -> int:
    """How many stories wait to be read; 0 for who cannot read them, and where they cannot be counted now."""
    with suppress(StoreError):
        if may_moderate(get_access()):
            return resources.get_store().count_waiting()
    return 0


def count_overdue() -> int:
    """How many actions are open though their day is over, of who is limited to some teams those of these; 0
    for visitors, and where they cannot be counted now."""
    with suppress(StoreError):
        access = get_access()
        teams = find_teams(st.context.cookies) if access == "limited" else ()
        if may_facilitate(access) or teams:
            return WorkshopStore(resources.get_store()).count_overdue(date.today(), teams)
    return 0
