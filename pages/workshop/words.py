"""The words of the facilitator's page and of the projector, for the browser."""

from __future__ import annotations

import json
from typing import Any

from model.retention import get_period
from model.words import LANGUAGES, Translate, get_words, join_label
from model.workshop.wording import describe_roles, name_roles
from pages.shared.fault_words import list_troubles
from pages.shared.role_words import list_sign_in_words
from pages.shared.story_words import list_identifiers, list_told_by
from pages.workshop.activities import list_activities
from pages.workshop.attendance_words import list_attendance_words
from pages.workshop.plan_words import list_plan_words
from pages.workshop.screen_words import list_screen_words
from pages.workshop.teams.words import list_team_words


def build_words(language: str) -> bytes:
    """Every word of both as JSON.

    >>> json.loads(build_words("nl"))["next"]
    'Volgende'
    """
    _ = get_words(language)
    words = {
        "labelled": join_label(_, "{label}", "{text}"),
        **_general(_),
        **_desk(_),
        **_together(_),
        **_stories_and_actions(_),
        **_projector(_),
        **list_screen_words(_),
    }
    words |= list_attendance_words(_) | list_team_words(_) | list_plan_words(_)
    return json.dumps(words, ensure_ascii=False).encode()


def _general(_: Translate) -> dict[str, Any]:
    return {
        "close": _("Close"),
        "cancel": _("Cancel"),
        "save": _("Save"),
        "again": _("Try again"),
        "undo": _("Undo"),
        "edit": _("Edit"),
        "choose": _("choose …"),
        "failed": _("This did not work."),
        "unreachable": _("The server cannot be reached. Nothing is lost: trying again automatically."),
        "needsRole": _("You may not do this as you are signed in now. Sign in with another passcode."),
        "closedAccess": _(
            "Workshops are closed: others can reach this server and it has no passcode. Start it with "
            "MANGOMOMENT_PASSCODE set."
        ),
        "lockedAccess": _("Workshops are for the facilitator."),
        **list_sign_in_words(_),
        "tooMany": _("Too many requests. Try again in a minute."),
        "conflict": _("Somebody else has changed this story in the meantime."),
        "gone": _("This no longer exists."),
        "settledSince": _("This action was changed since. It stays as it is now."),
        "changed": _(
            "Somebody else has changed this; the list shows the current version. Save again to "
            "replace it with yours."
        ),
        "goneWorkshop": _("This workshop does not exist, or has been deleted."),
        "unopenedRefusal": _("Nobody could answer this yet. Open it first, then reveal it."),
        "endedRefusal": _("This workshop has ended. Give it more time first."),
        "entries": {
            "empty": _("Something is still empty."),
            "too-long": _("This is too long; the limit is {most} characters."),
            "too-many": _("Too many; the limit is {most}."),
            "too-few": _("Too few; at least {least} needed."),
            "bad-value": _("This value is not allowed."),
            "wrong-kind": _("This is not possible here."),
            "unknown-node": _("This is not possible here."),
            "taken": _("Another team has this already. Choose another one."),
            "short": _("This is too short; use at least {least} characters."),
            "picture-large": _("The picture is too large: at most {most} MB and 40 million pixels."),
            "picture-format": _("This is not a PNG, JPEG, WebP or GIF picture. Save it as one of these."),
            "picture-moves": _("The picture moves. Choose one that stands still."),
            "picture-broken": _("The picture is damaged. Save it again, then choose it."),
        },
        "troubles": list_troubles(_),
        "languages": LANGUAGES,
        "roles": name_roles(_),
    }


