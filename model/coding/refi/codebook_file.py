"""The codebook as a file of REFI-QDA (.qdc), which programs for qualitative analysis read."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from model.coding.codebook import Codebook, name_codes
from model.coding.refi.code_tree import add_codes
from model.coding.refi.package import to_document
from model.graph import ConceptualModel

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Mangomoment"
"""What files of ours say they come from."""


def to_qdc(model: ConceptualModel, book: Codebook) -> bytes:
    """The codebook of a model as .qdc; the same codebook gives the same bytes.

    Definition, when to use, when not, and example stand in a code's description, a line each.
    """
    root = Element("CodeBook", xmlns=NAMESPACE, origin=ORIGIN)
    add_codes(root, book, name_codes(model, book.language))
    return to_document(root)
