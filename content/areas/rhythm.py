"""When and how often the robot writes: later, own times, topics, pauses, quiet mode.

The words stand in `content/locale/{da,en}/LC_MESSAGES/rhythm.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class RhythmKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # The menu
    MENU = "youth.menu"
    B_HELP = "youth_button.help"
    B_MENU = "youth_button.menu"
    B_PAUSE = "youth_button.pause"
    B_LANGUAGE = "youth_button.language"
    B_STOP = "youth_button.stop"
    CMD_MENU = "command.menu"
    CMD_LANGUAGE = "command.language"
    STAFF_MENU = "staff.menu"
    B_STAFF_MENU = "staff_button.menu"
    B_STAFF_HELP = "staff_button.help"
    CMD_STAFF_MENU = "command.staff_menu"
    CMD_STAFF_HELP = "command.staff_help"

    # Later
    B_LATER = "youth_button.later"
    B_IN_AN_HOUR = "youth_button.in_an_hour"
    B_TONIGHT = "youth_button.tonight"
    B_TOMORROW = "youth_button.tomorrow"
    B_BACK = "youth_button.back"
    LATER_SET = "youth.later_set", "hvornaar"
    LATER_NOT_NOW = "youth.later_not_now"

    # A pause to a date
    B_TO_A_DATE = "youth_button.to_a_date"
    ASK_PAUSE_DATE = "youth.ask_pause_date"
    ASK_PAUSE_DAY = "youth.ask_pause_day", "maaned"
    PAUSE_TOO_LONG = "youth.pause_too_long"

    # Less, and as before
    ONE_QUESTION = "youth.one_question", "navn"
    HALVED = "youth.halved"
    AS_BEFORE = "youth.as_before"

    # Quiet mode, for staff
    NOTICE_QUIET = "staff.notice_quiet", "hver sidst valg"
    WISH_CALL = "staff.wish_call"
    WISH_WRITE = "staff.wish_write"
    WISH_TRUSTED = "staff.wish_trusted"
    WISH_VISIT = "staff.wish_visit"
    WISH_NONE = "staff.wish_none"

    # Own times
    TIMES = "youth.times", "tider fra til"
    TIMES_DAYS = "youth.times_days", "ugedage klokken"
    TIMES_QUIET_ONLY = "youth.times_quiet_only", "fra til"
    TIMES_NOTHING = "youth.times_nothing"
    TIMES_BY_WORKER = "youth.times_by_worker", "medarbejder ugedage"
    TIMES_HALVED = "youth.times_halved"
    AS_NOW = "youth.as_now"
    ASK_EVENING = "youth.ask_evening"
    ASK_MORNING = "youth.ask_morning"
    ASK_CLOCK = "youth.ask_clock"
    CLOCK_SET = "youth.clock_set", "klokken"
    CLOCK_ASLEEP = "youth.clock_asleep", "medarbejder"
    NOTICE_CLOCK = "staff.notice_clock", "her der"
    NOTICE_CLOCK_ASLEEP = "staff.notice_clock_asleep", "her der"
    B_ELSEWHERE = "youth_button.elsewhere"
    B_DAYS = "youth_button.days"
    B_CLOCK = "youth_button.clock"
    B_QUIET = "youth_button.quiet"
    B_AS_BEFORE = "youth_button.as_before"
    B_AS_NOW = "youth_button.as_now"
    B_TIMES = "youth_button.times"
    CMD_TIMES = "command.times"

    # Topics
    TOPICS_ON = "youth.topics_on"
    TOPICS_OFF = "youth.topics_off"
    TOPICS_HOW = "youth.topics_how"
    B_TOPICS = "youth_button.topics"
    CMD_TOPICS = "command.topics"

    # The week
    WEEK = "youth.week"
    WEEK_LINE = "youth.week_line", "ugedag tekst"
    WEEK_CHECKIN = "youth.week_checkin", "klokken"
    WEEK_SMS = "youth.week_sms", "klokken"
    WEEK_BY_WORKER = "youth.week_by_worker", "medarbejder"
    WEEK_CAFE = "youth.week_cafe"
    WEEK_EVENING = "youth.week_evening", "klokken"
    WEEK_CARING = "youth.week_caring"
    WEEK_CALL = "youth.week_call", "medarbejder"
    WEEK_END = "youth.week_end"
    WEEK_NOTHING = "youth.week_nothing"
    B_WEEK = "youth_button.week"
    CMD_WEEK = "command.week"

    # Stopping while a cry for help is open
    STOPPED_RED = "youth.stopped_red", "medarbejder", "calm"

    # A command in plain words
    MEANT_STOP = "youth.meant_stop"
    MEANT_PAUSE = "youth.meant_pause"

    # The language
    ASK_LANGUAGE = "youth.ask_language"
    LANGUAGE_SET = "youth.language_set"
