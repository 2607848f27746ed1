"""Which elements, links and groups a Mermaid flowchart has, statement by statement."""

from __future__ import annotations

import re

from model.importing.findings import Findings, Item
from model.importing.raw import (
    MOST_EDGES,
    MOST_NESTING,
    MOST_NODES,
    refuse,
    refuse_count,
    to_line,
)
from model.importing.readers.mermaid_chart import (
    Flowchart,
    MermaidEdge,
    MermaidGroup,
    MermaidNode,
)
from model.importing.readers.mermaid_scanner import LONGEST_LABEL, FaultyError, Scanner
from model.importing.readers.mermaid_text import FLOWCHART, Diagram, to_plain

_MOST_FAULTS = 1_000
_MOST_PARTS = 250_000
"""Statements, and nodes that are named in them."""

_GAP = re.compile(r"[ \t]*")
_DESCRIPTION = re.compile(r"accDescr[ \t]*\{([^}]*)\}")
_STYLE = re.compile(r"style[ \t]+(\S+)[ \t]")
_LINK_NAME = re.compile(r"L_\w{1,200}_[0-9]+(?=@\{[^}]{0,200}(?:anim|curve))")
_BETWEEN = re.compile(r"(?:[\s;]|%%[^\n]*+)*+")
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
    r'subgraph[ \t]*(?:"`?(?P<quoted>[^"]*?)`?"'
    r'|(?P<id>[^\s\["();]+)[ \t]*[\[(](?:"`?(?P<title>[^"]*?)`?"|(?P<bare>[^\]\n]*?))[\])]'
    r"|(?P<text>[^\n;]*))"
)
_FIELD = re.compile(r"""(\w+)[ \t]*:[ \t]*(?:"([^"]*)"|'([^']*)'|([^,\n}]*))""")


def parse_flowchart(diagram: Diagram, name: str, findings: Findings) -> Flowchart:
    """The flowchart in a diagram; what of it cannot be read goes into the findings.

    Raises `ModelFileError` for what ends inside a subgraph, is too large, or is nested too deeply.
    """
    return _Parser(diagram, name, findings).parse()


