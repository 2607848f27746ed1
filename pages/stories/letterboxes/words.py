"""The words of the letterboxes as the facilitator keeps them, and of cards that are typed in."""

from __future__ import annotations

import json

from model.letterboxes.letterbox import LONGEST_NAME
from model.stories.story import LONGEST_LINE, LONGEST_TEXT
from model.words import LANGUAGES, get_words


def build_letterbox_words(language: str) -> bytes:
    """Every word of the letterboxes, beside those of the list, as JSON.

    >>> json.loads(build_letterbox_words("nl"))["make"]
    'Nieuwe brievenbus'
    """
    _ = get_words(language)
    words = {
        "only": _("Letterboxes are for moderators and the facilitator."),
        "about": _(
            "A letterbox has an address that stays: hang up its poster, and stories can be told all year. "
            "They wait under “Moderate” until you read them."
        ),
        "none": _("There is no letterbox yet."),
        "make": _("New letterbox"),
        "edit": _("Edit the letterbox"),
        "name": _("Name"),
        "nameHint": _("Everybody who opens it sees the name, e.g. “Entrance” or “Ward 4”."),
        "ofTeam": _("Team"),
        "wholeHouse": _("no team"),
        "asks": _("Question"),
        "questions": {
            "moment": _("Tell us your Mangomoment"),
            "week": _("What was your Mangomoment this week?"),
            "own": _("A question of your own"),
        },
        "ownQuestion": _("Your question"),
        "pageLanguage": _("Default language"),
        "languages": LANGUAGES,
        "save": _("Save"),
        "open": _("Takes stories"),
        "closed": _("Closed"),
        "close_": _("Close the letterbox"),
        "open_": _("Open the letterbox"),
        "delete": _("Delete"),
        "sureDelete": _(
            "Delete the letterbox “{name}”? Its address, its posters and its cards no longer work. The "
            "stories that came through it stay, and can still be withdrawn with their codes."
        ),
        "deleted": _("“{name}” was deleted."),
        "saveFirst": _("Save them under “Type in cards”, then delete the letterbox."),
        "code": _("Code"),
        "tally": _("{count} stories so far, {waiting} waiting"),
        "showStories": _("Show the stories"),
        "copyAddress": _("Copy the address"),
        "copied": _("Copied."),
        "qrOf": _("QR code of {address}"),
        "print": _("Print"),
        "sheetLanguage": _("Language of the sheet"),
        "sheets": {
            "a4": _("Poster (A4)"),
            "a3": _("Poster (A3)"),
            "week": _("Poster with the weekly question (A4)"),
            "cards": _("Cards to write on (A4, four on a sheet)"),
        },
        "typeCards": _("Type in cards"),
        "back": _("Back to the letterboxes"),
        "typing": _("Type in cards: {name}"),
        "typingHint": _("Ctrl+Enter saves the card and starts the next one."),
        "text": _("What is on the card"),
        "tellers": {
            "patient": _("a patient"),
            "family": _("family"),
            "professional": _("a professional"),
            "leader": _("a leader"),
            "other": _("someone else"),
        },
        "teller": _("Who tells it?"),
        "setting": _("Where"),
        "cardLanguage": _("Language of the cards"),
        "agrees": _("Ticked on the card"),
        "cardConsents": {
            "room": _("in this application, to everybody who opens it"),
            "exports": _("in exported diagrams, slides and handouts"),
            "publications": _("in publications such as papers and posters"),
        },
        "saveCard": _("Save and next card"),
        "sending": _("Sending …"),
        "waitsForServer": _("The server does not answer. Cards are kept here and sent again automatically."),
        "lateCards": _("Cards that are not saved yet: {count}"),
        "missingText": _("The text is missing."),
        "missingTeller": _("Choose who tells the story."),
        "savedCards": _("Saved just now: {count}"),
        "undoCard": _("Undo: {name}"),
        "undone": _("Undone. The text is in the form again."),
        "formFull": _("Save or clear the card in the form first. Then undo this one."),
        "refused": _("This card was not taken. Check it and save it again."),
        "most": {"name": LONGEST_NAME, "line": LONGEST_LINE, "text": LONGEST_TEXT},
    }
    return json.dumps(words, ensure_ascii=False).encode()
