"""What the addresses of stories share: who asks, and answers that nobody keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from model import ConceptualModel, Story
from model.stories import StoryQuery, UnknownStoryError
from pages.shared.answers import ForbiddenError, require_right

PRIVATE = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Reader:
    """Who asks for stories: who moderates or facilitates, for all or with `teams` for these alone, or a
    visitor."""

    moderates: bool
    teams: tuple[str, ...] = ()

    def may_change(self, story: Story) -> bool:
        """Whether they may know and do everything with a story."""
        return self.moderates and (not self.teams or story.team in self.teams)

    def check(self, story: Story) -> None:
        """Raise `UnknownStoryError` for a story that they may not change, as for one that is not there."""
        if not self.may_change(story):
            raise UnknownStoryError(story.id)


def read_reader(request: Request) -> Reader:
    """Who sent a request."""
    try:
        return Reader(True, require_right(request, "moderate", limited="own"))
    except ForbiddenError:
        return Reader(False)


def limit_query(query: StoryQuery, teams: tuple[str, ...]) -> StoryQuery:
    """A query as who is limited to some teams may ask it: for stories of these, or of those it names."""
    own = frozenset(teams)
    return replace(query, teams=(query.teams & own) or own) if own else query


def answer_privately(content: Any, status: int = 200) -> Response:
    """An answer as JSON that no browser keeps."""
    return JSONResponse(content, status_code=status, headers=PRIVATE)


def list_nodes(model: ConceptualModel) -> frozenset[str]:
    """The ids of the nodes that a model has."""
    return frozenset(node.id for node in model.nodes())
