"""The report of a workshop as an Excel workbook: every number, with bars in the cells; no text runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from math import ceil
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from model.export.wording import describe_tellers
from model.reporting.agreed import list_agreed, list_followed
from model.reporting.colours import STOPS
from model.reporting.report import Report, SamePeople, Vote
from model.reporting.sentences import (
    count_paths,
    describe_day,
    describe_emptiness,
    describe_shown,
    describe_vote,
    describe_weak,
    explain_comparison,
    list_figures,
    list_notes,
    name_role,
    name_round,
    sum_up_same_people,
    sum_up_vote,
)
from model.reporting.timeless import WRITTEN, repack
from model.tables import Worksheet, write_workbook
from model.teams import describe_difference, name_sides
from model.words import get_words, join_label
from model.workshop import DECIMALS, Spread
from model.workshop.activities.poll import WeakWords
from model.workshop.wording import name_unsure

_HEAD = STOPS[1]
_BAR = STOPS[2]
_LONGEST_NAME = 28
_FONT, _SIZE = "Calibri", 11
_LINE, _HIGHEST = 15.0, 400.0
"""How high a line is, and a row at most (Excel's own limit is 409 points)."""


def to_xlsx(report: Report) -> bytes:
    """The report as a workbook: an overview, a sheet for each vote, then paths, words, stories, actions, and
    what came of earlier ones.

    Sheets without rows are left out. No text becomes a formula (`model.tables.neutralise`). The same report
    gives the same bytes.
    """
    sheets = list(_list_sheets(report))
    content = BytesIO()
    write_workbook(sheets, content)
    bars = {
        number: vote.poll.get_limits(len(vote.round.subjects))
        for number, vote in enumerate(report.votes, start=1)
        if not vote.poll.is_lowest_first
    }
    return _polish(content.getvalue(), bars)


def _list_sheets(report: Report) -> Iterator[Worksheet]:
    _ = get_words(report.language)
    yield Worksheet(_("Overview"), list(_list_overview(report)), (34, 90))
    for vote in report.votes:
        name = f"{vote.round.number} {vote.poll.list_report_words(_).sheet}"
        yield Worksheet(name[:_LONGEST_NAME], list(_list_votes(report, vote)), (40, 22, *(10,) * 20))
    for vote in report.votes:
        if (weak := describe_weak(report, vote)) and vote.weakest.points:
            name = f"{weak.sheet} {vote.round.number}"
            yield Worksheet(name[:_LONGEST_NAME], list(_list_paths(report, vote, weak)), (36, 10, 150))
    for vote in report.votes:
        if vote.compared is not None:
            name = _("Then and now") + f" {vote.round.number}"
            yield Worksheet(name[:_LONGEST_NAME], list(_list_differences(report, vote)), (40, *(12,) * 9, 70))
        if vote.same_people:
            name = _("The same people") + f" {vote.round.number}"
            yield Worksheet(
                name[:_LONGEST_NAME],
                list(_list_same_people(report, vote, vote.same_people)),
                (60, *(14,) * 5),
            )
    tables = (
        (_("In our words"), _list_named(report), (36, 70, 12)),
        (_("Stories"), _list_stories(report), (30, 90, 24, 24, 10, 50)),
        (_("Actions"), _list_actions(report), (70, 28, 24, 50)),
        (_("What came of it"), _list_followed(report), (50, 14, 60, 30, 28, 24, 36)),
    )
    for name, rows, widths in tables:
        listed = list(rows)
        if len(listed) > 1:
            yield Worksheet(name[:_LONGEST_NAME], listed, widths)


def _list_overview(report: Report) -> Iterator[Sequence[object]]:
    _ = get_words(report.language)
    yield [_("Workshop report"), report.workshop.name]
    yield [_("Date"), describe_day(report)]
    yield [_("Model"), report.model.title.text(report.language)]
    if report.workshop.is_rehearsal:
        yield [_("Rehearsal"), _("This was a rehearsal: what was told and voted does not count.")]
    for name, number in list_figures(report):
        yield [name[:1].upper() + name[1:], number]
    for role, count in report.headcount.by_role.items():
        yield [join_label(_, _("took part").capitalize(), name_role(role, report.language)), count]
    if empty := describe_emptiness(report):
        yield [None, empty]
    for vote in report.votes:
        said = [describe_vote(report, vote), *sum_up_vote(report, vote)]
        yield from _list_beside(name_round(vote.round, report.language), said)
        if weak := describe_weak(report, vote):
            yield from _list_beside(weak.title, _list_weakest(report, vote, weak))
    yield from _list_beside(_("About this report"), list_notes(report))


def _list_beside(head: str, sentences: Iterable[str]) -> Iterator[Sequence[object]]:
    """The sentences below each other, with the head beside the first."""
    for at, sentence in enumerate(sentences):
        yield [None if at else head, sentence]


def _list_weakest(report: Report, vote: Vote, words: WeakWords) -> Iterator[str]:
    """The weak nodes, the lowest first, each with its mean and on how many paths it is the weakest."""
    _ = get_words(report.language)
    for weak in vote.weakest.nodes:
        value = vote.poll.describe_value(weak.value, len(vote.round.subjects), report.language)
        on = words.on.format(
            end=words.end,
            count=count_paths(weak.paths, report.language),
            all=count_paths(vote.weakest.paths, report.language),
        )
        yield join_label(_, f"{report.name(weak.node)} ({value})", on)


def _list_votes(report: Report, vote: Vote) -> Iterator[Sequence[object]]:
    _ = get_words(report.language)
    scale = sorted({value for tally in vote.tally.subjects for value in tally.all.histogram})
    words = vote.poll.list_report_words(_)
    heads = [words.subject, _("Role"), words.value, _("Rank"), _("Voted"), _("Mean"), _("Median")]
    heads += [_("Lower quartile"), _("Upper quartile")]
    unsure = [name_unsure(_)] if vote.poll.unsure else []
    yield [*heads, *(words.given.format(number=number) for number in scale), *unsure]
    for tally in vote.tally.subjects:
        cells = [*_to_cells(tally.all, scale), *([tally.unsure] if unsure else [])]
        value = None if tally.value is None else round(tally.value, 2)
        yield [report.name_subject(vote, tally.subject), _("all"), value, tally.rank, *cells]
        for role, spread in tally.by_role.items():
            value = _round(vote.poll.get_value(spread))
            yield [
                report.name_subject(vote, tally.subject),
                name_role(role, report.language),
                value,
                None,
                *_to_cells(spread, scale),
            ]


def _to_cells(spread: Spread, scale: Iterable[int]) -> list[object]:
    numbers = (spread.mean, spread.median, spread.low, spread.high)
    return [spread.voters, *map(_round, numbers), *(spread.histogram.get(value, 0) for value in scale)]


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, 2)


