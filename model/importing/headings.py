"""What columns of nodes and edges are called, in English, Dutch, French and German and by other tools."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from model.search import fold

_PROVENANCE = (
    "provenance, herkomst, how it is known, hoe we het weten, how we know this, hoe het bekend is, "
    "woher es bekannt ist"
)
_REFERENCE = "provenance source, reference, referentie, herkomst bron"
_CITATION = (
    "provenance reference, full reference, citation, volledige referentie, volledige verwijzing, "
    "herkomst referentie, vollstandige quellenangabe"
)
_LINK = "provenance url, source url, source link, bron url, bron link, link zur quelle"
_LICENCE = "provenance licence, source licence, source license, bron licentie, lizenz der quelle"
_NOTE = "provenance note, herkomst noot"
_NODES = {
    "id": "id, identifier, key, sleutel, code, schlussel, cle, identifiant, kennung",
    "label": (
        "label, name, naam, nom, title, titel, titre, labels, visible labels, shared name, display name, "
        "libelle, intitule, bezeichnung, element, node, vertex, knoop, knoten, noeud, concept, begrip,"
        " begriff, "
        "factor, faktor, facteur, variable, variabele, term"
    ),
    "description": (
        "description, beschrijving, omschrijving, beschreibung, definition, definitie, explanation, "
        "toelichting, uitleg, erklarung, explication, notes, notities, notizen, remarques, comment, "
        "opmerking, "
        "kommentar, commentaire, summary, samenvatting, zusammenfassung, resume"
    ),
    "stage": (
        "stage, fase, phase, stadium, step, stap, etape, stufe, schritt, column, kolom, colonne, "
        "spalte, layer, "
        "laag, couche, schicht, tier"
    ),
    "question": "question, vraag, frage",
    "provenance": _PROVENANCE,
    "reference": f"{_REFERENCE}, source, bron, quelle",
    "citation": _CITATION,
    "link": _LINK,
    "licence": _LICENCE,
    "note": f"{_NOTE}, note, noot, anmerkung",
    "level": (
        "level, niveau, ebene, lane, swimlane, baan, couloir, bahn, actor, acteur, akteur, owner, eigenaar, "
        "perspective, perspectief, perspektive, who, wie, qui, wer"
    ),
}
_EDGES = {
    "kind": (
        "kind, soort, art, sorte, relation, relatie, beziehung, relationship, connection type, edge type, "
        "link type, type, typ, verb, werkwoord, verbe, interaction, predicate, edge label, label"
    ),
    "verb": "verb, werkwoord, verbe, label, edge label",
    "direction": "direction, richting, richtung, directed, gericht, gerichtet, dirige, oriente",
    "feedback": "feedback, terugkoppeling, ruckkopplung, retroaction",
    "edge_provenance": _PROVENANCE,
    "edge_reference": f"{_REFERENCE}, source, bron, quelle",
    "edge_citation": _CITATION,
    "edge_link": _LINK,
    "edge_licence": _LICENCE,
    "edge_note": f"{_NOTE}, description, beschrijving, beschreibung, note, noot, anmerkung",
}
_SOURCE = (
    "from, source, van, bron, von, quelle, depuis, de, cause, oorzaak, ursache, origin, oorsprong, origine, "
    "depart, tail, predecessor, voorganger, vorganger, parent, influencer, start, begin"
)
_TARGET = (
    "to, target, naar, doel, nach, ziel, vers, a, effect, gevolg, effet, wirkung, consequence, consequentie, "
    "destination, bestemming, cible, arrivee, head, successor, opvolger, nachfolger, child, "
    "influenced, outcome, "
    "end, einde, ende, fin, zu"
)
_THING = (
    "node, vertex, knoop, knoten, noeud, sommet, element, variable, variabele, factor, facteur, faktor, "
    "concept"
)
_IDENTITY = "id, key, code, nr, number"
_NAME = "label, name, naam, nom, libelle, bezeichnung, title, titel, titre"
_SORTING = (
    "type, element type, category, categorie, kategorie, group, groep, gruppe, groupe, kind, soort, "
    "class, klasse, classe, cluster, modularity class, theme, thema, region, "
    "role, rol, rolle"
)
_DRAWN = (
    "x, y, z, r, g, b, a, size, color, colour, kleur, couleur, farbe, shape, vorm, width, height, fixed, "
    "border, faded, lit"
)
_TECHNICAL = (
    f"{_DRAWN}, id, weight, url, href, link, image, afbeelding, degree, index, tags, created at, updated at, "
    "provenance"
)
_MEASURES = (
    "count, counts, number, nr, aantal, anzahl, nombre, total, totaal, sum, som, percent, percentage, "
    "procent, "
    "pourcentage, prozent, score, value, waarde, wert, valeur, frequency, frequentie, mean, average, "
    "gemiddelde, "
    "rank, order, volgorde, year, jaar, date, datum, start, end, created, updated, modified, degree, "
    "indegree, "
    "outdegree, weighted degree, in degree, out degree, betweenness, closeness, eccentricity, "
    "pagerank, authority, "
    "hub, uuid, guid, suid, citation count, population, age, leeftijd"
)

SORTING = tuple(_SORTING.split(", "))
"""What a column of stages may be called as well as one of levels."""

_DIRECTED = (
    "directed, gericht, gerichtet, oriente, orientee, dirige, dirigee, dirigido, orientato, diretto, true, "
    "directional, one way, arc"
)
_UNDIRECTED = (
    "undirected, ongericht, ungerichtet, non oriente, non orientee, non dirige, non dirigee, no dirigido, "
    "non orientato, nondirected, false, undirectional, none"
)
_MUTUAL = "mutual, bidirectional, both, wederzijds, beidseitig, mutuel, two way, bidirectionnel"

DIRECTIONS = {
    word: direction
    for direction, words in (("directed", _DIRECTED), ("undirected", _UNDIRECTED), ("mutual", _MUTUAL))
    for word in words.split(", ")
}
"""What a cell may say of the direction of an edge, and what that means."""

YES = ("true", "yes", "ja", "1", "x", "waar", "feedback")


_ID_NAME = re.compile(r"(^| )(id|ids|uuid|guid|count|percentage|pct)$")
_MEASURE = re.compile(
    r"[<>≤≥~≈±]?\s*[-+−]?(?:[€$£]\s*)?[0-9][0-9.,' \u00a0]*(?:[eE][-+]?[0-9]+)?\s*"
    r"(?:%|‰|°|€|\$|£|x|k|m|mm|cm|km|ms|s|min|h|pt|px|procent|percent)?"
    r"|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?"
)


def fold_name(column: str) -> str:
    """The words of a column's name without case, accents and signs between them.

    >>> fold_name("Element_Type ")
    'element type'
    """
    return " ".join(re.findall(r"[^\W_]+", fold(column)))


def find_column(role: str, columns: Sequence[str], taken: Iterable[str | None] = ()) -> str | None:
    """The column that by its name has a role, or None; one that is taken is left out.

    A word for what a node is may stand before or behind, as in "Node Name".

    >>> find_column("kind", ["Weight", "Relation"]), find_column("label", ["Node ID", "Node Name"])
    ('Relation', 'Node Name')
    """
    names = (_NODES if role in _NODES else _EDGES)[role].split(", ")
    free = [column for column in columns if column not in tuple(taken)]
    folded = {column: fold_name(column) for column in free}
    found = next((column for name in names for column in free if folded[column] == name), None)
    if found is not None or role not in _NODES:
        return found
    bare = {column: _leave_thing_out(folded[column]) for column in free}
    return next((column for name in names for column in free if bare[column] == name), None)


def find_ends(columns: Sequence[str]) -> tuple[str, str] | None:
    """The columns that say the source of an edge and to, if there are both by their names.

    >>> find_ends(["link_id", "from_label", "to_label"]), find_ends(["Naar", "Van"]), find_ends(["a", "b"])
    (('from_label', 'to_label'), ('Van', 'Naar'), None)
    """
    folded = [(fold_name(column), column) for column in columns]
    sources, targets = (
        [column for _, column in sorted((ranks[name], column) for name, column in folded if name in ranks)]
        for ranks in (_SOURCE_RANKS, _TARGET_RANKS)
    )
    pairs = [(source, target) for source in sources for target in targets]
    alike = (pair for pair in pairs if _get_thing(pair[0]) == _get_thing(pair[1]))
    return next(alike, pairs[0] if pairs else None)


def _rank(words: str) -> dict[str, int]:
    """How good a name for an end of an edge is, for every name: the word alone, with "id", with "name" …"""
    things = ("", *f"{_IDENTITY}, {_THING}, {_NAME}".split(", "))
    names = (
        name
        for thing in things
        for word in words.split(", ")
        for name in (f"{word} {thing}".strip(), f"{thing} {word}".strip())
    )
    return {name: rank for rank, name in enumerate(dict.fromkeys(names))}


_SOURCE_RANKS, _TARGET_RANKS = _rank(_SOURCE), _rank(_TARGET)
_ENDS = frozenset((*_SOURCE.split(", "), *_TARGET.split(", ")))


def find_end_names(columns: Sequence[str]) -> tuple[str | None, str | None]:
    """The columns with the names of both ends of an edge, beside those with their ids.

    >>> find_end_names(["Source", "Target", "Source Label", "Target Label"])
    ('Source Label', 'Target Label')
    """
    folded = {column: fold_name(column) for column in columns}
    found = []
    for words in (_SOURCE, _TARGET):
        names = {f"{word} {name}" for word in words.split(", ") for name in _NAME.split(", ")}
        found.append(next((column for column in columns if folded[column] in names), None))
    return (found[0], found[1])


def _get_thing(column: str) -> str:
    """What stands beside the word for an end in the name of a column."""
    return " ".join(word for word in fold_name(column).split() if word not in _ENDS)


def _leave_thing_out(name: str) -> str:
    """The words of a column's name without those for what a node is."""
    return " ".join(word for word in name.split() if word not in _THING.split(", "))


