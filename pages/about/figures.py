"""The figure and the table of the about page."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import plotly.graph_objects as go

from model import ConceptualModel
from model.export.palette import PALETTES
from model.schema import Study
from model.words import Translate
from pages.shared.evidence_words import describe_provenances


def build_study_figure(study: Study, language: str) -> go.Figure:
    """What each phase of the study counted, as bars on one linear scale; parts stand below their whole."""
    names, counts, labels, colours = [], [], [], []
    whole, part = PALETTES["light"].lines[0], PALETTES["light"].lines[1]
    for phase in study.phases:
        names.append(phase.name.text(language))
        counts.append(phase.count)
        labels.append(f"{phase.count:,} {phase.counted.text(language)}".replace(",", "\u202f"))
        colours.append(whole)
        if phase.of_which:
            share = round(100 * phase.of_which.count / phase.count)
            names.append(f"→ {phase.of_which.name.text(language)}")
            counts.append(phase.of_which.count)
            labels.append(f"{phase.of_which.count} ({share} %)")
            colours.append(part)
    figure = go.Figure(
        go.Bar(
            x=counts,
            y=names,
            text=labels,
            orientation="h",
            textposition="outside",
            cliponaxis=False,
            marker_color=colours,
        )
    )
    figure.update_layout(
        height=60 + 46 * len(names),
        margin={"l": 0, "r": 90, "t": 10, "b": 10},
        font_size=14,
        xaxis={"visible": False, "fixedrange": True},
        yaxis={
            "autorange": "reversed",
            "automargin": True,
            "fixedrange": True,
            "ticksuffix": "  ",
            "tickfont_size": 14,
        },
    )
    return figure


def has_provenance(model: ConceptualModel) -> bool:
    """Whether the model says of any part how it is known."""
    return any(node.provenance for node in model.nodes()) or any(edge.provenance for edge in model.edges)


def build_provenance_table(model: ConceptualModel, _: Translate) -> pd.DataFrame:
    """For each kind of provenance what it means and how many nodes and edges are known that way."""
    nodes: Counter[str] = Counter(node.provenance.kind for node in model.nodes() if node.provenance)
    edges: Counter[str] = Counter(edge.provenance.kind for edge in model.edges if edge.provenance)
    rows = [
        (name, meaning, nodes[kind], edges[kind]) for kind, (name, meaning) in describe_provenances(_).items()
    ]
    return pd.DataFrame(rows, columns=[_("Known as"), _("What that means"), _("Nodes"), _("Edges")])