def _list_paths(report: Report, vote: Vote, words: WeakWords) -> Iterator[Sequence[object]]:
    _ = get_words(report.language)
    yield [words.title, _("Mean"), _("Path")]
    points = vote.weakest.points
    for point in points:
        yield [
            ", ".join(report.name(node) for node in point.nodes),
            round(point.value, 2),
            " → ".join(report.name(node) for node in point.path.nodes),
        ]
    if len(points) < vote.weakest.weak_paths:
        yield [None, None, describe_shown(len(points), vote.weakest.weak_paths, report.language)]


def _list_differences(report: Report, vote: Vote) -> Iterator[Sequence[object]]:
    """The means beside those of the rating that a vote is compared with; what is left out below them."""
    _ = get_words(report.language)
    if vote.compared is None:
        return
    first, second = name_sides(vote.compared.before, vote.compared.after, report.language)
    columns = (_("Mean"), _("Voted"), _("Lower quartile"), _("Upper quartile"))
    beside = [join_label(_, side, column) for side in (first, second) for column in columns]
    yield [vote.poll.list_report_words(_).subject, *beside, _("Difference"), _("In words")]
    for name, difference in report.list_differences(vote):
        sides = [
            cell
            for side in (difference.before, difference.after)
            for cell in (round(side.mean, DECIMALS), side.voters, round(side.low, 2), round(side.high, 2))
        ]
        yield [
            name,
            *sides,
            difference.value,
            describe_difference(difference, vote.compared, report.language),
        ]
    for line in explain_comparison(report, vote):
        yield [line]


