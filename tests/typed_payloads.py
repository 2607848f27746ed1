"""Reads the interfaces of the JavaScript's types, and compares values with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_INTERFACE = re.compile(
    r"^export interface (\w+)(?: extends ([\w, ]+))? \{\n(.*?)^\}", re.MULTILINE | re.DOTALL
)
_FIELD = re.compile(r"^  (\w+)(\??): (.*?);$", re.MULTILINE | re.DOTALL)
_ALIAS = re.compile(r"^export type (\w+) =\s+(.*?);$", re.MULTILINE | re.DOTALL)
_PLAIN: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "boolean": bool,
    "object": (dict, bool),
    "unknown": object,
}


class Interfaces:
    """The interfaces of some files with types, and which of their fields a value had so far."""

    def __init__(self, *files: Path) -> None:
        text = "\n".join(file.read_text(encoding="utf-8") for file in files)
        self._aliases = {
            name: " ".join(kind.split()).removeprefix("| ") for name, kind in _ALIAS.findall(text)
        }
        self._fields: dict[str, dict[str, tuple[bool, str]]] = {}
        for name, parents, body in _INTERFACE.findall(text):
            fields: dict[str, tuple[bool, str]] = {}
            for parent in parents.split(", "):
                fields |= self._fields.get(parent, {})
            own = {field: (optional == "", kind) for field, optional, kind in _FIELD.findall(body)}
            self._fields[name] = fields | own
        self._seen: set[tuple[str, str]] = set()

    def find_faults(self, kind: str, value: Any) -> list[str]:
        """Where a value is not of a type, field by field."""
        return self._compare(kind, value, kind)

    def list_unseen(self) -> set[str]:
        """The fields that no compared value had, of interfaces that some value was compared with."""
        used = {name for name, _field in self._seen}
        return {
            f"{name}.{field}"
            for name in used
            for field in self._fields[name]
            if (name, field) not in self._seen
        }

    def _compare(self, kind: str, value: Any, place: str) -> list[str]:
        kind = self._aliases.get(kind, kind)
        if len(choices := _split(kind, " | ")) > 1:
            return [] if any(not self._compare(choice, value, place) for choice in choices) else [place]
        if kind.endswith("[]"):
            return (
                self._compare_all(kind[:-2], enumerate(value), place) if isinstance(value, list) else [place]
            )
        if match := re.fullmatch(r"Record<string, (.*)>", kind):
            return self._compare_all(match[1], value.items(), place) if isinstance(value, dict) else [place]
        if kind.startswith("["):
            kinds = _split(kind[1:-1], ", ")
            if not isinstance(value, list) or len(value) != len(kinds):
                return [place]
            return [
                fault for k, part in zip(kinds, value, strict=True) for fault in self._compare(k, part, place)
            ]
        if kind.startswith("keyof "):
            return [] if value in self._fields[kind.removeprefix("keyof ")] else [place]
        if kind in self._fields:
            return self._compare_fields(kind, value, place) if isinstance(value, Mapping) else [place]
        if kind in ("null", "false"):
            return [] if value is {"null": None, "false": False}[kind] else [place]
        if kind.startswith('"'):
            return [] if value == kind.strip('"') else [place]
        return [] if isinstance(value, _PLAIN[kind]) else [place]

    def _compare_all(self, kind: str, items: Any, place: str) -> list[str]:
        return [fault for key, value in items for fault in self._compare(kind, value, f"{place}[{key}]")]

    def _compare_fields(self, name: str, value: Mapping[str, Any], place: str) -> list[str]:
        fields = self._fields[name]
        self._seen |= {(name, field) for field in value}
        faults = [f"{place}.{field} is not in {name}" for field in value.keys() - fields.keys()]
        faults += [
            f"{place}.{field} is missing"
            for field, (is_required, _kind) in fields.items()
            if is_required and field not in value
        ]
        for field in value.keys() & fields.keys():
            faults += self._compare(fields[field][1], value[field], f"{place}.{field}")
        return faults


def _split(kind: str, mark: str) -> list[str]:
    """The parts of a type between marks that stand in no bracket of it."""
    parts, depth = [""], 0
    for piece in re.split(f"({re.escape(mark)}|[<\\[{{}}\\]>])", kind):
        depth += (piece in ("<", "[", "{")) - (piece in (">", "]", "}"))
        if piece == mark and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return parts
