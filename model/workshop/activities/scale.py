"""Everybody says how far some statements are right, from 1 to 5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.words import Translate, get_words
from model.workshop.activities.poll import Poll, ReportWords, sum_up_means
from model.workshop.activities.rating import HIGHEST_RATING
from model.workshop.faults import InvalidEntryError


class Scale(Poll):
    """Statements get numbers from 1 to 5; they are ranked by their mean."""

    about = "options"
    parts = ("ranking", "spread", "roles")
    is_mean = True
    limits = (1, HIGHEST_RATING)
    is_traced = False

    def name(self, _: Translate) -> str:
        return _("Statements from 1 to 5")

    def ask(self, _: Translate) -> str:
        return _("How far do you agree?")

    def list_numbers(self, dots: int, count: int) -> range:
        return range(1, HIGHEST_RATING + 1)

    def name_numbers(self, _: Translate) -> dict[int, str]:
        return {1: _("1 not at all"), HIGHEST_RATING: _("5 fully")}

    def describe_scale(self, _: Translate) -> str:
        return _("From 1, not at all, to 5, fully.")

    def explain_fault(self, error: InvalidEntryError, _: Translate) -> str:
        if error.code == "empty":
            return _("You have not rated anything yet, so nothing was sent.")
        return ""

    def describe_vote(self, dots: int, voters: int, _: Translate) -> str:
        return f"{self.describe_scale(_)} " + _("Voted: {count}.").format(count=voters)

    def sum_up(self, results: Sequence[tuple[str, float]], language: str) -> Iterator[str]:
        _ = get_words(language)
        most = _("Most agreement: {names} ({mean} of {highest}).")
        least = _("Least agreement: {names} ({mean} of {highest}).")
        return sum_up_means(results, most, least, HIGHEST_RATING, language)

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
