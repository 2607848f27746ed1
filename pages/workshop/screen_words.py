"""What is said of the screens of a workshop: what they show, and the link with which others look on."""

from __future__ import annotations

from model.words import Translate


def list_screen_words(_: Translate) -> dict[str, str]:
    """Their words, for desk and projector."""
    return {
        "scanReport": _("Scan the code for the report (PDF)."),
        "numbersOfAll": _(
            "Numbers: how many stories are told about an element, published ones and those told here."
        ),
        "numbersOfOwn": _("Numbers: how many stories were told here about an element."),
        "onScreens": _("On screens and phones"),
        "ownOnly": _("Only our own stories: hide the published ones"),
        "hidePeople": _("Hide the number of people"),
        "offerCodes": _("Offer personal codes"),
        "offerCodesUse": _(
            "Those who agree get a code on their phone and type it in again at a later meeting, so that you "
            "see what the same people answered then and now. Give the workshop its team first."
        ),
        "screenLink": _("Link to look on"),
        "screenLinkUse": _(
            "For the projector's computer, and for people elsewhere: it shows what the projector shows, "
            "needs no passcode, and can change nothing. It works until the workshop ends."
        ),
        "screenQr": _("QR code of the link"),
        "copyLink": _("Copy the link"),
        "copiedLink": _("The link is copied."),
        "renewLink": _("Replace the link"),
        "renewedLink": _("The link is replaced. The one before no longer works."),
        "sureRenewLink": _("Replace the link? Screens that use the one before stop showing the workshop."),
    }
