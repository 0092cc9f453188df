"""The regular contact with a youth ends, or they are erased: what staff read, and the goodbye.

The words stand in `content/locale/{da,en}/LC_MESSAGES/ending.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class EndingKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # To the youth
    GOODBYE_AGREED = "youth.ended_agreed", "navn medarbejder vikar telefon"
    GOODBYE = "youth.ended", "navn medarbejder vikar telefon"
    MOVED = "youth.end_moved", "navn dato medarbejder"
    GOODBYE_UNDONE = "youth.ended_undone", "navn medarbejder"

    # In place of a question that was open when they stopped, or when it ended
    QUESTION_OVER = "youth.question_over"

    # In steps: why, whom to call, sure
    B_END = "staff_button.ending"
    WHY = "staff.ending_why", "hvem"
    B_AGREED = "staff_button.ending_agreed"
    B_MOVED = "staff_button.ending_moved"
    B_OTHERS = "staff_button.ending_others"
    B_NO_WISH = "staff_button.ending_no_wish"
    WHOM = "staff.ending_whom", "hvem"
    SURE = "staff.ending_sure", "hvem medarbejder", "own_name"
    LAST_TALK = "staff.ending_last_talk", "dato"
    NO_TALK = "staff.ending_no_talk"
    TASKS = "staff.ending_tasks", "antal"
    TELLS = "staff.ending_tells", "hvornaar"
    TELLS_NOT = "staff.ending_tells_not"
    B_YES = "staff_button.ending_yes"
    DONE = "staff.ending_done", "hvem"
    B_UNDO = "staff_button.ending_undo"
    UNDONE = "staff.ending_undone", "hvem"
    TOO_LATE = "staff.ending_too_late", "hvem"

    # Why not now
    NOT_WITH_US = "staff.ending_not_with_us", "hvem"
    OPEN = "staff.ending_open", "hvem numre"
    UNREAD = "staff.ending_unread", "hvem antal"
    HELD = "staff.ending_held", "hvem"
    TALK_FIRST = "staff.ending_talk_first", "hvem"

    # The day on which it ends
    UNTIL = "staff.end_until", "dato"
    UNTIL_USUAL = "staff.end_until_usual", "dato"
    NO_DATE = "staff.end_no_date"
    B_OTHER_DAY = "staff_button.end_other_day"
    B_USUAL = "staff_button.end_usual"
    ASK_MONTH = "staff.end_ask_month", "hvem"
    ASK_DAY = "staff.end_ask_day", "hvem maaned"
    DAY_SET = "staff.end_set", "hvem dato"
    NOTICES = "staff.end_notices", "dage"
    NO_NOTICE = "staff.end_no_notice"
    SAYS_MOVED = "staff.end_says_moved", "hvornaar"
    SAY_MOVED = "staff.end_say_moved"
    TOLD_DATE = "staff.end_told", "hvem dato"
    P_END = "page.end"
    P_END_OWN = "page.end_own", "dato"
    P_END_USUAL = "page.end_usual", "dato"
    P_EVERY_OWN = "page.every_own", "hver"
    P_EVERY_PLAN = "page.every_plan", "hver gruppe"

    # To the worker, where somebody else did it
    TOLD = "staff.ending_told", "hvem"
    TOLD_UNDONE = "staff.ending_told_undone", "hvem"

    # Nobody is left to do it to
    ERASED_GONE = "staff.erased_gone"
