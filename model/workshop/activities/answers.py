"""A question is answered in a few words; answers are put into groups as catalysts are."""

from __future__ import annotations

from model.words import Translate
from model.workshop.activities.activity import Activity


class Answers(Activity):
    """One question, about nothing in the model; the result is the titles of the groups that were chosen."""

    takes = "answers"
    about = "nothing"
    parts = ("words",)

    def name(self, _: Translate) -> str:
        return _("Short answers")

    def ask(self, _: Translate) -> str:
        return _("What comes to mind first?")
