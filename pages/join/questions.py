"""What the room is asked: stories, catalysts, dots, ratings, each with the form to answer it."""

from __future__ import annotations

from model.schema import Node
from model.stories.story import LONGEST_TEXT
from model.words import list_story_languages
from model.workshop import Round
from model.workshop.session import HIGHEST_RATING, LONGEST_ANSWER
from model.workshop.wording import describe_scale, list_questions
from pages.join.fields import Fields
from pages.join.forms import build_form
from pages.join.inputs import build_button, build_choices, build_fault, build_hint, build_input
from pages.join.markup import Child, Element, tag
from pages.join.room import Entered, Room
from pages.join.words import list_consents
from pages.shared.payload.telling import list_identifiers, list_tellers

_TELLERS = {"patient": "patient", "professional": "professional", "leadership": "leader"}
"""As what somebody tells who joined in a role."""


def build_round(room: Room, asked: Round) -> Element:
    """What a round asks, with the form to answer it."""
    _ = room.visit.translate
    builders = {"stories": _ask_story, "catalysts": _ask_catalysts, "dots": _ask_dots, "rating": _ask_ratings}
    heading = tag("h2", _name_round(room, asked), dir="auto", id=f"q{asked.number}")
    return tag("section", heading, *builders[asked.kind](room, asked), aria_labelledby=f"q{asked.number}")


def build_others(room: Room) -> Element | None:
    """The way to the other questions that are open."""
    _ = room.visit.translate
    links = [
        tag(
            "li",
            tag("a", _name_round(room, one), href=room.link(one), dir="auto", data_round=one.id),
            " ",
            tag("span", _("answered"), class_="hint") if room.has_answered(one) else None,
        )
        for one in room.open_rounds
        if one is not room.shown
    ]
    if not links:
        return None
    return tag("nav", tag("p", _("Also open:"), id="others"), tag("ul", *links), aria_labelledby="others")


def _name_round(room: Room, asked: Round) -> str:
    return asked.question or list_questions(room.visit.translate)[asked.kind]


def _ask_dots(room: Room, asked: Round) -> list[Child]:
    _ = room.visit.translate
    back = room.entered.get(asked.id)
    given = room.state.choices.get(asked.id, {})
    fault = back.faults.get("choices", "") if back else ""
    rows = []
    for at, node in enumerate(room.get_nodes(asked)):
        name = f"r{asked.number}-{at}"
        value = back.fields.get(f"n-{node.id}") if back else str(given.get(node.id) or "")
        field_ = tag(
            "input",
            type="number",
            id=name,
            name=f"n-{node.id}",
            value=value,
            min="0",
            max=str(asked.dots),
            inputmode="numeric",
            placeholder="0",
            aria_invalid="true" if fault else None,
            aria_describedby=f"fault-{asked.number}" if fault else None,
            autofocus=bool(fault) and not at,
        )
        rows.append(tag("div", tag("label", _name(room, node), for_=name), field_, class_="row"))
    words = _("You have 1 dot.") if asked.dots == 1 else _("You have {count} dots.").format(count=asked.dots)
    return [
        _given(given, _("Your vote counts. You can change it as long as this is open.")),
        build_form(
            room,
            "vote",
            tag("p", words, class_="hint"),
            build_fault(str(asked.number), fault),
            *rows,
            build_button(_("Change my vote") if given else _("Vote")),
            asked=asked,
            data_dots=str(asked.dots),
        ),
    ]


def _ask_ratings(room: Room, asked: Round) -> list[Child]:
    _ = room.visit.translate
    back = room.entered.get(asked.id)
    given = room.state.choices.get(asked.id, {})
    fault = back.faults.get("choices", "") if back else ""
    values = {**{str(value): str(value) for value in range(1, HIGHEST_RATING + 1)}, "0": _("skip")}
    asks = []
    for node in room.get_nodes(asked):
        name = f"n-{node.id}"
        chosen = back.fields.get(name) if back else str(given.get(node.id, 0))
        radios = []
        for value, shown in values.items():
            radio = tag("input", type="radio", name=name, value=value, checked=value == chosen)
            radios.append(tag("label", radio, tag("b", shown)))
        legend = tag("legend", _name(room, node))
        asks.append(tag("fieldset", legend, tag("div", *radios, class_="scale"), class_="rating"))
    return [
        _given(given, _("Your vote counts. You can change it as long as this is open.")),
        build_form(
            room,
            "vote",
            tag("p", describe_scale(_), class_="hint"),
            build_fault(str(asked.number), fault),
            *asks,
            build_button(_("Change my vote") if given else _("Send")),
            asked=asked,
        ),
    ]


