"""The slides of a rating beside the one that it is compared with: means in their spread, and the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.export.shapes import Canvas, Look, Place, Text
from model.reporting.colours import mark_differences
from model.reporting.deck import PALETTE, Deck
from model.reporting.edge_lines import value_differences
from model.reporting.print_style import COLOURS
from model.reporting.report import Report, Vote
from model.reporting.sentences import explain_comparison, explain_spread, name_round
from model.teams import Difference, describe_difference, describe_sides, explain_colours
from model.words import get_words, write_number
from model.workshop import DECIMALS, KeptMean, write_difference

_TEXT_SIZE = 18.0
_NAME_SIZE, _WORD_SIZE = 14.0, 11.0
_SIDE, _DIFFERENCE, _GAP = 196.0, 76.0, 16.0
"""How wide the columns of the two ratings are, that of the differences, and the space before each."""

_NUMBER = 34.0
"""How wide the number of a mean is, before its spread."""

_ABOVE = 4.0
"""The space above and below what stands in a row."""

_LINE, _MIDDLE, _MEAN = 1.5, 9.0, 14.0
"""How high the line of the scale is, the middle half of the answers on it, and the mark of the mean."""

_MARK, _THINNEST = 3.0, 4.0
"""How wide the mark of the mean is, and the middle half at least."""


def add_comparison(deck: Deck, report: Report, vote: Vote) -> None:
    """The means in their spread beside the earlier ones, and what differs on the map; nothing without a
    comparison."""
    _, compared = get_words(report.language), vote.compared
    if compared is None:
        return
    title, said = name_round(vote.round, report.language), list(explain_comparison(report, vote))
    differences = report.list_differences(vote)
    if not differences:
        _slide, canvas, room = deck.add(_("Then and now"), title)
        text = [Text(line, _TEXT_SIZE, PALETTE.ink, report.language) for line in said]
        height = sum(line.measure_height(room.width) for line in text)
        canvas.add_shape(Place(room.x, room.y, room.width, height), "Words", text=text)
        return
    words = [
        f"{name}, {describe_difference(difference, compared, report.language)}"
        for name, difference in differences
    ]
    rows = [_build_row(report, vote, name, difference) for name, difference in differences]
    notes = [*said, *words]
    while rows:
        _slide, canvas, room = deck.add(_("Then and now"), title, notes)
        rows = _Table(report, vote, canvas, deck.add_line(canvas, room, " ".join(said))).add(rows)
        notes = []
    if "change" in vote.poll.parts:
        _slide, canvas, room = deck.add(_("The difference on the map"), title, words)
        room = deck.add_line(canvas, room, " · ".join(explain_colours(_)))
        marks = mark_differences(vote, PALETTE, report.language)
        values = value_differences(vote, PALETTE, report.language)
        deck.draw_map(canvas, room, report.draw_change(vote), marks, values)


@dataclass(frozen=True)
class _Row:
    """What two ratings say of one subject: its name and the difference in words, both means, the number."""

    name: Text
    words: Text
    sides: tuple[KeptMean, KeptMean]
    difference: str


def _build_row(report: Report, vote: Vote, name: str, difference: Difference) -> _Row:
    said = describe_difference(difference, vote.compared, report.language) if vote.compared else ""
    return _Row(
        name=Text(name, _NAME_SIZE, PALETTE.ink, report.language, is_bold=True),
        words=Text(said, _WORD_SIZE, PALETTE.quiet, report.language),
        sides=(difference.before, difference.after),
        difference=write_difference(difference.value, report.language),
    )


class _Table:
    """Rows of shapes on a slide, under heads: of the two ratings with how many answered."""

    def __init__(self, report: Report, vote: Vote, canvas: Canvas, room: Place) -> None:
        self.canvas, self.room, self.limits = canvas, room, vote.limits
        self.language, self.words = report.language, get_words(report.language)
        self.heads = describe_sides(vote.compared, report.language) if vote.compared else ()
        self.text = room.width - 2 * (_SIDE + _GAP) - _DIFFERENCE - _GAP
        """How wide the column of the names is."""

    def add(self, rows: list[_Row]) -> list[_Row]:
        """Draw the heads, as many rows as there is room for, and what the pictures mean; gives the others."""
        y = self._add_heads()
        key = Text(explain_spread(self.words), _WORD_SIZE, PALETTE.quiet, self.language)
        bottom = self.room.bottom - key.measure_height(self.room.width)
        for number, row in enumerate(rows):
            cut = [text.cut_to_lines(self.text, 2) for text in (row.name, row.words)]
            height = sum(text.measure_height(self.text) for text in cut) + 2 * _ABOVE
            if number and y + height > bottom:
                break
            self._add_row(row, cut, Place(self.room.x, y, self.room.width, height))
            y += height
        else:
            number = len(rows)
        self.canvas.add_shape(Place(self.room.x, y + _ABOVE, self.room.width, bottom - y), "Key", text=[key])
        return rows[number:]

    def _list_columns(self) -> Iterator[float]:
        """Where the columns of the two ratings begin, and that of the differences."""
        first = self.room.x + self.text + _GAP
        return iter((first, first + _SIDE + _GAP, first + 2 * (_SIDE + _GAP)))

    def _add_heads(self) -> float:
        """The heads; gives where they end."""
        heads = (*self.heads, self.words("Difference"))
        widths = (_SIDE, _SIDE, _DIFFERENCE)
        texts = [
            Text(words, _WORD_SIZE, PALETTE.quiet, self.language, True, "r" if at == 2 else "l").cut_to_lines(
                width, 2
            )
            for at, (words, width) in enumerate(zip(heads, widths, strict=True))
        ]
        height = max(text.measure_height(width) for text, width in zip(texts, widths, strict=True))
        for x, width, text in zip(self._list_columns(), widths, texts, strict=True):
            place = Place(x, self.room.y, width, height)
            self.canvas.add_shape(place, text.words, text=[text], anchor="b")
        return self.room.y + height + _ABOVE

    def _add_row(self, row: _Row, texts: list[Text], place: Place) -> None:
        said = f"{row.name.words}, {row.words.words}"
        group = self.canvas.add_group(place, row.name.words[:60], said)
        rule = Look(COLOURS["rule"])
        group.add_shape(Place(place.x, place.y, place.width, 0.75), "Rule", look=rule)
        group.add_shape(Place(place.x, place.y, self.text, place.height), "Words", text=texts, anchor="ctr")
        first, second, last = self._list_columns()
        for x, mean in zip((first, second), row.sides, strict=True):
            self._add_mean(group, x, place, mean)
        number = Text(row.difference, _NAME_SIZE, PALETTE.ink, self.language, True, "r")
        group.add_shape(
            Place(last, place.y, _DIFFERENCE, place.height), "Difference", text=[number], anchor="ctr"
        )

    def _add_mean(self, group: Canvas, x: float, row: Place, mean: KeptMean) -> None:
        """A mean, and on its scale the middle half of what was given."""
        written = write_number(round(mean.mean, DECIMALS), self.language, DECIMALS)
        text = Text(written, _NAME_SIZE, PALETTE.ink, self.language, True)
        group.add_shape(Place(x, row.y, _NUMBER, row.height), "Mean", text=[text], anchor="ctr")
        least, most = self.limits
        start, width = x + _NUMBER, _SIDE - _NUMBER - _MARK

        def add(name: str, low: float, high: float, height: float, colour: str, at_least: float) -> None:
            left, right = (start + width * (value - least) / (most - least) for value in (low, high))
            wide = max(at_least, right - left)
            left = (left + right - wide) / 2
            place = Place(left, row.middle - height / 2, wide, height)
            group.add_shape(place, name, look=Look(colour))

        add("Scale", least, most, _LINE, COLOURS["rule"], 0)
        add("Middle half", mean.low, mean.high, _MIDDLE, COLOURS["bar"], _THINNEST)
        add("Mean", mean.mean, mean.mean, _MEAN, PALETTE.ink, _MARK)
