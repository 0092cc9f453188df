"""All that people send besides words, and what becomes of it.

The words stand in `content/locale/{da,en}/LC_MESSAGES/things.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class ThingKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""
