"""What is known around the model, what its parts mean, and what nobody knows yet, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from model import ConceptualModel, Telling
from model.export.wording import describe_provenance
from model.schema import Level, Node, Remark, Stage
from model.words import Translate
from pages.shared import address, resources
from pages.shared.templates import render

_TEMPLATES = Path(__file__).parent / "templates"


def render_remarks(model: ConceptualModel, remarks: Iterable[Remark], language: str) -> str:
    """Each remark under its name, with links to the sources that say it."""
    shown = [
        {
            "name": remark.name.text(language),
            "sort": "",
            "text": remark.text.text(language),
            "sources": [_build_link(model, source) for source in remark.sources],
            "known": "",
        }
        for remark in remarks
    ]
    return render(_TEMPLATES, "remarks.html", remarks=shown)


def list_described(model: ConceptualModel) -> list[Stage | Level]:
    """The stages and then the levels that say more than their name."""
    parts: list[Stage | Level] = [*model.stages, *model.levels]
    return [part for part in parts if part.description]


def render_parts(model: ConceptualModel, language: str, _: Translate) -> str:
    """What each stage and level means, and how that is known."""
    shown = [
        {
            "name": part.name.text(language),
            "sort": _("Stage") if isinstance(part, Stage) else _("Level"),
            "text": part.description.text(language) if part.description else "",
            "sources": [],
            "known": describe_provenance(model, part.provenance, language) if part.provenance else "",
        }
        for part in list_described(model)
    ]
    return render(_TEMPLATES, "remarks.html", remarks=shown)


def list_open(model: ConceptualModel) -> list[Node]:
    """The nodes that a source says exist, and that none names."""
    return [node for node in model.nodes() if node.provenance and node.provenance.kind == "open"]


def list_untold(content: resources.Content) -> list[Node]:
    """The nodes that need a story and have no public one; none for an opened model, which has no stories."""
    if content.is_opened:
        return []
    telling = Telling(content.model, content.attached)
    return [
        node
        for node in content.model.nodes()
        if telling.needs_story(node.id) and not telling.find_stories(node.id)
    ]


def render_nodes(nodes: Iterable[Node], language: str) -> str:
    """Their names, each leading to the node on the map."""
    links = [
        {
            "name": node.name.text(language),
            "address": "explore?" + urlencode({"node": node.id, **address.keep("lang", "model")}),
        }
        for node in nodes
    ]
    return render(_TEMPLATES, "nodes.html", links=links)


def describe_filling(model: ConceptualModel, _: Translate) -> list[str]:
    """How to put into the model file what a source names after all, step by step, as Markdown."""
    ids = ", ".join(f"`{node.id}`" for node in list_open(model))
    source = model.file.model.source
    where = "" if source is None else model.get_source(source).url or ""
    steps = [
        _("Look for their names in the full text: {address}").format(address=where)
        if where
        else _("Look for their names in the full text of the main source."),
        _(
            "Take the model file: save the model as YAML on the Export page, or, on the server, take "
            "`data/mangomoment.yaml` or the file that `MANGOMOMENT_MODEL` names."
        ),
        _("Find these ids under `nodes`: {ids}").format(ids=ids),
        _(
            "For each one, write what the source says, in your own words, into `name`, `in_sentence` and "
            "`description`. Under `provenance`, change `kind: open` to `kind: stated` and say in `note` "
            "where it stands. Delete its `question`."
        ),
        _(
            "Check the file with `python -m model check model.yaml`. Then open it on the Open page, or start "
            "the server with it."
        ),
    ]
    return [f"1. {step}" for step in steps]


def _build_link(model: ConceptualModel, source: str) -> dict[str, Any]:
    cited = model.get_source(source)
    link = quote(cited.url, safe="/:?#@!$&*+,;=%~", errors="ignore") if cited.url else ""
    return {"name": cited.short, "address": link}
