"""Which elements, links and groups a Mermaid flowchart has, statement by statement."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from model.importing.findings import Findings, Item
from model.importing.raw import (
    MOST_EDGES,
    MOST_NESTING,
    MOST_NODES,
    refuse,
    refuse_count,
    to_line,
)
from model.importing.readers.mermaid_text import FLOWCHART, Diagram, to_plain

_LONGEST_LABEL = 20_000
_MOST_FAULTS = 1_000
_MOST_PARTS = 250_000
"""Statements, and nodes that are named in them."""

_GAP = re.compile(r"[ \t]*")
_SPACE = re.compile(r"\s*")
_DESCRIPTION = re.compile(r"accDescr[ \t]*\{([^}]*)\}")
_STYLE = re.compile(r"style[ \t]+(\S+)[ \t]")
_LINK_NAME = re.compile(r"L_\w{1,200}_[0-9]+(?=@\{[^}]{0,200}(?:anim|curve))")
_BETWEEN = re.compile(r"[\s;]*")
_END = re.compile(r"[ \t]*(?:[;\n]|%%[^\n]*|$)")
_ID = re.compile(r"(?:[A-Za-z0-9!#$%'*+.`?\\_/,]|(?!^)&|[^\x00-\x7f\s]|-(?![->.\s])|=(?!=)|:(?!::))+")
_CLASS = re.compile(r":::([\w-]+)")
_AND = re.compile(r"\s*+&\s*+")
_LINK_ID = re.compile(r"[ \t]*+[^\s\"@\[\](){};&|]{1,200}+@(?=[-=<xo.~])")
_LINK = re.compile(
    r"\s*+(?:(?P<normal>[xo<]?--+[-xo>])|(?P<thick>[xo<]?==+[=xo>])|(?P<dotted>[xo<]?-?\.+-[xo>]?)|(?P<hidden>~~~+))"
)
_START = re.compile(r"\s*+(?:(?P<normal>[xo<]?--)|(?P<thick>[xo<]?==)|(?P<dotted>[xo<]?-\.))")
_ENDS = {
    "normal": re.compile(r"[xo<]?--+[-xo>]"),
    "thick": re.compile(r"[xo<]?==+[=xo>]"),
    "dotted": re.compile(r"[xo<]?-?\.+-[xo>]?"),
}
_OPENERS = ("(((", "((", "([", "[[", "[(", "[/", "[\\", "[|", "{{", "(-", "[", "(", "{", ">")
_CLOSERS = {
    **{"(((": (")))",), "((": ("))",), "([": ("])",), "[[": ("]]",), "[(": (")]",)},
    **{"[/": ("/]", "\\]"), "[\\": ("\\]", "/]"), "{{": ("}}",), "(-": ("-)",)},
    **{"[": ("]",), "(": (")",), "{": ("}",), ">": ("]",), "[|": ("]",)},
}
_WORD = re.compile(
    r"(accTitle|accDescr)\b|(?:subgraph|end|direction|classDef|class|style|linkStyle|click)\b(?![-=.:@&\[({])"
)
_SUBGRAPH = re.compile(
    r'subgraph[ \t]*(?:"`?(?P<quoted>[^"]*?)`?"|(?P<id>[^\s\["();]+)[ \t]*[\[(](?:"`?(?P<title>[^"]*?)`?"|(?P<bare>[^\]\n]*?))[\])]'
    r"|(?P<text>[^\n;]*))"
)
_FIELD = re.compile(r"""(\w+)[ \t]*:[ \t]*(?:"([^"]*)"|'([^']*)'|([^,\n}]*))""")


@dataclass(slots=True, eq=False)
class MermaidNode:
    """A node; `text` is what its label says, None where its id stands for it."""

    id: str
    line: int
    text: str | None = None
    is_markdown: bool = False
    classes: dict[str, None] = field(default_factory=dict)
    group: int | None = None


@dataclass(slots=True, eq=False)
class MermaidEdge:
    """A link: its arrow as it is written, its line, and what stands on it."""

    source: str
    target: str
    arrow: str
    style: str
    line: int
    text: str = ""
    is_markdown: bool = False


@dataclass(slots=True, eq=False)
class MermaidGroup:
    """A subgraph, the position of the one around it, and the nodes that are named in it."""

    id: str
    title: str
    line: int
    inside: int | None
    members: dict[str, None] = field(default_factory=dict)


@dataclass
class Flowchart:
    """All of a flowchart; `drawn` counts what says how it is drawn."""

    nodes: dict[str, MermaidNode] = field(default_factory=dict)
    edges: list[MermaidEdge] = field(default_factory=list)
    groups: list[MermaidGroup] = field(default_factory=list)
    regrouped: list[tuple[MermaidNode, int]] = field(default_factory=list)
    title: str = ""
    drawn: int = 0