class _Parser(Scanner):
    def __init__(self, diagram: Diagram, name: str, findings: Findings) -> None:
        super().__init__(diagram.text, diagram.line)
        self._name = name
        self._findings = findings
        self._faults = 0
        self._parts = 0
        self._open: list[int] = []
        self._links: set[str] = set()
        self._styled: list[str] = []
        self.chart = Flowchart()

    def parse(self) -> Flowchart:
        """Read all of it."""
        header = FLOWCHART.match(self.text, _BETWEEN.match(self.text).end())  # type: ignore[union-attr]
        self.at = header.end() if header is not None else 0
        while True:
            self.skip(_BETWEEN)
            start = self.at
            if start >= len(self.text):
                break
            if FLOWCHART.match(self.text, start) and self.chart.nodes:
                self._findings.add("part", Item("flowchart", "", self.find_line(start)))
                break
            try:
                last = self._read_statement()
                if not _END.match(self.text, self.at):
                    self._forget(last)
                    raise FaultyError
            except FaultyError:
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
                self._add_node(identity, self.find_line(len(self.text)))

    def _note_fault(self, start: int) -> None:
        self.at = max(self.at, start)
        while self.at > start and self.text[self.at - 1] == "\n":
            self.at -= 1
        self.skip_line()
        text = self.text[start : self.at]
        line = self.find_line(start)
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
        word = _WORD.match(self.text, self.at)
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
        return _LINK.match(self.text, at) is not None and self.text[at : at + 1] != "\n"

    def _read_word(self, word: str) -> None:
        match word:
            case "subgraph":
                self._open_group()
            case "end":
                self.at += len(word)
                if not self._open:
                    raise FaultyError
                self._close_group()
            case "accTitle":
                text = self.skip_line().partition(":")[2].strip()
                self.chart.title = self.chart.title or text
            case "accDescr":
                self._read_description()
            case "class":
                ids, _gap, name = self.skip_line()[5:].replace("\t", " ").rstrip("; ").rpartition(" ")
                if not ids.strip():
                    raise FaultyError
                for identity in ids.split(","):
                    self._add_class(identity.strip(), name)
            case "direction":
                self.skip_line()
            case "style":
                found = _STYLE.match(self.skip_line())
                self._styled += [] if found is None else [found[1]]
                self.chart.drawn += 1
            case _:
                self.skip_line()
                self.chart.drawn += 1

    def _read_description(self) -> None:
        line = self.find_line(self.at)
        bracket = _DESCRIPTION.match(self.text, self.at)
        if bracket is not None:
            self.at, text = bracket.end(), bracket[1]
        else:
            text = self.skip_line().partition(":")[2]
        self._findings.add("column", Item("accDescr", to_line(text), line))

    def _add_class(self, identity: str, name: str) -> None:
        node = self.chart.nodes.get(identity)
        if node is not None:
            node.classes[name] = None

    def _open_group(self) -> None:
        found = self.take(_SUBGRAPH)
        if found is None:
            raise FaultyError
        line = self.find_line(found.start())
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
            line = self.find_line(self.at)
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
        before = self.at
        named = self.take(_LINK_ID)
        if named is not None:
            self._links.add(named[0].strip()[:-1])
        found = _LINK.match(self.text, self.at)
        if found is not None:
            style = found.lastgroup or ""
            self.at = found.end()
            self.skip(_GAP)
            text, is_markdown = "", False
            if self.text.startswith("|", self.at):
                text, is_markdown = self.read_text(("|",), 1)
            return found[style], style, text, is_markdown
        start = _START.match(self.text, self.at)
        if start is None:
            self.at = before
            return None
        style = start.lastgroup or ""
        self.at = start.end()
        self.skip(_GAP)
        if self.text.startswith('"', self.at):
            text, is_markdown = self.read_quoted()
            self.skip(_GAP)
            end = _ENDS[style].match(self.text, self.at)
        else:
            stop = self.text.find("\n", self.at)
            end = _ENDS[style].search(self.text, self.at, len(self.text) if stop < 0 else stop)
            text, is_markdown = self.text[self.at : end.start()].strip() if end is not None else "", False
        if end is None:
            raise FaultyError
        self.at = end.end()
        first = start[style].strip()[0]
        arrow = (first if first in "<xo" else "") + end[0]
        return arrow, style, text, is_markdown

    # -- nodes ----------------------------------------------------------------------------------------------

    def _count_part(self) -> None:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise refuse(self._name, "holds too much; split it", self.find_line(self.at))

    def _read_nodes(self) -> tuple[str, ...]:
        """One node, or several with & between them."""
        nodes: dict[str, None] = {self._read_node(): None}
        while self.take(_AND):
            nodes[self._read_node()] = None
        return tuple(nodes)

    def _read_node(self) -> str:
        self._count_part()
        self.skip(_GAP)
        named = _LINK_NAME.match(self.text, self.at)
        self._links |= {named[0]} if named is not None else set()
        found = self.take(_ID)
        if found is None:
            raise FaultyError
        identity, line = found[0], self.find_line(found.start())
        opener = next((sign for sign in _OPENERS if self.text.startswith(sign, self.at)), None)
        text: str | None = None
        is_markdown = False
        if opener is not None:
            if opener == "[|":
                self.at = self.text.find("|", self.at + 2, self.at + 200)
                if self.at < 0:
                    self.at = found.end()
                    raise FaultyError
                opener = "|"
            text, is_markdown = self.read_text(_CLOSERS.get(opener, ("]",)), len(opener))
        node = self._add_node(identity, line)
        if text is not None:
            node.text, node.is_markdown = text, is_markdown
        while True:
            styled = self.take(_CLASS)
            if styled is not None:
                self._add_class(identity, styled[1])
            elif self.text.startswith("@{", self.at):
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

    def _read_fields(self, node: MermaidNode) -> None:
        """What stands in @{ } behind a node."""
        start = at = self.at + 2
        while True:
            end = self.text.find("}", at, start + LONGEST_LABEL)
            if end < 0:
                raise FaultyError
            if self.text.count('"', start, end) % 2 == 0:
                break
            at = end + 1
        self.at = end + 1
        for found in _FIELD.finditer(self.text, start, end):
            value = next((text for text in found.groups()[1:] if text is not None), "").strip()
            if found[1] == "label" and node.id in self.chart.nodes:
                node.text, node.is_markdown = value, True
            else:
                self.chart.drawn += 1
