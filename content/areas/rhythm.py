"""When and how often the robot writes: later, own times, topics, pauses, quiet mode.

The words stand in `content/locale/{da,en}/LC_MESSAGES/rhythm.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class RhythmKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""
