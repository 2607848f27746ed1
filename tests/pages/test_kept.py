from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.shared.kept import kept


def test_what_many_ask_for_at_once_is_built_once() -> None:
    built: list[str] = []
    others = threading.Event()

    @kept(most=2)
    def build(key: str) -> list[str]:
        others.wait(0.3)
        built.append(key)
        return [key]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(build, ["a"] * 8))
    assert built == ["a"]
    assert all(result is found[0] for result in found)


def test_an_error_is_raised_and_not_kept() -> None:
    tries = iter([ValueError("not yet"), "there"])

    @kept(most=2)
    def build(_asked: str) -> str:
        found = next(tries)
        if isinstance(found, Exception):
            raise found
        return str(found)

    with pytest.raises(ValueError, match="not yet"):
        build("a")
    assert build("a") == build("a") == "there"


def test_what_was_asked_for_longest_ago_is_built_again() -> None:
    built: list[str] = []

    @kept(most=2)
    def build(key: str) -> None:
        built.append(key)

    for letter in "abaca":
        build(letter)
    build("b")
    assert built == ["a", "b", "c", "b"]
