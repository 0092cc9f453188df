"""A series of cafés: made, kept four evenings ahead, and ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from domain.cadence import check_rule, next_occurrence
from domain.cafe import Cafe, CafeState, Details, Series, planned
from domain.people import Actor, Language
from domain.wall import to_utc, to_wall
from services.access import Action, Denied, allow
from services.change_cafe import cancel
from services.evening import Evening
from services.world import House
from storage import audit, cafes
from storage.tx import Tx

AHEAD = 4  # evenings that can be seen and changed
_MOST_LOOKS = 60  # occurrences that may fall on holidays in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSeries:
    """A series as the coordinator writes it: wall times of the site, `rule` after RFC 5545."""

    programme_key: str
    rule: str
    begins: time
    ends: time
    cohort: str | None = None
    place: Mapping[Language, str] | None = None
    transport: bool = False


def make_series(
    tx: Tx, actor: Actor, now: datetime, house: House, new: NewSeries
) -> Series | Denied | None:
    """Make a series and its next four evenings; None when its times or its rule make no sense."""
    granted = allow(tx, actor, now, Action.RUN_CAFES, youth=None, case=None)
    if isinstance(granted, Denied):
        return granted
    if not _makes_sense(house, new):
        return None
    series = Series(
        id=tx.new_id(),
        programme_key=new.programme_key,
        cohort=new.cohort or None,
        rule=new.rule,
        begins=new.begins,
        ends=new.ends,
        place=new.place or {},
        transport=new.transport,
        created_at=now,
        created_by=granted.staff.id,
    )
    cafes.add_series(tx, series)
    plan_ahead(tx, now, house, series)
    return series


def plan_ahead(tx: Tx, now: datetime, house: House, series: Series) -> None:
    """See to it that four evenings lie ahead, of a series that has not ended.

    A day on which the site is closed by its calendar has none. What was moved or cancelled keeps
    its place in the series and is not made again.
    """
    if series.ended_at is not None:
        return
    ahead = len(cafes.of_series_after(tx, series.id, now))
    after = max(now, cafes.last_occurrence(tx, series.id) or now)
    for _ in range(_MOST_LOOKS):
        occurs = _next(series, house, after) if ahead < AHEAD else None
        if occurs is None:
            break
        after = occurs
        if to_wall(occurs, house.site.zone).date() not in house.site.holidays:
            ahead += cafes.add(tx, _evening(tx, house, series, occurs))
    tx.wake("tend_cafes")


def end_series(
    tx: Tx, actor: Actor, now: datetime, house: House, *, series_id: int
) -> Series | Denied | None:
    """End a series: evenings whose cohort is not invited yet are cancelled, the others remain.

    Who was invited before the others is told that it is off.
    """
    granted = allow(tx, actor, now, Action.RUN_CAFES, youth=None, case=None)
    if isinstance(granted, Denied):
        return granted
    series = cafes.series(tx, series_id)
    if series is None:
        return None
    cafes.end_series(tx, now, series_id)
    ahead = cafes.of_series_after(tx, series_id, now)
    for cafe in reversed(ahead):  # the latest first, so that none is told of as the next one
        if cafe.state is CafeState.PLANNED:
            cancel(Evening.of(tx, now, house, cafe))
    detail = {"series": series_id}
    audit.record(
        tx, now, actor=str(actor), action="end_series", youth_id=None, allowed=True, detail=detail
    )
    return series


def _makes_sense(house: House, new: NewSeries) -> bool:
    try:
        check_rule(new.rule)
    except ValueError:
        return False
    return new.begins < new.ends and new.programme_key in house.programmes.newest


def _next(series: Series, house: House, after: datetime) -> datetime | None:
    zone = house.site.zone
    anchor = to_wall(series.created_at, zone).date()
    return next_occurrence(series.rule, series.begins, zone, anchor=anchor, after=after)


def _evening(tx: Tx, house: House, series: Series, occurs: datetime) -> Cafe:
    day = to_wall(occurs, house.site.zone).date()
    evening = Cafe(
        id=tx.new_id(),
        series_id=series.id,
        programme_key=series.programme_key,
        state=CafeState.PLANNED,
        occurs_at=occurs,
        begins_at=occurs,
        ends_at=to_utc(day, series.ends, house.site.zone),
        details=Details(),
    )
    return planned(evening, house.site)
