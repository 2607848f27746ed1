"""What the visitor of the page looks at: the server's own model, or one opened from a file."""

from __future__ import annotations

from pages.shared import address, resources
from pages.shared.opened import ForgottenModelError


def get_content() -> resources.Content:
    """The content that is looked at, as it is now; the server's own where an opened model is forgotten."""
    try:
        return resources.get_content(address.get_model_key())
    except ForgottenModelError:
        return resources.get_content()
