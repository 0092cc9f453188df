"""Layer 2: how a youth stands by the rules of their programme, kept with its cause.

It runs only where the site may count points (`House.attention`). What it finds never sends a word
to the youth: it opens a case for the worker, whose page shows the reasons. Where a
rule fails a human is asked to look, and nothing else stops.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from content.areas.attention import AttentionKey
from domain.case import Case, CaseKind
from domain.off_days import OffDays
from domain.people import Actor, Youth
from domain.plan import Programme
from domain.risk import Assessment, Band, Change, Policy, assess, change_of
from domain.signal import DAY, Event, EventKind, History
from domain.wall import to_wall
from services.attention_due import EVERY, attention_due
from services.case_messages import tell_again
from services.programme_of import programme_of
from services.raise_case import raise_case, standing
from services.world import House
from storage import assessments, audit, cases, past
from storage.assessments import Kept
from storage.tx import Rx, Tx

log = logging.getLogger(__name__)

TRY_AGAIN = timedelta(hours=1)  # after the rules have failed


def attention_look(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth
) -> datetime | None:
    """Assess a youth when it is time; return when to look next (UTC), None where nobody may."""
    due = attention_due(tx, house, youth)
    if due is None or due > now:
        return due
    programme = programme_of(tx, house, youth.programme_version_id)
    if programme.risk is None:
        return None
    try:
        said = assess(history_of(tx, house, youth, programme, now), programme.risk, now)
    except Exception as error:  # noqa: BLE001 - what we owe them stands, whatever a rule does
        _not_counted(tx, actor, now, house, youth, error)
        return now + TRY_AGAIN
    before = assessments.latest(tx, youth.id)
    kept = _keep(tx, youth, before, said)
    change = change_of(before.said if before else None, said)
    if change is not None:
        _write_down(tx, actor, now, youth, kept, change)
    if _is_news(before, said):
        _tell(tx, actor, now, house, youth, programme.risk, said)
    return now + EVERY


def _not_counted(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, error: Exception
) -> None:
    """Let a human look instead of the rules that failed; health says so while they do.

    Where a human has just looked, nobody is asked again within the day; the story of that case
    goes on saying that the rules fail.
    """
    log.critical(
        "the attention points of somebody cannot be counted; a human was asked to look",
        exc_info=error,
        extra={"action": cases.NOT_COUNTED},
    )
    facts = {"error": type(error).__name__}
    known = standing(tx, youth, CaseKind.ATTENTION)
    looked = _looked_lately(tx, now, youth) if known is None else None
    if looked is not None:
        cases.tell(tx, now, looked.id, str(actor), cases.NOT_COUNTED, facts)
        return
    case = raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.ATTENTION)
    failed_before = known is not None and cases.happened(tx, known.id, cases.NOT_COUNTED)
    cases.tell(tx, now, case.id, str(actor), cases.NOT_COUNTED, facts)
    if not failed_before:
        tell_again(tx, now, house, case, AttentionKey.CASE_NOT_COUNTED, "not_counted")


def _looked_lately(rx: Rx, now: datetime, youth: Youth) -> Case | None:
    """Return such a case that somebody has ended within a day: a human has just looked."""
    closed = (
        one
        for one in cases.of_youth(rx, youth.id, still_open=False)
        if one.kind is CaseKind.ATTENTION
    )
    lately = (one for one in closed if one.closed_at is not None and now - one.closed_at < EVERY)
    return next(lately, None)


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
    events += [*_plans(youth, programme, start), *_stands(youth)]
    events.sort(key=lambda event: event.at)
    return History(start, _day(youth, start), events, _off(house, policy, start, now))


def _plans(youth: Youth, programme: Programme, start: datetime) -> Iterator[Event]:
    """Yield the agreed intervals: those of the programme's windows, or what was agreed instead."""
    firsts = sorted({window.days.first for window in programme.windows} | {0})
    planned = {first: programme.interval_on(first, youth.tier) for first in firsts}
    if youth.contact_interval_days not in planned.values():
        planned = {0: youth.contact_interval_days}
    for first, interval in planned.items():
        at = start + first * DAY
        yield Event(at, _day(youth, at), EventKind.PLAN, interval)


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


def _keep(tx: Tx, youth: Youth, before: Kept | None, said: Assessment) -> Kept:
    if before is not None and _same(before.said, said):
        assessments.looked(tx, before.id, said.at)
        return before
    return assessments.add(tx, youth.id, youth.programme_version_id, said)


def _same(old: Assessment, new: Assessment) -> bool:
    def told(one: Assessment) -> list[tuple[str, float]]:
        return [(reason.key, reason.points) for reason in one.reasons]

    return told(old) == told(new) and old.praise == new.praise and old.band is new.band


def _write_down(
    tx: Tx, actor: Actor, now: datetime, youth: Youth, kept: Kept, change: Change
) -> None:
    detail: dict[str, object] = {
        "assessment": kept.id,
        "from": change.before.value,
        "to": change.after.value,
        "came": list(change.came),
        "went": list(change.went),
        "grew": list(change.grew),
        "shrank": list(change.shrank),
    }
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="band_changed",
        youth_id=youth.id,
        allowed=True,
        detail=detail,
    )


def _is_news(before: Kept | None, said: Assessment) -> bool:
    """Return whether a human must hear of it: a higher band, or a new reason in the same one."""
    if said.band is Band.GREEN:
        return False
    if before is None or said.band.rank > before.said.band.rank:
        return True
    known = {reason.key for reason in before.said.reasons}
    new = any(reason.points > 0 and reason.key not in known for reason in said.reasons)
    return said.band is before.said.band and new


def _tell(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    youth: Youth,
    policy: Policy,
    said: Assessment,
) -> None:
    red = said.band is Band.RED
    within = policy.red_working_days if red else policy.yellow_working_days
    known = standing(tx, youth, CaseKind.ATTENTION)
    case = raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.ATTENTION, within=within)
    if known is None:
        return
    due = house.site.add_working_days(house.site.next_staffed(now), within)
    if due < case.due_at:
        sooner = min(filter(None, (case.escalate_at, due)))
        case = replace(case, due_at=due, escalate_at=sooner)
        cases.save(tx, case)
    why = f"attention:{int(now.timestamp())}"
    tell_again(tx, now, house, case, AttentionKey.CASE_MORE, why)


def _day(youth: Youth, at: datetime) -> date:
    return to_wall(at, youth.zone).date()
