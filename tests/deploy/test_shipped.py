"""What is shipped is known with its licence, and listed as CycloneDX describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from fontTools.ttLib import TTFont
from PIL import features

from deploy.licences import find_unknown, to_notices
from deploy.lock import LockError, choose_runtime, read_lock
from deploy.sbom import to_cyclonedx
from deploy.shipped import PARTS, Shipped, describe_installed, describe_parts
from tests.serving import ROOT

WHEN = datetime(2026, 11, 29, 20, 0, tzinfo=UTC)
REMEDY = "install requirements.lock"


@cache
def list_shipped() -> tuple[Shipped, ...]:
    locked = choose_runtime(read_lock())
    return (*describe_parts(locked), *describe_installed(locked))


@cache
def read_document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(to_cyclonedx(list_shipped(), WHEN))
    return document


def list_components(parent: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for component in parent.get("components", ()):
        yield component
        yield from list_components(component)


def get_part(name: str) -> Shipped:
    return next(each for each in list_shipped() if each.name == name)


def test_of_everything_that_is_shipped_the_licence_is_known_and_its_text_is_there() -> None:
    assert find_unknown(list_shipped()) == []


def test_a_part_without_a_licence_or_without_a_text_of_it_is_named() -> None:
    unknown = Shipped("unknown", "1", "", (("LICENSE", "Mine."),))
    rare = Shipped("rare", "1", "Zlib")
    assert find_unknown([*list_shipped(), unknown, rare]) == ["unknown", "rare"]


@pytest.mark.parametrize(
    ("name", "licence"),
    [
        ("sqlalchemy", "MIT"),  # declared as an expression
        ("certifi", "MPL-2.0"),  # declared in the older field
        ("altair", "BSD-3-Clause"),  # the older field holds its text
        ("ptyprocess", "ISC"),  # in capitals, in the text alone
        ("pystemmer", "BSD-3-Clause AND MIT"),  # two texts in one file
        ("wcwidth", "HPND-Markus-Kuhn AND MIT"),
    ],
)
def test_a_licence_is_read_wherever_it_is_said(name: str, licence: str) -> None:
    assert get_part(name).licence == licence


def test_each_file_of_others_in_the_project_and_each_font_in_streamlit_belongs_to_a_part() -> None:
    own = {"data/names/first_more.txt"}
    listed = {file for part in PARTS if not part.within for place in part.files for file in ROOT.glob(place)}
    texts = {ROOT / part.text for part in PARTS if part.text}
    there = {file for folder in ("fonts", "names") for file in (ROOT / "data" / folder).iterdir()}
    assert {file.relative_to(ROOT).as_posix() for file in there - listed - texts} == own
    inner = [str(file) for file in files("streamlit") or () if file.suffix in {".woff2", ".woff", ".ttf"}]
    places = [place for part in PARTS if part.within == "streamlit" for place in part.files]
    assert inner
    assert [name for name in inner if not any(Path(name).match(place) for place in places)] == []


def test_the_versions_of_parts_are_those_of_their_files() -> None:
    font = TTFont(ROOT / "data" / "fonts" / "SourceSans3-Regular.ttf")["name"].getDebugName(5)
    assert font.startswith(f"Version {get_part('Source Sans 3').version};")
    assert f"Faker {get_part('Names and places of Faker').version}." in (
        ROOT / "data" / "names" / "LICENSE.txt"
    ).read_text("utf-8")
    for name in ("vis-network", "plotly.js"):
        part = next(each for each in PARTS if each.name == name)
        (file,) = [each for each in files(part.within) or () if str(each) == part.files[0]]
        begin = Path(str(file.locate())).read_text("utf-8")[:500]
        assert re.search(rf"v{re.escape(part.version)}|@version {re.escape(part.version)}", begin)


def test_the_list_is_valid_cyclonedx() -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    text = to_cyclonedx(list_shipped(), WHEN)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"id": "MIT"', '"id": "MIT licence"')) is not None


def test_the_list_has_every_package_once_with_what_the_lock_says_of_it() -> None:
    listed = {each["purl"]: each for each in read_document()["components"] if "purl" in each}
    for package in choose_runtime(read_lock()):
        if package.marker:
            continue
        component = listed[f"pkg:pypi/{package.name}@{package.version}"]
        (release,) = [each for each in component["externalReferences"] if each["type"] == "distribution"]
        assert tuple(each["content"] for each in release["hashes"]) == package.hashes
    references = [each["bom-ref"] for each in list_components(read_document())]
    assert len(references) == len(set(references))
    assert not any("pytest" in each for each in references)


def test_the_list_says_what_needs_what_and_what_lies_within() -> None:
    needs = {each["ref"]: each["dependsOn"] for each in read_document()["dependencies"]}
    assert any(each.startswith("pkg:pypi/streamlit@") for each in needs["mangomoment-explorer"])
    (altair,) = [ref for ref in needs if ref.startswith("pkg:pypi/altair@")]
    assert altair not in needs["mangomoment-explorer"]
    assert any(altair in each for each in needs.values())
    within = {
        each["name"]: {inner["name"] for inner in each.get("components", ())}
        for each in read_document()["components"]
    }
    assert "vis-network" in within["pyvis"]
    assert len(within["typst"]) > 100  # crates, as its wheel lists them
    assert "vis-network" not in within
    inner = {each["name"]: each.get("scope") for each in list_components(read_document())}
    assert inner["libimagequant"] == "optional"  # a licence that is not ours to give, were it in there
    assert "pybind11" not in inner


def test_what_a_package_holds_twice_is_listed_once_with_a_licence_where_it_is_one() -> None:
    held = ({"type": "library", "name": "ring", "licenses": [{"license": {"id": "Ours"}}]},) * 2
    own = next(each for each in list_shipped() if each.kind == "application")
    text = to_cyclonedx([own, Shipped("gold", "1", "MIT", purl="pkg:pypi/gold@1", holds=held)], WHEN)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert json.loads(text)["components"][0]["components"] == [
        {"bom-ref": "pkg:pypi/gold@1#ring", "type": "library", "name": "ring"}
    ]


def test_the_same_parts_at_the_same_time_give_the_same_list() -> None:
    assert to_cyclonedx(list_shipped(), WHEN) == to_cyclonedx(list_shipped(), WHEN)
    assert read_document()["metadata"]["timestamp"] == "2026-11-29T20:00:00Z"


def test_the_notices_have_every_part_and_its_text_or_where_that_stands() -> None:
    notices = to_notices(list_shipped())
    for part in list_shipped():
        assert f"\n{part.name} {part.version}".rstrip() in notices
        assert all(text.strip() in notices for _name, text in part.texts)
    assert "the same licence stands under asttokens" in notices.split("\nstreamlit ")[-1][:300]
    assert "not known" in to_notices([*list_shipped(), Shipped("unknown", "1", "")])


def test_an_environment_that_is_not_that_of_the_lock_is_refused() -> None:
    locked = choose_runtime(read_lock())
    with pytest.raises(LockError, match=f"alembic is installed in version .*{REMEDY}"):
        list(describe_installed([replace(locked[0], version="0.1")]))

    def find_nothing(name: str) -> Any:
        raise PackageNotFoundError(name)

    with pytest.raises(LockError, match=f"alembic is not installed; {REMEDY}"):
        list(describe_installed(locked, find_nothing))


def test_a_lock_without_hashes_is_refused() -> None:
    with pytest.raises(LockError, match="no version with hashes: alembic==1"):
        read_lock("# by uv\nalembic==1\n    # via -r requirements.txt\n")


def test_the_documentation_names_all_that_is_not_permissive() -> None:
    page = (
        (ROOT / "docs" / "administration.md")
        .read_text("utf-8")
        .split("## What is in it")[1]
        .split("\n## ")[0]
    )
    copyleft = {each.name: each.licence for each in list_shipped() if re.search("GPL|MPL|EPL", each.licence)}
    assert copyleft.keys() == {"psycopg", "psycopg-binary", "certifi"}
    assert all(licence in page for licence in {text.removesuffix("-only") for text in copyleft.values()})
    assert not features.check("libimagequant")
