"""Which days and hours held before a youth chose others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from domain.agreement import Agreement, earlier, remembering
from domain.site import QuietHours

NOW = datetime(2026, 2, 24, 12, tzinfo=UTC)
FIRST = Agreement(days=(0, 3), at=time(17), quiet=QuietHours(time(21), time(9)))


def test_other_days_or_hours_leave_what_held_until_then() -> None:
    second = remembering(FIRST, replace(FIRST, days=(1,), at=None, quiet=None), NOW)
    [(until, before)] = earlier(Agreement.from_json(second.to_json()))
    assert until == NOW
    assert (before.days, before.at, before.quiet) == (FIRST.days, FIRST.at, FIRST.quiet)


def test_nothing_is_remembered_of_what_decides_no_time() -> None:
    changed = remembering(FIRST, replace(FIRST, own_interval=True), NOW)
    assert earlier(changed) == ()


def test_who_chose_nothing_before_is_remembered_as_that() -> None:
    [(_, before)] = earlier(remembering(Agreement(), FIRST, NOW))
    assert (before.days, before.at, before.quiet) == ((), None, None)


def test_a_dozen_changes_are_remembered_oldest_first() -> None:
    agreed = FIRST
    for day in range(15):
        new = replace(agreed, at=time(10 + day % 2))
        agreed = remembering(agreed, new, NOW + timedelta(days=day))
    instants = [until for until, _ in earlier(agreed)]
    assert instants == sorted(instants)
    assert len(instants) == 12
