"""Changes of single points that no test notices: `bash tests/run mutants`.

A fixed sample of changes is made one by one in a copy of the project, each tried by the tests that run the
changed line. Neither mutmut nor cosmic-ray tries a fixed sample: mutmut changes all functions, and nothing
beside them; cosmic-ray runs the same tests whatever is changed.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.changes import Change, choose_sample, list_changes
from tests.mutants.coverage_map import CoverageMap, list_code, make_map, read_map
from tests.mutants.trial import Trial, copy_project, try_change

ROOT = Path(__file__).parents[2]


def list_candidates(tree: Path, coverage_map: CoverageMap, places: Sequence[Path] = ()) -> list[Change]:
    """Every change of a line that some test runs, in these folders and files or, without any, in all."""
    within = [tree / place for place in places] or [tree]
    changes = (
        change
        for file in list_code(tree)
        if any(file.is_relative_to(place) for place in within)
        for change in list_changes(file.relative_to(tree).as_posix(), file.read_bytes())
    )
    return [change for change in changes if coverage_map.is_run(change.path, [change.line])]


def hold_trials(
    sample: list[Change], coverage_map: CoverageMap, folder: Path, jobs: int, seconds: float
) -> Iterator[Trial]:
    """The trials of a sample as they end, some at once, each in a copy of its own."""
    trees: SimpleQueue[Path] = SimpleQueue()
    for job in range(jobs):
        trees.put(copy_project(ROOT, folder / f"copy-{job}"))

    def hold(change: Change) -> Trial:
        tree = trees.get()
        try:
            return try_change(change, tree, coverage_map, seconds)
        finally:
            trees.put(tree)

    with ThreadPoolExecutor(jobs) as pool:
        try:
            for future in as_completed([pool.submit(hold, change) for change in sample]):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)  # where it is interrupted, those that run are the last


def main() -> None:
    """Try the sample and print its score and the changes that nobody noticed."""
    parser = argparse.ArgumentParser(prog="bash tests/run mutants")
    parser.add_argument("places", nargs="*", type=Path, help="only code in these folders and files")
    parser.add_argument("--sample", type=int, default=100, help="how many changes are tried")
    parser.add_argument("--seed", default="mango", help="another word chooses another sample")
    parser.add_argument("--jobs", type=int, default=2, help="how many are tried at once")
    parser.add_argument(
        "--seconds", type=float, default=180, help="how long the tests of one change may take"
    )
    parser.add_argument("--map", type=Path, help="where to keep the map of tests and lines, to use it again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder = Path(name)
        mapped: Path = options.map or folder / "map"
        if not (mapped / "code.txt").exists():
            mapped.mkdir(parents=True, exist_ok=True)
            tree = copy_project(ROOT, folder / "mapped")
            make_map(tree, mapped.absolute(), ["-n", str(options.jobs), "--dist", "loadfile"])
        coverage_map = read_map(ROOT, mapped)
        candidates = list_candidates(ROOT, coverage_map, options.places)
        sample = choose_sample(candidates, options.sample, options.seed)
        print(f"{len(candidates)} changes could be tried; {len(sample)} are", flush=True)
        trials = []
        for trial in hold_trials(sample, coverage_map, folder, options.jobs, options.seconds):
            trials.append(trial)
            print(f"{len(trials):4}  {trial.outcome:13}  {trial.change}", flush=True)
    report(trials)


def report(trials: list[Trial]) -> None:
    """Print the share that was noticed, and what was not."""
    survivors = sorted(
        (trial for trial in trials if trial.outcome == "not noticed"),
        key=lambda trial: (trial.change.path, trial.change.line),
    )
    noticed = len(trials) - len(survivors)
    print(
        f"\nnoticed: {noticed} of {len(trials)} ({noticed / len(trials):.0%})"
        if trials
        else "\nnothing tried"
    )
    for trial in survivors:
        print(f"  {trial.change}   [{trial.tried} of {trial.running} tests]")


if __name__ == "__main__":
    main()
