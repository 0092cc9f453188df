"""Enrolment as a whole: days, channel, whom to call, the handshake, the guardian step.

The words stand in `content/locale/{da,en}/LC_MESSAGES/enrolment.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class EnrolmentKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""
