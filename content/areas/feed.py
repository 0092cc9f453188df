"""What happened in the demo while the clock was moved: one line each.

The words stand in `content/locale/{da,en}/LC_MESSAGES/feed.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class FeedKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # What a young person got
    QUESTION = "page.feed_question", "navn"
    REMINDER = "page.feed_reminder", "navn"
    GREETING = "page.feed_greeting", "navn"
    AGAIN = "page.feed_again", "navn"
    CLOSED = "page.feed_closed", "navn"
    CARD = "page.feed_card", "navn"
    OWN_WORDS = "page.feed_own_words", "navn"
    RECEIPT = "page.feed_receipt", "navn"
    TOLD = "page.feed_told", "navn"
    CAFE_INVITED = "page.feed_cafe_invited", "navn"
    CAFE_REMINDED = "page.feed_cafe_reminded", "navn"
    CAFE_CHANGED = "page.feed_cafe_changed", "navn"
    CAFE_WORTH = "page.feed_cafe_worth", "navn"
    NOT_ASKED_PAUSE = "page.feed_not_asked_pause", "navn"
    NOT_ASKED_QUIET = "page.feed_not_asked_quiet", "navn"
    NOT_ASKED_UNANSWERED = "page.feed_not_asked_unanswered", "navn"

    # What a young person did
    ACCEPTED = "page.feed_accepted", "navn"
    ANSWERED = "page.feed_answered", "navn"
    SKIPPED = "page.feed_skipped", "navn"
    WROTE = "page.feed_wrote", "navn"
    VOICE = "page.feed_voice", "navn"
    SENT = "page.feed_sent", "navn"
    QUIET = "page.feed_quiet", "navn"
    BLOCKED = "page.feed_blocked", "navn"
    CAFE_YES = "page.feed_cafe_yes", "navn"
    CAFE_MAYBE = "page.feed_cafe_maybe", "navn"
    CAFE_NO = "page.feed_cafe_no", "navn"
    CAFE_CAME = "page.feed_cafe_came", "navn"

    # Cases, and those who look after them
    CASE_OPENED = "page.feed_case_opened", "nummer art navn"
    CASE_OPENED_UNKNOWN = "page.feed_case_opened_unknown", "nummer art"
    CASE_TOLD = "page.feed_case_told", "hvem nummer"
    CASE_TAKEN = "page.feed_case_taken", "hvem nummer"
    CASE_NOT_REACHED = "page.feed_case_not_reached", "hvem nummer"
    CASE_GIVEN = "page.feed_case_given", "hvem nummer"
    CASE_NOBODY = "page.feed_case_nobody", "nummer"
    CASE_CLOSED = "page.feed_case_closed", "nummer udfald"
    CALLING = "page.feed_calling", "hvem navn"
    TALKED = "page.feed_talked", "hvem navn"
    TRIED = "page.feed_tried", "hvem navn"
    NO_SHOW = "page.feed_no_show", "hvem navn"
    TASK = "page.feed_task", "hvem opgave"
    STAFF_TOLD = "page.feed_staff_told", "hvem"

    # The same again on one day
    TIMES = "page.feed_times", "linje antal"
