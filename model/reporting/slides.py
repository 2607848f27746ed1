"""The report of a workshop as slides that can be edited: PowerPoint's own charts, tables and shapes."""

from __future__ import annotations

from collections.abc import Sequence

from model.export.frame import to_line
from model.export.shapes import Canvas, Look, Place, Text, clean, measure_height
from model.export.wording import describe_story
from model.reporting.agreed_slides import add_agreed, add_followed
from model.reporting.charts import add_bars
from model.reporting.colours import STOPS, UNSURE, Scale, build_scale, mark_vote
from model.reporting.comparison_slides import add_comparison
from model.reporting.deck import HEIGHT, INNER, MARGIN, PALETTE, Deck
from model.reporting.edge_lines import value_vote
from model.reporting.own_slides import add_own_steps
from model.reporting.print_style import COLOURS
from model.reporting.report import Named, Report, Vote
from model.reporting.sentences import (
    describe_day,
    describe_emptiness,
    describe_headcount,
    describe_vote,
    describe_weak,
    describe_weakest,
    list_counted,
    list_figures,
    list_notes,
    list_same_people,
    name_role,
    name_round,
    name_story,
    replace_source,
    sum_up_named,
    sum_up_same_people,
    sum_up_vote,
    sum_up_weakest,
)
from model.reporting.splitting import split_parts, split_text
from model.stories import Story
from model.words import get_words, join_label, quote, write_number
from model.workshop.wording import describe_roles, name_unsure

_NAME_SIZE, _WORD_SIZE = 44.0, 22.0
_HEADING_SIZE, _TEXT_SIZE, _KICKER_SIZE, _NOTE_SIZE = 18.0, 16.0, 15.0, 13.0
_APART, _CLOSE = 14.0, 6.0
"""How far apart blocks are, and things that belong together; as far is text from the edge of its block."""

_BAR, _TILES = 20.0, 86.0
"""How wide the bar of the cover is, and how high its figures are."""

_COVER = 0.3
"""Where on the height of the cover its texts begin."""

_MOST_LINES = 5
"""How many lines a text takes in a list, at most; the notes have it in full."""

_MOST_BARS = 16
_MOST_WEAK = 8
_AROUND_STORY = 205.0
"""How much of the height of a slide its title, of two lines, and the source of a story take."""


def to_pptx(report: Report) -> bytes:
    """The report as a presentation of 16 by 9: a slide for each thing that may be talked about.

    First what was agreed, and what came of what was agreed before. Each vote has its bars, its map and, of
    ratings, the weakest points; then words, stories. What does not fit on a slide goes on on the next one, or
    stands in the notes in full. The same report gives the same bytes.
    """
    return _Maker(report).make()


