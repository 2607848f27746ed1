"""The command line: `python -m model check [FILE]`, `python -m model paths START END`.

Exit 0; 1 with every fault and its place on standard error; 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from model.errors import ConceptualModelError
from model.evidence import Telling
from model.graph import ConceptualModel
from model.loading import find_model_file, load_model
from model.stories import Story, load_stories


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code.

    >>> main(["check"])
    mangomoment.yaml: 26 nodes, 43 edges, 15 stories: no faults
    0
    """
    parser = argparse.ArgumentParser(prog="python -m model", description="Ask a conceptual model.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="find every fault in a model file")
    check.add_argument("file", nargs="?", metavar="FILE", help="default: the model that is shown")
    check.add_argument("--model", metavar="FILE", help="the same as FILE")
    check.set_defaults(run=_check)

    paths = commands.add_parser("paths", help="list paths, shortest first, and whether stories tell them")
    ends = "id of a node, level:ID, stage:ID or level:ID+stage:ID"
    paths.add_argument("start", metavar="START", help=ends)
    paths.add_argument("end", metavar="END", help=ends)
    paths.add_argument(
        "--via", nargs="+", action="extend", default=[], metavar="ID", help="only paths that hold these nodes"
    )
    paths.add_argument(
        "--avoiding",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="no path that holds one of these",
    )
    paths.add_argument("--at-most", type=_read_bound, default=1000, metavar="N", help="list at most N paths")
    form = paths.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON: ids, sentence, evidence of each path")
    form.add_argument("--count", action="store_true", help="only how many paths there are")
    paths.add_argument("--lang", metavar="LANGUAGE", help="language of the sentences")
    paths.add_argument("--model", metavar="FILE", help="another model file")
    paths.set_defaults(run=_paths)

    given = parser.parse_args(arguments)
    try:
        return int(given.run(given))
    except ConceptualModelError as error:
        print(error, file=sys.stderr)
        return 1


def _read_bound(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _check(given: argparse.Namespace) -> int:
    file = given.file or given.model
    model = load_model(file)
    result = f"{len(model.nodes())} nodes, {len(model.edges)} edges"
    stories = _load_own_stories(model, file)
    if stories:
        result += f", {len(stories)} stories"
    print(f"{file or find_model_file().name}: {result}: no faults")
    return 0


def _paths(given: argparse.Namespace) -> int:
    model = load_model(given.model)
    language = _choose_language(model, given.lang)
    asked = {"start": given.start, "end": given.end, "via": given.via, "avoiding": given.avoiding}
    count = model.count_paths(**asked)
    if given.count:
        print(count)
        return 0
    telling = Telling(model, _load_own_stories(model, given.model))
    found = [(path, telling.judge(path)) for path in model.find_paths(**asked, at_most=given.at_most)]
    if given.json:
        listed = [
            {"nodes": path.nodes, "sentence": model.to_sentence(path, language), "evidence": asdict(evidence)}
            for path, evidence in found
        ]
        answer = {"count": int(count), "exact": count.is_exact, "paths": listed}
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return 0
    print(f"{count} paths" if count != 1 else "1 path")
    for path, evidence in found:
        print(f"{' → '.join(path.nodes)} [{evidence.kind}]")
    return 0


def _load_own_stories(model: ConceptualModel, file: str | None) -> tuple[Story, ...]:
    """The stories that come along with the model that comes along; another model has none."""
    return load_stories(model) if file is None and model.file.model.id == "mangomoment" else ()


def _choose_language(model: ConceptualModel, asked: str | None) -> str:
    if asked is None:
        return model.languages[0]
    if asked not in model.languages:
        known = ", ".join(model.languages)
        raise ConceptualModelError(f'there is no language "{asked}" in this model; choose one of {known}')
    return asked


if __name__ == "__main__":
    sys.exit(main())
