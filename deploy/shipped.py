"""What is handed on, part by part: packages as they are installed or as wheels, and what lies within the
project and within packages without being a package of its own."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from pathlib import Path
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.markers import default_environment

from deploy.lock import ITSELF, ROOT, Locked, LockError

_IS_TEXT = re.compile(r"(licen[cs]e|copying|notice|copyright)", re.IGNORECASE)
_SENTENCES = {
    "Apache-2.0": r"Apache License,?\s+Version 2\.0",
    "BSD-3-Clause": r"Redistributions? of source code(?s:.)+(?:endorse|promote) (?:or promote )?products",
    "BSD-2-Clause": r"Redistributions? of source code(?!(?s:.)+(?:endorse|promote) (?:or promote )?products)",
    "HPND-Markus-Kuhn": r"Permission to use, copy, modify, and distribute this\s+software",
    "ISC": r"Permission to use, copy, modify, and/or\s+distribute\s+this\s+software",
    "MIT": r"Permission is hereby granted, free of charge",
    "MPL-2.0": r"Mozilla Public License,?\s+v(?:ersion|\.)? ?2\.0",
}
"""Sentences by which the texts of licences are known."""


@dataclass(frozen=True)
class Shipped:
    """A package, a library, a font or a list: its licence as an SPDX expression ("" if not known) and texts.

    `version` is "" where it has none, `purl` where it is no package; `within` names the package that brings
    it. `texts` are the licences' texts by the name of their file. `needs` names packages. `holds` are the
    libraries that a package says it was built with, as components of its own CycloneDX file.
    """

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...] = ()
    purl: str = ""
    within: str = ""
    credit: str = ""
    kind: str = "library"
    homepage: str = ""
    hashes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    holds: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Part:
    """What is no package of its own: files of this project, or of the package that is named in `within`."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]
    within: str = ""
    text: str = ""
    credit: str = ""
    purl: str = ""
    kind: str = "file"
    homepage: str = ""


_FONTS = "streamlit/static/static/media"
_ADOBE = "Copyright 2010-2024 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'"
PARTS = (
    Part(
        "Source Sans 3",
        "3.052",
        "OFL-1.1",
        ("data/fonts/SourceSans3-*",),
        text="data/fonts/OFL.txt",
        homepage="https://github.com/adobe-fonts/source-sans",
    ),
    Part(
        "Noto Emoji",
        "",
        "OFL-1.1",
        ("data/fonts/NotoEmoji-*",),
        text="data/fonts/OFL-NotoEmoji.txt",
        homepage="https://github.com/googlefonts/noto-emoji",
    ),
    Part(
        "Names and places of Faker",
        "40.63.0",
        "MIT",
        ("data/names/first.txt", "data/names/family.txt", "data/names/places.txt"),
        text="data/names/LICENSE.txt",
        purl="pkg:pypi/faker@40.63.0",
        kind="data",
        homepage="https://github.com/joke2k/faker",
    ),
    Part(
        "vis-network",
        "9.1.2",
        "Apache-2.0 OR MIT",
        ("pyvis/lib/vis-9.1.2/vis-network.min.js",),
        within="pyvis",
        credit="Copyright (c) 2011-2017 Almende B.V; (c) 2017-2019 visjs contributors",
        purl="pkg:npm/vis-network@9.1.2",
        kind="library",
        homepage="https://visjs.github.io/vis-network/",
    ),
    Part(
        "plotly.js",
        "4.1.1",
        "MIT",
        ("plotly/package_data/plotly.min.js",),
        within="plotly",
        credit="Copyright 2012-2026, Plotly, Inc.",
        purl="pkg:npm/plotly.js@4.1.1",
        kind="library",
        homepage="https://plotly.com/javascript/",
    ),
    Part(
        "Source Sans, Source Serif, Source Code",
        "",
        "OFL-1.1",
        (f"{_FONTS}/Source*",),
        within="streamlit",
        credit=_ADOBE,
        homepage="https://github.com/adobe-fonts",
    ),
    Part(
        "Material Symbols Rounded",
        "",
        "Apache-2.0",
        (f"{_FONTS}/MaterialSymbols-*",),
        within="streamlit",
        credit="Copyright Google LLC",
        homepage="https://github.com/google/material-design-icons",
    ),
    Part(
        "Fonts of KaTeX",
        "",
        "MIT",
        (f"{_FONTS}/KaTeX_*",),
        within="streamlit",
        credit="Copyright (c) 2013-2020 Khan Academy and other contributors",
        homepage="https://katex.org",
    ),
)


