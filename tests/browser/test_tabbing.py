"""A walk by the Tab key through every page and back: it ends, and whoever walks sees where they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import pytest
from playwright.sync_api import Browser, ViewportSize

from model.letterboxes import LetterboxStore
from model.words import LANGUAGES
from model.workshop import ActivityKind, WorkshopStore
from tests.browser.barriers import settle
from tests.browser.storytelling import ask_server, code_apart, tell
from tests.browser.tabbing import Stop, Walk, Walker
from tests.browser.test_join import MODEL
from tests.browser.test_workshop import Room
from tests.browser.walking import IS_FRAMED
from tests.phoning import ask_room
from tests.serving import Server, serve

WIDE: ViewportSize = {"width": 1366, "height": 600}
PHONE: ViewportSize = {"width": 360, "height": 740}
ZOOMED: ViewportSize = {"width": 320, "height": 256}
"""What zoom by 400 % leaves of a window of 1280 by 1024 px."""

LEAST_CHANGE = 40
"""Points of the picture that differ at least for the focus: as many as an outline of 10 by 10 px has."""

FIELDS = {"checkbox", "combobox", "Date", "searchbox", "spinbutton", "switch", "textbox"}
CONTROLS = {
    "button",
    "checkbox",
    "combobox",
    "Date",
    "DisclosureTriangle",
    "link",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "tab",
    "textbox",
}
QUESTIONS: tuple[ActivityKind, ...] = ("rating", "dots", "stories")
ON_PHONES = "Phone, "
FILTER = "Explore, the filter"
NETWORK = "Explore, the network"
PAGES = {
    "Explore": ("/explore?node=loyalty-patients&lang=en", ".details-story"),
    NETWORK: ("/explore?view=network&lang=en", ".network-canvas canvas"),
    "Explore, the outline": ("/explore?view=outline&lang=en", ".overview .start"),
    "Paths": ("/paths?from=effect-team&to=loyalty-patients&lang=en", ".paths-item"),
    "Stories": ("/stories?search=mango&lang=en", ".stories-title"),
    "Coverage": ("/stories?show=coverage&lang=en", "[data-testid=stPageLink-NavLink]"),
    "Letterboxes": ("/stories?show=letterboxes&lang=en", ".letterbox-list li"),
    "Export": ("/export?lang=en", ".st-key-export_button button"),
    "Workshop": ("/workshop?lang=en", ".workshops"),
    "Open": ("/open?lang=en", ".st-key-open_files button"),
    "About": ("/about?lang=en", ".st-key-about_panel a"),
}
ALL_STORIES = "/stories?lang=en"
SELECT = "li:nth-child(2) .bulk-box"
SELECTION = ".bulk button"
STATES = {
    FILTER: (*PAGES["Explore"], ".st-key-filter > button", "h1"),
    "Story, the form": (*PAGES["Stories"], ".stories-add", ".story-dialog.form textarea"),
    "Stories, all": (ALL_STORIES, ".bulk", "", ""),
    "Stories, some selected": (ALL_STORIES, ".bulk", SELECT, SELECTION),
}
"""What is there after something was pressed, and a list that is longer than its window."""

NARROW = ("Explore", "Moderate", "Export", "Desk", "Stories, all", "Stories, some selected")
"""The pages that are looked at in a narrow window, too, where more of them lies over other parts."""
LOW = ("Moderate", "Export", "Stories, all", "Stories, some selected")
"""The pages that are looked at in a window that is narrow and low."""


@pytest.fixture(scope="module")
def walks(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Walk]]:
    written = f"sqlite:///{tmp_path_factory.mktemp('tabbing') / 'stories.db'}"
    with serve(
        MANGOMOMENT_DB=written
    ) as server:  # its own: what other tests wrote would be walked through, too
        yield walk_all(chromium, server, written)


def walk_all(chromium: Browser, server: Server, written: str) -> Mapping[str, Walk]:
    """A walk through each page and state, by its name."""
    room = Room(server, written).start(name="Ward 4")
    box = LetterboxStore(room.stories).create("tabbing", "Ward 4", "en")
    workshop = WorkshopStore(room.stories).get(room.id)
    pages = {**PAGES, **prepare_pages(server, room)}
    found: dict[str, Walk] = {}
    context = chromium.new_context(locale="en-GB", viewport=WIDE)
    walker = Walker(context.new_page())

    def look(name: str, address: str, ready: str, press: str = "", then: str = "h1") -> None:
        walker.page.goto(server.address + address)
        walker.page.wait_for_selector(ready)
        if press:
            walker.page.locator(press).click()
            walker.page.wait_for_selector(then)
        walker.page.wait_for_function(IS_FRAMED)
        settle(walker.page)
        found[name] = walker.walk(turns=name.startswith(ON_PHONES))

    seen = {**{name: (*page, "", "") for name, page in pages.items()}, **STATES}
    for name, page in seen.items():
        look(name, *page)
    walker.page.set_viewport_size(ZOOMED)
    for name in LOW:
        look(f"{name}, zoomed", *seen[name])
    walker.page.set_viewport_size(PHONE)
    for name in NARROW:
        look(f"{name}, narrow", *seen[name])
    look(f"{ON_PHONES}the front", "/join?lang=en", "h1")
    joining = f"/join/{workshop.key}?lang=en"
    look(f"{ON_PHONES}the door", joining, "h1")
    walker.page.locator("main > form button").click()
    for kind in QUESTIONS:
        ask_room(WorkshopStore(room.stories), MODEL, workshop, kind)
        look(f"{ON_PHONES}{kind}", joining, "section form")
    look(f"{ON_PHONES}the letterbox", f"/tell/{box.key}?lang=en", "textarea")
    context.close()
    room.stories.close()
    return found


def prepare_pages(server: Server, room: Room) -> dict[str, tuple[str, str]]:
    """The pages that show nothing before something was told, coded or begun."""
    tell(server, "A caracal sang.", publish=False)
    story = code_apart(server)
    [coder, *_] = ask_server(server, "/stories/coding/coders.json")["coders"]
    coding = f"/stories?show=coding&coder={coder['id']}&story={story}&lang=en"
    return {
        "Moderate": ("/stories?show=queue&search=caracal&lang=en", "h2.queue-place"),
        "Coding": (coding, ".coding-text"),
        "Desk": (f"/workshop?workshop={room.id}&lang=en", ".desk .remote"),
    }


def list_faults(walks: Mapping[str, Walk], find: Callable[[Walk], list[str]]) -> dict[str, list[str]]:
    """What is found at fault on each page, of those on which something is."""
    return {page: faults for page, walk in walks.items() if (faults := find(walk))}


def describe(stop: Stop) -> str:
    return f"{stop.role} {stop.name!r} {stop.html}"


def list_numbers(stops: list[Stop]) -> list[int]:
    """The elements in their order, each once: some, such as a day, are several stops."""
    numbers = [stop.number for stop in stops if stop.is_entered]
    return [number for at, number in enumerate(numbers) if at == 0 or numbers[at - 1] != number]


def keep_letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text.replace("\xad", "").casefold())


def is_within(label: str, name: str) -> bool:
    """Whether a name has the letters of a label in their order, or its digits where it has no letters."""
    if letters := keep_letters(label):
        return letters in keep_letters(name)
    return re.sub(r"\D", "", label) in re.sub(r"\D", "", name)


def test_the_tab_key_leads_through_every_page_to_its_end_and_back(walks: Mapping[str, Walk]) -> None:
    assert list_faults(walks, lambda walk: [] if walk.ended == 2 else ["it does not end"]) == {}
    orders = {page: (list_numbers(walk.forth), list_numbers(walk.back)[::-1]) for page, walk in walks.items()}
    assert {page: both for page, both in orders.items() if both[0] != both[1]} == {}
    assert {page: forth for page, (forth, _back) in orders.items() if len(forth) < 4} == {}


def test_whatever_has_the_focus_looks_otherwise_than_without_it(walks: Mapping[str, Walk]) -> None:
    def find(walk: Walk) -> list[str]:
        return [
            describe(stop) for stop in walk.stops if stop.changes is not None and stop.changes < LEAST_CHANGE
        ]

    assert list_faults(walks, find) == {}


def test_nothing_covers_what_has_the_focus(walks: Mapping[str, Walk]) -> None:
    """But for a menu that a visitor opened and Escape closes, which criterion 2.4.11 lets cover it."""
    looked_at = {page: walk for page, walk in walks.items() if page != FILTER}
    assert list_faults(looked_at, lambda walk: [describe(stop) for stop in walk.stops if not stop.seen]) == {}


def test_the_focus_alone_leads_nowhere(walks: Mapping[str, Walk]) -> None:
    def find(walk: Walk) -> list[str]:
        return [f"{stop.moved}: {describe(stop)}" for stop in walk.stops if stop.moved]

    assert list_faults(walks, find) == {}


def test_the_words_on_a_control_are_in_its_name(walks: Mapping[str, Walk]) -> None:
    def find(walk: Walk) -> list[str]:
        return [
            f"{stop.label!r}: {describe(stop)}"
            for stop in walk.forth
            if stop.role in CONTROLS and not is_within(stop.label, stop.name)
        ]

    assert list_faults(walks, find) == {}
    labelled = [
        stop for walk in walks.values() for stop in walk.forth if stop.role in CONTROLS and stop.label
    ]
    assert len(labelled) > 200


def test_every_control_has_a_name_and_no_two_fields_of_a_page_the_same(walks: Mapping[str, Walk]) -> None:
    def find(walk: Walk) -> list[str]:
        fields = {stop.number: stop for stop in walk.forth if stop.role in FIELDS}
        counted = Counter((stop.role, stop.name) for stop in fields.values())
        unnamed = [describe(stop) for stop in walk.forth if stop.role in CONTROLS and not stop.name.strip()]
        return unnamed + [f"{name!r} twice" for name, count in counted.items() if count > 1]

    assert list_faults(walks, find) == {}


def test_no_heading_is_empty_or_twice_under_the_same_one(walks: Mapping[str, Walk]) -> None:
    def find(walk: Walk) -> list[str]:
        above: dict[int, str] = {}
        places = []
        for level, text in walk.page["headings"]:
            above = {upper: words for upper, words in above.items() if upper < level} | {level: text}
            places.append(" > ".join(above.values()))
        empty = ["an empty one"] if any(not text for _level, text in walk.page["headings"]) else []
        return empty + [place for place, count in Counter(places).items() if count > 1]

    assert list_faults(walks, find) == {}
    assert all(walk.page["headings"] for walk in walks.values())


def test_every_target_is_24_px_large_or_has_that_room(walks: Mapping[str, Walk]) -> None:
    assert list_faults(walks, lambda walk: walk.small) == {}


def test_pages_and_languages_are_in_the_same_order_on_every_page(walks: Mapping[str, Walk]) -> None:
    frames = {page: walk.page["frame"] for page, walk in walks.items() if not page.startswith(ON_PHONES)}
    pages = ["explore", "paths", "stories", "workshop", "export", "open", "about"]
    languages = [code.upper() for code in LANGUAGES]
    narrow = {*(f"{page}, narrow" for page in NARROW), *(f"{page}, zoomed" for page in LOW)}
    expected = {page: [*pages, *(["Language"] if page in narrow else languages)] for page in frames}
    assert frames == expected


def test_an_icon_alone_has_the_same_name_on_every_page(walks: Mapping[str, Walk]) -> None:
    names: dict[str, set[str]] = {}
    pages: Counter[str] = Counter()
    for walk in walks.values():
        for icon, name in walk.page["icons"]:
            names.setdefault(icon, set()).add(name)
        pages.update({icon for icon, _name in walk.page["icons"]})
    assert [found for found in names.values() if len(found) > 1 or "" in found] == []
    assert sum(count > 1 for count in pages.values()) >= 6


def test_no_words_are_in_pictures_but_in_the_network_and_the_preview_of_a_file(
    walks: Mapping[str, Walk],
) -> None:
    def find(walk: Walk) -> list[str]:
        return [picture[:90] for picture in walk.page["pictures"] if "QR code" not in picture]

    with_pictures = list_faults(walks, find)
    assert set(with_pictures) == {NETWORK, "Export", "Export, narrow", "Export, zoomed"}
    assert all("preview-picture" in picture for picture in with_pictures["Export"])
    assert all("canvas" in picture for picture in with_pictures[NETWORK])
    assert [stop for stop in walks[NETWORK].forth if stop.name == "The same elements as text"]


def test_about_and_phones_are_built_in_the_order_in_which_they_are_read(walks: Mapping[str, Walk]) -> None:
    in_columns = {page: walk for page, walk in walks.items() if page.startswith((ON_PHONES, "About"))}
    assert len(in_columns) == len(QUESTIONS) + 4
    assert list_faults(in_columns, lambda walk: walk.page["disorder"]) == {}


def test_phones_have_the_same_controls_upright_and_on_their_side(walks: Mapping[str, Walk]) -> None:
    assert list_faults(walks, lambda walk: sorted(walk.hidden)) == {}


def test_no_animation_repeats_faster_than_three_times_a_second(walks: Mapping[str, Walk]) -> None:
    assert list_faults(walks, lambda walk: walk.page["fast"]) == {}


def test_a_choice_leads_to_no_other_page_and_keeps_the_focus(walks: Mapping[str, Walk]) -> None:
    assert list_faults(walks, lambda walk: walk.surprises) == {}
    assert sum(walk.inputs for walk in walks.values()) > 60
