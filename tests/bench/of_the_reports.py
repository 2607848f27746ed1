"""Reports of a large workshop, their time and size: `python -m tests.bench.of_the_reports`
(in the environment of the tests)."""

from __future__ import annotations

import random
import time

from model import ConceptualModel, load_model
from model.loading import DATA
from model.reporting import REPORTS, Report, build_report, to_pack
from model.workshop import PARTICIPANT_ROLES, Ballot, Round
from tests.reporting import build_state, build_told

PEOPLE, ROUNDS, STORIES = 100, 10, 30


def run() -> None:
    """Print a table: each form of the report, and the pack."""
    model = load_model(DATA / "mangomoment.yaml")
    started = time.perf_counter()
    report = build_large_report(model)
    print(f"{PEOPLE} people, {ROUNDS} rounds, {STORIES} stories")
    print(f"{'counted':8} {time.perf_counter() - started:6.2f} s")
    for name, form in REPORTS.items():
        form.build(report)  # what is imported at first is not measured
        started = time.perf_counter()
        made = form.build(report)
        print(f"{name:8} {time.perf_counter() - started:6.2f} s {len(made) / 1024:7.0f} KiB")
    started = time.perf_counter()
    made = to_pack(model, report.workshop, [vote.round for vote in report.votes], report.stories, "en")
    print(f"{'pack':8} {time.perf_counter() - started:6.2f} s {len(made) / 1024:7.0f} KiB")


def build_large_report(model: ConceptualModel) -> Report:
    """A report of everybody voting in every round."""
    choosing = random.Random(1)
    nodes = tuple(node.id for stage in model.stages[:2] for node in model.nodes(stage=stage.id))
    rounds, ballots = [], {}
    for number in range(1, ROUNDS + 1):
        is_rating = number % 2 == 0
        round_ = Round(
            id=f"r{number}",
            number=number,
            kind="rating" if is_rating else "dots",
            nodes=nodes,
            dots=0 if is_rating else 5,
            is_revealed=True,
        )
        rounds.append(round_)
        ballots[round_.id] = tuple(
            Ballot(
                role=choosing.choice(PARTICIPANT_ROLES),
                choices={node: choosing.randint(1, 5) for node in nodes}
                if is_rating
                else dict.fromkeys(choosing.sample(nodes, 5), 1),
            )
            for _ in range(PEOPLE)
        )
    stories = tuple(build_told(f"Story {number}. " + "It went on. " * 40) for number in range(STORIES))
    return build_report(model, build_state(rounds=tuple(rounds), stories=stories), ballots, "en")


if __name__ == "__main__":
    run()
