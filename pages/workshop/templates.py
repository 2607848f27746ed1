"""What a workshop can begin from: templates that come along, those somebody made, and other workshops."""

from __future__ import annotations

from typing import Any

from model import ConceptualModel
from model.workshop import Template, UnknownPartError, WorkshopStore, fit_template, load_shipped_templates


def list_templates(store: WorkshopStore, language: str) -> list[dict[str, Any]]:
    """The templates for the page: those that come along first; `isOwn` can be renamed and deleted."""
    shipped = [
        {"id": template.id, "name": template.name.text(language), "minutes": template.minutes, "isOwn": False}
        for template in load_shipped_templates()
    ]
    own = [
        {"id": template.id, "name": template.name, "minutes": template.minutes, "isOwn": True}
        for template in store.list_templates()
    ]
    return shipped + own


def find_template(
    store: WorkshopStore, model: ConceptualModel, source: str, language: str
) -> Template | None:
    """What a workshop in a language begins from: "template:" or "workshop:" and an id; None for "".

    Raises `UnknownPartError` and `UnknownWorkshopError` where that is gone.
    """
    what, _, id_ = source.partition(":")
    match what:
        case "":
            return None
        case "workshop":
            found = store.build_template(id_)
        case "template":
            shipped = {template.id: template for template in load_shipped_templates()}
            found = shipped[id_].to_template(language) if id_ in shipped else store.get_template(id_)
        case _:
            raise UnknownPartError("template", source[:80])
    return fit_template(found, model)
