"""What may happen to the stories in a SQLite file; once it is over, the same store works again."""

from __future__ import annotations

import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from model.stories import StoreUnavailableError, Story, StoryQuery, StoryStore, search_index
from model.stories import store as stories_store
from model.stories.shelf import Shelf
from tests.faults.conftest import Disk, add_until_refused
from tests.storytelling import build_story

UNHEARD_OF = "Quetzalcoatlus-Zwijndrechtenaar"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the stories are."""
    return tmp_path / "stories.db"


@pytest.fixture
def store(file: Path) -> Iterator[StoryStore]:
    """A store with one story, `first`."""
    store = StoryStore(str(file), "test")
    store.open()
    store.add(build_story("First.", id="first"), "visitor")
    yield store
    store.close()


def list_ids(store: StoryStore) -> list[str]:
    return [story.id for story in store.find(StoryQuery()).stories]


class TestRoom:
    def test_a_full_disk_is_told_and_used_again_when_there_is_room(self, disk: Disk) -> None:
        store = StoryStore(str(disk.folder / "stories.db"), "test")
        store.open()
        disk.fill(but=300_000)
        confirmed, refusal = add_until_refused(store)
        assert refusal.reason == "full"
        assert "free some space" in str(refusal)
        assert store.find(StoryQuery()).count == len(confirmed)
        with pytest.raises(StoreUnavailableError):
            store.add_all([build_story("x " * 2000, title=str(n)) for n in range(200)], "import")
        disk.free()
        later = store.add(build_story("Later."), "visitor")
        assert {story.id for story in store.walk(StoryQuery())} == {
            *(story.id for story in confirmed),
            later.id,
        }
        store.close()

    def test_a_store_that_cannot_even_be_made_is_made_later(self, disk: Disk) -> None:
        disk.fill(but=8_000)
        store = StoryStore(str(disk.folder / "stories.db"), "test")
        with pytest.raises(StoreUnavailableError) as caught:
            store.open()
        assert caught.value.reason == "full"
        disk.free()
        store.open()
        assert store.add(build_story(), "visitor")
        store.close()

    def test_a_file_that_may_not_grow_is_told(self, file: Path) -> None:
        """As by a quota: in a process of its own, whose files may only become so large."""
        run = subprocess.run(
            [
                sys.executable,
                "-c",
                f"from tests.faults import test_sqlite as it; it.write_within_limit({str(file)!r})",
            ],
            check=True,
            capture_output=True,
            text=True,
        )
        assert run.stdout.split() == ["full", "added"]

    def test_a_disk_that_may_only_be_read_is_told_and_used_again(self, disk: Disk) -> None:
        store = StoryStore(str(disk.folder / "stories.db"), "test")
        story = store.add(build_story("Told."), "visitor")
        store.close()
        disk.forbid_writing(True)
        with pytest.raises(StoreUnavailableError, match="may only be read") as caught:
            store.add(build_story(), "visitor")
        assert caught.value.reason == "readonly"
        disk.forbid_writing(False)
        assert store.get(story.id) == story
        assert store.add(build_story(), "visitor")
        store.close()

    def test_a_folder_that_may_only_be_read_is_told_at_the_start(self, disk: Disk) -> None:
        disk.forbid_writing(True)
        with pytest.raises(StoreUnavailableError) as caught:
            StoryStore(str(disk.folder / "new" / "stories.db"), "test").open()
        assert caught.value.reason == "readonly"


def write_within_limit(file: str) -> None:
    """Write until the limit of this process's files is met, and again when it is lifted; say how it went."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    store = StoryStore(file, "test")
    store.open()
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, most))
    print(add_until_refused(store)[1].reason)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    if store.add(build_story("Later."), "visitor"):
        print("added")


