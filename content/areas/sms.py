"""What goes by SMS to youths who chose it: a postcard that names no youth, topic or place.

The words stand in `content/locale/{da,en}/LC_MESSAGES/sms.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class SmsKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # What we begin
    CHECKIN = "youth.sms_checkin", "telefon medarbejder"
    REMINDER = "youth.sms_reminder", "telefon medarbejder"
    CARING_ONE = "youth.sms_caring_one", "medarbejder"
    CARING_TWO = "youth.sms_caring_two", "medarbejder"
    CARING_THREE = "youth.sms_caring_three", "medarbejder"
    INVITE = "youth.sms_invite", "hvornaar medarbejder"
    SOFT = "youth.sms_soft", "hvornaar medarbejder"
    SAME_DAY = "youth.sms_same_day", "hvornaar medarbejder"
    MOVED = "youth.sms_moved", "hvornaar medarbejder"
    OFF = "youth.sms_off", "hvornaar medarbejder"
    AWAY = "youth.sms_away", "medarbejder dato vikar"
    TRIED = "youth.sms_tried", "medarbejder"
    TRIED_RED = "youth.sms_tried_red", "medarbejder"

    # What we answer
    YES = "youth.sms_yes", "medarbejder"
    YES_STILL = "youth.sms_yes_still", "medarbejder hvornaar"
    NO = "youth.sms_no", "medarbejder hvornaar", "calm"
    COMING = "youth.sms_coming", "hvornaar medarbejder"
    NOT_COMING = "youth.sms_not_coming", "medarbejder"
    TOO_LATE = "youth.sms_too_late", "medarbejder"
    WORD_HOURS = "youth.sms_word_hours", "medarbejder hvornaar telefon"
    WORD_CLOSED = "youth.sms_word_closed", "medarbejder hvornaar"
    MEDIA = "youth.sms_media", "medarbejder hvornaar"
    SEEN = "youth.sms_seen", "medarbejder"

    # The cry for help, and the end
    ANSWER = "youth.sms_answer", "", "calm"
    STOPPED = "youth.sms_stopped", "medarbejder", "calm"
    STOPPED_RED = "youth.sms_stopped_red", "medarbejder", "calm"
    STOPPED_CALL = "youth.sms_stopped_call", "medarbejder telefon", "calm"
    STOPPED_END = "youth.sms_stopped_end", "telefon", "calm"
    UNKNOWN = "youth.sms_unknown", "telefon", "calm"

    # To staff
    SPENT = "staff.sms_spent"
    SPENT_CASE = "staff.sms_spent_case", "nummer"
    PAGE_NUMBER = "page.sms_number", "telefon"
    PAGE_TAKEN = "page.sms_taken"
    PAGE_NO_CHAT = "page.sms_no_chat", "navn"
    PAGE_ASKED = "page.sms_asked"
    PAGE_YES = "page.sms_yes"
    PAGE_NO = "page.sms_no"
    PAGE_OWN_NUMBER = "page.sms_own_number"
    PAGE_OWN_NUMBER_HINT = "page.sms_own_number_hint"
    PAGE_NO_NUMBER = "page.sms_no_number"
