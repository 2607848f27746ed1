"""What PowerPoint and Excel refuse or repair in a file, found without them: parts, relationships, ids."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org/"
_NAMES = {
    "a": f"{_OFFICE}drawingml/2006/main",
    "c": f"{_OFFICE}drawingml/2006/chart",
    "p": f"{_OFFICE}presentationml/2006/main",
    "r": f"{_OFFICE}officeDocument/2006/relationships",
    "t": f"{_OFFICE}package/2006/content-types",
}
_LARGEST = 2**31 - 1
_SITES = 4
_RELATION = re.compile(r"rId\w+")


def find_package_faults(made: bytes) -> list[str]:
    """Every fault of an Office file, each with the part that it is in; those of the workbooks in it, too."""
    with zipfile.ZipFile(BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
        names = package.namelist()
    faults = [f"{name} stands twice" for name, count in Counter(names).items() if count > 1]
    trees = {name: etree.fromstring(content) for name, content in parts.items() if _is_xml(name)}
    faults += _find_untyped(trees["[Content_Types].xml"], names)
    for name, tree in trees.items():
        faults += [f"{name}: {fault}" for fault in _find_faults(name, tree, trees, names)]
    for name, content in parts.items():
        if name.endswith(".xlsx"):
            faults += [f"{name}/{fault}" for fault in find_package_faults(content)]
    return faults


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _find_untyped(types: etree._Element, names: list[str]) -> Iterator[str]:
    known = {default.get("Extension").lower() for default in types.xpath("//t:Default", namespaces=_NAMES)}
    overridden = {
        override.get("PartName").lstrip("/") for override in types.xpath("//t:Override", namespaces=_NAMES)
    }
    for name in names:
        if name not in overridden and name.rpartition(".")[2].lower() not in known:
            yield f"{name} has no content type"
    for name in overridden - set(names):
        yield f"{name} has a content type and is not there"


def _find_faults(
    name: str, tree: etree._Element, trees: dict[str, etree._Element], names: list[str]
) -> Iterator[str]:
    if name.endswith(".rels"):
        yield from _find_dangling(name, tree, names)
        return
    yield from _find_unrelated(name, tree, trees)
    shapes = [int(shape.get("id")) for shape in tree.xpath("//p:cNvPr", namespaces=_NAMES)]
    for id_, count in Counter(shapes).items():
        if count > 1 or not 0 < id_ <= _LARGEST:
            yield f"the id {id_} of a shape stands {count} times or is out of bounds"
    for end in tree.xpath("//a:stCxn | //a:endCxn", namespaces=_NAMES):
        if int(end.get("id")) not in shapes or not 0 <= int(end.get("idx")) < _SITES:
            yield f"a connector is glued to site {end.get('idx')} of {end.get('id')}, which is not there"
    for size in tree.xpath("//a:ext[@cx]", namespaces=_NAMES):
        if not all(0 <= int(size.get(side)) <= _LARGEST for side in ("cx", "cy")):
            yield f"a size is out of bounds: {dict(size.attrib)}"
    for axis in tree.xpath("//c:axId | //c:crossAx", namespaces=_NAMES):
        if not 0 <= int(axis.get("val")) < 2**32:
            yield f"the id {axis.get('val')} of an axis is out of bounds"
    for body in tree.xpath("//p:txBody | //a:txBody", namespaces=_NAMES):
        if not body.xpath("./a:p", namespaces=_NAMES):
            yield "a text has no paragraph"


def _find_dangling(name: str, tree: etree._Element, names: list[str]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in tree:
        if relation.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target"))).lstrip("/")
        if target not in names:
            yield f"{relation.get('Id')} leads to {target}, which is not there"
    for id_, count in Counter(relation.get("Id") for relation in tree).items():
        if count > 1:
            yield f"{id_} stands twice"


def _find_unrelated(name: str, tree: etree._Element, trees: dict[str, etree._Element]) -> Iterator[str]:
    folder, file = posixpath.split(name)
    relations = trees.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    known = {relation.get("Id") for relation in relations} if relations is not None else set()
    for id_ in tree.xpath("//@r:id | //@r:embed | //@r:link", namespaces=_NAMES):
        if _RELATION.fullmatch(str(id_)) and id_ not in known:
            yield f"it names {id_}, which has no relationship"
