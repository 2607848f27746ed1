"""Styles written at each element instead of in a style sheet: office programs and wikis leave those out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from xml.etree import ElementTree

Styles = Mapping[str, str]

_OWN = ("opacity",)
"""What an element does not get from those that it stands in."""

_Seen = tuple[str, frozenset[str], str]
"""An element as a style sheet sees it: its tag, classes and id; in a selector "" and none fit all."""

_Rule = tuple[tuple[_Seen, ...], tuple[tuple[str, str], ...]]


def write_styles(element: ElementTree.Element, sheet: str, around: Styles | None = None) -> None:
    """Give an element and all in it the attributes that a simple style sheet says.

    The sheet knows tags, classes, ids, and what stands within what. What an element would get anyway from
    those that it stands in, or from what is `around` the first one, is not written again.

    >>> group = ElementTree.fromstring('<g class="a"><rect /><text /></g>')
    >>> write_styles(group, ".a{fill:red}.a text{fill:blue}")
    >>> ElementTree.tostring(group, encoding="unicode")
    '<g class="a" fill="red"><rect /><text fill="blue" /></g>'
    """
    rules = _read(sheet)
    found: dict[tuple[_Seen, ...], Styles] = {}

    def walk(current: ElementTree.Element, chain: tuple[_Seen, ...], inherited: Styles) -> None:
        chain = (*chain, _see(current))
        if chain not in found:
            found[chain] = _find(rules, chain)
        styles = found[chain]
        for name, value in styles.items():
            if inherited.get(name) != value:
                current.set(name, value)
        if len(current):
            within = {**inherited, **{name: styles[name] for name in styles if name not in _OWN}}
            for child in current:
                walk(child, chain, within)

    walk(element, (), around or {})


def _see(element: ElementTree.Element) -> _Seen:
    return element.tag, frozenset(element.get("class", "").split()), element.get("id", "")


@lru_cache(maxsize=8)
def _read(sheet: str) -> tuple[_Rule, ...]:
    """The rules, those that count least first."""
    rules = [
        (
            tuple(map(_read_step, selector.split())),
            tuple((name.strip(), value.strip()) for name, value in re.findall(r"([^:;]+):([^;]+)", body)),
        )
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
    ]
    return tuple(sorted(rules, key=lambda rule: _weigh(rule[0])))


def _read_step(text: str) -> _Seen:
    tag = re.match(r"[\w-]*", text)
    identifier = re.search(r"#([\w-]+)", text)
    return (
        tag[0] if tag else "",
        frozenset(re.findall(r"\.([\w-]+)", text)),
        identifier[1] if identifier else "",
    )


def _weigh(selector: Sequence[_Seen]) -> tuple[int, int, int]:
    ids = sum(bool(identifier) for _, _, identifier in selector)
    classes = sum(len(classes) for _, classes, _ in selector)
    return ids, classes, sum(bool(tag) for tag, _, _ in selector)


def _find(rules: Sequence[_Rule], chain: Sequence[_Seen]) -> Styles:
    return {name: value for selector, styles in rules if _fits(selector, chain) for name, value in styles}


def _fits(selector: Sequence[_Seen], chain: Sequence[_Seen]) -> bool:
    """Whether the last step fits the last element, and the others some of those around it, in order."""
    *outer, last = selector
    if not _is_like(last, chain[-1]):
        return False
    above = iter(reversed(chain[:-1]))
    return all(any(_is_like(step, seen) for seen in above) for step in reversed(outer))


def _is_like(step: _Seen, seen: _Seen) -> bool:
    tag, classes, identifier = step
    return tag in ("", seen[0]) and classes <= seen[1] and identifier in ("", seen[2])
