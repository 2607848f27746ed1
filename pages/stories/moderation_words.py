"""The words of the queue of stories that wait, and of acts on several stories at once."""

from __future__ import annotations

from typing import Any

from model.stories.lookups import MOST_IN_QUEUE
from model.words import Translate


def list_moderation_words(_: Translate) -> dict[str, Any]:
    """What the queue says, and what both it and the list say of decisions and keys."""
    return {
        "queueOnly": _("Moderating is for moderators and the facilitator."),
        "places": {
            "pending": _("Story {place} of {count} that wait"),
            "aside": _("Story {place} of {count} set aside"),
            "other": _("Story {place} of {count}"),
        },
        "placeOfMany": _("One of more than {count} stories"),
        "mostInQueue": MOST_IN_QUEUE,
        "allRead": _("No story waits for a decision."),
        "showAside": _("Show the stories set aside"),
        "lookAgain": _("Look for new stories"),
        "isFirst": _("This is the first story."),
        "isLast": _("This is the last story."),
        "acts": _("What to do with this story"),
        "reject": _("Reject"),
        "aside": _("Set aside"),
        "letWait": _("Let it wait again"),
        "attach": _("Attach"),
        "attachTo": _("Attach to an element"),
        "attachHint": _("a few letters of an element"),
        "detachFrom": _("Detach from an element"),
        "previous": _("Previous"),
        "next": _("Next"),
        "open": _("Open or close"),
        "selectOne": _("Select"),
        "keys": _("Keyboard shortcuts"),
        "keysOn": _("Single keys work"),
        "keysHint": _("They do nothing while you type, or together with Ctrl, Alt or Cmd."),
        "isBack": _("“{name}” was not saved and is back."),
        "sameDecision": _("Somebody else has just done the same."),
        "backToStory": _("Back to the story"),
        "nothingToUndo": _("There is nothing to undo."),
        "decided": {
            "published": _("Published by the facilitator, {moment}"),
            "aside": _("Set aside by the facilitator, {moment}"),
            "withdrawn": _("Rejected by the facilitator, {moment}"),
        },
        "decidedBy": {
            "published": _("Published {moment} ({role})"),
            "aside": _("Set aside {moment} ({role})"),
            "withdrawn": _("Withdrawn {moment} ({role})"),
        },
    }


def list_bulk_words(_: Translate) -> dict[str, Any]:
    """What the list says of several stories at once."""
    return {
        "severalStories": _("Several stories at once"),
        "select": _("Select: {name}"),
        "selectPage": _("Select all that are shown"),
        "selectFound": _("Select all {count} that the filter finds"),
        "selected": _("{count} selected"),
        "clearSelection": _("Clear the selection"),
        "changeField": _("Change a field …"),
        "changeWhat": _("What is changed?"),
        "changeCount": _("Change ({count})"),
        "exportSelected": _("Export"),
        "exportAgreed": _("Those that may be exported"),
        "exportAll": _("All, for your own records"),
        "isAgreed": _("Does the teller agree?"),
        "yes": _("yes"),
        "no": _("no"),
        "addDimension": _("Add a dimension"),
        "removeDimension": _("Remove a dimension"),
        "sureBatch": _("This changes {count} stories. You can undo it as one step."),
        "progress": _("{done} of {count} …"),
        "batchChanged": _("Changed: {count}."),
        "batchDone": {
            "publish": _("Published: {count}."),
            "withdraw": _("Rejected: {count}."),
            "aside": _("Set aside: {count}."),
            "restore": _("Waiting again: {count}."),
        },
        "batchUndone": _("Undone: {count}."),
        "leftOut": _("Left as they are, as somebody else has changed them: {count}."),
    }
