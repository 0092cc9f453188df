"""The ladder: who is told about a case, when it climbs, and what stops it.

A yellow case climbs in staffed time, one person after the other; a red one tells everybody at
once, and again until somebody takes it: often in the first hour, then more seldom, because an
alarm that never stops is no longer heard. Nothing here ends by itself: an open or taken case
always has the instant at which it moves on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.acknowledging import Clock, asked, awaited, held, let_go, warned, which, with_clock
from domain.case import Case, CaseKind, CaseState, ContactWay, Level, Outcome
from domain.lapse import anothers_turn
from domain.plan import Waits
from domain.site import SiteRules
from domain.step_hours import TellAt, soonest

# So many times a red case is told again at short notice: with the shipped waits, the first hour.
OFTEN = 4


class Why(StrEnum):
    """Why a case moved on, or did not."""

    OPENED = "opened"  # it is new
    NOT_DUE = "not_due"
    CLOSED = "closed"
    NOBODY_TOOK_IT = "nobody_took_it"
    NO_OUTCOME = "no_outcome"  # taken, and nothing came of it in time
    TRY_AGAIN = "try_again"  # the taker asked to be reminded
    GIVEN = "given"  # somebody passed it on
    ENDS_SOON = "ends_soon"  # taken, and it will soon go on
    NOT_SEEN = "not_seen"  # red and taken, but too few have said that they have seen it
    NOT_REACHED = "not_reached"  # its taker could not get hold of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a new case begins with. Instants are UTC.

    `tell` holds the staff ids to tell; their message leaves at `notify_at`. Somebody takes the
    case by `due_at`, or it climbs at `escalate_at`.
    """

    step: int
    tell: tuple[int, ...]
    notify_at: datetime
    due_at: datetime
    escalate_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """A case after its clock ran out: how it now stands, whom to tell (staff ids), and when."""

    case: Case
    why: Why
    tell: tuple[int, ...] = ()
    notify_at: datetime | None = None


def frozen_ladder(rungs: Iterable[int]) -> tuple[int, ...]:
    """Return the staff ids of the rungs, lowest first, nobody twice.

    Raises:
        ValueError: If there is nobody on it.
    """
    ladder = tuple(dict.fromkeys(rungs))
    if not ladder:
        raise ValueError("A ladder needs somebody: give the programme a coordinator.")
    return ladder


def opened(
    level: Level,
    now: datetime,
    waits: Waits,
    site: SiteRules,
    *,
    ladder: tuple[int, ...],
    tell_at: TellAt | None = None,
) -> Opening:
    """Return who is told of a new case, and its clocks.

    Yellow tells the lowest rung at the next staffed minute, and its clock runs from there; where
    `tell_at` lets another one hear of it sooner, it is that one. Red
    tells everybody now, again after `red_step`, then every `red_repeat`, and once that was `OFTEN`
    times, every `red_repeat_later` and at every opening of the site.

    Raises:
        ValueError: If nobody is on the ladder, or a site that is needed does not open in a year.
    """
    ladder = frozen_ladder(ladder)
    if level is Level.RED:
        return Opening(
            step=len(ladder) - 1,
            tell=ladder,
            notify_at=now,
            due_at=now + waits.red_step,
            escalate_at=now + waits.red_step,
        )
    step, notify_at = soonest(ladder, range(len(ladder)), now, tell_at or _staffed(site))
    climbs_at = site.add_staffed(notify_at, waits.yellow_cover_after)
    return Opening(
        step=step,
        tell=(ladder[step],),
        notify_at=notify_at,
        due_at=climbs_at,
        escalate_at=climbs_at,
    )


def _staffed(site: SiteRules) -> TellAt:
    return lambda _, at: site.next_staffed(at)


def take(case: Case, staff_id: int, now: datetime, waits: Waits, site: SiteRules) -> Case:
    """Return the case taken by this member of staff, waiting for an outcome.

    A case that is taken or closed already comes back unchanged: a second tap neither takes it from
    the first nor prolongs the wait.
    """
    if case.state is not CaseState.OPEN:
        return case
    return held(case, staff_id, now, waits, site)


