"""The demo: who each of the cast is, and the scenarios to play, step by step.

The words stand in `content/locale/{da,en}/LC_MESSAGES/demo.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class DemoKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    YOUTH = "page.demo_youth"
    MENTOR = "page.demo_mentor"
    COORDINATOR = "page.demo_coordinator"  # who also covers for the mentor

    # The first week
    WEEK_TITLE = "page.demo_week_title"
    WEEK_ABOUT = "page.demo_week_about"
    WEEK_LINK = "page.demo_week_link"
    WEEK_YES = "page.demo_week_yes"
    WEEK_DAYS = "page.demo_week_days"
    WEEK_AGREE = "page.demo_week_agree"
    WEEK_TOGETHER = "page.demo_week_together"
    WEEK_HANDSHAKE = "page.demo_week_handshake"
    WEEK_SEEN = "page.demo_week_seen"
    WEEK_CARING = "page.demo_week_caring"
    WEEK_ASKED = "page.demo_week_asked"
    WEEK_ANSWER = "page.demo_week_answer"
    WEEK_READ = "page.demo_week_read"
    WEEK_CALL = "page.demo_week_call"
    WEEK_CALLED = "page.demo_week_called"
    WEEK_VOICE = "page.demo_week_voice"
    WEEK_MONDAY = "page.demo_week_monday"
    WEEK_HEAR = "page.demo_week_hear"
    WEEK_NEXT = "page.demo_week_next"

    # Silence, and a person who calls
    QUIET_TITLE = "page.demo_quiet_title"
    QUIET_ABOUT = "page.demo_quiet_about"
    QUIET_ASKED = "page.demo_quiet_asked"
    QUIET_REMINDED = "page.demo_quiet_reminded"
    QUIET_CLOSED = "page.demo_quiet_closed"
    QUIET_DUE = "page.demo_quiet_due"
    QUIET_TODAY = "page.demo_quiet_today"
    QUIET_TOLD = "page.demo_quiet_told"
    QUIET_TAKEN = "page.demo_quiet_taken"
    QUIET_CARD = "page.demo_quiet_card"
    QUIET_CALL = "page.demo_quiet_call"
    QUIET_TRIED = "page.demo_quiet_tried"
    QUIET_PROMISED = "page.demo_quiet_promised"
    QUIET_TIME = "page.demo_quiet_time"
    QUIET_AGAIN = "page.demo_quiet_again"
    QUIET_TALKED = "page.demo_quiet_talked"

    # A café week
    CAFE_TITLE = "page.demo_cafe_title"
    CAFE_ABOUT = "page.demo_cafe_about"
    CAFE_LIST = "page.demo_cafe_list"
    CAFE_WORDS = "page.demo_cafe_words"
    CAFE_INVITED = "page.demo_cafe_invited"
    CAFE_COMING = "page.demo_cafe_coming"
    CAFE_MAYBE = "page.demo_cafe_maybe"
    CAFE_MOVE = "page.demo_cafe_move"
    CAFE_MOVED = "page.demo_cafe_moved"
    CAFE_DECIDED = "page.demo_cafe_decided"
    CAFE_REMINDED = "page.demo_cafe_reminded"
    CAFE_DOOR = "page.demo_cafe_door"
    CAFE_TICKED = "page.demo_cafe_ticked"
    CAFE_ASKED = "page.demo_cafe_asked"
    CAFE_WISH = "page.demo_cafe_wish"
    CAFE_AFTER = "page.demo_cafe_after"

    # The plain demo: a minute
    MINUTE_TITLE = "page.demo_minute_title"
    MINUTE_ABOUT = "page.demo_minute_about"
    MINUTE_ASKED = "page.demo_minute_asked"
    MINUTE_ANSWER = "page.demo_minute_answer"
    MINUTE_WORD = "page.demo_minute_word"
    MINUTE_READ = "page.demo_minute_read"
    MINUTE_SILENCE = "page.demo_minute_silence"
    MINUTE_TALKED = "page.demo_minute_talked"

    # A cry for help at night
    NIGHT_TITLE = "page.demo_night_title"
    NIGHT_ABOUT = "page.demo_night_about"
    NIGHT_LATE = "page.demo_night_late"
    NIGHT_CRY = "page.demo_night_cry"
    NIGHT_TOLD = "page.demo_night_told"
    NIGHT_DANGER = "page.demo_night_danger"
    NIGHT_AGAIN = "page.demo_night_again"
    NIGHT_TAKEN = "page.demo_night_taken"
    NIGHT_READ = "page.demo_night_read"
    NIGHT_TALKED = "page.demo_night_talked"
    NIGHT_MONDAY = "page.demo_night_monday"
    NIGHT_CLOSED = "page.demo_night_closed"

    # The clocks go back
    BACK_TITLE = "page.demo_back_title"
    BACK_ABOUT = "page.demo_back_about"
    BACK_EVENING = "page.demo_back_evening"
    BACK_WORD = "page.demo_back_word"
    BACK_SUNDAY = "page.demo_back_sunday"
    BACK_MONDAY = "page.demo_back_monday"
    BACK_READ = "page.demo_back_read"
    BACK_TUESDAY = "page.demo_back_tuesday"