def read_project() -> dict[str, str]:
    """Name, version and licence of the application, as pyproject.toml has them.

    >>> read_project()["name"], read_project()["licence"]
    ('mangomoment-explorer', 'MIT')
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {"name": project["name"], "version": project["version"], "licence": project["license"]}


def describe_parts(locked: Collection[Locked]) -> Iterator[Shipped]:
    """The application itself, which needs packages of a lock, and all of `PARTS`."""
    project = read_project()
    yield Shipped(
        project["name"],
        project["version"],
        project["licence"],
        (("LICENSE", (ROOT / "LICENSE").read_text("utf-8")),),
        kind="application",
        needs=_list_needed_by(ITSELF, locked),
    )
    for part in PARTS:
        texts = ((Path(part.text).name, (ROOT / part.text).read_text("utf-8")),) if part.text else ()
        yield Shipped(
            part.name,
            part.version,
            part.licence,
            texts,
            purl=part.purl,
            within=part.within,
            credit=part.credit,
            kind=part.kind,
            homepage=part.homepage,
        )


def describe_installed(
    locked: Collection[Locked], find: Callable[[str], Distribution] = distribution
) -> Iterator[Shipped]:
    """The packages of a lock that this system needs, as they are installed.

    `LockError` says which one is not installed, or in another version.
    """
    here = {name: str(value) for name, value in default_environment().items()}
    for package in locked:
        if not package.is_for(here):
            continue
        try:
            found = find(package.name)
        except PackageNotFoundError:
            raise LockError(f"{package.name} is not installed; install requirements.lock") from None
        if found.version != package.version:
            raise LockError(
                f"{package.name} is installed in version {found.version}, locked is {package.version}; "
                "install requirements.lock"
            )
        yield describe(package, found, locked)


def describe_wheels(locked: Collection[Locked], folder: Path) -> Iterator[Shipped]:
    """The packages of a lock of which there is a wheel in a folder, as that has them.

    Of a package with a wheel for each version of Python, the last one speaks for all.
    """
    for package in locked:
        stem = package.name.replace("-", "_")
        for wheel in sorted(folder.glob(f"{stem}-{package.version}-*.whl"))[-1:]:
            yield describe(package, next(iter(Distribution.discover(path=[str(wheel)]))), locked)


def describe(package: Locked, found: Distribution, locked: Collection[Locked]) -> Shipped:
    """A package by what it says of itself, and by the lock."""
    texts = tuple(sorted(_find_texts(found)))
    homepage = _get(found, "Home-page")
    return Shipped(
        package.name,
        package.version,
        find_licence(found, texts),
        texts,
        purl=f"pkg:pypi/{package.name}@{package.version}",
        homepage=homepage if homepage.startswith("http") else f"https://pypi.org/project/{package.name}/",
        hashes=package.hashes,
        needs=_list_needed_by(package.name, locked),
        holds=tuple(_find_held(found)),
    )


def _list_needed_by(name: str, locked: Collection[Locked]) -> tuple[str, ...]:
    return tuple(sorted({each.name for each in locked if name in each.needed_by}))


def find_licence(found: Distribution, texts: Collection[tuple[str, str]]) -> str:
    """The licence of a package as an SPDX expression: what it declares, else what its licence texts are.

    "" where neither says it.
    """
    for field in ("License-Expression", "License"):
        try:
            return canonicalize_license_expression(_get(found, field))
        except InvalidLicenseExpression:
            continue
    whole = "\n".join(text for _name, text in texts)
    return " AND ".join(
        sorted(id_ for id_, sentence in _SENTENCES.items() if re.search(sentence, whole, re.IGNORECASE))
    )


def _get(found: Distribution, field: str) -> str:
    return str(found.metadata[field]) if field in found.metadata else ""


def _find_texts(found: Distribution) -> Iterator[tuple[str, str]]:
    for file in found.files or ():
        is_about, inner = file.parts[0].endswith(".dist-info"), file.parts[1:]
        if is_about and (inner[0] == "licenses" or (len(inner) == 1 and _IS_TEXT.search(inner[0]))):
            name = "/".join(inner[1:] if inner[0] == "licenses" else inner)
            yield name, _read(found, file).decode("utf-8", "replace")


def _read(found: Distribution, file: PackagePath) -> bytes:
    place: Any = found.locate_file(file)  # within the wheel, where it is one
    return bytes(place.read_bytes())


def _find_held(found: Distribution) -> Iterator[dict[str, Any]]:
    """What the package's own CycloneDX files list (PEP 770), but for itself."""
    own = re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower()
    for file in sorted(found.files or (), key=str):
        if "sboms" in file.parts[:2] and file.suffix == ".json":
            for held in json.loads(_read(found, file)).get("components", ()):
                if re.sub(r"[-_.]+", "-", held["name"]).lower() != own:
                    yield held
