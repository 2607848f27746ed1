"""The conceptual model as a graph behind questions in the field's words.

The networkx graph is private: questions take and give ids, nodes and edges, and never change the model.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

import networkx as nx

from model import paths
from model.errors import ConceptualModelError, UnknownIdError
from model.path_words import write_path
from model.paths import Path, PathCount
from model.schema import Edge, Kind, Level, ModelFile, Node, Source, Stage, Words
from model.search import has_words


class ConceptualModel:
    """A conceptual model: nodes at a stage and a level, directed edges between them, and their provenance.

    Build one with `load_model`; the file given here must be free of faults (`schema.find_faults`).
    """

    def __init__(self, file: ModelFile) -> None:
        self.file = file
        self._nodes = {node.id: node for node in file.nodes}
        self._stages = {stage.id: stage for stage in file.stages}
        self._levels = {level.id: level for level in file.levels}
        self._kinds = {kind.id: kind for kind in file.kinds}
        self._sources = {source.id: source for source in file.sources}
        self._graph: nx.DiGraph[str] = nx.DiGraph()
        self._graph.add_nodes_from(self._nodes)
        self._graph.add_edges_from((edge.source, edge.target) for edge in file.edges)
        self._edges: dict[tuple[str, str], tuple[Edge, ...]] = {}
        for edge in file.edges:
            pair = (edge.source, edge.target)
            self._edges[pair] = (*self._edges.get(pair, ()), edge)

    @property
    def title(self) -> Words:
        """The model's name."""
        return self.file.model.title

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that every text of the model is given in."""
        return self.file.model.languages

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages, left to right."""
        return self.file.stages

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels, top to bottom."""
        return self.file.levels

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Every edge, in the order of the file."""
        return self.file.edges

    def nodes(
        self, level: str | Collection[str] | None = None, stage: str | Collection[str] | None = None
    ) -> tuple[Node, ...]:
        """The nodes in the order of the file, only those of a level (or levels) and a stage (or stages).

        Raises `UnknownIdError` for a level or stage the model does not declare.

        >>> from model import load_model
        >>> [node.id for node in load_model().nodes(level="leadership", stage="precondition")]
        ['leadership-person-centred', 'leadership-climate']
        """
        levels = None if level is None else {self.get_level(level_id).id for level_id in _listed(level)}
        stages = None if stage is None else {self.get_stage(stage_id).id for stage_id in _listed(stage)}
        return tuple(
            node
            for node in self.file.nodes
            if (levels is None or node.level in levels) and (stages is None or node.stage in stages)
        )

    def get_node(self, node: str) -> Node:
        """The node with this id; `UnknownIdError`, with the nearest id, where there is none.

        >>> from model import load_model
        >>> load_model().get_node("effect-joy-in-work").name.text("nl")
        'Vreugde in het werk'
        """
        if node not in self._nodes:
            raise UnknownIdError("node", node, self._nodes)
        return self._nodes[node]

    def get_stage(self, stage: str) -> Stage:
        """The stage with this id; `UnknownIdError` where there is none."""
        if stage not in self._stages:
            raise UnknownIdError("stage", stage, self._stages)
        return self._stages[stage]

    def get_level(self, level: str) -> Level:
        """The level with this id; `UnknownIdError` where there is none."""
        if level not in self._levels:
            raise UnknownIdError("level", level, self._levels)
        return self._levels[level]

    def get_kind(self, kind: str) -> Kind:
        """The kind of edge with this id; `UnknownIdError` where there is none."""
        if kind not in self._kinds:
            raise UnknownIdError("kind", kind, self._kinds)
        return self._kinds[kind]

    def get_source(self, source: str) -> Source:
        """The source with this id; `UnknownIdError` where there is none."""
        if source not in self._sources:
            raise UnknownIdError("source", source, self._sources)
        return self._sources[source]

    def count_undirected(self) -> int:
        """How many edges have no direction of their own; every question follows them as they are written.

        >>> from model import load_model
        >>> load_model().count_undirected()
        0
        """
        return sum(not edge.directed for edge in self.edges)

    def get_edges(self, source: str, target: str) -> tuple[Edge, ...]:
        """The edges from one node straight to another: none, one, or one for each kind."""
        return self._edges.get((self.get_node(source).id, self.get_node(target).id), ())

    def find_upstream(self, node: str, steps: int | None = None) -> frozenset[str]:
        """The ids of the nodes that lead to this one in at most `steps` steps (None: any number).

        >>> from model import load_model
        >>> sorted(load_model().find_upstream("catalyst-leadership-climate"))
        ['leadership-climate']
        """
        return paths.find_reachable(self._graph.pred, [self.get_node(node).id], steps)

    def find_downstream(self, node: str, steps: int | None = None) -> frozenset[str]:
        """The ids of the nodes that this one leads to in at most `steps` steps (None: any number).

        >>> from model import load_model
        >>> sorted(load_model().find_downstream("resonance", steps=1))
        ['resonance-open-climate', 'resonance-tolerance', 'resonance-trust']
        """
        return paths.find_reachable(self._graph.succ, [self.get_node(node).id], steps)

    def find_ends(self, text: str) -> tuple[str, ...]:
        """The ids of the nodes that a text names as the start or the end of paths, in the order of the file.

        The text is the id of a node, `level:ID`, `stage:ID`, or `level:ID+stage:ID` for those nodes of a
        stage that are on a level (either order; in an address a "+" arrives as a space, so that does
        too). There may be none. Raises `UnknownIdError` for an id that the model does not have,
        `ConceptualModelError` for a text of another form.

        >>> from model import load_model
        >>> load_model().find_ends("level:leadership+stage:precondition")
        ('leadership-person-centred', 'leadership-climate')
        """
        parts = re.split("[+ ]", text)
        if len(parts) == 1 and ":" not in text:
            return self._get_ids(parts)
        chosen = dict(part.split(":", 1) for part in parts if part.startswith(("level:", "stage:")))
        if len(chosen) < len(parts):
            raise ConceptualModelError(
                f'"{text}" names no start or end of paths; write the id of a node, level:ID, stage:ID '
                "or level:ID+stage:ID"
            )
        return tuple(node.id for node in self.nodes(**chosen))

    def find_paths(
        self,
        start: str | Collection[str],
        end: str | Collection[str],
        at_most: int | None = 1000,
        via: Collection[str] = (),
        avoiding: Collection[str] = (),
    ) -> Iterator[Path]:
        """The simple paths from the start to the end, shortest first, lazily; `at_most` of them (None: all).

        Start and end are each a text as in `find_ends` or the ids of nodes: then every path from any of
        them, once; one may run through another start or end. A path holds every node of `via`, in
        whatever order, and none of `avoiding`. Where a node of `via` is on a cycle, no more than
        `paths.MOST_PATHS_LOOKED_AT` paths are looked at. Raises as `find_ends` does, at once.

        >>> from model import load_model
        >>> m = load_model()
        >>> next(m.find_paths("patient-openness", "mangomoment")).nodes
        ('patient-openness', 'catalyst-patient-openness', 'mangomoment')
        >>> next(m.find_paths("stage:effect", "stage:loyalty", via=["resonance-tolerance"])).nodes
        ('effect-experience', 'resonance', 'resonance-tolerance', 'loyalty-patients')
        """
        return paths.find_paths(
            self._graph,
            self._choose_ends(start),
            self._choose_ends(end),
            at_most,
            self._get_ids(via),
            self._get_ids(avoiding),
        )

    def count_paths(
        self,
        start: str | Collection[str],
        end: str | Collection[str],
        via: Collection[str] = (),
        avoiding: Collection[str] = (),
    ) -> PathCount:
        """How many simple paths lead from the start to the end, without listing them; asked as `find_paths`.

        Exact, and linear in nodes and edges, unless large cycles make it stop: then `is_exact` is false
        and the value is a lower bound.

        >>> from model import load_model
        >>> m = load_model()
        >>> m.count_paths("leadership-climate", "loyalty-patients")
        105
        >>> m.count_paths("stage:precondition", "stage:loyalty", via=["effect-team"])
        84
        """
        return paths.count_paths(
            self._graph,
            self._choose_ends(start),
            self._choose_ends(end),
            self._get_ids(via),
            self._get_ids(avoiding),
        )

    def count_paths_along(
        self,
        start: str | Collection[str],
        end: str | Collection[str],
        via: Collection[str] = (),
        avoiding: Collection[str] = (),
    ) -> dict[tuple[str, str], PathCount]:
        """For each pair of linked nodes, how many paths run from one to the other; asked as `find_paths`.

        Pairs that no path uses have 0; several kinds of edges between two nodes are one pair. Exact, or a
        lower bound, as `count_paths`.

        >>> from model import load_model
        >>> load_model().count_paths_along("mangomoment", "loyalty-patients")["resonance", "resonance-trust"]
        7
        """
        return paths.count_paths_along(
            self._graph,
            self._choose_ends(start),
            self._choose_ends(end),
            self._get_ids(via),
            self._get_ids(avoiding),
        )

    @cached_property
    def paths_through(self) -> dict[str, PathCount]:
        """For each node, how many paths from the first stage to the last run through it.

        >>> from model import load_model
        >>> load_model().paths_through["resonance-trust"]
        196
        """
        starts = [node.id for node in self.nodes(stage=self.stages[0].id)]
        ends = [node.id for node in self.nodes(stage=self.stages[-1].id)]
        return paths.count_paths_through(self._graph, starts, ends)

    def without(self, nodes: Collection[str]) -> ConceptualModel:
        """A new model without these nodes and the edges at them; this one stays as it is.

        Raises `UnknownIdError` for a node the model does not have.

        >>> from model import load_model
        >>> load_model().without(["resonance-trust"]).count_paths("stage:precondition", "stage:loyalty")
        392
        """
        gone = set(self._get_ids(nodes))
        left = [node for node in self.file.nodes if node.id not in gone]
        edges = [edge for edge in self.file.edges if gone.isdisjoint((edge.source, edge.target))]
        return ConceptualModel(self.file.model_copy(update={"nodes": tuple(left), "edges": tuple(edges)}))

    def find_unreached(self) -> frozenset[str]:
        """The ids of the nodes that no path from the first stage reaches; its own nodes are reached.

        >>> from model import load_model
        >>> sorted(load_model().without(["resonance"]).find_unreached())[:2]
        ['loyalty-patients', 'loyalty-professionals']
        """
        first = [node.id for node in self.nodes(stage=self.stages[0].id)]
        return frozenset(self._nodes).difference(first, paths.find_reachable(self._graph.succ, first))

    def find_bottlenecks(
        self, start: str | Collection[str], end: str | Collection[str], avoiding: Collection[str] = ()
    ) -> tuple[str, ...]:
        """The ids of the nodes that every path from start to end must pass, in the order of travel.

        An only start and an only end are left out: that they are passed was asked. None where no path
        leads from start to end. Start, end, `avoiding` and errors as in `find_paths`.

        >>> from model import load_model
        >>> load_model().find_bottlenecks("stage:precondition", "stage:loyalty")
        ('mangomoment', 'resonance')
        """
        return paths.find_bottlenecks(
            self._graph, self._choose_ends(start), self._choose_ends(end), self._get_ids(avoiding)
        )

    def find_articulations(
        self, start: str | Collection[str], end: str | Collection[str], avoiding: Collection[str] = ()
    ) -> tuple[str, ...]:
        """The ids of the nodes that hold the picture of all paths from start to end together, in file order.

        Without such a node what lies on the paths would fall apart, whatever the direction of the edges.
        Nodes that every path passes are left out (`find_bottlenecks`). Asked as that.

        >>> from model import load_model
        >>> load_model().find_articulations("level:patient+stage:precondition", "mangomoment")
        ('catalyst-patient-personality', 'catalyst-patient-openness')
        """
        return paths.find_articulations(
            self._graph, self._choose_ends(start), self._choose_ends(end), self._get_ids(avoiding)
        )

    def find_cut_off(
        self,
        node: str,
        start: str | Collection[str],
        end: str | Collection[str],
        avoiding: Collection[str] = (),
    ) -> frozenset[str]:
        """The ids of the other nodes on paths from start to end that are on none without this node.

        Start, end, `avoiding` and errors as in `find_paths`. Where cycles are too large to walk, a node
        counts as on a path if the start leads to it and it leads to the end.

        >>> from model import load_model
        >>> m = load_model()
        >>> sorted(m.find_cut_off("catalyst-patient-openness", "stage:precondition", "mangomoment"))
        ['patient-openness']
        """
        return paths.find_cut_off(
            self._graph,
            self.get_node(node).id,
            self._choose_ends(start),
            self._choose_ends(end),
            self._get_ids(avoiding),
        )

    def find_nodes(self, search: str) -> tuple[Node, ...]:
        """The nodes whose name or description, in any language, holds every word of the search.

        >>> from model import load_model
        >>> [node.id for node in load_model().find_nodes("THERAPIE trouw")]
        ['effect-adherence']
        """
        return tuple(node for node in self.file.nodes if has_words(search, _texts(node)))

    def to_sentence(self, path: Path, language: str) -> str:
        """The path in plain words, as the model file words it.

        A long path takes several sentences (`write_path`). Raises `UnknownIdError` for a node or an edge that
        is not in the model.

        >>> from model import load_model
        >>> m = load_model()
        >>> m.to_sentence(Path(("resonance", "resonance-trust")), "en")
        'Positive resonance takes the form of trust between patient and professional.'
        """
        nodes = [self.get_node(node) for node in path.nodes]
        verbs = []
        for source, target in path.steps:
            edges = self.get_edges(source, target)
            if not edges:
                raise UnknownIdError("edge", f"{source} → {target}", ())
            verbs.append(" / ".join(self.get_kind(edge.kind).verb.text(language) for edge in edges))
        return write_path(
            [(node.in_sentence or node.name).text(language) for node in nodes],
            verbs,
            self.file.model.sentence_link.text(language),
            [at for at, node in enumerate(nodes) if self.get_stage(node.stage).middle],
        )

    def _choose_ends(self, ends: str | Collection[str]) -> tuple[str, ...]:
        return self.find_ends(ends) if isinstance(ends, str) else self._get_ids(ends)

    def _get_ids(self, nodes: Collection[str]) -> tuple[str, ...]:
        return tuple(self.get_node(node).id for node in _listed(nodes))


def _listed(ids: str | Collection[str]) -> Iterable[str]:
    return [ids] if isinstance(ids, str) else ids


def _texts(node: Node) -> list[str]:
    fields = (node.name, node.description, node.question)
    return [text for words in fields if words is not None for text in words.root.values()]
