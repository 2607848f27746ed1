"""What was agreed, and what came of it, as the browser gets it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, tzinfo
from typing import Any

from model import Story
from model.words import write_day
from model.workshop import Action, FollowedAction
from model.workshop.agreed import write_until

MOST_SHOWABLE = 50
"""How many stories are offered as one that shows what came of an action."""


def describe_action(action: Action, known: Collection[str], language: str) -> dict[str, Any]:
    """An action; `known` are the nodes of the model."""
    return {
        "id": action.id,
        "mark": action.mark,
        "text": action.text,
        "who": action.who,
        "when": action.when,
        "due": action.due.isoformat() if action.due else "",
        "until": write_until(action, language),
        "nodes": [node for node in action.nodes if node in known],
    }


def list_texts(action: Action) -> tuple[str, ...]:
    """What somebody typed of an action."""
    return action.text, action.who, action.when, action.outcome


def describe_followed(
    followed: FollowedAction,
    known: Collection[str],
    language: str,
    zone: tzinfo,
    is_facilitator: bool = False,
) -> dict[str, Any]:
    """An action of which it is asked what came of it; a story that is not public is for the facilitator only.

    `asked` is the id of the workshop that asked last, "" where none did; `agreedAt` says where it was agreed.
    """
    action, story = followed.action, followed.shown_by
    is_shown = story is not None and (is_facilitator or story.is_public)
    return {
        **describe_action(action, known, language),
        "agreedIn": followed.workshop,
        "agreedAt": f"{followed.workshop_name}, {write_day(followed.day, language)}",
        "team": followed.team,
        "state": action.state,
        "isOverdue": action.is_overdue(datetime.now(zone).date()),
        "outcome": action.outcome,
        "story": action.story or "",
        "storyName": story.name(language) if story and is_shown else "",
        "asked": action.settled_in or "",
    }


def list_showable(
    stories: Iterable[Story], public: Iterable[Story], team: str | None, language: str
) -> list[dict[str, str]]:
    """The stories that may show what came of an action: those told here, then public ones of the same team.

    Without a team they are those of all; at most `MOST_SHOWABLE`.
    """
    owned = (story for story in public if team is None or story.team == team)
    named = {story.id: story.name(language) for story in (*stories, *owned)}
    return [{"id": id_, "name": name} for id_, name in list(named.items())[:MOST_SHOWABLE]]
