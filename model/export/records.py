"""What a diagram shows as plain values, node by node and edge by edge, for formats that hold data.

The names of the values are the same in every format and every language; texts are in the figure's one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from model.export.addresses import build_node_url
from model.export.figure import Figure
from model.export.legend import Group, build_legend
from model.export.markup import clean_text, to_line
from model.export.wording import describe_further
from model.graph import ConceptualModel
from model.layout import place_boxes
from model.schema import Edge, Provenance, Words
from model.words import get_words, join_label

Value = str | int | float | bool
Values = Mapping[str, Value]
"""Values by name; what does not apply is left out."""


@dataclass(frozen=True)
class Record:
    """A node: its id, name, values, and where its box is. `x` and `y` are those of the middle."""

    id: str
    name: str
    values: Values
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    fill: str
    line: str

    @property
    def is_faded(self) -> bool:
        """Whether it stays in the background."""
        return bool(self.values.get("faded"))


@dataclass(frozen=True)
class Link:
    """An edge: the ids of its ends, its kind, what it says, its values, and whether it has a direction."""

    source: str
    target: str
    kind: str
    verb: str
    values: Values
    colour: str
    is_directed: bool = True

    @property
    def is_faded(self) -> bool:
        """Whether it stays in the background."""
        return bool(self.values.get("faded"))


@dataclass(frozen=True)
class Records:
    """All of a figure; `about` is the words around it, by name."""

    about: Mapping[str, str]
    nodes: tuple[Record, ...]
    links: tuple[Link, ...]

    @cached_property
    def has_parallels(self) -> bool:
        """Whether two edges lead from one node to the same other one."""
        return len({(link.source, link.target) for link in self.links}) < len(self.links)

    @cached_property
    def has_undirected(self) -> bool:
        """Whether an edge has no direction."""
        return any(not link.is_directed for link in self.links)

    @cached_property
    def is_undirected(self) -> bool:
        """Whether there are edges and none of them has a direction."""
        return bool(self.links) and not any(link.is_directed for link in self.links)


NODE_VALUES: Mapping[str, type[Value]] = {
    "stage": str,
    "level": str,
    "stage_id": str,
    "level_id": str,
    "description": str,
    "question": str,
    "provenance": str,
    "provenance_source": str,
    "provenance_reference": str,
    "provenance_url": str,
    "provenance_licence": str,
    "provenance_note": str,
    "stories": int,
    "faded": bool,
    "lit": bool,
    "color": str,
    "border": str,
    "x": float,
    "y": float,
    "width": float,
    "height": float,
    "url": str,
}
"""Every value a node can have, and of which type it is."""

LINK_VALUES: Mapping[str, type[Value]] = {
    "kind": str,
    "label": str,
    "feedback": bool,
    "provenance": str,
    "provenance_source": str,
    "provenance_reference": str,
    "provenance_url": str,
    "provenance_licence": str,
    "provenance_note": str,
    "faded": bool,
    "lit": bool,
    "color": str,
}
"""Every value an edge can have, and of which type it is."""


def build_records(figure: Figure) -> Records:
    """Everything that the figure shows, in the order of the diagram.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> node = build_records(Figure(model, build_diagram(model, "en"))).nodes[0]
    >>> node.name, node.values["level"], node.values["color"]
    ('Personality of the patient', 'Patient and family', '#deebf3')
    """
    return Records(_list_about(figure), tuple(_list_nodes(figure)), tuple(_list_links(figure)))


def _list_about(figure: Figure) -> Mapping[str, str]:
    caption = figure.caption
    legend = build_legend(figure.diagram, figure.palette) if caption.has_legend else ()
    about = {
        "title": caption.title,
        "words": caption.words,
        "legend": "; ".join(filter(None, (_describe_group(group, figure.language) for group in legend))),
        "citation": caption.citation,
        "licence": caption.licence,
        "address": caption.address,
    }
    return {name: to_line(text) for name, text in about.items() if text}


def _describe_group(group: Group, language: str) -> str:
    """What a group of signs says where none is drawn; the numbers of stories have their name."""
    _ = get_words(language)
    signs = [
        join_label(_, sign.name, sign.line) if sign.form == "colour" else sign.name for sign in group.signs
    ]
    return f"{group.title} ({', '.join(signs)})" if group.title else ""


def _list_nodes(figure: Figure) -> Iterable[Record]:
    model, diagram, palette = figure.model, figure.diagram, figure.palette
    position = {row.id: row.position % len(palette.lines) for row in diagram.rows}
    columns = {column.id: column.name for column in diagram.columns}
    rows = {row.id: row.name for row in diagram.rows}
    known = {node.id: node for node in model.nodes()}
    for node, box in zip(diagram.nodes, place_boxes(diagram), strict=True):
        said = known.get(node.id)
        colour = position[node.level]
        fill, line = palette.fills[colour], palette.lines[colour]
        middle = round(box.x + box.width / 2, 1), round(box.middle, 1)
        values = {
            "stage": columns[node.stage],
            "level": rows[node.level],
            "stage_id": node.stage,
            "level_id": node.level,
            "description": _text(said.description if said else None, figure.language),
            "question": _text(said.question if said else None, figure.language),
            **_describe_provenance(model, said.provenance if said else None, figure.language),
            "provenance": node.provenance,
            "stories": node.count,
            "faded": node.is_faded,
            "lit": node.is_lit,
            "color": fill,
            "border": line,
            "x": middle[0],
            "y": middle[1],
            "width": round(box.width, 1),
            "height": round(box.height, 1),
            "url": build_node_url(figure.address, node.id, figure.language),
        }
        yield Record(
            node.id,
            to_line(node.name),
            _keep_given(values, NODE_VALUES),
            *middle,
            round(box.width, 1),
            round(box.height, 1),
            tuple(map(to_line, box.lines)),
            fill,
            line,
        )


def _list_links(figure: Figure) -> Iterable[Link]:
    model, palette = figure.model, figure.palette
    known = {(edge.source, edge.target, edge.kind): edge for edge in model.edges}
    verbs = {kind.id: to_line(kind.verb.text(figure.language)) for kind in model.file.kinds}
    for edge in figure.diagram.edges:
        said: Edge | None = known.get((edge.source, edge.target, edge.kind))
        colour = palette.lit if edge.is_lit else palette.line
        verb = verbs.get(edge.kind, edge.kind)
        values = {
            "kind": edge.kind,
            "label": verb,
            "feedback": edge.is_feedback,
            **_describe_provenance(model, said.provenance if said else None, figure.language),
            "provenance": edge.provenance,
            "faded": edge.is_faded,
            "lit": edge.is_lit,
            "color": colour,
        }
        kept = _keep_given(values, LINK_VALUES)
        yield Link(edge.source, edge.target, edge.kind, verb, kept, colour, edge.is_directed)


def _describe_provenance(
    model: ConceptualModel, provenance: Provenance | None, language: str
) -> dict[str, str | None]:
    if provenance is None:
        return {}
    source = model.get_source(provenance.source) if provenance.source else None
    return {
        "provenance_source": source.short if source else None,
        "provenance_reference": source.reference.text(language) if source else None,
        "provenance_url": source.url if source else None,
        "provenance_licence": source.licence if source else None,
        "provenance_note": " ".join(
            filter(None, [_text(provenance.note, language), *describe_further(model, provenance, language)])
        ),
    }


def _text(words: Words | None, language: str) -> str | None:
    return words.text(language) if words is not None else None


def _keep_given(values: Mapping[str, Value | None], order: Iterable[str]) -> Values:
    """The values that there are, in order; texts without what no format can hold."""
    kept = {name: values[name] for name in order if values.get(name) not in (None, "")}
    return {name: clean_text(value) if isinstance(value, str) else value for name, value in kept.items()}  # type: ignore[misc]
