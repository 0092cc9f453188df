"""What staff do in Telegram: today, away, hand over, the week.

The words stand in `content/locale/{da,en}/LC_MESSAGES/staff.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class DeskKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""
