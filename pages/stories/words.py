"""The words of the list of stories and of the form, for the browser, and of the filters."""

from __future__ import annotations

import json
from typing import Any

from model.retention import get_period
from model.stories.story import EARLIEST_DAY, LATEST_DAY, LONGEST_LINE, LONGEST_TEXT
from model.words import Translate, get_words, join_label, list_story_languages
from pages.shared.fault_words import list_troubles
from pages.shared.role_words import list_sign_in_words
from pages.shared.story_words import (
    list_fields,
    list_identifiers,
    list_origins,
    list_statuses,
    list_tellers,
)
from pages.stories.change_words import list_change_roles, list_change_words
from pages.stories.consent_words import list_consent_words
from pages.stories.moderation_words import list_bulk_words, list_moderation_words


def build_words(language: str) -> bytes:
    """Every word of the list and the form as JSON.

    >>> json.loads(build_words("nl"))["addStory"]
    'Vertel een verhaal'
    """
    _ = get_words(language)
    words = {
        "labelled": join_label(_, "{label}", "{text}"),
        **_list_words(_),
        **_form_words(_, language),
        **_filter_words(_, language),
        **list_moderation_words(_),
        **list_bulk_words(_),
    }
    return json.dumps(words, ensure_ascii=False).encode()


def _filter_words(_: Translate, language: str) -> dict[str, Any]:
    return {
        "shows": {
            "list": _("Read"),
            "queue": _("Moderate"),
            "coding": _("Coding"),
            "agreement": _("Agreement"),
            "letterboxes": _("Letterboxes"),
            "coverage": _("Who told what"),
            "exchange": _("Import and export"),
        },
        "parts": {"figures": _("Figures"), "talk": _("Differences"), "map": _("On the map")},
        "moderateWaiting": _("Moderate ({count})"),
        "state": _("How far it is coded"),
        "states": {
            "all": _("all stories"),
            "todo": _("to do"),
            "begun": _("begun"),
            "done": _("done by me"),
            "no-node": _("no element"),
            "no-dimension": _("no dimension"),
            "one": _("coded by one"),
            "differ": _("coders differ"),
        },
        "codingOnly": _("Coding is for coders and the facilitator."),
        "about": _("About"),
        "orders": {
            "newest": _("newest first"),
            "oldest": _("oldest first"),
            "changed": _("last changed first"),
            "title": _("by title"),
        },
        "toldBy": _("Told by"),
        "anybody": _("anybody"),
        "dimension": _("Dimension"),
        "anyDimension": _("any dimension"),
        "where": _("Where"),
        "anywhere": _("anywhere"),
        "toldIn": _("Told in"),
        "storyLanguages": list_story_languages(language),
        "anyLanguage": _("any language"),
        "toldSince": _("Told from"),
        "toldUntil": _("Told until"),
        "days": [EARLIEST_DAY.isoformat(), LATEST_DAY.isoformat()],
        "origin": _("Origin"),
        "anyOrigin": _("any origin"),
        "anyTeam": _("any team"),
        "anyLetterbox": _("any letterbox"),
        "elsewhere": _("one that is not here"),
        "status": _("Status"),
        "anyStatus": _("any status"),
    }


def _list_words(_: Translate) -> dict[str, Any]:
    days = get_period("withdrawn").days
    return {
        "oneStory": _("1 story"),
        "stories": _("{count} stories"),
        "atLeast": _("at least {count} stories"),
        "none": _("No stories found."),
        "noneHint": _("Choose fewer filters or other words, or tell the first story of this kind."),
        "didYouMean": _("Did you mean:"),
        "foundByElement": _("Found by its element"),
        "foundInWording": _("Found in another language: {language}"),
        "searchHint": _(
            'Other forms of a word count. "exact words" in quotation marks, -word to leave out, '
            "OR between words for either."
        ),
        "more": _("Show more stories"),
        "addStory": _("Tell a story"),
        "tellingGuarded": _("Sign in to tell a story here."),
        "editStory": _("Edit the story"),
        "edit": _("Edit"),
        "publish": _("Publish"),
        "withdraw": _("Withdraw"),
        "restore": _("Restore"),
        "undo": _("Undo"),
        "deleteForGood": _("Delete for good"),
        "sureDelete": _("The story and all its earlier versions will be deleted. This cannot be undone."),
        "sender": _("{count} stories that wait came from one place ({since} – {until})."),
        "rejectAll": _("Reject all {count}"),
        "sureRejectAll": _(
            "They are hidden everywhere and erased after {days} days. You can undo this for a day."
        ).format(days=days),
        "doneRejectAll": _("{count} stories were rejected."),
        "history": _("History"),
        **list_sign_in_words(_),
        "closed": _(
            "Publishing, editing and exporting are closed: others can reach this server and it has no "
            "passcode. Start it with MANGOMOMENT_PASSCODE set."
        ),
        "consents": list_consent_words(_),
        "noConsent": _("nothing yet"),
        "lostNodes": _("Attached to elements that this model does not have:"),
        "statuses": list_statuses(_),
        "origins": list_origins(_),
        "done": {
            "publish": _("Published."),
            "withdraw": _("Withdrawn: hidden everywhere now, erased after {days} days.").format(days=days),
            "reject": _("Rejected: erased after {days} days.").format(days=days),
            "aside": _("Set aside, to be decided on later."),
            "consent": _("The consent was changed."),
            "attach": _("Attached to {name}."),
            "detach": _("No longer attached to {name}."),
            "restore": _("The story was restored and waits to be published."),
            "undo": _("Undone."),
            "delete": _("Deleted for good."),
        },
        "changes": list_change_words(_),
        "roles": list_change_roles(_),
    }


