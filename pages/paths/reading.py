"""How to read what stories tell of paths."""

from __future__ import annotations

import streamlit as st

from model.words import Translate
from pages.shared.payload.kinds import describe_evidence


def show_reading(_: Translate) -> None:
    """Show what each kind of evidence means, and what none of them says."""
    with st.expander(_("How to read the evidence")):
        for name, meaning in describe_evidence(_).values():
            st.markdown(f"**{name}**: {meaning}")
        st.text(
            _(
                "Many stories mean that something is much told, not that its effect is strong. And "
                "links that were each seen somewhere, in different contexts, need not hold when they "
                "are chained: such a chain can mislead."
            )
        )
