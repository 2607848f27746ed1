"""The licences of everything that is handed on, with their texts: `python -m deploy licences`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from deploy.lock import choose_runtime, read_lock
from deploy.shipped import Shipped, describe_installed, describe_parts

_RULE = "-" * 78
_HEAD = """\
Licences of what comes with the Mangomoment explorer {version}
{rule}

Each part with its version, its licence as SPDX names it, and the texts that come with it. A package that is
built of further libraries says so in its own texts; the list with all of them is sbom.cdx.json.

The model in data/mangomoment.yaml is described in words of our own; the paper behind it is open access under
CC BY-NC 4.0, and the file names its sources. Mangomoment is a trademark of KU Leuven.
"""


def find_unknown(shipped: Collection[Shipped]) -> list[str]:
    """The names of parts whose licence is not known, or of whose licence no text is there."""
    return [
        each.name for each in shipped if not each.licence or not (each.texts or _find_lender(each, shipped))
    ]


def to_notices(shipped: Collection[Shipped]) -> str:
    """A list of all parts with their licences, then the texts of these, part by part.

    Where a part brings no text of its own, it says under which other part the same licence stands.
    """
    own = next(each for each in shipped if each.kind == "application")
    head = _HEAD.format(version=own.version, rule=_RULE)
    return "\n".join([head, *_list(shipped), *_print_texts(shipped)]) + "\n"


def _list(shipped: Collection[Shipped]) -> Iterator[str]:
    for each in shipped:
        yield f"{_name(each)}: {each.licence or 'not known'}"


def _print_texts(shipped: Collection[Shipped]) -> Iterator[str]:
    for each in shipped:
        yield f"\n\n{_RULE}\n{_name(each)}\n{each.licence or 'not known'}\n{_RULE}"
        if each.credit:
            yield f"\n{each.credit}"
        for name, text in each.texts:
            yield f"\n[{name}]\n\n{text.strip()}"
        lender = None if each.texts else _find_lender(each, shipped)
        if lender:
            yield f"\nNo text of the licence comes with it; the same licence stands under {lender.name}."


def _name(each: Shipped) -> str:
    within = f" (within {each.within})" if each.within else ""
    return f"{each.name} {each.version}".strip() + within


def _find_lender(part: Shipped, shipped: Collection[Shipped]) -> Shipped | None:
    possible = re.split(r" (?:AND|OR) ", part.licence)
    return next((each for each in shipped if each.texts and each.licence in possible), None)


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `licences` to the commands of the program."""
    licences = commands.add_parser(
        "licences", help="write the licences of all parts, with their texts, as they are installed here"
    )
    licences.add_argument("--out", type=Path, required=True, metavar="FILE", help="the text file to write")
    licences.set_defaults(run=_write)


def _write(arguments: argparse.Namespace) -> int:
    locked = choose_runtime(read_lock())
    shipped = [*describe_parts(locked), *describe_installed(locked)]
    arguments.out.write_text(to_notices(shipped), "utf-8")
    unknown = find_unknown(shipped)
    for name in unknown:
        print(f"{name}: no licence is known, or no text of it")
    print(f"{arguments.out}: {len(shipped)} parts")
    return 1 if unknown else 0
