"""Codings and codebooks as REFI-QDA, the exchange standard of programs for qualitative analysis, version 1.5.

The standard: www.qdasoftware.org, REFI-QDA 1.5, and its schemas of projects (18 March 2019) and codebooks.
"""

from model.coding.refi.codebook_file import to_qdc
from model.coding.refi.intake import ProjectReading, Remark, read_project
from model.coding.refi.known_codes import Meaning, UnknownCode, read_codebook
from model.coding.refi.project_file import Whole, to_qdpx

__all__ = [
    "Meaning",
    "ProjectReading",
    "Remark",
    "UnknownCode",
    "Whole",
    "read_codebook",
    "read_project",
    "to_qdc",
    "to_qdpx",
]
