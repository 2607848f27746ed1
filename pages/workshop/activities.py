"""What the desk and the projector say of each kind of activity, and how they draw its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from model.words import Translate
from model.workshop import ACTIVITIES, ActivityKind, Answered, Poll, Round, find_poll
from model.workshop.activities import Entries, Part
from model.workshop.activities.rated import Rated
from model.workshop.wording import name_unsure


@dataclass(frozen=True)
class PollWords:
    """What the numbers of a poll are called: on the axis, in a table, at both ends of the colours (of a scale
    whose ends a round may name: nothing here).

    `traced` is the heading of what the top choice leads to.
    """

    unit: str
    column: str
    ends: tuple[str, str] = ("", "")
    traced: str = ""


@dataclass(frozen=True)
class ActivityWords:
    """What the facilitator's page says of a kind: what it is for, what its number of dots or choices is
    called; of a poll, what its numbers are called."""

    help: str
    dots: str = ""
    poll: PollWords | None = None


def describe_activity(kind: ActivityKind, _: Translate) -> ActivityWords:
    """What is said of a kind."""
    match kind:
        case "stories":
            return ActivityWords(_("Each phone can send stories; you read and approve them."))
        case "catalysts":
            words = _("Short answers to what would make a Mangomoment more likely, grouped by you.")
            return ActivityWords(words)
        case "dots":
            return ActivityWords(
                _("Everyone places dots on what matters most."),
                _("Dots for each"),
                PollWords(
                    unit=_("dots"),
                    column=_("dots"),
                    ends=("0", _("dots")),
                    traced=_("What the top choice leads to"),
                ),
            )
        case "rating":
            return ActivityWords(
                _("Everyone rates from 1 to 5 how present something is."),
                poll=PollWords(
                    unit=_("mean rating"),
                    column=_("mean"),
                    traced=_("What the highest rated leads to"),
                ),
            )
        case "answers":
            return ActivityWords(_("One question, answered in a few words, grouped by you."))
        case "edges":
            return ActivityWords(
                _("Everyone says whether links of the model hold here: no, hardly, somewhat, clearly."),
                poll=PollWords(unit=_("mean"), column=_("mean"), ends=(_("1 no"), _("4 clearly"))),
            )
        case "choice":
            return ActivityWords(
                _("Everyone chooses one or more of your own options."),
                _("How many each may choose"),
                PollWords(unit=_("people"), column=_("chosen by"), ends=("0", _("people"))),
            )
        case "order":
            return ActivityWords(
                _("Everyone puts your own options, or elements, in order, ten at most."),
                poll=PollWords(unit=_("mean place"), column=_("mean place"), ends=(_("last"), _("first"))),
            )
        case "scale":
            return ActivityWords(
                _("Everyone says from 1 to 5 how far your own statements are right."),
                poll=PollWords(unit=_("mean"), column=_("mean")),
            )
        case _:
            assert_never(kind)


def list_activities(_: Translate) -> dict[str, dict[str, Any]]:
    """What can be prepared: what it is called and for, what is usually asked, and about what."""
    return {
        kind: {
            "name": activity.name(_),
            "help": describe_activity(kind, _).help,
            "question": activity.ask(_),
            "about": activity.about if activity.fewest else "nothing",
            "mayAskNodes": activity.may_ask_nodes,
            "dots": describe_activity(kind, _).dots,
            "ends": list(activity.name_ends(_)) if isinstance(activity, Rated) else None,
            "suggests": {"questions": activity.asks_questions, "stages": activity.suggested_stages},
        }
        for kind, activity in ACTIVITIES.items()
    }


def describe_hint(takes: Entries, _: Translate) -> str:
    """What to do while a round is open, for who leads."""
    match takes:
        case "stories":
            return _("What is sent in waits under Stories until you have read it.")
        case "answers":
            return _("Group what is alike and choose the words to show, then reveal.")
        case "ballots":
            return _("Nobody sees a result before you reveal it, not even you.")
        case _:
            assert_never(takes)


def name_part(part: Part, kind: ActivityKind, _: Translate, ends: Sequence[str] = ()) -> str:
    """What a part of a result is called, as a step on the projector; `ends` are those of the round."""
    match part:
        case "words":
            return _("In our words")
        case "ranking":
            return _("What the room says")
        case "map":
            return _("On the map")
        case "spread":
            return _("How far we agree")
        case "compared":
            return _("Then and now")
        case "change":
            return _("The difference on the map")
        case "roles":
            return _("Who says what")
        case "weakest":
            poll = find_poll(kind)
            weak = poll.describe_weak(_, ends) if poll else None
            return weak.title if weak else ""
        case "traced":
            words = describe_activity(kind, _).poll
            return words.traced if words else ""
        case _:
            assert_never(part)


def build_round(round_: Round, answered: Answered, joined: int, _: Translate) -> dict[str, Any]:
    """A round as the browser draws it, whatever its kind: what it is, how many answered, what it measures.

    `measure` is there for polls only. `counted` is for the desk, `turnout` for the projector.
    """
    activity = ACTIVITIES[round_.kind]
    measure = {"measure": build_measure(round_, activity, _)} if isinstance(activity, Poll) else {}
    return {
        "question": round_.ask(_),
        "activity": activity.name(_),
        "about": describe_about(round_, _),
        "hasResult": activity.has_result,
        "hasGroups": activity.takes == "answers",
        "asksQuestions": activity.asks_questions,
        "counted": _count(activity.takes, answered, joined, _),
        "turnout": _build_turnout(activity.takes, answered, joined, _),
        **measure,
    }


def build_measure(round_: Round, poll: Poll, _: Translate) -> dict[str, Any]:
    """How the numbers of a poll are drawn and called.

    `range` are the lowest and the highest value, None for from 0 to as high as it gets; `scale` are then the
    numbers that can be given, each with its name.
    """
    words, weak = describe_activity(round_.kind, _).poll, poll.describe_weak(_, round_.ends)
    if words is None:
        raise LookupError(f"a poll of {round_.kind} has no words")
    names, count = poll.name_numbers(_, round_.ends), len(round_.subjects)
    limits = poll.get_limits(count)
    return {
        "decimals": poll.decimals,
        "range": limits,
        "scale": [
            [number, names.get(number, str(number))] for number in poll.list_numbers(round_.dots, count)
        ]
        if limits
        else None,
        "unit": words.unit,
        "column": words.column,
        "ends": tuple(names.values()) if isinstance(poll, Rated) else words.ends,
        "order": poll.describe_order(_),
        "isLowestFirst": poll.is_lowest_first,
        "counted": [poll.counted_number, _("times first")] if poll.counted_number else None,
        "unsure": name_unsure(_) if poll.unsure else "",
        "lines": _("The thicker a line, the more clearly; the number on it is the mean.")
        if poll.about == "edges"
        else "",
        "weak": {"rule": weak.rule, "none": weak.none, "on": weak.on, "end": weak.end} if weak else None,
    }


def describe_about(round_: Round, _: Translate) -> str:
    """What the room does in a round, with how many dots each has, or how many each may choose."""
    name = ACTIVITIES[round_.kind].name(_)
    match round_.kind:
        case "dots":
            each = _("1 dot each") if round_.dots == 1 else _("{count} dots each").format(count=round_.dots)
            return f"{name} · {each}"
        case "choice":  # says what to do, as the name does
            return (
                _("Choose one") if round_.dots == 1 else _("Choose up to {count}").format(count=round_.dots)
            )
        case _:
            return name


def _count(takes: Entries, answered: Answered, joined: int, _: Translate) -> str:
    match takes:
        case "stories":
            return _("{count} sent in").format(count=answered.answers)
        case "answers":
            words = _("{count} answers by {people}")
            return words.format(count=answered.answers, people=answered.people)
        case "ballots":
            words = _("{people} of {joined} have answered")
            return words.format(people=answered.people, joined=joined)
        case _:
            assert_never(takes)


def _build_turnout(takes: Entries, answered: Answered, joined: int, _: Translate) -> dict[str, Any]:
    if takes == "stories":
        sent = answered.answers
        return {"number": sent, "words": _("story sent in") if sent == 1 else _("stories sent in")}
    return {"number": answered.people, "words": _("of {joined} have answered").format(joined=joined)}
