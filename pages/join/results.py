"""What a round came to, as a phone shows it after the reveal: what each subject got, or the chosen words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.words import join_label, write_number
from model.workshop import (
    ParticipantStore,
    Poll,
    Round,
    SubjectTally,
    Tally,
    count_ballots,
    find_poll,
    list_subjects,
)
from model.workshop.wording import name_roles, name_unsure
from pages.join.room import Room
from pages.shared.kept import kept

MOST_SUBJECTS = 40
"""How many subjects are shown at most: a page has to stay small."""


@dataclass(frozen=True)
class Subject:
    """What one subject got: in words, with a bar of `percent` of the width (None for no bar), and notes."""

    name: str
    value: str
    percent: int | None
    notes: str


@dataclass(frozen=True)
class Found:
    """The words that were chosen on a subject, each with how many said so; `about` is "" for the question."""

    about: str
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Result:
    """What a round came to: `subjects` of a poll, the first rank first, or what was `found` in words.

    `hints` say how to read it, `nothing` what there is to say where it came to nothing.
    """

    number: int
    title: str
    hints: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    found: tuple[Found, ...] = ()
    nothing: str = ""


def build_result(room: Room, round_: Round, store: ParticipantStore) -> Result:
    """What a revealed round came to, by the rules of the projector.

    Roles are told apart where the tally does, of words only those are shown that were chosen, and where the
    workshop hides its people it is not said how many answered.
    """
    poll = find_poll(round_.kind)
    if poll is None:
        return _build_words(room, round_)
    counted = _count(room.state.version, room.state.workshop.id, round_, store)
    return _build_poll(room, round_, poll, counted)


@kept(most=32)
def _count(version: str, workshop: str, round_: Round, _store: ParticipantStore) -> Tally:
    """Counted once for all phones, which ask in the moment of the reveal."""
    return count_ballots(round_, _store.get_ballots(workshop, round_.id))


def _build_words(room: Room, round_: Round) -> Result:
    _ = room.visit.translate
    on: dict[str, list[tuple[str, int]]] = {}
    for group in room.state.chosen:
        if group.round == round_.id:
            on.setdefault(group.node, []).append((group.title, group.count))
    about = list_subjects(room.model, round_, room.visit.language)
    found = tuple(Found(name, tuple(on[subject])) for subject, name in about.items() if subject in on)
    return Result(round_.number, round_.ask(_), found=found, nothing="" if found else _("Nothing yet."))


def _build_poll(room: Room, round_: Round, poll: Poll, counted: Tally) -> Result:
    _ = room.visit.translate
    title = round_.ask(_)
    if not counted.voters:
        return Result(round_.number, title, nothing=_("Nobody has answered."))
    names = room.get_subjects(round_)
    there = [tally for tally in counted.subjects if tally.subject in names]
    limits = poll.find_limits(
        [tally.value for tally in there if tally.value is not None], len(round_.subjects)
    )
    subjects = []
    for tally in there[:MOST_SUBJECTS]:
        said, percent = _("no answers"), None
        if tally.value is not None:
            said = poll.describe_value(tally.value, len(round_.subjects), room.visit.language)
            percent = round(100 * poll.get_share(tally.value, limits))
        notes = " · ".join(_list_notes(room, poll, tally))
        subjects.append(Subject(names[tally.subject], said, percent, notes))
    cut = _("The first {shown} of {all}.").format(shown=len(subjects), all=len(there))
    hints = (
        _count_voters(room, counted),
        poll.describe_order(_) or poll.describe_scale(_, round_.ends),
        cut if len(there) > len(subjects) else "",
    )
    return Result(round_.number, title, tuple(filter(None, hints)), tuple(subjects))


def _count_voters(room: Room, counted: Tally) -> str:
    """How many answered, as a sentence; "" where the workshop hides its people."""
    _ = room.visit.translate
    if room.state.workshop.hides_people:
        return ""
    words = _("1 answered") if counted.voters == 1 else _("{count} answered")
    return f"{words.format(count=counted.voters)}."


def _list_notes(room: Room, poll: Poll, tally: SubjectTally) -> Iterator[str]:
    """How far answers are apart, how many do not know, and what each role gave."""
    _ = room.visit.translate
    numbers = [number for number, count in tally.all.histogram.items() if count]
    if poll.is_mean and len(numbers) > 1:
        yield _("answers from {low} to {high}").format(low=min(numbers), high=max(numbers))
    if tally.unsure:
        yield join_label(_, name_unsure(_), tally.unsure)
    if "roles" in poll.parts:
        names = name_roles(_)
        for role, spread in tally.by_role.items():
            if (value := poll.get_value(spread)) is not None:
                yield join_label(_, names[role], write_number(value, room.visit.language, poll.decimals))
