"""What to ask the room now: a note to each part of a result, written with its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import pvariance
from typing import Any

from model import ConceptualModel
from model.words import Translate, get_words, write_number
from model.workshop import ACTIVITIES, Poll, Round, find_poll
from model.workshop.activities import Part
from model.workshop.activities.rated import Rated
from model.workshop.wording import name_roles

_Subject = Mapping[str, Any]


def describe_parts(
    model: ConceptualModel,
    round_: Round,
    parts: tuple[Part, ...],
    result: Mapping[str, Any] | None,
    words: int,
    language: str,
) -> dict[Part, str]:
    """A note to each part that has something to ask about: `result` is that of a poll, `words` how many words
    were chosen."""
    _ = get_words(language)
    poll = find_poll(round_.kind)
    if poll is None or result is None:
        return {part: _describe_words(words, _) for part in parts if part in ACTIVITIES[round_.kind].parts}
    if not result["voters"]:
        nobody = _("Nobody answered. Ask it aloud, and let some answer by a show of hands.")
        return dict.fromkeys(parts, nobody)
    notes = _Notes(model, round_, poll, result, language)
    return {part: note for part in parts if (note := notes.describe(part))}


def _describe_words(count: int, _: Translate) -> str:
    if not count:
        return _("No words are chosen yet. Choose some under Together, then ask what they have in common.")
    chosen = _("Words chosen: {count}. Ask which of them somebody could begin with this week, and with whom.")
    return chosen.format(count=count)


def _measure_spread(node: _Subject) -> float:
    """How far the numbers that a node was given are apart: their variance."""
    numbers = [int(number) for number, count in node["histogram"].items() for _ in range(count)]
    return pvariance(numbers) if numbers else 0.0


def _name_own_ends(round_: Round, poll: Poll, _: Translate) -> dict[str, str]:
    """What the ends of the scale mean where a round says so in its own words; else nothing."""
    if not (isinstance(poll, Rated) and round_.ends):
        return {}
    low, high = poll.name_ends(_, round_.ends)
    return {"low_end": low, "high_end": high}


class _Notes:
    """The notes to the parts of one poll that somebody answered."""

    def __init__(
        self, model: ConceptualModel, round_: Round, poll: Poll, result: Mapping[str, Any], language: str
    ) -> None:
        self._names = {node.id: node.name.text(language) for node in model.nodes()}
        self._names |= {subject["id"]: subject["name"] for subject in result["subjects"]}
        self._asked, self._poll, self._result, self._language = round_, poll, result, language
        self._words = get_words(language)
        self._ends = _name_own_ends(round_, poll, self._words)
        self._rated: list[_Subject] = [
            subject for subject in result["subjects"] if subject["value"] is not None
        ]

    def describe(self, part: Part) -> str:
        """The note to a part; "" where there is nothing to ask."""
        if not self._rated:
            return ""
        match part:
            case "ranking":
                return self._describe_order()
            case "map":
                return self._describe_map()
            case "spread":
                return self._describe_spread()
            case "roles":
                return self._describe_roles()
            case "weakest":
                return self._describe_weakest()
            case "traced":
                return self._describe_traced()
            case _:
                return ""

    def _write(self, value: float) -> str:
        return write_number(value, self._language) if self._poll.decimals else str(round(value))

    def _name(self, *nodes: _Subject) -> str:
        return ", ".join(self._names[node["id"]] for node in nodes[:3])

    def _describe_order(self) -> str:
        _ = self._words
        highest, lowest = self._rated[0]["value"], self._rated[-1]["value"]
        top = [node for node in self._rated if node["value"] == highest]
        if highest == lowest:
            same = _("All have the same ({value}). Ask each what they would begin with, and why.")
            return same.format(value=self._write(highest))
        bottom = [node for node in self._rated if node["value"] == lowest]
        if self._poll.is_lowest_first:
            note = _(
                "First: {top}; last: {last}. Ask what speaks for the first, and what would bring the last "
                "further up."
            )
            return note.format(top=self._name(*top), last=self._name(*bottom))
        if self._poll.is_mean:
            note = _(
                "Highest: {top} ({high}); lowest: {low_name} ({low}). Ask what we do that makes the first go "
                "well, and what one thing would help the last."
            )
            if self._ends:
                note = _(
                    "Nearest to “{high_end}”: {top} ({high}); nearest to “{low_end}”: {low_name} ({low}). "
                    "Ask what lies behind the one and the other."
                )
            return note.format(
                top=self._name(*top),
                high=self._write(highest),
                low_name=self._name(*bottom),
                low=self._write(lowest),
                **self._ends,
            )
        note = _(
            "{top}: {count} of {all}. Ask somebody who chose it what they have in mind, and somebody who "
            "did not what they would do first."
        )
        total = sum(node["value"] for node in self._rated)
        return note.format(top=self._name(*top), count=self._write(highest), all=self._write(total))

    def _describe_map(self) -> str:
        _ = self._words
        if self._asked.about == "edges":
            return _(
                "Look for thick lines in a row, and for a thin one in between. Ask what is missing there."
            )
        numbered = [node for node in self._rated if node["value"]]
        note = _(
            "{count} of {all} elements have a number. Ask where the high ones stand together, and what the "
            "empty ones mean."
        )
        return note.format(count=len(numbered), all=len(self._result["subjects"]))

    def _describe_spread(self) -> str:
        """About the node on which the room is least of one mind."""
        _ = self._words

        widest = max(self._rated, key=_measure_spread)
        numbers = sorted(int(number) for number, count in widest["histogram"].items() if count)
        if len(numbers) < 2:
            return _("The room is of one mind. Ask what everybody has seen that makes them so sure.")
        note = _(
            "Answers differ most on {name}: from {low} to {high}. Ask for one example of each; nobody has to "
            "say what they gave."
        )
        return note.format(name=self._name(widest), low=numbers[0], high=numbers[-1])

    def _describe_roles(self) -> str:
        _ = self._words
        best: tuple[float, _Subject, list[tuple[float, str]]] | None = None
        for node in self._rated:
            values: list[tuple[float, str]] = sorted(
                (spread["mean"], role) for role, spread in node["roles"].items() if spread["mean"] is not None
            )
            gap = values[-1][0] - values[0][0] if len(values) > 1 else 0.0
            if gap and (best is None or gap > best[0]):
                best = (gap, node, values)
        if best is None:
            return _("The roles agree. Ask what each of them does for it.")
        roles = name_roles(_)
        _gap, node, values = best
        (low, low_role), (high, high_role) = values[0], values[-1]
        note = _(
            "The roles differ most on {name}: {high_role} {high}, {low_role} {low}. Ask each what they see "
            "that the other does not."
        )
        return note.format(
            name=self._name(node),
            high_role=roles.get(high_role, high_role),
            high=write_number(high, self._language),
            low_role=roles.get(low_role, low_role),
            low=write_number(low, self._language),
        )

    def _describe_weakest(self) -> str:
        _ = self._words
        if not self._result["weakest"]:
            return _("Nothing was rated below the middle. Ask what keeps it so, and what could endanger it.")
        first = self._result["weakest"][0]
        note = _(
            "{name} ({value}) is the lowest on {count} of {all} paths. Ask for the smallest thing that would "
            "raise it by one, and who can do it."
        )
        if self._ends:
            note = _(
                "{name} ({value}) is nearest to “{low_end}” on {count} of {all} paths. Ask what keeps it "
                "there, and what would move it by one."
            )
        return note.format(
            name=self._name(first),
            value=self._write(first["value"]),
            count=first["paths"],
            all=self._result["paths"],
            **self._ends,
        )

    def _describe_traced(self) -> str:
        _ = self._words
        traced = self._result["traced"]
        if not traced["reached"]:
            return ""
        note = _(
            "{names} leads on to {count} elements. Ask where somebody saw this happen, and where on the way "
            "it stops here."
        )
        names = ", ".join(self._names[node] for node in traced["starts"][:3])
        return note.format(names=names, count=len(traced["reached"]))
