"""The rhythm of one youth as the database has it: how they stand, and what came before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from domain.clocks import talking_until
from domain.load import LOOK_BACK, Before, Begun, Turn
from domain.own_days import Calendar
from domain.people import Youth, YouthStatus
from domain.plan import ContactKind, Programme
from domain.rhythm import Rhythm, Standing
from domain.wall import to_wall
from services.world import House
from storage import agreements, begun, cafes
from storage.tx import Rx

# A week that has begun, and what still waits to leave.
_WEEK_AND_MORE = timedelta(days=8)


def calendar_of(rx: Rx, house: House, youth: Youth, programme: Programme) -> Calendar:
    """Return when this youth's contacts come, at their own days and time."""
    start = youth.accepted_at or youth.created_at
    return Calendar.of(
        programme,
        start=to_wall(start, youth.zone).date(),
        zone=youth.zone,
        agreement=agreements.get(rx, youth.id),
        site=house.site,
    )


def rhythm_of(rx: Rx, now: datetime, house: House, youth: Youth, programme: Programme) -> Rhythm:
    """Return the rules by which it is decided what this youth gets, and when, as it is `now`."""
    talked = youth.last_human_contact_at
    calendar = calendar_of(rx, house, youth, programme)
    standing = Standing(
        youth_id=youth.id,
        start=calendar.start,
        zone=youth.zone,
        tier=youth.tier,
        agreement=calendar.agreement,
        paused_until=youth.paused_until,
        quieted=youth.quieted_at is not None,
        as_of=now,
        unanswered=begun.unanswered(rx, youth.id, youth.last_sign_of_life_at, now),
        halved_at=youth.halved_at,
        # The yes was given together with the worker, and is no talk.
        talked_at=None if talked == youth.accepted_at else talked,
        talking_until=talking_until(youth),
        light=youth.woke_at is not None,
        has_series=_has_series(rx, youth, programme),
        closed=None if youth.status is YouthStatus.ACTIVE else youth.status.value,
        silent=_silent(youth),
    )
    return Rhythm(programme, house.site, standing)


def before_of(
    rx: Rx, youth: Youth, programme: Programme, now: datetime, *, without: Collection[int] = ()
) -> Before:
    """Return what came before: the latest occurrences, and what was begun this week.

    `without` are outbox ids of what is to become part of the next check-in, and is no message.
    """
    turns = []
    for one in begun.handled(rx, youth.id, LOOK_BACK):
        contact = programme.find(one.contact_key)
        kind = contact.kind if contact is not None else ContactKind.CHECKIN
        turns.append(Turn(kind, one.due_at, one.reason, one.asked, one.contact_key))
    sent = begun.messages(rx, youth.id, now - _WEEK_AND_MORE, without=without)
    return Before(tuple(turns), tuple(Begun(at, kind) for at, kind in sent))


def _has_series(rx: Rx, youth: Youth, programme: Programme) -> bool:
    has_cafe = any(contact.kind is ContactKind.CAFE for contact in programme.contacts)
    return has_cafe and cafes.has_series(rx, programme.key, youth.cohort)


def _silent(youth: Youth) -> str | None:
    if youth.held_at is not None:
        return "red case"
    return "blocked" if youth.blocked_at is not None else None
