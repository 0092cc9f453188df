"""When each planned contact was due: by the plan, and the youth's own days, that held then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from dateutil.rrule import rrule, rrulestr

from domain.agreement import Agreement, earlier
from domain.own_days import Calendar
from domain.people import YouthStatus
from domain.plan import ContactKind, PlannedContact, Programme
from domain.wall import to_wall
from reports.audit.facts import LEAVES, MOVED, YES, YouthFacts, came_in
from reports.audit.grounds import Grounds, Span
from storage.audited import TrailRow

ADOPTED = "adopt_programme"
_BACK = YES | {"end_undone"}
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time (UTC) in which one version of the plan, one agreement and one zone held."""

    begins: datetime
    ends: datetime
    programme: Programme
    calendar: Calendar


def expected(youth: YouthFacts, grounds: Grounds) -> Iterator[tuple[str, datetime]]:
    """Yield each contact of the plan that was due in the time looked at, by key, and when."""
    for stretch in _stretches(youth, grounds):
        for contact in stretch.programme.contacts:
            if not contact.is_of_the_file:
                continue
            for day in _days(stretch.calendar, contact, stretch.begins, stretch.ends):
                due = stretch.calendar.at_on(contact, day)
                if stretch.begins < due <= stretch.ends and _holds(stretch, contact, day):
                    yield contact.key, due


def _holds(stretch: Stretch, contact: PlannedContact, day: date) -> bool:
    """Return whether the contact is owed on a day: in its days, and not past the end.

    Routine stops with the last notice, all else but the interval with the day of the end.
    """
    calendar, end = stretch.calendar, stretch.calendar.end
    held = contact.days.hold((day - calendar.start).days)
    if end is None or contact.kind is ContactKind.WINDOW or (end - day).days in contact.before_end:
        return held
    routine = calendar.last_notice * _A_DAY if contact.rule else timedelta(0)
    return held and day < end - routine


def _stretches(youth: YouthFacts, grounds: Grounds) -> Iterator[Stretch]:
    held = _agreements(youth)
    versions = _versions(youth)
    changed = [at for at, _ in (*held, *versions)]
    changed += [line.at for line in youth.trail if line.action == MOVED]
    # What a line of an older version of this program does not say is not known, and not asked.
    told = max((line.at for line in youth.trail if _is_unknown(line)), default=grounds.since)
    changed.append(told)
    for span in _followed(youth, grounds):
        ends_at = span.ends or grounds.until
        inside = sorted({at for at in changed if span.begins < at < ends_at})
        for begins, ends in pairwise([span.begins, *inside, ends_at]):
            if begins < told:
                continue
            version = next((one for at, one in versions if ends <= at), None)
            programme = grounds.programme(version or youth.youth.programme_version_id)
            agreed = next((one for at, one in held if ends <= at), youth.agreement)
            yield Stretch(
                begins=begins,
                ends=ends,
                programme=programme,
                calendar=_calendar(youth, grounds, programme, agreed, youth.zone_at(begins)),
            )


def _is_unknown(line: TrailRow) -> bool:
    return line.action == ADOPTED and "from" not in line.detail


def _followed(youth: YouthFacts, grounds: Grounds) -> Iterator[Span]:
    """Yield the times in which the plan was followed, as far as they are looked at."""
    since = came = came_in(youth)
    turns = [line for line in youth.trail if line.action in _BACK | LEAVES]
    for line in turns:
        if came is None or line.at < came:
            continue
        if line.action in _BACK:
            since = since or line.at
        elif since is not None:
            yield from _seen(since, line.at, grounds)
            since = None
    if since is not None and (turns or youth.youth.status is YouthStatus.ACTIVE):
        yield from _seen(since, grounds.until, grounds)


def _seen(begins: datetime, ends: datetime, grounds: Grounds) -> Iterator[Span]:
    span = Span(max(begins, grounds.since), min(ends, grounds.until))
    if span.ends is not None and span.begins < span.ends:
        yield span


def _agreements(youth: YouthFacts) -> Sequence[tuple[datetime, Agreement]]:
    """Return until when (UTC) other days and hours held than now, oldest first."""
    return earlier(youth.agreement)


def _versions(youth: YouthFacts) -> Sequence[tuple[datetime, int]]:
    """Return until when (UTC) other versions of the plan held, oldest first."""
    lines = [line for line in youth.trail if line.action == ADOPTED and "from" in line.detail]
    return [(line.at, int(line.detail["from"])) for line in lines]


def _calendar(
    youth: YouthFacts, grounds: Grounds, programme: Programme, agreed: Agreement, zone: str
) -> Calendar:
    return Calendar.of(
        programme,
        start=to_wall(youth.youth.accepted_at or youth.youth.created_at, zone).date(),
        zone=zone,
        agreement=agreed,
        site=grounds.site,
    )


def _days(
    calendar: Calendar, contact: PlannedContact, begins: datetime, ends: datetime
) -> Iterator[date]:
    first = to_wall(begins, calendar.zone).date() - _A_DAY
    last = to_wall(ends, calendar.zone).date() + _A_DAY
    if not contact.rule:
        counted = [calendar.start + number * _A_DAY for number in contact.on_days]
        if calendar.end is not None:
            counted += [calendar.end - number * _A_DAY for number in contact.before_end]
        yield from (day for day in sorted(set(counted)) if first <= day <= last)
        return
    midnight = datetime.combine(calendar.start, time())
    whole = re.sub(r"(UNTIL=\d{8})(?=;|$)", r"\1T235959", calendar.rule_of(contact))
    rule = rrulestr(whole, dtstart=midnight)
    assert isinstance(rule, rrule), "one rule line gives one rule"
    low, high = (datetime.combine(day, time()) for day in (first, last))
    yield from (found.date() for found in rule.between(low, high, inc=True))
