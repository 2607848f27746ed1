"""Catalysts are named in a few words for nodes that are open questions, and put into groups."""

from __future__ import annotations

from model.words import Translate
from model.workshop.activities.activity import Activity


class Catalysts(Activity):
    """Catalysts are named; the result is the titles of the groups that the facilitator chose."""

    takes = "answers"
    parts = ("words",)
    asks_questions = True

    def name(self, _: Translate) -> str:
        return _("Name the catalysts")

    def ask(self, _: Translate) -> str:
        return _("What would make a Mangomoment more likely here?")
