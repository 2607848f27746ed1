"""The lists of names and places in `data/names`, taken out of the package Faker: run once, by hand.

`pip install faker==40.63.0` in an environment of its own, then `python -m model.stories.privacy.extraction`.
Nothing else of the project needs Faker: the lists are part of it, with Faker's licence (MIT) beside them.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import distribution
from pathlib import Path

from model.stories.privacy.name_lists import NAMES, fold

# The languages of the application, and those of many who work or lie in hospitals here.
_LOCALES = (
    "nl_BE nl_NL fr_BE fr_FR fr_CH fr_DZ de_DE de_AT de_CH en_GB en_IE en_US en_IN en_NG en_PK es_ES it_IT "
    "pl_PL pt_PT ro_RO tr_TR"
)
_WITH_PLACES = "nl_BE nl_NL de_DE de_AT de_CH"
_SHORTEST = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the lists and the licence into a folder."""
    parser = argparse.ArgumentParser(
        description="Write the lists of names and places that are looked for in stories. "
        "Needs the package Faker: pip install faker==40.63.0"
    )
    parser.add_argument("folder", nargs="?", type=Path, default=NAMES, help="default: data/names")
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, found in (
        ("first", _list_names("first_name")),
        ("family", _list_names("last_name")),
        ("places", _list_places()),
    ):
        words = sorted({fold(word) for word in found if _is_usable(word)})
        (folder / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    licence = next(file for file in distribution("faker").files or [] if file.name.startswith("LICENSE"))
    text = f"The lists first.txt, family.txt and places.txt come from Faker {distribution('faker').version}."
    (folder / "LICENSE.txt").write_text(f"{text}\n\n{licence.read_text().strip()}\n", encoding="utf-8")


def _list_names(kind: str) -> Iterator[str]:
    for locale in _LOCALES.split():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            names = getattr(provider, attribute)
            if attribute.startswith(kind) and not callable(names):
                yield from (_drop_particles(name) if kind == "last_name" else name for name in names)


def _list_places() -> Iterator[str]:
    for locale in _WITH_PLACES.split():
        places: Iterable[str] = importlib.import_module(f"faker.providers.address.{locale}").Provider.cities
        yield from (place.partition(" (")[0] for place in places)


def _drop_particles(name: str) -> str:
    """The part of a family name that has a capital of its own: "Broeck" of "Van den Broeck"."""
    *before, last = name.split(",")[0].split() or [""]
    small = {"de", "den", "der", "van", "von", "le", "la", "du", "ten", "ter", "het", "'t", "in", "op"}
    return last if all(word.lower() in small for word in before) else name


def _is_usable(word: str) -> bool:
    return len(word) >= _SHORTEST and all(part[:1].isalpha() or part[:1] == "'" for part in word.split())


if __name__ == "__main__":
    main()
