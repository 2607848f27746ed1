"""A phone in a workshop or at a letterbox: it opens the pages and sends their forms, as a browser without a
script does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urljoin

import lxml.html

from model import ConceptualModel
from model.workshop import ACTIVITIES, ActivityKind, Round, Workshop, WorkshopStore, list_edges
from tests.markup import find_faults
from tests.workshopping import choose_subjects

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
IN_PLACE = {"Prefer": "return=representation"}
"""What the script adds, to get the page that follows at once."""

_sound: set[int] = set()

Values = Mapping[str, str | Sequence[str]]


class Phone:
    """A phone; `client` asks as `httpx2.Client` does. `answer` and `page` are what it was shown last."""

    def __init__(self, client: Any, key: str, language: str = "en", page: str = "join") -> None:
        self.client = client
        self.address = f"/{page}/{key}?lang={language}"
        self.answer: Any = None
        self.page: Any = None

    def look(self, address: str = "") -> Any:
        """Open the workshop's page, or another one."""
        return self.show(self.client.get(address or self.address))

    def show(self, answer: Any) -> Any:
        """Take an answer for what is shown now; it must be well written."""
        check_page(answer.text, str(answer.url))
        self.answer = answer
        self.page = lxml.html.fromstring(answer.text)
        return answer

    @property
    def words(self) -> str:
        """All that can be read on the page."""
        return " ".join(self.page.find(".//main").text_content().split())

    def find_form(self, do: str) -> Any:
        """The form that does something, here or with another question that is open."""
        others = self.page.xpath("//nav//a/@href")
        while not (found := [form for form in self.page.forms if form.fields.get("do") == do]):
            assert others, f"there is no form to {do}: {self.words}"
            self.look(urljoin(self.address, others.pop(0)))
        return found[0]

    def read_form(self, do: str) -> list[tuple[str, str]]:
        """What is in a form; the line break that a browser drops from a text is dropped."""
        form = self.find_form(do)
        texts = {field.name for field in form.xpath(".//textarea")}
        return [
            (name, value.removeprefix("\n") if name in texts else value) for name, value in form.form_values()
        ]

    def fill_in(self, do: str, /, **values: str | Sequence[str]) -> list[tuple[str, str]]:
        """What the browser sends of a form in which this was typed and chosen."""
        pairs = [pair for pair in self.read_form(do) if pair[0] not in values]
        for name, value in values.items():
            pairs += [(name, choice) for choice in ([value] if isinstance(value, str) else value)]
        return pairs

    def post(self, pairs: Sequence[tuple[str, str]], address: str = "", **headers: str) -> Any:
        """Send fields, and follow to the page that is shown then."""
        content = urlencode(pairs, errors="replace").encode()
        sent = {**FORM, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.show(self.client.post(address or self.address, content=content, headers=sent))

    def send(self, do: str, /, **values: str | Sequence[str]) -> Any:
        """Fill a form in and send it."""
        return self.post(self.fill_in(do, **values))

    def join(self, role: str = "") -> Phone:
        """Open the page and join."""
        self.look()
        self.send("join", role=role)
        assert self.answer.status_code == 200, self.words
        return self

    def find_code(self) -> str:
        """The code on the receipt that is shown."""
        [code] = self.page.xpath("//@data-code")
        return str(code)


def check_page(page: str, address: str) -> None:
    """Refuse a page that a browser has to repair; of pages that differ in texts alone, one is looked at."""
    shape = hash(re.sub(r">[^<]+<|[0-9a-f]{32,}", "", page))
    if shape not in _sound:
        faults = find_faults(page, address)
        assert not faults, faults
        _sound.add(shape)


def ask_room(store: WorkshopStore, model: ConceptualModel, workshop: Workshop, kind: ActivityKind) -> Round:
    """A round of a kind, open: on what is an open question, or on what a vote is held on."""
    activity = ACTIVITIES[kind]
    nodes = [
        node.id
        for node in model.nodes()
        if (node.question if activity.asks_questions else node.stage in ("precondition", "catalyst"))
    ]
    subjects = choose_subjects(kind, nodes if activity.fewest else (), dots=5)
    if "edges" in subjects:
        subjects["edges"] = list_edges(model)[:7]
    if "options" in subjects:
        subjects["options"] = subjects["options"][:10]
    made = store.add_round(workshop.id, kind, "", **subjects)
    return store.open_round(workshop.id, made.id)
