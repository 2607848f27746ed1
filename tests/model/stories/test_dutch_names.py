"""deduce beside the rules: a small one in its place, and the real one where it is installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from model import deduce_setting
from model.__main__ import main
from model.deduce_setting import VARIABLE, is_on
from model.stories import Story
from model.stories.privacy import dutch_names, find_identifiers
from model.stories.story import Wording
from model.stories.telltales import find_telltales, mask_story

TEXT = "Mevrouw Peeters zag Krakzwa."


class SmallDeduce:
    """Finds two words wherever they stand, as deduce would say it."""

    def deidentify(self, text: str) -> Any:
        return SimpleNamespace(
            annotations=[
                SimpleNamespace(start_char=text.index(word), end_char=text.index(word) + len(word), tag=tag)
                for word, tag in (("Peeters", "patient"), ("Krakzwa", "persoon"), ("zag", "leeftijd"))
                if word in text
            ]
        )


@pytest.fixture(autouse=True)
def _no_deduce_is_kept() -> Iterator[None]:
    dutch_names._get_deduce.cache_clear()
    deduce_setting._read.cache_clear()
    yield
    dutch_names._get_deduce.cache_clear()


@pytest.fixture
def _small_deduce(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "deduce", SimpleNamespace(Deduce=SmallDeduce))


def tell(language: str) -> Story:
    return Story(wordings=(Wording(language=language, text=TEXT),), teller="other")


@pytest.mark.usefixtures("_small_deduce")
def test_what_deduce_finds_is_added_where_the_rules_found_nothing() -> None:
    found = dutch_names.add_dutch_names(TEXT, find_identifiers("Mevrouw Peeters"))
    assert [(identifier.kind, identifier.text) for identifier in found] == [
        ("name", "Mevrouw Peeters"),
        ("name", "Krakzwa"),
    ]


def find(*notes: tuple[int, int, str]) -> Any:
    """A deduce that finds these places."""
    found = [SimpleNamespace(start_char=start, end_char=end, tag=tag) for start, end, tag in notes]
    return lambda: SimpleNamespace(deidentify=lambda text: SimpleNamespace(annotations=found))


def test_what_deduce_finds_stands_in_the_order_of_the_text_and_never_over_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Krakzwa at bij dr. Peeters in Zorbik."
    notes = [
        (30, 36, "locatie"),
        (0, 7, "patient"),
        (6, 10, "persoon"),
        (25, 29, "datum"),
        (26, 36, "ziekenhuis"),
    ]
    monkeypatch.setitem(sys.modules, "deduce", SimpleNamespace(Deduce=find(*notes)))
    found = dutch_names.add_dutch_names(text, find_identifiers("               dr. Peeters"))
    assert [(identifier.kind, identifier.start, identifier.text) for identifier in found] == [
        ("name", 0, "Krakzwa"),
        ("name", 15, "dr. Peeters"),
        ("place", 30, "Zorbik"),
    ]


@pytest.mark.parametrize("setting", ["yes", "YES", " Yes ", "1", "on", "True"])
def test_deduce_is_turned_on_by_yes(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv(VARIABLE, setting)
    assert is_on()


@pytest.mark.parametrize("setting", ["", " ", "0", "no", "No", "NO", "off", "false", "False"])
def test_whatever_says_no_leaves_deduce_off(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, setting: str
) -> None:
    monkeypatch.setenv(VARIABLE, setting)
    assert not is_on()
    assert caplog.messages == []


@pytest.mark.parametrize("setting", ["maybe", "2", "nein"])
def test_what_says_neither_leaves_deduce_off_and_is_named_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, setting: str
) -> None:
    monkeypatch.setenv(VARIABLE, setting)
    assert not is_on()
    assert not is_on()
    assert caplog.messages == [f'MANGOMOMENT_DEDUCE: "{setting}" is neither yes nor no; deduce is off']


def test_without_the_package_an_import_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "deduce", None)
    monkeypatch.setenv(VARIABLE, "yes")
    (tmp_path / "in.csv").write_text(f"text,teller,language\n{TEXT},patient,nl\n", "utf-8")
    database = str(tmp_path / "stories.db")
    assert main(["stories", "import", str(tmp_path / "in.csv"), "--db", database, "--mask"]) == 1
    expected = "MANGOMOMENT_DEDUCE is yes, but deduce is not installed: pip install deduce"
    assert expected in capsys.readouterr().err


@pytest.mark.parametrize("is_installed", [True, False])
@pytest.mark.parametrize("setting", ["yes", "no"])
def test_the_start_says_that_the_package_is_missing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, setting: str, is_installed: bool
) -> None:
    monkeypatch.setenv(VARIABLE, setting)
    monkeypatch.setattr(deduce_setting, "find_spec", lambda _name: object() if is_installed else None)
    deduce_setting.warn_of_deduce()
    is_warned = setting == "yes" and not is_installed
    assert caplog.messages == [deduce_setting.MISSING] * is_warned


@pytest.mark.usefixtures("_small_deduce")
def test_deduce_reads_dutch_stories_only_and_only_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Mevrouw Peeters at Krakzwa."
    for language, setting, expected in (
        ("nl", "yes", "[naam] at [naam]."),
        ("nl", "", "[naam] at Krakzwa."),
        ("en", "yes", "[name] at Krakzwa."),
    ):
        monkeypatch.setenv(VARIABLE, setting)
        story = Story(wordings=(Wording(language=language, text=text),), teller="other")
        assert mask_story(story).text == expected
        assert len(list(find_telltales(story))) == expected.count("[")


def test_deduce_is_not_needed() -> None:
    assert not is_on()
    assert mask_story(tell("nl")).text.startswith("[naam]")


def test_the_real_deduce_adds_to_what_the_rules_find() -> None:
    pytest.importorskip("deduce")
    found = dutch_names.add_dutch_names("Gisteren zag Jan Jansen de dokter.", ())
    assert [identifier.text for identifier in found] == ["Jan Jansen"]
