"""What real stories tell of a model: which of its paths are told, and by which stories."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from model.graph import ConceptualModel
from model.paths import Path, find_reachable

EvidenceKind = Literal["whole", "stitched", "untold"]
EVIDENCE_KINDS: tuple[EvidenceKind, ...] = ("whole", "stitched", "untold")


class Told(Protocol):
    """What evidence needs to know of a story: its id, and the ids of the nodes it is attached to."""

    @property
    def id(self) -> str: ...

    @property
    def nodes(self) -> tuple[str, ...]: ...


class Attachment(NamedTuple):
    """A story without its text: its id, and the ids of the nodes it is attached to."""

    id: str
    nodes: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """What the stories say of one path, as ids in the order of the file of stories and of the path.

    `whole`: each of the `stories` alone tells every node of the path that needs a story. `stitched`: only
    the `stories` together do. `untold`: the nodes in `gaps` need a story and have none; the `stories` are
    those of its other nodes.
    """

    kind: EvidenceKind
    stories: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


class Telling:
    """The stories of a model, held against its nodes and paths.

    A story tells the nodes that it is attached to, and those of which one of these is a form
    (`Kind.is_form`). A node needs a story unless it is open (nobody can tell what is not named yet) or
    its stage needs none (`Stage.needs_story`).

    >>> from model import load_model, load_stories
    >>> m = load_model()
    >>> telling = Telling(m, load_stories(m))
    >>> telling.find_stories("effect-joy-in-work")
    ('the-chestnuts', 'good-morning-in-polish', 'ten-minutes-of-snow', 'the-wig')
    """

    def __init__(self, model: ConceptualModel, stories: Iterable[Told]) -> None:
        self._model = model
        self._order: dict[str, int] = {}
        attached: dict[str, set[str]] = {node.id: set() for node in model.nodes()}
        for place, story in enumerate(stories):
            self._order[story.id] = place
            for node in story.nodes:
                attached[model.get_node(node).id].add(story.id)
        forms: dict[str, list[str]] = {node: [] for node in attached}
        for edge in model.edges:
            if model.get_kind(edge.kind).is_form:
                forms[edge.source].append(edge.target)
        self._stories: dict[str, set[str]] = {
            node: own.union(*(attached[form] for form in find_reachable(forms, [node])))
            for node, own in attached.items()
        }
        self._needing = frozenset(
            node.id
            for node in model.nodes()
            if model.get_stage(node.stage).needs_story
            and not (node.provenance and node.provenance.kind == "open")
        )

    def find_stories(self, node: str) -> tuple[str, ...]:
        """The ids of the stories that tell a node, in the order of their file; `UnknownIdError` as ever."""
        return self._sort(self._stories[self._model.get_node(node).id])

    def needs_story(self, node: str) -> bool:
        """Whether a path through a node is told only with a story of it."""
        return self._model.get_node(node).id in self._needing

    def judge(self, path: Path) -> Evidence:
        """How the stories tell a path: whole, stitched, or untold with its gaps.

        A path without a node that needs a story is untold, without stories and gaps: no story tells it,
        and none is missing. Raises `UnknownIdError` for a node the model does not have.

        >>> from model import load_model, load_stories
        >>> m = load_model()
        >>> Telling(m, load_stories(m)).judge(Path(("resonance", "resonance-trust", "loyalty-patients")))
        Evidence(kind='whole', stories=('the-chestnuts',), gaps=())
        """
        needing = [node for node in path.nodes if self.needs_story(node)]
        stories = [self._stories[node] for node in needing]
        if not stories:
            return Evidence("untold")
        any_of_it = self._sort(set().union(*stories))
        gaps = tuple(node for node in needing if not self._stories[node])
        if gaps:
            return Evidence("untold", any_of_it, gaps)
        all_of_it = set.intersection(*stories)
        return Evidence("whole", self._sort(all_of_it)) if all_of_it else Evidence("stitched", any_of_it)

    def _sort(self, stories: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted(stories, key=self._order.__getitem__))
