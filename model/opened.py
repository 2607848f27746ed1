"""Models that visitors opened from files: kept for a while in the database, sealed with their address.

The key in the address is made of the model and a secret of the database: the same model has the same key,
however often and through whichever process it is opened, and who does not have the model cannot make it.
What is kept is encrypted with that key (AES-GCM), and the key is not kept: who has the database or a backup
of it, but no address, can read none of the models.
"""

from __future__ import annotations

import gzip
import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from pydantic import ValidationError
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    func,
    select,
    update,
)

from model.graph import ConceptualModel
from model.retention import Kept, get_period
from model.schema import ModelFile
from model.stories import StoreUnavailableError, StoryStore
from model.stories.places import get_secret
from model.stories.tables import Moment, insert_into
from model.stories.tables import metadata as of_stories

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MOST_KEPT = 500
MOST_BYTES = 100_000_000
"""How many models are kept, and how many bytes they have together, compressed."""

_OURS = "opened models"
_NONCE = 12
_LOOK_NOTED = timedelta(hours=1)
"""How exactly it is known when somebody looked at a model."""

metadata = MetaData(naming_convention=of_stories.naming_convention)

opened_models = Table(
    "opened_models",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("looked_at", Moment, nullable=False),
)
Index("ix_opened_models_looked_at", opened_models.c.looked_at)


class OpenedModelStore:
    """The opened models in the database of a store of stories, whichever model these are about.

    Beyond 500 models or 100 MB those that nobody has looked at for longest go; the one opened last stays.
    Everything may raise `StoreUnavailableError`.

    >>> import tempfile
    >>> from model import load_model
    >>> folder = tempfile.TemporaryDirectory()
    >>> stories = StoryStore(f"{folder.name}/stories.db", "mangomoment"); stories.open()
    >>> opened = OpenedModelStore(stories)
    >>> key = opened.keep(load_model())
    >>> len(key), opened.find(key).count_paths("resonance", "resonance-trust"), opened.find("another")
    (22, 1, None)
    >>> stories.close(); folder.cleanup()
    """

    def __init__(self, stories: StoryStore, most: int = MOST_KEPT, most_bytes: int = MOST_BYTES) -> None:
        self._database = stories.database
        self._most = most
        self._most_bytes = most_bytes

    def keep(self, model: ConceptualModel, now: datetime | None = None) -> str:
        """Keep a model; its key."""
        content = model.file.model_dump_json().encode()
        with self._database.writing() as connection:
            key = make_key(get_secret(connection, _OURS), content)
        sealed = _seal(content, key)  # beside any transaction: it takes its time
        row = {
            "mark": _mark(key),
            "sealed": sealed,
            "size": len(sealed),
            "looked_at": now or datetime.now(UTC),
        }
        with self._database.writing() as connection:
            statement = insert_into(opened_models, connection.dialect.name).values(row)
            connection.execute(statement.on_conflict_do_update(index_elements=["mark"], set_=row))
            self._make_room(connection)
        return key

    def find(self, key: str, now: datetime | None = None) -> ConceptualModel | None:
        """The model that has a key; None where none is kept, or by a version that wrote it otherwise.

        It is found as well where the look cannot be noted, as on a full disk.
        """
        now = now or datetime.now(UTC)
        mine = opened_models.c.mark == _mark(key)
        with self._database.reading() as connection:
            row = connection.execute(select(opened_models).where(mine)).mappings().first()
        if row is None:
            return None
        if now - row["looked_at"] >= _LOOK_NOTED:
            with suppress(StoreUnavailableError), self._database.writing() as connection:
                connection.execute(update(opened_models).where(mine).values(looked_at=now))
        return _unseal(bytes(row["sealed"]), key)

    def erase_expired(self, now: datetime | None = None) -> None:
        """Erase what nobody has looked at for as long as `model.retention` says."""
        limit = (now or datetime.now(UTC)) - get_period("opened")
        with self._database.writing() as connection:
            connection.execute(delete(opened_models).where(opened_models.c.looked_at < limit))

    def count_due(self, now: datetime | None = None) -> dict[Kept, int]:
        """How many models the next `erase_expired` erases."""
        limit = (now or datetime.now(UTC)) - get_period("opened")
        query = select(func.count()).select_from(opened_models).where(opened_models.c.looked_at < limit)
        with self._database.reading() as connection:
            return {"opened": int(connection.execute(query).scalar_one())}

    def _make_room(self, connection: Connection) -> None:
        latest = (opened_models.c.looked_at.desc(), opened_models.c.mark)
        rows = connection.execute(select(opened_models.c.mark, opened_models.c.size).order_by(*latest)).all()
        sums = accumulate(size for _mark, size in rows)
        surplus = [
            mark
            for number, ((mark, _size), total) in enumerate(zip(rows, sums, strict=True))
            if number and (number >= self._most or total > self._most_bytes)
        ]
        if surplus:
            connection.execute(delete(opened_models).where(opened_models.c.mark.in_(surplus)))


def make_key(secret: bytes, content: bytes) -> str:
    """The key of a model that is written as `content`: 22 letters and digits, "-" and "_"."""
    sealed = hmac.digest(secret, content, "sha256")
    return urlsafe_b64encode(sealed[:16]).decode().rstrip("=")


def _mark(key: str) -> str:
    """By what a model is found; the key cannot be read from it."""
    return hashlib.sha256(f"mark {key}".encode(errors="replace")).hexdigest()


def _build_cipher(key: str) -> AESGCM:
    # A large library, which only those need who open models.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(hashlib.sha256(f"seal {key}".encode(errors="replace")).digest())


def _seal(content: bytes, key: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _build_cipher(key).encrypt(nonce, gzip.compress(content, 6), None)


def _unseal(sealed: bytes, key: str) -> ConceptualModel | None:
    from cryptography.exceptions import InvalidTag  # as large

    try:
        packed = _build_cipher(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
        return ConceptualModel(ModelFile.model_validate_json(gzip.decompress(packed)))
    except (InvalidTag, ValidationError):
        return None
