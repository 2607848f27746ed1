"""The words about who joined, for the facilitator's page and the projector."""

from __future__ import annotations

from typing import Any

from model.words import Translate


def list_attendance_words(_: Translate) -> dict[str, Any]:
    """What is said of participants, of closed joining, and of floods."""
    return {
        "closeJoining": _("Close joining"),
        "openJoining": _("Open joining"),
        "joiningClosed": _("Joining is closed"),
        "joiningClosedHelp": _("New phones cannot join. Those who joined go on."),
        "joiningOpenHelp": _("Close it to keep new phones out. Those who joined go on."),
        "participants": _("Participants"),
        "noParticipants": _("Nobody joined yet."),
        "participant": _("{role}, joined at {time}"),
        "placeOf": _("place {number}"),
        "placesHelp": _("The same place means the same network, e.g. one building. No address is kept."),
        "sentVotes": _("votes: {count}"),
        "sentAnswers": _("answers: {count}"),
        "sentStories": _("stories: {count}"),
        "sentNothing": _("sent nothing"),
        "sentGone": _("nothing left of what was sent"),
        "remove": _("Remove"),
        "removed": _("Removed."),
        "removeSilent": _("Remove all who sent nothing ({count})"),
        "removeFloodSilent": _("Remove those who sent nothing ({count})"),
        "removeFlood": _("Remove all of them ({count})"),
        "sureRemove": _(
            "Their votes and answers go with them, and stories that wait to be read are rejected. Approved "
            "stories stay. Their phones show that they were removed."
        ),
        "sureRemoveSilent": _("They have sent no votes. Their phones show that they were removed."),
        "removeHint": _("To keep them from joining again, close joining first."),
        "floods": {
            "joins": _("At least {count} phones joined from one place within a minute ({time})."),
            "keys": _("At least {count} wrong keys were tried from one place within a minute ({time})."),
            "codes": _("At least {count} wrong codes were tried from one place within a minute ({time})."),
        },
        "floodNobody": _("None of them is a participant now."),
        "floodStaying": _("Participants among them: {count}. Of these sent nothing: {silent}."),
        "floodHarmless": _("Right keys and codes still work."),
        "showWhoJoined": _("Who joined"),
    }
