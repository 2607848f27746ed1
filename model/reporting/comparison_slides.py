"""The slides of a rating beside the one that it is compared with: bars that can be edited, and the map."""

from __future__ import annotations

from model.export.shapes import Place, Text
from model.reporting.charts import add_bars
from model.reporting.colours import STOPS, mark_differences
from model.reporting.deck import PALETTE, Deck
from model.reporting.print_style import COLOURS
from model.reporting.report import Report, Vote
from model.reporting.sentences import explain_comparison, name_round
from model.reporting.splitting import split_parts
from model.teams import describe_difference, describe_sides, explain_colours
from model.words import get_words
from model.workshop import DECIMALS, write_difference

_MOST_BARS = 8
_TEXT_SIZE = 18.0


def add_comparison(deck: Deck, report: Report, vote: Vote) -> None:
    """The means beside the earlier ones, and what differs on the map; nothing without a comparison."""
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
    words = [f"{name}, {describe_difference(one, compared, report.language)}" for name, one in differences]
    first, second = describe_sides(compared, report.language)
    for at, shown in enumerate(split_parts(differences, _MOST_BARS)):
        slide, canvas, room = deck.add(_("Then and now"), title, (*said, *words) if at == 0 else ())
        add_bars(
            slide,
            deck.add_line(canvas, room, " ".join(said)),
            [f"{name} ({write_difference(one.value, report.language)})" for name, one in shown],
            {
                first: [round(one.before.mean, DECIMALS) for _name, one in shown],
                second: [round(one.after.mean, DECIMALS) for _name, one in shown],
            },
            [COLOURS["rule"], STOPS[2]],
            PALETTE,
            description=". ".join(words),
            number_format="0.0",
            least=vote.limits[0],
            most=vote.limits[1] * 1.1,
        )
    if vote.round.about == "nodes" and "change" in vote.poll.parts:
        _slide, canvas, room = deck.add(_("The difference on the map"), title, words)
        room = deck.add_line(canvas, room, " · ".join(explain_colours(_)))
        deck.draw_map(
            canvas, room, report.draw_change(vote), mark_differences(vote, PALETTE, report.language)
        )
