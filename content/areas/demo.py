"""What the phones of the demo are called: who each of the cast is.

The words stand in `content/locale/{da,en}/LC_MESSAGES/demo.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class DemoKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    YOUTH = "page.demo_youth"
    MENTOR = "page.demo_mentor"
    COORDINATOR = "page.demo_coordinator"  # who also covers for the mentor
