"""Databases to load: of both kinds."""

from tests.model.stories.conftest import url

__all__ = ["url"]
