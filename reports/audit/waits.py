"""How long a case may lie still after each thing that happened to it: its programme's waits.

Worked out anew from the story of the case. Yellow counts staffed hours and working days from when
its person may be told, red counts minutes; where two waits are possible it is the longer one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.case import Case, CaseKind, Level
from domain.plan import Programme, Waits
from reports.audit.grounds import HOUR, Grounds
from storage.audited import EventRow

_PROMISED = frozenset({CaseKind.WORD, CaseKind.LOW_ANSWER, CaseKind.CALL_ME, CaseKind.UNDERAGE})
_NOT_MEANT_SO = "mistake"
_OFTEN = 4  # so many times a red case is told again at short notice
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Still:
    """A case on its way: what holds for it after each event, in their order."""

    case: Case
    grounds: Grounds
    is_red: bool
    is_taken: bool = False
    talked_at: datetime | None = None
    limit: datetime | None = None  # by when it moves on (UTC)

    @property
    def _programme(self) -> Programme:
        return self.grounds.programme(self.case.programme_version_id)

    @property
    def _waits(self) -> Waits:
        return self._programme.waits

    def after(self, event: EventRow) -> datetime | None:
        """Return by when the case moves on after an event (UTC); None where it changes nothing."""
        limit = self._after(event)
        if limit is not None:
            self.limit = limit
        return limit

    def _after(self, event: EventRow) -> datetime | None:
        what, at = event.what, event.at
        if what == "red_again":
            self.is_red, self.is_taken, self.talked_at = True, False, None
            return at + self._waits.red_step
        if what == "card_answer":
            return self._lowered(at) if event.detail.get("answer") == _NOT_MEANT_SO else None
        if what == "talked":
            self.talked_at = at
            return self._taken(at) if self.is_red else None
        if what == "new_worker":
            return max(filter(None, (self.limit, self._anew(at))))
        if what in {"opened", "climbed", "given", "covered"}:
            self.is_taken = False
            return self._open(event)
        if what == "taken":
            self.is_taken = True
        return self._while_taken(event) if self.is_taken else None

    def _open(self, event: EventRow) -> datetime:
        at, waits, site = event.at, self._waits, self.grounds.site
        if self.is_red:
            return self._red(event)
        told = self.told_by(at)
        if event.what == "opened":
            return self._opened(told)
        if event.what == "climbed":
            return site.add_working_days(told, max(1, waits.yellow_coordinator_working_days))
        return self._anew(at)

    def _opened(self, told: datetime) -> datetime:
        """Return when a new yellow case climbs that is told at an instant (UTC)."""
        site, waits, kind = self.grounds.site, self._waits, self.case.kind
        usual = site.add_staffed(told, waits.yellow_cover_after)
        if kind is CaseKind.WORD:
            return max(usual, site.add_staffed(told, HOUR))
        if kind in _PROMISED:
            return site.add_working_days(told, self._programme.word_working_days)
        policy = self._programme.risk
        if kind is CaseKind.ATTENTION and policy is not None:
            days = max(policy.red_working_days, policy.yellow_working_days)
            return site.add_working_days(told, days)
        return usual

    def _anew(self, at: datetime) -> datetime:
        told = self.told_by(at)
        return self.grounds.site.add_staffed(told, self._waits.yellow_cover_after)

    def _red(self, event: EventRow) -> datetime:
        """Return when a red case that nobody has is told again (UTC)."""
        at, waits = event.at, self._waits
        if event.what == "climbed":
            often = int(event.detail.get("round", 0)) <= _OFTEN
            return at + (waits.red_repeat if often else waits.red_repeat_later)
        if self.talked_at is None:
            return at + waits.red_step
        return max(self.grounds.site.next_staffed(at), self._looked_at()) + waits.red_outcome

    def _lowered(self, at: datetime) -> datetime | None:
        """Return when a case goes on that has become a concern (UTC)."""
        if not self.is_red or self.talked_at is not None:
            return None
        self.is_red = False
        return self._outcome(at) if self.is_taken else self._anew(at)

    def _while_taken(self, event: EventRow) -> datetime | None:
        """Return by when the taker of a case has written down what came of it (UTC)."""
        at = event.at
        if event.what == "taken":
            return self._taken(at)
        if event.what == "try_again":
            return self._taken(self.grounds.site.next_staffed(at) if not self.is_red else at)
        if event.what == "not_reached":
            return self._again(event)
        if event.what == "call_answer" and not self.is_red:
            later = self.grounds.site.end_of_next_working_day(at)
            return max(self.limit or later, later)
        return None

    def _again(self, event: EventRow) -> datetime:
        if event.detail.get("again") == "hour":
            return event.at + HOUR
        if self.is_red and self.talked_at is None:
            return event.at + HOUR
        return self.grounds.site.end_of_next_working_day(event.at)

    def _taken(self, at: datetime) -> datetime:
        if not self.is_red:
            return self._outcome(at)
        since = at if self.talked_at is None else max(at, self._looked_at())
        return since + self._waits.red_outcome

    def _outcome(self, at: datetime) -> datetime:
        site, waits = self.grounds.site, self._waits
        ends = site.add_working_days(at, waits.yellow_outcome_working_days)
        return max(ends, site.next_staffed(ends - waits.remind_before) + waits.remind_before)

    def _looked_at(self) -> datetime:
        """Return when somebody looks again at a red case that was talked about (UTC)."""
        assert self.talked_at is not None, "nobody has talked yet"
        return self.grounds.site.next_staffed(self.talked_at + _DAY)

    def told_by(self, at: datetime) -> datetime:
        """Return by when somebody may be told of what is yellow since an instant (UTC)."""
        site = self.grounds.site
        opens = site.next_staffed(at)
        steps = self._programme.step_hours.values()
        return max([opens, *(one.first(opens, site) for one in steps)])


def begun(case: Case, story: Sequence[EventRow], grounds: Grounds) -> Still:
    """Return a case at the beginning of its story."""
    level = next((one.detail.get("level") for one in story if one.what == "opened"), None)
    return Still(case, grounds, is_red=(level or case.level) == Level.RED.value)


def lay_still(
    case: Case, story: Sequence[EventRow], grounds: Grounds
) -> Iterator[tuple[datetime, datetime, datetime]]:
    """Yield the times in which nothing moved a case for longer than it may lie (UTC).

    Each with since when, until when it should have moved, and when it did.
    """
    still, since = begun(case, story, grounds), case.opened_at
    for event in story:
        limit = still.limit
        if event.what == "closed" and limit is not None:
            yield since, limit, event.at
        elif still.after(event) is not None:
            if limit is not None:
                yield since, limit, event.at
            since = event.at
    if case.closed_at is None and still.limit is not None:
        yield since, still.limit, grounds.until
