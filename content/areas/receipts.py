"""Answers that somebody has read: the list of them, and what the youth hears of it.

The words stand in `content/locale/{da,en}/LC_MESSAGES/receipts.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class ReceiptKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # At most once a day, without a sound.
    READ_ONE = "youth.receipt_one", "medarbejder"
    READ_WORDS = "youth.receipt_words", "medarbejder"
    READ_SEVERAL = "youth.receipt_several", "medarbejder"
    READ_EARLIER = "youth.receipt_earlier", "medarbejder"

    B_REPLIES = "staff_button.replies"
    LINK = "staff.replies_link", "minutter"

    P_TITLE = "page.replies_title"
    P_LEAD = "page.replies_lead"
    P_NOTHING = "page.replies_nothing"
    P_DANGER = "page.replies_danger", "navn"
    P_SET_ALL = "page.replies_set_all"
    P_SET_HINT = "page.replies_set_hint"
    P_SET_ONE = "page.replies_set_one"
    P_SET_SEVERAL = "page.replies_set_several", "antal"
    P_NEWER = "page.replies_newer"
