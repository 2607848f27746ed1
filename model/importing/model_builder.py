"""Making a conceptual model of a graph that another tool wrote down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from model.errors import Fault, ModelFileError, find_near_match
from model.file_faults import find_faults
from model.graph import ConceptualModel
from model.importing.assembly import Gathered, Sorts, gather
from model.importing.findings import Finding, Findings, Item, describe_finding
from model.importing.headings import YES, find_id_column, is_drawn
from model.importing.ids import to_slug
from model.importing.knowledge import Knowledge
from model.importing.placement import (
    MOST_SORTS,
    Sorted,
    find_feedback,
    sort_by_column,
    sort_by_edges,
    sort_into_one,
)
from model.importing.policy import POLICY, Policy
from model.importing.raw import RawGraph, RawRow, refuse, to_line, to_quoted, to_text
from model.importing.roles import Roles
from model.loading import Document
from model.schema import ModelFile, Place
from model.search import fold
from model.words import LANGUAGES, Translate, get_words


@dataclass(frozen=True)
class Defaults:
    """What a file does not say: the language of its texts, and a title other than its own.

    `stages` and `levels` say in which order these come, by their names; those that are not named come after
    them. The `policy` says what is done with what a model cannot take as it stands.
    """

    language: str = "en"
    title: str | None = None
    stages: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    policy: Policy = POLICY


@dataclass(frozen=True)
class Imported:
    """A model made of another tool's graph, and what was left out, made or taken otherwise for that.

    `steps` is how many steps follow each other in the longest path, where the stages follow from the edges;
    0 where a column has them.
    """

    model: ConceptualModel
    findings: tuple[Finding, ...] = ()
    steps: int = 0


def build_model(raw: RawGraph, roles: Roles, defaults: Defaults | None = None) -> ConceptualModel:
    """The conceptual model of a graph: `build_imported` without what had to be done.

    >>> from io import BytesIO
    >>> from model.importing import read_graph, suggest_roles
    >>> raw = read_graph(BytesIO(b"From,To\\nTime,Trust\\nTrust,Joy\\nJoy,Time\\n"), "pairs.csv")
    >>> model = build_model(raw, suggest_roles(raw))
    >>> [(node.id, node.stage) for node in model.nodes()]
    [('time', 'step-1'), ('trust', 'step-2'), ('joy', 'step-3')]
    >>> [edge.feedback for edge in model.edges]
    [False, False, True]
    """
    return build_imported(raw, roles, defaults).model


def build_imported(raw: RawGraph, roles: Roles, defaults: Defaults | None = None) -> Imported:
    """The conceptual model of a graph, and what had to be done to make it.

    - A given id is kept if it can be one; other ids are made of the names, each once.
    - The values of the stage and level columns become stages and levels, in the order of their numbers, or
      as they come up, unless in another order fewer edges lead back. A node without one is "Unsorted".
    - Without a stage column, a node stands as many steps along as the longest way to it has edges, those
      that close a cycle left out: so the nodes of a cycle stand one after another, where the condensation
      of the graph would put them all in one place. Longer ways than 12 are put into 12 stages. Without a
      level column there is one level.
    - An edge that leads back to an earlier stage or closes a cycle says `feedback: true`. The same edge
      twice becomes one; edges of different kinds between the same nodes all stay. A mutual edge becomes
      two, an undirected one stays as it is written and says `directed: false`.

    What a model cannot take as it stands, such as edges that lead to where they come from, nodes without a
    name or ids twice, is left out and listed, or refused, as the policy says. A file of our own form is the
    model that it is. Raises `ModelFileError` with every fault and its place in the file, among them columns
    that are not there or have more than 200 different values.
    """
    if raw.model is not None:
        return Imported(raw.model, raw.findings)
    defaults = defaults or Defaults()
    _ = _get_words(defaults)
    gathered = gather(raw, roles, defaults.policy, _("leads to"))
    if defaults.policy.faulty == "refuse":
        gathered.faults.extend(_list_faults(raw))
    nodes, edges = gathered.nodes, gathered.edges
    if not nodes:
        if gathered.faults:
            raise ModelFileError(raw.name, gathered.faults)
        raise refuse(raw.name, "holds no node; check that this is the file you meant")
    if roles.stage is not None:
        stages = sort_by_column(nodes, edges, roles.stage, defaults.stages, raw.stages, _)
    else:
        stages = sort_by_edges(nodes, edges, _)
    if roles.level is not None:
        levels = sort_by_column(nodes, (), roles.level, defaults.levels, raw.levels, _)
    else:
        levels = sort_into_one(nodes, _("All elements"))
    feedback = find_feedback(nodes, edges, stages)
    knowledge = Knowledge(roles, raw.citation)
    document = _write_down(raw, roles, defaults, gathered, stages, levels, feedback, knowledge)
    model = ConceptualModel(_parse(document, gathered.faults))
    found = gathered.findings
    for code, item in _list_unused(raw, roles):
        found.add(code, item)
    found.extend("unsupported", knowledge.unsupported)
    found.extend("shortened", knowledge.shortened)
    found.extend(
        "feedback",
        [
            edge.row.build_item(f"{edge.source} → {edge.target}")
            for edge in edges
            if (edge.source, edge.target) in feedback and not edge.feedback
        ],
    )
    found.extend(
        "unsorted",
        [
            node.row.build_item(node.name)
            for node in nodes
            if stages.unsorted == stages.of[node.id] or levels.unsorted == levels.of[node.id]
        ],
    )
    found.extend("undeclared-sort", list(_list_undeclared_sorts(raw, stages, levels)))
    if stages.steps > len(stages.order):
        found.extend("bundled", [Item(f"{stages.steps} → {len(stages.order)}")], stages.steps)
    everything = Findings([*raw.findings, *found.to_tuple()])
    return Imported(model, everything.to_tuple(), stages.steps)


def _list_undeclared_sorts(raw: RawGraph, stages: Sorted, levels: Sorted) -> Iterator[Item]:
    """The stages and levels that a file declares others beside, each with its cell and the nearest name."""
    for declared, sorted_by in ((raw.stages, stages), (raw.levels, levels)):
        names = [row.get("label") for row in declared]
        known = set(map(fold, names))
        for key, row in sorted_by.sorts.rows.items():
            if names and key not in known:
                name = sorted_by.sorts.names[key]
                near = find_near_match(name, names)
                hint = f"{name} (did you mean {to_quoted(near)}?)" if near else name
                yield Item(f"{row.place}, column {to_quoted(sorted_by.sorts.column)}", hint, row.line)


def _list_faults(raw: RawGraph) -> Iterator[Fault]:
    """What the reader left out as faulty, as faults."""
    for finding in raw.findings:
        if finding.code in ("faulty-node", "faulty-edge", "hyperedge", "row"):
            for item in finding.items:
                yield Fault(item.line, item.place, item.text or describe_finding(finding, str))


def _list_unused(raw: RawGraph, roles: Roles) -> Iterator[tuple[str, Item]]:
    """The columns that no role has, name and first cell; those that say how something is drawn apart."""
    for names, columns, rows in (
        (Roles.OF_NODES, raw.node_columns, raw.nodes),
        (Roles.OF_EDGES, raw.edge_columns, raw.edges),
    ):
        taken = {getattr(roles, name) for name in names}
        taken |= {find_id_column(column, columns) for column in taken if column is not None}
        for column in columns:
            example = next((cell for row in rows if (cell := row.get(column))), "")
            if column not in taken and example:
                code = "drawing" if is_drawn(column) else "column"
                yield code, Item(to_quoted(column), example)


def _get_words(defaults: Defaults) -> Translate:
    """The words for what the file does not name, in English where they are not known in its language."""
    return get_words(defaults.language if defaults.language in LANGUAGES else "en")


@dataclass(frozen=True)
class _ImportedDocument(Document):
    """The data of a model file that was made out of another file, with the row behind each place."""

    rows: Mapping[Place, tuple[RawRow, str | None]] = field(default_factory=dict)

    def get_fault(self, place: Place, message: str) -> Fault:
        known = next((place[:end] for end in range(len(place), 0, -1) if place[:end] in self.rows), None)
        if known is None:
            return super().get_fault(place, message)
        row, column = self.rows[known]
        return row.build_fault(message, column)


def _write_down(
    raw: RawGraph,
    roles: Roles,
    defaults: Defaults,
    gathered: Gathered,
    stages: Sorted,
    levels: Sorted,
    feedback: Iterable[tuple[str, str]],
    knowledge: Knowledge,
) -> _ImportedDocument:
    """The model as a file of our own form."""
    rows: dict[Place, tuple[RawRow, str | None]] = {}
    data: dict[str, Any] = {}
    kind_order = list(gathered.kinds.names) or [gathered.kinds.add(_get_words(defaults)("leads to"))]
    ids: dict[str, dict[str, str]] = {}
    for section, sorts, order in (
        ("stages", stages.sorts, stages.order),
        ("levels", levels.sorts, levels.order),
        ("kinds", gathered.kinds, kind_order),
    ):
        ids[section] = sorts.build_ids(order, section[:-1])
        declared = {fold(row.get("label")): row for row in getattr(raw, section, ())}
        data[section] = [
            {
                "id": ids[section][key],
                "name": gathered.shorten(sorts.names[key], sorts.rows.get(key)),
                **_describe_sort(section, declared.get(key)),
            }
            for key in order
        ]
        for at, key in enumerate(order):
            if key in sorts.rows:
                rows[section, at] = (sorts.rows[key], sorts.column)
        _check_count(sorts, gathered)
    for kind, key in zip(data["kinds"], kind_order, strict=True):
        row = gathered.kinds.rows.get(key)
        if row is not None and row.get(roles.kind):
            kind["name"] = gathered.shorten(to_line(row.get(roles.verb)), row) or kind["name"]
        kind["verb"] = kind["name"]

    data["nodes"] = []
    for at, node in enumerate(gathered.nodes):
        entry = {
            "id": node.id,
            "stage": ids["stages"][stages.of[node.id]],
            "level": ids["levels"][levels.of[node.id]],
            "name": node.name,
        }
        data["nodes"].append(entry | ({} if node.is_created else knowledge.describe_node(node.row)))
        rows["nodes", at] = (node.row, None)
        rows["nodes", at, "name"] = (node.row, None if node.is_created else roles.label)
        rows["nodes", at, "description"] = (node.row, roles.description)
        rows["nodes", at, "question"] = (node.row, roles.question)
        rows["nodes", at, "provenance"] = (node.row, roles.note)

    backward = set(feedback)
    data["edges"] = []
    for at, edge in enumerate(gathered.edges):
        is_feedback = edge.feedback or (edge.source, edge.target) in backward
        data["edges"].append(
            {
                "from": edge.source,
                "to": edge.target,
                "kind": ids["kinds"][edge.kind],
                "feedback": is_feedback,
                "directed": edge.directed,
                **knowledge.describe_edge(edge.row),
            }
        )
        rows["edges", at] = (edge.row, None)

    title = gathered.shorten(to_line(defaults.title or "") or to_line(raw.title) or "Model", None)
    data["sources"], cited = knowledge.build_sources()
    rows |= knowledge.rows
    data["model"] = {
        "id": to_slug(title) or "model",
        "title": title,
        "languages": [defaults.language],
        "source": cited,
    }
    return _ImportedDocument(raw.name, data, {}, rows)


def _describe_sort(section: str, row: RawRow | None) -> dict[str, Any]:
    """What a file says of a stage or a level beside its name."""
    if row is None:
        return {}
    columns = ("description", "question") if section == "stages" else ("description",)
    said: dict[str, Any] = {column: text for column in columns if (text := to_text(row.get(column)))}
    if section == "levels" and fold(row.get("shared")) in YES:
        said["shared"] = True
    return said


def _check_count(sorts: Sorts, gathered: Gathered) -> None:
    if len(sorts.names) > MOST_SORTS and sorts.column is not None:
        message = f"has {len(sorts.names)} different values; at most {MOST_SORTS} can be told apart"
        gathered.faults.append(
            Fault(None, f"column {to_quoted(sorts.column)}", f"{message}; choose another column")
        )


def _parse(document: Document, faults: list[Fault]) -> ModelFile:
    """The model in a document; every fault in it is raised together with those that are known already."""
    try:
        file = document.parse(ModelFile, find_faults)
    except ModelFileError as error:
        raise ModelFileError(document.name, [*faults, *error.faults]) from None
    if faults:
        raise ModelFileError(document.name, faults)
    return file
