"""What a DOT or DAGitty file says, before rows are made of it: nodes, edges, and the groups of nodes."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.importing.findings import Findings
from model.importing.raw import to_quoted

ROLES = {
    **dict.fromkeys(("exposure", "e", "source"), "exposure"),
    **dict.fromkeys(("outcome", "o", "target"), "outcome"),
    **dict.fromkeys(("latent", "l", "unobserved", "u"), "latent"),
    **dict.fromkeys(("adjusted", "a"), "adjusted"),
    **dict.fromkeys(("selected", "s"), "selected"),
}
"""What DAGitty calls the roles of a variable, in full and in short."""

_DRAWN = """
_background _draw_ _hdraw_ _hldraw_ _ldraw_ _tdraw_ _tldraw_ arrowsize bb colorscheme constraint decorate
distortion edgehref edgetarget edgetooltip edgeURL fixedsize fontcolor fontname fontsize gradientangle
head_lp headclip headhref headport headtarget headtooltip headURL height image imagepos imagescale
labelangle labeldistance labelfloat labelfontcolor labelfontname labelfontsize labelhref labeljust
labelloc labeltarget labeltooltip labelURL lhead lp ltail margin minlen nojustify ordering orientation
pencolor penwidth peripheries pin pos rects regular samehead sametail samplepoints showboxes sides skew
sortv tail_lp tailclip tailhref tailport tailtarget tailtooltip tailURL vertices width xlp z
"""
DRAWING = frozenset(_DRAWN.split())
"""The attributes of nodes and edges that say how Graphviz draws them, and nothing else."""

_DRAWN_OF_GRAPHS = """
area aspect beautify bgcolor center charset class cluster clusterrank color compound concentrate Damping
defaultdist dim dimen dir diredgeconstraints dpi epsilon esep fillcolor fontnames fontpath forcelabels
href html_labels id imagepath inputscale K label_scheme landscape layer layerlistsep layers layerselect
layersep layout len levels levelsgap lheight linelength lwidth maxiter mclimit mindist mode model mosek
newrank nodesep normalize notranslate nslimit nslimit1 oneblock outputorder overlap overlap_scaling
overlap_shrink pack packmode pad page pagedir quadtree quantum radius rank rankdir ranksep ratio
remincross repulsiveforce resolution root rotate rotation scale searchsize sep shape shapefile size
smoothing splines start style stylesheet target tooltip truecolor URL viewport voro_margin xdotversion
"""
DRAWING_OF_GRAPHS = DRAWING | frozenset(_DRAWN_OF_GRAPHS.split())
"""The same of graphs and clusters."""

_RANKS = ("same", "min", "max", "source", "sink")


class Markup(str):
    """A value that is written as HTML."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class DotNode:
    """A node: its attributes, roles in DAGitty, and the position of its group among the groups."""

    id: str
    line: int
    attributes: dict[str, str]
    roles: tuple[str, ...] = ()
    group: int | None = None

    @property
    def place(self) -> str:
        """How it is called in messages."""
        return f"node {to_quoted(self.id)}"


@dataclass(slots=True, eq=False)
class DotEdge:
    """An edge: the line that is written between its nodes, and its attributes."""

    source: str
    target: str
    mark: str
    line: int
    attributes: dict[str, str]

    @property
    def place(self) -> str:
        """How it is called in messages."""
        return f"edge {to_quoted(self.source)} → {to_quoted(self.target)}"


@dataclass(slots=True)
class DotGroup:
    """A subgraph that is drawn as a box or has a name, and the position of the one that it is in."""

    name: str
    line: int
    inside: int | None
    label: str = ""


@dataclass
class Chart:
    """All of the first graph in a file; `drawn` counts what says how it is drawn."""

    kind: str = "dag"
    name: str = ""
    is_strict: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, DotNode] = field(default_factory=dict)
    edges: list[DotEdge] = field(default_factory=list)
    groups: list[DotGroup] = field(default_factory=list)
    regrouped: list[tuple[DotNode, int]] = field(default_factory=list)
    """The nodes that are in a group of which they are not the nodes, as another one came first."""
    findings: Findings = field(default_factory=Findings)
    drawn: int = 0


@dataclass(eq=False, slots=True)
class Scope:
    """A graph or subgraph: its members, the defaults in it, and how far its last statement is read."""

    name: str
    line: int
    of_nodes: dict[str, str]
    of_edges: dict[str, str]
    attributes: dict[str, str] = field(default_factory=dict)
    members: dict[str, None] = field(default_factory=dict)
    inner: list[Scope] = field(default_factory=list)
    ends: list[tuple[str, ...]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    begin: int | None = None
    fresh: list[str] = field(default_factory=list)
    """The nodes that its last statement names and none before it."""

    def clear(self) -> None:
        """Begin another statement."""
        self.ends, self.marks, self.begin, self.fresh = [], [], None, []

    @property
    def is_group(self) -> bool:
        """Whether it is drawn as a box or has a name, and does not only put nodes beside each other."""
        if self.attributes.get("label", "").strip():
            return True
        return bool(self.name) and self.attributes.get("rank", "") not in _RANKS


def assign_groups(chart: Chart, root: Scope) -> None:
    """Find the group of each node: the innermost that names it, and of several the first."""
    waiting: list[tuple[Scope, int | None]] = [(scope, None) for scope in reversed(root.inner)]
    found: list[tuple[Scope, int]] = []
    while waiting:
        scope, inside = waiting.pop()
        position = inside
        if scope.is_group:
            position = len(chart.groups)
            label = scope.attributes.get("label", "")
            chart.groups.append(DotGroup(scope.name, scope.line, inside, label))
            found.append((scope, position))
        waiting += [(inner, position) for inner in reversed(scope.inner)]
    for scope, position in reversed(found):
        for identity in scope.members:
            node = chart.nodes[identity]
            if node.group is not None and not _is_inside(chart, node.group, position):
                chart.regrouped.append((node, node.group))
                node.group = None
            node.group = position if node.group is None else node.group


def _is_inside(chart: Chart, group: int, outer: int) -> bool:
    around: int | None = group
    while around is not None and around != outer:
        around = chart.groups[around].inside
    return around is not None
