"""The report of a workshop as slides that can be edited: PowerPoint's own charts, tables and shapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from model.diagram import Diagram
from model.export.frame import to_line
from model.export.shapes import LINE_HEIGHT, Canvas, Look, Place, Text, clean, measure_height, shorten
from model.export.slides import DiagramDrawing
from model.export.wording import describe_story
from model.reporting.charts import add_bars
from model.reporting.colours import STOPS, Scale, build_scale
from model.reporting.deck import HEIGHT, MARGIN, PALETTE, WIDTH, Deck
from model.reporting.print_style import COLOURS
from model.reporting.report import NamedCatalyst, Report, Vote
from model.reporting.sentences import (
    describe_day,
    describe_emptiness,
    describe_headcount,
    describe_vote,
    describe_weakest,
    list_figures,
    list_notes,
    name_role,
    name_round,
    name_story,
    replace_source,
    sum_up_vote,
    sum_up_weakest,
)
from model.stories import Story
from model.words import get_words
from model.workshop.wording import describe_roles, write_number

_LARGEST = 16.0
"""How high letters of a map are at most, in points."""

_MOST_BARS = 16
_MOST_WEAK = 8
_AROUND_STORY = 205.0
"""How much of the height of a slide its title, of two lines, and the source of a story take."""

_ROWS = 8
"""How many actions a slide has, at most."""


_Part = TypeVar("_Part")


def to_pptx(report: Report) -> bytes:
    """The report as a presentation of 16 by 9: a slide for each thing that may be talked about.

    Each vote has its bars, its map and, of ratings, the weakest points; then words, stories, actions. What
    does not fit on a slide goes on on the next one, or stands in the notes in full. The same report gives
    the same bytes.
    """
    return _Maker(report).make()


class _Maker:
    def __init__(self, report: Report) -> None:
        self.report, self.language = report, report.language
        self.words = get_words(report.language)
        foot = f"{report.workshop.name} · {describe_day(report)}"
        self.deck = Deck(f"{self.words('Workshop report')}: {report.workshop.name}", report.language, foot)

    def make(self) -> bytes:
        report = self.report
        self.add_cover()
        if not report.is_empty:
            self.add_summary()
        self.add_actions()
        for vote in report.votes:
            self.add_vote(vote)
        for one in report.named:
            self.add_named(one)
        if any(one.words for one in report.named):
            self.add_words_map()
        for story in report.stories:
            self.add_story(story)
        self.add_about()
        return self.deck.save()

    def add_cover(self) -> None:
        """What this is, and the figures."""
        _, report = self.words, self.report
        _slide, canvas = self.deck.add_blank()
        canvas.add_shape(Place(0, 0, 14, HEIGHT), "Bar", look=Look(STOPS[2]))
        x, width = MARGIN + 20, WIDTH - 2 * MARGIN - 20
        over = _("Workshop report").upper()
        canvas.add_shape(
            Place(x, 120, width, 22), "Kicker", text=[Text(over, 15, COLOURS["accent"], self.language, True)]
        )
        title = Text(to_line(report.workshop.name), 44, PALETTE.ink, self.language, True).cut(width, 120)
        height = measure_height(title.words, width, 44, True)
        canvas.add_shape(Place(x, 144, width, height), "Title", text=[title], is_title=True)
        said = [f"{describe_day(report)} · {report.model.title.text(self.language)}"]
        if report.headcount.by_role:
            said.append(describe_headcount(report))
        if report.workshop.is_rehearsal:
            said.append(_("This was a rehearsal: what was told and voted does not count."))
        said.append(describe_emptiness(report))
        y = 150 + height
        for words in filter(None, said):
            text = Text(words, 16, PALETTE.quiet, self.language).cut(width, 3 * 16 * LINE_HEIGHT)
            height = measure_height(text.words, width, 16)
            canvas.add_shape(Place(x, y, width, height), "Words", text=[text])
            y += height + 4
        self.deck.add_tiles(canvas, Place(x, HEIGHT - 130, width, 86), list_figures(report))

    def add_summary(self) -> None:
        """The main results, on as many slides as they need."""
        _, report = self.words, self.report
        blocks = [
            [
                Text(name_round(vote.round, self.language), 17, PALETTE.ink, self.language, True),
                *(Text(one, 16, PALETTE.ink, self.language) for one in sum_up_vote(report, vote)),
            ]
            for vote in report.votes
        ]
        words = [f"{report.name(one.node)}: {', '.join(one.words)}" for one in report.named if one.words]
        if words:
            title = Text(_("In our words"), 17, PALETTE.ink, self.language, True)
            blocks.append([title, *(Text(to_line(one), 16, PALETTE.ink, self.language) for one in words)])
        self.add_blocks("", _("In short"), blocks)

    def add_blocks(self, kicker: str, title: str, blocks: Sequence[Sequence[Text]]) -> None:
        """Texts that belong together stay together; what does not fit goes on on the next slide."""
        canvas: Canvas | None = None
        room = Place(0, 0, 0, 0)
        y = 0.0
        for block in blocks:
            room_of_block = WIDTH - 2 * MARGIN - 16
            cut = [text.cut(room_of_block, 5 * text.size * LINE_HEIGHT) for text in block]
            height = sum(measure_height(one.words, room_of_block, one.size, one.is_bold) for one in cut)
            if canvas is None or y + height > room.bottom:
                _slide, canvas, room = self.deck.add(kicker, title)
                y = room.y
            canvas.add_shape(Place(room.x, y, 3, height), "Bar", look=Look(STOPS[2]))
            canvas.add_shape(Place(room.x + 16, y, room_of_block, height), cut[0].words[:60], text=cut)
            y += height + 14

    # Votes

    def add_vote(self, vote: Vote) -> None:
        """The bars of a vote, its map, and what follows from it."""
        _, report = self.words, self.report
        poll, words = vote.poll, vote.poll.list_report_words(_)
        kicker = words.kicker
        title = name_round(vote.round, self.language)
        said = [describe_vote(report, vote), *sum_up_vote(report, vote)]
        if not (vote.tally.voters and vote.values):
            self.add_blocks(kicker, title, [[Text(one, 18, PALETTE.ink, self.language) for one in said]])
            return
        for number, nodes in enumerate(_split(vote.tally.nodes, _MOST_BARS)):
            slide, canvas, room = self.deck.add(kicker, title, said if number == 0 else ())
            room = self.add_line(canvas, room, describe_vote(report, vote))
            names = [report.name(one.node) for one in nodes]
            if not poll.is_mean:
                series = {words.value: [one.all.total for one in nodes]}
                colours: Sequence[str] = [STOPS[2]]
            else:
                numbers = poll.list_numbers(vote.round.dots)
                means = [
                    ("–" if one.value is None else write_number(one.value, self.language)) for one in nodes
                ]
                names = [f"{name} ({mean})" for name, mean in zip(names, means, strict=True)]
                series = {str(number): [one.all.histogram[number] for one in nodes] for number in numbers}
                colours = [build_scale(vote, self.language).colour(number) for number in numbers]
            add_bars(
                slide,
                room,
                names,
                series,
                colours,
                PALETTE,
                description=" ".join(said),
                is_stacked=poll.is_mean,
                most=None if poll.is_mean else vote.limits[1] * 1.1,
            )
        self.add_map(vote)
        self.add_roles(vote)
        self.add_weakest(vote)

    def add_line(self, canvas: Canvas, room: Place, words: str) -> Place:
        """A quiet line at the top of a room; gives what is below."""
        text = Text(to_line(words), 13, PALETTE.quiet, self.language).cut(room.width, 2 * 13 * LINE_HEIGHT)
        height = measure_height(text.words, room.width, 13)
        canvas.add_shape(Place(room.x, room.y - 6, room.width, height), "Words", text=[text])
        return Place(room.x, room.y + height + 2, room.width, room.height - height - 2)

    def add_map(self, vote: Vote) -> None:
        _, report = self.words, self.report
        said = vote.poll.list_report_words(_).on_map
        if vote.consequences:
            said += " " + _("Thick lines: what the top choice leads to.")
        values = vote.values
        notes = [f"{report.name(node)}: {values[node]:g}" for node in values]
        _slide, canvas, room = self.deck.add(_("On the map"), name_round(vote.round, self.language), notes)
        self.draw(canvas, self.add_line(canvas, room, said), report.draw_vote(vote), vote)

    def draw(self, canvas: Canvas, room: Place, diagram: Diagram, vote: Vote | None = None) -> None:
        """A map; the nodes that were voted on in their colours, with their numbers."""
        values = vote.values if vote else {}
        scale = build_scale(vote, self.language) if vote else None
        DiagramDrawing(diagram, PALETTE, room, _LARGEST).draw(
            canvas,
            fills={node: scale.colour(value) for node, value in values.items()} if scale else {},
            badges={node: scale.write(value) for node, value in values.items()} if scale else {},
        )

    def add_roles(self, vote: Vote) -> None:
        """The means side by side, where roles may be told apart."""
        _, report = self.words, self.report
        roles = [role for role in vote.tally.by_role if any(role in one.by_role for one in vote.tally.nodes)]
        if not roles:
            return
        note = f"{vote.poll.list_report_words(_).by_role} {describe_roles(_)}"
        means = [one.by_role[role].mean or 0 for one in vote.tally.nodes for role in one.by_role]
        for nodes in _split(vote.tally.nodes, _MOST_BARS // 2):
            slide, canvas, room = self.deck.add(_("By role"), name_round(vote.round, self.language))
            room = self.add_line(canvas, room, note)
            series = {
                f"{name_role(role, self.language)} ({vote.tally.by_role[role]})": [
                    one.by_role[role].mean if role in one.by_role else None for one in nodes
                ]
                for role in roles
            }
            colours = [PALETTE.lines[at] for at in range(len(roles))]
            names = [report.name(one.node) for one in nodes]
            said = _("By role") + f". {note}"
            add_bars(
                slide,
                room,
                names,
                series,
                colours,
                PALETTE,
                description=said,
                number_format="0.0",
                least=vote.limits[0],
                most=max(means, default=0) * 1.1,
            )

    def add_weakest(self, vote: Vote) -> None:
        _, report = self.words, self.report
        shown = vote.weakest.nodes[:_MOST_WEAK]
        if not shown:
            return
        scale: Scale = build_scale(vote, self.language)
        points = vote.weakest.points[:10]
        notes = [" → ".join(report.name(node) for node in point.path.nodes) for point in points]
        slide, canvas, room = self.deck.add(
            _("The weakest on each path"), name_round(vote.round, self.language), notes
        )
        said = " ".join([*sum_up_weakest(report, vote), describe_weakest(report, vote, len(shown))])
        room = self.add_line(canvas, room, said)
        names = [f"{report.name(weak.node)} ({scale.write(weak.value)})" for weak in shown]
        series = {_("paths"): [weak.paths for weak in shown]}
        add_bars(slide, room, names, series, [STOPS[2]], PALETTE, description=said)

    # Words, stories, actions

    def add_named(self, one: NamedCatalyst) -> None:
        """This workshop's words on a node, large, on as many slides as needed."""
        report = self.report
        known = {node.id: node for node in report.model.nodes()}
        question = known[one.node].question if one.node in known else None
        canvas: Canvas | None = None
        room = Place(0, 0, 0, 0)
        y = 0.0
        for word in one.words:
            height, shape = self.build_chosen(word, WIDTH - 2 * MARGIN)
            if canvas is None or y + height > room.bottom:
                notes = one.words if canvas is None else ()
                _slide, canvas, room = self.deck.add(self.words("In our words"), report.name(one.node), notes)
                if question:
                    room = self.add_line(canvas, room, question.text(self.language))
                y = room.y + 4
            canvas.add_shape(Place(room.x, y, room.width, height), **shape)
            y += height + 8

    def build_chosen(self, word: str, width: float) -> tuple[float, dict[str, Any]]:
        """A chosen word as a shape: its height, and what it is."""
        text = Text(f"“{to_line(word)}”", 22, PALETTE.ink, self.language, True)
        text = text.cut(width - 28, 2 * 22 * LINE_HEIGHT)
        shape = {
            "name": word[:60],
            "form": "roundRect",
            "look": Look(COLOURS["word"]),
            "text": [text],
            "inset": 14,
            "anchor": "ctr",
        }
        return measure_height(text.words, width - 28, 22, True) + 12, shape

    def add_words_map(self) -> None:
        _ = self.words
        said = _("In quotation marks: this workshop's own words, not those of the published model.")
        _slide, canvas, room = self.deck.add(_("In our words"), _("The map in this workshop's words"))
        self.draw(canvas, self.add_line(canvas, room, said), self.report.draw_words())

    def add_story(self, story: Story) -> None:
        """A story, on as many slides as it needs to be read from afar; the notes have it in full."""
        _, report = self.words, self.report
        wording = story.in_language(self.language)
        kicker = _("Story") if wording.title else _("What was told")
        about = describe_story(replace_source(story), self.language)
        if story.nodes:
            about += " · " + ", ".join(report.name(node) for node in story.nodes)
        width, height = WIDTH - 2 * MARGIN, HEIGHT - _AROUND_STORY
        words = clean(wording.text)
        size = next((one for one in (22, 18, 16) if measure_height(words, width, one) <= height), 16)
        pages = _split_text(words, width, height, size)
        for number, page in enumerate(pages, start=1):
            title = name_story(report, story) + (f" ({number}/{len(pages)})" if len(pages) > 1 else "")
            _slide, canvas, room = self.deck.add(kicker, title, [wording.text])
            below = Text(to_line(about), 13, PALETTE.quiet, self.language)
            below = below.cut(room.width, 3 * 13 * LINE_HEIGHT)
            foot = measure_height(below.words, room.width, 13)
            text = Text(page, size, PALETTE.ink, wording.language)
            tall = measure_height(page, room.width, size)
            canvas.add_shape(Place(room.x, room.y, room.width, tall), "Story", text=[text])
            canvas.add_shape(Place(room.x, room.bottom - foot, room.width, foot), "Source", text=[below])

    def add_actions(self) -> None:
        _, report = self.words, self.report
        heads = [_("What"), _("Who"), _("When"), _("Where in the model")]
        for actions in _split(report.actions, _ROWS):
            slide, _canvas, room = self.deck.add("", _("What we agreed"))
            rows = [
                [one.text, one.who, one.when, ", ".join(report.name(node) for node in one.nodes)]
                for one in actions
            ]
            self.deck.add_table(slide, room, (46, 17, 15, 22), [heads, *rows], _choose_size(rows, room))

    def add_about(self) -> None:
        notes = list(list_notes(self.report))
        blocks = [[Text(one, 12, PALETTE.quiet, self.language)] for one in notes]
        self.add_blocks("", self.words("About this report"), blocks)


