"""The words of preparing: the plan, own steps, templates."""

from __future__ import annotations

from typing import Any

from model.words import Translate


def list_plan_words(_: Translate) -> dict[str, Any]:
    """What the desk and the list of workshops say of preparing."""
    return {
        "plan": _("Order of the steps"),
        "planHelp": _("Move a step with ↑ and ↓, or with Alt and the arrow keys."),
        "planMinutes": _("Minutes"),
        "planTotal": _("{count} minutes in all."),
        "moveUp": _("Move up"),
        "moveDown": _("Move down"),
        "leaveOut": _("Leave out"),
        "leftOut": _("Left out"),
        "putIn": _("Put in"),
        "moved": _("Moved."),
        "duplicate": _("Duplicate"),
        "addStep": _("Add a step of your own"),
        "stepKind": _("What kind of step?"),
        "stepKinds": {
            "welcome": _("Welcome"),
            "break": _("Break"),
            "text": _("Text"),
            "picture": _("Picture"),
        },
        "stepTitle": _("Title"),
        "stepText": _("Text on the projector"),
        "stepNotes": _("Notes, for you only"),
        "stepPicture": _("Picture"),
        "pictureHint": _("PNG, JPEG, WebP or GIF that stands still, under 2 MB."),
        "hasPicture": _("with a picture"),
        "dropPicture": _("Remove the picture"),
        "saveTemplate": _("Save as a template"),
        "saveTemplateHint": _("Steps, questions and pictures, without anything that was answered."),
        "templateName": _("Name of the template"),
        "templateSaved": _("Saved. It is listed where a workshop is started."),
        "beginWith": _("Begin with"),
        "nothingPrepared": _("nothing prepared"),
        "templates": _("Templates"),
        "copyOf": _("A copy of"),
        "templateMinutes": _("{name} · {count} min"),
        "copy": _("Copy"),
        "rename": _("Rename"),
    }
