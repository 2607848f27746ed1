"""Texts of models where the screen reads Markdown: as they are, without any of it taken for markup."""

from __future__ import annotations

import re


def to_markdown(text: str) -> str:
    r"""The text as Markdown that shows just that text: no links, pictures, formulas or colours.

    >>> print(to_markdown("![x](http://example.org) costs $1$"))
    \!\[x\](http\://example.org) costs \$1\$
    """
    return re.sub(r"([\\`*_\[\]<>$:~#!|&])", r"\\\1", text)
