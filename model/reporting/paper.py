"""The report of a workshop on paper: a PDF that can be read aloud, made by typst."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from model.export.addresses import build_address
from model.export.frame import to_language, to_line, to_link
from model.export.handout import build_story
from model.export.missing_letters import find_lacking_among, name_lacking
from model.export.typesetting import Document, soften
from model.reporting.agreed import list_agreed, list_followed
from model.reporting.print_style import COLOURS, TEMPLATES
from model.reporting.report import Named, Report
from model.reporting.sentences import (
    describe_day,
    describe_emptiness,
    describe_headcount,
    list_counted,
    list_figures,
    list_notes,
    name_round,
    name_story,
    replace_source,
    sum_up_named,
    sum_up_vote,
)
from model.reporting.votes import build_map_page, build_vote
from model.stories import Story
from model.words import get_words, join_label


def to_pdf(report: Report) -> bytes:
    """The report as a PDF on A4: what matters on the first page, then votes, words and stories.

    Each vote has its numbers on a page that stands and its map on one that lies. The document is tagged, has
    title and language, and carries no date of its own: the same report gives the same bytes. Letters that
    the font does not have become □, and their texts are named; a story told in such letters is not shown.
    """
    _ = get_words(report.language)
    pictures: dict[str, str] = {}
    votes = [build_vote(report, vote, number, pictures) for number, vote in enumerate(report.votes)]
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
        "followed": _build_followed(report),
        "votes": votes,
        "named": [_build_named(report, named) for named in report.named],
        "words_sheet": _build_words_page(report, pictures),
        "stories": [_build_story(report, story) for story in report.stories],
        "foot": to_line(f"{report.workshop.name} · {describe_day(report)}"),
        "notes": [soften(line) for line in (*list_notes(report), *_describe_missing_letters(report))],
        "links": _list_links(report),
    }
    return Document("report", data, pictures, TEMPLATES).to_pdf()


def _describe_missing_letters(report: Report) -> list[str]:
    _ = get_words(report.language)
    lacking = find_lacking_among(_list_typed(report))
    if not lacking.texts:
        return []
    outcome = _("In this file each of these characters is a □; the slides and the workbook keep them.")
    return [to_line(f"{name_lacking(lacking, report.language)} {outcome}")]


def _list_typed(report: Report) -> Iterator[str]:
    """What people typed."""
    yield report.workshop.name
    yield from (vote.round.question for vote in report.votes)
    for action in (*report.actions, *(followed.action for followed in report.followed)):
        yield from (action.text, action.who, action.when, action.outcome)
    yield from (followed.workshop_name for followed in report.followed)
    for named in report.named:
        yield from named.words
    for story in report.stories:
        wording = story.in_language(report.language)
        yield from (wording.title or name_story(report, story), wording.text, wording.setting)


def _title(report: Report) -> str:
    _ = get_words(report.language)
    return to_line(join_label(_, _("Workshop report"), report.workshop.name))


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
        "followed": _("What came of what we agreed"),
        "outcome": _("What came of it"),
        "roles": _("By role"),
        "paths": _("paths"),
        "leads": _("What the top choice leads to"),
        "same_people": _("The same people, then and now"),
        "kicker": _name_words(report),
        "named": _("In our words"),
        "own": _("These words are this workshop's own. The published model is not changed by them."),
        "map": _("The map in this workshop's words"),
        "marked": _("In quotation marks: this workshop's own words, not those of the published model."),
        "stories": _("Stories"),
        "told": _("What was told"),
        "consent": _("Their tellers agreed to have them exported."),
        "about": _("About this report"),
    }


def _name_words(report: Report) -> str:
    """What the words are that were found."""
    _ = get_words(report.language)
    kinds = dict.fromkeys(_("Short answers") if named.question else _("Catalysts") for named in report.named)
    return " · ".join(kinds)


def _build_summary(report: Report) -> list[dict[str, Any]]:
    _ = get_words(report.language)
    parts = [
        {
            "title": soften(name_round(vote.round, report.language)),
            "sentences": [soften(sentence) for sentence in sum_up_vote(report, vote)],
        }
        for vote in report.votes
    ]
    words = sum_up_named(report)
    if words:
        parts.append({"title": _("In our words"), "sentences": [soften(to_line(line)) for line in words]})
    return parts


def _build_actions(report: Report) -> list[dict[str, str]]:
    return [
        {
            "text": soften(to_line(action.text)),
            "who": soften(to_line(action.who)),
            "when": soften(to_line(action.until)),
            "nodes": soften(action.nodes),
        }
        for action in list_agreed(report)
    ]


def _build_followed(report: Report) -> list[dict[str, str]]:
    return [
        {
            "text": soften(to_line(action.text)),
            "state": action.state,
            "outcome": soften(to_line(action.describe_outcome(report.language))),
            "origin": soften(to_line(action.origin)),
        }
        for action in list_followed(report)
    ]


def _build_words_page(report: Report, pictures: dict[str, str]) -> dict[str, Any] | None:
    known = {node.id for node in report.model.nodes()}
    if not any(named.words and named.node in known for named in report.named):
        return None
    return build_map_page(report, report.draw_words(), "words.svg", pictures)


def _build_named(report: Report, named: Named) -> dict[str, Any]:
    known = {node.id: node for node in report.model.nodes()}
    question = known[named.node].question if named.node in known else None
    return {
        "name": soften(to_line(report.name_named(named))),
        "question": soften(question.text(report.language)) if question else "",
        "words": [soften(to_line(word)) for word in list_counted(named)],
    }


def _build_story(report: Report, story: Story) -> dict[str, Any]:
    built = build_story(replace_source(story), report.language)
    return {
        "title": built["title"] or soften(name_story(report, story)),
        "paragraphs": built["paragraphs"],
        "language": built["language"],
        "about": built["about"],
        "nodes": soften(", ".join(report.name(node) for node in story.nodes)),
    }


def _list_links(report: Report) -> list[dict[str, str]]:
    if not report.address:
        return []
    address = build_address(report.address, {"lang": report.language})
    return [{"text": to_line(address), "url": to_link(address)}]
