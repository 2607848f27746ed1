"""What was coded, and the figures of it: read and computed once for each state of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.coding import Codings, CodingStore
from model.coding.agreement import Agreement, AgreementTable, measure_agreement, measure_pairs
from model.coding.coverage import Coverage, measure_coverage
from model.evidence import Attachment
from model.stories import StoryStore
from pages.shared import resources
from pages.shared.kept import kept

_MOST_KEPT = 2
_last_read: dict[str, Codings] = {}
"""What was read last, by the address of its store: most of it is still so after a change."""


@dataclass(frozen=True)
class Coded:
    """All codings, and the nodes of each story that was not withdrawn; `version` changes with any of it."""

    codings: Codings
    attached: tuple[Attachment, ...]
    version: str


@dataclass(frozen=True)
class Figures:
    """How far coders agree; `pairs` of more than two coders, each two by their ids."""

    table: AgreementTable
    pairs: Mapping[tuple[str, str], Agreement]


def get_coded(store: StoryStore) -> Coded:
    """What was coded so far."""
    version = f"{store.get_version()} {CodingStore(store).get_version()}"
    return _read(version, store.database.url, store)


@kept(most=_MOST_KEPT)
def _read(version: str, url: str, _store: StoryStore) -> Coded:
    codings = CodingStore(_store)
    last = _last_read.get(url)
    read = codings.read(last)
    _last_read.clear()
    _last_read[url] = read
    return Coded(read, codings.find_attachments(), f"{url} {version}")


def get_figures(content: resources.Content, coded: Coded) -> Figures:
    """How far coders agree on each code of the model; takes time for intervals (the first time)."""
    return _measure_agreement(content.drawing, coded.version, content, coded)


@kept(most=_MOST_KEPT)
def _measure_agreement(drawing: str, version: str, _content: resources.Content, _coded: Coded) -> Figures:
    model, count = _content.model, len(_coded.attached)
    table = measure_agreement(model, _coded.codings, count)
    pairs = measure_pairs(model, _coded.codings, count) if len(table.coders) > 2 else {}
    return Figures(table, pairs)


def get_coverage(content: resources.Content, coded: Coded) -> Coverage:
    """How far all stories and the model cover each other."""
    return _measure_coverage(content.drawing, coded.version, content, coded)


@kept(most=_MOST_KEPT)
def _measure_coverage(drawing: str, version: str, _content: resources.Content, _coded: Coded) -> Coverage:
    return measure_coverage(_content.model, _coded.attached, _coded.codings)
