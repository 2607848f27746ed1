"""The flowchart in a Mermaid or Markdown file, and the plain text in its labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from model.importing.raw import to_line

FLOWCHART = re.compile(
    r"[ \t]*+(?:flowchart(?:-elk)?|graph)\b(?!-)"
    r"(?:[ \t]*+;|[ \t]*+\n(?!\s*+[{\[])|[ \t]*+$"
    r"|[ \t]++(?:TB|TD|BT|RL|LR|BR|[<>^v])(?=[\s;]|$)(?!\s*+[{\[]))"
)
"""How a flowchart begins; a graph in DOT or GML has a bracket there."""

FENCE = re.compile(r"^[ \t>]*+(?P<marks>`{3,}+|~{3,}+|:::)[ \t]*\{?[ \t]*mermaid\b[^\n]*+$", re.MULTILINE)
"""What stands before a diagram in Markdown."""

OTHERS = {
    "sequenceDiagram": "sequence diagram",
    "classDiagram": "class diagram",
    "stateDiagram": "state diagram",
    "erDiagram": "diagram of a database",
    "journey": "user journey",
    "gantt": "Gantt chart",
    "pie": "pie chart",
    "quadrantChart": "quadrant chart",
    "requirementDiagram": "requirement diagram",
    "gitGraph": "diagram of branches",
    "C4Context": "C4 diagram",
    "C4Container": "C4 diagram",
    "C4Component": "C4 diagram",
    "C4Dynamic": "C4 diagram",
    "C4Deployment": "C4 diagram",
    "mindmap": "mind map",
    "timeline": "timeline",
    "zenuml": "sequence diagram",
    "sankey": "Sankey diagram",
    "xychart": "chart",
    "block": "block diagram",
    "packet": "packet diagram",
    "kanban": "kanban board",
    "architecture": "architecture diagram",
    "radar": "radar chart",
    "treemap": "treemap",
}
"""What Mermaid draws beside flowcharts, by the first word."""

_SHORT = ("pie", "gantt", "journey", "mindmap", "timeline", "kanban", "zenuml")
_LONG = re.compile(
    r"(?:sequenceDiagram|(?:class|state)Diagram(?:-v2)?|erDiagram|quadrantChart|requirementDiagram|gitGraph"
    r"|C4(?:Context|Container|Component|Dynamic|Deployment)|\w+-beta)\b"
)
_HEAD = re.compile(
    r"\s*+(?:---[ \t]*\n.*?\n---[ \t]*\n)?(?:\s|%%\{(?:[^}]|\}(?!%%))*+\}%%|%%[^\n]*+(?:\n|$))*+", re.DOTALL
)
_FIRST_WORD = re.compile(r"[ \t]*([A-Za-z0-9]+)")
_FRONT = re.compile(r"\s*---[ \t]*\n(?P<text>.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*%%(?!\{)[^\n]*", re.MULTILINE)
_OWN = re.compile(r"[ \t]*%% explorer ([a-z]+) (.+)")
_DIRECTIVE, _END_OF_DIRECTIVE = "%%{", "}%%"

_BREAK = re.compile(r"<br[ \t]*/?>|\\n", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ICON = re.compile(r"\bfa[a-z]{0,2}:fa-[\w-]+[ \t]*")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_LETTER = re.compile(r"(?:&\#|\#|&)(?:([0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
"""A letter that is written as its number or its name."""


@dataclass
class Diagram:
    """A diagram: its text without comments, with the line on which it begins, and what its head says.

    `own` is what our own files say in comments, by what it is about.
    """

    text: str
    line: int = 1
    title: str = ""
    own: list[tuple[str, Any, int]] = field(default_factory=list)
    faulty: list[tuple[str, int]] = field(default_factory=list)

    @property
    def first_line(self) -> int:
        """The line on which it begins, behind its head."""
        start = len(self.text) - len(self.text.lstrip())
        return self.line + self.text.count("\n", 0, start)

    @property
    def kind(self) -> str:
        """The word that says what it draws."""
        start = self.text.lstrip()
        found = _FIRST_WORD.match(start)
        return "flowchart" if FLOWCHART.match(start) else (found[1] if found is not None else "")


def is_mermaid(text: str, ending: str = "") -> bool:
    """Whether a text is a diagram of Mermaid or has one in it, as Markdown does.

    Words such as "timeline" may be the heading of a table: they count where an indented line follows.

    >>> is_mermaid("%% ours\\ngraph TD\\n a --> b"), is_mermaid("graph {\\n a -- b }")
    (True, False)
    """
    head = _HEAD.match(text)
    start = head.end() if head is not None else 0
    if FLOWCHART.match(text, start) or FENCE.search(text) or ending in ("mmd", "mermaid"):
        return True
    first, _, rest = text[start : start + 2000].partition("\n")
    word = first.strip().rstrip(";:")
    if _LONG.match(word):
        return True
    return word.split(" ")[0] in _SHORT and "," not in word and rest.lstrip("\n")[:1] in (" ", "\t")


def list_diagrams(text: str) -> Iterator[Diagram]:
    """The diagrams in a file: those in Markdown, or the one that is all of it."""
    found = list(FENCE.finditer(text)) if not FLOWCHART.match(_blank(text).text.lstrip()) else []
    if not found:
        yield _blank(text)
        return
    end = line = 0
    for fence in found:
        if fence.start() < end:
            continue
        line += text.count("\n", end, fence.end())
        start = min(len(text), fence.end() + 1)
        mark = fence["marks"][:3]
        at = start
        while at < len(text):
            end_of_line = text.find("\n", at)
            end_of_line = len(text) if end_of_line < 0 else end_of_line
            if text[at:end_of_line].lstrip(" \t>").startswith(mark):
                break
            at = end_of_line + 1
        part = (
            re.sub(r"^[ \t]*>[ \t]?", "", text[start:at], flags=re.MULTILINE)
            if ">" in fence[0]
            else text[start:at]
        )
        yield _blank(part, line + 2)
        end = fence.end()
        line += text.count("\n", end, min(at, len(text)))
        end = min(at, len(text))


def name_kind(word: str) -> str | None:
    """What Mermaid calls a diagram that begins with a word; None for what it does not know."""
    return next((kind for start, kind in OTHERS.items() if word.startswith(start)), None)


def _blank(text: str, line: int = 1) -> Diagram:
    """The diagram in a text, with blank lines for its head and comments."""
    diagram = Diagram("", line)
    front = _FRONT.match(text)
    if front is not None:
        title = _TITLE.search(front["text"])
        diagram.title = _unquote(title[1]) if title is not None else ""
        text = "\n" * front[0].count("\n") + text[front.end() :]
    parts, at = [], 0
    while (start := text.find(_DIRECTIVE, at)) >= 0:
        end = text.find(_END_OF_DIRECTIVE, start)
        end = len(text) if end < 0 else end + len(_END_OF_DIRECTIVE)
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end
    text = "".join([*parts, text[at:]])
    if "%% explorer " in text:
        for number, line_text in enumerate(text.split("\n"), line):
            own = _OWN.fullmatch(line_text)
            if own is not None:
                try:
                    diagram.own.append((own[1], json.loads(own[2]), number))
                except (ValueError, RecursionError):
                    diagram.faulty.append((line_text, number))
    diagram.text = _COMMENT.sub("", text)
    return diagram


def _unquote(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) > 1 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text


def to_plain(text: str, is_markdown: bool = False) -> tuple[str, bool]:
    """The text that a label shows, and whether formatting was taken out of it.

    >>> to_plain("fa:fa-car Say #quot;hi#quot;<br/>#35;1 <b>now</b>")
    ('Say "hi"\\n#1 now', True)
    >>> to_plain("**Joy** in _work_", is_markdown=True)
    ('Joy in work', True)
    """
    lines = _BREAK.sub("\n", text)
    plain = _ICON.sub("", _TAG.sub("", lines))
    if is_markdown:
        plain = _EMPHASIS.sub("", plain)
    has_markup = plain != lines
    plain = _LETTER.sub(lambda found: unescape(f"&#{found[1]};" if found[1] else f"&{found[2]};"), plain)
    return "\n".join(filter(None, map(to_line, plain.split("\n")))), has_markup
