"""What is wrong with a row of a file, in the language of the screen."""

from __future__ import annotations

from model.stories.intake.problems import Problem
from model.words import Translate, join_label


def describe_problem(problem: Problem, _: Translate) -> str:
    """The sentence for something wrong in a row, in its English words where there are no others."""
    words = {
        "unknown-teller": _("It is not known which teller “{said}” is. Choose what it means."),
        "unknown-language": _("It is not known which language “{said}” is. Choose what it means."),
        "unknown-node": _("There is no element “{said}”."),
        "unknown-dimension": _("There is no dimension “{said}”."),
        "unknown-status": _("There is no status “{said}”."),
        "unknown-origin": _("There is no origin “{said}”."),
        "ambiguous-node": _("“{said}” may be several elements; write the id."),
        "ambiguous-dimension": _("“{said}” may be several dimensions; write the id."),
        "missing-text": _("The story itself is missing."),
        "missing-teller": _("The teller is missing."),
        "missing-language": _("The language is missing."),
        "too-long": _("{length} characters; the limit is {longest}."),
        "bad-truth": _("It is not clear whether “{said}” is yes or no. Choose what it means."),
        "bad-date": _("“{said}” is not a date; write it as 2026-11-23."),
        "future-day": _("{said} is still to come."),
        "no-answer": _("“{said}” is not a story."),
        "total": _("This is a row of totals."),
        "remark": _("This is a remark below the table: “{said}”."),
        "bad-translations": _("The translations cannot be read. Leave the cell empty."),
        "bad-value": _("“{said}” cannot be read."),
        "unknown-team": _(
            "“{said}” is not the id of a team. Leave the column out, and give the stories a team once they "
            "are here."
        ),
        "bad-url": _("“{said}” is not a web address; it begins with https://."),
        "bad-id": _("“{said}” is not an id: letters without accents, digits, “-”, “_” and “.” only."),
        "bad-number": _("“{said}” is not a number from 1 up."),
        "repeated-id": _("Row {earlier} has the id “{said}” too."),
        "repeated-language": _("Two texts are in the same language; keep one."),
        "extra-cells": _(
            "This row has more cells than there are columns. Put quotation marks "
            "around texts that contain a separator."
        ),
    }.get(problem.code)
    if words is None and problem.code.startswith("unknown-"):
        words = _("“{said}” is not one of the choices.")
    if words is None:
        return problem.message
    said = words.format(**problem.details)
    if near := problem.details.get("near"):
        said += " " + _("Did you mean “{near}”?").format(near=near)
    return said


def describe_in_row(problem: Problem, _: Translate) -> str:
    """The sentence with its column before it, for a file in which the row stands beside it."""
    said = describe_problem(problem, _)
    return join_label(_, problem.column, said) if problem.column else said