def _ask_catalysts(room: Room, asked: Round) -> list[Child]:
    _ = room.visit.translate
    back = room.entered.get(asked.id)
    language = room.visit.language
    asks: list[Child] = []
    for at, node in enumerate(room.get_nodes(asked)):
        id_, name = f"r{asked.number}-{at}", f"t-{node.id}"
        fault = back.faults.get(name, "") if back else ""
        question = node.question.text(language) if node.question else node.name.text(language)
        asks += [
            tag("label", question, for_=id_),
            build_input(
                id_, name, back.fields.get(name) if back else "", fault, maxlength=str(LONGEST_ANSWER)
            ),
            build_fault(id_, fault),
        ]
    take_back = _("Take back")
    names = {node.id: node.name.text(language) for node in room.get_nodes(asked)}
    sent = [
        tag(
            "li",
            tag(
                "span",
                tag("span", names[answer.node], class_="hint about") if answer.node in names else None,
                tag("span", answer.text, dir="auto"),
            ),
            build_form(
                room,
                "take",
                tag("input", type="hidden", name="answer", value=answer.id),
                tag("button", take_back, class_="quiet", aria_label=f"{take_back}: {answer.text}"),
            ),
        )
        for answer in room.state.answers
        if answer.round == asked.id
    ]
    hint = _("A few words of your own, no names. Leave empty what you have no idea for.")
    return [
        build_form(
            room,
            "name",
            _warn(room, back) if back and back.identifiers else None,
            tag("p", hint, class_="hint"),
            *asks,
            build_button(_("Send")),
            asked=asked,
        ),
        tag("div", tag("h3", _("You sent")), tag("ul", *sent, class_="sent")) if sent else None,
    ]


def _ask_story(room: Room, asked: Round) -> list[Child]:
    _ = room.visit.translate
    back = room.entered.get(asked.id)
    fields = back.fields if back else Fields()
    faults = back.faults if back else {}
    id_ = str(asked.number)
    language = fields.get("language") or room.visit.language
    hint = _("No names, please: not of people, wards or hospitals. Tell what happened and what it did.")
    languages = [
        tag("option", name, value=code, selected=code == language)
        for code, name in list_story_languages(room.visit.language).items()
    ]
    is_found = bool(back and back.identifiers)
    text = tag(
        "textarea",
        fields.get("text"),
        id=f"text-{id_}",
        name="text",
        rows="8",
        maxlength=str(LONGEST_TEXT),
        dir="auto",
        required=True,
        aria_describedby=f"hint-{id_}" + (f" fault-text-{id_}" if faults.get("text") else ""),
        aria_invalid="true" if faults.get("text") else None,
        autofocus=bool(faults.get("text")),
    )
    role = room.state.participant.role
    tellers = fields.get_all("teller") if back else filter(None, [_TELLERS.get(role or "")])
    told = room.state.told.get(asked.id, 0)
    thanks = _("You sent 1 story. You can tell another one.") if told == 1 else _("You sent {count} stories.")
    return [
        _given(told, thanks.format(count=told)),
        build_form(
            room,
            "tell",
            _warn(room, back) if back and is_found else None,
            tag("label", _("The story"), for_=f"text-{id_}"),
            tag("p", hint, class_="hint", id=f"hint-{id_}"),
            text,
            build_fault(f"text-{id_}", faults.get("text", "")),
            tag(
                "fieldset",
                tag("legend", _("Who tells it?")),
                build_hint(_("This is your role here. Choose another one if it is not your own story."))
                if role
                else None,
                build_fault(f"teller-{id_}", faults.get("teller", "")),
                *build_choices(
                    "radio",
                    "teller",
                    list_tellers(_),
                    tuple(tellers),
                    required=True,
                    aria_describedby=f"fault-teller-{id_}" if faults.get("teller") else None,
                ),
            ),
            _choose_nodes(room, asked, fields.get_all("node")),
            tag(
                "fieldset",
                tag("legend", _("The teller agrees to show it")),
                build_hint(_("Each on its own. Without the first it stays with the facilitator.")),
                *build_choices("checkbox", "consent", list_consents(_), fields.get_all("consent")),
            ),
            tag("label", _("Language of the story"), for_=f"language-{id_}"),
            tag("select", *languages, id=f"language-{id_}", name="language"),
            tag("p", _("A facilitator reads it before others see it."), class_="hint"),
            build_button(_("Send the story")),
            asked=asked,
        ),
    ]


def _choose_nodes(room: Room, asked: Round, chosen: tuple[str, ...]) -> Element:
    _ = room.visit.translate
    language = room.visit.language
    nodes = room.get_nodes(asked)
    groups = []
    for stage in room.model.stages:
        own = {node.id: node.name.text(language) for node in nodes if node.stage == stage.id}
        if own:
            legend = tag("legend", stage.name.text(language))
            groups.append(tag("fieldset", legend, *build_choices("checkbox", "node", own, chosen)))
    shows, optional = _("What does it show?"), _("may stay empty")
    return tag("details", tag("summary", f"{shows} ({optional})"), *groups, open=bool(chosen))


def _warn(room: Room, back: Entered) -> Element:
    """What could tell who somebody is, with the choice what to do about it."""
    _ = room.visit.translate
    kinds = list_identifiers(_)
    found = [tag("li", tag("b", one.text, dir="auto"), f" ({kinds[one.kind]})") for one in back.identifiers]
    return tag(
        "div",
        tag("p", _("Not sent yet: this could tell who somebody is."), class_="strong"),
        tag("ul", *found),
        tag("p", _("This is an aid, not a guarantee: read it once more yourself."), class_="hint"),
        tag("input", type="hidden", name="seen", value=back.print_),
        build_button(_("Mask all and send"), name="privacy", value="mask"),
        build_button(_("Send it as it is"), is_quiet=True, name="privacy", value="keep"),
        tag("p", _("Or change it below, then send it."), class_="hint"),
        class_="warn",
        role="alert",
        tabindex="-1",
        data_focus=True,
    )


def _name(room: Room, node: Node) -> str:
    return node.name.text(room.visit.language)


def _given(is_given: object, words: str) -> Element | None:
    return tag("p", words, class_="given") if is_given else None
