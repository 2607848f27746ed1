"""What is built once and shared by all sessions: the model, its store of stories, what the stories tell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, lru_cache
from pathlib import Path
from weakref import WeakSet

from model import ConceptualModel, ModelFileError, Story, load_model, load_stories
from model.evidence import Attachment
from model.loading import DATA, find_model_file
from model.search import fold
from model.stories import StoreError, StoreUrlError, StoryStore, find_store_url
from model.stories.trouble_log import note_recovery, note_trouble
from model.teams import TeamStore
from model.workshop import WorkshopLinks
from pages.shared.kept import kept
from pages.shared.opened import OpenedModels

STORIES_A_NODE = 50
"""How many stories of a node are shown beside it; the Stories page has them all."""

_MOST_ATTACHMENTS = 20_000
_ADDRESS, _MODEL_FILE = "the address of the database", "the model file"


@dataclass(frozen=True)
class Content:
    """The model that is shown, and what its stories tell.

    `stories` are the public ones, at most 50 newest a node; `attached` says of the newest 20 000 which
    nodes each tells; `counts` is how many public stories each node has. `version` changes with any of it,
    `drawing` with the model alone. Where the stories cannot be read now, `trouble` says why and the last
    ones known are shown. A model that a visitor opened has a `key`, and no stories: those in the store are
    told about the server's own model, and stay with it even where the other one bears the same id. One that
    `is_blind` tells nothing of any story, for those who must not see what others made of them.
    """

    model: ConceptualModel
    stories: tuple[Story, ...]
    attached: tuple[Attachment, ...]
    counts: Mapping[str, int]
    version: str
    drawing: str
    trouble: StoreError | None = None
    key: str | None = None
    is_blind: bool = False

    @property
    def is_opened(self) -> bool:
        """Whether a visitor opened this model; otherwise it is the server's own."""
        return self.key is not None

    @property
    def address(self) -> str:
        """What names this content in the query of an address."""
        parts = [f"v={self.version}", f"model={self.key}" if self.key else "", "blind=yes" * self.is_blind]
        return "&".join(filter(None, parts))

    def hide_told(self) -> Content:
        """The same model, without anything that its stories tell."""
        version = _name_version(f"{self.drawing} blind")
        return replace(self, stories=(), attached=(), counts={}, version=version, is_blind=True)


@dataclass(frozen=True)
class _Drawn:
    """A model, the retold stories that come along, and what changes whenever one of the files does."""

    model: ConceptualModel
    retold: tuple[Story, ...]
    version: str


_last_told: dict[str, Content] = {}
_opened = OpenedModels(lambda: get_store())
_open_stores: WeakSet[StoryStore] = WeakSet()


def open_model(model: ConceptualModel) -> str:
    """Keep a model that a visitor opened, for `get_content` in every process; its key."""
    return _opened.open(model)


def forget_opened(older_than: timedelta) -> None:
    """Take out of memory the models that visitors opened and nobody has looked at within that time."""
    _opened.forget(older_than.total_seconds())


def get_content(key: str | None = None) -> Content:
    """The content as it is now: of the server's own model, or of the opened one that has the key.

    Raises `ModelFileError` where a file has faults, `ForgottenModelError` for a key of no model, and
    `StoreError` for a key while the database cannot be reached, unless its model is in memory.
    """
    if key:
        version = _name_version(key)
        return Content(_opened.get(key), (), (), {}, version, version, key=key)
    drawn = _get_drawn()
    try:
        store = get_store()
        telling = store.get_version().partition(".")[0]  # what waits to be published changes nothing here
        return _read_told(drawn.version, telling, drawn, store)
    except StoreError as error:
        last = _last_told.get(drawn.version) or _build_content(drawn, "none", drawn.retold, drawn.retold, {})
        return replace(last, trouble=error)


def get_model() -> ConceptualModel:
    """The server's own model as it is now, without stories; `ModelFileError` where its file has faults."""
    return _get_drawn().model


def get_store() -> StoryStore:
    """The store of the stories of the model that is shown, open.

    Raises `StoreError` while it cannot be opened; once it can, it is.
    """
    drawn = _get_drawn()
    try:
        store = _open_store(find_store_url(), drawn.version, drawn)
    except StoreUrlError as error:
        note_trouble(_ADDRESS, f"MANGOMOMENT_DB: {error}")
        raise
    note_recovery(_ADDRESS)
    return store


