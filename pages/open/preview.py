"""What a file became: how much there is, what had to be done for it, and a small picture."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import streamlit as st

from model import ConceptualModel
from model.diagram import build_diagram
from model.export import EXPORTERS, Figure, Options
from model.export.palette import ThemeName
from model.importing import Changes
from model.words import Translate
from pages.shared import selection

MOST_PICTURED = 300
_MOST_NAMED = 40


def describe_changes(changes: Changes, _: Translate) -> Iterator[str]:
    """What had to be done to make a model of the file, a sentence for each kind of change."""
    said = (
        (changes.merged, _("Edges that were there twice and became one: {count}.")),
        (changes.feedback, _("Edges that lead back or close a cycle, marked as feedback: {count}.")),
        (changes.undirected, _("Edges without a direction, taken as they are written: {count}.")),
        (changes.created, _("Nodes that only edges name, made: {count}.")),
        (changes.unsorted, _("Nodes without a stage or a level, put under “Unsorted”: {count}.")),
        (changes.unsupported, _("Nodes and edges that do not say by which source they are known: {count}.")),
        (changes.renamed, _("Nodes whose ids had other signs than letters, digits and -_. : {count}.")),
    )
    for count, words in said:
        if count:
            yield words.format(count=count)


def show_model(model: ConceptualModel, _: Translate) -> None:
    """Show in numbers, names and a small picture what the model holds."""
    language = selection.get_language()
    nodes, edges = model.nodes(), model.edges
    words = _("Nodes: {nodes} · edges: {edges} · stages: {stages} · levels: {levels}")
    counted = words.format(
        nodes=len(nodes), edges=len(edges), stages=len(model.stages), levels=len(model.levels)
    )
    st.markdown(f"**{counted}**")
    for name, parts in ((_("Stages"), model.stages), (_("Levels"), model.levels)):
        names = [part.name.text(language) for part in parts[:_MOST_NAMED]]
        st.text(f"{name}: {', '.join(names)}{' …' if len(parts) > _MOST_NAMED else ''}")
    if len(nodes) > MOST_PICTURED:
        st.text(_("The picture of so many nodes is drawn when the model is opened."))
        return
    theme: ThemeName = "dark" if st.context.theme.type == "dark" else "light"
    figure = Figure(model, build_diagram(model, language), theme=theme)
    picture = base64.b64encode(EXPORTERS["svg"].build(figure, Options())).decode()
    st.html(f'<img class="export-preview" alt="{_("Preview")}" src="data:image/svg+xml;base64,{picture}">')
