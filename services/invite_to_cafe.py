"""The invitations of an evening: to whom, in which words, and who is left out for which reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from content.areas.cafe import CafeKey
from domain.cafe import Rsvp, invites_until
from domain.cafe_audience import LeftOut
from domain.clocks import talking_until
from domain.load import Begun, no_room
from domain.message import Purpose
from domain.people import Youth
from domain.plan import ContactKind
from domain.site import meant_for
from domain.wall import to_wall
from services.buttons import button, rows
from services.cafe_guests import chosen
from services.cafe_mail import News, has_bot, invite_name, tell
from services.cafe_words import answer_buttons, at, invitation, soft_buttons, spoken
from services.evening import Evening
from services.say import Line, to_staff
from storage import rsvps
from storage.begun import messages

_A_DAY, _A_WEEK = timedelta(days=1), timedelta(days=8)


def invite(evening: Evening) -> None:
    """Invite the cohort. The coordinators hear how many, and may stop the sending.

    Everybody of the cohort gets a row: invited, or left out with the reason. One for whom the
    invitation would come too late to come, or would be one message too many, is left out.
    """
    invited = left_out = 0
    for youth, why in chosen(evening):
        leaves = evening.now if why is not None else _leaves_at(evening, youth)
        reason = why or (leaves if isinstance(leaves, LeftOut) else None)
        rsvp = _row(evening, youth, reason)
        if rsvps.add(evening.tx, rsvp) and not isinstance(leaves, LeftOut) and reason is None:
            tell(evening, youth, _news(evening, youth, rsvp, leaves))
        invited += reason is None
        left_out += reason is not None
    _tell_hosts(evening, invited, left_out)


def leave_all_out(evening: Evening) -> None:
    """Write down for the whole cohort that the invitation would have come too late."""
    for youth, why in chosen(evening):
        rsvps.add(evening.tx, _row(evening, youth, why or LeftOut.LATE))


def invitation_text(evening: Evening, youth: Youth) -> tuple[CafeKey, str]:
    """Return key and words of the invitation; in quiet mode a softer line, which asks nothing."""
    if youth.quieted_at is not None:
        return CafeKey.SOFT, spoken(evening, youth, CafeKey.SOFT)
    house, series, cafe = evening.house, evening.series, evening.cafe
    words = invitation(house, series, cafe, youth.language, youth.zone, evening.now)
    return CafeKey.WHEN, words


def _row(evening: Evening, youth: Youth, reason: LeftOut | None) -> Rsvp:
    return Rsvp(
        id=evening.tx.new_id(),
        cafe_id=evening.cafe.id,
        youth_id=youth.id,
        invited_at=evening.now if reason is None else None,
        left_out=reason.value if reason else None,
    )


def _leaves_at(evening: Evening, youth: Youth) -> datetime | LeftOut:
    """Return when an invitation may leave, or why it never does.

    It asks, so a staffed hour follows. It waits while worker and youth talk, and for the next day
    where this one has its one other message already, or a talk.
    """
    if not has_bot(youth):
        return evening.now
    begun = [Begun(*one) for one in messages(evening.tx, youth.id, evening.now - _A_WEEK)]
    reason = LeftOut.LATE
    first = meant_for(evening.cafe.next_at, evening.now)
    for moment in (first, first + _A_DAY):
        try:
            leaves = evening.house.site.next_askable(_after_talk(youth, moment), youth.zone)
        except ValueError:  # their day and ours do not meet
            return reason
        if leaves >= invites_until(evening.cafe):
            return reason
        full = no_room(begun, ContactKind.CAFE, leaves, youth.zone) is not None
        if not full and not _talked_on(youth, leaves):
            return leaves
        reason = LeftOut.FULL
    return reason


def _after_talk(youth: Youth, at: datetime) -> datetime:
    return max(at, talking_until(youth) or at)


def _talked_on(youth: Youth, at: datetime) -> bool:
    """Return whether a human talked with the youth that day; the yes itself is no talk."""
    talked = youth.last_human_contact_at
    if talked is None or talked == youth.accepted_at:
        return False
    return to_wall(talked, youth.zone).date() == to_wall(at, youth.zone).date()


def _news(evening: Evening, youth: Youth, rsvp: Rsvp, leaves: datetime) -> News:
    key, words = invitation_text(replace(evening, now=leaves), youth)
    soft = key is CafeKey.SOFT
    return News(
        name=invite_name(rsvp),
        key=key,
        text=words,
        buttons=(soft_buttons if soft else answer_buttons)(evening.house, youth, rsvp),
        purpose=Purpose.CHECKIN,
        silent=soft,
        due_at=leaves,
        late_at=invites_until(evening.cafe),
    )


def _tell_hosts(evening: Evening, invited: int, left_out: int) -> None:
    house, cafe = evening.house, evening.cafe
    for host in evening.hosts():
        values: dict[str, str | int] = {"hvornaar": at(evening, host), "antal": invited}
        values["udeladt"] = left_out
        line = Line(
            purpose=Purpose.NOTICE,
            key=CafeKey.SENDING,
            text=house.texts.say(host.language, CafeKey.SENDING, **values),
            dedupe=f"cafe:{cafe.id}:sending:{host.id}",
            buttons=rows(
                button(house, host.language, CafeKey.B_STOP, "cafestop", cafe.id),
                button(house, host.language, CafeKey.B_PAGE, "cafepage", cafe.id),
            ),
        )
        to_staff(evening.tx, evening.now, host, line)
