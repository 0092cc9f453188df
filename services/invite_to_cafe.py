"""The invitations of an evening: to whom, in which words, and who is left out for which reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from content.areas.cafe import CafeKey
from domain.cafe import Rsvp, invites_until
from domain.cafe_audience import LeftOut
from domain.coming import Ahead, carried_at
from domain.coming import invitation as invitation_of
from domain.message import Purpose
from domain.people import Youth
from domain.rhythm import LATE, NO_COMMON_HOUR
from domain.site import meant_for
from services.buttons import button, rows
from services.cafe_guests import chosen
from services.cafe_mail import News, has_bot, invite_name, tell
from services.cafe_words import answer_buttons, at, invitation, soft_buttons, spoken
from services.evening import Evening
from services.postcard import is_reached
from services.programme_of import programme_of
from services.rhythm_of import before_of, rhythm_of
from services.say import Line, to_staff
from storage import planned, rsvps

_WAITS_FOR_CHECKIN = timedelta(minutes=10)  # the check-in itself may come some minutes late
_WAITS_AT_MOST = timedelta(minutes=30)


def invite(evening: Evening) -> None:
    """Invite the cohort. The coordinators hear how many, and may stop the sending.

    Everybody of the cohort gets a row: invited, or left out with the reason. One for whom the
    invitation would come too late to come, or would be one message too many, is left out.
    """
    invited = left_out = 0
    early = {one.youth_id for one in evening.rows() if one.invited_at is not None}
    for youth, why in chosen(evening):
        if youth.id in early:  # has read of it in today's check-in
            invited += 1
            continue
        reason = why or _invite_one(evening, youth)
        if reason is not None:
            rsvps.add(evening.tx, _row(evening, youth, reason))
        invited += reason is None
        left_out += reason is not None
    _tell_hosts(evening, invited, left_out)


def _invite_one(evening: Evening, youth: Youth) -> LeftOut | None:
    """Invite one youth: in the check-in that leaves soon, or in a message. Returns why not."""
    carried = None if not has_bot(youth) else _carried(evening, youth)
    leaves = carried or _leaves_at(evening, youth)
    if isinstance(leaves, LeftOut):
        return leaves
    rsvp = _invited(evening, youth)
    if send_invitation(evening, youth, rsvp, leaves, carried=carried):
        return None
    rsvps.save(evening.tx, replace(rsvp, invited_at=None, left_out=LeftOut.UNSENT.value))
    return LeftOut.UNSENT


def _invited(evening: Evening, youth: Youth) -> Rsvp:
    """Return the youth's row as invited; they may have one whose invitation never left."""
    rsvp = _row(evening, youth, None)
    if rsvps.add(evening.tx, rsvp):
        return rsvp
    known = rsvps.find(evening.tx, rsvp.cafe_id, rsvp.youth_id) or rsvp
    again = replace(known, invited_at=rsvp.invited_at, left_out=None)
    rsvps.save(evening.tx, again)
    return again


def send_invitation(
    evening: Evening, youth: Youth, rsvp: Rsvp, leaves_at: datetime, *, carried: datetime | None
) -> bool:
    """Queue the invitation of one youth; return whether it is on its way.

    With `carried` (UTC) it waits for the check-in of that time, which takes it with it. Should
    that one not come, the invitation leaves by itself a little later.
    """
    news = invitation_news(evening, youth, rsvp, leaves_at)
    if carried is not None:
        news = replace(
            news,
            due_at=carried + _WAITS_FOR_CHECKIN,
            late_at=max(invites_until(evening.cafe), carried + _WAITS_AT_MOST),
        )
    return tell(evening, youth, news)


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


def _carried(evening: Evening, youth: Youth) -> datetime | None:
    """Return when the check-in leaves that may take the invitation with it (UTC), or None."""
    tx, now, house = evening.tx, evening.now, evening.house
    programme = programme_of(tx, house, youth.programme_version_id)
    waiting = []
    for plan in planned.of_youth(tx, youth.id):
        contact = programme.find(plan.contact_key)
        if contact is not None and plan.due_at is not None:
            waiting.append((contact, plan.due_at))
    rhythm = rhythm_of(tx, now, house, youth, programme)
    before = before_of(tx, youth, programme, now)
    return carried_at(rhythm, _ahead(evening), now, before, waiting)


def _leaves_at(evening: Evening, youth: Youth) -> datetime | LeftOut:
    """Return when an invitation of its own may leave, or why it never does."""
    tx, now, house = evening.tx, evening.now, evening.house
    if not is_reached(house, youth):
        return now
    programme = programme_of(tx, house, youth.programme_version_id)
    rhythm = rhythm_of(tx, now, house, youth, programme)
    before = before_of(tx, youth, programme, now)
    made = invitation_of(rhythm, _ahead(evening), now, before)
    if made.leaves_at is not None:
        return made.leaves_at
    return LeftOut.LATE if made.reason in {LATE, NO_COMMON_HOUR} else LeftOut.FULL


def _ahead(evening: Evening) -> Ahead:
    first = meant_for(evening.cafe.next_at, evening.now)
    return Ahead(begins_at=evening.cafe.begins_at, invite_at=first)


def invitation_news(evening: Evening, youth: Youth, rsvp: Rsvp, leaves: datetime) -> News:
    """Return the invitation of one youth as it is read when it leaves then (UTC)."""
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
