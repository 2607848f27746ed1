"""Which of several graphs or pages of a file is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from model.importing.raw import refuse, to_quoted
from model.tables import Setting

_NEAR = 0.8
_MOST_NAMED = 12


@dataclass(frozen=True)
class Part:
    """A graph or a page: its name, how many links and other things it holds, and that in words.

    One `is_named` whose links lead between elements with names, as far as that is known.
    """

    name: str
    links: int
    size: int
    text: str
    is_named: bool = True


def choose_part(file_name: str, wanted: str | None, what: str, parts: Sequence[Part]) -> tuple[int, Setting]:
    """The position of the part that is read, and how another one may be asked for.

    The one that is wanted by its name, or else the one with most links between elements with names; that is
    doubtful where another one has nearly as many. `what` says what a part is called. Raises `ModelFileError`
    where no part has the name.

    >>> pages = [Part("Notes", 0, 3, "3 shapes"), Part("Map", 9, 8, "8 shapes, 9 links")]
    >>> at, setting = choose_part("our.drawio", None, "page", pages)
    >>> at, setting.value, setting.choices, setting.is_doubtful
    (1, 'Map', ('Notes', 'Map'), False)
    """
    times = Counter[str]()
    names: list[str] = []
    for part in parts:
        times[part.name] += 1
        names.append(part.name if times[part.name] == 1 else f"{part.name} ({times[part.name]})")
    if wanted is not None and wanted not in names:
        known = ", ".join(map(to_quoted, names[:_MOST_NAMED]))
        raise refuse(file_name, f"has no {what} {to_quoted(wanted)}; there are {known}")
    sizes = [(part.is_named, part.links, part.size) for part in parts]
    at = names.index(wanted) if wanted is not None else max(range(len(parts)), key=sizes.__getitem__)
    is_doubtful = wanted is None and any(
        part.links and part.is_named == parts[at].is_named and part.links >= _NEAR * parts[at].links
        for other, part in enumerate(parts)
        if other != at
    )
    return at, Setting("sheet", names[at], tuple(names), parts[at].text, is_doubtful)
