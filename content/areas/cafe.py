"""Cafés: invitations, answers, changes, who came, whether it was worth it.

The words stand in `content/locale/{da,en}/LC_MESSAGES/cafe.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class CafeKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""
