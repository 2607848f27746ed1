"""Everybody rates how present something is, from 1 to 5."""

from __future__ import annotations

from collections.abc import Sequence

from model.words import Translate
from model.workshop.activities.poll import ReportWords, WeakWords
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

    def list_extremes(self, _: Translate) -> tuple[str, str]:
        return (
            _("Most present: {names} ({mean} of {highest})."),
            _("Least present: {names} ({mean} of {highest})."),
        )

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

    def describe_weak(self, _: Translate, ends: Sequence[str] = ()) -> WeakWords:
        rule, none = _("Rated below 3 on average, lowest first."), _("Nothing was rated below 3 on average.")
        if any(ends):
            low, _high = self.name_ends(_, ends)
            return WeakWords(
                title=_("Nearest to “{end}” on each path").format(end=low),
                sheet=_("Lowest"),
                sentence=_(
                    "Nearest to “{end}”: {name} ({mean} of {highest}), on {count} of {all} paths to {stage}."
                ),
                on=_("nearest to “{end}” on {count} of {all} paths"),
                paths=_("The paths with these elements"),
                rule=rule,
                none=none,
                note=_(
                    "A path is a way through the model from a precondition to an outcome; listed is the "
                    "element on it that was rated lowest. Only elements with a mean below 3 are listed."
                ),
                end=low,
            )
        return WeakWords(
            title=_("The weakest on each path"),
            sheet=_("Weakest"),
            sentence=_("Weakest: {name} ({mean} of {highest}), on {count} of {all} paths to {stage}."),
            on=_("weakest on {count} of {all} paths"),
            paths=_("The weakest paths"),
            rule=rule,
            none=none,
            note=_(
                "A path is a way through the model from a precondition to an outcome; its weakest point is "
                "the element on it that was rated lowest. Only elements with a mean below 3 are listed."
            ),
        )
