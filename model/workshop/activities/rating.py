"""Everybody rates how present something is, from 1 to 5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.words import Translate, get_words
from model.workshop.activities.poll import ReportWords, WeakWords, sum_up_means
from model.workshop.activities.rated import HIGHEST, LOWEST, Rated


class Rating(Rated):
    """Ratings are given; nodes are ranked by their mean, and weak below the middle of the scale."""

    parts = ("ranking", "map", "spread", "compared", "change", "roles", "weakest", "traced")
    suggested_stages = 1
    weak_below = (LOWEST + HIGHEST) / 2

    def name(self, _: Translate) -> str:
        return _("Rate from 1 to 5")

    def ask(self, _: Translate) -> str:
        return _("How present is this in our team?")

    def name_usual_ends(self, _: Translate) -> tuple[str, str]:
        return _("hardly"), _("strongly")

    def sum_up(self, results: Sequence[tuple[str, float]], language: str) -> Iterator[str]:
        _ = get_words(language)
        most = _("Most present: {names} ({mean} of {highest}).")
        least = _("Least present: {names} ({mean} of {highest}).")
        return sum_up_means(results, most, least, HIGHEST, language)

    def list_report_words(self, _: Translate) -> ReportWords:
        return ReportWords(
            kicker=_("Rating"),
            subject=_("Element"),
            sheet=_("Rating"),
            value=_("Mean"),
            people=_("Voted"),
            given=_("gave {number}"),
            spread=_("How many gave 1 to 5"),
            on_map=_("The number on an element is the mean of its ratings, from 1 to 5."),
            by_role=_("Mean of the ratings."),
        )

    def describe_weak(self, _: Translate) -> WeakWords:
        return WeakWords(
            rule=_("Rated below 3 on average, lowest first."),
            none=_("Nothing was rated below 3 on average."),
            note=_(
                "A path is a way through the model from a precondition to an outcome; its weakest point is "
                "the element on it that was rated lowest. Only elements with a mean below 3 are listed."
            ),
        )