def find_id_column(column: str, columns: Sequence[str]) -> str | None:
    """The column with the ids of what another one has the names of: our own exports have them.

    >>> find_id_column("stage", ["stage", "stage_id"])
    'stage_id'
    """
    return next((other for other in columns if fold_name(other) == f"{fold_name(column)} id"), None)


def is_technical(column: str) -> bool:
    """Whether a column, by its name, is for programs: how something is drawn, ids, addresses.

    >>> is_technical("X"), is_technical("Phase")
    (True, False)
    """
    return fold_name(column) in _TECHNICAL.split(", ")


def is_drawn(column: str) -> bool:
    """Whether a column says, by its name, where something is drawn and how.

    >>> is_drawn("X"), is_drawn("Tags")
    (True, False)
    """
    return fold_name(column) in _DRAWN.split(", ")


def is_measure(column: str, cells: Collection[str]) -> bool:
    """Whether a column holds ids, counts, percentages, dates or other measures, by its name or its cells.

    These come without spaces around them, as `RawRow.get` gives them.

    >>> is_measure("growth", ["3 %", "5%", "< 1%"]), is_measure("Region", ["North", "South"])
    (True, False)
    """
    if fold_name(column) in _MEASURES.split(", ") or _ID_NAME.search(fold_name(column)):
        return True
    measures = sum(_MEASURE.fullmatch(cell) is not None for cell in cells)
    return bool(cells) and measures >= 0.8 * len(cells)
