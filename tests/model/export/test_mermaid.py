"""Charts for Mermaid: what goes beyond its limits is said, and a legend is there only where one is wanted."""

from __future__ import annotations

import re

import pytest

from model.export import mermaid
from model.export.figure import Caption
from model.export.mermaid import to_mermaid
from tests.figures import build_figure


def list_lines(caption: Caption | None = None) -> list[str]:
    figure = build_figure(caption=caption) if caption else build_figure()
    return to_mermaid(figure).decode().splitlines()


@pytest.mark.parametrize(
    ("limit", "said"), [("MOST_EDGES", "maxEdges: 8,"), ("MOST_LETTERS", "maxEdges: 500,")]
)
def test_a_chart_beyond_the_limits_says_with_which_it_is_drawn(
    monkeypatch: pytest.MonkeyPatch, limit: str, said: str
) -> None:
    plain = list_lines()
    assert not [line for line in plain if "maxEdges" in line]
    monkeypatch.setattr(mermaid, limit, 2)
    lines = list_lines()
    place = lines.index("flowchart LR") + 1
    notice = lines[place]
    assert [*lines[:place], *lines[place + 1 :]] == plain
    assert notice.startswith("%% To draw it, Mermaid has to be set up with ")
    assert said in notice
    [letters] = re.findall(r"maxTextSize: (\d+)", notice)
    assert int(letters) > len("\n".join(lines))


def test_the_limit_counts_every_line_between_two_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mermaid, "MOST_EDGES", 1)
    lines = list_lines(Caption("T", "words", "citation", "licence", "address"))
    drawn = [line for line in lines if re.search(r" (~~~|--+>?|-\.+->?) \w", line)]
    assert f"maxEdges: {len(drawn)}," in "\n".join(lines)


def test_a_legend_is_there_only_where_one_is_wanted() -> None:
    assert [line for line in list_lines() if "legend_0[" in line]
    assert not [line for line in list_lines(Caption(has_legend=False)) if "legend_" in line]