def _desk(_: Translate) -> dict[str, Any]:
    return {
        "start": _("Start a workshop"),
        "name": _("Name"),
        "nameHint": _("e.g. Ward 4, spring"),
        "language": _("Language"),
        "howLong": _("How long?"),
        "durations": {
            "60": _("1 hour"),
            "120": _("2 hours"),
            "180": _("3 hours"),
            "300": _("5 hours"),
            "720": _("12 hours"),
            "4320": _("3 days"),
        },
        "day": _("Day of the workshop"),
        "dayHint": _("Optional: the day it is started."),
        "dayUse": _("Printed on the run sheet, the page for the wall and the report."),
        "rehearse": _("Rehearsal: try it out; what is told and voted does not count"),
        "startNow": _("Start"),
        "earlier": _("Workshops"),
        "noneYet": _("There was no workshop yet."),
        "open": _("Open"),
        "delete": _("Delete"),
        "deleted": _("Deleted."),
        "sureDelete": _(
            "The workshop “{name}” will be gone with its votes, words and actions. Stories stay."
        ),
        "running": _("running"),
        "ended": _("ended"),
        "rehearsal": _("rehearsal"),
        "allWorkshops": _("All workshops"),
        "openProjector": _("Open the projector window"),
        "key": _("Key"),
        "joined": _("{count} joined"),
        "oneJoined": _("1 joined"),
        "present": _("{count} here now"),
        "back": _("Back"),
        "next": _("Next"),
        "now": _("On the projector"),
        "then": _("Next"),
        "lastStep": _("This is the last step."),
        "pageOf": _("Page {page} of {count}"),
        "black": _("Black"),
        "timer": _("Timer"),
        "minutes": _("{count} min"),
        "startTimer": _("Start the timer"),
        "stopTimer": _("Stop the timer"),
        "spotlight": _("Spotlight"),
        "spotlightOn": _("Spotlight on"),
        "endSpotlight": _("End the spotlight"),
        "steps": _("Steps"),
        "notes": _("Notes"),
        "keysHelp": _(
            "Keys, here and on the projector: →, space or page-down for next, ← for back, Home and End. At a "
            "question next opens it, closes it and reveals it; O, C and R do so directly. B black, T timer, "
            "S spotlight, Esc ends it, F fullscreen."
        ),
        "source": _("Source"),
        "openQuestion": _("The question it invites"),
        "choosePath": _("Walk along a path"),
        "from": _("From"),
        "to": _("To"),
        "dropPath": _("Leave the path out"),
        "tabs": {
            "together": _("Together"),
            "plan": _("Plan"),
            "stories": _("Stories"),
            "followed": _("Follow up"),
            "actions": _("Agree"),
            "room": _("Joining"),
            "home": _("Report and files"),
        },
        "report": _("Report"),
        "reportHint": _(
            "The map with the votes, what was named, the actions, and the stories that are published and may "
            "be exported. What the room was not shown stays out, also answers as they were typed."
        ),
        "reportForms": {"pdf": "PDF", "pptx": "PowerPoint", "xlsx": "Excel"},
        "pack": _("To print before"),
        "packHint": _("Run sheet, QR code and key for the wall, story forms, story cards."),
        "packFile": _("Session pack (PDF)"),
        "session": _("The whole session"),
        "sessionHint": _(
            "With every vote, and every answer as it was typed, also those that were not shown. For you "
            "only: do not pass it on. It can be imported again without loss."
        ),
        "sessionFile": _("Session as a file (JSON)"),
        "bringBack": _("Import a session"),
        "broughtBack": _("“{name}” was imported."),
        "refusedFile": _(
            "“{name}” was not imported: it is not the file of a whole session, or something in it is wrong. "
            "Choose another file."
        ),
        "existsAlready": _("This workshop exists already and differs from the file. Delete it first."),
        "sections": _("Parts of the workshop"),
        "joinAt": _("Phones join at"),
        "until": _("until {time}"),
        "moreTime": _("Give it more time"),
        "end": _("End the workshop"),
        "sureEnd": _("Phones can no longer add anything. You can still show everything, and add more time."),
        "howMany": _("Who joined"),
    }


def _together(_: Translate) -> dict[str, Any]:
    return {
        "activities": list_activities(_),
        "prepare": _("Prepare something to do together"),
        "prepareNow": _("Prepare"),
        "what": _("What?"),
        "question": _("Question"),
        "onWhat": _("On what?"),
        "onWhichLinks": _("On which links?"),
        "endMeans": _("What {number} means"),
        "ownTexts": _("Your own texts"),
        "ownTextsHint": _("One on each line."),
        "ownTextsOrNodes": _("One on each line; or none, and elements below."),
        "noRounds": _("Nothing is prepared yet."),
        "states": {
            "prepared": _("prepared"),
            "open": _("open now"),
            "closed": _("closed"),
            "revealed": _("revealed"),
        },
        "openRound": _("Open"),
        "reopen": _("Open again"),
        "closeRound": _("Close"),
        "reveal": _("Reveal"),
        "hide": _("Hide again"),
        "showIt": _("Show on the projector"),
        "onProjector": _("on the projector"),
        "deleteRound": _("Delete"),
        "sureDeleteRound": _("“{name}” and every answer to it will be gone."),
        "sureReopen": _("The result is hidden again while it is open."),
        "noAnswers": _("No answer yet."),
        "groupTitle": _("Words for what is ticked"),
        "group": _("Group what is ticked"),
        "addTo": _("Add what is ticked to"),
        "takeOut": _("Take out of the group"),
        "useWords": _("Show these words"),
        "deleteGroup": _("Dissolve"),
        "dropAnswer": _("Delete this answer"),
        "tickFirst": _("Tick at least one answer first."),
        "tickShown": _("Tick all shown"),
        "ticked": _("Ticked: {count}"),
        "searchAnswers": _("Search answers and groups"),
        "answersFound": _("{shown} of {all} answers"),
        "allGrouped": _("Every answer is in a group. Drop an answer here to take it out."),
        "groupName": _("Name of the group"),
        "grouped": _("Grouped."),
        "takenOut": _("Taken out of the group."),
        "dissolved": _("The group is dissolved; its answers stay."),
        "renamed": _("The group is renamed."),
        "rank": _("Rank"),
        "answeredBy": _("{count} answered"),
        "oneAnsweredBy": _("1 answered"),
        "middle": _("middle half"),
        "all": _("all"),
        "people": _("people"),
        "roleNote": describe_roles(_),
        "noVotes": _("Nobody has answered."),
        "cutHighest": _("The {shown} highest of {all}."),
        "cutLowest": _("The {shown} lowest of {all}."),
        "noRoles": _("Not shown by role."),
        "onPaths": _("{count} paths"),
        "onePath": _("1 path"),
        "tracedWords": _("{names} leads to {count} other elements, and so to:"),
        "tracedPlural": _("{names} lead to {count} other elements, and so to:"),
        "nothingTraced": _("Nothing follows from it in the model."),
    }


