"""What the application consists of, as CycloneDX 1.6: `python -m deploy sbom`."""

from __future__ import annotations

import argparse
import json
import os
import uuid
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from deploy.lock import choose_runtime, read_lock
from deploy.shipped import Shipped, describe_installed, describe_parts

_SPACE = uuid.UUID("6f1c2d6e-6a8e-5c0f-9d0e-3a4f1f0a9b57")
_HELD_FIELDS = ("type", "name", "version", "description", "scope", "purl", "hashes")


def to_cyclonedx(shipped: Collection[Shipped], at: datetime) -> str:
    """The parts as a CycloneDX 1.6 document in JSON.

    Packages are components with the hashes of their release's files and what they need; what lies within a
    package is a component of it, and so are the libraries that it was built with, as far as it says so
    itself. The same parts at the same time give the same text.
    """
    own = next(each for each in shipped if each.kind == "application")
    packages = [each for each in shipped if each is not own and not each.within]
    components = [_build_component(each, shipped) for each in packages]
    seed = json.dumps([each["bom-ref"] for each in components])
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, seed + at.isoformat())}",
        "version": 1,
        "metadata": {
            "timestamp": at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "component": _build_component(own, ()),
        },
        "components": components,
        "dependencies": list(_list_dependencies(own, packages)),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _get_reference(part: Shipped) -> str:
    return part.purl or part.name


def _build_component(part: Shipped, shipped: Collection[Shipped]) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": part.kind,
        "bom-ref": _get_reference(part),
        "name": part.name,
    }
    if part.version:
        component["version"] = part.version
    if part.credit:
        component["copyright"] = part.credit
    if part.licence:
        component["licenses"] = [_build_licence(part.licence)]
    if part.purl:
        component["purl"] = part.purl
    if part.homepage:
        component["externalReferences"] = list(_list_references(part))
    inner = [_build_component(each, ()) for each in shipped if each.within == part.name]
    inner += _list_held(part)
    if inner:
        component["components"] = inner
    return component


def _build_licence(licence: str) -> dict[str, Any]:
    is_single = not {"AND", "OR", "WITH"}.intersection(licence.split())
    return {"license": {"id": licence}} if is_single else {"expression": licence}


def _list_references(part: Shipped) -> Iterator[dict[str, Any]]:
    yield {"type": "website", "url": part.homepage}
    if part.hashes:
        yield {
            "type": "distribution",
            "url": f"https://pypi.org/project/{part.name}/{part.version}/#files",
            "comment": "one hash for each file of this release",
            "hashes": [{"alg": "SHA-256", "content": value} for value in part.hashes],
        }


def _list_held(part: Shipped) -> Iterator[dict[str, Any]]:
    """What a package was built with, each once; of its own words what every version of the format has."""
    seen = set()
    for held in part.holds:
        reference = f"{_get_reference(part)}#{held.get('purl') or held['name']}"
        if reference in seen or held.get("scope") == "excluded":  # only built with it
            continue
        seen.add(reference)
        component = {name: held[name] for name in _HELD_FIELDS if name in held}
        licences = [each["expression"] for each in held.get("licenses", ()) if "expression" in each]
        ids = [each["license"]["id"] for each in held.get("licenses", ()) if "id" in each.get("license", {})]
        if known := list(filter(None, map(_canonicalize, licences or ids)))[:1]:
            component["licenses"] = [_build_licence(known[0])]
        yield {"bom-ref": reference, **component}


def _canonicalize(licence: str) -> str:
    try:
        return canonicalize_license_expression(licence)
    except InvalidLicenseExpression:
        return ""


def _list_dependencies(own: Shipped, packages: Collection[Shipped]) -> Iterator[dict[str, Any]]:
    for each in (own, *packages):
        needed = [_get_reference(other) for name in each.needs for other in packages if other.name == name]
        yield {"ref": _get_reference(each), "dependsOn": needed}


def get_time() -> datetime:
    """When a document is made: now, or the second that `SOURCE_DATE_EPOCH` says, for the same text again."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() else datetime.now(UTC)


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `sbom` to the commands of the program."""
    sbom = commands.add_parser("sbom", help="write what is installed here as CycloneDX 1.6 (JSON)")
    sbom.add_argument("--out", type=Path, required=True, metavar="FILE", help="the JSON file to write")
    sbom.set_defaults(run=_write)


def _write(arguments: argparse.Namespace) -> int:
    locked = choose_runtime(read_lock())
    shipped = [*describe_parts(locked), *describe_installed(locked)]
    arguments.out.write_text(to_cyclonedx(shipped, get_time()), "utf-8")
    print(f"{arguments.out}: {len(shipped)} parts")
    return 0
