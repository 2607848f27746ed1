"""The pages of a letterbox: telling a story, the receipt, and where the code of a letterbox is typed.

Each gives its template (`templates`) the values that it shows.
"""

from __future__ import annotations

from pathlib import Path

from model import ConceptualModel
from model.letterboxes import Letterbox
from model.stories.keys import KEY_LENGTH, make_request_id
from pages.phones.forms import Entered, Form, Unsent, Withdrawal
from pages.phones.layout import Visit, build_page
from pages.phones.telling import build_story_form

TEMPLATES = Path(__file__).parent / "templates"


def build_front(
    visit: Visit,
    *,
    typed: str = "",
    fault: str = "",
    code: str = "",
    code_fault: str = "",
    done: bool = False,
) -> bytes:
    """Where somebody types the code of a letterbox, or withdraws a story."""
    _ = visit.translate
    return build_page(
        TEMPLATES,
        visit,
        "front.html",
        _("Tell a story"),
        is_at_fault=bool(fault or code_fault),
        done=_say_withdrawn(visit) if done else "",
        asks=_("The code on the poster or card: {count} characters").format(count=KEY_LENGTH),
        typed=typed,
        fault=fault,
        withdrawal=Withdrawal("", code, code_fault),
    )


def build_box(
    visit: Visit,
    model: ConceptualModel,
    box: Letterbox,
    *,
    back: Entered | None = None,
    code: str = "",
    done: bool = False,
    fault: str = "",
    unsent: Unsent | None = None,
) -> bytes:
    """What a letterbox asks, and the form to answer; with a `code` the receipt instead."""
    nodes = [node for node in model.nodes() if node.question is None]
    request = back.fields.get("request") if back else make_request_id()
    here = visit.link(box.key)
    return build_page(
        TEMPLATES,
        visit,
        "box.html",
        box.ask(visit.translate),
        is_at_fault=bool(fault or (back and (back.faults or back.identifiers))),
        box=box,
        here=here,
        code=code,
        done=_say_withdrawn(visit) if done else "",
        fault=fault,
        unsent=unsent,
        role="",
        # Sent to another address than its own: a browser forgets a page that it sends something to.
        sent=Form(visit.link(box.key, sent="yes"), {"do": "tell", "request": request}, "tell"),
        story=build_story_form(1, model, nodes, visit.language, visit.translate, back, has_room=False),
        withdrawal=Withdrawal(box.key),
    )


def _say_withdrawn(visit: Visit) -> str:
    _ = visit.translate
    return _("The story is withdrawn. It is gone from every screen.")
