"""A cry for help, who is on duty, and what follows a red case.

The words stand in `content/locale/{da,en}/LC_MESSAGES/care.po`.
"""

from __future__ import annotations

from content.audience import TextKey


class CareKey(TextKey):
    """Written `NAME = "audience.key", "value value", "marks"`."""

    # The card, by who is there. Each ends with the same question; lines stand before it.
    CARD_NOBODY = "youth.card_nobody", "medarbejder hvornaar", "long calm card"
    CARD_ROSTER = "youth.card_roster", "medarbejder hvornaar", "long calm card"
    CARD_EXTERNAL = "youth.card_external", "vagt telefon medarbejder hvornaar", "long calm card"
    CARD_UNKNOWN_NOBODY = "youth.card_unknown_nobody", "", "long calm card"
    CARD_UNKNOWN_ROSTER = "youth.card_unknown_roster", "", "long calm card"
    CARD_UNKNOWN_EXTERNAL = "youth.card_unknown_external", "vagt telefon", "long calm card"
    NOT_STORED_CLOSED = "youth.not_stored_closed", "", "calm"
    CARD_MORE_UNHEARD = "youth.card_more_unheard", "", "calm card"
    ASK_DANGER = "youth.ask_danger", "", "calm"
    LINES = "youth.lines", "linjer", "calm"
    DUTY_TOLD = "youth.duty_told", "medarbejder", "calm"

    # To staff about the card
    UNANSWERED = "staff.danger_unanswered", "nummer"
    WROTE_INSTEAD = "staff.danger_wrote_instead", "nummer"
    CARD_FAILED = "staff.card_failed", "nummer"
    PAGE_CARD_FAILED = "page.card_failed", "hvornaar"
    PAGE_WITHDRAWN = "page.withdrawn", "antal"
    NO_DUTY = "staff.no_duty"
    OTHER_DUTY = "staff.other_duty", "vagt"

    # From memory, while nothing can be stored or one message cannot be handled
    UNSTORED_NO_CARD = "staff.unstored_no_card"
    UNHANDLED_CARD = "staff.unhandled_card"
    UNHANDLED_NO_CARD = "staff.unhandled_no_card"
    UNSTORED_CARD_FAILED = "staff.unstored_card_failed"

    # Several must have seen it, and what is taken does not lie still
    B_SEEN = "staff_button.seen"
    SEE_IT = "staff.see_it"
    SEEN_BY = "staff.seen_by", "antal mange har mangler"
    SEEN_BY_THOSE_HERE = "staff.seen_by_those_here", "antal mange har"
    SEEN_ENOUGH = "staff.seen_enough", "antal mange har"
    SEEN_NOW = "staff.seen_now", "nummer hvem"
    ROLE_MENTOR = "staff.role_mentor"
    ROLE_COVER = "staff.role_cover"
    ROLE_COORDINATOR = "staff.role_coordinator"
    ROLE_LEADER = "staff.role_leader"
    ROLE_COLLEAGUE = "staff.role_colleague"
    BUNDLE = "staff.bundle", "antal"
    BUNDLE_NONE = "staff.bundle_none"
    BUNDLE_ONE = "staff.bundle_one"
    BUNDLE_LINE = "staff.bundle_line", "nummer art forfald"
    BUNDLE_MORE = "staff.bundle_more", "antal"
    ENDS_SOON = "staff.ends_soon", "nummer hvornaar"

    # Red, and not reached: its taker keeps it, and the others hear of the try
    ASK_WHEN_RED = "staff.ask_when_red", "nummer"
    TRIED_BY = "staff.tried_by", "medarbejder"
    TOLD_MORE = "staff.told_more"
    NOBODY_MORE = "staff.nobody_more"

    # By mail and SMS
    ALARM = "staff.alarm_case", "niveau nummer"
    ALARM_NO_DUTY = "staff.alarm_no_duty", "niveau nummer"
    ALARM_OTHER_DUTY = "staff.alarm_other_duty", "niveau nummer"
    ALARM_DO = "staff.alarm_do"
    ALARM_SEE = "staff.alarm_see"
    ALARM_DANGER = "staff.alarm_danger", "niveau nummer"
    ALARM_COUNTS_AS = "staff.alarm_counts_as", "niveau nummer"
    ALARM_CARD_FAILED = "staff.alarm_card_failed", "niveau nummer"
    ALARM_DANGER_DO = "staff.alarm_danger_do"

    # After the talk
    AFTER = "staff.after", "nummer hvornaar"
    AFTER_QUIET = "staff.after_quiet", "nummer hvornaar"
    AFTER_AS_BEFORE = "staff.after_as_before", "nummer hvornaar"
    AFTER_AGREEMENT = "staff.after_agreement", "nummer hvornaar"
    YOURSELF = "staff.yourself"
    B_QUIET_WEEK = "staff_button.quiet_week"
    B_AS_BEFORE = "staff_button.as_before"
    B_NEW_AGREEMENT = "staff_button.new_agreement"
    TOO_EARLY = "staff.follow_up_too_early", "nummer hvornaar"

    # Under 18: whether the municipality is to be notified, and by when
    DECISION_OWED = "staff.decision_owed", "hvem hvornaar"
    DECISION_OWED_NO_AGE = "staff.decision_owed_no_age", "hvem hvornaar"
    DECISION_LATE = "staff.decision_late", "hvem hvornaar medarbejder"

    STALE_LINES = "staff.stale_lines", "linjer"

    # Duty
    NO_ROSTER = "staff.no_roster"
    MY_TURNS = "staff.my_turns"
    NO_TURNS = "staff.no_turns"
    TURN = "staff.turn", "fra til"
    TURN_WHO = "staff.turn_who", "fra til"
    TURN_GIVEN = "staff.turn_given", "medarbejder fra til", "own_name"
    TURN_TAKEN = "staff.turn_taken", "medarbejder fra til", "own_name"
    TURN_NOBODY = "staff.turn_nobody"
    TURN_GONE = "staff.turn_gone"
