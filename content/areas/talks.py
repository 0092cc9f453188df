"""Calls and talks: before, after, and the note of sixty seconds.

The words stand in `content/locale/{da,en}/LC_MESSAGES/talks.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class TalkKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # Before a call, and after one that nobody answered
    PRECALL = "youth.precall", "medarbejder cifre"
    PRECALL_FINE = "youth.precall_fine", "medarbejder"
    NOT_NOW = "youth.precall_not_now"
    WRITE_INSTEAD = "youth.precall_write", "medarbejder"
    CALL_AT = "youth.call_at", "medarbejder hvornaar"
    TRIED = "youth.tried", "medarbejder"
    TRIED_RED = "youth.tried_red", "medarbejder", "calm"
    B_FINE = "youth_button.fine"
    NOTED_TRY = "staff.noted_try", "hvem"
    B_NOT_NOW = "youth_button.not_now"
    B_WRITE_INSTEAD = "youth_button.write_instead"
    B_CALL_TODAY = "youth_button.call_today"
    B_CALL_TOMORROW = "youth_button.call_tomorrow"
    B_CALL_NEXT = "youth_button.call_next"

    # To the worker about a call
    B_CALL_NOW = "staff_button.call_now"
    TOLD_OF_CALL = "staff.told_of_call", "hvem"
    NO_WAY_TO_TELL = "staff.no_way_to_tell", "hvem"
    NO_CALLS = "staff.no_calls", "hvem"
    NUMBER_FIRST = "staff.number_first", "hvem"
    TWICE_TODAY = "staff.twice_today", "hvem"
    OF_CASE = "staff.of_case", "nummer"
    ANSWER_FINE = "staff.call_fine", "hvem"
    ANSWER_NOT_NOW = "staff.call_not_now", "hvem"
    ANSWER_WRITE = "staff.call_write", "hvem"
    ANSWER_AT = "staff.call_at", "hvem hvornaar"

    # After a talk
    ASK_MOOD = "staff.ask_mood", "nummer"
    B_MOOD_GOOD = "staff_button.mood_good"
    B_MOOD_SO_SO = "staff_button.mood_so_so"
    B_MOOD_HARD = "staff_button.mood_hard"
    B_NOTE = "staff_button.note"
    WHO = "staff.who"
    NOBODY_YET = "staff.nobody_yet"
    FOR = "staff.for", "bogstav fase"
    LOG_HOW = "staff.log_how", "hvem"
    LOG_MOOD = "staff.log_mood", "hvem"
    LOG_NEXT = "staff.log_next", "hvem"
    LOGGED = "staff.logged", "hvem hvornaar"
    LOGGED_ONLY = "staff.logged_only", "hvem"

    # Giving a case on, and closing one that was nothing
    B_GIVE = "staff_button.give"
    B_ALL_WELL = "staff_button.all_well"
    GIVEN = "staff.given", "nummer medarbejder"
    GIVEN_TO_ALL = "staff.given_to_all", "nummer"
    GIVEN_BY = "staff.given_by", "medarbejder"
    STILL_YOURS = "staff.still_yours", "nummer"
    NOBODY_TO_GIVE = "staff.nobody_to_give", "nummer"
    ASK_USEFUL = "staff.ask_useful", "nummer"
    B_USEFUL = "staff_button.useful"
    B_NOT_NEEDED = "staff_button.not_needed"
    TALK_FIRST = "staff.talk_first", "nummer"

    # On the page of one youth
    P_BEFORE = "page.before_call"
    P_IF_QUIET = "page.if_quiet"
    P_QUIET_CALL = "page.quiet_call"
    P_QUIET_WRITE = "page.quiet_write"
    P_QUIET_TRUSTED = "page.quiet_trusted"
    P_QUIET_VISIT = "page.quiet_visit"
    P_QUIET_NOTHING = "page.quiet_nothing"
    P_TALK = "page.talk"
    P_TALK_LINE = "page.talk_line", "hvornaar medarbejder"
    P_NO_TALK = "page.no_talk"
    P_NOTE = "page.note"
    P_TRIES = "page.tries"
    P_AGREED_NEXT = "page.agreed_next"
    P_NOTE_TITLE = "page.note_title"
    P_NOTE_LABEL = "page.note_label"
    P_NOTE_HINT = "page.note_hint", "navn"
    P_NOTE_SAVE = "page.note_save"
    P_NOTE_DONE = "page.note_done"
    P_LOG_TITLE = "page.log_title"
    P_LOG_HOW = "page.log_how"
    P_LOG_MOOD = "page.log_mood"
    P_LOG_NEXT = "page.log_next"
    P_LOG_SAVE = "page.log_save"
    P_LOG_DONE = "page.log_done"
    P_CONCERN = "page.concerned"
    P_CONCERN_HINT = "page.concerned_hint"
    P_CONCERN_DONE = "page.concerned_done", "nummer"
    P_TALKED_CALLED = "page.talked_called"
    P_TALKED_MET = "page.talked_met"
    P_TALKED_WROTE = "page.talked_wrote"
    P_MOOD_GOOD = "page.mood_good"
    P_MOOD_SO_SO = "page.mood_so_so"
    P_MOOD_HARD = "page.mood_hard"
