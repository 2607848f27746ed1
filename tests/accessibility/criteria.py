"""The success criteria of WCAG 2.2 on levels A and AA, and which tests show something of each.

Whether a test shows what is said of it, people judge when they read this; that it is there and passed, the
statement is made of. A criterion that no test looks at has none here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Criterion:
    """A success criterion: its number, its name and its level, and since which WCAG it is there."""

    number: str
    name: str
    level: Literal["A", "AA"]

    @property
    def clause(self) -> str:
        """The clause of EN 301 549 that takes it over for web pages; "" for what is new in WCAG 2.2."""
        return "" if self.number in NEW else f"9.{self.number}"


NEW = frozenset({"2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"})
"""What WCAG 2.2 added to 2.1, which EN 301 549 V3.2.1 takes over."""

_NAMES = """
1.1.1 A Non-text Content
1.2.1 A Audio-only and Video-only (Prerecorded)
1.2.2 A Captions (Prerecorded)
1.2.3 A Audio Description or Media Alternative (Prerecorded)
1.2.4 AA Captions (Live)
1.2.5 AA Audio Description (Prerecorded)
1.3.1 A Info and Relationships
1.3.2 A Meaningful Sequence
1.3.3 A Sensory Characteristics
1.3.4 AA Orientation
1.3.5 AA Identify Input Purpose
1.4.1 A Use of Color
1.4.2 A Audio Control
1.4.3 AA Contrast (Minimum)
1.4.4 AA Resize Text
1.4.5 AA Images of Text
1.4.10 AA Reflow
1.4.11 AA Non-text Contrast
1.4.12 AA Text Spacing
1.4.13 AA Content on Hover or Focus
2.1.1 A Keyboard
2.1.2 A No Keyboard Trap
2.1.4 A Character Key Shortcuts
2.2.1 A Timing Adjustable
2.2.2 A Pause, Stop, Hide
2.3.1 A Three Flashes or Below Threshold
2.4.1 A Bypass Blocks
2.4.2 A Page Titled
2.4.3 A Focus Order
2.4.4 A Link Purpose (In Context)
2.4.5 AA Multiple Ways
2.4.6 AA Headings and Labels
2.4.7 AA Focus Visible
2.4.11 AA Focus Not Obscured (Minimum)
2.5.1 A Pointer Gestures
2.5.2 A Pointer Cancellation
2.5.3 A Label in Name
2.5.4 A Motion Actuation
2.5.7 AA Dragging Movements
2.5.8 AA Target Size (Minimum)
3.1.1 A Language of Page
3.1.2 AA Language of Parts
3.2.1 A On Focus
3.2.2 A On Input
3.2.3 AA Consistent Navigation
3.2.4 AA Consistent Identification
3.2.6 A Consistent Help
3.3.1 A Error Identification
3.3.2 A Labels or Instructions
3.3.3 AA Error Suggestion
3.3.4 AA Error Prevention (Legal, Financial, Data)
3.3.7 A Redundant Entry
3.3.8 AA Accessible Authentication (Minimum)
4.1.2 A Name, Role, Value
4.1.3 AA Status Messages
"""


def list_criteria() -> tuple[Criterion, ...]:
    """All of them, in their order."""
    lines = (line.split(" ", 2) for line in _NAMES.strip().splitlines())
    return tuple(Criterion(number, name, "AA" if level == "AA" else "A") for number, level, name in lines)


_BROWSER = "tests/browser/"
_FLOOR = f"{_BROWSER}test_floor.py::test_a_page_is_accessible_and_fits_a_telephone"
_PHONE = f"{_BROWSER}test_join.py::test_axe_finds_nothing_and_all_fits_and_can_be_hit"
_REFLOW = f"{_BROWSER}test_reflow.py::test_nothing_is_cut_with_wider_letters_or_in_a_small_window"
_WALK = f"{_BROWSER}test_tabbing.py::"
_CRITERIA = f"{_BROWSER}test_criteria.py::"
_STATIC = "tests/test_accessibility.py::"
_FOR_SOUND_AND_FILM = ("1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.4.2")
_SILENT = f"{_STATIC}test_nothing_plays_sound_or_film"

BY_AXE: Mapping[str, str] = {
    _FLOOR: "Explore, Paths, Open, About; light and dark",
    f"{_BROWSER}test_stories.py::test_axe_finds_nothing_serious_on_list_story_form_and_coverage": "Stories",
    f"{_BROWSER}test_moderation.py::test_thirty_stories_are_decided_by_keyboard_in_one_press_each": (
        "Moderate"
    ),
    f"{_BROWSER}test_coding.py::test_twenty_stories_are_coded_by_the_keyboard_alone": "Coding",
    f"{_BROWSER}test_export.py::test_axe_finds_nothing_serious": "Export",
    f"{_BROWSER}test_workshop.py::"
    "test_axe_finds_nothing_serious_at_the_desk_and_on_any_step_of_the_projector": "Workshop, projector",
    _PHONE: "Phones, in a workshop",
    f"{_BROWSER}test_letterboxes.py::"
    "test_a_phone_tells_a_story_that_arrives_once_and_keeps_no_cookie": "Phones, letterbox",
    f"{_BROWSER}test_standalone.py::test_axe_finds_nothing": "The web page that is exported",
}
"""The tests that look at pages with axe-core, and which pages."""

_PALETTE = "tests/model/export/test_palette.py::"

PROOFS: Mapping[str, Mapping[str, str]] = {
    "1.1.1": {
        f"{_BROWSER}test_map.py::test_what_is_selected_is_said_once_and_names_tell_the_links": (
            "elements of the map have names that tell their links"
        ),
        f"{_BROWSER}test_paths.py::test_the_flow_is_a_picture_with_tables_of_its_numbers": (
            "the flow chart has tables of its numbers"
        ),
    },
    **{number: {_SILENT: "no sound or film is played"} for number in _FOR_SOUND_AND_FILM},
    "1.3.1": {
        f"{_BROWSER}test_map.py::test_eight_tab_stops_lead_to_the_picture_and_arrows_through_a_group": (
            "Explore has landmarks"
        )
    },
    "1.3.2": {
        f"{_WALK}test_about_and_phones_are_built_in_the_order_in_which_they_are_read": (
            "About and phones, from above to below"
        )
    },
    "1.3.4": {
        f"{_STATIC}test_nothing_asks_in_which_orientation_a_device_is_held": "no page asks for one",
        f"{_WALK}test_phones_have_the_same_controls_upright_and_on_their_side": "phones",
    },
    "1.4.1": {
        f"{_BROWSER}test_map.py::test_in_forced_colours_what_is_chosen_can_be_told": (
            "what is chosen, on Explore"
        ),
        f"{_BROWSER}test_coding.py::test_passages_are_marked_by_the_keyboard_and_seen_without_colour": (
            "passages that are coded"
        ),
    },
    "1.4.3": {
        f"{_PALETTE}test_names_can_be_read_on_every_box": "names on the map, in each theme and in print",
        f"{_BROWSER}test_projector_pictures.py::"
        "test_the_name_of_a_box_can_be_read_on_every_colour_of_a_vote": "names on the map of a result",
    },
    "1.4.4": {
        _REFLOW: "Explore, Paths and Stories in the window that zoom by 200 % leaves",
        f"{_BROWSER}test_join.py::test_large_letters_fit_a_small_phone_too": "phones, letters of 27 px",
    },
    "1.4.5": {
        f"{_WALK}test_no_words_are_in_pictures_but_in_the_network_and_the_preview_of_a_file": (
            "on the walk words are in pictures in the network alone, which is there as text, too, and in the "
            "preview of a file"
        )
    },
    "1.4.10": {
        _REFLOW: "Explore, Paths and Stories, 320 px wide",
        f"{_WALK}test_nothing_covers_what_has_the_focus": (
            "Stories, Moderate and Export, 320 by 256 px: what has the focus is seen"
        ),
        _PHONE: "phones, 320 px wide",
        f"{_BROWSER}test_standalone.py::test_no_screen_scrolls_sideways": "the web page that is exported",
    },
    "1.4.11": {
        f"{_PALETTE}test_the_border_of_each_box_can_be_seen_against_its_lane_and_its_fill": "boxes of the map"
    },
    "1.4.12": {_REFLOW: "Explore, Paths and Stories, 360 and 1366 px wide"},
    "1.4.13": {
        f"{_BROWSER}test_map.py::test_escape_dismisses_the_edges_under_the_pointer_until_it_is_on_others": (
            "links of an element"
        ),
        f"{_BROWSER}test_map.py::test_a_node_reached_by_the_keyboard_lists_its_edges": "by keyboard, too",
    },
    "2.1.1": {
        f"{_BROWSER}test_map.py::test_the_keyboard_walks_along_edges_and_within_lanes": "the map",
        f"{_BROWSER}test_views.py::test_the_outline_does_by_keyboard_what_the_map_does": "the outline",
        f"{_BROWSER}test_paths.py::test_arrow_keys_go_along_a_path_and_to_the_next_one": "Paths",
        f"{_BROWSER}test_stories.py::test_a_story_can_be_told_with_the_keyboard_alone": "telling a story",
        f"{_BROWSER}test_moderation.py::"
        "test_thirty_stories_are_decided_by_keyboard_in_one_press_each": "moderating",
        f"{_BROWSER}test_coding.py::test_twenty_stories_are_coded_by_the_keyboard_alone": "coding",
        f"{_BROWSER}test_export.py::test_a_format_is_chosen_and_taken_along_by_keys_alone": "exporting",
        f"{_BROWSER}test_workshop.py::test_the_projector_goes_by_keys_alone": "the projector",
    },
    "2.1.2": {
        f"{_WALK}test_the_tab_key_leads_through_every_page_to_its_end_and_back": (
            "the walk comes to the end, and back to the beginning"
        )
    },
    "2.1.4": {
        f"{_BROWSER}test_moderation.py::test_keys_are_switched_off_and_do_nothing_while_somebody_types": (
            "keys of Moderate can be switched off"
        )
    },
    "2.3.1": {
        f"{_STATIC}test_what_is_animated_repeats_less_than_three_times_a_second": "animations of our own",
        f"{_WALK}test_no_animation_repeats_faster_than_three_times_a_second": (
            "all that run on the pages of the walk"
        ),
        f"{_CRITERIA}test_nothing_flashes_on_the_projector_while_its_timer_runs": "the projector",
    },
    "2.4.1": {
        f"{_BROWSER}test_language.py::"
        "test_the_language_that_was_chosen_is_that_of_the_next_visit_and_of_streamlits_words": (
            "a link to skip"
        )
    },
    "2.4.3": {
        f"{_BROWSER}test_map.py::"
        "test_what_closes_the_details_gives_the_keyboard_back_to_the_node": "closing the panel",
        f"{_CRITERIA}test_who_chooses_a_part_of_a_page_by_keyboard_goes_on_from_there": (
            "the parts of Stories and Workshop"
        ),
        f"{_BROWSER}test_join.py::test_the_focus_goes_to_what_needs_to_be_looked_at": "phones",
    },
    "2.4.5": {
        f"{_WALK}test_pages_and_languages_are_in_the_same_order_on_every_page": "each page has a list of all",
        f"{_BROWSER}test_search.py::test_arrow_keys_move_and_enter_selects": "elements by the search",
        f"{_BROWSER}test_map.py::test_a_click_selects_a_node_and_shows_all_that_is_known": "on the map",
        f"{_BROWSER}test_stories.py::test_a_node_of_a_story_leads_to_its_place_in_the_model": "from a story",
    },
    "2.4.6": {
        f"{_WALK}test_every_control_has_a_name_and_no_two_fields_of_a_page_the_same": (
            "no two fields of a page of the walk have the same name"
        ),
        f"{_WALK}test_no_heading_is_empty_or_twice_under_the_same_one": "headings",
    },
    "2.4.7": {
        f"{_WALK}test_whatever_has_the_focus_looks_otherwise_than_without_it": (
            "each kind of stop of the walk, in the light theme, by its picture with and without the focus"
        )
    },
    "2.4.11": {
        f"{_WALK}test_nothing_covers_what_has_the_focus": (
            "some of each stop of the walk is not covered, but for those under the open menu of the filter"
        )
    },
    "2.5.1": {f"{_BROWSER}test_map.py::test_zoom_by_keys_and_buttons": "zooming without gestures"},
    "2.5.2": {
        f"{_BROWSER}test_grouping.py::test_a_drag_that_is_given_up_or_ends_beside_changes_nothing": (
            "dragging cards"
        )
    },
    "2.5.3": {
        f"{_WALK}test_the_words_on_a_control_are_in_its_name": (
            "the words on each stop of the walk, but for keys and flags of the map; not its numbers"
        )
    },
    "2.5.4": {f"{_STATIC}test_nothing_asks_how_a_device_is_moved": "nothing is moved by motion"},
    "2.5.7": {
        f"{_BROWSER}test_preparing.py::"
        "test_steps_are_put_in_order_by_keys_and_shown_with_a_picture": "the plan of a workshop",
        f"{_BROWSER}test_workshop.py::"
        "test_answers_are_grouped_and_the_chosen_words_stand_on_the_map": "grouping answers",
    },
    "2.5.8": {
        _PHONE: "phones: 44 by 44 px",
        f"{_WALK}test_every_target_is_24_px_large_or_has_that_room": (
            "the pages of the walk: 24 by 24 px, or that room around it, but for links within sentences and "
            "boxes of the map, which the outline has, too"
        ),
    },
    "3.1.1": {
        _FLOOR: "English and Dutch",
        f"{_CRITERIA}test_every_page_says_in_which_language_it_is": "French and German",
    },
    "3.2.1": {
        f"{_WALK}test_the_focus_alone_leads_nowhere": (
            "on the walk neither address nor windows change, and the focus stays"
        )
    },
    "3.2.2": {
        f"{_WALK}test_a_choice_leads_to_no_other_page_and_keeps_the_focus": (
            "lists, boxes, choices, days and numbers on the pages of the walk"
        ),
        f"{_CRITERIA}test_who_chooses_a_language_in_the_list_goes_on_from_there": "the language",
    },
    "3.2.3": {f"{_WALK}test_pages_and_languages_are_in_the_same_order_on_every_page": "pages and languages"},
    "3.2.4": {f"{_WALK}test_an_icon_alone_has_the_same_name_on_every_page": "buttons that are an icon alone"},
    "3.2.6": {
        f"{_WALK}test_pages_and_languages_are_in_the_same_order_on_every_page": (
            "the way to About, which explains the model"
        )
    },
    "3.3.1": {
        f"{_BROWSER}test_stories.py::test_what_is_missing_in_the_form_is_said_and_led_to": (
            "the form of a story"
        ),
        f"{_CRITERIA}test_a_field_that_is_empty_or_wrong_says_so_itself": "Workshop, its desk and teams",
        f"{_CRITERIA}test_the_name_of_a_coder_that_is_taken_says_so_itself": "names of coders",
        f"{_BROWSER}test_join.py::test_a_wrong_key_is_focused_with_its_error": "phones",
    },
    "3.3.3": {
        f"{_BROWSER}test_stories.py::test_what_is_missing_in_the_form_is_said_and_led_to": (
            "the form of a story"
        )
    },
    "3.3.4": {
        f"{_BROWSER}test_stories_kept.py::test_deleting_a_story_for_good_is_asked_before": "deleting a story",
        f"{_BROWSER}test_workshop.py::test_what_was_deleted_comes_back_with_undo": "deleting in a workshop",
    },
    "3.3.7": {
        f"{_BROWSER}test_join.py::test_a_draft_is_there_after_a_reload_and_gone_once_it_was_sent": (
            "what was typed is kept over a reload: phones"
        ),
        f"{_BROWSER}test_story_drafts.py::"
        "test_after_a_reload_a_draft_is_offered_with_its_age_and_nothing_of_it_is_shown": (
            "the form of a story"
        ),
    },
    "3.3.8": {
        f"{_CRITERIA}test_a_passcode_can_be_pasted_and_filled_in_by_a_password_manager": "the passcode",
        f"{_CRITERIA}test_the_key_of_a_workshop_and_the_code_of_a_story_can_be_pasted": (
            "the key of a workshop and the code of a story can be pasted"
        ),
    },
    "4.1.2": {
        f"{_BROWSER}test_search.py::test_arrow_keys_move_and_enter_selects": "the list under the search"
    },
    "4.1.3": {
        f"{_BROWSER}test_map.py::test_what_is_selected_is_said_once_and_names_tell_the_links": "Explore",
        f"{_BROWSER}test_stories.py::test_a_search_says_in_words_how_many_stories_it_finds": "Stories",
    },
}
"""The tests that look at a criterion otherwise than with axe-core, each with what of it."""

LIMITS: Mapping[str, str] = {
    "2.2.1": "The session of a facilitator ends after 12 hours and cannot be extended.",
    "2.4.5": "Another way than that list to Workshop, Export, Open and About is not looked at.",
    "2.4.6": "Whether they describe what they are for is not looked at.",
    "2.4.7": "How much it differs is not looked at beyond 40 points of the picture.",
    "2.5.8": "What is in closed menus and other dialogs is not measured.",
    "3.2.4": "Other parts than these are not compared.",
    "3.2.6": "Whom to ask for help no page says.",
    "3.3.7": "Whether a later step asks again for what an earlier one did is not looked at otherwise.",
}
"""What is known to be outside of what the tests show, or not reached."""
