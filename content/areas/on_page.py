"""What staff change on the page of a youth: how often they talk, and whether they stay with us.

The words stand in `content/locale/{da,en}/LC_MESSAGES/on_page.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class OnPageKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # How often they talk, and why
    OFTEN = "page.often"
    OFTEN_WRITE = "page.often_write"
    OFTEN_WHY_NOW = "page.often_why_now", "grund medarbejder hvornaar"
    OFTEN_TIER = "page.often_tier"
    OFTEN_TIER_DAYS = "page.often_tier_days", "gruppe dage"
    OFTEN_OWN = "page.often_own"
    OFTEN_OWN_HINT = "page.often_own_hint"
    OFTEN_WHY = "page.often_why"
    OFTEN_WHY_HINT = "page.often_why_hint", "navn"
    OFTEN_WHY_HINT_ALONE = "page.often_why_hint_alone", "navn"
    OFTEN_DONE = "page.often_done", "navn"
    OFTEN_NO_REASON = "page.often_no_reason"
    OFTEN_REASON_LONG = "page.often_reason_long", "laengst"
    OFTEN_DAYS = "page.often_days", "laengst"
    OFTEN_NOBODY = "page.often_nobody"

    # Somebody without a button wants no more, or wants to begin again
    STOP = "page.stop"
    STOP_WRITE = "page.stop_write", "navn"
    STOP_LEAD = "page.stop_lead", "navn"
    STOP_MAY_CALL = "page.stop_may_call"
    STOP_YES = "page.stop_yes"
    STOP_NO = "page.stop_no"
    STOP_NOT_SAID = "page.stop_not_said"
    B_STOP = "page.stop_do", "navn"
    STOP_DONE = "page.stop_done", "navn"
    STOP_CHOOSE = "page.stop_choose"
    STOP_OTHERWISE = "page.stop_otherwise", "navn"
    BACK = "page.back_again"
    BACK_LEAD = "page.back_lead", "navn"
    BACK_CALLS = "page.back_calls", "navn"
    BACK_NO_CALLS = "page.back_no_calls", "navn"
    BACK_CALLS_NOT_SAID = "page.back_calls_not_said", "navn"
    B_BACK = "page.back_do", "navn"
    BACK_DONE = "page.back_done", "navn"
    NOTICE_STOPPED = "staff.notice_stopped_on_page"
