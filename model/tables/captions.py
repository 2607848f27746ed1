"""What the further rows of headings say of each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from model.tables.formulas import restore
from model.tables.further_headings import Merged, blank_repeats, find_groups, is_generic, is_import_ids
from model.tables.names import shorten
from model.tables.notes import Row
from model.tables.refusal import LONGEST_HEADING, LONGEST_NAME

_ENDS = (".", ",", ":", ";", "?", "!", "-", "–")
_LEAST_OF_A_GROUP = 10


@dataclass(frozen=True)
class Caption:
    """What further rows say of a column, behind the heading of its group if that is over several columns.

    >>> str(Caption("Tell us what happened")), str(Caption("the nurse", "Who was there"))
    ('Tell us what happened', 'Who was there, the nurse')
    """

    text: str
    group: str = ""

    def __str__(self) -> str:
        return self._join(LONGEST_HEADING)

    def to_name(self) -> str:
        """The caption in the length of a name, with the heading of the group shortened first.

        >>> Caption("a book", "Why " * 100).to_name()[-15:]
        'hy Why…, a book'
        """
        return self._join(LONGEST_NAME)

    def _join(self, most: int) -> str:
        text = shorten(self.text, most)
        left = most - len(text) - 2
        if not self.group or left < _LEAST_OF_A_GROUP:
            return text
        group = shorten(self.group, left)
        return f"{group}{' ' if group.endswith(_ENDS) else ', '}{text}"


def build_captions(
    first: Row, further: Sequence[Row], width: int, merged: Sequence[Merged]
) -> list[Caption | None]:
    """By column, what the further rows of headings say of it; None where they say nothing.

    In a group, which is a heading over several columns, that comes behind the heading; elsewhere it stands
    alone. Left out are import ids of Qualtrics, what repeats the heading, and words such as "Response".

    >>> first, further = (1, ["Who?", "I agree:", ""]), [(2, ["Response", "shown", "printed"])]
    >>> [str(caption) for caption in build_captions(first, further, 3, [])]
    ['None', 'I agree: shown', 'I agree: printed']
    """
    rows = [row for row in further if not is_import_ids(row[1])]
    heads = find_groups(first, width, merged)
    shown = [_show(row, heads, merged, is_last=row is rows[-1]) for row in rows]
    own = blank_repeats(first, merged)
    own += [""] * (width - len(own))
    captions: list[Caption | None] = []
    for column, head in enumerate(heads):
        group = own[head] if head is not None else ""
        texts = dict.fromkeys(filter(None, (_clean(cells[column]) for cells in shown)))
        said = [text for text in texts if text != _clean(group) and not (group and is_generic(text))]
        is_grouped = head is not None and heads.count(head) > 1
        if said:
            captions.append(Caption(", ".join(said), _clean(group) if is_grouped else ""))
        else:
            captions.append(None)
    return captions


def _show(row: Row, heads: Sequence[int | None], merged: Sequence[Merged], is_last: bool) -> list[str]:
    """The cells of a further row; if it is not the last one, headings go on to the right within a group."""
    cells = [*row[1], *[""] * (len(heads) - len(row[1]))]
    if is_last:
        return cells
    goes_on = find_groups(row, len(heads), merged)
    return [
        cell or (cells[at] if (at := goes_on[column]) is not None and heads[at] == heads[column] else "")
        for column, cell in enumerate(cells[: len(heads)])
    ]


def _clean(text: str) -> str:
    """The text on one line, as far as it can be a heading."""
    return shorten(restore(text).strip("\ufeff"), LONGEST_HEADING)
