"""Every kind of poll stands in every form of the report."""

from __future__ import annotations

import pytest

from model.reporting import REPORTS, build_report
from model.reporting.sentences import list_notes
from model.workshop import KINDS, ActivityKind, Ballot, Round, find_poll
from tests.documents import MODEL
from tests.reporting import ASKED, build_empty_state
from tests.workshopping import build_choices, choose_subjects


@pytest.mark.parametrize("kind", [kind for kind in KINDS if find_poll(kind)])
@pytest.mark.parametrize("form", REPORTS)
def test_each_poll_has_a_report(kind: ActivityKind, form: str) -> None:
    poll = find_poll(kind)
    assert poll is not None
    round_ = Round(id="r", number=1, kind=kind, is_revealed=True, **choose_subjects(kind, ASKED, dots=7))
    choices = build_choices(round_)
    ballots = [Ballot(role="patient", choices=choices)] * 5
    report = build_report(MODEL, build_empty_state(rounds=(round_,)), {"r": ballots}, "en")
    assert [vote.tally.top for vote in report.votes] == [round_.subjects[:1]]
    assert list(list_notes(report))
    assert REPORTS[form].build(report)
