"""The command `python -m model export`: a file of the whole model or of a view of it."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from model.diagram import (
    Emphasis,
    Filter,
    build_diagram,
    emphasise_node,
    emphasise_path,
    emphasise_paths,
)
from model.errors import ConceptualModelError, UnknownIdError
from model.export import EXPORTERS
from model.export.addresses import build_address
from model.export.captions import build_caption
from model.export.figure import PAPERS, PARTS, Figure, Options, Part
from model.export.left_behind import describe_left_behind
from model.export.missing_letters import describe_lacking
from model.export.palette import PALETTES
from model.export.size_limits import describe_small_letters
from model.graph import ConceptualModel
from model.loading import load_model
from model.stories import Story, StoryQuery
from model.stories.own_stories import open_store
from model.words import get_words

_PARTS: dict[Part, str] = {
    "title": "the title",
    "legend": "the legend",
    "words": "the description of what is shown",
    "citation": "the citation",
    "licence": "the licence",
    "address": "the link to this view",
}
_STEPS = {"1": 1, "2": 2, "all": None}


def add_command(commands: Any) -> None:
    """Add the command to those of the command line."""
    command = commands.add_parser("export", help="export the diagram to a file")
    command.add_argument(
        "--format", required=True, choices=list(EXPORTERS), metavar="F", help=", ".join(EXPORTERS)
    )
    command.add_argument("--out", required=True, type=Path, metavar="FILE", help="output file")

    shown = command.add_argument_group("content", "without any of these, the whole model")
    for name, what in (("level", "levels"), ("stage", "stages"), ("without", "shared levels to leave out")):
        shown.add_argument(
            f"--{name}", nargs="+", action="extend", default=[], metavar="ID", help=f"ids of {what}"
        )
    shown.add_argument("--rest", choices=("fade", "hide"), default="fade", help="default: fade")
    shown.add_argument("--node", metavar="ID", help="what leads to this node and follows from it")
    shown.add_argument("--depth", choices=list(_STEPS), default="all", help="how far around it; default: all")
    ends = "id of a node, level:ID, stage:ID or level:ID+stage:ID"
    shown.add_argument("--from", dest="start", metavar="START", help=f"where paths start: {ends}")
    shown.add_argument("--to", dest="end", metavar="END", help="where they end")
    shown.add_argument("--path", nargs="+", default=[], metavar="ID", help="the nodes of one path, in order")
    shown.add_argument("--counts", action="store_true", help="how many stories each node has")

    look = command.add_argument_group("appearance")
    look.add_argument("--lang", metavar="LANGUAGE", help="default: the first one of the model")
    look.add_argument("--theme", choices=list(PALETTES), help="default: light, where the format has themes")
    look.add_argument("--paper", choices=list(PAPERS), help="default: depends on the format")
    look.add_argument("--scale", type=_read_scale, default=1.0, metavar="N", help="scale factor, 1 to 4")
    look.add_argument("--transparent", action="store_true", help="without a background")
    look.add_argument("--outlines", action="store_true", help="SVG with letters as outlines")
    look.add_argument("--steps", choices=("stages", "path"), default="", help="a slide for each step")

    beside = command.add_argument_group("parts to leave out")
    for name, what in _PARTS.items():
        beside.add_argument(f"--no-{name}", action="store_true", help=f"leave out {what}")
    beside.add_argument(
        "--no-stories", action="store_true", help="leave out the stories of handout and slides"
    )
    beside.add_argument("--address", default="", metavar="URL", help="address of the application, for links")
    beside.add_argument(
        "--db", metavar="URL", help="address of the database; default: that of the application"
    )
    beside.add_argument("--model", metavar="FILE", help="default: the model of the application")
    command.set_defaults(run=_export)


def _read_scale(text: str) -> float:
    with suppress(ValueError):
        if 1 <= (scale := float(text)) <= 4:
            return scale
    raise argparse.ArgumentTypeError("must be a number from 1 to 4")


def _export(arguments: argparse.Namespace) -> int:
    model = load_model(arguments.model)
    exporter = EXPORTERS[arguments.format]
    options = _read_options(arguments)
    left_out = [part for part in PARTS if getattr(arguments, f"no_{part}")]
    if faults := exporter.find_faults(
        arguments.theme, options, left_out, arguments.counts, arguments.no_stories
    ):
        raise ConceptualModelError("\n".join(faults))
    figure = _build_figure(arguments, model)
    content = exporter.build(figure, options)
    unfinished = arguments.out.with_name(f"{arguments.out.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(arguments.out)
    finally:
        unfinished.unlink(missing_ok=True)
    for warning in (
        describe_lacking(figure, arguments.format),
        describe_small_letters(figure, options, arguments.format),
        describe_left_behind(figure.model, arguments.format, get_words("en")),
    ):
        if warning:
            print(warning.encode(errors="backslashreplace").decode(), file=sys.stderr)
    return 0


def _read_options(arguments: argparse.Namespace) -> Options:
    return Options(
        paper=arguments.paper,
        scale=arguments.scale,
        is_transparent=arguments.transparent,
        has_outlines=arguments.outlines,
        steps=arguments.steps,
    )


def _build_figure(arguments: argparse.Namespace, model: ConceptualModel) -> Figure:
    language = choose_language(model, arguments.lang)
    view = _read_view(arguments, model)
    counts, stories = _read_stories(arguments, model)
    diagram = build_diagram(
        model, language, view.chosen, hide=arguments.rest == "hide", counts=counts, emphasis=view.emphasis
    )
    address = (
        build_address(arguments.address, _list_parameters(arguments, view, language))
        if arguments.address
        else ""
    )
    caption = build_caption(
        model, language, view.chosen, view.emphasis, view.path, address, ends=view.ends, node=arguments.node
    )
    return Figure(
        model=model,
        diagram=diagram,
        caption=caption.keep([part for part in PARTS if not getattr(arguments, f"no_{part}")]),
        theme=arguments.theme or Figure.theme,
        stories=stories,
        path=view.path,
        address=arguments.address,
    )


@dataclass(frozen=True)
class _View:
    """What is looked at: the filter, what stands out, the traced path, the ends of the paths."""

    chosen: Filter
    emphasis: Emphasis | None
    path: tuple[str, ...]
    ends: tuple[str, str] | None


def _read_view(arguments: argparse.Namespace, model: ConceptualModel) -> _View:
    chosen = Filter(frozenset(arguments.level), frozenset(arguments.stage), frozenset(arguments.without))
    chosen.find_nodes(model)  # says which id does not exist
    if bool(arguments.start) != bool(arguments.end):
        raise ConceptualModelError("--from and --to belong together; say both")
    ends = (arguments.start, arguments.end) if arguments.start else None
    path = tuple(model.get_node(node).id for node in arguments.path)
    for source, target in pairwise(path):
        if not model.get_edges(source, target):
            raise UnknownIdError("edge", f"{source} → {target}", ())
    if arguments.steps == "path" and not path:
        path = _find_shortest(model, ends)
    if path:
        return _View(chosen, emphasise_path(path), path, ends)
    if ends:
        return _View(chosen, emphasise_paths(model, *ends), (), ends)
    around = emphasise_node(model, arguments.node, _STEPS[arguments.depth]) if arguments.node else None
    return _View(chosen, around, (), None)


def _find_shortest(model: ConceptualModel, ends: tuple[str, str] | None) -> tuple[str, ...]:
    if ends is None:
        raise ConceptualModelError("the steps of a path need one; use --path, or --from and --to")
    first = next(model.find_paths(*ends, at_most=1), None)
    if first is None:
        raise ConceptualModelError(f"no path leads from {ends[0]} to {ends[1]}")
    return first.nodes


def _list_parameters(arguments: argparse.Namespace, view: _View, language: str) -> dict[str, str]:
    """The view as the parameters of an address."""
    return {
        "level": ",".join(arguments.level),
        "stage": ",".join(arguments.stage),
        "without": ",".join(arguments.without),
        "rest": "hide" if arguments.rest == "hide" else "",
        "counts": "yes" if arguments.counts else "",
        "node": arguments.node or "",
        "depth": arguments.depth if arguments.node and arguments.depth != "all" else "",
        "from": arguments.start or "",
        "to": arguments.end or "",
        "path": ",".join(view.path),
        "lang": language,
    }


def _read_stories(
    arguments: argparse.Namespace, model: ConceptualModel
) -> tuple[dict[str, int] | None, tuple[Story, ...]]:
    """How many stories each node has, where that is asked for, and the stories that may go into the file."""
    has_stories = (
        EXPORTERS[arguments.format].tells_stories(_read_options(arguments)) and not arguments.no_stories
    )
    if not (arguments.counts or has_stories):
        return None, ()
    query = StoryQuery(
        statuses=frozenset({"published"}), consents=frozenset({"room", "exports"}), sort="oldest"
    )
    with closing(open_store(model, arguments.model, arguments.db)) as store:
        counts = store.count_by_node() if arguments.counts else None
        return counts, tuple(store.walk(query)) if has_stories else ()


def choose_language(model: ConceptualModel, language: str | None) -> str:
    """The language that was asked for, or the first one of the model; an error where it has no such one."""
    if language is None:
        return model.languages[0]
    if language not in model.languages:
        known = ", ".join(model.languages)
        raise ConceptualModelError(f'there is no language "{language}" in this model; choose one of {known}')
    return language