class _Faulty(Exception):
    """Raised where a statement cannot be read any further."""


def parse_flowchart(diagram: Diagram, name: str, findings: Findings) -> Flowchart:
    """The flowchart in a diagram; what of it cannot be read goes into the findings.

    Raises `ModelFileError` for what ends inside a subgraph, is too large, or is nested too deeply.
    """
    return _Parser(diagram, name, findings).parse()


class _Parser:
    def __init__(self, diagram: Diagram, name: str, findings: Findings) -> None:
        self._text = diagram.text
        self._first = diagram.line
        self._ends = [found.start() for found in re.finditer("\n", diagram.text)]
        self._name = name
        self._findings = findings
        self._faults = 0
        self._parts = 0
        self._at = 0
        self._open: list[int] = []
        self._links: set[str] = set()
        self._styled: list[str] = []
        self.chart = Flowchart()

    def parse(self) -> Flowchart:
        """Read all of it."""
        header = FLOWCHART.match(self._text, _BETWEEN.match(self._text).end())  # type: ignore[union-attr]
        self._at = header.end() if header is not None else 0
        while True:
            self._skip(_BETWEEN)
            start = self._at
            if start >= len(self._text):
                break
            if FLOWCHART.match(self._text, start) and self.chart.nodes:
                self._findings.add("part", Item("flowchart", "", self._find_line(start)))
                break
            try:
                last = self._read_statement()
                if not _END.match(self._text, self._at):
                    self._forget(last)
                    raise _Faulty
            except _Faulty:
                self._note_fault(start)
        if self._open:
            group = self.chart.groups[self._open[-1]]
            message = "begins a subgraph that has no end; write end below it"
            raise refuse(self._name, message, group.line)
        self._add_styled()
        return self.chart

    def _add_styled(self) -> None:
        """Add the nodes that only their style names, as Mermaid draws them too."""
        groups = {group.id for group in self.chart.groups}
        for identity in self._styled:
            if identity not in groups:
                self._add_node(identity, self._find_line(len(self._text)))

    def _find_line(self, at: int) -> int:
        return bisect_right(self._ends, at - 1) + self._first

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found is not None else self._at

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found is not None:
            self._at = found.end()
        return found

    def _skip_line(self) -> str:
        """Go to the end of the line; gives what stands there."""
        end = self._text.find("\n", self._at)
        end = len(self._text) if end < 0 else end
        text, self._at = self._text[self._at : end], end
        return text

    def _note_fault(self, start: int) -> None:
        self._at = max(self._at, start)
        while self._at > start and self._text[self._at - 1] == "\n":
            self._at -= 1
        self._skip_line()
        text = self._text[start : self._at]
        line = self._find_line(start)
        self._faults += 1
        if self._faults > _MOST_FAULTS:
            message = (
                f"has more than {_MOST_FAULTS} lines that cannot be read; check them in the Mermaid editor"
            )
            raise refuse(self._name, message, line)
        is_link = any(sign in text for sign in ("--", "==", "-.", ".-", "~~"))
        code = "faulty-edge" if is_link else "faulty-node"
        self._findings.add(code, Item("statement", to_line(text)[:200], line))

    # -- statements -----------------------------------------------------------------------------------------

    def _read_statement(self) -> str | None:
        """Read one statement; gives the node that is all of it, if it is new."""
        self._count_part()
        word = _WORD.match(self._text, self._at)
        if word is not None and not self._leads_on(word.end()):
            self._read_word(word[0])
            return None
        nodes, edges = len(self.chart.nodes), len(self.chart.edges)
        self._read_links()
        is_one = len(self.chart.nodes) == nodes + 1 and len(self.chart.edges) == edges
        return next(reversed(self.chart.nodes)) if is_one else None

    def _forget(self, identity: str | None) -> None:
        """Take out the node that only a faulty statement names: what it calls it is not known."""
        if identity is not None:
            del self.chart.nodes[identity]
            for position in self._open:
                self.chart.groups[position].members.pop(identity, None)

    def _leads_on(self, at: int) -> bool:
        """Whether a link follows, so that the word before it is the id of a node."""
        return _LINK.match(self._text, at) is not None and self._text[at : at + 1] != "\n"

    def _read_word(self, word: str) -> None:
        match word:
            case "subgraph":
                self._open_group()
            case "end":
                self._at += len(word)
                if not self._open:
                    raise _Faulty
                self._close_group()
            case "accTitle":
                text = self._skip_line().partition(":")[2].strip()
                self.chart.title = self.chart.title or text
            case "accDescr":
                self._read_description()
            case "class":
                ids, _gap, name = self._skip_line()[5:].replace("\t", " ").rstrip("; ").rpartition(" ")
                if not ids.strip():
                    raise _Faulty
                for identity in ids.split(","):
                    self._add_class(identity.strip(), name)
            case "direction":
                self._skip_line()
            case "style":
                found = _STYLE.match(self._skip_line())
                self._styled += [] if found is None else [found[1]]
                self.chart.drawn += 1
            case _:
                self._skip_line()
                self.chart.drawn += 1

    def _read_description(self) -> None:
        line = self._find_line(self._at)
        bracket = _DESCRIPTION.match(self._text, self._at)
        if bracket is not None:
            self._at, text = bracket.end(), bracket[1]
        else:
            text = self._skip_line().partition(":")[2]
        self._findings.add("column", Item("accDescr", to_line(text), line))

    def _add_class(self, identity: str, name: str) -> None:
        node = self.chart.nodes.get(identity)
        if node is not None:
            node.classes[name] = None

    def _open_group(self) -> None:
        found = self._take(_SUBGRAPH)
        if found is None:
            raise _Faulty
        line = self._find_line(found.start())
        text = found["quoted"] if found["quoted"] is not None else (found["text"] or "").strip()
        title = found["title"] if found["title"] is not None else (found["bare"] or "").strip() or text
        identity = found["id"] or ("" if re.search(r"\s", text) else text)
        inside = self._open[-1] if self._open else None
        self.chart.groups.append(MermaidGroup(identity, to_plain(title)[0], line, inside))
        if len(self.chart.groups) > MOST_NODES:
            raise refuse_count(self._name, "subgraphs", MOST_NODES)
        self._open.append(len(self.chart.groups) - 1)
        if len(self._open) > MOST_NESTING:
            raise refuse(self._name, f"is nested more than {MOST_NESTING} deep", line)

    def _close_group(self) -> None:
        """End a subgraph: it has the nodes that it names and that no other one ended before has."""
        position = self._open.pop()
        for identity in self.chart.groups[position].members:
            node = self.chart.nodes[identity]
            if node.group is None:
                node.group = position
            elif not self._is_inside(node.group, position):
                self.chart.regrouped.append((node, position))

    def _is_inside(self, group: int, outer: int) -> bool:
        around: int | None = group
        while around is not None and around != outer:
            around = self.chart.groups[around].inside
        return around is not None

    def _read_links(self) -> None:
        ends = self._read_nodes()
        while True:
            line = self._find_line(self._at)
            link = self._read_link()
            if link is None:
                return
            arrow, style, text, is_markdown = link
            targets = self._read_nodes()
            if len(self.chart.edges) + len(ends) * len(targets) > MOST_EDGES:
                raise refuse_count(self._name, "links", MOST_EDGES)
            self.chart.edges += [
                MermaidEdge(source, target, arrow, style, line, text, is_markdown)
                for source in ends
                for target in targets
            ]
            ends = targets

    def _read_link(self) -> tuple[str, str, str, bool] | None:
        """The next link: its arrow, its style and what stands on it."""
        before = self._at
        named = self._take(_LINK_ID)
        if named is not None:
            self._links.add(named[0].strip()[:-1])
        found = _LINK.match(self._text, self._at)
        if found is not None:
            style = found.lastgroup or ""
            self._at = found.end()
            self._skip(_GAP)
            text, is_markdown = "", False
            if self._text.startswith("|", self._at):
                text, is_markdown = self._read_text(("|",), 1)
            return found[style], style, text, is_markdown
        start = _START.match(self._text, self._at)
        if start is None:
            self._at = before
            return None
        style = start.lastgroup or ""
        self._at = start.end()
        self._skip(_GAP)
        if self._text.startswith('"', self._at):
            text, is_markdown = self._read_quoted()
            self._skip(_GAP)
            end = _ENDS[style].match(self._text, self._at)
        else:
            stop = self._text.find("\n", self._at)
            end = _ENDS[style].search(self._text, self._at, len(self._text) if stop < 0 else stop)
            text, is_markdown = self._text[self._at : end.start()].strip() if end is not None else "", False
        if end is None:
            raise _Faulty
        self._at = end.end()
        first = start[style].strip()[0]
        arrow = (first if first in "<xo" else "") + end[0]
        return arrow, style, text, is_markdown

    # -- nodes ----------------------------------------------------------------------------------------------

    def _count_part(self) -> None:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise refuse(self._name, "holds too much; split it", self._find_line(self._at))

    def _read_nodes(self) -> tuple[str, ...]:
        """One node, or several with & between them."""
        nodes: dict[str, None] = {self._read_node(): None}
        while self._take(_AND):
            nodes[self._read_node()] = None
        return tuple(nodes)

    def _read_node(self) -> str:
        self._count_part()
        self._skip(_GAP)
        named = _LINK_NAME.match(self._text, self._at)
        self._links |= {named[0]} if named is not None else set()
        found = self._take(_ID)
        if found is None:
            raise _Faulty
        identity, line = found[0], self._find_line(found.start())
        opener = next((sign for sign in _OPENERS if self._text.startswith(sign, self._at)), None)
        text: str | None = None
        is_markdown = False
        if opener is not None:
            if opener == "[|":
                self._at = self._text.find("|", self._at + 2, self._at + 200)
                if self._at < 0:
                    self._at = found.end()
                    raise _Faulty
                opener = "|"
            text, is_markdown = self._read_text(_CLOSERS.get(opener, ("]",)), len(opener))
        node = self._add_node(identity, line)
        if text is not None:
            node.text, node.is_markdown = text, is_markdown
        while True:
            styled = self._take(_CLASS)
            if styled is not None:
                self._add_class(identity, styled[1])
            elif self._text.startswith("@{", self._at):
                self._read_fields(node)
            else:
                return identity

    def _add_node(self, identity: str, line: int) -> MermaidNode:
        node = self.chart.nodes.get(identity)
        if node is None:
            if identity in self._links:
                return MermaidNode(identity, line)
            if len(self.chart.nodes) >= MOST_NODES:
                raise refuse_count(self._name, "nodes", MOST_NODES)
            node = self.chart.nodes[identity] = MermaidNode(identity, line)
        if self._open:
            self.chart.groups[self._open[-1]].members[identity] = None
        return node

    def _read_text(self, closers: tuple[str, ...], width: int) -> tuple[str, bool]:
        """The text between brackets, in quotes or not, and whether it is Markdown."""
        begin = self._at
        self._at += width
        self._skip(_SPACE)
        if self._text.startswith('"', self._at):
            text, is_markdown = self._read_quoted()
            self._skip(_SPACE)
            closer = next((sign for sign in closers if self._text.startswith(sign, self._at)), None)
            if closer is None:
                self._at = begin
                raise _Faulty
            self._at += len(closer)
            return text, is_markdown
        end, closer = self._find_closer(closers)
        text = self._text[self._at : end]
        if closer is None or ("\n" in text and ("--" in text or "\n\n" in text)):
            self._at = begin
            raise _Faulty
        self._at = end + len(closer)
        return text.strip(), False

    def _find_closer(self, closers: tuple[str, ...]) -> tuple[int, str | None]:
        """Where the text without quotes ends: at the first closer, or at the one that pairs with the opener."""
        stop = self._at + _LONGEST_LABEL
        found = [(self._text.find(sign, self._at, stop), sign) for sign in closers]
        end, closer = min(((at, sign) for at, sign in found if at >= 0), default=(-1, None))
        if closer in (")", "]", "}"):
            opener = {")": "(", "]": "[", "}": "{"}[closer]
            inner = self._text.count(opener, self._at, end)
            while inner > 0 and (after := self._text.find(closer, end + 1, stop)) >= 0:
                if "\n" in self._text[end:after]:
                    break
                inner += self._text.count(opener, end, after) - 1
                end = after
        return end, closer

    def _read_quoted(self) -> tuple[str, bool]:
        """A text in quotes, and whether it is Markdown; one begins at this place."""
        is_markdown = self._text.startswith('"`', self._at)
        start = self._at + (2 if is_markdown else 1)
        end = self._text.find('`"' if is_markdown else '"', start, start + _LONGEST_LABEL)
        if end < 0:
            raise _Faulty
        self._at = end + (2 if is_markdown else 1)
        return self._text[start:end], is_markdown

    def _read_fields(self, node: MermaidNode) -> None:
        """What stands in @{ } behind a node."""
        start = at = self._at + 2
        while True:
            end = self._text.find("}", at, start + _LONGEST_LABEL)
            if end < 0:
                raise _Faulty
            if self._text.count('"', start, end) % 2 == 0:
                break
            at = end + 1
        self._at = end + 1
        for found in _FIELD.finditer(self._text, start, end):
            value = next((text for text in found.groups()[1:] if text is not None), "").strip()
            if found[1] == "label" and node.id in self.chart.nodes:
                node.text, node.is_markdown = value, True
            else:
                self.chart.drawn += 1
