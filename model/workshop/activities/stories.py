"""Each phone can send stories; they are read and approved one by one, so there is no result to reveal."""

from __future__ import annotations

from model.words import Translate
from model.workshop.activities.activity import Activity


class Stories(Activity):
    """Stories are told; a round without nodes takes them on any."""

    takes = "stories"
    fewest = 0
    has_result = False

    def name(self, _: Translate) -> str:
        return _("Share a story")

    def ask(self, _: Translate) -> str:
        return _("Which Mangomoment did you see or live yourself?")
