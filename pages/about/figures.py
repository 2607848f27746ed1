"""The numbers of the study, and the table of how each part is known."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd

from model import ConceptualModel
from model.schema import Study
from model.words import Translate
from pages.shared.evidence_words import describe_provenances
from pages.shared.templates import render

_TEMPLATES = Path(__file__).parent / "templates"


def render_study(study: Study, language: str, _: Translate) -> str:
    """What each phase of the study counted, as HTML: a card for each number, and a bar for each share.

    Phases count different things, so that only a part and its whole are drawn to one scale.
    """
    cards = [
        {
            "name": phase.name.text(language),
            "count": _write(phase.count),
            "counted": phase.counted.text(language),
        }
        for phase in study.phases
    ]
    shares = []
    for phase in study.phases:
        if part := phase.of_which:
            percent = round(100 * part.count / phase.count) if phase.count else 0
            words = _("{part} of {whole} {counted} ({percent}%): {name}")
            title = words.format(
                part=_write(part.count),
                whole=_write(phase.count),
                counted=phase.counted.text(language),
                percent=percent,
                name=part.name.text(language),
            )
            shares.append({"title": title, "percent": min(100, percent)})
    return render(_TEMPLATES, "study.html", cards=cards, shares=shares)


def _write(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


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
    return pd.DataFrame(rows, columns=[_("Known as"), _("What that means"), _("Elements"), _("Links")])
