"""Whether a page is written as the rules of HTML want it, where a browser would forgive and guess."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta"})
KNOWN = EMPTY | {
    *("html", "head", "title", "noscript", "script", "body", "header", "main", "nav", "section"),
    *("form", "fieldset", "legend", "label", "select", "option", "textarea", "button"),
    *("details", "summary", "h1", "h2", "h3", "p", "ul", "li", "div", "span", "b", "a", "blockquote"),
    *("svg", "rect"),
}
KINDS = frozenset({"text", "hidden", "radio", "checkbox", "number"})
_ONCE = ("html", "head", "title", "body", "main", "h1")
_NO_BLOCKS = ("p", "h1", "h2", "h3", "span", "b", "label", "legend", "summary", "button", "a")
_BLOCKS = (
    *("p", "div", "ul", "form", "section", "fieldset", "details", "h1", "h2", "h3", "main", "nav"),
    "blockquote",
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        """Each element with its attributes and the names of those around it."""
        self._around: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) < len(attrs):
            self.faults.append(f"an attribute of <{tag}> comes twice")
        self.elements.append((tag, attributes, tuple(self._around)))
        if tag not in EMPTY:
            self._around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._around or self._around[-1] != tag:
            self.faults.append(f"</{tag}> ends {self._around[-1:]}")
        elif tag not in EMPTY:
            self._around.pop()

    def close(self) -> None:
        super().close()
        if self._around:
            self.faults.append(f"never ended: {self._around}")


def find_faults(page: str, address: str) -> list[str]:
    """What is wrong with the markup of a phone's page: names, nesting, ids and what refers to them, labels
    that lack, links that lead elsewhere.

    >>> head = "<!doctype html><html><head><title>Ward 4</title></head>"
    >>> find_faults(f"{head}<body><main><p>Hello<br></p></main></body></html>", "/join")
    []
    >>> find_faults(f"{head}<body><main><label for='a'>Key</label></main></body></html>", "/join")
    ['<label> refers to nothing: a']
    """
    reader = _Reader()
    reader.feed(page)
    faults = [] if page.startswith("<!doctype html><html") else ["no document type"]
    ids = [attributes["id"] for _, attributes, _ in reader.elements if "id" in attributes]
    labelled = {attributes.get("for", "") for name, attributes, _ in reader.elements if name == "label"}
    names = [name for name, _, _ in reader.elements]
    faults += [f"an id that comes twice: {id_}" for id_ in ids if ids.count(id_) > 1 or not id_.strip()]
    faults += [f"{names.count(name)} times <{name}>" for name in _ONCE if names.count(name) > 1]
    faults += [f"no <{name}>" for name in _ONCE[:-1] if name not in names]
    for name, attributes, around in reader.elements:
        faults += _find_faults_of(name, attributes, around, labelled)
        refers = [attributes.get("for", ""), *attributes.get("aria-describedby", "").split()]
        refers += attributes.get("aria-labelledby", "").split()
        faults += [f"<{name}> refers to nothing: {id_}" for id_ in refers if id_ and id_ not in ids]
        for leads in ("href", "action", "src"):
            if leads in attributes and not _is_of_phones(urljoin(address, attributes[leads])):
                faults.append(f"<{name}> leads to {attributes[leads]}")
    reader.close()
    return faults + reader.faults


def _find_faults_of(
    name: str, attributes: dict[str, str], around: tuple[str, ...], labelled: set[str]
) -> list[str]:
    faults = []
    if name not in KNOWN:
        faults.append(f"an unknown element: {name}")
    if name in _BLOCKS and set(around) & set(_NO_BLOCKS):
        faults.append(f"<{name}> in <{around[-1]}>")
    if name == "form" and "form" in around:
        faults.append("a form in a form")
    if name == "input" and attributes.get("type") not in KINDS:
        faults.append(f"an input of an unknown kind: {attributes}")
    if name in ("input", "select", "textarea") and attributes.get("type") != "hidden":
        is_named = "label" in around or attributes.get("id", "") in labelled or "aria-label" in attributes
        if not is_named:
            faults.append(f"nothing says what <{name}> is for: {attributes}")
    return faults


def _is_of_phones(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "data" or parts.path.split("/")[1] in ("join", "tell", "report")
