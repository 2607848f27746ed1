"""What a file became: what it is, what was left out of it, how much there is, and a small picture."""

from __future__ import annotations

import base64

import streamlit as st

from model import ConceptualModel
from model.diagram import build_diagram
from model.export import EXPORTERS, Figure, Options
from model.export.palette import ThemeName
from model.importing import MOST_LAYERS, Imported, RawGraph, describe_finding, to_rows
from model.tables import to_csv
from model.words import Translate, join_label
from pages.shared import address
from pages.shared.markdown import to_markdown

MOST_PICTURED = 300
_MOST_NAMED = 40


def show_reading(raw: RawGraph, _: Translate) -> None:
    """Say back what the file is and how much was read."""
    if raw.model is None:
        words = _("{nodes} elements, {edges} links") if raw.node_columns else _("{edges} links")
        counted = words.format(nodes=len(raw.nodes), edges=len(raw.edges))
        st.markdown(join_label(_, f"**{to_markdown(raw.label)}**", counted))


def show_findings(imported: Imported, _: Translate) -> None:
    """Show what was left out or taken otherwise than it stands in the file, and give it as a table."""
    if not imported.findings:
        return
    with st.container(key="open_findings"):
        for finding in imported.findings:
            st.text(describe_finding(finding, _))
        st.download_button(
            _("Download this list (CSV)"),
            lambda: to_csv(to_rows(imported.findings, _)),
            "left-out.csv",
            "text/csv",
            key="findings_button",
            on_click="ignore",
        )


def show_steps(imported: Imported, _: Translate) -> None:
    """Say what helps where more steps follow each other than columns can be read."""
    if imported.steps > MOST_LAYERS:
        words = _(
            "{steps} steps follow each other in this model, more than fit beside each other. They share "
            "{columns} columns. Choose a column of groups as the stage, or open the model as a network."
        )
        st.info(words.format(steps=imported.steps, columns=MOST_LAYERS))


def show_model(model: ConceptualModel, _: Translate) -> None:
    """Show in numbers, names and a small picture what the model holds."""
    language = address.get_language()
    nodes, edges = model.nodes(), model.edges
    words = _("Elements: {nodes} · links: {edges} · stages: {stages} · levels: {levels}")
    counted = words.format(
        nodes=len(nodes), edges=len(edges), stages=len(model.stages), levels=len(model.levels)
    )
    st.markdown(f"**{counted}**")
    for name, parts in ((_("Stages"), model.stages), (_("Levels"), model.levels)):
        names = [part.name.text(language) for part in parts[:_MOST_NAMED]]
        st.text(join_label(_, name, ", ".join(names) + (" …" if len(parts) > _MOST_NAMED else "")))
    if len(nodes) > MOST_PICTURED:
        st.text(_("A model of this size is drawn when it is opened."))
        return
    theme: ThemeName = "dark" if st.context.theme.type == "dark" else "light"
    figure = Figure(model, build_diagram(model, language), theme=theme)
    picture = base64.b64encode(EXPORTERS["svg"].build(figure, Options())).decode()
    st.html(f'<img class="export-preview" alt="{_("Preview")}" src="data:image/svg+xml;base64,{picture}">')
