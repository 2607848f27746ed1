"""Which column of somebody's file holds what of a story, guessed from the names of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

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

_LEAST_PART = 0.25
"""How much of the words in the name of a column must be those that are known."""

_LEAST_LIKENESS = 0.82


def list_words(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and signs between them, for comparing.

    >>> list_words("Récit: d'où?")
    ('recit', 'd', 'ou')
    """
    return tuple(re.findall(r"[^\W_]+", fold(text)))


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
    if column in FIELDS:
        yield column, 4.0
    words = list_words(column)
    for field, languages in _HEADINGS.items():
        headings = ", ".join(languages).split(", ")
        likeness = max(_compare(words, tuple(heading.split())) for heading in headings)
        if likeness:
            yield field, likeness


def _compare(words: tuple[str, ...], heading: tuple[str, ...]) -> float:
    """How alike the words of a column's name are to a known one: from 0, not at all, to 3, the same."""
    if words == heading:
        return 3.0
    part = len(heading) / max(len(words), 1)
    if _LEAST_PART <= part < 1:
        for start in range(len(words) - len(heading) + 1):
            if words[start : start + len(heading)] == heading:
                return 2.0 + part - start / 1000
    said, known = " ".join(words), " ".join(heading)
    if min(len(said), len(known)) > 3 and abs(len(said) - len(known)) <= 3:
        likeness = SequenceMatcher(None, said, known).ratio()
        return likeness if likeness >= _LEAST_LIKENESS else 0.0
    return 0.0
