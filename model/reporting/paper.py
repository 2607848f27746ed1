"""The report of a workshop on paper: a PDF that can be read aloud, made by typst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from model.diagram import Diagram
from model.export.addresses import build_address
from model.export.figure import Caption, Figure
from model.export.framing import frame_on_paper, make_printable, to_language, to_line, to_link
from model.export.handout import build_story
from model.export.palette import PALETTES
from model.export.pdf import measure_paper
from model.export.typesetting import Document, soften
from model.reporting.colouring import STOPS, Scale, build_scale, colour_picture, list_steps, write_number
from model.reporting.report import NamedCatalyst, Report, Vote
from model.reporting.sentences import (
    count_paths,
    describe_day,
    describe_headcount,
    describe_vote,
    list_notes,
    name_role,
    name_round,
    sum_up_consequences,
    sum_up_vote,
    sum_up_weakest,
)
from model.stories import Story
from model.words import get_words
from model.workshop import NodeTally, Spread, count_weakest

TEMPLATES = Path(__file__).parent / "templates"

COLOURS = {
    "ink": PALETTES["light"].ink,
    "quiet": PALETTES["light"].quiet,
    "accent": "#b25000",
    "pale": "#f6f4ef",
    "rule": "#d9d5cc",
    "bar": STOPS[2],
    "word": STOPS[1],
    "paper": "#ffffff",
}
"""The colours of everything that is printed for a workshop."""

_MOST_WEAK = 10
_MOST_CHAINS = 3
_WIDE = 0.08
"""Which share of a bar has room for its number."""


def to_pdf(report: Report) -> bytes:
    """The report as a PDF on A4: what matters on the first page, then votes, words and stories.

    Each vote has its numbers on a page that stands and its map on one that lies. The document is tagged, has
    title and language, and carries no date of its own: the same report gives the same bytes. Letters that
    the font does not have become □; a story told in such letters is named and not shown.
    """
    _ = get_words(report.language)
    pictures: dict[str, str] = {}
    votes = [_build_vote(report, vote, number, pictures) for number, vote in enumerate(report.votes)]
    data = {
        "document": {"title": _title(report), "language": to_language(report.language)},
        "colours": COLOURS,
        "words": _build_words(report),
        "title": soften(to_line(report.workshop.name)),
        "when": f"{describe_day(report)} · {report.model.title.text(report.language)}",
        "rehearsal": _("This was a rehearsal: what was told and voted does not count.")
        if report.workshop.is_rehearsal
        else "",
        "roles": describe_headcount(report) if report.headcount.by_role else "",
        "tiles": [{"number": number, "name": name} for name, number in list_figures(report)],
        "empty": describe_emptiness(report),
        "summary": _build_summary(report),
        "actions": _build_actions(report),
        "votes": votes,
        "named": [_build_named(report, one) for one in report.named],
        "words_sheet": _build_words_sheet(report, pictures),
        "stories": [_build_story(report, story) for story in report.stories],
        "foot": to_line(f"{report.workshop.name} · {describe_day(report)}"),
        "notes": [soften(line) for line in list_notes(report)],
        "links": _list_links(report),
    }
    return Document("report", data, pictures, TEMPLATES).to_pdf()


def list_figures(report: Report) -> list[tuple[str, str]]:
    """The figures that everybody asks for first, each with what it counts; no more than four.

    What there is nothing of is left out, but for how many took part.
    """
    _ = get_words(report.language)
    counts = (
        (_("took part"), report.headcount.joined, True),
        (_("ballots"), sum(vote.tally.voters for vote in report.votes), False),
        (_("ideas for catalysts"), sum(one.count for one in report.named), False),
        (_("stories told"), len(report.stories) + report.kept_back, False),
        (_("actions agreed"), len(report.actions), False),
    )
    return [
        (name, write_number(count, report.language, 0))
        for name, count, is_always in counts
        if count or is_always
    ]


def describe_emptiness(report: Report) -> str:
    """What to say where there is nothing to report, or ""."""
    if not report.is_empty:
        return ""
    _ = get_words(report.language)
    return _(
        "Nothing was voted, named, told or agreed that may be shown yet. Reveal rounds, publish stories and "
        "note actions on the page of the workshop, then make this report again."
    )


def _title(report: Report) -> str:
    _ = get_words(report.language)
    return to_line(_("Workshop report") + f": {report.workshop.name}")


def _build_words(report: Report) -> dict[str, str]:
    _ = get_words(report.language)
    return {
        "report": _("Workshop report"),
        "page": _("Page {page} of {pages}"),
        "short": _("In short"),
        "agreed": _("What we agreed"),
        "what": _("What"),
        "who": _("Who"),
        "when": _("When"),
        "roles": _("By role"),
        "weakest": _("The weakest on each path"),
        "examples": _("The weakest paths"),
        "paths": _("paths"),
        "leads": _("What the top choice leads to"),
        "catalysts": _("Catalysts"),
        "named": _("In our words"),
        "own": _("These words are this workshop's own. The published model is not changed by them."),
        "map": _("The map in this workshop's words"),
        "marked": _("In quotation marks: this workshop's own words, not those of the published model."),
        "ungrouped": _("Not grouped"),
        "stories": _("Stories"),
        "told": _("What was told"),
        "consent": _("Their tellers agreed to have them in files to take along."),
        "about": _("About this report"),
    }


def _build_summary(report: Report) -> list[dict[str, Any]]:
    _ = get_words(report.language)
    parts = [
        {
            "title": soften(name_round(vote.round, report.language)),
            "sentences": [soften(one) for one in sum_up_vote(report, vote)],
        }
        for vote in report.votes
    ]
    words = [f"{report.name(one.node)}: {', '.join(one.words)}" for one in report.named if one.words]
    if words:
        parts.append({"title": _("In our words"), "sentences": [soften(to_line(one)) for one in words]})
    return parts


def _build_actions(report: Report) -> list[dict[str, str]]:
    return [
        {
            "text": soften(to_line(one.text)),
            "who": soften(to_line(one.who)),
            "when": soften(to_line(one.when)),
            "nodes": soften(", ".join(report.name(node) for node in one.nodes)),
        }
        for one in report.actions
    ]


def _build_vote(report: Report, vote: Vote, number: int, pictures: dict[str, str]) -> dict[str, Any]:
    _ = get_words(report.language)
    scale = build_scale(vote, report.language)
    has_result = bool(vote.tally.voters and vote.values)
    file = f"vote-{number}.svg"
    diagram = report.draw_vote(vote)
    on_map = {node.id for node in diagram.nodes} & vote.values.keys()
    sheet = _build_sheet(report, diagram, file, pictures, vote) if has_result and on_map else None
    lit = " " + _("Thick lines: what the top choice leads to.") if vote.consequences else ""
    return {
        "kicker": _("Vote with dots") if vote.has_dots else _("Rating"),
        "title": soften(name_round(vote.round, report.language)),
        "about": describe_vote(report, vote),
        "empty": _("Nobody voted."),
        "has-dots": vote.has_dots,
        "heads": {
            "node": _("Element"),
            "spread": _("How many gave 1 to 5"),
            "value": _("Dots") if vote.has_dots else _("Mean"),
            "people": _("Given by") if vote.has_dots else _("Voted"),
            "middle": _("Middle half"),
        },
        "rows": [_build_row(report, vote, one, scale) for one in vote.tally.nodes] if has_result else [],
        "steps": [{"name": name, "colour": colour} for name, colour in list_steps(scale)],
        "roles": _build_roles(report, vote),
        "weakest": _build_weakest(report, vote, scale),
        "leads": _build_leads(report, vote),
        "sheet": sheet,
        "file": file,
        "map-title": soften(name_round(vote.round, report.language)),
        "map-about": (
            _("The number on an element is how many dots it got.")
            if vote.has_dots
            else _("The number on an element is the mean of its ratings, from 1 to 5.")
        )
        + lit,
    }


def _build_row(report: Report, vote: Vote, one: NodeTally, scale: Scale) -> dict[str, Any]:
    language, spread, value = report.language, one.all, one.value
    most = max(vote.values.values(), default=0) or 1
    given = spread.voters - spread.histogram.get(0, 0) if vote.has_dots else spread.voters
    return {
        "rank": f"{one.rank}" if one.rank else "–",
        "name": soften(report.name(one.node)),
        "value": scale.write(value) if value is not None else "–",
        "people": write_number(given, language, 0),
        "share": (value or 0) / most,
        "colour": scale.colour(value or 0),
        "middle": describe_middle(spread, language),
        "parts": [
            {
                "count": count,
                "written": str(count),
                "colour": scale.colour(number),
                "is-wide": count >= _WIDE * spread.voters,
            }
            for number, count in spread.histogram.items()
        ],
    }


def describe_middle(spread: Spread, language: str) -> str:
    """Between which numbers the middle half of the answers lies.

    >>> describe_middle(Spread(4, 12, 3.0, 3.0, 2.5, 3.5, {}), "nl")
    '2,5–3,5'
    """
    if spread.low is None or spread.high is None:
        return "–"
    written = [write_number(value, language).rstrip("0").rstrip(".,") for value in (spread.low, spread.high)]
    return written[0] if written[0] == written[1] else "–".join(written)


def _build_roles(report: Report, vote: Vote) -> dict[str, Any]:
    """The mean by role, where roles may be told apart: of nodes for which none may, a dash."""
    _ = get_words(report.language)
    roles = [role for role in vote.tally.by_role if any(role in one.by_role for one in vote.tally.nodes)]
    scale = build_scale(vote, report.language)
    if vote.has_dots:
        means = [one.by_role[role].mean or 0 for one in vote.tally.nodes for role in one.by_role]
        scale = Scale(0, max(means, default=0), False, report.language)
    rows = []
    for one in vote.tally.nodes if roles else ():
        cells = []
        for role in roles:
            mean = one.by_role[role].mean if role in one.by_role else None
            cells.append(
                {
                    "written": "–" if mean is None else write_number(mean, report.language),
                    "colour": "" if mean is None else scale.colour(mean),
                }
            )
        rows.append({"name": soften(report.name(one.node)), "cells": cells})
    note = _("Dots for each person, on average.") if vote.has_dots else _("Mean of the ratings.")
    return {
        "heads": [f"{name_role(role, report.language)} ({vote.tally.by_role[role]})" for role in roles],
        "rows": rows,
        "note": note + " " + _("A role is shown only where at least 5 of it answered."),
    }


def _build_weakest(report: Report, vote: Vote, scale: Scale) -> dict[str, Any]:
    counts = list(count_weakest(vote.weakest).items())[:_MOST_WEAK]
    most = counts[0][1] if counts else 1
    values = vote.values
    return {
        "sentences": [soften(one) for one in sum_up_weakest(report, vote)],
        "rows": [
            {
                "name": soften(report.name(node)),
                "value": scale.write(values[node]),
                "share": count / most,
                "count": write_number(count, report.language, 0),
            }
            for node, count in counts
        ],
        "paths": [
            [
                {
                    "name": soften(report.name(node)),
                    "is-weak": node in point.nodes,
                    "colour": scale.colour(point.value) if node in point.nodes else "",
                }
                for node in point.path.nodes
            ]
            for point in vote.weakest[:_MOST_CHAINS]
        ],
    }


def _build_leads(report: Report, vote: Vote) -> dict[str, Any]:
    found = vote.consequences
    if found is None or not found.reached:
        return {"sentences": [], "stages": []}
    stages = []
    for stage in report.model.stages:
        names = []
        for node in found.reached:
            if report.model.get_node(node).stage == stage.id:
                count = found.outcomes.get(node)
                name = report.name(node)
                names.append(f"{name} ({count_paths(count, report.language)})" if count else name)
        if names:
            stages.append({"name": stage.name.text(report.language), "nodes": soften(", ".join(names))})
    return {"sentences": [soften(one) for one in sum_up_consequences(report, vote)], "stages": stages}


def _build_sheet(
    report: Report, diagram: Diagram, file: str, pictures: dict[str, str], vote: Vote | None
) -> dict[str, Any]:
    figure = make_printable(
        Figure(report.model, diagram, Caption(has_legend=False), theme="light", address=report.address)
    )
    width, height, unit = measure_paper("a4")
    sheet = frame_on_paper(figure, width, height - 90, unit)
    pictures[file] = sheet.picture
    if vote is not None:
        scale = build_scale(vote, report.language)
        pictures[file] = colour_picture(sheet.picture, figure.palette, vote, scale)
        said = [f"{report.name(node)}: {scale.write(value)}" for node, value in vote.values.items()]
        said.insert(0, name_round(vote.round, report.language))
        sheet.data["map"]["alternative"] += " " + to_line(". ".join(said)) + "."
    found: dict[str, Any] = sheet.data["map"]
    return found


def _build_words_sheet(report: Report, pictures: dict[str, str]) -> dict[str, Any] | None:
    known = {node.id for node in report.model.nodes()}
    if not any(one.words and one.node in known for one in report.named):
        return None
    return _build_sheet(report, report.draw_words(), "words.svg", pictures, None)


def _build_named(report: Report, one: NamedCatalyst) -> dict[str, Any]:
    _ = get_words(report.language)
    known = {node.id: node for node in report.model.nodes()}
    question = known[one.node].question if one.node in known else None
    return {
        "name": soften(report.name(one.node)),
        "question": soften(question.text(report.language)) if question else "",
        "words": [soften(to_line(word)) for word in one.words],
        "groups": [
            {
                "title": soften(to_line(group.title)) or "–",
                "count": _write_answers(report, len(group.texts)),
                "texts": soften(join_answers(group.texts)),
            }
            for group in one.groups
        ],
        "others": soften(join_answers(one.others)),
        "count": _write_answers(report, len(one.others)),
    }


def _write_answers(report: Report, count: int) -> str:
    _ = get_words(report.language)
    return _("1 answer") if count == 1 else _("{count} answers").format(count=count)


def join_answers(texts: Iterable[str]) -> str:
    """The answers in a row; what several people said stands once, with how many they were.

    >>> join_answers(["time", "a plan", "time"])
    'time (2×) · a plan'
    """
    counts = Counter(to_line(text) for text in texts)
    return " · ".join(text if count == 1 else f"{text} ({count}×)" for text, count in counts.items())


def _build_story(report: Report, story: Story) -> dict[str, Any]:
    built = build_story(replace_source(story), report.language)
    return {
        "title": built["name"],
        "paragraphs": built["paragraphs"],
        "language": built["language"],
        "about": built["about"],
        "nodes": soften(", ".join(report.name(node) for node in story.nodes)),
    }


def replace_source(story: Story) -> Story:
    """The story without the name of the workshop, which the report has on every page."""
    if story.source is None or story.source.session is None:
        return story
    return story.model_copy(update={"source": None})


def _list_links(report: Report) -> list[dict[str, str]]:
    if not report.address:
        return []
    address = build_address(report.address, {"lang": report.language})
    return [{"text": to_line(address), "url": to_link(address)}]
