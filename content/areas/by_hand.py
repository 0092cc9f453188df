"""What a worker says or does themselves, and what a youth said that they write down.

The words stand in `content/locale/{da,en}/LC_MESSAGES/by_hand.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class ByHandKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # The row of /idag: what kind it is, and never the words
    TELL_CHECKIN = "staff.tell_checkin"
    TELL_GREETING = "staff.tell_greeting"
    TELL_INVITATION = "staff.tell_invitation"
    TELL_REMINDER = "staff.tell_reminder"
    TELL_MOVED = "staff.tell_moved"
    TELL_OFF = "staff.tell_off"
    TELL_ENDS = "staff.tell_ends"
    TELL_END_MOVED = "staff.tell_end_moved"
    TELL_AWAY = "staff.tell_away"

    # Days, hour, road, topics and a pause, as the youth said them
    P_TIMES = "page.times"
    P_TIMES_WRITE = "page.times_write", "navn"
    P_OUR_HOUR = "page.times_our_hour"
    P_TOPICS = "page.times_topics"
    P_SHAKEN = "page.times_shaken"
    P_PAUSE_UNTIL = "page.times_pause_until"
    P_PAUSE_OVER = "page.times_pause_over"
    P_WRONG_HOUR = "page.times_wrong_hour"
    P_NUMBER_FIRST = "page.times_number_first"
    P_NO_CHAT = "page.times_no_chat"
    P_WRONG_PAUSE = "page.times_wrong_pause"
    P_NOT_ACTIVE = "page.times_not_active"

    # The open duties on the page of a youth, with their words
    P_DUTIES = "page.duties"
    P_SAY_IT = "page.duty_say_it"
    P_BY = "page.duty_by", "hvornaar"
    P_LATE = "page.duty_late", "hvornaar"
    P_WHOSE = "page.duty_whose", "medarbejder"
    P_WHAT_CAME = "page.duty_what_came"
    P_ANSWER = "page.duty_answer"
    P_NOT_KNOWN = "page.duty_not_known"
    P_PARENTS_BELOW = "page.duty_parents_below"
    P_END_IN_CHAT = "page.duty_end_in_chat"
    P_DONE = "page.duty_done"
    P_STANDS = "page.duty_stands"
