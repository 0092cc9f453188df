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

    # Somebody wants to be erased
    WISH = "page.wish"
    WISH_WRITE = "page.wish_write", "navn"
    WISH_LEAD = "page.wish_lead", "navn"
    WISH_SAID_ON = "page.wish_said_on", "navn"
    B_WISH = "page.wish_do"
    WISH_DONE = "page.wish_done", "navn"
    WISH_OPEN = "page.wish_open", "navn dato hvornaar"
    WISH_HOW = "page.wish_how", "navn"
    WISH_ANSWER = "page.wish_answer", "navn"
    WISH_END = "page.wish_end"
    WISH_REFUSED = "page.wish_refused"
    WISH_PARTLY = "page.wish_partly"
    WISH_WITHDRAWN = "page.wish_withdrawn", "navn"
    WISH_LEADER = "page.wish_leader"
    WISH_REASON = "page.wish_reason", "navn"
    WISH_REASON_HINT = "page.wish_reason_hint", "laengst navn"
    WISH_TOLD_ON = "page.wish_told_on", "navn"
    WISH_ANSWER_DONE = "page.wish_answer_done", "navn"
    WISH_WAS = "page.wish_was", "dato svar medarbejder hvornaar grund"
    WISH_BELOW = "page.wish_below"
    WISH_NO_DAY = "page.wish_no_day"
    WISH_NO_END = "page.wish_no_end"
    WISH_NO_LEADER = "page.wish_no_leader"
    WISH_NO_REASON = "page.wish_no_reason"
    WISH_REASON_LONG = "page.wish_reason_long", "laengst"
    WISH_NOT_TOLD = "page.wish_not_told"
    WISH_GONE = "page.wish_gone"
    WISH_NEW = "staff.wish_new", "hvem hvornaar"
    WISH_WAITS = "staff.wish_waits", "hvem hvornaar"
    WISH_LATE = "staff.wish_late", "hvem hvornaar"
    B_OPEN_WISH = "staff_button.wish_open"
    MINE_WISH = "youth.mine_wish", "dato"
