"""Every test has stories of its own: none reads or writes those of the person who runs the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MANGOMOMENT_DB", f"sqlite:///{tmp_path_factory.mktemp('stories') / 'stories.db'}")
        patch.delenv("MANGOMOMENT_PASSCODE", raising=False)
        yield
