"""What was agreed, and what came of what was agreed before, as rows that every form of the report shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.reporting.report import Report
from model.words import get_words, join_label, quote, write_day
from model.workshop import FollowedAction
from model.workshop.agreed import name_state, write_until


@dataclass(frozen=True)
class Agreed:
    """An action that was agreed on: who does it, by when, and the names of the nodes that it is for."""

    text: str
    who: str
    until: str
    nodes: str


@dataclass(frozen=True)
class Followed:
    """An earlier action: its state in a word, what came of it, and where and for whom it was agreed.

    `story` is the title of one that shows it, where that may be exported.
    """

    text: str
    state: str
    outcome: str
    story: str
    who: str
    until: str
    agreed_at: str

    def describe_outcome(self, language: str) -> str:
        """What came of it with the story that shows it, or ""."""
        _ = get_words(language)
        story = join_label(_, _("Story"), quote(_, self.story)) if self.story else ""
        return " · ".join(part for part in (self.outcome, story) if part)

    @property
    def origin(self) -> str:
        """Who did it, by when, and where it was agreed."""
        return " · ".join(part for part in (self.who, self.until, self.agreed_at) if part)


def list_agreed(report: Report) -> Iterator[Agreed]:
    """What was agreed in this workshop."""
    for action in report.actions:
        nodes = ", ".join(report.name(node) for node in action.nodes)
        yield Agreed(action.text, action.who, write_until(action, report.language), nodes)


def list_followed(report: Report) -> Iterator[Followed]:
    """What came of what was agreed before, as of the day of the workshop."""
    _ = get_words(report.language)
    for followed in report.followed:
        action = followed.action
        yield Followed(
            text=action.text,
            state=name_state(action, report.day, _),
            outcome=action.outcome,
            story=_name_story(followed, report.language),
            who=action.who,
            until=write_until(action, report.language),
            agreed_at=f"{followed.workshop_name}, {write_day(followed.day, report.language)}",
        )


def _name_story(followed: FollowedAction, language: str) -> str:
    story = followed.shown_by
    if story is None or not story.is_exportable:
        return ""
    return story.name(language)
