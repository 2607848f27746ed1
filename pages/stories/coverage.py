"""Who told what: stories by node and teller or dimension, and what nobody has told yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from model import ConceptualModel, Telling
from model.export.palette import PALETTES, Palette, mix
from model.lettering import break_lines
from model.schema import Node
from model.stories import StoreError
from model.words import Translate
from pages.shared import address, resources
from pages.shared.fault_words import describe_trouble
from pages.shared.markdown import to_markdown
from pages.shared.story_words import list_tellers
from pages.stories.payload import find_asked_nodes

Counted = Mapping[tuple[str, str], int]
By = Literal["teller", "dimension"]
Gap = Literal["untold", "by its forms", "open", "not needed"]
"""Why a node has no story of its own: nobody told one yet, or none is needed."""

_SIZE = 13
_LONGEST_LINE = 130.0
_LONGEST_HEAD = 190.0
_ROW = 36
_HEAD = 150
"""Of letters, of lines beside the rows and above the columns, of rows and the head above them, in pixels."""


def show_coverage(content: resources.Content, _: Translate) -> None:
    """Show how many public stories each node has by teller or dimension, and the gaps in words.

    Only the nodes that the address asks for: of a level, of a stage, or one.
    """
    by: By = (
        st.segmented_control(
            _("Counted by"),
            ["teller", "dimension"],
            format_func={"teller": _("Who tells"), "dimension": _("Dimension")}.__getitem__,
            key="coverage_by",
            default="teller",
            required=True,
            label_visibility="collapsed",
        )
        or "teller"
    )
    try:
        counted = resources.get_store().count_attached(by)
    except StoreError as error:
        st.error(describe_trouble(error, _))
        return
    language = address.get_language()
    nodes, names = find_rows(content.model, address.read(content.model).parameters, language)
    if not nodes:
        st.info(_("No element fits: {names}.").format(names=", ".join(names)))
        return
    columns = list_columns(content.model, by, language, _)
    palette = PALETTES["dark" if st.context.theme.type == "dark" else "light"]
    st.subheader(describe_figure(by, _), anchor=False)
    if names:
        only = _("Only {names}: {kept} of {all} elements.")
        st.text(only.format(names=", ".join(names), kept=len(nodes), all=len(content.model.nodes())))
    st.plotly_chart(
        build_coverage(nodes, counted, columns, language, palette),
        key="coverage_figure",
        config={"displayModeBar": False},
    )
    with st.expander(_("The same numbers as a table")):
        st.table(build_table(nodes, counted, columns, language, _), hide_index=True)
    with st.container(key="prose"):
        for line in describe_gaps(content, nodes, counted, columns, by, language, _):
            st.text(line)
        if untold := find_gaps(content, nodes)["untold"]:
            st.text(_("Nobody has told a story about these yet. Have you seen one?"))
            for node in untold:
                _show_invitation(content.model, node, language)


def _show_invitation(model: ConceptualModel, node: str, language: str) -> None:
    name = to_markdown(model.get_node(node).name.text(language))
    query = {"node": node, **address.keep("lang")}
    st.page_link("stories/page.py", label=name, icon="✍️", query_params=query)


def find_rows(
    model: ConceptualModel, parameters: Mapping[str, str], language: str
) -> tuple[tuple[Node, ...], list[str]]:
    """The nodes that an address asks for, all of them where it names none, and the names of what it asks."""
    level, stage, node = (
        [part for part in parameters.get(name, "").split(",") if part] for name in ("level", "stage", "node")
    )
    names = [
        *(model.get_level(id_).name for id_ in level),
        *(model.get_stage(id_).name for id_ in stage),
        *(model.get_node(id_).name for id_ in node),
    ]
    kept = find_asked_nodes(model, frozenset(node), frozenset(level), frozenset(stage))
    nodes = tuple(node_ for node_ in model.nodes() if not kept or node_.id in kept)
    return nodes, [name.text(language) for name in names]


def list_columns(model: ConceptualModel, by: By, language: str, _: Translate) -> dict[str, str]:
    """The columns of the heat map: id, and a name that no other one has."""
    if by == "teller":
        return list_tellers(_)
    names = {dimension.id: dimension.name.text(language) for dimension in model.file.dimensions}
    counted = Counter([_("Element"), *names.values()])
    return {column: name if counted[name] == 1 else f"{name} ({column})" for column, name in names.items()}


def find_gaps(content: resources.Content, nodes: Iterable[Node]) -> dict[Gap, list[str]]:
    """Those of some nodes that have no public story of their own, by the reason; in the same order."""
    telling = Telling(content.model, content.attached)
    gaps: dict[Gap, list[str]] = {"untold": [], "by its forms": [], "open": [], "not needed": []}
    for node in nodes:
        if content.counts.get(node.id):
            continue
        if telling.find_stories(node.id):
            gaps["by its forms"].append(node.id)
        elif telling.needs_story(node.id):
            gaps["untold"].append(node.id)
        elif node.provenance and node.provenance.kind == "open":
            gaps["open"].append(node.id)
        else:
            gaps["not needed"].append(node.id)
    return gaps


def describe_figure(by: By, _: Translate) -> str:
    """The title of the heat map, which says what it counts."""
    if by == "teller":
        return _("Number of public stories of each element, by who tells them")
    return _("Number of public stories of each element, by dimension")


def describe_gaps(
    content: resources.Content,
    nodes: Sequence[Node],
    counted: Counted,
    columns: Mapping[str, str],
    by: By,
    language: str,
    _: Translate,
) -> list[str]:
    """What the heat map shows, in words: how much is told, by whom nothing is, what has no story and why.

    Left out are the nodes that wait for a story: these are shown as invitations.
    """
    model = content.model
    gaps = find_gaps(content, nodes)
    lines = [
        _("{told} of {all} elements have a story that everybody may read.").format(
            told=len(nodes) - sum(map(len, gaps.values())), all=len(nodes)
        )
    ]
    silent = [
        name for column, name in columns.items() if not any(counted.get((node.id, column)) for node in nodes)
    ]
    if silent:
        told_by = _("No story about these elements is told by: {names}.")
        showing = _("No story about these elements shows: {names}.")
        lines.append((told_by if by == "teller" else showing).format(names=", ".join(silent)))
    reasons: dict[Gap, str] = {
        "by its forms": _("Told only through stories of one of their forms: {names}."),
        "open": _("Not named by a source yet, so no story is expected: {names}."),
        "not needed": _("No story of their own, and none is needed for a path: {names}."),
    }
    for gap, reason in reasons.items():
        if gaps[gap]:
            names = (model.get_node(node).name.text(language) for node in gaps[gap])
            lines.append(reason.format(names=", ".join(names)))
    return lines


def build_table(
    nodes: Iterable[Node], counted: Counted, columns: Mapping[str, str], language: str, _: Translate
) -> pd.DataFrame:
    """The numbers of the heat map: a row a node, a column a teller or dimension."""
    rows = [
        [to_markdown(node.name.text(language)), *(counted.get((node.id, column), 0) for column in columns)]
        for node in nodes
    ]
    return pd.DataFrame(rows, columns=[_("Element"), *map(to_markdown, columns.values())])


def build_coverage(
    nodes: Sequence[Node], counted: Counted, columns: Mapping[str, str], language: str, palette: Palette
) -> go.Figure:
    """A heat map of the number of stories: a row a node, a column a teller or dimension.

    Names of rows stand on two lines, and those of columns on their sides where they would meet: it has to
    fit a telephone, too. Cells are at most half as strong as a line's colour, so that numbers can be read.
    """
    rows = [[counted.get((node.id, column), 0) for column in columns] for node in nodes]
    most = max((max(row) for row in rows), default=0)
    names = [node.name.text(language) for node in nodes]
    figure = go.Figure(
        go.Heatmap(
            z=rows,
            text=[[str(count or "") for count in row] for row in rows],
            customdata=[
                [f"{_escape(name)}<br>{_escape(column)}" for column in columns.values()] for name in names
            ],
            texttemplate="%{text}",
            textfont={"size": _SIZE, "color": palette.ink},
            zmin=0,
            zmax=max(1, most),
            colorscale=[
                [0, mix(palette.paper, palette.quiet, 0.08)],
                [1, mix(palette.paper, palette.lines[0], 0.5)],
            ],
            xgap=2,
            ygap=2,
            showscale=False,
            hovertemplate="%{customdata}: %{z}<extra></extra>",
        )
    )
    figure.update_layout(
        height=_HEAD + _ROW * len(names),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        font={"size": 13},
        xaxis={
            "side": "top",
            "autotickangles": [0, 90],
            **_name_axis(columns.values(), palette, _LONGEST_HEAD, 1),
        },
        yaxis={"autorange": "reversed", **_name_axis(names, palette, _LONGEST_LINE, 2)},
    )
    return figure


def _name_axis(names: Iterable[str], palette: Palette, longest: float, at_most: int) -> dict[str, Any]:
    """An axis with a name at each step, broken into lines up to a limit."""
    lines = [break_lines(name, longest, _SIZE, at_most=at_most) for name in names]
    return {
        "tickmode": "array",
        "tickvals": list(range(len(lines))),
        "ticktext": ["<br>".join(map(_escape, parts)) for parts in lines],
        "tickfont": {"size": _SIZE, "color": palette.ink},
        "automargin": True,
        "fixedrange": True,
    }


def _escape(name: str) -> str:
    """A name that Plotly does not take for markup."""
    return name.replace("<", "&lt;")
