"""What a format is and can do: page, command line, documentation and tests read it here."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal, get_args

from model.errors import ConceptualModelError
from model.export.figure import PARTS, Figure, Options, Paper, Part
from model.export.palette import ThemeName

Option = Literal["scale", "is_transparent", "has_outlines", "steps"]
OPTIONS: tuple[Option, ...] = get_args(Option)
"""What can be chosen of a file beside its paper: fields of `Options`."""

Letters = Literal["kept", "set", "shown", "slides"]
"""What becomes of letters that the font which comes along does not have: kept as text that programs read, set
as a □, shown in a font of the reader's program, or of the computer that shows the slides."""

Aspect = Literal[
    "ids",
    "names",
    "stages",
    "levels",
    "kinds",
    "directions",
    "knowledge",
    "descriptions",
    "languages",
    "background",
]
"""A part of a model that a format for other tools holds, or leaves behind."""


@dataclass(frozen=True)
class Page:
    """A page or a slide as a picture (media type and content), and what a slide says, its title first."""

    media_type: str
    picture: bytes
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table of a file: its name, and its rows, the headings first."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class AsFile:
    """A preview that is the file: a picture that browsers show."""


@dataclass(frozen=True)
class AsText:
    """A preview that is the beginning of the file, coloured by its syntax; None is without colours."""

    syntax: str | None


@dataclass(frozen=True)
class AsPages:
    """A preview of every page, or slide, of a file."""

    draw: Callable[[Figure, Options], tuple[Page, ...]]
    are_slides: bool = False


@dataclass(frozen=True)
class AsSheets:
    """A preview of the tables of a file, as they are read from it."""

    read: Callable[[bytes], tuple[Sheet, ...]]


@dataclass(frozen=True)
class AsWebPage:
    """A preview that is a page as it looks at first, without its scripts."""

    leave_out_scripts: Callable[[bytes], bytes]


Preview = AsFile | AsText | AsPages | AsSheets | AsWebPage


@dataclass(frozen=True)
class OnPaper:
    """The papers that a format can be on, the usual one first, and how high letters of the map are on one, in
    points."""

    papers: tuple[Paper, ...]
    measure_letters: Callable[[Figure, Paper], float]


@dataclass(frozen=True)
class Exporter:
    """A format and what it can do. `build` makes a file of it."""

    name: str
    """What the command line and addresses call it."""
    title: str
    """What people call it; like `purpose` in English, marked for translation where it is no name."""
    purpose: str
    ending: str
    media_type: str
    make: Callable[[Figure, Options], bytes]
    preview: Preview
    paper: OnPaper | None = None
    themes: tuple[ThemeName, ...] = ()
    """Those it can be coloured in, the one to begin with first."""
    parts: tuple[Part, ...] = PARTS
    """What can stand around the diagram."""
    options: tuple[Option, ...] = ()
    usual_scale: float = 1.0
    """The scale to begin with where one can be chosen."""
    stories: Literal["never", "always", "along a path"] = "never"
    """When it tells stories. A format that does also says of each node what it means."""
    has_counts: bool = True
    """Whether numbers of stories are shown, where a diagram has them."""
    letters: Letters = "kept"
    has_address: bool = False
    """Whether the current picture can be had in it by an address: `/diagram.` and its ending."""
    imported_as: str = ""
    """The format of `model.importing` that reads it back, or ""."""
    holds: frozenset[Aspect] = frozenset()
    """What comes back out of it; nothing of a picture or a document."""

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers that it can be on, the usual one first; none of a format that is on no paper."""
        return self.paper.papers if self.paper else ()

    @property
    def is_text(self) -> bool:
        """Whether its files are text that people can compare line by line."""
        return self.media_type.startswith("text/") or self.media_type.endswith(("+xml", "/json", "/yaml"))

    def build(self, figure: Figure, options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
        """A file of this format.

        Raises `ConceptualModelError` for a paper, theme or option that it does not have, and for a model that
        is too large for it, with what to do instead. The light theme is that of a figure for which none was
        chosen, so that it is no fault.
        """
        theme = None if figure.theme == Figure.theme else figure.theme
        if faults := self.find_faults(theme, options):
            raise ConceptualModelError("\n".join(faults))
        return self.make(figure, options)

    def find_faults(
        self,
        theme: ThemeName | None = None,
        options: Options = Options(),  # noqa: B008 (frozen)
        left_out: Collection[Part] = (),
        has_counts: bool = False,
        leaves_out_stories: bool = False,
    ) -> tuple[str, ...]:
        """A sentence for each thing that was chosen and that a file of this format would not show.

        A theme, paper or option that it does not have (None: nobody chose a theme), a part around the diagram
        that is to be left out and is never there, numbers of stories, stories that it never tells.
        """
        faults = []
        if options.paper and options.paper not in self.papers:
            faults.append(self._describe("paper", options.paper, self.papers))
        if theme and theme not in self.themes:
            faults.append(self._describe("theme", theme, self.themes))
        names = [
            option.removeprefix("is_").removeprefix("has_")
            for option in OPTIONS
            if option not in self.options and getattr(options, option) != getattr(Options, option)
        ]
        names += ["counts"] if has_counts and not self.has_counts else []
        names += [f"no-{part}" for part in PARTS if part in left_out and part not in self.parts]
        names += ["no-stories"] if leaves_out_stories and self.stories == "never" else []
        faults += [f'the format "{self.name}" has no option "{name}"; leave it out' for name in names]
        return tuple(faults)

    def tells_stories(self, options: Options) -> bool:
        """Whether a file of it with these options tells stories."""
        match self.stories:
            case "along a path":
                return options.steps == "path"
            case "always" | "never":
                return self.stories == "always"

    def _describe(self, what: str, chosen: str, known: tuple[str, ...]) -> str:
        advice = f"choose one of {', '.join(known)}" if known else "leave it out"
        return f'the format "{self.name}" has no {what} "{chosen}"; {advice}'
