"""A week after the talk of a red case somebody looks again, or the youth is a case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from domain.after_red import SECOND_LOOK, is_followed_up
from domain.clocks import is_watched
from domain.wall import to_utc, to_wall
from reports.audit.facts import YouthFacts
from reports.audit.grounds import Grounds
from reports.audit.next_contact import covers
from reports.audit.verdict import Breach, Promise

_LATE = timedelta(minutes=10)


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield the second follow-ups whose day has passed without a talk and without a case.

    A duty that was put off is no excuse: the day is counted from the talk.
    """
    for case in youth.cases:
        if case.talked_at is None or not is_followed_up(case) or not is_watched(youth.youth):
            continue
        look = grounds.site.next_staffed(case.talked_at + SECOND_LOOK)
        by = grounds.site.next_staffed(grounds.site.end_of_working_day(look)) + _LATE
        asked = grounds.covers(by) and grounds.is_over(by, since=look)
        if asked and not _was_met(youth, look, by):
            evidence = f"case {case.number}: the look a week later was due {look:%Y-%m-%d} UTC"
            yield Breach(
                at=by, promise=Promise.NEXT_CONTACT, youth_id=youth.youth.id, evidence=evidence
            )


def _was_met(youth: YouthFacts, look: datetime, by: datetime) -> bool:
    """Return whether somebody talked with them, or a case stood for it; a pause excuses nobody."""
    person = youth.youth
    begins = to_utc(to_wall(look, person.zone).date(), time(0), person.zone)
    talked = person.last_human_contact_at
    return _stood(youth, begins, by) or (talked is not None and talked >= begins)


def _stood(youth: YouthFacts, begins: datetime, by: datetime) -> bool:
    """Return whether a case that asks for a talk stood open on that day, or soon after."""
    return any(
        covers(youth, one)
        and one.opened_at <= by
        and (one.closed_at is None or one.closed_at >= begins)
        for one in youth.cases
    )
