"""The word that stands for each kind of identifier where it is masked."""

from __future__ import annotations

from typing import Final

from model.stories.privacy.rule import IdentifierKind

MASKS: Final[dict[IdentifierKind, dict[str, str]]] = {
    "e-mail": {"en": "e-mail", "nl": "e-mail", "fr": "e-mail", "de": "E-Mail"},
    "phone": {
        "en": "phone number",
        "nl": "telefoonnummer",
        "fr": "numéro de téléphone",
        "de": "Telefonnummer",
    },
    "national-number": {
        "en": "national number",
        "nl": "rijksnummer",
        "fr": "numéro national",
        "de": "Nationalregisternummer",
    },
    "date": {"en": "date", "nl": "datum", "fr": "date", "de": "Datum"},
    "age": {"en": "age", "nl": "leeftijd", "fr": "âge", "de": "Alter"},
    "name": {"en": "name", "nl": "naam", "fr": "nom", "de": "Name"},
    "room": {"en": "room", "nl": "kamer", "fr": "chambre", "de": "Zimmer"},
    "web": {"en": "web address", "nl": "webadres", "fr": "adresse web", "de": "Webadresse"},
    "account": {
        "en": "account number",
        "nl": "rekeningnummer",
        "fr": "numéro de compte",
        "de": "Kontonummer",
    },
    "address": {"en": "address", "nl": "adres", "fr": "adresse", "de": "Adresse"},
    "place": {"en": "place", "nl": "plaats", "fr": "lieu", "de": "Ort"},
    "hospital": {"en": "hospital", "nl": "ziekenhuis", "fr": "hôpital", "de": "Krankenhaus"},
    "file-number": {
        "en": "file number",
        "nl": "dossiernummer",
        "fr": "numéro de dossier",
        "de": "Aktenzeichen",
    },
    "plate": {"en": "number plate", "nl": "nummerplaat", "fr": "plaque", "de": "Kennzeichen"},
    "event": {"en": "event", "nl": "gebeurtenis", "fr": "événement", "de": "Ereignis"},
}
