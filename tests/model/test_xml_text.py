from __future__ import annotations

import time

import pytest

from model.xml_text import find_root


@pytest.mark.parametrize("part", ["_", "a", "-", "a:", "a ", "a=", "a='", 'a="', "=", " ", "'", "a=''"])
def test_the_first_tag_is_read_at_once_whatever_stands_in_it(part: str) -> None:
    text = f"<graphml {part * (40_000 // len(part))}>"
    begun = time.process_time()
    find_root(text)
    assert time.process_time() - begun < 2  # where each sign is looked at once, a hundredth of it


def test_attributes_are_those_of_the_first_tag() -> None:
    root = find_root("""<g:gexf version="1.3" a.b = 'c "d"' e="f"g='h' i j="1" ="2"><x k="l"/>""")
    assert root is not None
    assert root.name == "gexf"
    assert root.attributes == {"version": "1.3", "a.b": 'c "d"', "e": "f", "g": "h", "j": "1"}
