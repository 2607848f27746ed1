"""Everybody spreads some dots over what matters most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from model.words import Translate, get_words
from model.workshop.activities.activity import Asked
from model.workshop.activities.poll import Poll, ReportWords
from model.workshop.faults import InvalidEntryError


class Dots(Poll):
    """Dots are given; nodes are ranked by how many they got."""

    needs_dots = True
    suggested_stages = 2
    is_mean = False

    def name(self, _: Translate) -> str:
        return _("Vote with dots")

    def ask(self, _: Translate) -> str:
        return _("Where should we begin?")

    def list_numbers(self, dots: int, count: int) -> range:
        return range(dots + 1)

    def check_choices(self, subjects: Sequence[str], dots: int, choices: Mapping[str, int]) -> dict[str, int]:
        kept = super().check_choices(subjects, dots, choices)
        if (total := sum(kept.values())) > dots:
            raise InvalidEntryError("choices", "too-many", most=dots, given=total, kind="dots")
        return kept

    def describe_order(self, _: Translate) -> str:
        return _("Dots show what the room chose first, not what is weak.")

    def describe_value(self, value: float, count: int, language: str) -> str:
        _ = get_words(language)
        return _("1 dot") if value == 1 else _("{number} dots").format(number=round(value))

    def explain_fault(self, error: InvalidEntryError, _: Translate) -> str:
        if error.code == "too-many":
            return _("You placed {given} dots; you have {most}.").format(**error.details)
        if error.code == "empty":
            return _("You have not placed a dot yet, so nothing was sent.")
        return ""

    def describe_vote(self, round_: Asked, voters: int, _: Translate) -> str:
        held = _("Each person had dots to spread: {dots}. Voted: {count}.").format(
            dots=round_.dots, count=voters
        )
        return f"{held} {self.describe_order(_)}"

    def sum_up(
        self, results: Sequence[tuple[str, float]], language: str, ends: Sequence[str] = ()
    ) -> Iterator[str]:
        _ = get_words(language)
        most = results[0][1]
        if not most:
            return
        top = [name for name, value in results if value == most]
        alone = _("Most dots: {names}, with {count} of {all}.")
        shared = _("Most dots, {count} of {all} each: {names}.")
        total = sum(value for _name, value in results)
        words = alone if len(top) == 1 else shared
        yield words.format(names=", ".join(top), count=int(most), all=int(total))

    def list_report_words(self, _: Translate) -> ReportWords:
        return ReportWords(
            kicker=_("Vote with dots"),
            subject=_("Element"),
            sheet=_("Dots"),
            value=_("Dots"),
            people=_("Given by"),
            given=_("{number} dots"),
            spread="",
            on_map=_("The number on an element is how many dots it got."),
            by_role=_("Dots for each person, on average."),
        )