def _stories_and_actions(_: Translate) -> dict[str, Any]:
    days = get_period("withdrawn").days
    return {
        "waiting": _("Waiting to be read"),
        "approved": _("Approved"),
        "noStories": _("No story was sent in yet."),
        "allRead": _("Every story was read."),
        "approve": _("Approve"),
        "editStory": _("Edit, mask, attach"),
        "putAside": _("Reject"),
        "asideHint": _("Hidden everywhere, erased after {days} days.").format(days=days),
        "doneApprove": _("Approved: it is on the map now."),
        "doneAside": _("Rejected: hidden everywhere, erased after {days} days.").format(days=days),
        "notInRoom": _("The teller did not agree to show it in the room: it stays hidden."),
        "couldTell": _("This could identify a person:"),
        "maskIt": _("Mask"),
        "aidOnly": _("This is an aid, not a guarantee."),
        "unattached": _("Attached to nothing yet."),
        "identifierKinds": list_identifiers(_),
        "tellers": list_told_by(_),
        "actionText": _("What?"),
        "actionWho": _("Who? (a role)"),
        "actionWhen": _("When?"),
        "actionDue": _("By which day?"),
        "actionDueHint": _("Optional: then you are reminded."),
        "actionNodes": _("For what?"),
        "addAction": _("Add"),
        "addActionTitle": _("Agree on something"),
        "noActions": _("Nothing is agreed yet."),
        "noNames": _("A role or a function, no names."),
        "actionStates": {"done": _("Done"), "open": _("Still open"), "dropped": _("Dropped")},
        "overdue": _("Overdue"),
        "actionOutcome": _("What came of it?"),
        "actionStory": _("A story that shows it"),
        "noStoryShows": _("no story"),
        "shownByStory": _("Story"),
        "actionOf": _("Action {number} of {count}"),
        "askAbout": _("Ask about it"),
        "allAsked": _("Every action was asked about."),
        "followedHelp": _(
            "While the projector shows this step, press 1 for done, 2 for still open, 3 for dropped; the "
            "next action follows. Write first what came of it, if you want to."
        ),
        "calendarFile": _("Calendar file (.ics)"),
    }


def _projector(_: Translate) -> dict[str, Any]:
    return {
        "joinHere": _("Join with your phone"),
        "orType": _("or go to"),
        "andType": _("and type the key"),
        "noAccount": _("No name, no account."),
        "cannotJoin": _("Phones cannot join yet. The facilitator's page says why, under Joining."),
        "peopleHere": _("people here"),
        "personHere": _("person here"),
        "newStory": _("A new story"),
        "wholeMap": _("The whole map"),
        "ourWords": _("In this workshop's words"),
        "ourWordsNote": _("said here, not part of the published model"),
        "storiesOf": _("Story {number} of {count}"),
        "openNow": _("Answer on your phone"),
        "notOpen": _("Not open yet"),
        "closedNow": _("Closed"),
        "timeUp": _("Time is up"),
        "away": _("Connection lost. Reconnecting …"),
        "none": _("Nothing yet."),
        "noAgreement": _("Nothing is agreed yet."),
        "nobodyTold": _("Nobody has told a story about this yet."),
    }
