"""The lists of first names, family names and places in `data/names`, each read when it is first asked for."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

from model.loading import DATA

NAMES: Path = DATA / "names"

NameList = Literal["first", "family", "places"]


@cache
def read_names(name: NameList) -> frozenset[str]:
    """The names of one list, as `fold` writes them; they stay in memory, all three in about two megabytes.

    >>> "fatima" in read_names("first"), "peeters" in read_names("family"), "leuven" in read_names("places")
    (True, True, True)
    """
    own = NAMES / f"{name}_more.txt"
    texts = [file.read_text(encoding="utf-8") for file in (NAMES / f"{name}.txt", own) if file.exists()]
    return frozenset(line for text in texts for line in text.splitlines())


def fold(name: str) -> str:
    """A name without accents and capitals, as names are compared.

    >>> fold("Élodie"), fold("D’Hondt")
    ('elodie', "d'hondt")
    """
    parts = unicodedata.normalize("NFD", name.strip().lower().replace("’", "'"))
    return "".join(part for part in parts if unicodedata.category(part)[0] != "M")
