"""What columns of nodes and edges are called, in English and Dutch and by other tools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from model.search import fold

_PROVENANCE = "provenance, herkomst, how it is known, hoe we het weten"
_REFERENCE = "provenance source, reference, referentie, herkomst bron"
_CITATION = "provenance reference, full reference, citation, volledige referentie, herkomst referentie"
_LINK = "provenance url, source url, source link, bron url, bron link"
_LICENCE = "provenance licence, source licence, source license, bron licentie"
_NOTE = "provenance note, herkomst noot"
_NODES = {
    "id": "id, node id, identifier, key, sleutel, code",
    "label": (
        "label, name, naam, title, titel, element, node, knoop, concept, begrip, factor, variable, variabele"
    ),
    "description": (
        "description, beschrijving, omschrijving, definition, definitie, explanation, toelichting, uitleg, "
        "notes, notities, comment, opmerking, summary, samenvatting"
    ),
    "stage": "stage, fase, phase, stadium, step, stap, column, kolom, layer, laag, tier",
    "question": "question, vraag",
    "provenance": _PROVENANCE,
    "reference": f"{_REFERENCE}, source, bron",
    "citation": _CITATION,
    "link": _LINK,
    "licence": _LICENCE,
    "note": f"{_NOTE}, note, noot",
    "level": (
        "level, niveau, lane, swimlane, baan, actor, owner, eigenaar, perspective, perspectief, who, wie"
    ),
}
_EDGES = {
    "source": "from, source, van, bron, cause, oorzaak, start, begin, source id, from id, from node",
    "target": "to, target, naar, doel, effect, gevolg, end, einde, target id, to id, to node",
    "kind": (
        "kind, soort, relation, relatie, relationship, connection type, edge type, type, verb, werkwoord, "
        "interaction, predicate, edge label, label"
    ),
    "verb": "verb, werkwoord, label, edge label",
    "direction": "direction, richting, directed, gericht",
    "feedback": "feedback, terugkoppeling",
    "edge_provenance": _PROVENANCE,
    "edge_reference": f"{_REFERENCE}, source, bron",
    "edge_citation": _CITATION,
    "edge_link": _LINK,
    "edge_licence": _LICENCE,
    "edge_note": f"{_NOTE}, description, beschrijving, note, noot",
}
_SORTING = (
    "type, element type, category, categorie, group, groep, kind, soort, class, klasse, cluster, "
    "modularity class, theme, thema"
)
_TECHNICAL = (
    "id, x, y, z, r, g, b, a, size, weight, color, colour, kleur, shape, vorm, url, href, link, image, "
    "afbeelding, width, height, degree, index, tags, fixed, created at, updated at, "
    "border, faded, lit, provenance"
)

SORTING = tuple(_SORTING.split(", "))
"""What a column of stages may be called as well as one of levels."""

DIRECTIONS = {
    "directed": "directed",
    "gericht": "directed",
    "true": "directed",
    "undirected": "undirected",
    "ongericht": "undirected",
    "false": "undirected",
    "mutual": "mutual",
    "bidirectional": "mutual",
    "both": "mutual",
    "wederzijds": "mutual",
}
"""What a cell may say of the direction of an edge, and what that means."""

YES = ("true", "yes", "ja", "1", "x", "waar", "feedback")


def fold_name(column: str) -> str:
    """The words of a column's name without case, accents and signs between them.

    >>> fold_name("Element_Type ")
    'element type'
    """
    return " ".join(re.findall(r"[^\W_]+", fold(column)))


def find_column(role: str, columns: Sequence[str], taken: Iterable[str | None] = ()) -> str | None:
    """The column that by its name has a role, or None; one that is taken is left out.

    >>> find_column("source", ["Naar", "Van"]), find_column("stage", ["Label"])
    ('Van', None)
    """
    names = (_NODES if role in _NODES else _EDGES)[role].split(", ")
    free = [column for column in columns if column not in tuple(taken)]
    folded = {column: fold_name(column) for column in free}
    return next((column for name in names for column in free if folded[column] == name), None)


def find_ends(columns: Sequence[str]) -> tuple[str, str] | None:
    """The columns that say where an edge leads from and to, if there are both by their names."""
    source = find_column("source", columns)
    target = find_column("target", columns, [source])
    return (source, target) if source is not None and target is not None else None


def find_id_column(column: str, columns: Sequence[str]) -> str | None:
    """The column with the ids of what another one has the names of: our own exports have them.

    >>> find_id_column("stage", ["stage", "stage_id"])
    'stage_id'
    """
    return next((one for one in columns if fold_name(one) == f"{fold_name(column)} id"), None)


def is_technical(column: str) -> bool:
    """Whether a column says, by its name, how something is drawn or where it is.

    >>> is_technical("X"), is_technical("Phase")
    (True, False)
    """
    return fold_name(column) in _TECHNICAL.split(", ")
