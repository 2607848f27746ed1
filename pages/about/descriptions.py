"""A source, and a model that was opened, in words."""

from __future__ import annotations

from urllib.parse import quote

from model import ConceptualModel
from model.schema import Source
from model.words import Translate
from pages.shared.markdown import to_markdown


def describe_opened(model: ConceptualModel, _: Translate) -> str:
    """Where an opened model comes from, and how large it is."""
    words = _("Elements: {nodes} · links: {edges} · stages: {stages} · levels: {levels}")
    counted = words.format(
        nodes=len(model.nodes()),
        edges=len(model.edges),
        stages=len(model.stages),
        levels=len(model.levels),
    )
    said = _("This model was opened from a file.")
    return f"{said} {counted}."


def describe_source(source: Source, language: str, _: Translate) -> str:
    """What a source is, where it is found, and what it was used for, as Markdown."""
    parts = [f"**{to_markdown(source.short)}.**"]
    reference = source.reference.text(language)
    if reference != source.short:
        parts.append(f"{to_markdown(reference.removesuffix('.'))}.")
    if source.url:
        address = quote(source.url, safe="/:?#@!$&*+,;=%~", errors="ignore")
        parts.append(f"[{to_markdown(source.url)}]({address})")
    if source.licence:
        parts.append(_("Licence: {licence}.").format(licence=to_markdown(source.licence)))
    if source.used_for:
        parts.append(_("Used for: {use}").format(use=to_markdown(source.used_for.text(language))))
    return " ".join(parts)
