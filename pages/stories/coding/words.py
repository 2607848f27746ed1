"""The words of coding, for the browser, with what the codebook says of each code."""

from __future__ import annotations

import json

from model import ConceptualModel
from model.coding.codebook import build_codebook
from model.coding.story_coding import LONGEST_MEMO
from model.words import get_words


def build_coding_words(model: ConceptualModel, language: str) -> bytes:
    """Every word of coding, beside those of the list, and the codebook of a model, as JSON.

    >>> from model import load_model
    >>> words = json.loads(build_coding_words(load_model(), "nl"))
    >>> words["who"], len(words["codebook"])
    ('Wie codeert?', 34)
    """
    _ = get_words(language)
    words = {
        "who": _("Who codes?"),
        "chooseName": _("Choose your name. The facilitator adds the names of coders."),
        "coderHint": _(
            "A coder is a name, not an account. Coders work separately: none of them sees what another one "
            "attached or noted."
        ),
        "newCoder": _("Name of a new coder"),
        "addCoder": _("Add coder"),
        "nameOf": _("New name of {name}"),
        "rename": _("Rename"),
        "renameOf": _("Rename {name}"),
        "remove": _("Remove {name}"),
        "removeCoder": _("Remove"),
        "nameTaken": _("There is a coder with this name already. Choose another name."),
        "coderInUse": _("This coder has coded stories and cannot be removed."),
        "unknownCoder": _("There is no such coder. Choose one of these, or add one."),
        "codedBy": _("Coder: {name}. Choose another coder"),
        "place": _("Story {place} of {count}"),
        "placeOfMore": _("Story {place} of at least {count}"),
        "tally": _("{done} done, {begun} begun"),
        "allSaved": _("Saved"),
        "saving": _("Saving …"),
        "unsaved": _("Not saved yet: {count}"),
        "saveNow": _("Try again now"),
        "doneNext": _("Done, next"),
        "isDone": _("Done"),
        "isOpen": _("Not done"),
        "reopen": _("Not done yet"),
        "allDone": _("All of these stories are done."),
        "undone": _("Undone."),
        "noneHere": _("No stories to code here."),
        "attach": _("Attach an element or a dimension"),
        "noCode": _("No element or dimension has this name."),
        "attached": _("Attached"),
        "noneAttached": _("Nothing is attached yet."),
        "removed": _("Removed: {name}."),
        "lostCode": _("not in this model"),
        "selectPassage": _("Select a passage"),
        "selected": _("The selected passage"),
        "reasonFor": _("Reason for “{name}”"),
        "otherCode": _("Reason for another …"),
        "leftover": _("No place in the model"),
        "leaveOver": _("The selected passage has no place in the model"),
        "markLast": _("The selected passage is the reason for what was attached last"),
        "removePassage": _("Remove the passage “{text}”"),
        "walking": _(
            "Arrow keys move from word to word and from sentence to sentence; with Shift they select more. "
            "Enter marks the passage, A chooses what it shows, N says that it has no place in the model, "
            "Escape ends."
        ),
        "removeFocused": _("Remove what the keyboard is at"),
        "clear": _("Select nothing"),
        "finishAnywhere": _("Done, next: from anywhere, also while you type"),
        "controlEnter": _("Ctrl + Enter"),
        "memo": _("Memo"),
        "storyMemo": _("Memo on this story"),
        "memoOn": _("Memo on “{name}”"),
        "longestMemo": LONGEST_MEMO,
        "definition": _("Definition"),
        "codebook": {
            f"{entry.code.kind}:{entry.code.id}": {
                "definition": entry.definition,
                "use": entry.use,
                "avoid": entry.avoid,
                "example": entry.example,
            }
            for entry in build_codebook(model, language).entries
        },
        "whenToUse": _("When to use"),
        "whenNotToUse": _("When not to use"),
        "example": _("Example"),
        "noDefinition": _("The model does not define it."),
        "readIn": _("Read the story in"),
        "notAttached": _("Not attached"),
        "windows": {
            "mine": _("In this window"),
            "theirs": _("In the other window"),
            "allMine": _("All from this window"),
            "allTheirs": _("All from the other window"),
            "onlyYou": _("Only changed in this window."),
            "onlyThey": _("Only changed in the other window."),
            "bothChanged": _("Changed in both windows: choose one."),
            "conflictHint": _("For each part that differs, choose what is saved."),
            "chooseEach": _("Choose for each part that was changed in both windows."),
        },
        "codedTwice": _("You coded this story in another window, too."),
        "lostOne": _(
            "1 passage is gone: the text of the story was changed, and its words are not in it any more."
        ),
        "lost": _(
            "{count} passages are gone: the text of the story was changed, and their words are not in it any "
            "more."
        ),
        "textChanged": _("The text of this story was changed meanwhile. Your passages moved along."),
    }
    return json.dumps(words, ensure_ascii=False).encode()
