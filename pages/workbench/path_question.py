"""Which paths somebody asks for, read off an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pages.shared.address import EVIDENCE_KINDS, SORTS


@dataclass(frozen=True)
class Question:
    """Which paths are asked for: ends as `ConceptualModel.find_ends` reads them, ids of nodes that a path
    must hold and must not hold, and which of the paths are listed in which order."""

    start: str
    end: str
    via: tuple[str, ...] = ()
    avoiding: tuple[str, ...] = ()
    evidence: str = ""
    sort: str = "short"

    @property
    def restrictions(self) -> dict[str, tuple[str, ...]]:
        """The nodes to pass and to avoid, as the model's questions take them."""
        return {"via": self.via, "avoiding": self.avoiding}


def read_question(query: Mapping[str, str]) -> Question:
    """The question in the parameters of an address; unknown kinds and orders are left out."""

    def listed(name: str) -> tuple[str, ...]:
        return tuple(part for part in query.get(name, "").split(",") if part)

    return Question(
        start=query.get("from", ""),
        end=query.get("to", ""),
        via=listed("via"),
        avoiding=listed("off"),
        evidence=query["evidence"] if query.get("evidence") in EVIDENCE_KINDS else "",
        sort=query["sort"] if query.get("sort") in SORTS else "short",
    )
