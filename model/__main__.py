"""The command line: `python -m model check [FILE]`, `python -m model paths START END`.

Exit 0; 1 with every fault and its place on standard error; 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from model.errors import ConceptualModelError
from model.graph import ConceptualModel
from model.loading import find_model_file, load_model
from model.stories import load_stories


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

    paths = commands.add_parser("paths", help="list the paths between two nodes, shortest first")
    paths.add_argument("start", metavar="START", help="id of a node")
    paths.add_argument("end", metavar="END", help="id of a node")
    paths.add_argument("--at-most", type=_read_bound, default=1000, metavar="N", help="list at most N paths")
    paths.add_argument("--json", action="store_true", help="as JSON: ids and sentence of each path")
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
    if file is None and model.file.model.id == "mangomoment":
        result += f", {len(load_stories(model))} stories"
    print(f"{file or find_model_file().name}: {result}: no faults")
    return 0


def _paths(given: argparse.Namespace) -> int:
    model = load_model(given.model)
    language = _choose_language(model, given.lang)
    count = model.count_paths(given.start, given.end)
    found = model.find_paths(given.start, given.end, at_most=given.at_most)
    if given.json:
        listed = [{"nodes": path.nodes, "sentence": model.to_sentence(path, language)} for path in found]
        answer = {"count": int(count), "exact": count.is_exact, "paths": listed}
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return 0
    print(f"{count} paths" if count != 1 else "1 path")
    for path in found:
        print(" → ".join(path.nodes))
    return 0


def _choose_language(model: ConceptualModel, asked: str | None) -> str:
    if asked is None:
        return model.languages[0]
    if asked not in model.languages:
        known = ", ".join(model.languages)
        raise ConceptualModelError(f'there is no language "{asked}" in this model; choose one of {known}')
    return asked


if __name__ == "__main__":
    sys.exit(main())
