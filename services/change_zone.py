"""A youth is in another time zone from now on: what waits follows their clock, each thing once."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from content.areas.rhythm import RhythmKey
from content.phrases import clock
from domain.message import MessageKind, is_automatic
from domain.people import Actor, Youth
from domain.plan import PlannedContact
from domain.planned import Planned
from domain.wall import to_utc, to_wall, zone_named
from services.hold_until import next_suitable
from services.human_contact import look_again
from services.invite_again import find_youth
from services.notices import notify_mentor
from services.occurrences import PUSHED_AT_MOST, following
from services.own_times import next_askable
from services.programme_of import programme_of
from services.reword_queued import reword_queued
from services.rhythm_of import calendar_of
from services.say import mentor_of
from services.world import House
from storage import audit, held_back, outbox_moves
from storage import planned as planned_rows
from storage import youths as youth_rows
from storage.tx import Rx, Tx

ACTION = "zone"  # in the audit trail, from which the auditor reads where somebody was when
_INSTANT = timedelta(milliseconds=1)
_NOON = time(12)


def set_zone(tx: Tx, actor: Actor, now: datetime, house: House, wanted: str, zone: str) -> Youth:
    """Let a youth, by id or exact name, be in a zone from now on; return the youth.

    Raises:
        InviteError: If nobody, or more than one youth, is called that.
        ValueError: If there is no such zone.
    """
    zone_named(zone)
    return change_zone(tx, actor, now, house, find_youth(tx, wanted), zone)


def change_zone(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, zone: str
) -> Youth:
    """Let a youth live by the clocks of another zone from `now` on; return the youth.

    What is planned for a day comes on that same day by the new clock: a contact that was begun
    does not come again, and one whose hour has passed there goes by its late rule. What waits to
    leave stays out of the new quiet hours and names its times anew. A pause gets no shorter. The
    worker hears what time it is there, and no place.
    """
    if zone == youth.zone:
        return youth
    moved_pause = _pause_of(youth, zone)
    youth_rows.change(tx, youth.id, zone=zone, paused_until=moved_pause)
    after = youth_rows.get(tx, youth.id) or youth
    _keep_days(tx, house, youth, after)
    _keep_out_of_the_night(tx, house, after)
    reword_queued(tx, now, house, after)
    look_again(tx, house, youth.id)
    audit.record(
        tx,
        now,
        actor=str(actor),
        action=ACTION,
        youth_id=youth.id,
        allowed=True,
        detail={"from": youth.zone, "to": zone},
    )
    _tell_worker(tx, now, house, after)
    tx.wake("plan_contacts")
    return after


def can_be_asked(rx: Rx, now: datetime, house: House, youth: Youth) -> bool:
    """Return whether somebody is at work here at an hour when this youth may be asked."""
    return next_askable(rx, house, youth, now) is not None


def _pause_of(youth: Youth, zone: str) -> datetime | None:
    """Return when a pause ends by the new clock (UTC), and never before it would have ended."""
    if youth.paused_until is None:
        return None
    wall = to_wall(youth.paused_until, youth.zone)
    return max(youth.paused_until, to_utc(wall.date(), wall.time(), zone))


def _keep_days(tx: Tx, house: House, before: Youth, after: Youth) -> None:
    """Let every contact that is planned come on its day, at the hour of the new clock."""
    for plan in planned_rows.of_youth(tx, after.id):
        programme = programme_of(tx, house, plan.programme_version_id)
        contact = programme.find(plan.contact_key)
        if contact is None or plan.due_at is None:
            continue
        day_begins = _day_begins(tx, house, before, after, plan, contact)
        due = following(tx, house, after, programme, contact, after=day_begins - _INSTANT)
        planned_rows.plan_next(tx, plan.id, due, plan.programme_version_id)


def _day_begins(
    rx: Rx, house: House, before: Youth, after: Youth, plan: Planned, contact: PlannedContact
) -> datetime:
    """Return when the day on which the contact is planned begins by the new clock (UTC).

    Days after the start keep their number: the yes may have been on another day there.
    """
    programme = programme_of(rx, house, plan.programme_version_id)
    old, new = (calendar_of(rx, house, one, programme) for one in (before, after))
    assert plan.due_at is not None, "what is not planned was left out"
    due = old.latest(contact, plan.due_at, within=PUSHED_AT_MOST) or plan.due_at
    day = to_wall(due, before.zone).date()
    if not contact.rule:
        day = new.start + timedelta(days=old.day_of(due))
    return to_utc(day, time(0), after.zone)


def _keep_out_of_the_night(tx: Tx, house: House, youth: Youth) -> None:
    """Put off what waits to leave at an hour that is none to write at by the new clock."""
    for message in held_back.queued_of(tx, youth.id):
        if message.kind is not MessageKind.TEXT:
            continue
        if not is_automatic(message.purpose, message.dedupe):
            continue
        suits = next_suitable(house, tx, message.due_at, youth, message.purpose)
        if suits is not None and suits > message.due_at:
            outbox_moves.put_off(tx, message.id, suits)


def _tell_worker(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    language = mentor_of(tx, youth).language
    noon = to_utc(to_wall(now, house.site.zone).date(), _NOON, house.site.zone)
    awake = can_be_asked(tx, now, house, youth)
    notify_mentor(
        tx,
        now,
        house,
        youth,
        RhythmKey.NOTICE_CLOCK if awake else RhythmKey.NOTICE_CLOCK_ASLEEP,
        f"zone:{youth.id}:{int(now.timestamp() * 1000)}",
        her=clock(to_wall(noon, house.site.zone), language),
        der=clock(to_wall(noon, youth.zone), language),
    )
