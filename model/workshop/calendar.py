"""What was agreed as a calendar file (.ics), which calendars of mail programs and phones read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from model.words import get_words, join_label, write_day
from model.workshop.session import FollowedAction


def to_calendar(followed: Iterable[FollowedAction], names: Mapping[str, str], language: str) -> bytes:
    """The open actions that have a day, each as an event of that whole day, in the order of their days.

    `names` are those of the nodes. An event keeps its id: imported again, it replaces the one before.
    """
    from icalendar import Calendar, Event  # only who asks for a calendar pays for importing it

    _ = get_words(language)
    calendar = Calendar()
    calendar.add("prodid", "-//Mangomoment//Workshop//EN")
    calendar.add("version", "2.0")
    dated = [
        (followed_action.action.due, followed_action)
        for followed_action in followed
        if followed_action.action.state == "open" and followed_action.action.due
    ]
    for due, followed_action in sorted(dated, key=lambda pair: (pair[0], pair[1].action.id)):
        action = followed_action.action
        about = ", ".join(names.get(node, node) for node in action.nodes)
        agreed = join_label(
            _, _("Agreed at"), f"{followed_action.workshop_name}, {write_day(followed_action.day, language)}"
        )
        event = Event()
        event.add("uid", f"{action.id}@mangomoment")
        event.add("dtstamp", action.settled_at or action.created_at)
        event.add("dtstart", due)
        event.add("dtend", due + timedelta(days=1))
        event.add("summary", " · ".join(part for part in (action.text, action.who) if part))
        event.add("description", "\n".join(part for part in (action.when, about, agreed) if part))
        event.add("transp", "TRANSPARENT")  # nobody is taken for busy all day
        calendar.add_component(event)
    return bytes(calendar.to_ical())
