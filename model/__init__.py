"""A conceptual model as a directed graph: load it, ask it, draw it.

>>> m = load_model()
>>> m.count_paths("patient-openness", "loyalty-patients")
21
"""

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
