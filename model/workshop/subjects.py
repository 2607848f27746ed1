"""What a round is about, by name: nodes and edges of the model, or texts of the round's own."""

from __future__ import annotations

from model.graph import ConceptualModel
from model.workshop.round import THE_QUESTION, Round


def list_subjects(model: ConceptualModel, round_: Round, language: str) -> dict[str, str]:
    """The name of each subject that there still is, by its id: nodes and edges as in the model, own texts as
    the round has them; of a round that is about nothing else than its question there is one without a name.

    >>> from model import load_model
    >>> round_ = Round(id="r", number=1, kind="choice", options=("Coffee", "Tea"), dots=1)
    >>> list_subjects(load_model(), round_, "en")
    {'o1': 'Coffee', 'o2': 'Tea'}
    """
    if round_.about == "options":
        return dict(zip(round_.subjects, round_.options, strict=True))
    if round_.about == "nodes":
        return {node.id: node.name.text(language) for node in model.nodes() if node.id in round_.nodes}
    if round_.about == "edges":
        ends = list_edges(model)
        return {edge: name_edge(model, edge, language) for edge in ends if edge in round_.edges}
    return {THE_QUESTION: ""}


def name_subject(model: ConceptualModel, round_: Round, subject: str, language: str) -> str:
    """The name of a subject; its id where the model does not have it any more."""
    return list_subjects(model, round_, language).get(subject, subject)


def list_edges(model: ConceptualModel) -> tuple[str, ...]:
    """The ids of all edges, each once, in the order of the model."""
    return tuple(dict.fromkeys(f"{edge.source}>{edge.target}" for edge in model.edges))


def name_edge(model: ConceptualModel, edge: str, language: str) -> str:
    """An edge by the names of its ends, with an arrow between them."""
    return " → ".join(model.get_node(end).name.text(language) for end in edge.split(">"))
