"""Open cases of somebody who is away go to whoever covers, with a fair wait of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.case import Case, CaseState, Level
from domain.escalation import Climb, Why
from domain.handing_on import cover_climbs_at, cover_for
from domain.message import OutboxState
from domain.people import Actor, Staff
from services.bundle_yellow import refresh_bundles
from services.case_messages import tell_staff
from services.on_duty import to_ring
from services.programme_of import programme_of
from services.world import House
from storage import cases, outbox, today, told
from storage.outbox import FINAL
from storage.tx import Tx


def hand_over(
    tx: Tx, actor: Actor, now: datetime, house: House, staff: Staff, cover: Staff
) -> int:
    """Put the cover in the worker's place in every open case; return how many wait for them now.

    Those that waited for the worker are told to the cover, yellow ones at the next staffed minute,
    and wait as long for them as `domain.handing_on.cover_climbs_at` says. What was queued to the
    worker about any of them does not leave, and a bundle names it no more.
    """
    move = _Move(tx, actor, now, house, staff, cover)
    theirs = [
        case
        for case in today.open_cases_of(tx, [staff.id])
        if staff.id in case.ladder or case.taken_by == staff.id
    ]
    given = sum(move.case(case) for case in theirs)
    if given:
        tx.wake("climb_ladder")
    return given


@dataclass(frozen=True, slots=True)
class _Move:
    """The way of open cases to the cover."""

    tx: Tx
    actor: Actor
    now: datetime
    house: House
    staff: Staff
    cover: Staff

    def case(self, case: Case) -> bool:
        """Put the cover on the ladder of one case; return whether it waits for them now."""
        after = cover_for(case, self.staff.id, self.cover.id)
        anew = _waits_anew(case, after)
        if anew:
            self._give(case, after)
        else:
            cases.save(self.tx, after)
        refresh_bundles(self.tx, self.now, self.house, after)
        return anew

    def _give(self, before: Case, after: Case) -> None:
        tx, now, site = self.tx, self.now, self.house.site
        red = after.level is Level.RED
        rings = red and after.talked_at is None  # after the talk nobody is woken for it
        awake = rings and self.cover.id in to_ring(tx, now, self.house, after)
        leaves = now if awake else site.next_staffed(now)
        waits = programme_of(tx, self.house, after.programme_version_id).waits
        after = replace(after, escalate_at=cover_climbs_at(before, leaves, now, waits, site))
        cases.save(tx, after)
        cases.tell(tx, now, after.id, str(self.actor), "covered", {"cover": self.cover.id})
        named = replace(after, given_by=self.staff.id)  # whose it was, in the words to the cover
        moved = Climb(case=named, why=Why.GIVEN, tell=(self.cover.id,), notify_at=leaves)
        if tell_staff(tx, now, self.house, moved):
            _withdraw(tx, after, self.staff)
        else:
            cases.save(tx, replace(after, escalate_at=now))  # the next rung at once


def _withdraw(tx: Tx, case: Case, staff: Staff) -> None:
    """Let what has not left about a case never reach whoever is away: the cover is told."""
    queued = told.of_case(tx, case.id).get(staff.id)
    if queued is not None:
        outbox.move(tx, [queued], OutboxState.SKIPPED, reason="away", **FINAL)


def _waits_anew(before: Case, after: Case) -> bool:
    if after.state is not CaseState.OPEN:
        return False
    was = before.taken_by if before.taken_by is not None else before.ladder[before.step]
    return was not in after.ladder
