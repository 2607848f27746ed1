"""A conceptual model as a directed graph: load it, ask it, draw it.

>>> from model import load_model
>>> m = load_model()
>>> m.count_paths("patient-openness", "loyalty-patients")
21
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.errors import ConceptualModelError, Fault, ModelFileError, UnknownIdError
    from model.evidence import Evidence, Telling
    from model.graph import ConceptualModel
    from model.loading import load_model, parse_model
    from model.paths import Path, PathCount
    from model.stories import Story, load_stories

__all__ = [
    "ConceptualModel",
    "ConceptualModelError",
    "Evidence",
    "Fault",
    "ModelFileError",
    "Path",
    "PathCount",
    "Story",
    "Telling",
    "UnknownIdError",
    "load_model",
    "load_stories",
    "parse_model",
]
_MODULES = {
    "errors": ("ConceptualModelError", "Fault", "ModelFileError", "UnknownIdError"),
    "evidence": ("Evidence", "Telling"),
    "graph": ("ConceptualModel",),
    "loading": ("load_model", "parse_model"),
    "paths": ("Path", "PathCount"),
    "stories": ("Story", "load_stories"),
}


def __getattr__(name: str) -> Any:
    """Imported when it is first needed: a part such as `model.words` does not wait for the graph."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"model.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
