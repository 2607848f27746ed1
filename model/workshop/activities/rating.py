"""Everybody rates how present something is, from 1 to 5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.words import Translate, get_words
from model.workshop.activities.poll import Poll, ReportWords, WeakWords, sum_up_means
from model.workshop.faults import InvalidEntryError

HIGHEST_RATING = 5


class Rating(Poll):
    """Ratings are given; nodes are ranked by their mean, and weak below the middle of the scale."""

    parts = ("ranking", "map", "spread", "roles", "weakest", "traced")
    suggested_stages = 1
    is_mean = True
    limits = (1, HIGHEST_RATING)
    weak_below = (1 + HIGHEST_RATING) / 2
    is_traced = False

    def name(self, _: Translate) -> str:
        return _("Rate from 1 to 5")

    def ask(self, _: Translate) -> str:
        return _("How present is this in our team?")

    def list_numbers(self, dots: int, count: int) -> range:
        return range(1, HIGHEST_RATING + 1)

    def name_numbers(self, _: Translate) -> dict[int, str]:
        return {1: _("1 hardly"), HIGHEST_RATING: _("5 strongly")}

    def describe_scale(self, _: Translate) -> str:
        return describe_scale(_)

    def explain_fault(self, error: InvalidEntryError, _: Translate) -> str:
        if error.code == "empty":
            return _("You have not rated anything yet, so nothing was sent.")
        return ""

    def describe_vote(self, dots: int, voters: int, _: Translate) -> str:
        return f"{describe_scale(_)} " + _("Voted: {count}.").format(count=voters)

    def sum_up(self, results: Sequence[tuple[str, float]], language: str) -> Iterator[str]:
        _ = get_words(language)
        most = _("Most present: {names} ({mean} of {highest}).")
        least = _("Least present: {names} ({mean} of {highest}).")
        return sum_up_means(results, most, least, HIGHEST_RATING, language)

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


def describe_scale(_: Translate) -> str:
    """What the numbers of a rating mean.

    >>> describe_scale(get_words("nl"))
    'Van 1, nauwelijks, tot 5, sterk.'
    """
    return _("From 1, hardly, to 5, strongly.")
