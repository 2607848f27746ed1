"""Where somebody who sees a model for the first time may start: its whole story, one level, a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from model import ConceptualModel, Path, Story
from model.evidence import EVIDENCE_KINDS, Attachment, Telling
from model.schema import Level
from model.words import get_words

_MOST_COMPARED = 200
_MOST_LEVELS = 3


@dataclass(frozen=True)
class GuidedStart:
    """What it shows, in words; the page that shows it, and the parameters of that page's address."""

    words: str
    page: str
    query: Mapping[str, str]


def list_starts(
    model: ConceptualModel, stories: Sequence[Story], attached: Sequence[Attachment], language: str
) -> tuple[GuidedStart, ...]:
    """The starts that a model offers, at most five.

    A path through its stages, the best told of the 200 shortest; the paths from each level that the model
    file has a question for, at most three, else from the last one in the first stage; the story that tells
    of most elements.

    >>> from model import load_model
    >>> for start in list_starts(load_model(), (), (), "en"):
    ...     print(start.words)
    The whole story in 7 steps
    How do we see more than the patient?
    What can leaders do?
    """
    _ = get_words(language)
    first, last = model.stages[0].id, model.stages[-1].id
    starts: list[GuidedStart] = []
    path = _find_story_line(model, attached)
    if path is not None:
        words = _("The whole story in {count} steps").format(count=len(path.nodes))
        picked = {"path": ",".join(path.nodes), "node": path.nodes[0]}
        starts.append(
            GuidedStart(words, "paths", {"from": f"stage:{first}", "to": f"stage:{last}", **picked})
        )
    for level in _find_levels(model) if path is not None else ():
        words = (
            level.question.text(language)
            if level.question
            else _("What follows from “{name}”").format(name=level.name.text(language))
        )
        ends = {"from": f"level:{level.id}+stage:{first}", "to": f"stage:{last}"}
        starts.append(GuidedStart(words, "paths", ends))
    if stories:
        widest = max(stories, key=lambda story: len(story.nodes))
        starts.append(GuidedStart(_("Read a story"), "stories", {"story": widest.id}))
    return tuple(starts)


def _find_story_line(model: ConceptualModel, attached: Sequence[Attachment]) -> Path | None:
    """A path from the first stage to the last one, with a node for each stage if there is one."""
    if len(model.stages) < 2:
        return None
    found = model.find_paths(f"stage:{model.stages[0].id}", f"stage:{model.stages[-1].id}", at_most=None)
    telling = Telling(model, attached)
    compared = list(islice(found, _MOST_COMPARED))
    return min(
        compared,
        key=lambda path: (
            abs(len(path.nodes) - len(model.stages)),
            EVIDENCE_KINDS.index(telling.judge(path).kind),
        ),
        default=None,
    )


def _find_levels(model: ConceptualModel) -> list[Level]:
    """The levels with a node in the first stage that have a question, else the last such level."""
    starting = [level for level in model.levels if model.nodes(level=level.id, stage=model.stages[0].id)]
    asking = [level for level in starting if level.question]
    return asking[:_MOST_LEVELS] or starting[-1:]