def _form_words(_: Translate, language: str) -> dict[str, Any]:
    return {
        "noNames": _(
            "No names, please: not of people, wards or hospitals. Tell what happened and what it did."
        ),
        "text": _("The story"),
        "textHint": _("Plain text, in your own words."),
        "title": _("Title"),
        "optional": _("optional"),
        "tellers": list_tellers(_),
        "choose": _("choose …"),
        "language": _("Language of the story"),
        "languages": list_story_languages(language),
        "setting": _("Where was it?"),
        "settingHint": _("e.g. day ward"),
        "nodes": _("What does it show?"),
        "nodesHint": _("Click on the map on everything that the story shows, or tick it in the list."),
        "asList": _("As a list"),
        "dimensions": _("Dimensions of person-centred care"),
        "consent": _("The teller agrees to show it in"),
        "consentHint": _("Choose each separately. Without the first, only the facilitator sees the story."),
        "source": _("Source"),
        "sourceName": _("Where was it made public?"),
        "sourceUrl": _("Web address"),
        "translation": _("In another language: {language}"),
        "publishAtOnce": _("Publish at once"),
        "save": _("Save"),
        "sendIn": _("Send in"),
        "later": _("Not now"),
        "cancel": _("Cancel"),
        "close": _("Close"),
        "again": _("Try again"),
        "goOn": _("Continue"),
        "discard": _("Discard draft"),
        "discarded": _("Discarded."),
        "waits": _("A facilitator reads it before others see it."),
        "saved": _("Saved."),
        "sentIn": _("Thank you: the story was sent in. A facilitator reads it before others see it."),
        "draftFound": _("A story was begun here {age} and not saved."),
        "draftOfEdit": _("This story was edited here {age} and not saved."),
        "couldTell": _("This could identify a person."),
        "aidOnly": _("Press to mask it. This is an aid, not a guarantee: read the story once more yourself."),
        "editToMask": _("Edit the story to mask it."),
        "maskThis": _("Mask this"),
        "maskAll": _("Mask all"),
        "masked": _("Masked."),
        "stillThere": _("The story contains something that could identify a person."),
        "maskAndSave": _("Mask all and save"),
        "saveAsIs": _("Save it as it is"),
        "kinds": list_identifiers(_),
        "longest": LONGEST_TEXT,
        "longestLine": LONGEST_LINE,
        "needsText": _("The story itself is missing."),
        "tooLong": _("The story is too long; the limit is 5 000 characters."),
        "needsTeller": _("Choose who tells the story."),
        "needsUrl": _("The web address must begin with http:// or https://."),
        "needsDay": _("Give a whole date, not later than today."),
        "sameLanguage": _("There is a translation in this language already. Choose another language."),
        "failed": _("This did not work."),
        "unreachable": _(
            "The server cannot be reached. Nothing is lost: what you typed is kept here. Try again."
        ),
        "needsRole": _("You may not do this as you are signed in now. Sign in with another passcode."),
        "conflict": _("Somebody else has changed this story in the meantime."),
        "conflictHint": _("For each field that differs, choose which version is saved."),
        "conflictNone": _("Both versions are now the same."),
        "mine": _("Your version"),
        "theirs": _("Their version"),
        "allMine": _("All from your version"),
        "allTheirs": _("All from their version"),
        "onlyYou": _("Only you changed this."),
        "onlyThey": _("Only they changed this."),
        "bothChanged": _("Both of you changed this: choose one."),
        "chooseEach": _("Choose a version of each field that both of you changed."),
        "backToForm": _("Back to the form"),
        "showBoth": _("Show both versions"),
        "nothing": _("(empty)"),
        "fields": {**list_fields(_), "nodes": _("Elements"), "consent": _("Consent")},
        "gone": _("This story does not exist, or has been deleted."),
        "tooMany": _("Too many requests. Try again in a minute."),
        "troubles": list_troubles(_),
    }
