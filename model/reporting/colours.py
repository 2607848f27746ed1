"""The colours of votes: from a pale to a ripe mango, the same on paper, on slides and in cells.

Letters in ink can be read on all of them, and a number always says the same as the colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from model.export.palette import Palette, choose_ink, mix
from model.lettering import measure
from model.reporting.report import Vote
from model.teams import find_share
from model.words import write_number
from model.workshop import write_difference

STOPS = ("#fff8e1", "#ffe08a", "#ffb347", "#e8842a")
"""The colours from nothing to the most."""

UNSURE = "#d5d8de"
"""The colour of those who do not know, which is on no scale."""

_BADGE = 14.0
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Scale:
    """From which number the colours go to which; of places from the last to the first."""

    least: float
    most: float
    decimals: int
    language: str

    def colour(self, value: float) -> str:
        """The colour of a number.

        >>> scale = Scale(1, 5, 1, "en")
        >>> scale.colour(1), scale.colour(5), scale.colour(3)
        ('#fff8e1', '#e8842a', '#ffca68')
        """
        place = self.find_share(value) * (len(STOPS) - 1)
        before = min(int(place), len(STOPS) - 2)
        return mix(STOPS[before], STOPS[before + 1], place - before)

    def find_share(self, value: float) -> float:
        """Where a number is between the least and the most: 0 to 1.

        >>> Scale(1, 4, 1, "en").find_share(2.5)
        0.5
        """
        share = (value - self.least) / (self.most - self.least) if self.most != self.least else 1.0
        return min(max(share, 0.0), 1.0)

    def write(self, value: float) -> str:
        """The number as it stands on a node: dots are counted, means have one decimal.

        >>> Scale(1, 5, 1, "nl").write(3.25), Scale(0, 9, 0, "nl").write(9)
        ('3,2', '9')
        """
        return write_number(value, self.language, self.decimals)


def build_scale(vote: Vote, language: str) -> Scale:
    """The scale of a vote: ratings go from 1 to 5, dots from 0 to the most that a node got, places to 1."""
    least, most = reversed(vote.limits) if vote.poll.is_lowest_first else vote.limits
    return Scale(least, most, vote.poll.decimals, language)


def list_steps(scale: Scale) -> list[tuple[str, str]]:
    """Numbers from the least to the most of a scale, five at most, each with its colour: for a legend.

    >>> [name for name, _ in list_steps(Scale(0, 7, 0, "en"))]
    ['0', '2', '4', '5', '7']
    """
    span = scale.most - scale.least
    count = min(5, int(abs(span)) + 1)
    numbers = [round(scale.least + span * step / max(1, count - 1)) for step in range(count)]
    return [(write_number(number, scale.language, 0), scale.colour(number)) for number in numbers]


@dataclass(frozen=True)
class Mark:
    """How a node stands out on a map: its colour, and what is written on its corner."""

    colour: str
    text: str


def mark_vote(vote: Vote, scale: Scale) -> dict[str, Mark]:
    """What a vote gave to each node, in the colours of its scale; nothing of a vote about something else."""
    if vote.round.about != "nodes":
        return {}
    return {node: Mark(scale.colour(value), scale.write(value)) for node, value in vote.values.items()}


def mark_differences(vote: Vote, palette: Palette, language: str) -> dict[str, Mark]:
    """By how much each subject differs from the rating that a vote is compared with: blue where it is higher,
    orange where it is lower, the more the stronger. Nothing of a vote that is not about nodes."""
    if vote.compared is None or vote.round.about != "nodes":
        return {}
    marks = {}
    for difference in vote.compared.differences:
        share = find_share(vote.round, difference.value)
        colour = mix(palette.paper, palette.lines[1 if share < 0 else 0], abs(share))
        marks[difference.key] = Mark(colour, write_difference(difference.value, language))
    return marks


def colour_picture(picture: str, palette: Palette, marks: Mapping[str, Mark]) -> str:
    """A map (SVG of `model.export`) with each node that is marked in its colour, its text at the corner.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> from model.export.palette import PALETTES
    >>> from model.export.svg import to_svg
    >>> from model.workshop import Ballot, Round, count_ballots
    >>> round_ = Round(id="r", number=1, kind="dots", nodes=("mangomoment",), dots=3)
    >>> vote = Vote(round_, count_ballots(round_, [Ballot(role=None, choices={"mangomoment": 2})]))
    >>> svg = to_svg(build_diagram(load_model(), "en"))
    >>> coloured = colour_picture(svg, PALETTES["light"], mark_vote(vote, build_scale(vote, "en")))
    >>> coloured.count("fill:#e8842a"), coloured.count(">2</text>")
    (1, 1)
    """
    ElementTree.register_namespace("", _SVG)
    svg = ElementTree.fromstring(picture)  # noqa: S314 (our own, written a moment ago)
    for group in svg.iter(f"{{{_SVG}}}g"):
        mark = marks.get(group.get("data-node-id", ""))
        box = group.find(f"{{{_SVG}}}rect")
        if mark is None or box is None:
            continue
        box.set("style", f"fill:{mark.colour}")
        for text in group.findall(f"{{{_SVG}}}text"):
            ink = choose_ink(mark.colour, palette.ink, palette.paper)
            text.set("style", f"{text.get('style', '')};fill:{ink}".removeprefix(";"))
        _add_badge(group, box, mark.text, palette)
    return ElementTree.tostring(svg, encoding="unicode")


def _add_badge(group: ElementTree.Element, box: ElementTree.Element, words: str, palette: Palette) -> None:
    height = 1.35 * _BADGE
    width = max(height, measure(words, _BADGE, bold=True) + 0.9 * _BADGE)
    left = float(box.attrib["x"]) + float(box.attrib["width"]) - width + 0.4 * _BADGE
    top = float(box.attrib["y"]) - 0.55 * height
    ElementTree.SubElement(
        group,
        f"{{{_SVG}}}rect",
        {
            "x": f"{left:.1f}",
            "y": f"{top:.1f}",
            "width": f"{width:.1f}",
            "height": f"{height:.1f}",
            "rx": f"{height / 2:.1f}",
            "style": f"fill:{palette.ink};stroke:{palette.paper};stroke-width:1.5;stroke-dasharray:none",
        },
    )
    text = ElementTree.SubElement(
        group,
        f"{{{_SVG}}}text",
        {
            "x": f"{left + width / 2:.1f}",
            "y": f"{top + height / 2 + 0.35 * _BADGE:.1f}",
            "style": f"fill:{palette.paper};font-size:{_BADGE}px",
        },
    )
    text.text = words
