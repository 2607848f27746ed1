"""The words of agreement and of what coders talk through, for the browser."""

from __future__ import annotations

import json

from model.words import get_words


def build_agreement_words(language: str) -> bytes:
    """Every word of agreement, beside those of the list, as JSON.

    >>> json.loads(build_agreement_words("nl"))["states"]["decided"]
    'Beslist'
    """
    _ = get_words(language)
    words = {
        "only": _("Agreement between coders is for the facilitator."),
        "noCoders": _("Two coders are needed: in “Coding”, each codes the stories without seeing the other."),
        "goCode": _("Go to coding"),
        "measures": {
            "percent": _("Agreement"),
            "kappa": _("Kappa"),
            "alpha": _("Alpha"),
        },
        "code": _("Element or dimension"),
        "inStories": _("Attached"),
        "differing": _("Differ"),
        "sortBy": _("Sort"),
        "inOrder": _("In the order of the model"),
        "howToRead": _("How to read this"),
        "coded": _("Coded"),
        "shared": _("By two or more"),
        "download": _("Download"),
        "files": {
            "figures": _("Figures of agreement"),
            "report": _("Report on codings"),
        },
        "filter": _("Show differences about"),
        "everything": _("everything"),
        "dimensions": _("Dimensions"),
        "states": {"waiting": _("To decide"), "decided": _("Decided")},
        "list": _("List of differences"),
        "place": _("{place} of {count} to decide"),
        "placeDecided": _("{place} of {count} decided"),
        "left": _("{count} to decide, {decided} decided"),
        "question": _("Does this story show “{code}”?"),
        "allDecided": _("Everything here is decided."),
        "noneHere": _("Coders differ nowhere here."),
        "showDecided": _("Show what was decided"),
        "showWaiting": _("Show what is to be decided"),
        "showAll": _("Show all differences"),
        "gave": _("attached it"),
        "gaveNot": _("did not attach it"),
        "alsoGave": _("Also attached"),
        "noOther": _("Attached nothing else."),
        "leftover": _("No place in the model"),
        "memoOnStory": _("Memo on the story"),
        "memoOnCode": _("Memo on “{code}”"),
        "noPassage": _("Marked no passage for it."),
        "saidBy": _("What the coders say"),
        "acts": _("Decide"),
        "attach": _("Attach"),
        "attachNot": _("Do not attach"),
        "skip": _("Skip"),
        "back": _("Previous"),
        "takeBack": _("Undo"),
        "isAttached": _("Attached ({role}, {moment})"),
        "isNotAttached": _("Not attached ({role}, {moment})"),
        "tookBack": _("Undone: “{code}” in “{story}” is to be decided again."),
        "saidAttached": _("Attached: “{code}” in “{story}”."),
        "saidNotAttached": _("Not attached: “{code}” in “{story}”."),
        "nothingToUndo": _("There is nothing to undo."),
        "settled": _("The coders do not differ here any more: one of them changed something."),
        "openStory": _("Open the story"),
        "painted": {"differences": _("Differences to decide"), "alpha": _("Alpha")},
        "mapHint": _("Choose an element to see where coders differ about it."),
        "darker": {
            "differences": _("The stronger the colour, the more differences are to be decided."),
            "alpha": _("The stronger the colour, the less coders agree; – means that there is no alpha."),
        },
        "nodeDifferences": _("{name}: {count} to decide, {decided} decided"),
        "nodeAlpha": _("{name}: alpha {alpha}"),
    }
    return json.dumps(words, ensure_ascii=False).encode()
