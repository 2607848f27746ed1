"""The figure as Mermaid: text that wikis and code hosts draw.

Mermaid draws at most 500 edges and 50 000 letters unless the page that draws it allows more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import count

from model.export.addresses import build_node_url
from model.export.declarations import declare_sorts
from model.export.figure import Figure, Options
from model.export.legend import Group, build_legend
from model.export.markup import to_line
from model.export.palette import mix
from model.export.records import Record, build_records
from model.words import get_words

MOST_EDGES = 500
MOST_LETTERS = 50_000

_FADED = 0.72
_DASHES = {"reported": "9 3", "inferred": "5 3", "open": "2 3"}
_BREAK = "<br/>"
_SETTINGS: dict[str, object] = {
    "themeVariables": {"fontSize": "26px"},
    "flowchart": {"nodeSpacing": 20, "rankSpacing": 24, "wrappingWidth": 200, "padding": 8},
}
"""Large letters in boxes close together: a page shrinks a chart of many columns to its own width."""

_MOST_IN_A_ROW = 4

_SPECIAL = re.compile(r"(?!(?<=[^\W\d_])(?:[-'’](?=[^\W\d_])|[.:](?= ))|[,–])[^ \w]|_")
"""Every sign but letters and digits; some need no number within or behind a word."""


def to_mermaid(figure: Figure, _options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """The figure as a flowchart from left to right: a subgraph a stage, a colour a level.

    Left out: where things are; Mermaid places them itself. What goes beyond Mermaid's usual limits is said
    in a comment. More comments, of names and lists in JSON, hold the ids, levels, kinds and feedback, for
    which Mermaid has no place, so that these are read back; descriptions, questions and sources are not.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> print(to_mermaid(Figure(model, build_diagram(model, "en"))).decode().splitlines()[0])
    flowchart LR
    """
    chart = _Chart(figure)
    lines = list(chart.write())
    letters = sum(len(line) + 1 for line in lines)
    edges = len(chart.records.links) + chart.count_around()
    if edges > MOST_EDGES or letters > MOST_LETTERS:
        limits = f"maxEdges: {max(edges, MOST_EDGES)}, maxTextSize: {max(2 * letters, MOST_LETTERS)}"
        start = next(position for position, line in enumerate(lines) if line.startswith("flowchart"))
        lines.insert(start + 1, f"%% To draw it, Mermaid has to be set up with {limits}")
    return ("\n".join(lines) + "\n").encode()


def quote(text: str) -> str:
    """A text as a label: signs that could mean something to Mermaid, HTML or Markdown as their numbers.

    A label with nothing in it is "–": Mermaid refuses an empty one.

    >>> quote('Burn-out: say "hi" <b> #1')
    '"Burn-out: say #34;hi#34; #60;b#62; #35;1"'
    """
    return f'"{_SPECIAL.sub(_write_as_number, to_line(text)).strip() or "–"}"'


def _write_as_number(sign: re.Match[str]) -> str:
    return "" if "\x7f" <= sign[0] <= "\x9f" else f"#{ord(sign[0])};"


def _to_plain(text: str) -> str:
    """A text for those who listen, where Mermaid knows no way to write signs by their numbers."""
    return " ".join(
        "".join(sign if sign.isalnum() or sign in " .,:-–’" else " " for sign in to_line(text)).split()
    )


class _Chart:
    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.palette = figure.palette
        self.records = build_records(figure)
        self.ids = _choose_ids(record.id for record in self.records.nodes)
        groups = build_legend(figure.diagram, self.palette) if figure.caption.has_legend else ()
        self.groups = [group for group in groups if group.title]  # nodes say their number of stories in words
        about = self.records.about
        self.said = [about[name] for name in ("words", "citation", "licence", "address") if name in about]
        self.level_of = {row.id: row.position % len(self.palette.lines) for row in figure.diagram.rows}

    def write(self) -> Iterator[str]:
        about = self.records.about
        if "title" in about:
            title = about["title"].replace("\\", "\\\\").replace('"', '\\"')
            yield from ("---", f'title: "{title}"', "---")
        yield "flowchart LR"
        yield f"  %%{{init: {json.dumps(_SETTINGS)}}}%%"
        if "title" in about:
            yield f"  accTitle: {_to_plain(about['title']) or '–'}"
        if "words" in about:
            yield f"  accDescr: {_to_plain(about['words']) or '–'}"
        for position, column in enumerate(self.figure.diagram.columns):
            records = [record for record in self.records.nodes if record.values["stage_id"] == column.id]
            yield f"  subgraph stage_{position}[{quote(column.name)}]"
            yield "    direction TB"
            for record in records:
                yield f"    {self.ids[record.id]}[{self._label(record)}]"
            yield "  end"
        yield from self._write_links()
        yield from self._write_around()
        yield from self._write_classes()
        for record in self.records.nodes:
            url = build_node_url(self.figure.address, record.id, self.figure.language)
            if url:
                yield f'  click {self.ids[record.id]} href "{_to_safe(url)}"'
        yield from self._write_comments()

    def count_around(self) -> int:
        """How many links legend and notes have."""
        return sum(len(group.signs) for group in self.groups) + max(0, len(self.said) - 1)

    def _label(self, record: Record) -> str:
        _ = get_words(self.figure.language)
        stories = record.values.get("stories")
        label = quote(record.name)
        if stories is None:
            return label
        counted = _("1 story") if stories == 1 else _("{count} stories").format(count=stories)
        return f"{label[:-1]}{_BREAK}{quote(counted)[1:]}"

    def _write_links(self) -> Iterator[str]:
        faded, lit = [], []
        for position, link in enumerate(self.records.links):
            arrow = _choose_arrow(link.values.get("provenance") == "inferred", link.is_directed)
            yield f"  {self.ids[link.source]} {arrow} {self.ids[link.target]}"
            if link.is_faded:
                faded.append(str(position))
            elif link.values.get("lit"):
                lit.append(str(position))
        if faded:
            yield f"  linkStyle {','.join(faded)} opacity:{1 - _FADED:.2f}"
        if lit:
            yield f"  linkStyle {','.join(lit)} stroke:{self.palette.lit},stroke-width:3px"

    def _write_around(self) -> Iterator[str]:
        """Legend, words, citation, licence and address."""
        _ = get_words(self.figure.language)
        if self.groups:
            yield f"  subgraph legend[{quote(_('Legend'))}]"
            yield "    direction LR"
            for number, group in enumerate(self.groups):
                yield from self._write_group(f"legend_{number}", group)
            yield "  end"
        for number, text in enumerate(self.said):
            before = f"note_{number - 1} ~~~ " if number else ""
            yield f"  {before}note_{number}[{quote(text)}]"

    def _write_group(self, name: str, group: Group) -> Iterator[str]:
        """A title with its signs in a row, or with the lines that are the signs."""
        yield f"    {name}[{quote(group.title)}]"
        before = name
        for number, sign in enumerate(group.signs):
            own = f"{name}_{number}"
            if sign.form == "line":
                arrow = _choose_arrow(bool(sign.dashes), sign.has_arrow)
                yield f"    {name} {arrow} {own}[{quote(sign.name)}]"
                continue
            if number % _MOST_IN_A_ROW == 0:
                before = name
            yield f"    {before} ~~~ {own}[{quote(sign.name)}]"
            before = own

    def _write_comments(self) -> Iterator[str]:
        """What Mermaid has no place for, as comments that the import understands."""
        diagram = self.figure.diagram
        yield _comment("beside", ["legend", *(f"note_{number}" for number in range(len(self.said)))])
        if any("stories" in record.values for record in self.records.nodes):
            yield _comment("counts", True)
        yield _comment("ids", {name: identity for identity, name in self.ids.items()})
        yield _comment(
            "stages", {f"stage_{position}": column.id for position, column in enumerate(diagram.columns)}
        )
        yield _comment("order", declare_sorts(self.figure))
        for row in diagram.rows:
            nodes = [self.ids[node.id] for node in diagram.nodes if node.level == row.id]
            yield _comment("level", {"id": row.id, "name": to_line(row.name), "nodes": nodes})
        for kind, verb in {link.kind: link.verb for link in self.records.links}.items():
            links: dict[bool, list[list[str]]] = {False: [], True: []}
            for link in self.records.links:
                if link.kind == kind:
                    ends = [self.ids[link.source], self.ids[link.target]]
                    links[bool(link.values.get("feedback"))].append(ends)
            feedback = {"feedback": links[True]} if links[True] else {}
            yield _comment("kind", {"id": kind, "verb": verb, "links": links[False], **feedback})

    def _write_classes(self) -> Iterator[str]:
        palette = self.palette
        members: dict[str, list[str]] = {}

        def put(kind: str, member: str) -> None:
            members.setdefault(kind, []).append(member)

        for node in self.figure.diagram.nodes:
            if node.provenance in _DASHES:
                put(node.provenance, self.ids[node.id])
            put(f"{'faded' if node.is_faded else 'level'}{self.level_of[node.level]}", self.ids[node.id])
            if node.is_lit:
                put("lit", self.ids[node.id])
        for number, group in enumerate(self.groups):
            put("note", f"legend_{number}")
            for position, sign in enumerate(group.signs):
                name = f"legend_{number}_{position}"
                if sign.form == "colour":
                    put(f"level{palette.lines.index(sign.line)}", name)
                else:
                    put("note" if sign.form == "line" else "plain", name)
                if sign.dashes and sign.form != "line":
                    put(sign.kinds[0], name)
        for position in range(len(self.figure.diagram.columns)):
            put("stage", f"stage_{position}")
        if self.groups:
            put("stage", "legend")
        for number in range(len(self.said)):
            put("note", f"note_{number}")
        looks = {
            "plain": f"fill:{palette.paper},stroke:{palette.quiet},stroke-width:2px,color:{palette.ink}",
            **{f"level{index}": self._describe_look(index, 0) for index in range(len(palette.lines))},
            **{f"faded{index}": self._describe_look(index, _FADED) for index in range(len(palette.lines))},
            **{kind: f"stroke-dasharray:{dashes}" for kind, dashes in _DASHES.items()},
            "lit": "stroke-width:4px",
            "stage": f"fill:{palette.paper},stroke:{palette.line},color:{palette.quiet}",
            "note": f"fill:{palette.paper},stroke:{palette.paper},color:{palette.quiet}",
        }
        looks["open"] += f",fill:{palette.paper}"
        for kind, look in looks.items():
            if kind in members:
                yield f"  classDef {kind} {look}"
                yield f"  class {','.join(members[kind])} {kind}"

    def _describe_look(self, level: int, faded: float) -> str:
        colours = self.palette.fills[level], self.palette.lines[level], self.palette.ink
        fill, line, ink = (mix(colour, self.palette.paper, faded) for colour in colours)
        return f"fill:{fill},stroke:{line},stroke-width:2px,color:{ink}"


def _comment(name: str, value: object) -> str:
    return f"  %% explorer {name} {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"


def _to_safe(url: str) -> str:
    """The address without the signs that Mermaid takes for its own."""
    return url.replace("#", "%23").replace(";", "%3B").replace("'", "%27")


def _choose_arrow(is_dashed: bool, is_directed: bool) -> str:
    line, arrow = ("-.-", "-.->") if is_dashed else ("---", "-->")
    return arrow if is_directed else line


def _choose_ids(ids: Iterable[str]) -> dict[str, str]:
    """For each id one that Mermaid takes: letters, digits and "_", and no word that it knows.

    >>> _choose_ids(["end", "a-b", "a.b"])
    {'end': 'n_end', 'a-b': 'n_a_b', 'a.b': 'n_a_b_2'}
    """
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for id_ in ids:
        name = "n_" + re.sub(r"[^A-Za-z0-9]", "_", id_)
        names = (name if number == 1 else f"{name}_{number}" for number in count(1))
        chosen[id_] = next(free for free in names if free not in taken)
        taken.add(chosen[id_])
    return chosen
