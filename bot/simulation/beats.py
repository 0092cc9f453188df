"""Which units of the engine have something to do at a stop."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from storage.due import Ahead

BEAT = timedelta(hours=1)
DAY = timedelta(days=1)
# Keeps promises of days: wipes what is two weeks old, or 72 hours, and keys of past days.
DAILY = frozenset({"housekeeping"})
# Which unit of the engine looks after the rows of a due column.
UNIT_OF: Mapping[str, str] = {
    "planned.due_at": "plan_contacts",
    "checkin.next_at": "tend_checkins",
    "youth.reassess_at": "reassess",
    "case_file.escalate_at": "climb_ladder",
    "case_file.next_at": "tend_red",
    "cafe.next_at": "tend_cafes",
    "staff.next_at": "begin_absences",
    "staff.away_until": "end_absences",
    "inbox.due_at": "inbox",
    "outbox.ready_at": "outbox",
}


class Beats:
    """Remembers when the units without due rows last ran. Instants are UTC."""

    def __init__(self, begins_at: datetime) -> None:
        self._beat_at = begins_at - BEAT
        self._day_at = begins_at - DAY

    def wanted(
        self, now: datetime, units: Collection[str], ahead: Mapping[str, Ahead]
    ) -> set[str] | None:
        """Return the units that have something to do; None for all of them.

        Those that look for due rows have it when one is due. With nothing known `ahead`, or a
        column that no unit is known to look after, all run.
        """
        due = {name for name, one in ahead.items() if _is_due(one, now)}
        if not ahead or due - UNIT_OF.keys():
            self._beat_at = self._day_at = now
            return None
        return {UNIT_OF[name] for name in due} | self._beating(now, units)

    def _beating(self, now: datetime, units: Collection[str]) -> set[str]:
        others = set(units) - set(UNIT_OF.values())
        beating: set[str] = set()
        if now - self._beat_at >= BEAT:
            self._beat_at = now
            beating |= others - DAILY
        if now - self._day_at >= DAY:
            self._day_at = now
            beating |= others & DAILY
        return beating


def _is_due(ahead: Ahead, now: datetime) -> bool:
    return ahead.is_due or (ahead.next_at is not None and ahead.next_at <= now)
