"""Which column of somebody's file holds what of a story, guessed from the names of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches

from model.search import fold
from model.stories.exporting import FIELDS

_HEADINGS = {
    "id": ("id, story id", "verhaal id, id verhaal", "id recit, id histoire"),
    "title": ("title, subject", "titel, onderwerp", "titre, sujet"),
    "text": (
        "text, story, story text, testimony, anecdote, narrative, what happened, description",
        "tekst, verhaal, verhaaltekst, getuigenis, wat gebeurde er, wat is er gebeurd, beschrijving",
        "texte, recit, histoire, temoignage, que s est il passe",
    ),
    "setting": (
        "setting, ward, unit, department, place, hospital, where, context",
        "afdeling, dienst, plaats, ziekenhuis, waar",
        "service, departement, unite, lieu, hopital, cadre, ou, contexte",
    ),
    "language": ("language, lang", "taal", "langue"),
    "teller": (
        "teller, storyteller, narrator, told by, who tells, who are you, i am, role",
        "verteller, wie vertelt, verteld door, wie bent u, wie ben je, ik ben, rol",
        "narrateur, narratrice, conteur, qui raconte, raconte par, qui etes vous, je suis, profil",
    ),
    "nodes": (
        "nodes, node, elements of the model",
        "knopen, knoop, elementen van het model",
        "noeuds, noeud, elements du modele",
    ),
    "dimensions": ("dimensions, dimension, themes, theme", "dimensies, dimensie, thema"),
    "source": ("source, source name", "bron"),
    "source_url": ("source url, url, link, web address, website", "webadres", "lien, adresse web"),
    "source_session": ("source session, session, workshop", "sessie", "seance, atelier"),
    "origin": ("origin, provenance", "herkomst", "origine"),
    "consent_room": (
        "consent room, show in the room",
        "toestemming zaal, toestemming in de zaal, tonen in de zaal",
        "consentement salle, montrer dans la salle",
    ),
    "consent_exports": (
        "consent exports, consent export",
        "toestemming exports, toestemming export",
        "consentement exports, consentement export",
    ),
    "consent_publications": (
        "consent publications, consent publication, publish",
        "toestemming publicaties, toestemming publicatie, publiceren",
        "consentement publications, consentement publication, publier",
    ),
    "status": ("status", "toestand", "statut, etat"),
    "created_at": (
        "created at, created, date, told on, timestamp, completion time",
        "datum, verteld op, aangemaakt op, tijdstempel, voltooiingstijd, tijd van voltooien",
        "cree le, date de creation, horodateur, heure de fin",
    ),
    "changed_at": ("changed at, changed, last modified", "gewijzigd, gewijzigd op", "modifie le"),
    "withdrawn_at": ("withdrawn at, withdrawn", "ingetrokken, ingetrokken op", "retire le"),
    "revision": ("revision, version", "revisie, versie"),
    "translations": ("translations", "vertalingen", "traductions"),
}
"""The names that columns go by in English, Dutch and French, in words as `list_words` gives them."""

_KNOWN = {
    tuple(heading.split()): field
    for field, languages in _HEADINGS.items()
    for heading in ", ".join(languages).split(", ")
}

_LEAST_PART = 0.25
"""How much of the words in the name of a column must be those that are known."""

_LEAST_LIKENESS = 0.82

_LESS_FOR_TEXT = 0.3
"""How much less the word "story" within a longer name counts: in "story title" it says whose title."""


def list_words(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and signs between them, for comparing.

    >>> list_words("Récit: d'où, nœud?")
    ('recit', 'd', 'ou', 'noeud')
    """
    return tuple(re.findall(r"[^\W_]+", fold(text).replace("œ", "oe").replace("æ", "ae")))


def suggest_columns(columns: Sequence[str]) -> dict[str, str]:
    """For each field of a story (`exporting.FIELDS`) the column that most likely holds it, if one does.

    Names are known in English, Dutch and French, also within a longer name and with a slip of the pen.
    Each column is suggested once at most; those of our own exports always for their own field.

    >>> suggest_columns(["Nr", "Titel", "Uw verhaal", "Wie vertelt het verhaal?"])
    {'title': 'Titel', 'text': 'Uw verhaal', 'teller': 'Wie vertelt het verhaal?'}
    """
    matches = sorted(
        (-likeness, FIELDS.index(field), place, field)
        for place, column in enumerate(columns)
        for field, likeness in _find_likenesses(column)
    )
    found: dict[str, str] = {}
    for _, _, place, field in matches:
        if field not in found and columns[place] not in found.values():
            found[field] = columns[place]
    return {field: found[field] for field in FIELDS if field in found}


def _find_likenesses(column: str) -> Iterator[tuple[str, float]]:
    """The fields that a column may hold, and how likely: 4 for our own name, 3 for a known one, 2 and more
    for a known one within it, less for one that is like it.
    """
    if column in FIELDS:
        yield column, 4.0
        return
    words = list_words(column)
    is_known = False
    for heading, field in _KNOWN.items():
        likeness = 3.0 if heading == words else _find_within(words, heading)
        if likeness:
            is_known = True
            yield field, likeness - (_LESS_FOR_TEXT if field == "text" and likeness < 3 else 0)
    said = " ".join(words)
    if not is_known and len(said) > 3:
        names = {" ".join(heading): field for heading, field in _KNOWN.items()}
        for near in get_close_matches(said, names, cutoff=_LEAST_LIKENESS):
            yield names[near], SequenceMatcher(None, said, near).ratio()


def _find_within(words: tuple[str, ...], heading: tuple[str, ...]) -> float:
    """From 2 to 3 for a known name within a longer one; the more of it, and the more to its beginning."""
    part = len(heading) / max(len(words), 1)
    if _LEAST_PART <= part < 1:
        for start in range(len(words) - len(heading) + 1):
            if words[start : start + len(heading)] == heading:
                return 2 + part - start / 1000
    return 0.0