class TestDamage:
    @pytest.mark.parametrize("place", ["the header", "the middle"])
    def test_a_damaged_file_is_told_and_a_backup_helps(
        self, store: StoryStore, file: Path, tmp_path: Path, place: str
    ) -> None:
        store.add_all((build_story(f"{number} mango.") for number in range(1000)), "import")
        store.back_up(tmp_path / "backup.db")
        store.close()
        with file.open("r+b") as content:
            if place == "the middle":
                content.seek(4096)
            content.write(b"\xa5" * (file.stat().st_size - 4096 if place == "the middle" else 2000))
        spoilt = file.read_bytes()
        for _ in range(2):
            with pytest.raises(StoreUnavailableError, match="damaged; restore a backup") as caught:
                store.find(StoryQuery(words="mango"))
            assert caught.value.reason == "damaged"
        kept = store.restore(tmp_path / "backup.db")
        assert store.find(StoryQuery(words="mango")).count == 1000
        assert store.add(build_story(), "visitor")
        assert kept is not None
        assert kept.read_bytes() == spoilt

    def test_a_mended_file_is_used_again(self, store: StoryStore, file: Path) -> None:
        store.close()
        sound = file.read_bytes()
        file.write_bytes(b"\xa5" * len(sound))
        with pytest.raises(StoreUnavailableError):
            store.get("first")
        file.write_bytes(sound)
        assert store.get("first").text == "First."
        assert store.add(build_story(), "visitor")

    def test_a_file_that_was_emptied_is_not_taken_for_a_new_one(
        self, store: StoryStore, file: Path, tmp_path: Path
    ) -> None:
        store.back_up(tmp_path / "backup.db")
        store.close()
        file.write_bytes(b"")
        for _ in range(2):
            with pytest.raises(StoreUnavailableError, match="its content is gone") as caught:
                store.add(build_story(), "visitor")
            assert caught.value.reason == "gone"
        store.restore(tmp_path / "backup.db")
        assert list_ids(store) == ["first"]

    def test_tables_that_were_dropped_are_damage(self, store: StoryStore, file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("DROP TABLE story_nodes")
        with pytest.raises(StoreUnavailableError) as caught:
            store.get("first")
        assert caught.value.reason == "damaged"


class TestLoss:
    def test_a_deleted_file_is_missed_and_found_again(self, store: StoryStore, file: Path) -> None:
        store.close()
        store.get("first")
        file.rename(file.with_suffix(".away"))
        for ask in (
            lambda: store.get("first"),
            lambda: store.add(build_story(), "visitor"),
            store.get_version,
        ):
            with pytest.raises(StoreUnavailableError, match="put it back") as caught:
                ask()
            assert caught.value.reason == "gone"
        file.with_suffix(".away").rename(file)
        assert store.get("first").text == "First."
        assert store.add(build_story(), "visitor")

    def test_a_deleted_file_is_replaced_by_a_backup(
        self, store: StoryStore, file: Path, tmp_path: Path
    ) -> None:
        store.back_up(tmp_path / "backup.db")
        file.unlink()
        with pytest.raises(StoreUnavailableError):
            store.get("first")
        assert store.restore(tmp_path / "backup.db") is None
        assert list_ids(store) == ["first"]
        assert store.add(build_story(), "visitor")

    def test_opening_the_store_makes_a_deleted_file_anew(self, store: StoryStore, file: Path) -> None:
        file.unlink()
        store.open([build_story(id="retold", origin="retold")])
        assert list_ids(store) == ["retold"]

    def test_nothing_is_confirmed_that_went_into_a_deleted_file(
        self, store: StoryStore, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def finish_and_delete(shelf: Shelf, *changes: list[Story]) -> None:
            finish(shelf, *changes)
            file.unlink()

        finish = Shelf.finish
        monkeypatch.setattr(Shelf, "finish", finish_and_delete)
        with pytest.raises(StoreUnavailableError) as caught:
            store.add(build_story(), "visitor")
        assert caught.value.reason == "gone"

    def test_another_file_in_its_place_is_taken_over(
        self, store: StoryStore, file: Path, tmp_path: Path
    ) -> None:
        store.back_up(tmp_path / "backup.db")
        store.add(build_story(), "visitor")
        for end in ("-wal", "-shm"):
            Path(f"{file}{end}").unlink()
        (tmp_path / "backup.db").rename(file)
        assert list_ids(store) == ["first"]
        second = store.add(build_story(), "visitor")
        other = StoryStore(str(file), "test")
        assert list_ids(other) == [second.id, "first"]
        other.close()

    def test_what_was_confirmed_outlives_a_deleted_log(
        self, store: StoryStore, file: Path, tmp_path: Path
    ) -> None:
        confirmed = ["first"]
        for number in range(3):
            store.get("first")
            Path(f"{file}-wal").unlink()
            confirmed.append(store.add(build_story(f"Story {number}."), "visitor").id)
            shutil.copyfile(file, tmp_path / "copy.db")
            copy = StoryStore(str(tmp_path / "copy.db"), "test")
            assert list_ids(copy) == confirmed[::-1]
            copy.close()


class TestErasing:
    """No byte of a deleted text is left, in the file or in its log."""

    def find_secret(self, file: Path) -> list[str]:
        """The files that hold a part of the secret, as it was written or as it is indexed."""
        parts = {part.encode() for word in UNHEARD_OF.split("-") for part in (word[4:], word.lower()[4:])}
        return [
            child.name
            for child in file.parent.iterdir()
            if child.is_file() and any(part in child.read_bytes() for part in parts)
        ]

    def fill(self, store: StoryStore) -> None:
        store.add_all((build_story(f"Mango {number} and {number * 7}.") for number in range(1200)), "import")

    def test_a_deleted_story_leaves_no_byte(self, store: StoryStore, file: Path) -> None:
        self.fill(store)
        story = store.add(
            build_story(
                f"Of {UNHEARD_OF}.", title=UNHEARD_OF, setting=UNHEARD_OF, source={"name": UNHEARD_OF}
            ),
            "visitor",
        )
        store.add_all((build_story(f"Kiwi {number}.") for number in range(600)), "import")
        changed = store.change(story.model_copy(update={"teller": "leader"}), "facilitator", "edited")
        assert self.find_secret(file)
        store.delete(story.id, changed.revision, "facilitator")
        assert self.find_secret(file) == []
        assert store.find(StoryQuery()).count == 1801

    def test_an_expired_story_leaves_no_byte(self, store: StoryStore, file: Path) -> None:
        story = store.add(build_story(f"Of {UNHEARD_OF}."), "visitor")
        self.fill(store)
        store.change(story.model_copy(update={"status": "withdrawn"}), "facilitator", "withdrawn")
        store.close()
        assert self.find_secret(file)
        store.erase_expired(datetime.now(UTC) + timedelta(days=31))
        assert self.find_secret(file) == []

    def test_what_somebody_was_reading_then_is_erased_the_next_time(
        self, store: StoryStore, file: Path
    ) -> None:
        self.fill(store)
        story = store.add(build_story(f"Of {UNHEARD_OF}."), "visitor")
        with closing(sqlite3.connect(file)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM stories").fetchone()
            store.delete(story.id, 1, "facilitator")
        store.close()
        assert self.find_secret(file) == []

    def test_what_takes_too_long_is_gone_on_with_the_next_time(
        self, store: StoryStore, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(search_index, "_PAGES_AT_ONCE", 1)
        with monkeypatch.context() as hurried:
            hurried.setattr(stories_store, "_ERASING_SECONDS", 0)
            for number in range(4):
                story = store.add(build_story(f"Of {UNHEARD_OF} {number}."), "visitor")
                store.add_all((build_story(f"{number} {other} kiwi.") for other in range(600)), "import")
                store.delete(story.id, 1, "facilitator")
            assert self.find_secret(file)
        store.erase_expired()
        assert self.find_secret(file) == []
        assert sum(1 for _ in store.walk(StoryQuery(words="kiwi"))) == 2400

    def test_others_write_while_words_are_erased(self, store: StoryStore, file: Path) -> None:
        self.fill(store)
        stories = [store.add(build_story(f"Of {UNHEARD_OF} {number}."), "visitor") for number in range(5)]
        added: list[Story] = []

        def write() -> None:
            added.extend(store.add(build_story(f"Kiwi {number}."), "visitor") for number in range(30))

        writer = threading.Thread(target=write)
        writer.start()
        for story in stories:
            store.delete(story.id, 1, "facilitator")
        writer.join()
        store.erase_expired()
        assert self.find_secret(file) == []
        assert store.find(StoryQuery(words="kiwi")).count == len(added) == 30
