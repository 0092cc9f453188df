"""Who has acknowledged a case, who is still missing, and when an acknowledgement ends.

Taking a case acknowledges it. A red one may want more people than its taker: those who are
missing are asked again until enough have said that they have seen it. Whoever took a case and
then does nothing is reminded once, and a little later the case is open again for everybody.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto

from domain.case import Case, CaseState, Level
from domain.first_look import follow_up_at
from domain.lapse import lapsed
from domain.plan import Waits
from domain.site import SiteRules

# Where two clocks end at the same time, the second is handled so much later.
_NEXT = timedelta(minutes=1)


class Clock(Enum):
    """Which clock of a taken case has run out."""

    ENDED = auto()  # taken, and nothing came of it
    TRY_AGAIN = auto()  # the taker asked to be reminded
    WARN = auto()  # it will end soon
    ASK = auto()  # somebody has still not seen it


def is_wanted(case: Case) -> bool:
    """Return whether more people must still say that they have seen a red case."""
    red = case.level is Level.RED and case.state is CaseState.TAKEN
    return red and case.talked_at is None and len(case.acknowledged) < case.needs


def may_acknowledge(case: Case, staff_id: int) -> bool:
    """Return whether somebody who has not seen it can say now that they have."""
    return is_wanted(case) and staff_id not in case.acknowledged


def is_handed_over(case: Case) -> bool:
    """Return whether the youth's old worker keeps a red case until another has taken it."""
    return case.state is CaseState.TAKEN and case.given_by == case.taken_by


def may_take_over(case: Case, staff_id: int) -> bool:
    """Return whether somebody may take a red case from whom the youth had as a worker before."""
    return is_handed_over(case) and staff_id in case.ladder and staff_id != case.taken_by


def acknowledge(case: Case, staff_id: int, now: datetime) -> Case:
    """Return the case as also seen by this member of staff; where that is enough, nobody is asked.

    One that wants nobody more comes back unchanged.
    """
    if not may_acknowledge(case, staff_id):
        return case
    seen = replace(case, acknowledged=(*case.acknowledged, staff_id))
    return with_clock(seen if is_wanted(seen) else replace(seen, ask_at=None), now)


def held(case: Case, staff_id: int, now: datetime, waits: Waits, site: SiteRules) -> Case:
    """Return the case in the hands of somebody: it ends at its time, and is seen by them.

    Raises:
        ValueError: If the site does not open within a year.
    """
    seen = tuple(dict.fromkeys((*case.acknowledged, staff_id)))
    taken = replace(
        lapsed(case, None),
        state=CaseState.TAKEN,
        taken_by=staff_id,
        taken_at=now,
        try_again_at=None,
        given_by=None,
        acknowledged=seen,
        asked=0,
    )
    ask_at = now + waits.red_step if is_wanted(taken) else None
    return awaited(replace(taken, ask_at=ask_at), now, waits, site)


def awaited(case: Case, since: datetime, waits: Waits, site: SiteRules) -> Case:
    """Return a taken case whose outcome is awaited from `since` (UTC) on.

    A red one that was talked about waits for its follow-up, whoever has it by then. The reminder
    of a yellow one comes while somebody is at work, and leaves as much time as it names.

    Raises:
        ValueError: If the site does not open within a year.
    """
    if case.level is Level.RED:
        looks_at = since if case.talked_at is None else follow_up_at(case.talked_at, site)
        ends_at = max(since, looks_at) + waits.red_outcome
        return _ending(case, ends_at, ends_at - waits.remind_before, since)
    ends_at = site.add_working_days(since, waits.yellow_outcome_working_days)
    warn_at = site.next_staffed(ends_at - waits.remind_before)
    ends_at = max(ends_at, warn_at + waits.remind_before)
    return _ending(case, ends_at, warn_at, since)


def _ending(case: Case, ends_at: datetime, warn_at: datetime, now: datetime) -> Case:
    warned = warn_at if warn_at > now else None
    return with_clock(replace(case, ends_at=ends_at, warn_at=warned), now)


def warned(case: Case, now: datetime) -> Case:
    """Return the case whose taker has been reminded: once, and then it ends."""
    return with_clock(replace(case, warn_at=None), now)


def asked(case: Case, again_at: datetime | None, now: datetime) -> Case:
    """Return the case after those who are missing were asked, to be asked again at `again_at`."""
    return with_clock(replace(case, ask_at=again_at, asked=case.asked + 1), now)


def ask_later(case: Case, at: datetime, now: datetime) -> Case:
    """Return the case whose missing people are asked at `at`: none of them may be rung now."""
    return with_clock(replace(case, ask_at=at), now)


def joined(case: Case, new: tuple[int, ...]) -> Case:
    """Return the case with more people on its ladder: whoever is told may act on it."""
    ladder = (*case.ladder, *new)
    return replace(case, ladder=ladder, step=len(ladder) - 1)


def alone(case: Case, now: datetime) -> Case:
    """Return a case that nobody else can see: those who have are enough."""
    return with_clock(replace(case, needs=max(1, len(case.acknowledged)), ask_at=None), now)


def let_go(case: Case) -> Case:
    """Return the case in nobody's hands, without the clocks of whoever had it.

    What they acknowledged has ended with it; what others have seen stays seen. Whoever only kept
    it for the youth's new worker has had their turn.
    """
    return replace(
        lapsed(case, None),
        given_by=None if is_handed_over(case) else case.given_by,
        state=CaseState.OPEN,
        taken_by=None,
        taken_at=None,
        try_again_at=None,
        acknowledged=tuple(one for one in case.acknowledged if one != case.taken_by),
        ends_at=None,
        warn_at=None,
        ask_at=None,
        asked=0,
    )


def which(case: Case, now: datetime) -> Clock:
    """Return which clock of a taken case that is due has run out, the gravest first.

    One that is due by no clock of its own has ended: whoever made it due wants it to go on.
    """
    clocks = (
        (case.ends_at, Clock.ENDED),
        (case.try_again_at, Clock.TRY_AGAIN),
        (case.warn_at, Clock.WARN),
        (case.ask_at, Clock.ASK),
    )
    due = (clock for at, clock in clocks if at is not None and at <= now)
    return next(due, Clock.ENDED)


def with_clock(case: Case, now: datetime) -> Case:
    """Return a taken case that moves on when the first of its clocks runs out."""
    clocks = (case.ends_at, case.try_again_at, case.warn_at, case.ask_at)
    soonest = min((at for at in clocks if at is not None), default=None)
    if soonest is None:
        return case
    return replace(case, escalate_at=max(soonest, now + _NEXT))
