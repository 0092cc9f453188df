"""Calls and talks: before, after, and the note of sixty seconds.

The words stand in `content/locale/{da,en}/LC_MESSAGES/talks.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class TalkKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""