def get_team_store() -> TeamStore:
    """The teams of the model that is shown; raises as `get_store` does."""
    return TeamStore(get_store())


def get_links() -> WorkshopLinks:
    """The links of workshops; raises as `get_store`."""
    return _build_links(get_store())


@lru_cache(maxsize=4)
def _build_links(stories: StoryStore) -> WorkshopLinks:
    """Kept, as it knows the server's secret."""
    return WorkshopLinks(stories)


def get_restorable_store() -> StoryStore:
    """The store, also where it cannot be opened because it is damaged."""
    try:
        return get_store()
    except StoreError:
        drawn = _get_drawn()
        return StoryStore(find_store_url(), drawn.model.file.model.id)


def is_store_a_file() -> bool:
    """Whether the stories are in a SQLite file, which can be restored from here."""
    return not find_store_url().startswith("postgres")


def find_store_folder() -> Path | None:
    """The folder of the SQLite file; None where the stories are in PostgreSQL, whose disk is another one, and
    where the address of the database cannot be read."""
    with suppress(StoreError):
        file = _find_database_file(find_store_url())
        return file.parent if file else None
    return None


@cache
def _find_database_file(url: str) -> Path | None:
    return StoryStore(url, "").database.file


def close_stores() -> None:
    """Close all connections to the database, so that SQLite's log is in its file; they open again."""
    for store in tuple(_open_stores):
        with suppress(StoreError):
            store.close()


def _get_drawn() -> _Drawn:
    files = (find_model_file(), DATA / "stories.yaml")
    try:
        drawn = _load_drawn(*files, tuple(_stamp(file) for file in files))
    except ModelFileError as error:
        more = f" (and {error.count - 1} more)" if error.count > 1 else ""
        note_trouble(_MODEL_FILE, f"the model file cannot be used: {str(error).splitlines()[0]}{more}")
        raise
    note_recovery(_MODEL_FILE)
    return drawn


@kept(most=4)
def _open_store(url: str, drawing: str, _drawn: _Drawn) -> StoryStore:
    model = _drawn.model
    store = StoryStore(url, model.file.model.id, named=lambda word: find_named(model, word))
    store.open(_drawn.retold)
    _open_stores.add(store)
    return store


def find_named(model: ConceptualModel, word: str) -> frozenset[str]:
    """The ids of the nodes whose name, in any language, holds a folded word."""
    return frozenset(
        node.id for node in model.nodes() if any(word in fold(name) for name in node.name.root.values())
    )


@kept(most=2)
def _read_told(drawing: str, telling: str, _drawn: _Drawn, _store: StoryStore) -> Content:
    stories = _store.find_told(STORIES_A_NODE)
    attached = [Attachment(*row) for row in _store.find_attachments(_MOST_ATTACHMENTS)]
    content = _build_content(_drawn, telling, stories, attached, _store.count_by_node())
    _last_told.clear()
    _last_told[drawing] = content
    return content


def _build_content(
    drawn: _Drawn,
    telling: str,
    stories: tuple[Story, ...],
    attached: Iterable[Attachment | Story],
    counts: Mapping[str, int],
) -> Content:
    known = {node.id for node in drawn.model.nodes()}
    held = (Attachment(story.id, tuple(node for node in story.nodes if node in known)) for story in attached)
    version = _name_version(f"{drawn.version} {telling}")
    return Content(drawn.model, stories, tuple(held), counts, version, drawn.version)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@kept(most=4)
def _load_drawn(model_file: Path, story_file: Path, stamps: tuple[tuple[int, int], ...]) -> _Drawn:
    model = load_model(model_file)
    is_own = model_file == DATA / "mangomoment.yaml"
    stories = load_stories(model, story_file) if is_own else ()
    return _Drawn(model, stories, _name_version(repr((model_file, stamps))))


def _name_version(shown: str) -> str:
    """A name for what is shown that changes with the code, too, as browsers keep what has the same name."""
    return hashlib.sha256(f"{_stamp_code()} {shown}".encode()).hexdigest()[:12]


@cache
def _stamp_code() -> tuple[tuple[int, int], ...]:
    files = (file for folder in ("model", "pages") for file in sorted((DATA.parent / folder).rglob("*.*")))
    return tuple(_stamp(file) for file in files if file.suffix in (".py", ".po"))
