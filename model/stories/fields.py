"""What a story has: each field once, as database, files, payloads, forms and pages follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from model.words import mark as _

PlainKind = Literal["line", "text", "choice", "day", "team"]
FieldKind = PlainKind | Literal["id", "language", "ids", "flag", "moment", "number", "wordings"]


@dataclass(frozen=True, kw_only=True)
class StoryField:
    """A field of a story, which is a column in every file with stories."""

    name: str
    """What files, payloads and the command line call it."""
    kind: FieldKind
    label: str
    """What people call it; in English, marked for translation."""
    headings: str
    """What its column may be called in somebody else's file, in the form that `list_words` leaves of it."""
    width: int
    """How wide its column is in a workbook, in characters."""
    path: tuple[str | int, ...] = ()
    """Where it is in a `Story`; empty where it has its name there."""
    options: Mapping[str, str] = field(default_factory=dict)
    """What a choice can be: its ids, each with what people call it, marked for translation."""
    is_told: bool = True
    """Whether people tell it; else only a file of our own says it, and the application."""
    is_counted: bool = False
    """Whether the store alone says what it is, for a story that is there."""

    @property
    def place(self) -> tuple[str | int, ...]:
        """The way to it in a `Story`."""
        return self.path or (self.name,)

    @property
    def is_worded(self) -> bool:
        """Whether each language of a story has its own."""
        return self.place[:2] == ("wordings", 0)

    def get(self, story: Any) -> Any:
        """What a `Story` has there; None where it has not."""
        value = story
        for step in self.place:
            if value is not None:
                value = value[step] if isinstance(step, int) else getattr(value, step)
        return value


@dataclass(frozen=True, kw_only=True)
class PlainField(StoryField):
    """A field that is one value of a story: no code but that of its kind knows it.

    An entry here, the attribute of `Story`, a migration, the type in `types.d.ts` and translations are all of
    it; docs/CONTRIBUTING.md has the recipe.
    """

    kind: PlainKind
    is_public: bool
    """Whether everybody who may read the story is told it; else only the facilitator."""
    is_required: bool = False
    question: str = ""
    """What the form asks; its label where there is none."""
    hint: str = ""
    """What the form says below it, marked for translation like the label."""

    @property
    def is_text(self) -> bool:
        """Whether people write it in their own words: it is searched, and may tell who somebody is."""
        return self.kind in ("line", "text")

    @property
    def empty(self) -> str | None:
        """What it is where nobody told it."""
        return "" if self.is_text else None


