"""Everybody says how far some statements are right, from 1 to 5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.words import Translate, get_words
from model.workshop.activities.poll import ReportWords, sum_up_means
from model.workshop.activities.rated import HIGHEST, Rated


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

    def sum_up(self, results: Sequence[tuple[str, float]], language: str) -> Iterator[str]:
        _ = get_words(language)
        most = _("Most agreement: {names} ({mean} of {highest}).")
        least = _("Least agreement: {names} ({mean} of {highest}).")
        return sum_up_means(results, most, least, HIGHEST, language)

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