def _choose_size(rows: Sequence[Sequence[str]], room: Place) -> float:
    """The largest letters with which a table fits into its room."""

    def measure(size: float) -> float:
        shares = (0.46, 0.17, 0.15, 0.22)
        heights = [
            max(
                measure_height(cell, room.width * share - 12, size)
                for cell, share in zip(row, shares, strict=True)
            )
            for row in rows
        ]
        return sum(max(height + 0.4 * size, 1.7 * size) for height in heights) + 1.7 * size

    return next((size for size in (16.0, 14.0, 12.0, 10.0, 8.0) if measure(size) <= room.height), 7.0)


def _split_text(words: str, width: float, height: float, size: float) -> list[str]:
    """A text in parts that each fit into a room; it is parted between words."""
    parts: list[str] = []
    while words and measure_height(words, width, size) > height:
        kept = shorten(words, width, height, size).removesuffix("…")
        end = max(1, len(kept))
        end += len(words[end:]) - len(words[end:].lstrip(" \n.,;:"))
        parts.append(words[:end].rstrip())
        words = words[end:]
    return [*parts, words] if words or not parts else parts


def _split(parts: Sequence[_Part], most: int) -> Iterator[Sequence[_Part]]:
    """The parts in groups of at most `most`."""
    for start in range(0, len(parts), most):
        yield parts[start : start + most]
