"""What of a file did not become part of a model as it stands there: counted, with the place of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from model.words import Translate, join_label

_MOST_PLACES = 5
_MOST_KEPT = 200
_PLACE = re.compile(r'(?<![^, ])(row|line|entry|column|sheet|page|shape|group|node|arrow) (\d+\b|"[^"]*")')
"""What a place is called, and its number or its name in quotes."""


@dataclass(frozen=True)
class Item:
    """One place in a file: where it is, what stands there, and its line where the file has lines."""

    place: str
    text: str = ""
    line: int | None = None

    def __str__(self) -> str:
        return self.place if self.line is None else f"line {self.line}"


@dataclass(frozen=True)
class Finding:
    """One kind of thing that was left out, merged, made, renamed or reread, and every place of it.

    `code` is one of `CODES`. `count` may be larger than the number of items, where places would say nothing.
    """

    code: str
    items: tuple[Item, ...] = ()
    count: int = 0

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(self.code)
        object.__setattr__(self, "count", max(self.count, len(self.items)))


class Findings:
    """Collects what is found, kind by kind, in the order in which each kind first came up.

    >>> findings = Findings()
    >>> findings.add("self-loop", Item("row 4", "Joy → Joy"))
    >>> findings.add("self-loop", Item("row 9", "Trust → Trust"))
    >>> [str(describe_finding(finding, str)) for finding in findings.to_tuple()]
    ['Links that lead to their own element, left out: 2 (row 4, row 9)']
    """

    def __init__(self, known: Iterable[Finding] = ()) -> None:
        self._items: dict[str, list[Item]] = {}
        self._counts: dict[str, int] = {}
        for finding in known:
            self.extend(finding.code, finding.items, finding.count)

    def add(self, code: str, item: Item) -> None:
        """Note one place."""
        self.extend(code, (item,))

    def extend(self, code: str, items: Sequence[Item], count: int = 0) -> None:
        """Note several places, or a number of things that have none."""
        self._items.setdefault(code, []).extend(items)
        self._counts[code] = self._counts.get(code, 0) + max(count, len(items))

    def to_tuple(self) -> tuple[Finding, ...]:
        """Everything found, kinds with nothing left out."""
        return tuple(
            Finding(code, tuple(items), self._counts[code])
            for code, items in self._items.items()
            if self._counts[code]
        )


class CountedFindings(Findings):
    """Findings of which the first 200 places of each kind are kept, and the others only counted.

    >>> findings = CountedFindings()
    >>> for line in range(300):
    ...     findings.add("column", Item("node", "", line))
    >>> [(len(finding.items), finding.count) for finding in findings.to_tuple()]
    [(200, 300)]
    """

    def extend(self, code: str, items: Sequence[Item], count: int = 0) -> None:
        room = max(0, _MOST_KEPT - len(self._items.get(code, ())))
        super().extend(code, items[:room], max(count, len(items)))


def _name_codes(_: Translate) -> Mapping[str, str]:
    return {
        # left out
        "self-loop": _("Links that lead to their own element, left out"),
        "faulty-node": _("Elements that could not be read, left out"),
        "faulty-edge": _("Links that could not be read, left out"),
        "undeclared-left-out": _("Links to elements that are not in the file, left out"),
        "undirected-left-out": _("Links without a direction, left out"),
        "faulty-value": _("Values that could not be read, left out"),
        "invisible": _("Elements and links that are not drawn, left out"),
        "hyperedge": _("Links between more than two elements, left out"),
        "column": _("Columns and values that a model cannot hold, left out"),
        "drawing": _("Positions, colours, sizes and shapes, left out"),
        "dynamics": _("Times at which things begin and end, left out"),
        "nesting": _("Groups inside groups: only the innermost was kept"),
        "regrouped": _("Elements in several groups: only the first was kept"),
        "group": _("Groups without elements, left out"),
        "part": _("Parts of the file that hold no elements and links, left out"),
        "comment": _("Notes and pictures beside the diagram, left out"),
        "port": _("Places on a box where a link docks, left out"),
        "markup": _("Texts whose formatting was left out"),
        "sheet": _("Sheets that were not read"),
        "row": _("Rows that were not read"),
        "unused-source": _("Sources that nothing names, left out"),
        "unsupported": _("Elements and links that do not say by which source they are known"),
        # merged, made, renamed, taken otherwise than it stands there
        "repeated": _("Repeated links, merged"),
        "undeclared": _("Elements that only links name, added"),
        "undeclared-sort": _("Stages and levels that are not on their sheet, added"),
        "renamed": _("Ids with other characters than letters, digits and - _ . , replaced"),
        "shortened": _("Texts that were longer than a model allows, shortened"),
        "feedback": _("Links that lead back or close a cycle, marked as feedback"),
        "undirected": _("Links without a direction, followed as they are written"),
        "direction-unsaid": _("Links without a stated direction, read as the format defines"),
        "hidden": _("Elements and links on layers that are hidden, read like the others"),
        "composed": _("Elements without a name, named after the texts that stand in them"),
        "unnamed": _("Elements without a name, called by their id"),
        "linked-group": _("Groups that links lead to or from, taken as elements"),
        "both-ways": _("Links that lead both ways, written as two"),
        "reversed": _("Links whose arrow points to their first element, reversed"),
        "unsorted": _("Elements without a stage or a level, put under “Unsorted”"),
        "bundled": _("Steps that follow each other, put into fewer columns"),
        "weight": _("Numbers on links, kept as their kind"),
        "table": _("What was changed to read the table"),
        "twice": _("Values written twice under one name, the last one kept"),
        "letters": _("Texts with characters that could not be read, shown as \ufffd"),
        "cut": _("The end of the file is missing, read as far as it goes"),
    }


CODES = frozenset(_name_codes(str))
"""Every kind of finding."""


def describe_finding(finding: Finding, translate: Translate) -> str:
    """What was found in one sentence: kind, count and the first places."""
    named = _name_codes(translate)[finding.code]
    places = [_say_place(str(item), translate) for item in islice(finding.items, _MOST_PLACES)]
    rest = ", …" if finding.count > len(places) else ""
    where = f" ({', '.join(places)}{rest})" if places else ""
    return join_label(translate, named, f"{finding.count}{where}")


def _say_place(place: str, _: Translate) -> str:
    """A place in a file in the words of a language; what stands in quotes is as in the file.

    >>> from model.words import get_words
    >>> _say_place('row 4, column "Row 3"', get_words("nl"))
    'rij 4, kolom "Row 3"'
    """
    words = {
        "row": _("row {at}"),
        "line": _("line {at}"),
        "entry": _("entry {at}"),
        "column": _("column {at}"),
        "sheet": _("sheet {at}"),
        "page": _("page {at}"),
        "shape": _("shape {at}"),
        "group": _("group {at}"),
        "node": _("element {at}"),
        "arrow": _("link {at}"),
    }
    return _PLACE.sub(lambda found: words[found[1]].replace("{at}", found[2]), place)


def to_rows(findings: Iterable[Finding], translate: Callable[[str], str]) -> Iterable[Sequence[object]]:
    """Everything that was found as the rows of a table, with its heading: for a file of it."""
    _ = translate
    yield _("What"), _("Where"), _("Line"), _("What it says")
    for finding in findings:
        named = _name_codes(translate)[finding.code]
        for item in finding.items:
            yield named, _say_place(item.place, _), item.line if item.line is not None else "", item.text
        if finding.count > len(finding.items):
            yield named, "", "", str(finding.count - len(finding.items))