class _Maker:
    def __init__(self, report: Report) -> None:
        self.report, self.language = report, report.language
        self.words = get_words(report.language)
        foot = f"{report.workshop.name} · {describe_day(report)}"
        title = join_label(self.words, self.words("Workshop report"), report.workshop.name)
        self.deck = Deck(title, report.language, foot)

    def make(self) -> bytes:
        report = self.report
        self.add_cover()
        if not report.is_empty:
            self.add_summary()
        add_agreed(self.deck, report)
        add_followed(self.deck, report)
        for vote in report.votes:
            self.add_vote(vote)
        for named in report.named:
            self.add_named(named)
        if any(named.words and not named.question for named in report.named):
            self.add_words_map()
        for story in report.stories:
            self.add_story(story)
        add_own_steps(self.deck, report)
        self.add_about()
        return self.deck.save()

    def add_cover(self) -> None:
        """What this is, and the figures."""
        _, report = self.words, self.report
        _slide, canvas = self.deck.add_blank()
        canvas.add_shape(Place(0.0, 0.0, _BAR, HEIGHT), "Bar", look=Look(STOPS[2]))
        x, width = MARGIN + _BAR, INNER - _BAR
        over = Text(_("Workshop report").upper(), _KICKER_SIZE, COLOURS["accent"], self.language, True)
        y, height = HEIGHT * _COVER, over.measure_height(width)
        canvas.add_shape(Place(x, y, width, height), "Kicker", text=[over])
        y += height
        title = Text(to_line(report.workshop.name), _NAME_SIZE, PALETTE.ink, self.language, True)
        title = title.cut_to_lines(width, 2)
        height = title.measure_height(width)
        canvas.add_shape(Place(x, y, width, height), "Title", text=[title], is_title=True)
        y += height
        said = [f"{describe_day(report)} · {report.model.title.text(self.language)}"]
        if report.headcount.by_role:
            said.append(describe_headcount(report))
        if report.workshop.is_rehearsal:
            said.append(_("This was a rehearsal: what was told and voted does not count."))
        said.append(describe_emptiness(report))
        for words in filter(None, said):
            text = Text(words, _TEXT_SIZE, PALETTE.quiet, self.language).cut_to_lines(width, 3)
            height = text.measure_height(width)
            canvas.add_shape(Place(x, y + _CLOSE, width, height), "Words", text=[text])
            y += height + _CLOSE
        tiles = Place(x, HEIGHT - MARGIN - _TILES, width, _TILES)
        self.deck.add_tiles(canvas, tiles, list_figures(report))

    def add_summary(self) -> None:
        """The main results, on as many slides as they need."""
        _, report = self.words, self.report
        blocks = [
            [
                Text(name_round(vote.round, self.language), _HEADING_SIZE, PALETTE.ink, self.language, True),
                *(
                    Text(sentence, _TEXT_SIZE, PALETTE.ink, self.language)
                    for sentence in sum_up_vote(report, vote)
                ),
            ]
            for vote in report.votes
        ]
        words = sum_up_named(report)
        if words:
            title = Text(_("In our words"), _HEADING_SIZE, PALETTE.ink, self.language, True)
            said = (Text(to_line(line), _TEXT_SIZE, PALETTE.ink, self.language) for line in words)
            blocks.append([title, *said])
        self.add_blocks("", _("In short"), blocks)

    def add_blocks(self, kicker: str, title: str, blocks: Sequence[Sequence[Text]]) -> None:
        """Texts that belong together stay together; what does not fit goes on on the next slide."""
        canvas: Canvas | None = None
        y = bottom = 0.0
        width = INNER - _APART
        for block in blocks:
            cut = [text.cut_to_lines(width, _MOST_LINES) for text in block]
            height = sum(text.measure_height(width) for text in cut)
            if canvas is None or y + height > bottom:
                _slide, canvas, room = self.deck.add(kicker, title)
                y, bottom = room.y, room.bottom
            canvas.add_shape(Place(MARGIN, y, _CLOSE, height), "Bar", look=Look(STOPS[2]))
            canvas.add_shape(Place(MARGIN + _APART, y, width, height), _name(cut[0].words), text=cut)
            y += height + _APART

    # Votes

    def add_vote(self, vote: Vote) -> None:
        """The bars of a vote, its map, and what follows from it."""
        _, report = self.words, self.report
        poll, words = vote.poll, vote.poll.list_report_words(_)
        kicker = words.kicker
        title = name_round(vote.round, self.language)
        said = [describe_vote(report, vote), *sum_up_vote(report, vote)]
        if not (vote.tally.voters and vote.values):
            blocks = [[Text(line, _HEADING_SIZE, PALETTE.ink, self.language) for line in said]]
            self.add_blocks(kicker, title, blocks)
            return
        for number, subjects in enumerate(split_parts(vote.tally.subjects, _MOST_BARS)):
            slide, canvas, room = self.deck.add(kicker, title, said if number == 0 else ())
            room = self.deck.add_line(canvas, room, describe_vote(report, vote))
            names = [report.name_subject(vote, tally.subject) for tally in subjects]
            colours: list[str]
            if not poll.is_mean:
                series = {words.value: [tally.all.total for tally in subjects]}
                colours = [STOPS[2]]
            else:
                numbers = poll.list_numbers(vote.round.dots, len(vote.round.subjects))
                means = [
                    ("–" if tally.value is None else write_number(tally.value, self.language))
                    for tally in subjects
                ]
                names = [f"{name} ({mean})" for name, mean in zip(names, means, strict=True)]
                series = {
                    str(number): [tally.all.histogram[number] for tally in subjects] for number in numbers
                }
                colours = [build_scale(vote, self.language).colour(number) for number in numbers]
                if poll.unsure:
                    series[name_unsure(_)] = [tally.unsure for tally in subjects]
                    colours.append(UNSURE)
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
        if "map" in poll.parts:
            self.add_map(vote)
        add_comparison(self.deck, report, vote)
        self.add_roles(vote)
        self.add_same_people(vote)
        self.add_weakest(vote)

    def add_map(self, vote: Vote) -> None:
        _, report = self.words, self.report
        said = vote.poll.list_report_words(_).on_map
        if vote.consequences:
            said += " " + _("Thick lines: what the top choice leads to.")
        scale = build_scale(vote, self.language)
        marks, values = mark_vote(vote, scale), value_vote(vote, scale, PALETTE)
        notes = [
            join_label(_, report.name_subject(vote, subject), scale.write(value))
            for subject, value in vote.values.items()
        ]
        _slide, canvas, room = self.deck.add(_("On the map"), name_round(vote.round, self.language), notes)
        room = self.deck.add_line(canvas, room, said)
        self.deck.draw_map(canvas, room, report.draw_vote(vote), marks, values)

    def add_roles(self, vote: Vote) -> None:
        """The means side by side, where roles may be told apart."""
        _, report = self.words, self.report
        roles = [
            role for role in vote.tally.by_role if any(role in tally.by_role for tally in vote.tally.subjects)
        ]
        if not roles:
            return
        note = f"{vote.poll.list_report_words(_).by_role} {describe_roles(_)}"
        means = [tally.by_role[role].mean or 0 for tally in vote.tally.subjects for role in tally.by_role]
        for subjects in split_parts(vote.tally.subjects, _MOST_BARS // 2):
            slide, canvas, room = self.deck.add(_("By role"), name_round(vote.round, self.language))
            room = self.deck.add_line(canvas, room, note)
            series = {
                f"{name_role(role, self.language)} ({vote.tally.by_role[role]})": [
                    tally.by_role[role].mean if role in tally.by_role else None for tally in subjects
                ]
                for role in roles
            }
            colours = [PALETTE.lines[at] for at in range(len(roles))]
            names = [report.name_subject(vote, tally.subject) for tally in subjects]
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

    def add_same_people(self, vote: Vote) -> None:
        """What the same people answered before and now."""
        _, report = self.words, self.report
        if vote.same_people is None:
            return
        said = " ".join(sum_up_same_people(report, vote.same_people))
        heads, *rows = list_same_people(report, vote)
        for part in [*split_parts(rows, _MOST_BARS // 2)] or [()]:
            title = _("The same people, then and now")
            slide, canvas, room = self.deck.add(title, name_round(vote.round, self.language), [said])
            room = self.deck.add_line(canvas, room, said)
            if part:
                self.deck.add_table(slide, room, (40, 15, 15, 15, 15), [heads, *part], _NOTE_SIZE)

    def add_weakest(self, vote: Vote) -> None:
        _, report = self.words, self.report
        shown, words = vote.weakest.nodes[:_MOST_WEAK], describe_weak(report, vote)
        if not (shown and words):
            return
        scale: Scale = build_scale(vote, self.language)
        points = vote.weakest.points[:10]
        notes = [" → ".join(report.name(node) for node in point.path.nodes) for point in points]
        slide, canvas, room = self.deck.add(words.title, name_round(vote.round, self.language), notes)
        said = " ".join([*sum_up_weakest(report, vote), describe_weakest(report, vote, len(shown))])
        room = self.deck.add_line(canvas, room, said)
        names = [f"{report.name(weak.node)} ({scale.write(weak.value)})" for weak in shown]
        series = {_("paths"): [weak.paths for weak in shown]}
        add_bars(slide, room, names, series, [STOPS[2]], PALETTE, description=said)

    # Words, stories

    def add_named(self, named: Named) -> None:
        """This workshop's words on a node, large, on as many slides as needed."""
        report = self.report
        known = {node.id: node for node in report.model.nodes()}
        question = known[named.node].question if named.node in known else None
        canvas: Canvas | None = None
        y = bottom = 0.0
        for word, said in zip(named.words, list_counted(named), strict=True):
            text = Text(
                quote(self.words, to_line(word)) + said.removeprefix(word),
                _WORD_SIZE,
                PALETTE.ink,
                self.language,
                True,
            )
            text = text.cut_to_lines(INNER - 2 * _APART, 2)
            height = text.measure_height(INNER - 2 * _APART) + _APART
            if canvas is None or y + height > bottom:
                notes = named.words if canvas is None else ()
                _slide, canvas, room = self.deck.add(
                    self.words("In our words"), report.name_named(named), notes
                )
                if question:
                    room = self.deck.add_line(canvas, room, question.text(self.language))
                y, bottom = room.y + _CLOSE, room.bottom
            canvas.add_shape(
                Place(MARGIN, y, INNER, height),
                _name(word),
                form="roundRect",
                look=Look(COLOURS["word"]),
                text=[text],
                inset=_APART,
                anchor="ctr",
            )
            y += height + _CLOSE

    def add_words_map(self) -> None:
        _ = self.words
        said = _("In quotation marks: this workshop's own words, not those of the published model.")
        _slide, canvas, room = self.deck.add(_("In our words"), _("The map in this workshop's words"))
        self.deck.draw_map(canvas, self.deck.add_line(canvas, room, said), self.report.draw_words())

    def add_story(self, story: Story) -> None:
        """A story, on as many slides as it needs to be read from afar; the notes have it in full."""
        _, report = self.words, self.report
        wording = story.in_language(self.language)
        kicker = _("Story") if wording.title else _("What was told")
        about = describe_story(replace_source(story), self.language)
        if story.nodes:
            about += " · " + ", ".join(report.name(node) for node in story.nodes)
        height = HEIGHT - _AROUND_STORY
        words = clean(wording.text)
        sizes = (_WORD_SIZE, _HEADING_SIZE)
        size = next((size_ for size_ in sizes if measure_height(words, INNER, size_) <= height), _TEXT_SIZE)
        pages = split_text(words, INNER, height, size)
        for number, page in enumerate(pages, start=1):
            title = name_story(report, story) + (f" ({number}/{len(pages)})" if len(pages) > 1 else "")
            _slide, canvas, room = self.deck.add(kicker, title, [wording.text])
            below = Text(to_line(about), _NOTE_SIZE, PALETTE.quiet, self.language).cut_to_lines(INNER, 3)
            foot = below.measure_height(INNER)
            text = Text(page, size, PALETTE.ink, wording.language)
            tall = text.measure_height(INNER)
            canvas.add_shape(Place(room.x, room.y, room.width, tall), "Story", text=[text])
            canvas.add_shape(Place(room.x, room.bottom - foot, room.width, foot), "Source", text=[below])

    def add_about(self) -> None:
        notes = list(list_notes(self.report))
        blocks = [[Text(note, _NOTE_SIZE, PALETTE.quiet, self.language)] for note in notes]
        self.add_blocks("", self.words("About this report"), blocks)


def _name(words: str) -> str:
    """What a shape with these words is called in the list of shapes."""
    return words[:60]