def try_again(case: Case, when: datetime, now: datetime, waits: Waits, site: SiteRules) -> Case:
    """Return the case still taken, with a reminder to the taker at `when` (UTC).

    A red one keeps its end as well: where nothing has come of the new try by then, it is open
    for everybody.

    Raises:
        ValueError: If nobody has taken it, `when` has passed, or the site does not open within
            a year.
    """
    if case.state is not CaseState.TAKEN:
        raise ValueError("Only a taken case can be tried again: take it first.")
    if when <= now:
        raise ValueError("The next try must lie ahead: choose a later time.")
    trying = replace(case, try_again_at=when, ends_at=None, warn_at=None)
    if case.level is Level.RED:
        trying = awaited(trying, when, waits, site)
    return with_clock(trying, now)


def not_reached(case: Case) -> Climb:
    """Return a red case that its taker keeps, and of which more people are to hear.

    Who they are is asked of `services.on_duty` as for a further round: at night one more of the
    roster, in staffed hours everybody. An outcome that is awaited ends it at its time.
    """
    return Climb(case=replace(case, round=case.round + 1), why=Why.NOT_REACHED)


def outcomes(kind: CaseKind) -> frozenset[Outcome]:
    """Return how a case of this kind may end. Only words can end by being read or answered.

    Whether all was well is asked of the one case as well (`domain.handing_on.may_be_all_well`).
    """
    return _OUTCOMES.get(kind, frozenset({Outcome.TALKED}))


def close(case: Case, outcome: Outcome, way: ContactWay | None, now: datetime) -> Case:
    """Return the case closed with its outcome; a closed one comes back unchanged.

    Raises:
        ValueError: If the outcome does not fit the kind of case, or a talk does not say how.
    """
    if case.state is CaseState.CLOSED:
        return case
    if outcome not in outcomes(case.kind):
        raise ValueError(f"A case {case.kind.value} does not end by {outcome.value}: talk first.")
    if (outcome is Outcome.TALKED) != (way is not None):
        raise ValueError("A talk says how it happened, and only a talk does: choose one way.")
    return replace(
        case,
        state=CaseState.CLOSED,
        outcome=outcome,
        way=way,
        closed_at=now,
        escalate_at=None,
        try_again_at=None,
        ends_at=None,
        warn_at=None,
        ask_at=None,
    )


def climb(
    case: Case, now: datetime, waits: Waits, site: SiteRules, *, tell_at: TellAt | None = None
) -> Climb:
    """Return the case after its clock ran out: the next rung, everybody again, or its taker.

    A yellow one goes to the rung above that `tell_at` lets hear of it first. A case that is
    closed, or whose clock still runs, comes back unchanged.

    Raises:
        ValueError: If nobody is on the ladder, or a site that is needed does not open in a year.
    """
    if case.state is CaseState.CLOSED:
        return Climb(case=case, why=Why.CLOSED)
    if case.escalate_at is not None and now < case.escalate_at:
        return Climb(case=case, why=Why.NOT_DUE)
    if case.taken_by is not None and (clock := which(case, now)) is not Clock.ENDED:
        return _while_taken(case, case.taken_by, clock, now, waits, site)
    why = Why.NOBODY_TOOK_IT if case.state is CaseState.OPEN else Why.NO_OUTCOME
    if why is Why.NO_OUTCOME and case.taken_by in case.ladder[case.step + 1 : -1]:
        case = replace(case, step=case.ladder.index(case.taken_by))  # they had their turn
    taker, case = case.taken_by, let_go(case)
    if case.level is Level.RED:
        return _all_again(case, why, now, waits, site)
    moved = _next_rung(case, why, now, waits, site, tell_at or _staffed(site))
    return replace(moved, case=anothers_turn(moved.case, taker, moved.tell))


