"""What the auditor says: broken promises, each with its evidence, and two figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from reports.audit.grounds import Outage

_MARK = 16  # hex digits


class Promise(StrEnum):
    """What is promised. docs/reference/promises.md says how each is checked."""

    PLANNED = "planned"  # every planned contact was sent, merged, skipped with reason, or waits
    EXPLAINED = "explained"  # what stands in a chat is a row of ours, and what we say was sent is
    QUIET_HOURS = "quiet_hours"
    FIVE_A_WEEK = "five_a_week"
    ONE_A_DAY = "one_a_day"
    STOP = "stop"
    PAUSE = "pause"
    QUIET_MODE = "quiet_mode"
    RED_CASE = "red_case"  # nothing automatic while a red case is open
    ONCE = "once"  # nothing twice for one occurrence
    UNANSWERED = "unanswered"  # never three unanswered questions in a row
    KEPT = "kept"  # every reply is stored, once
    READ = "read"  # every reply is set, or on a clock
    CARD = "card"  # every word of danger gets its card in time
    ALARM = "alarm"  # and reaches worker, cover and coordinator
    CASE = "case"  # every case ended in an outcome or is climbing
    NEXT_CONTACT = "next_contact"  # every active youth has one, with an owner
    NOT_DROPPED = "not_dropped"  # nobody is closed for silence
    CARING = "caring"  # caring messages ask nothing and are never missed
    CALLED_OFF = "called_off"  # who was invited to an evening that is off was told
    CONTENT_POOR = "content_poor"  # no name, word or place in a push to staff, nor in an SMS
    DECISION = "decision"  # whether to notify is decided that day, or somebody above hears
    ERASED = "erased"  # of whoever was erased nothing is kept, and nothing is sent to them


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Breach:
    """One broken promise. `at` is UTC; `evidence` holds ids, numbers and times, and no words."""

    at: datetime
    promise: Promise
    youth_id: int | None
    evidence: str

    @property
    def mark(self) -> str:
        """Return what tells this line from every other, and says nothing itself."""
        return sha256(str(self).encode()).hexdigest()[:_MARK]

    def __str__(self) -> str:
        """Return the breach as one line."""
        who = f"youth {self.youth_id}" if self.youth_id is not None else "site"
        return f"{self.at:%Y-%m-%d %H:%M:%S} UTC  {self.promise.value}  {who}  {self.evidence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """The longest run of messages that a youth saw without having sent anything in between.

    `messages` counts every new message, `asking` those that asked for an answer.
    """

    messages: int = 0
    asking: int = 0
    youth_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRows:
    """How many rows stood on a worker's */idag* on a working day."""

    staff_id: int
    median: float
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What was found in the time from `since` to `until` (UTC), oldest first."""

    since: datetime
    until: datetime
    youths: int
    messages: int
    breaches: tuple[Breach, ...]
    wall: Wall
    rows_per_day: tuple[DayRows, ...]
    outages: tuple[Outage, ...] = ()  # known in that time, those at once made one

    def without(self, seen: Collection[str]) -> tuple[Breach, ...]:
        """Return the broken promises whose marks nobody has said to have seen."""
        return tuple(one for one in self.breaches if one.mark not in seen)

    @property
    def is_clean(self) -> bool:
        """Return whether every promise was kept."""
        return not self.breaches

    @property
    def by_promise(self) -> Mapping[Promise, int]:
        """Return how often each promise was broken; those that were kept are left out."""
        found = dict.fromkeys((breach.promise for breach in self.breaches), 0)
        for breach in self.breaches:
            found[breach.promise] += 1
        return found
