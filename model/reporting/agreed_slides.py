"""Slides of what was agreed, and of what came of what was agreed before."""

from __future__ import annotations

from collections.abc import Sequence

from model.reporting.agreed import list_agreed, list_followed
from model.reporting.deck import Deck
from model.reporting.report import Report
from model.reporting.splitting import choose_size, split_parts
from model.words import get_words

_ROWS = 8
"""How many actions a slide has, at most."""

_WIDTHS = (46, 17, 15, 22)


def add_followed(deck: Deck, report: Report) -> None:
    """A table of the earlier actions with what became of each."""
    _ = get_words(report.language)
    heads = [_("What"), _("What came of it"), _("State"), _("Agreed")]
    rows = [
        [action.text, action.describe_outcome(report.language), action.state, action.origin]
        for action in list_followed(report)
    ]
    _add_tables(deck, _("What came of what we agreed"), heads, rows, (34, 34, 10, 22))


def add_agreed(deck: Deck, report: Report) -> None:
    """A table of what was agreed in this workshop."""
    _ = get_words(report.language)
    heads = [_("What"), _("Who"), _("When"), _("Where in the model")]
    rows = [[action.text, action.who, action.until, action.nodes] for action in list_agreed(report)]
    _add_tables(deck, _("What we agreed"), heads, rows, _WIDTHS)


def _add_tables(
    deck: Deck,
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: tuple[int, int, int, int],
) -> None:
    for shown in split_parts(rows, _ROWS):
        slide, _canvas, room = deck.add("", title)
        deck.add_table(slide, room, widths, [heads, *shown], choose_size(shown, room, widths))
