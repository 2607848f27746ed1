"""What the browser needs to know to answer a click at once: every text of the model in one language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from model import ConceptualModel, Story
from model.diagram import build_diagram
from model.export.legend import build_legend
from model.export.palette import build_screen_palette
from model.export.signs import to_picture
from model.schema import Node, Provenance, Words
from model.words import get_words, join_label
from pages.shared.evidence_words import describe_evidence, describe_provenances
from pages.shared.story_payload import to_payload
from pages.shared.story_words import list_origins, list_plain, list_told_by
from pages.workbench.guided_starts import GuidedStart


def build_texts(
    model: ConceptualModel,
    counts: Mapping[str, int],
    language: str,
    opened: str = "",
    starts: Sequence[GuidedStart] = (),
) -> bytes:
    """Nodes, edges and sources of a model, and the words around them, as JSON; with where to start.

    `counts` is how many stories a node has; their texts are apart, as those may be withdrawn. `opened` is the
    key of a model that a visitor opened, of which no stories are told.

    >>> from model import load_model
    >>> texts = json.loads(build_texts(load_model(), {}, "nl"))
    >>> len(texts["nodes"]), texts["nodes"]["effect-joy-in-work"]["name"]
    (26, 'Vreugde in het werk')
    """
    through = model.paths_through
    first, last = model.stages[0], model.stages[-1]
    total = model.count_paths(f"stage:{first.id}", f"stage:{last.id}")
    texts = {
        "language": language,
        "title": model.title.text(language),
        "opened": opened,
        "words": _words(language, has_stories=not opened),
        "stages": {stage.id: _named(stage.singular or stage.name, language) for stage in model.stages},
        "stageNames": {stage.id: stage.name.text(language) for stage in model.stages},
        "levels": {level.id: level.name.text(language) for level in model.levels},
        "sharedLevels": [level.id for level in model.levels if level.shared],
        "kinds": {
            kind.id: {
                "name": kind.name.text(language),
                "verb": kind.verb.text(language),
                "inverse": kind.inverse.text(language) if kind.inverse else f"← {kind.verb.text(language)}",
            }
            for kind in model.file.kinds
        },
        "sources": {
            source.id: _without_none(
                {"short": source.short, "reference": source.reference.text(language), "url": source.url}
            )
            for source in model.file.sources
        },
        "dimensions": {dimension.id: dimension.name.text(language) for dimension in model.file.dimensions},
        "paths": {"all": str(total), "from": first.name.text(language), "to": last.name.text(language)},
        "nodes": {node.id: _node(node, language, str(through[node.id])) for node in model.nodes()},
        "edges": [
            _without_none(
                {
                    "from": edge.source,
                    "to": edge.target,
                    "kind": edge.kind,
                    "directed": None if edge.directed else False,
                    "provenance": edge.provenance.kind if edge.provenance else None,
                    "note": _text(edge.provenance.note, language) if edge.provenance else None,
                    "source": edge.provenance.source if edge.provenance else None,
                    "further": _further(edge.provenance, language) if edge.provenance else None,
                }
            )
            for edge in model.edges
        ],
        "counts": dict(counts),
        "legend": _legend(model, language),
        "summary": _text(model.file.model.summary, language) or "",
        "starts": [asdict(start) for start in starts],
    }
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode()


def build_stories(stories: tuple[Story, ...], model: ConceptualModel, language: str) -> bytes:
    """The stories that are shown beside a model, by their ids, as JSON.

    >>> from model import load_model
    >>> build_stories((), load_model(), "nl")
    b'{}'
    """
    known = {node.id for node in model.nodes()}
    payloads = {story.id: to_payload(story, known, language) for story in stories}
    return json.dumps(payloads, ensure_ascii=False, separators=(",", ":")).encode()


def _legend(model: ConceptualModel, language: str) -> list[dict[str, Any]]:
    """The groups of signs for all of a model, each sign as a picture in the colours of the page."""
    diagram = build_diagram(model, language, counts={})
    return [
        {
            "title": group.title,
            "signs": [
                {
                    "name": sign.name,
                    "form": sign.form,
                    "kinds": list(sign.kinds),
                    "picture": to_picture(sign),
                }
                for sign in group.signs
            ],
        }
        for group in build_legend(diagram, build_screen_palette())
    ]


def _node(node: Node, language: str, paths: str) -> dict[str, Any]:
    return _without_none(
        {
            "name": node.name.text(language),
            "stage": node.stage,
            "level": node.level,
            "description": _text(node.description, language),
            "question": _text(node.question, language),
            "provenance": _provenance(node.provenance, language),
            "paths": paths,
        }
    )


def _provenance(provenance: Provenance | None, language: str) -> dict[str, Any] | None:
    if provenance is None:
        return None
    return _without_none(
        {
            "kind": provenance.kind,
            "source": provenance.source,
            "note": _text(provenance.note, language),
            "further": _further(provenance, language),
        }
    )


def _further(provenance: Provenance, language: str) -> list[dict[str, str]] | None:
    """What further sources add, each with its note."""
    return [
        {"source": addition.source, "note": addition.note.text(language)} for addition in provenance.further
    ] or None


def _text(words: Words | None, language: str) -> str | None:
    return words.text(language) if words is not None else None


def _named(words: Words, language: str) -> str:
    name = words.text(language)
    return name[:1].upper() + name[1:]


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _words(language: str, has_stories: bool) -> dict[str, Any]:
    _ = get_words(language)
    return {
        "labelled": join_label(_, "{label}", "{text}"),
        "inputs": _input_words(language, has_stories),
        "kept": _("{kept} of {all} elements"),
        "found": _("{count} found"),
        "tooMany": _(
            "{count} elements are more than a picture can show legibly. The outline shows them as a list; a "
            "filter that hides the others makes the picture smaller."
        ),
        "tooNarrow": _("On a narrow screen the outline is easier to read than the network."),
        "showOutline": _("Show the outline"),
        "drawAll": _("Draw all of them"),
        "chooseStart": _("Step 1 of 2: choose where paths start, here or by a click on the map."),
        "chooseEnd": _("Step 2 of 2: choose where they end, here or by a click on the map."),
        "startsHere": _("paths start here"),
        "endsHere": _("paths end here"),
        "differences": _("In what they differ: {names}"),
        "onePath": _("1 path"),
        "countPaths": _("{count} paths"),
        "narrow": _("List only these: {names}"),
        "noneOfThese": _("none of these"),
        "moreRows": _("{count} more"),
        "allAgain": _("List all paths again"),
        "sentence": _("Sentence"),
        "flow": _("Show the flow"),
        "flowTitle": _("The paths as a flow diagram"),
        "reading": _("How to read the evidence"),
        "readingLimits": _(
            "Many stories show that something is often told, not that its effect is strong. Links "
            "that were each seen in a different place may not hold one after the other, so a chain "
            "of them can mislead."
        ),
        "evidenceMeanings": {kind: meaning for kind, (_name, meaning) in describe_evidence(_).items()},
        "map": _("Map of the model. Arrow keys walk, Enter selects, Escape clears."),
        "tools": _("Tools for the picture"),
        "focus": _("Steps around"),
        "depths": {"1": _("1 step"), "2": _("2 steps"), "all": _("All steps")},
        "allDepths": _("All"),
        "depthHelp": _("How many steps around the selected element are highlighted"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "fit": _("Whole picture"),
        "fullscreen": _("Fullscreen"),
        "physics": _("Move the elements automatically"),
        "putBack": _("Reset the positions"),
        "networkText": _("The same elements as text"),
        "networkHelp": _("Drag elements to where you want them."),
        "legend": _("Legend"),
        "close": _("Close"),
        "panel": _("Details"),
        "closePanel": _("Close the panel (I)"),
        "openPanel": _("Open the panel (I)"),
        "showOnly": _("Show only: {name}"),
        "link": _("Link"),
        "whichLink": _("Several links share this line. Choose one:"),
        "itsEnds": _("What it links"),
        "whatThisIs": _("What this is"),
        "howToRead": _("How to read it"),
        "readingSteps": [
            _("From left to right: an arrow says that one element leads to the next."),
            _("Click on an element to see what leads to it, what follows from it, and the stories about it.")
            if has_stories
            else _("Click on an element to see what leads to it and what follows from it."),
            _("Click on the head of a column or the title of a row to see only that."),
        ],
        "whereToStart": _("Where to start"),
        "openQuestion": _("The question it invites"),
        "reference": _("Full reference"),
        "leadsHere": _("What leads to it"),
        "leadsOn": _("What it leads to"),
        "linkedWith": _("Linked, no direction given"),
        "followedAsWritten": _("Paths follow such a link as it is written."),
        "moreLinks": _("and {count} more"),
        "relations": {
            "before": "← " + _("leads to it"),
            "after": "→ " + _("follows from it"),
            "path": "· " + _("on a path"),
        },
        "selected": _("selected"),
        "nowSelected": _("Selected: {name}"),
        "links": _("leads to {to}, from {from}"),
        "hit": _("found"),
        "off": _("switched off"),
        "pathList": _("Paths, shortest first"),
        "more": _("Show more paths"),
        "pickHint": _("Pick a path to step along it with the arrow keys."),
        "steps": _("Step along the path"),
        "stepBack": _("Previous step"),
        "stepOn": _("Next step"),
        "copy": _("Copy the sentence"),
        "copied": _("Copied."),
        "takeAlong": _("Export the paths:"),
        "noPaths": _("No such path among those checked."),
        "gap": _("Not told yet"),
        "manyStories": _("{count} stories"),
        "evidence": {kind: name for kind, (name, _meaning) in describe_evidence(_).items()},
        "pathsThrough": _("{count} of the {all} paths from “{from}” to “{to}” run through it."),
        "stories": _("Stories"),
        "noStories": _("Nobody has told a story about this yet."),
        "origins": list_origins(_),
        "source": _("Source"),
        "dimensions": _("Dimensions of person-centred care"),
        "plain": list_plain(_),
        "failed": _("The picture could not be loaded. Check that the server is running, then try again."),
        "again": _("Try again"),
        "addHere": _("Tell a story about this"),
        "allStories": _("All stories about this"),
        "storySent": _("Saved. It is shown here once it is published."),
        "tellers": list_told_by(_),
        "provenances": {kind: name for kind, (name, _meaning) in describe_provenances(_).items()},
        "provenanceMeanings": {kind: meaning for kind, (_name, meaning) in describe_provenances(_).items()},
    }


def _input_words(language: str, has_stories: bool) -> dict[str, Any]:
    _ = get_words(language)
    return {
        "view": _("View"),
        "views": {"map": _("Map"), "network": _("Network"), "outline": _("Outline")},
        "search": _("Search names, descriptions, stories"),
        "searchList": {
            "found": _("Elements found"),
            "places": {
                "name": _("In the name"),
                "description": _("In the description"),
                "stories": _("In stories") if has_stories else _("In another language"),
            },
            "about": _("in a story about: {names}"),
            "elsewhere": _("in another story or another language") if has_stories else "",
            "oneOutside": _("1 of them is filtered out"),
            "manyOutside": _("{count} of them are filtered out"),
            "none": _("No element contains “{search}”."),
            "near": _("Did you mean:"),
            "stories": _("Search the stories for “{search}”"),
        },
        "levels": _("Levels"),
        "stages": _("Stages"),
        "more": _("More"),
        "copyAddress": _("Copy the address of this view"),
        "print": _("Print"),
        "filter": _("Filter"),
        "filters": _("Filter ({count})"),
        "without": _("without {name}"),
        "allElements": _("Show all elements"),
        "rest": _("Other elements"),
        "rests": {"fade": _("Dim others"), "hide": _("Hide others")},
        "counts": _("Show number of stories"),
        "reset": _("Reset"),
        "from": _("From"),
        "to": _("To"),
        "via": _("Through"),
        "off": _("What if there were no …"),
        "anyNode": _("any element"),
        "noneOff": _("Choose an element"),
        "chooseEnd": _("Choose, or click on the map"),
        "all": _("All: {name}"),
        "swap": _("Swap start and end"),
        "evidence": _("Evidence"),
        "allPaths": _("all paths"),
        "order": _("Order"),
        "which": _("Which paths are listed") if has_stories else _("Through"),
        "sorts": {"short": _("shortest first"), "told": _("most told first")},
        "takeOut": _("Remove: {name}"),
    }
