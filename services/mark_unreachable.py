"""The bot is blocked, or the chat is gone: a human learns of it at once."""

from __future__ import annotations

from datetime import datetime

from content.areas.enrolment import EnrolmentKey
from content.keys import Key
from domain.case import CaseKind
from domain.clocks import is_watched
from domain.incoming import Incoming
from domain.people import Actor, Staff, Youth, YouthStatus
from services.begin_absence import replace_cover, tell_new_gaps
from services.notices import notify_mentor
from services.postcard import is_by_sms
from services.quiet_prompts import take_back_prompts
from services.raise_case import raise_case
from services.say import Voice, answer_youth, dedupe
from services.stand_in import gaps
from services.world import House
from storage import cases
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx


def youth_blocked(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Note that the youth blocked the bot. It is never a sign of life."""
    youth_unreachable(tx, actor, now, house, youth)


def youth_back(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Greet a youth who unblocked the bot, and tell the worker. It is no sign of life either."""
    if youth.status is YouthStatus.ACTIVE:
        answer_youth(tx, now, Voice.of(tx, house, youth, now), incoming, EnrolmentKey.SEEN_AGAIN)
    if is_watched(youth):
        notify_mentor(tx, now, house, youth, Key.NOTICE_BACK, dedupe(incoming, "notice"))


def staff_blocked(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Note that a member of staff blocked the bot; their cases climb at once."""
    staff_unreachable(tx, actor, now, house, staff)


def staff_back(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Note that a member of staff can be written to again."""
    staff_rows.change(tx, staff.id, blocked_at=None)


def youth_unreachable(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> None:
    """Stop writing to a youth who cannot be reached, and open the case *kan ikke nås*.

    Whoever is reached by SMS needs no chat.
    """
    if is_by_sms(house, youth):
        return
    if youth.blocked_at is None:
        take_back_prompts(tx, now, house, youth, "blocked")
        youth_rows.change(tx, youth.id, blocked_at=now)
    if is_watched(youth):
        raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.UNREACHABLE)


def staff_unreachable(tx: Tx, actor: Actor, now: datetime, house: House, staff: Staff) -> None:
    """Stop writing to a member of staff, and let the cases that wait for them climb now.

    Whoever they cover for gets another cover, and hears it.
    """
    before = gaps(tx, now)
    staff_rows.change(tx, staff.id, blocked_at=now)
    replace_cover(tx, actor, now, house, staff)
    tell_new_gaps(tx, now, house, before)
    cases.hurry(tx, now, staff.id)
    tx.wake("climb_ladder")
