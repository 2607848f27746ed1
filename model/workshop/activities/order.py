"""Everybody puts some texts, or nodes, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from model.words import Translate, get_words, write_number
from model.workshop.activities.activity import Asked
from model.workshop.activities.poll import Poll, ReportWords
from model.workshop.faults import InvalidEntryError


class Order(Poll):
    """Options, or nodes, get places, each its own, 1 for what comes first; they are ranked by their mean.

    A ballot orders all of them. So the order by mean place is that of Borda's points as well, of which the
    first place gives as many as there are options and the last one gives 1.
    """

    about = "options"
    may_ask_nodes = True
    fewest = 2
    most = 10
    parts = ("ranking", "spread", "roles")
    is_mean = True
    is_lowest_first = True
    counted_number = 1
    is_traced = False

    def name(self, _: Translate) -> str:
        return _("Put in order")

    def ask(self, _: Translate) -> str:
        return _("What comes first?")

    def list_numbers(self, dots: int, count: int) -> range:
        return range(1, count + 1)

    def get_limits(self, count: int) -> tuple[int, int]:
        return 1, count

    def check_choices(self, subjects: Sequence[str], dots: int, choices: Mapping[str, int]) -> dict[str, int]:
        kept = super().check_choices(subjects, dots, choices)
        if kept and len(kept) < len(subjects):
            raise InvalidEntryError("choices", "too-few", least=len(subjects), kind="order")
        if len(set(kept.values())) < len(kept):
            raise InvalidEntryError("choices", "bad-value", kind="order")
        return kept

    def name_numbers(self, _: Translate, ends: Sequence[str] = ()) -> dict[int, str]:
        return {1: _("1 first")}

    def describe_scale(self, _: Translate, ends: Sequence[str] = ()) -> str:
        return _("Give each its own place; 1 comes first.")

    def describe_order(self, _: Translate) -> str:
        return _("The mean of the places that each was given; 1 comes first.")

    def describe_value(self, value: float, count: int, language: str) -> str:
        _ = get_words(language)
        return _("mean place {mean}").format(mean=write_number(value, language))

    def explain_fault(self, error: InvalidEntryError, _: Translate) -> str:
        if error.code == "too-few":
            return _("Some have no place yet. Give each of them one.")
        if error.code == "bad-value":
            return _("Two have the same place. Give each its own.")
        if error.code == "empty":
            return _("You have not put anything in order yet, so nothing was sent.")
        return ""

    def describe_vote(self, round_: Asked, voters: int, _: Translate) -> str:
        held = _("Each person put all of them in order; 1 comes first.")
        return f"{held} " + _("Voted: {count}.").format(count=voters)

    def sum_up(
        self, results: Sequence[tuple[str, float]], language: str, ends: Sequence[str] = ()
    ) -> Iterator[str]:
        _ = get_words(language)
        first, last = results[0][1], results[-1][1]
        found = [(_("First: {names} (mean place {mean})."), first)]
        if first < last:
            found.append((_("Last: {names} (mean place {mean})."), last))
        for words, mean in found:
            names = ", ".join(name for name, value in results if value == mean)
            yield words.format(names=names, mean=write_number(mean, language))

    def list_report_words(self, _: Translate) -> ReportWords:
        return ReportWords(
            kicker=_("Put in order"),
            subject=_("Option"),
            sheet=_("Order"),
            value=_("Mean place"),
            people=_("Times first"),
            given=_("place {number}"),
            spread=_("How many gave which place"),
            on_map="",
            by_role=_("Mean place; 1 comes first."),
        )
