"""The passcode of the folder without internet: made once, or whatever somebody writes in its place."""

from __future__ import annotations

import codecs
import locale
import re
from pathlib import Path

import pytest

from deploy.offline import launch

TEXTS = launch.read_texts("en")


def test_the_passcode_is_made_once_and_can_be_replaced_by_an_own_one(tmp_path: Path) -> None:
    file = tmp_path / "passcode.txt"
    made = launch.read_passcode(file, TEXTS)
    assert re.fullmatch(r"([a-z2-9]{4}-){2}[a-z2-9]{4}", made)
    assert launch.read_passcode(file, TEXTS) == made
    file.write_text("\ufeff  mango on the ward \r\n", "utf-8")
    assert launch.read_passcode(file, TEXTS) == "mango on the ward"
    file.write_text("\n", "utf-8")
    assert launch.read_passcode(file, TEXTS) != made


@pytest.mark.parametrize(
    "content",
    [
        "mangó".encode("utf-8-sig"),
        "mangó\r\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "mangó\r\n".encode("utf-16-be"),
        "mangó\r\n".encode("cp1252"),
    ],
)
def test_the_passcode_may_be_in_the_encoding_of_any_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(locale, "getencoding", lambda: "cp1252")
    file = tmp_path / "passcode.txt"
    file.write_bytes(content)
    assert launch.read_passcode(file, TEXTS) == "mangó"


@pytest.mark.parametrize("content", ["mangó".encode("cp1252"), "mango".encode("utf-16-le"), b"\xff\xfem"])
def test_a_passcode_that_cannot_be_read_is_said_with_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(locale, "getencoding", lambda: "utf-8")
    file = tmp_path / "passcode.txt"
    file.write_bytes(content)
    with pytest.raises(launch.StartError, match=re.escape(str(file))):
        launch.read_passcode(file, TEXTS)
    assert file.read_bytes() == content
