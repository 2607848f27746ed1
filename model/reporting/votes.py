"""Votes and their maps on paper, as the data that typst sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.diagram import Diagram
from model.export.edge_values import EdgeValue
from model.export.figure import Caption, Figure
from model.export.frame import frame_on_paper, make_printable, to_line
from model.export.palette import PALETTES
from model.export.pdf import measure_paper
from model.export.typesetting import soften
from model.reporting.colours import (
    UNSURE,
    Mark,
    Scale,
    build_scale,
    colour_picture,
    list_steps,
    mark_differences,
    mark_vote,
)
from model.reporting.edge_lines import draw_values, value_differences, value_vote
from model.reporting.report import Report, Vote
from model.reporting.sentences import (
    count_paths,
    describe_middle,
    describe_shown,
    describe_vote,
    describe_weak,
    describe_weakest,
    explain_comparison,
    explain_spread,
    list_same_people,
    name_role,
    name_round,
    sum_up_consequences,
    sum_up_same_people,
    sum_up_weakest,
)
from model.teams import describe_difference, describe_sides, explain_colours
from model.words import get_words, join_label, write_number
from model.workshop import DECIMALS, KeptMean, SubjectTally, write_difference
from model.workshop.wording import describe_roles, name_unsure

_MOST_WEAK = 10
_MOST_CHAINS = 3
_WIDE = 0.08
"""Which share of a bar has room for its number."""


def build_vote(report: Report, vote: Vote, number: int, pictures: dict[str, str]) -> dict[str, Any]:
    """A vote with its numbers; its map, where there is one, is added to `pictures`."""
    _ = get_words(report.language)
    scale = build_scale(vote, report.language)
    has_result = bool(vote.tally.voters and vote.values)
    file = f"vote-{number}.svg"
    map_page = _build_map(report, vote, file, pictures) if has_result and "map" in vote.poll.parts else None
    lit = " " + _("Thick lines: what the top choice leads to.") if vote.consequences else ""
    words = vote.poll.list_report_words(_)
    numbers = {str(number): name for number, name in vote.poll.name_numbers(_, vote.round.ends).items()}
    steps = [{"name": numbers.get(name, name), "colour": colour} for name, colour in list_steps(scale)]
    unsure = [{"name": name_unsure(_), "colour": UNSURE}] if vote.poll.unsure else []
    return {
        "kicker": words.kicker,
        "title": soften(name_round(vote.round, report.language)),
        "about": describe_vote(report, vote),
        "empty": _("Nobody voted."),
        "is-mean": vote.poll.is_mean,
        "heads": {
            "node": words.subject,
            "spread": words.spread,
            "value": words.value,
            "people": words.people,
            "middle": _("Middle half"),
        },
        "rows": [_build_row(report, vote, tally, scale) for tally in vote.tally.subjects]
        if has_result
        else [],
        "steps": [*steps, *unsure],
        "roles": _build_roles(report, vote),
        "weakest": _build_weakest(report, vote, scale),
        "leads": _build_leads(report, vote),
        "same_people": _build_same_people(report, vote),
        "map-steps": steps if vote.poll.about == "nodes" else [],
        "compared": _build_comparison(report, vote, number, pictures),
        "sheet": map_page,
        "file": file,
        "map-title": soften(name_round(vote.round, report.language)),
        "map-about": words.on_map + lit,
    }


def _build_map(report: Report, vote: Vote, file: str, pictures: dict[str, str]) -> dict[str, Any] | None:
    """The map of a vote; None where it has nothing any more that was voted on."""
    diagram = report.draw_vote(vote)
    drawn = {node.id for node in diagram.nodes} | {f"{edge.source}>{edge.target}" for edge in diagram.edges}
    on_map = drawn & vote.values.keys()
    if not on_map:
        return None
    _, scale = get_words(report.language), build_scale(vote, report.language)
    values = value_vote(vote, scale, PALETTES["light"])
    page = build_map_page(report, diagram, file, pictures, mark_vote(vote, scale), values)
    said = [
        join_label(_, report.name_subject(vote, subject), scale.write(value))
        for subject, value in vote.values.items()
    ]
    question = to_line(name_round(vote.round, report.language))
    page["alternative"] += f" {question} {to_line('. '.join(said))}."
    return page


def _build_comparison(
    report: Report, vote: Vote, number: int, pictures: dict[str, str]
) -> dict[str, Any] | None:
    """A vote beside the rating that it is compared with; None where it is with none."""
    _, language = get_words(report.language), report.language
    if vote.compared is None:
        return None
    differences = report.list_differences(vote)
    file = f"change-{number}.svg"
    palette = PALETTES["light"]
    sheet = None
    if differences and "change" in vote.poll.parts:
        marks, values = mark_differences(vote, palette, language), value_differences(vote, palette, language)
        sheet = build_map_page(report, report.draw_change(vote), file, pictures, marks, values)
        said = [
            f"{name}, {describe_difference(difference, vote.compared, language)}"
            for name, difference in differences
        ]
        sheet["alternative"] += f" {to_line('. '.join(said))}."
    return {
        "title": _("Then and now"),
        "heads": [soften(side) for side in describe_sides(vote.compared, language)],
        "difference": _("Difference"),
        "rows": [
            {
                "name": soften(name),
                "words": soften(describe_difference(difference, vote.compared, language)),
                "sides": [
                    _build_mean(vote, side, language) for side in (difference.before, difference.after)
                ],
                "difference": write_difference(difference.value, language),
            }
            for name, difference in differences
        ],
        "key": explain_spread(_) if differences else "",
        "notes": [soften(line) for line in explain_comparison(report, vote)],
        "sheet": sheet,
        "file": file,
        "map-title": _("The difference on the map"),
        "map-about": soften(name_round(vote.round, language)),
        "map-steps": [
            {"name": name, "colour": colour}
            for name, colour in zip(explain_colours(_), palette.lines[:2], strict=True)
        ],
    }


def _build_mean(vote: Vote, mean: KeptMean, language: str) -> dict[str, Any]:
    """A mean in the middle half of what was given, as shares of the scale."""
    least, most = vote.limits
    places = {
        name: (value - least) / (most - least) for name, value in (("low", mean.low), ("high", mean.high))
    }
    return {
        "written": write_number(round(mean.mean, DECIMALS), language, DECIMALS),
        "mean": (mean.mean - least) / (most - least),
        **places,
    }


def _build_row(report: Report, vote: Vote, tally: SubjectTally, scale: Scale) -> dict[str, Any]:
    language, spread, value = report.language, tally.all, tally.value
    most = max(vote.values.values(), default=0) or 1
    people = spread.voters - (0 if vote.poll.is_mean else spread.histogram[0])
    if vote.poll.counted_number is not None:
        people = spread.histogram[vote.poll.counted_number]
    return {
        "rank": f"{tally.rank}" if tally.rank else "–",
        "name": soften(report.name_subject(vote, tally.subject)),
        "value": scale.write(value) if value is not None else "–",
        "people": write_number(people, language, 0),
        "share": (value or 0) / most,
        "colour": scale.colour(value or 0),
        "middle": describe_middle(spread, language),
        "parts": _build_parts(tally, scale),
    }


def _build_parts(tally: SubjectTally, scale: Scale) -> list[dict[str, Any]]:
    """How many gave each number; then how many do not know, where somebody does not."""
    counts = [(count, scale.colour(number)) for number, count in tally.all.histogram.items()]
    if tally.unsure:
        counts.append((tally.unsure, UNSURE))
    every = tally.all.voters + tally.unsure
    return [
        {"count": count, "written": str(count), "colour": colour, "is-wide": count >= _WIDE * every}
        for count, colour in counts
    ]


def _build_roles(report: Report, vote: Vote) -> dict[str, Any]:
    """The mean by role, where roles may be told apart: of nodes for which none may, a dash."""
    _ = get_words(report.language)
    roles = [
        role for role in vote.tally.by_role if any(role in tally.by_role for tally in vote.tally.subjects)
    ]
    scale = build_scale(vote, report.language)
    if not vote.poll.is_mean:
        means = [tally.by_role[role].mean or 0 for tally in vote.tally.subjects for role in tally.by_role]
        scale = Scale(0, max(means, default=0), 1, report.language)
    rows = []
    for tally in vote.tally.subjects if roles else ():
        cells = []
        for role in roles:
            mean = tally.by_role[role].mean if role in tally.by_role else None
            cells.append(
                {
                    "written": "–" if mean is None else write_number(mean, report.language),
                    "colour": "" if mean is None else scale.colour(mean),
                }
            )
        rows.append({"name": soften(report.name_subject(vote, tally.subject)), "cells": cells})
    note = vote.poll.list_report_words(_).by_role
    return {
        "heads": [f"{name_role(role, report.language)} ({vote.tally.by_role[role]})" for role in roles],
        "rows": rows,
        "note": f"{note} {describe_roles(_)}",
    }


def _build_weakest(report: Report, vote: Vote, scale: Scale) -> dict[str, Any]:
    """The weak nodes and paths that are shown, and what is said of those that are not."""
    found, words = vote.weakest, describe_weak(report, vote)
    shown = found.nodes[:_MOST_WEAK]
    most = max((weak.paths for weak in shown), default=1)
    examples = words.paths if words and found.points else ""
    if found.weak_paths > _MOST_CHAINS:
        counts = describe_shown(_MOST_CHAINS, found.weak_paths, report.language)
        examples += f" ({counts.rstrip('.')})"
    return {
        "title": soften(words.title) if words else "",
        "sentences": [
            *(soften(sentence) for sentence in sum_up_weakest(report, vote)),
            *([describe_weakest(report, vote, len(shown))] if shown else []),
        ],
        "rows": [
            {
                "name": soften(report.name(weak.node)),
                "value": scale.write(weak.value),
                "share": weak.paths / most,
                "count": count_paths(weak.paths, report.language),
            }
            for weak in shown
        ],
        "examples": examples,
        "paths": [
            [
                {
                    "name": soften(report.name(node)),
                    "is-weak": node in point.nodes,
                    "colour": scale.colour(point.value) if node in point.nodes else "",
                }
                for node in point.path.nodes
            ]
            for point in found.points[:_MOST_CHAINS]
        ],
    }


def _build_same_people(report: Report, vote: Vote) -> dict[str, Any]:
    """What the same people answered before and now."""
    if vote.same_people is None:
        return {"sentences": []}
    heads, *rows = list_same_people(report, vote)
    return {
        "sentences": list(sum_up_same_people(report, vote.same_people)),
        "heads": heads,
        "rows": [[soften(row[0]), *row[1:]] for row in rows],
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
    return {
        "sentences": [soften(sentence) for sentence in sum_up_consequences(report, vote)],
        "stages": stages,
    }


def build_map_page(
    report: Report,
    diagram: Diagram,
    file: str,
    pictures: dict[str, str],
    marks: Mapping[str, Mark] | None = None,
    values: Mapping[str, EdgeValue] | None = None,
) -> dict[str, Any]:
    """A map on a page of its own, its nodes coloured by `marks` and its edges by `values`; added to
    `pictures` as `file`."""
    figure = make_printable(
        Figure(report.model, diagram, Caption(has_legend=False), theme="light", address=report.address)
    )
    width, height, unit = measure_paper("a4")
    framed = frame_on_paper(figure, width, height - 90, unit)
    picture = colour_picture(framed.picture, figure.palette, marks) if marks else framed.picture
    pictures[file] = draw_values(picture, figure.palette, values) if values else picture
    found: dict[str, Any] = framed.data["map"]
    return found
