"""What the phones' forms are made of: choices, text fields, faults, buttons."""

from __future__ import annotations

from collections.abc import Mapping

from pages.join.markup import Element, tag


def build_choices(
    kind: str, name: str, choices: Mapping[str, str], chosen: tuple[str, ...], **more: str | bool | None
) -> list[Element]:
    return [
        tag(
            "label",
            tag("input", type=kind, name=name, value=value, checked=value in chosen, **more),
            shown,
            class_="choice",
        )
        for value, shown in choices.items()
    ]


def build_input(id_: str, name: str, value: str, fault: str, **more: str) -> Element:
    return tag(
        "input",
        type="text",
        id=id_,
        name=name,
        value=value,
        autocomplete="off",
        autofocus=bool(fault),
        aria_invalid="true" if fault else None,
        aria_describedby=f"fault-{id_}" if fault else None,
        dir="auto",
        **more,
    )


def build_fault(id_: str, fault: str) -> Element | None:
    return tag("p", fault, class_="error", id=f"fault-{id_}") if fault else None


def build_button(words: str, is_quiet: bool = False, **more: str) -> Element:
    return tag("button", words, class_="quiet" if is_quiet else None, **more)


def build_hint(words: str) -> Element:
    return tag("p", words, class_="hint")
