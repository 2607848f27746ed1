"""Everybody says whether one thing leads to another here, for some edges of the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.words import Translate, get_words
from model.workshop.activities.activity import Asked
from model.workshop.activities.poll import Poll, ReportWords, sum_up_means
from model.workshop.faults import InvalidEntryError

CLEAREST = 4
UNSURE = 9


class Edges(Poll):
    """Edges get 1 (no), 2 (hardly), 3 (somewhat), 4 (clearly), or 9: who gave it does not know.

    Four steps have no middle to hide in, as not knowing is an answer of its own. It is counted beside the
    others and is in no mean: a mean of few who know says more than one of many who guess.
    """

    about = "edges"
    parts = ("ranking", "map", "spread", "compared", "change", "roles")
    is_mean = True
    limits = (1, CLEAREST)
    unsure = UNSURE
    strong_from = (1 + CLEAREST) / 2
    is_traced = False

    def name(self, _: Translate) -> str:
        return _("Look at links")

    def ask(self, _: Translate) -> str:
        return _("Does this lead to that here?")

    def list_numbers(self, dots: int, count: int) -> range:
        return range(1, CLEAREST + 1)

    def name_numbers(self, _: Translate, ends: Sequence[str] = ()) -> dict[int, str]:
        return {1: _("1 no"), 2: _("2 hardly"), 3: _("3 somewhat"), 4: _("4 clearly")}

    def describe_scale(self, _: Translate, ends: Sequence[str] = ()) -> str:
        return _("1 no, 2 hardly, 3 somewhat, 4 clearly.")

    def explain_fault(self, error: InvalidEntryError, _: Translate) -> str:
        if error.code == "empty":
            return _("You have not answered anything yet, so nothing was sent.")
        return ""

    def describe_vote(self, round_: Asked, voters: int, _: Translate) -> str:
        return f"{self.describe_scale(_)} " + _("Voted: {count}.").format(count=voters)

    def sum_up(
        self, results: Sequence[tuple[str, float]], language: str, ends: Sequence[str] = ()
    ) -> Iterator[str]:
        _ = get_words(language)
        most = _("Most clearly: {names} ({mean} of {highest}).")
        least = _("Least clearly: {names} ({mean} of {highest}).")
        return sum_up_means(results, most, least, CLEAREST, language, "; ")

    def list_report_words(self, _: Translate) -> ReportWords:
        return ReportWords(
            kicker=_("Links"),
            subject=_("Link"),
            sheet=_("Links"),
            value=_("Mean"),
            people=_("Voted"),
            given=_("gave {number}"),
            spread=_("How many gave 1 to 4"),
            on_map=_("The higher its mean, the thicker a line. Pale: not asked."),
            by_role=_("Mean of what was given."),
        )
