"""Everybody chooses among some texts: one of them, or several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from model.words import Translate, get_words
from model.workshop.activities.activity import Asked
from model.workshop.activities.poll import Poll, ReportWords
from model.workshop.faults import InvalidEntryError


class Choice(Poll):
    """Options are chosen; they are ranked by how many chose each."""

    about = "options"
    fewest = 2
    needs_dots = True
    parts = ("ranking", "roles")
    is_mean = False
    is_traced = False

    def name(self, _: Translate) -> str:
        return _("Choose")

    def ask(self, _: Translate) -> str:
        return _("Which would you choose?")

    def list_numbers(self, dots: int, count: int) -> range:
        return range(2)

    def check_choices(self, subjects: Sequence[str], dots: int, choices: Mapping[str, int]) -> dict[str, int]:
        kept = super().check_choices(subjects, dots, choices)
        if len(kept) > dots:
            raise InvalidEntryError("choices", "too-many", most=dots, given=len(kept), kind="choice")
        return kept

    def describe_value(self, value: float, count: int, language: str) -> str:
        _ = get_words(language)
        return _("chosen by {count}").format(count=round(value))

    def explain_fault(self, error: InvalidEntryError, _: Translate) -> str:
        if error.code == "too-many":
            return _("You chose {given}; the limit is {most}.").format(**error.details)
        if error.code == "empty":
            return _("You have not chosen anything yet, so nothing was sent.")
        return ""

    def describe_vote(self, round_: Asked, voters: int, _: Translate) -> str:
        held = _("Each person could choose one.")
        if round_.dots > 1:
            held = _("Each person could choose up to {count}.").format(count=round_.dots)
        return f"{held} " + _("Voted: {count}.").format(count=voters)

    def sum_up(
        self, results: Sequence[tuple[str, float]], language: str, ends: Sequence[str] = ()
    ) -> Iterator[str]:
        most = results[0][1]
        if not most:
            return
        _ = get_words(language)
        names = ", ".join(name for name, value in results if value == most)
        yield _("Chosen most: {names} ({count}).").format(names=names, count=int(most))

    def list_report_words(self, _: Translate) -> ReportWords:
        return ReportWords(
            kicker=_("Choose"),
            subject=_("Option"),
            sheet=_("Choose"),
            value=_("Chosen"),
            people=_("Chosen by"),
            given=_("gave {number}"),
            spread="",
            on_map="",
            by_role=_("Which share of each role chose it, from 0 to 1."),
        )
