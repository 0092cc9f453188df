"""The stable key of every text, with the values a caller must give it.

The words themselves stand in `content/locale/{da,en}/LC_MESSAGES/holdfast.po` under the key's
value. The first part of the value says who reads it, and so which rules of wording hold.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Audience(StrEnum):
    """Who reads a text: the first part of its key's value."""

    YOUTH = "youth"
    YOUTH_BUTTON = "youth_button"
    STAFF = "staff"
    STAFF_BUTTON = "staff_button"
    COMMAND = "command"
    PAGE = "page"


class Key(StrEnum):
    """Every text a person reads. Written `NAME = "audience.key", "value value"`."""

    placeholders: frozenset[str]  # what a caller must give; a wording may use fewer

    def __new__(cls, value: str, placeholders: str = "") -> Self:
        """Return the key with its placeholders, which are separated by spaces."""
        key = str.__new__(cls, value)
        key._value_ = value
        key.placeholders = frozenset(placeholders.split())
        return key

    @property
    def audience(self) -> Audience:
        """Return who reads the text."""
        return Audience(str(self).partition(".")[0])

    # Enrolment
    CHOOSE_LANGUAGE = "youth.choose_language", "navn"
    HELLO = "youth.hello", "navn medarbejder"
    HELLO_MORE = "youth.hello_more", "navn medarbejder"
    ASK_AGE = "youth.ask_age"
    ASK_YES = "youth.ask_yes", "medarbejder"
    WELCOME = "youth.welcome", "navn medarbejder hvornaar"
    DECLINED = "youth.declined", "medarbejder"
    UNDERAGE = "youth.underage", "medarbejder"
    CODE_USED = "youth.code_used"
    CODE_EXPIRED = "youth.code_expired"
    CODE_FOREIGN = "youth.code_foreign"
    CODE_UNKNOWN = "youth.code_unknown"
    START_WITHOUT_CODE = "youth.start_without_code", "telefon"
    ALREADY_IN = "youth.already_in", "navn medarbejder"
    ASK_YES_AGAIN = "youth.ask_yes_again", "navn medarbejder"
    WELCOME_BACK = "youth.welcome_back", "navn medarbejder"
    NOT_IN_GROUPS = "youth.not_in_groups"

    # Check-in
    THANKS = "youth.thanks", "medarbejder"
    THANKS_LOW = "youth.thanks_low", "medarbejder hvornaar"
    THANKS_CAFE_YES = "youth.thanks_cafe_yes", "hvornaar"
    THANKS_CAFE_MAYBE = "youth.thanks_cafe_maybe"
    THANKS_CAFE_NO = "youth.thanks_cafe_no"
    SKIPPED = "youth.skipped"
    CLOSED = "youth.closed"
    LATE = "youth.late", "medarbejder"
    REMINDER = "youth.reminder", "hvornaar"
    OLD_BUTTON = "youth.old_button"
    LOW_CALL = "youth.low_call", "medarbejder hvornaar"
    LOW_WRITE = "youth.low_write", "medarbejder"
    LOW_NO = "youth.low_no", "medarbejder"

    # Words outside a question
    WORD_HOURS = "youth.word_hours", "medarbejder hvornaar"
    WORD_CLOSED = "youth.word_closed", "medarbejder hvornaar"
    MEDIA = "youth.media", "medarbejder hvornaar"
    CALL_ME = "youth.call_me", "medarbejder hvornaar"
    MASKED = "youth.masked"
    STAFF_ANSWER = "youth.staff_answer", "tekst medarbejder"
    HELP = "youth.help", "medarbejder telefon"
    STORED_ERROR = "youth.stored_error", "medarbejder"
    NOT_STORED = "youth.not_stored", "telefon"

    # Help card
    CARD = "youth.card", "medarbejder hvornaar telefon"
    CARD_MORE = "youth.card_more"
    CARD_YES = "youth.card_yes"
    CARD_NO = "youth.card_no", "medarbejder hvornaar"
    CARD_SILENT = "youth.card_silent", "medarbejder hvornaar"
    CARD_NOT_MEANT = "youth.card_not_meant", "medarbejder"
    CARD_UNKNOWN = "youth.card_unknown", "telefon"

    # Pause and stop
    ASK_PAUSE = "youth.ask_pause"
    PAUSED = "youth.paused", "dato medarbejder"
    RESUMED = "youth.resumed", "navn"
    STOPPED = "youth.stopped", "medarbejder"
    STOPPED_CALL = "youth.stopped_call", "medarbejder"
    STOPPED_END = "youth.stopped_end"
    PAUSE_NOT_NOW = "youth.pause_not_now"

    # Buttons for youths
    B_DANISH = "youth_button.danish"
    B_ENGLISH = "youth_button.english"
    B_READ_MORE = "youth_button.read_more"
    B_NEXT = "youth_button.next"
    B_NO_THANKS = "youth_button.no_thanks"
    B_AGE_U15 = "youth_button.age_u15"
    B_AGE_15_17 = "youth_button.age_15_17"
    B_AGE_18 = "youth_button.age_18"
    B_YES_TRY = "youth_button.yes_try"
    B_TAKE_BACK = "youth_button.take_back"
    B_SKIP = "youth_button.skip"
    B_CALL_ME = "youth_button.call_me"
    B_HELP_NOW = "youth_button.help_now"
    B_ANSWER = "youth_button.answer"
    B_PAUSE_1 = "youth_button.pause_1"
    B_PAUSE_2 = "youth_button.pause_2"
    B_PAUSE_4 = "youth_button.pause_4"
    B_START_NOW = "youth_button.start_now"
    B_YES = "youth_button.yes"
    B_WRITE_ME = "youth_button.write_me"
    B_IN_DANGER_YES = "youth_button.in_danger_yes"
    B_IN_DANGER_NO = "youth_button.in_danger_no"
    B_IN_DANGER_SILENT = "youth_button.in_danger_silent"
    B_NOT_MEANT = "youth_button.not_meant"

    # Messages to staff: no names of youths, none of their words
    STAFF_WELCOME = "staff.welcome", "navn"
    CASE = "staff.case", "niveau nummer art aftale forfald"
    CASE_WITHOUT_AGREEMENT = "staff.case_without_agreement", "niveau nummer art forfald"
    LEVEL_YELLOW = "staff.level_yellow"
    LEVEL_RED = "staff.level_red"
    KIND_CONTACT_DUE = "staff.kind_contact_due"
    KIND_UNREACHABLE = "staff.kind_unreachable"
    KIND_WORD = "staff.kind_word"
    KIND_LOW_ANSWER = "staff.kind_low_answer"
    KIND_CALL_ME = "staff.kind_call_me"
    KIND_CRISIS = "staff.kind_crisis"
    KIND_UNKNOWN_SENDER = "staff.kind_unknown_sender"
    KIND_UNDERAGE = "staff.kind_underage"
    KIND_UNREADABLE = "staff.kind_unreadable"
    AGREED_INTERVAL = "staff.agreed_interval", "dage"
    LAST_TALK = "staff.last_talk", "dage"
    SAYS_NEVER_TALKED = "staff.says_never_talked"
    CASE_REPEAT = "staff.case_repeat", "nummer"
    CASE_MINE = "staff.case_mine", "nummer hvornaar"
    CASE_OTHERS = "staff.case_others", "nummer medarbejder"
    CASE_PASSED_ON = "staff.case_passed_on", "nummer"
    CASE_CLOSED = "staff.case_closed", "nummer udfald"
    OUTCOME_TALKED = "staff.outcome_talked"
    OUTCOME_READ = "staff.outcome_read"
    OUTCOME_ANSWERED = "staff.outcome_answered"
    ASK_HOW = "staff.ask_how", "nummer"
    ASK_NEXT = "staff.ask_next", "nummer"
    ASK_WHEN = "staff.ask_when", "nummer"
    TRY_AGAIN_SET = "staff.try_again_set", "nummer hvornaar"
    TRY_AGAIN_NOW = "staff.try_again_now", "nummer"
    OUTCOME_EXPIRED = "staff.outcome_expired", "nummer"
    LINK = "staff.link", "minutter"
    NOT_ALLOWED = "staff.not_allowed"
    CASE_GONE = "staff.case_gone"
    STAFF_NO_FORWARD = "staff.no_forward"
    STAFF_HELP = "staff.help"
    STAFF_NO_CASE_YET = "staff.no_case_yet"
    ANSWER_UNKNOWN = "staff.answer_unknown", "nummer"
    NOTICE_PAUSED = "staff.notice_paused", "dato"
    NOTICE_STOPPED = "staff.notice_stopped"
    NOTICE_STOPPED_NO_CALL = "staff.notice_stopped_no_call"
    NOTICE_DECLINED = "staff.notice_declined"
    NOTICE_BACK = "staff.notice_back"
    NOTICE_ACCEPTED = "staff.notice_accepted"
    DANGER_YES = "staff.danger_yes", "nummer"
    DANGER_SILENT = "staff.danger_silent", "nummer"
    DANGER_NOT_MEANT = "staff.danger_not_meant", "nummer"
    DANGER_NO = "staff.danger_no", "nummer"

    # Buttons for staff
    B_TAKE = "staff_button.take"
    B_TALKED = "staff_button.talked"
    B_NOT_REACHED = "staff_button.not_reached"
    B_OPEN = "staff_button.open"
    B_CALLED = "staff_button.called"
    B_MET = "staff_button.met"
    B_WROTE = "staff_button.wrote"
    B_AS_AGREED = "staff_button.as_agreed"
    B_TOMORROW = "staff_button.tomorrow"
    B_IN_3_DAYS = "staff_button.in_3_days"
    B_IN_A_WEEK = "staff_button.in_a_week"
    B_IN_AN_HOUR = "staff_button.in_an_hour"
    B_THIS_AFTERNOON = "staff_button.this_afternoon"
    B_TOMORROW_MORNING = "staff_button.tomorrow_morning"
    B_READ = "staff_button.read"

    # Commands in Telegram's menu
    CMD_PAUSE = "command.pause"
    CMD_STOP = "command.stop"
    CMD_HELP = "command.help"
