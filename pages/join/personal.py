"""Personal codes on a phone's page: what somebody agrees to, in words, and the forms."""

from __future__ import annotations

from dataclasses import dataclass, replace

from model.retention import get_period
from pages.join.forms import build_form
from pages.join.room import Room
from pages.phones.forms import Form
from pages.shared.period_words import name_days


@dataclass(frozen=True)
class Personal:
    """What is said of personal codes: `use` is what they are for, `kept` what is kept and for how long, and
    `withdrawal` how to withdraw. `form` gives a code or takes one, `forget` forgets that of this phone."""

    use: str
    kept: str
    withdrawal: str
    form: Form
    forget: Form
    has_code: bool
    has_agreed: bool
    typed: str
    agree_fault: str = ""
    code_fault: str = ""


def offers_personal(room: Room) -> bool:
    """Whether the workshop offers personal codes, or this phone has one."""
    return room.state.workshop.has_codes or room.state.participant.has_code


def build_personal(room: Room) -> Personal:
    """What a phone is told of personal codes."""
    _, workshop = room.visit.translate, room.state.workshop
    back = room.entered.get("code")
    use = _(
        "With a code of your own, what you answer here can be compared with what you answer at a later "
        "meeting of this house."
    )
    if workshop.team:
        use = _(
            "With a code of your own, what you answer here can be compared with what you answer at a later "
            "meeting of this team."
        )
    kept = _(
        "The code is not a name. Kept for {time}, with your answers: a scrambled form of the code from which "
        "nobody can read it. Only results of 5 people or more together are shown."
    )
    return Personal(
        use=use,
        kept=kept.format(time=name_days(get_period("codes").days, _)),
        withdrawal=_(
            "You can withdraw at any time: type the code at the bottom of this page, or at /join. It is then "
            "forgotten. Your answers stay, but are no longer linked to each other."
        ),
        form=replace(build_form(room, "code"), action=room.personal),
        forget=replace(build_form(room, "forget"), action=room.personal),
        has_code=room.state.participant.has_code,
        has_agreed=bool(back and back.fields.get("agree")),
        typed=back.fields.get("code") if back else "",
        agree_fault=back.faults.get("agree", "") if back else "",
        code_fault=back.faults.get("code", "") if back else "",
    )
