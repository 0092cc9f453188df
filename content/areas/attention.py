"""Attention points: what the youth's own card says, and what the worker's page shows.

The words stand in `content/locale/{da,en}/LC_MESSAGES/attention.po`. The sentences with their
numbers, for the worker, stand in the programme file.
"""

from __future__ import annotations

from content.audience import TextKey


class AttentionKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # /mig: no label, no score, no number
    CARD = "youth.attention_card", "medarbejder"
    CARD_NOTHING = "youth.attention_card_nothing", "medarbejder"
    DISAGREED = "youth.attention_disagreed", "medarbejder"
    B_DISAGREE = "youth_button.disagree"
    NOTICED_SILENCE = "youth.noticed_silence"
    NOTICED_MISSED = "youth.noticed_missed"
    NOTICED_CANCELLED = "youth.noticed_cancelled"
    NOTICED_ABSENCE = "youth.noticed_absence"
    NOTICED_BELOW_OWN_LIMIT = "youth.noticed_below_own_limit"
    NOTICED_LOW_TWICE = "youth.noticed_low_twice"
    NOTICED_SHARP_DROP = "youth.noticed_sharp_drop"
    NOTICED_SWINGS = "youth.noticed_swings"
    NOTICED_FALLING_ANSWERS = "youth.noticed_falling_answers"
    NOTICED_SELDOM = "youth.noticed_seldom"
    NOTICED_STOPPING = "youth.noticed_stopping"
    NOTICED_SPELL_ENDED = "youth.noticed_spell_ended"
    NOTICED_CONCERN = "youth.noticed_concern"
    NOTICED_PARTNER_CONCERN = "youth.noticed_partner_concern"
    NOTICED_NEW_START = "youth.noticed_new_start"
    NOTICED_UNREACHABLE = "youth.noticed_unreachable"

    # Staff
    NOTICE_DISAGREES = "staff.notice_disagrees"
    CASE_NOT_COUNTED = "staff.attention_not_counted", "nummer"
    CASE_MORE = "staff.attention_more", "nummer"
    CASE_CONTACT_TOO = "staff.attention_contact_too", "nummer"

    # The page
    P_ATTENTION = "page.attention"
    P_NOTHING = "page.attention_nothing"
    P_RED = "page.attention_red"
    P_YELLOW = "page.attention_yellow"
    P_GREEN = "page.attention_green"
    P_NOT_COUNTED = "page.attention_not_counted"
    P_DISAGREES = "page.attention_disagrees", "navn hvornaar"
    P_PRAISE = "page.attention_praise", "emner"
    P_BUILDS_ON = "page.attention_builds_on"
    P_ROW_REPLY = "page.attention_row_reply", "hvornaar"
    P_ROW_TALK = "page.attention_row_talk", "hvornaar"
    P_ROW_RSVP = "page.attention_row_rsvp", "hvornaar"
    P_ROW_CASE = "page.attention_row_case", "hvornaar"
    P_ROW_AUDIT = "page.attention_row_audit", "hvornaar"