def unheard(before: Case, moved: Case, now: datetime, waits: Waits) -> Case:
    """Return a case that climbed while nobody could be written to.

    A red one counts as not told: it is tried again soon, until somebody is back and hears of it.
    """
    if moved.level is not Level.RED:
        return moved
    return replace(moved, round=before.round, escalate_at=now + waits.red_repeat)


_TALKED_OR_WELL = frozenset({Outcome.TALKED, Outcome.ALL_WELL})
_OUTCOMES = {
    CaseKind.WORD: frozenset({Outcome.TALKED, Outcome.READ, Outcome.ANSWERED}),
    CaseKind.UNREAD: frozenset({Outcome.TALKED, Outcome.READ, Outcome.ANSWERED}),
    CaseKind.LOW_ANSWER: frozenset(Outcome) - {Outcome.ERASED},
    CaseKind.UNKNOWN_SENDER: frozenset({Outcome.TALKED, Outcome.READ}),
    CaseKind.UNREADABLE: frozenset({Outcome.TALKED, Outcome.READ, Outcome.ALL_WELL}),
    CaseKind.CONTACT_DUE: _TALKED_OR_WELL,
    CaseKind.UNREACHABLE: _TALKED_OR_WELL,
    CaseKind.CALL_ME: _TALKED_OR_WELL,
    CaseKind.CRISIS: _TALKED_OR_WELL,
    CaseKind.CONCERN: _TALKED_OR_WELL,
    CaseKind.PARTNER_CONCERN: _TALKED_OR_WELL,
    CaseKind.ATTENTION: _TALKED_OR_WELL,
}


def _while_taken(
    case: Case, taker: int, clock: Clock, now: datetime, waits: Waits, site: SiteRules
) -> Climb:
    if clock is Clock.WARN:
        return Climb(case=warned(case, now), why=Why.ENDS_SOON, tell=(taker,), notify_at=now)
    if clock is Clock.ASK:
        missing = tuple(one for one in case.ladder if one not in case.acknowledged)
        again_at = _all_again_at(case.asked + 1, now, waits, site)
        waiting = asked(case, again_at, now)
        return Climb(case=waiting, why=Why.NOT_SEEN, tell=missing, notify_at=now)
    notify_at = _leaves_at(case.level, now, site)
    waiting = awaited(replace(case, try_again_at=None), notify_at, waits, site)
    return Climb(case=waiting, why=Why.TRY_AGAIN, tell=(taker,), notify_at=notify_at)


def _leaves_at(level: Level, now: datetime, site: SiteRules) -> datetime:
    return now if level is Level.RED else site.next_staffed(now)


def _all_again(case: Case, why: Why, now: datetime, waits: Waits, site: SiteRules) -> Climb:
    ladder = frozen_ladder(case.ladder)
    told = replace(case, step=len(ladder) - 1, round=case.round + 1)
    told = replace(told, escalate_at=_all_again_at(told.round, now, waits, site))
    return Climb(case=told, why=why, tell=ladder, notify_at=now)


def _all_again_at(round_: int, now: datetime, waits: Waits, site: SiteRules) -> datetime:
    if round_ <= OFTEN:
        return now + waits.red_repeat
    opens = site.opening_within(now, waits.red_repeat_later)
    return opens or now + waits.red_repeat_later


def _next_rung(
    case: Case, why: Why, now: datetime, waits: Waits, site: SiteRules, tell_at: TellAt
) -> Climb:
    ladder = frozen_ladder(case.ladder)
    top = len(ladder) - 1
    above = range(min(case.step + 1, top), len(ladder))
    step, notify_at = soonest(ladder, above, now, tell_at)
    days = 1 if step == top else waits.yellow_coordinator_working_days
    told = replace(
        case,
        step=step,
        round=case.round + (case.step == top),
        escalate_at=site.add_working_days(notify_at, days),
    )
    return Climb(case=told, why=why, tell=(ladder[step],), notify_at=notify_at)