def _list_same_people(report: Report, vote: Vote, same_people: SamePeople) -> Iterator[Sequence[object]]:
    """What the same people answered on each subject before and now, and below it as a whole."""
    _ = get_words(report.language)
    subject = vote.poll.list_report_words(_).subject
    yield [subject, _("Higher"), _("The same"), _("Lower"), _("On average"), _("Answered both times")]
    for key, paired in same_people.comparison.subjects.items():
        counts = (paired.higher, paired.same, paired.lower, paired.mean, paired.people)
        yield [report.name_subject(vote, key), *counts]
    yield [" ".join(sum_up_same_people(report, same_people))]


def _list_named(report: Report) -> Iterator[Sequence[object]]:
    _ = get_words(report.language)
    yield [_("Element"), _("In our words"), _("Answers")]
    for named in report.named:
        for word, count in zip(named.words, named.counts, strict=True):
            yield [report.name_named(named), word, count]


def _list_stories(report: Report) -> Iterator[Sequence[object]]:
    _ = get_words(report.language)
    yield [_("Title"), _("Story"), _("Told by"), _("Setting"), _("Language"), _("Elements")]
    tellers = describe_tellers(report.language)
    for story in report.stories:
        wording = story.in_language(report.language)
        names = ", ".join(report.name(node) for node in story.nodes)
        yield [wording.title, wording.text, tellers[story.teller], wording.setting, wording.language, names]


def _list_actions(report: Report) -> Iterator[Sequence[object]]:
    _ = get_words(report.language)
    yield [_("What"), _("Who"), _("When"), _("Elements")]
    for action in list_agreed(report):
        yield [action.text, action.who, action.until, action.nodes]


def _list_followed(report: Report) -> Iterator[Sequence[object]]:
    _ = get_words(report.language)
    yield [_("What"), _("State"), _("What came of it"), _("Story"), _("Who"), _("When"), _("Agreed")]
    for action in list_followed(report):
        yield [
            action.text,
            action.state,
            action.outcome,
            action.story,
            action.who,
            action.until,
            action.agreed_at,
        ]


def _polish(content: bytes, votes: Mapping[int, tuple[int, int] | None]) -> bytes:
    """The workbook with bold heads, wrapped texts and bars, ready to be printed.

    `votes` are the sheets with bars, by number, and where a bar begins and ends; None: from 0 to the most.
    """
    # Large, and few take a workbook along.
    from openpyxl import load_workbook
    from openpyxl.formatting.rule import DataBarRule
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.writer.excel import ExcelWriter

    book: Any = load_workbook(BytesIO(content))
    build_bar: Any = DataBarRule
    top = Alignment(vertical="top", wrap_text=True)
    for number, sheet in enumerate(book.worksheets):
        widths = {letter: column.width for letter, column in sheet.column_dimensions.items()}
        for at, row in enumerate(sheet.iter_rows(), start=1):
            for cell in row:
                cell.alignment = top
                cell.font = Font(name=_FONT, size=_SIZE)
            lines = max(_count_lines(cell.value, widths.get(cell.column_letter, 10)) for cell in row)
            sheet.row_dimensions[at].height = min(_HIGHEST, lines * _LINE + 3)
        heads: Iterable[Any] = sheet[1] if number else sheet["A"]
        for cell in heads:
            cell.font = Font(name=_FONT, size=_SIZE, bold=True)
            if number:
                cell.fill = PatternFill("solid", fgColor=_HEAD[1:])
        if number == 0:
            sheet.freeze_panes = None
            for cell in sheet["B"]:
                cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
            sheet["B1"].font = Font(name=_FONT, size=16, bold=True)
            sheet.row_dimensions[1].height = 24
        if number in votes:
            cells = f"C2:C{sheet.max_row}"
            least, most = votes[number] or (0, None)
            rule = build_bar(
                "num", least, "max" if most is None else "num", most, color=f"FF{_BAR[1:].upper()}"
            )
            sheet.conditional_formatting.add(cells, rule)
        if number:
            sheet.auto_filter.ref = sheet.dimensions
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "1:1"
    book.properties.created = book.properties.modified = WRITTEN
    packed = BytesIO()
    ExcelWriter(book, ZipFile(packed, "w", ZIP_DEFLATED)).save()
    return repack(packed.getvalue())


def _count_lines(value: object, width: float) -> int:
    """How many lines a text takes in a column that is `width` letters wide.

    >>> _count_lines("word " * 10, 20), _count_lines(None, 20)
    (3, 1)
    """
    if not isinstance(value, str):
        return 1
    return sum(max(1, ceil(1.1 * len(line) / max(1.0, width))) for line in value.rstrip().split("\n"))