_FIELDS: tuple[StoryField, ...] = (
    StoryField(
        name="id",
        kind="id",
        label=_("Id"),
        width=34,
        is_told=False,
        is_counted=True,
        headings="id, story id, verhaal id, id verhaal, id recit, id histoire, id geschichte",
    ),
    StoryField(
        name="title",
        kind="line",
        label=_("Title"),
        width=30,
        path=("wordings", 0, "title"),
        headings="""
            title, subject, story title, titel, onderwerp, titel van het verhaal, titre, sujet, titre du
            recit, betreff, thema der geschichte, uberschrift, titel der geschichte""",
    ),
    StoryField(
        name="text",
        kind="text",
        label=_("The story"),
        width=90,
        path=("wordings", 0, "text"),
        headings="""
            text, story, stories, story text, your story, the story, my story, testimony, anecdote,
            narrative, what happened, description, mangomoment, your mangomoment, tekst, verhaal,
            verhalen, verhaaltekst, uw verhaal, jouw verhaal, je verhaal, het verhaal, mijn verhaal,
            getuigenis, wat gebeurde er, wat is er gebeurd, beschrijving, jouw mangomoment, je
            mangomoment, texte, recit, votre recit, histoire, votre histoire, temoignage, votre
            temoignage, que s est il passe, qu est il arrive, geschichte, die geschichte, ihre geschichte,
            deine geschichte, erzahlung, ihre erzahlung, erlebnis, ihr erlebnis, bericht, ihr bericht, was ist
            passiert, was ist geschehen, erfahrungsbericht""",
    ),
    StoryField(
        name="setting",
        kind="line",
        label=_("Setting"),
        width=24,
        path=("wordings", 0, "setting"),
        headings="""
            setting, ward, unit, department, place, location, hospital, where, context, care setting,
            care unit, afdeling, dienst, plaats, locatie, ziekenhuis, waar, context, setting van zorg,
            zorgeenheid, campus, service, departement, unite, lieu, hopital, cadre, ou, contexte, unite
            de soins, station, abteilung, bereich, ort, krankenhaus, klinik, wo, kontext""",
    ),
    StoryField(
        name="language",
        kind="language",
        label=_("Language"),
        width=10,
        path=("wordings", 0, "language"),
        headings="""
            language, lang, user language, userlanguage, start language, startlanguage, survey language,
            response language, language code, taal, starttaal, taal van het verhaal, taalcode, langue,
            langue de depart, langue de demarrage, sprache, startsprache, ausgangssprache""",
    ),
    PlainField(
        name="teller",
        kind="choice",
        label=_("Teller"),
        width=14,
        is_public=True,
        is_required=True,
        question=_("Who tells it?"),
        options={
            "patient": _("a patient"),
            "family": _("family"),
            "professional": _("a professional"),
            "leader": _("a leader"),
            "other": _("someone else"),
        },
        headings="""
            teller, storyteller, narrator, told by, who tells, who are you, who is telling, i am, i am
            a, role, your role, who, respondent type, type of respondent, relationship, relation to
            patient, profession, occupation, job title, capacity, verteller, wie vertelt, verteld door,
            wie bent u, wie ben je, wie ben jij, ik ben, ik ben een, rol, uw rol, jouw rol, je rol, wie,
            functie, beroep, hoedanigheid, relatie tot de patient, relatie, narrateur, narratrice,
            conteur, qui raconte, raconte par, qui etes vous, vous etes, je suis, profil, qui, fonction,
            votre role, votre profil, votre fonction, erzahler, erzahlerin, erzahlt von, wer erzahlt,
            wer sind sie, wer bist du, ich bin, rolle, ihre rolle, wer, beruf, funktion""",
    ),
    StoryField(
        name="nodes",
        kind="ids",
        label=_("Elements"),
        width=40,
        headings="""
            nodes, node, elements, element, elements of the model, model elements, knopen, knoop, elementen,
            elementen van het model, noeuds, noeud, elements du modele, knoten, elemente,
            elemente des modells""",
    ),
    StoryField(
        name="dimensions",
        kind="ids",
        label=_("Dimensions"),
        width=40,
        headings="""
            dimensions, dimension, themes, theme, dimensies, dimensie, thema, themas, thema s,
            dimensionen, themen""",
    ),
    StoryField(
        name="source",
        kind="line",
        label=_("Source"),
        width=30,
        path=("source", "name"),
        headings="source, source name, bron, quelle",
    ),
    StoryField(
        name="source_url",
        kind="line",
        label=_("Web address"),
        width=40,
        path=("source", "url"),
        headings="source url, url, link, web address, website, webadres, lien, adresse web, webadresse",
    ),
    StoryField(
        name="source_session",
        kind="id",
        label=_("Session"),
        width=18,
        path=("source", "session"),
        headings="source session, session, workshop, sessie, seance, atelier, sitzung",
    ),
    StoryField(
        name="origin",
        kind="choice",
        label=_("Origin"),
        width=12,
        is_told=False,
        options={"retold": _("retold"), "collected": _("told here"), "imported": _("imported")},
        headings="origin, provenance, herkomst, origine, herkunft",
    ),
    StoryField(
        name="consent_room",
        kind="flag",
        label=_("Consent: room"),
        width=14,
        path=("consent", "room"),
        headings="""
            consent room, show in the room, shown in the room, shown on the ward, toestemming zaal,
            toestemming in de zaal, tonen in de zaal, getoond in de zaal, getoond op de afdeling,
            consentement salle, montrer dans la salle, einwilligung raum, zustimmung raum,
            im raum zeigen""",
    ),
    StoryField(
        name="consent_exports",
        kind="flag",
        label=_("Consent: exports"),
        width=14,
        path=("consent", "exports"),
        headings="""
            consent exports, consent export, used in exports, toestemming exports, toestemming export,
            consentement exports, consentement export, einwilligung exporte, einwilligung export,
            zustimmung exporte, zustimmung export""",
    ),
    StoryField(
        name="consent_publications",
        kind="flag",
        label=_("Consent: publications"),
        width=14,
        path=("consent", "publications"),
        headings="""
            consent publications, consent publication, publish, used in publications, used in a
            publication, toestemming publicaties, toestemming publicatie, publiceren, gebruikt in
            publicaties, consentement publications, consentement publication, publier, utilise dans des
            publications, einwilligung veroffentlichungen, einwilligung veroffentlichung,
            zustimmung veroffentlichungen, zustimmung veroffentlichung, veroffentlichen""",
    ),
    StoryField(
        name="status",
        kind="choice",
        label=_("Status"),
        width=12,
        is_told=False,
        options={
            "pending": _("waiting"),
            "aside": _("set aside"),
            "published": _("published"),
            "withdrawn": _("withdrawn"),
        },
        headings="status, toestand, statut, etat",
    ),
    PlainField(
        name="told_on",
        kind="day",
        label=_("Told on"),
        width=12,
        is_public=True,
        hint=_("The day it was told or written down, not the day you enter it."),
        headings="""
            told on, date told, day told, date, day, story date, date of the story, timestamp,
            completion time, completed, completed at, completed on, end time, end date, enddate, end,
            submitted, submitted at, submitted on, submit date, submitdate, submit date utc, date
            submitted, submission date, submission time, date of submission, time submitted, recorded
            date, recordeddate, response date, date of response, survey timestamp, datestamp, entry
            date, today, verteld op, datum, dag, datum verteld, datum van het verhaal, tijdstempel,
            voltooiingstijd, tijd van voltooien, eindtijd, einddatum, ingestuurd op, ingediend op,
            ingevuld op, verzonden op, datum van verzending, datum ingevuld, datum verzonden,
            invuldatum, datum van invullen, verzenddatum, raconte le, horodateur, heure de fin, date de
            fin, soumis le, date de soumission, envoye le, date d envoi, date de reponse, rempli le,
            horodatage, erzahlt am, zeitstempel, fertigstellungszeit, fertiggestellt am, endzeit,
            enddatum, gesendet am, abgeschickt am, eingereicht am, datum abgeschickt, datum der antwort,
            ausgefullt am, abgabedatum""",
    ),
    StoryField(
        name="created_at",
        kind="moment",
        label=_("Entered on"),
        width=28,
        is_told=False,
        is_counted=True,
        headings="""
            created at, created, date created, creation date, aangemaakt op, aangemaakt, cree le, date
            de creation, eingegeben am, erstellt am, erstellt""",
    ),
    StoryField(
        name="changed_at",
        kind="moment",
        label=_("Changed on"),
        width=28,
        is_told=False,
        is_counted=True,
        headings="""
            changed at, changed, last modified, date modified, last modified time, modified, gewijzigd,
            gewijzigd op, laatst gewijzigd, tijd van laatste wijziging, modifie le, derniere
            modification, geandert am, zuletzt geandert, letzte anderung""",
    ),
    StoryField(
        name="withdrawn_at",
        kind="moment",
        label=_("Withdrawn on"),
        width=28,
        is_told=False,
        is_counted=True,
        headings="withdrawn at, withdrawn, ingetrokken, ingetrokken op, retire le, zuruckgezogen am",
    ),
    StoryField(
        name="revision",
        kind="number",
        label=_("Revision"),
        width=10,
        is_told=False,
        is_counted=True,
        headings="revision, version, revisie, versie",
    ),
    StoryField(
        name="translations",
        kind="wordings",
        label=_("Translations"),
        width=40,
        path=("wordings",),
        headings="translations, vertalingen, traductions, ubersetzungen",
    ),
    PlainField(
        name="team",
        kind="team",
        label=_("Team"),
        width=34,
        is_public=False,
        headings="team id, story team id, id team, id equipe",
    ),
    StoryField(
        name="letterbox",
        kind="id",
        label=_("Letterbox"),
        width=34,
        is_told=False,
        is_counted=True,
        headings="letterbox id, story letterbox, brievenbus id, id boite aux lettres, briefkasten id",
    ),
)
FIELDS: Mapping[str, StoryField] = {field.name: field for field in _FIELDS}
"""The fields by name, in the order of the columns in files: what is new is the last."""

PLAIN = tuple(field for field in _FIELDS if isinstance(field, PlainField))


def list_texts(story: Any) -> list[str]:
    """What people wrote in the public fields of a `Story`, in all its languages: what it is found by."""
    worded = [text for wording in story.wordings for text in (wording.title, wording.text, wording.setting)]
    return worded + [plain.get(story) for plain in PLAIN if plain.is_text and plain.is_public]
