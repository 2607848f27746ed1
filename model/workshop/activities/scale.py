"""Everybody says how far some statements are right, from 1 to 5."""

from __future__ import annotations

from model.words import Translate
from model.workshop.activities.poll import ReportWords
from model.workshop.activities.rated import Rated


class Scale(Rated):
    """Statements get numbers from 1 to 5; they are ranked by their mean."""

    about = "options"
    parts = ("ranking", "spread", "compared", "roles")

    def name(self, _: Translate) -> str:
        return _("Statements from 1 to 5")

    def ask(self, _: Translate) -> str:
        return _("How far do you agree?")

    def name_usual_ends(self, _: Translate) -> tuple[str, str]:
        return _("not at all"), _("fully")

    def list_extremes(self, _: Translate) -> tuple[str, str]:
        return (
            _("Most agreement: {names} ({mean} of {highest})."),
            _("Least agreement: {names} ({mean} of {highest})."),
        )

    def list_report_words(self, _: Translate) -> ReportWords:
        return ReportWords(
            kicker=_("Statements from 1 to 5"),
            subject=_("Statement"),
            sheet=_("Statements"),
            value=_("Mean"),
            people=_("Voted"),
            given=_("gave {number}"),
            spread=_("How many gave 1 to 5"),
            on_map="",
            by_role=_("Mean of what was given."),
        )
