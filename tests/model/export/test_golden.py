from __future__ import annotations

import pytest

from tests.golden.__main__ import FILES, FOLDER


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_as_kept(name: str) -> None:
    """After a change that is meant: `python -m tests.golden`."""
    assert FILES[name]().decode() == (FOLDER / name).read_bytes().decode()


def test_no_kept_file_is_left_over() -> None:
    assert {file.name for file in FOLDER.glob("*.*") if file.suffix != ".py"} == set(FILES)
