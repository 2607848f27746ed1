"""The figure as DOT, the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from textwrap import wrap

from model.export.declarations import declare_sorts, to_list
from model.export.figure import Figure, Options
from model.export.legend import Group, build_legend
from model.export.markup import to_line
from model.export.palette import mix
from model.export.records import Link, Record, Records, Values, build_records
from model.lettering import FONT_FAMILY
from model.words import get_words

_FADED = 0.72
_LINE = 140
GENERATOR = "Mangomoment explorer"
"""What says that a file is ours, so that what stands beside the diagram is told from it when it is read."""

_DRAWN_ONLY = ("faded", "lit", "color", "border", "x", "y", "width", "height", "url", "label", "stories")
"""Values that the drawing itself shows, or that Graphviz would take for its own."""

_MIDDLE, _LEFT = "\\n", "\\l"
_STYLES = {"reported": "dashed", "inferred": "dashed", "open": "dotted"}
_DOUBLE = "inferred"
"""What has a second border: Graphviz knows one kind of dashes only."""


def to_dot(figure: Figure, _options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """The figure as a directed graph from left to right: a rank a stage, a colour a level.

    Left out: where things are; Graphviz places them itself. Ids that begin with "_" are those of headings
    and legend. Attributes that Graphviz does not know hold the rest of what the diagram says, under the
    names of `model.export.records`, so that the graph can be read back.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> print(to_dot(Figure(model, build_diagram(model, "en"))).decode().splitlines()[0])
    digraph "mangomoment" {
    """
    return ("\n".join(_write(figure, build_records(figure))) + "\n").encode()


def quote(text: str) -> str:
    """A text as DOT takes it: on one line, with nothing in it that Graphviz replaces.

    >>> quote('a "b" \\\\N &lt;')
    '"a \\\\"b\\\\" \\\\\\\\N &amp;lt;"'
    """
    return f'"{_escape(text)}"'


def _escape(text: str) -> str:
    return to_line(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')


def _quote_lines(lines: Iterable[str], ending: str = _MIDDLE) -> str:
    """Lines below one another, each with the ending that says how it is aligned."""
    return f'"{"".join(_escape(line) + ending for line in lines)}"'


def _write(figure: Figure, records: Records) -> Iterator[str]:
    palette, diagram = figure.palette, figure.diagram
    yield f"digraph {quote(figure.model.file.model.id)} {{"
    look = {
        "rankdir": "LR",
        "bgcolor": palette.paper,
        "fontname": f"{FONT_FAMILY},Helvetica,sans-serif",
        "fontsize": "20",
        "fontcolor": palette.ink,
        "nodesep": "0.15",
        "ranksep": "0.4",
        "labelloc": "t",
        "labeljust": "l",
    }
    sorts = declare_sorts(figure)
    about = {"generator": GENERATOR}
    about |= {"stage_order": to_list(sorts["stages"]), "level_order": to_list(sorts["levels"])}
    if "citation" in records.about:
        about["citation"] = records.about["citation"]
    yield f"  graph [{_list(look | about)}, label={quote(records.about.get('title', ''))}]"
    font = {"fontname": f"{FONT_FAMILY},Helvetica,sans-serif", "fontsize": "14"}
    box = {"shape": "box", "style": "rounded,filled", "fontcolor": palette.ink, "penwidth": "1.5"}
    box["margin"] = "0.08,0.05"
    yield f"  node [{_list({**font, **box})}]"
    yield f"  edge [{_list({'color': palette.line, 'arrowsize': '0.7'})}]"
    yield '  subgraph "cluster_map" {'
    foot = {
        "labelloc": "b",
        "labeljust": "l",
        "fontsize": "13",
        "fontcolor": palette.quiet,
        "peripheries": "0",
    }
    yield f"    graph [{_list(foot)}, label={_write_foot(figure, records)}]"
    for position, column in enumerate(diagram.columns):
        yield f'    subgraph "stage_{position}" {{'
        yield "      rank=same"
        heading = {"shape": "plaintext", "style": "", "fontcolor": palette.quiet, "beside": "heading"}
        yield f'      "_stage_{position}" [label={quote(column.name)}, {_list(heading)}]'
        for record in records.nodes:
            if record.values["stage_id"] == column.id:
                yield f"      {quote(record.id)} [{_describe_node(figure, record)}]"
        yield "    }"
    if len(diagram.columns) > 1:
        row = " -> ".join(f'"_stage_{position}"' for position in range(len(diagram.columns)))
        yield f"    {row} [style=invis]"
    yield "  }"
    for link in records.links:
        yield f"  {quote(link.source)} -> {quote(link.target)} [{_describe_link(figure, link)}]"
    yield "}"


def _list_foot(records: Records) -> list[str]:
    said = [
        records.about[name] for name in ("words", "citation", "licence", "address") if name in records.about
    ]
    return [line for text in said for line in wrap(text, _LINE, break_on_hyphens=False)]


def _list(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={quote(value)}" for name, value in values.items())


def _list_data(values: Values) -> str:
    """The values that no drawing shows, each with its lines."""
    texts = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in values.items()
        if name not in _DRAWN_ONLY and value is not False
    }
    return ", ".join(
        f'{name}="{_MIDDLE.join(_escape(line) for line in text.splitlines())}"'
        for name, text in texts.items()
    )


def _describe_node(figure: Figure, record: Record) -> str:
    _ = get_words(figure.language)
    lines = list(record.lines)
    stories = record.values.get("stories")
    if stories is not None:
        lines.append(_("1 story") if stories == 1 else _("{count} stories").format(count=stories))
    kind = str(record.values.get("provenance", ""))
    fill = figure.palette.paper if kind == "open" else record.fill
    styles = ["rounded", "filled", *([_STYLES[kind]] if kind in _STYLES else [])]
    values = {
        "fillcolor": _fade(figure, fill, record.is_faded),
        "color": _fade(figure, record.line, record.is_faded),
        "style": ",".join(styles),
        "class": " ".join(filter(None, [str(record.values["level_id"]), kind])),
    }
    if record.is_faded:
        values["fontcolor"] = _fade(figure, figure.palette.ink, True)
    if record.values.get("lit"):
        values["penwidth"] = "3"
    if kind == _DOUBLE:
        values["peripheries"] = "2"
    values["tooltip"] = str(record.values.get("description", record.name))
    if "url" in record.values:
        values["URL"] = str(record.values["url"])
    data = _list_data({"display_name": record.name, **record.values})
    return f"label={_quote_lines(lines)}, {_list(values)}, {data}"


def _describe_link(figure: Figure, link: Link) -> str:
    values = {"tooltip": link.verb}
    if link.values.get("provenance") == "inferred":
        values["style"] = "dashed"
    if not link.is_directed:
        values["dir"] = "none"
    if link.values.get("feedback"):
        values["constraint"] = "false"
    if link.is_faded or link.values.get("lit"):
        values["color"] = _fade(figure, link.colour, link.is_faded)
    if link.values.get("lit"):
        values["penwidth"] = "2.5"
    return f"{_list(values)}, {_list_data({**link.values, 'verb': link.verb})}"


def _write_foot(figure: Figure, records: Records) -> str:
    """What stands below the diagram: the legend, which has no part in how nodes are placed, and the words."""
    foot = _list_foot(records)
    if not figure.caption.has_legend:
        return _quote_lines(foot, _LEFT)
    rows = [
        _write_group(group, figure)
        for group in build_legend(figure.diagram, figure.palette)
        if group.title  # nodes say their number of stories in words
    ]
    legend = _write_table("".join(rows), CELLSPACING="6") if rows else ""
    cells = [legend, *map(_escape_html, foot)]
    lines = "".join(f'<TR><TD ALIGN="LEFT">{cell}</TD></TR>' for cell in cells if cell)
    return f"<{_write_table(lines, CELLSPACING='0')}>" if lines else _quote_lines(foot, _LEFT)


def _write_group(group: Group, figure: Figure) -> str:
    """A title with its signs as a row of the legend."""
    cells = [f'<TD ALIGN="LEFT">{_escape_html(group.title)}</TD>']
    for sign in group.signs:
        words = f'<FONT COLOR="{figure.palette.ink}">{_escape_html(sign.name)}</FONT>'
        if sign.form == "line":
            dashes = "- - -" if sign.dashes else "——"
            cells.append(f"<TD>{dashes}{'▶' if sign.has_arrow else ''} {words}</TD>")
            continue
        style = next((_STYLES[kind] for kind in sign.kinds if kind in _STYLES), "")
        styled = {"BORDER": "2", "STYLE": f"ROUNDED,{style}".rstrip(",").upper(), "COLOR": sign.line}
        if _DOUBLE in sign.kinds:
            inner = _write_table(f"<TR><TD>{words}</TD></TR>", **styled)
            cells.append(f'<TD CELLPADDING="1"{_write_html(styled)}>{inner}</TD>')
        else:
            cells.append(f'<TD CELLPADDING="4" BGCOLOR="{sign.fill}"{_write_html(styled)}>{words}</TD>')
    return f"<TR>{''.join(cells)}</TR>"


def _write_table(rows: str, **values: str) -> str:
    return f"<TABLE{_write_html({'BORDER': '0', 'CELLBORDER': '0', **values})}>{rows}</TABLE>"


def _write_html(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in values.items())


def _escape_html(text: str) -> str:
    """A text within a label that is a table; a text of nothing would be a fault there."""
    return escape(to_line(text)) or "–"


def _fade(figure: Figure, colour: str, is_faded: bool) -> str:
    return mix(colour, figure.palette.paper, _FADED) if is_faded else colour
