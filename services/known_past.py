"""What is known of a youth as the rules of attention points read it: facts, and no word opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from domain.off_days import OffDays
from domain.people import Tier, Youth
from domain.plan import ContactKind, Programme
from domain.risk import Policy
from domain.signal import DAY, Event, EventKind, History
from domain.wall import to_wall
from services.own_interval import has_own_interval
from services.world import House
from storage import past
from storage.tx import Rx


def history_of(rx: Rx, house: House, youth: Youth, programme: Programme, now: datetime) -> History:
    """Return what is known of a youth at `now` (UTC) as the rules read it. Words are not opened.

    Raises:
        ValueError: If the youth has not said yes: before that nothing is counted.
    """
    if youth.accepted_at is None or programme.risk is None:
        raise ValueError("Only a youth who has said yes, in a programme with points, is assessed.")
    start, policy = youth.accepted_at, programme.risk
    facts = past.of_youth(rx, youth.id, policy.stopping, youth.zone)
    events = [
        Event(one.at, _day(youth, one.at), one.kind, one.amount, one.what, one.link)
        for one in facts
    ]
    events += [*_plans(rx, youth, programme, start), *_phases(youth, programme, start)]
    events += _stands(youth)
    events.sort(key=lambda event: event.at)
    return History(start, _day(youth, start), events, _off(house, policy, start, now))


def _plans(rx: Rx, youth: Youth, programme: Programme, start: datetime) -> Iterator[Event]:
    """Yield the agreed intervals of each day from which something else was promised or asked.

    They are those of the programme's windows by the tier of that day, or what was agreed instead.
    """
    tiers = past.tiers(rx, youth.id)
    changes = [at for at, _, _ in tiers]
    if youth.halved_at is not None:  # they are asked half as often; the promise stays
        changes.append(youth.halved_at)
    days = {window.days.first for window in programme.windows}
    days |= {
        contact.days.first
        for contact in programme.contacts
        if contact.kind is ContactKind.CHECKIN and contact.days.are_for(youth.tier)
    }
    planned = {start + first * DAY for first in days | {0}} | set(changes)
    usual_ones = {programme.interval_on(first, youth.tier) for first in days | {0}}
    own = has_own_interval(rx, youth) or youth.contact_interval_days not in usual_ones
    for at in sorted(planned):
        passed = (at - start) // DAY
        usual = programme.interval_on(passed, _tier_at(tiers, youth, at))
        interval = youth.contact_interval_days if own else usual
        yield Event(at, _day(youth, at), EventKind.PLAN, interval)


def _tier_at(
    tiers: Sequence[tuple[datetime, str | None, str]], youth: Youth, at: datetime
) -> Tier | None:
    """Return the tier at an instant: what was agreed last by then, or was so before the first."""
    if not tiers:
        return youth.tier
    known = [to for since, _, to in tiers if since <= at]
    found = known[-1] if known else tiers[0][1]
    return Tier(found) if found else None


def _phases(youth: Youth, programme: Programme, start: datetime) -> Iterator[Event]:
    for phase in programme.phases:
        if phase.new_usual and phase.days.first > 0:
            at = start + phase.days.first * DAY
            yield Event(at, _day(youth, at), EventKind.NEW_PHASE)


def _stands(youth: Youth) -> Iterator[Event]:
    known = (
        (youth.last_sign_of_life_at, EventKind.CONTACT),
        (youth.blocked_at, EventKind.BLOCKED),
    )
    for at, kind in known:
        if at is not None:
            yield Event(at, _day(youth, at), kind, link=f"youth:{kind.value}")


def _off(house: House, policy: Policy, start: datetime, now: datetime) -> OffDays:
    first, last = start.year - 1, now.year + 1
    public = {day for day in house.site.holidays if first <= day.year <= last}
    return OffDays.of_dates(public | policy.break_days(first, last), house.site.zone)


def _day(youth: Youth, at: datetime) -> date:
    return to_wall(at, youth.zone).date()
