"""Models that visitors opened from files, each under a key nobody can guess, which is in their address.

They are kept in the database of the stories (`model.opened`), so that every process finds them and a restart
forgets none. This is the memory of one process for them: what was looked at within the last hour is not read
again, and what is opened while the database cannot be used is kept here alone.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from model import ConceptualModel, ConceptualModelError
from model.opened import OpenedModelStore, make_key
from model.stories import StoryStore

MOST_OPENED = 32
MOST_PARTS = 100_000
"""How many models are in memory, and how many nodes and edges they have together (about 1 kB each)."""

_FRESH = 3600
"""For how many seconds a model is not looked for in the database again."""

FindStore = Callable[[], StoryStore]


class ForgottenModelError(ConceptualModelError):
    """A key of a model that is not kept: nobody looked at it for long, or many others were opened."""

    def __init__(self) -> None:
        super().__init__("the model that was opened is not kept any more; open its file again")


@dataclass
class _Kept:
    """A model, when it was read from the database (None: it is not there) and when somebody asked for it."""

    model: ConceptualModel
    read_at: float | None
    asked_at: float


class OpenedModels:
    """The opened models of a store, some of them in memory; those not asked for longest leave it.

    The one opened last stays in memory, whatever its size. `find_store` may raise `ConceptualModelError`;
    `clock` gives seconds.
    """

    def __init__(
        self,
        find_store: FindStore,
        most: int = MOST_OPENED,
        most_parts: int = MOST_PARTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._find_store = find_store
        self._most = most
        self._most_parts = most_parts
        self._secret = secrets.token_bytes(32)
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._clock = clock
        self._lock = Lock()

    def open(self, model: ConceptualModel) -> str:
        """Keep a model; its key."""
        now = self._clock()
        try:
            key, read_at = OpenedModelStore(self._find_store()).keep(model), now
        except ConceptualModelError:
            content = model.file.model_dump_json().encode()
            key, read_at = make_key(self._secret, content), None
        self._keep(key, _Kept(model, read_at, now))
        return key

    def get(self, key: str) -> ConceptualModel:
        """The model of a key; `ForgottenModelError` where it is not kept."""
        now = self._clock()
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                kept.asked_at = now
                if kept.read_at is None or now - kept.read_at < _FRESH:
                    return kept.model
        return self._read(key, kept, now)

    def _read(self, key: str, kept: _Kept | None, now: float) -> ConceptualModel:
        """The model as the database has it; what is in memory while it cannot be used."""
        try:
            model = OpenedModelStore(self._find_store()).find(key)
        except ConceptualModelError:
            if kept is None:
                raise
            return kept.model
        if model is None:
            with self._lock:
                self._kept.pop(key, None)
            raise ForgottenModelError
        self._keep(key, _Kept(kept.model if kept else model, now, now))
        return model

    def forget(self, seconds: float) -> None:
        """Take out of memory the models that nobody has asked for within that time, in seconds."""
        with self._lock:
            oldest = self._clock() - seconds
            for key in [key for key, kept in self._kept.items() if kept.asked_at < oldest]:
                del self._kept[key]

    def _keep(self, key: str, kept: _Kept) -> None:
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and self._is_too_much():
                self._kept.popitem(last=False)

    def _is_too_much(self) -> bool:
        models = [kept.model for kept in self._kept.values()]
        parts = sum(len(model.nodes()) + len(model.edges) for model in models)
        return len(models) > self._most or parts > self._most_parts
