"""The command line: `python -m model check`, `… paths`, `… export`, `… import`, `… stories import|export`,
`… codebook`, `… codings report|import|export`, `… workshop list|report|pack|export|import`,
`… backup|verify|restore`, `… teller find|copy|erase`, `… words extract|check|report`.

Exit 0; 1 with every fault and its place on standard error; 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from model.catalogue import add_command as add_words
from model.counts import read_count
from model.errors import ConceptualModelError
from model.evidence import Telling
from model.export.codebook_command import add_command as add_codebook
from model.export.command import add_command as add_export
from model.export.command import choose_language
from model.importing.command import add_command as add_import
from model.importing.command import add_template_command
from model.loading import find_model_file, load_model
from model.reporting.coding_command import add_command as add_codings
from model.reporting.command import add_command as add_workshop
from model.stories.backup.command import add_command as add_backup
from model.stories.command import add_command as add_stories
from model.stories.own_stories import load_own_stories
from model.stories.trouble_log import leave_to_others
from model.teller_command import add_command as add_teller


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code.

    >>> main(["check"])
    mangomoment.yaml: 26 nodes, 43 edges, 19 stories: no faults
    0
    """
    parser = argparse.ArgumentParser(
        prog="python -m model", description="Check, query, import and export conceptual models."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="check a model file and list every fault")
    check.add_argument("file", nargs="?", metavar="FILE", help="default: the model of the application")
    check.add_argument("--model", metavar="FILE", help="the same as FILE")
    check.set_defaults(run=_check)

    paths = commands.add_parser("paths", help="list paths, shortest first, with the evidence of stories")
    ends = "id of a node, level:ID, stage:ID or level:ID+stage:ID"
    paths.add_argument("start", metavar="START", help=ends)
    paths.add_argument("end", metavar="END", help=ends)
    paths.add_argument(
        "--via",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="only paths through all of these nodes",
    )
    paths.add_argument(
        "--avoiding",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="only paths through none of these nodes",
    )
    paths.add_argument("--at-most", type=read_count, default=1000, metavar="N", help="list at most N paths")
    form = paths.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_true", help="print JSON: ids, sentence and evidence of each path"
    )
    form.add_argument("--count", action="store_true", help="print only the number of paths")
    paths.add_argument("--lang", metavar="LANGUAGE", help="language of the sentences")
    paths.add_argument("--model", metavar="FILE", help="default: the model of the application")
    paths.set_defaults(run=_paths)

    add_export(commands)
    add_import(commands)
    add_template_command(commands)
    add_workshop(commands)
    add_stories(commands)
    add_codings(commands)
    add_codebook(commands)
    add_backup(commands)
    add_teller(commands)
    add_words(commands)

    parsed = parser.parse_args(arguments)
    leave_to_others()
    try:
        return int(parsed.run(parsed))
    except (ConceptualModelError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _check(arguments: argparse.Namespace) -> int:
    file = arguments.file or arguments.model
    model = load_model(file)
    stories = load_own_stories(model, file)
    result = f"{_count(len(model.nodes()), 'node')}, {_count(len(model.edges), 'edge')}"
    if stories:
        result += f", {_count(len(stories), 'story', 'stories')}"
    print(f"{file or find_model_file().name}: {result}: no faults")
    undirected = model.count_undirected()
    if undirected == 1:
        print("1 edge has no direction: it is followed as written")
    elif undirected:
        print(f"{undirected} edges have no direction: they are followed as written")
    return 0


def _count(number: int, what: str, many: str = "") -> str:
    return f"{number} {what if number == 1 else many or f'{what}s'}"


def _paths(arguments: argparse.Namespace) -> int:
    model = load_model(arguments.model)
    language = choose_language(model, arguments.lang)
    query = {
        "start": arguments.start,
        "end": arguments.end,
        "via": arguments.via,
        "avoiding": arguments.avoiding,
    }
    count = model.count_paths(**query)
    if arguments.count:
        print(count)
        return 0
    telling = Telling(model, load_own_stories(model, arguments.model))
    found = [(path, telling.judge(path)) for path in model.find_paths(**query, at_most=arguments.at_most)]
    if arguments.json:
        listed = [
            {"nodes": path.nodes, "sentence": model.to_sentence(path, language), "evidence": asdict(evidence)}
            for path, evidence in found
        ]
        answer = {
            "count": int(count),
            "exact": count.is_exact,
            "undirected_edges": model.count_undirected(),  # followed as they are written
            "paths": listed,
        }
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return 0
    print(f"{count} paths" if count != 1 else "1 path")
    for path, evidence in found:
        print(f"{' → '.join(path.nodes)} [{evidence.kind}]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
