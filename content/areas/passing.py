"""Words of somebody who has left: who reads them, and that they are not kept.

The words stand in `content/locale/{da,en}/LC_MESSAGES/passing.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class PassingKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # Stands below the answer to what came: the way back in, and what becomes of the words.
    NOT_KEPT = "youth.passing_not_kept", "medarbejder"
    # The youth's page.
    P_NOT_KEPT = "page.passing_not_kept", "navn hvornaar"
    P_WIPED_LATER = "page.passing_wiped_later", "hvornaar"
