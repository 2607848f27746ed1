"""Models that visitors opened from files: kept in memory for a while, each under a key nobody can guess.

The key is in the address, so reload, links and the addresses beside the pages find the model again. It is
made of the model with a secret that this server invents when it starts: the same model has the same key,
however often it is opened, and who does not have the model cannot make it. Nothing is written to the disk.
"""

from __future__ import annotations

import hmac
import secrets
import time
from base64 import urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from model import ConceptualModel, ConceptualModelError

MOST_OPENED = 32
MOST_PARTS = 100_000
"""How many models are kept, and how many nodes and edges they have together (about 1 kB each)."""


class ForgottenModelError(ConceptualModelError):
    """A key of a model that is not kept: the server was started anew, or many others were opened."""

    def __init__(self) -> None:
        super().__init__("the model that was opened is not kept any more; open its file again")


class OpenedModels:
    """Some models, with a limit to their nodes and edges in all; those not asked for longest are forgotten.

    The one opened last stays, whatever its size. `clock` gives seconds.

    >>> from model import load_model
    >>> models = OpenedModels()
    >>> key = models.open(load_model())
    >>> len(key), models.get(key).count_paths("resonance", "resonance-trust")
    (22, 1)
    """

    def __init__(
        self,
        most: int = MOST_OPENED,
        most_parts: int = MOST_PARTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._most_parts = most_parts
        self._secret = secrets.token_bytes(32)
        self._kept: OrderedDict[str, ConceptualModel] = OrderedDict()
        self._asked_at: dict[str, float] = {}
        self._clock = clock
        self._lock = Lock()

    def open(self, model: ConceptualModel) -> str:
        """Keep a model; its key."""
        sealed = hmac.digest(self._secret, model.file.model_dump_json().encode(), "sha256")
        key = urlsafe_b64encode(sealed[:16]).decode().rstrip("=")
        with self._lock:
            self._kept.setdefault(key, model)
            self._note_asked(key)
            while len(self._kept) > 1 and self._is_too_much():
                del self._asked_at[self._kept.popitem(last=False)[0]]
        return key

    def get(self, key: str) -> ConceptualModel:
        """The model of a key; `ForgottenModelError` where it is not kept."""
        with self._lock:
            if key not in self._kept:
                raise ForgottenModelError
            self._note_asked(key)
            return self._kept[key]

    def forget(self, seconds: float) -> None:
        """Forget the models that nobody has asked for within that time, in seconds."""
        with self._lock:
            oldest = self._clock() - seconds
            for key in [key for key, asked_at in self._asked_at.items() if asked_at < oldest]:
                del self._kept[key], self._asked_at[key]

    def _note_asked(self, key: str) -> None:
        self._kept.move_to_end(key)
        self._asked_at[key] = self._clock()

    def _is_too_much(self) -> bool:
        parts = sum(len(model.nodes()) + len(model.edges) for model in self._kept.values())
        return len(self._kept) > self._most or parts > self._most_parts
