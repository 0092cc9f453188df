"""Giving a case on, and closing one in which all was well."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from domain.acknowledging import let_go
from domain.case import Case, CaseKind, CaseState, Level
from domain.escalation import Climb, Why, frozen_ladder
from domain.first_look import follow_up_at
from domain.plan import Waits
from domain.site import SiteRules
from domain.step_hours import TellAt

# Nobody has heard from the youth, or the chat is gone.
SILENCE = frozenset({CaseKind.CONTACT_DUE, CaseKind.UNREACHABLE})
# Somebody looked, and there was nothing to do: no talk is needed to say so.
_NO_TALK_NEEDED = frozenset(
    {
        CaseKind.LOW_ANSWER,
        CaseKind.CONCERN,
        CaseKind.PARTNER_CONCERN,
        CaseKind.UNREADABLE,
    }
)
# Only once there has been contact since the case opened.
_AFTER_CONTACT = frozenset({CaseKind.CONTACT_DUE, CaseKind.UNREACHABLE, CaseKind.CALL_ME})

# Of these the youth was told by when a human reads it or rings: `due_at`.
PROMISED = frozenset({CaseKind.WORD, CaseKind.LOW_ANSWER, CaseKind.CALL_ME, CaseKind.UNDERAGE})
# Nobody on the ladder has less than this to read a word, however close the promised time is.
LEAST_TO_READ = timedelta(hours=1)


def give_on(
    case: Case,
    giver_id: int,
    now: datetime,
    waits: Waits,
    site: SiteRules,
    *,
    tell_at: TellAt | None = None,
) -> Climb | None:
    """Return the case on its way to the next rung, or None when nobody stands further up.

    The giver owns it until somebody has taken it, and the clock runs: where nobody does, it
    climbs. Yellow tells the next person at the next staffed minute (of those that `tell_at`
    allows), red tells all others now, or at the opening once somebody has talked with the youth.

    Raises:
        ValueError: If the site does not open within a year.
    """
    others = tuple(person for person in case.ladder if person != giver_id)
    given = replace(let_go(case), acknowledged=case.acknowledged, given_by=giver_id)
    if case.level is Level.RED:
        if not others:
            return None
        told_at = now if case.talked_at is None else site.next_staffed(now)
        red = replace(given, escalate_at=_red_climbs_at(case, told_at, now, waits, site))
        return Climb(case=red, why=Why.GIVEN, tell=others, notify_at=told_at)
    step = _above(case, giver_id)
    if step is None:
        return None
    heard_at = tell_at(case.ladder[step], now) if tell_at is not None else now
    notify_at = site.next_staffed(heard_at)
    moves_on = site.add_staffed(notify_at, waits.yellow_cover_after)
    yellow = replace(given, step=step, escalate_at=moves_on)
    return Climb(case=yellow, why=Why.GIVEN, tell=(case.ladder[step],), notify_at=notify_at)


def _above(case: Case, giver_id: int) -> int | None:
    """Return the highest rung told so far, or the next one, above the giver."""
    stands = case.ladder.index(giver_id) if giver_id in case.ladder else case.step
    step = max(case.step, stands + 1)
    return step if step < len(case.ladder) else None


def cover_for(case: Case, away_id: int, cover_id: int) -> Case:
    """Return the case with a cover in the place of somebody who is away.

    What they had taken, or what waited for them, is open again for the cover, lowest on the way.
    """
    held = case.taken_by == away_id or case.given_by == away_id
    waited = case.state is CaseState.OPEN and case.ladder[case.step] == away_id
    ladder = frozen_ladder(cover_id if one == away_id else one for one in case.ladder)
    step = min(case.step, len(ladder) - 1)
    if not held and not waited:
        return replace(case, ladder=ladder, step=step)
    if case.level is not Level.RED:
        step = ladder.index(cover_id) if cover_id in ladder else step
    return replace(let_go(case), ladder=ladder, step=step, given_by=None)


def cover_climbs_at(
    before: Case, told_at: datetime, now: datetime, waits: Waits, site: SiteRules
) -> datetime:
    """Return when a case that waits for a cover from `told_at` (UTC) on moves on: a fair wait.

    A yellow one waits as long as any new case, and never beyond what the youth was told, be it
    by when a human reads or rings or when the next try comes; where that has passed, an hour.
    A red one waits one step from `now`, or as long as its clock had still to run; one that was
    talked about waits for its follow-up.

    Raises:
        ValueError: If the site does not open within a year.
    """
    if before.level is Level.RED:
        step = _red_climbs_at(before, told_at, now, waits, site)
        running = before.state is CaseState.OPEN and before.escalate_at is not None
        return min(step, before.escalate_at or step) if running else step
    climbs_at = site.add_staffed(told_at, waits.yellow_cover_after)
    promises = (before.due_at if before.kind in PROMISED else None, before.try_again_at)
    said = min((at for at in promises if at is not None), default=None)
    if said is None:
        return climbs_at
    return min(climbs_at, said if said > told_at else site.add_staffed(told_at, LEAST_TO_READ))


def _red_climbs_at(
    case: Case, told_at: datetime, now: datetime, waits: Waits, site: SiteRules
) -> datetime:
    """Return when a red case in nobody's hands moves on; after the talk nobody is woken for it."""
    if case.talked_at is None:
        return now + waits.red_step
    return max(told_at, follow_up_at(case.talked_at, site)) + waits.red_outcome


def back_to(case: Case, back_id: int, above: Collection[int] | None = None) -> Case:
    """Return the case with somebody who is back in their place; who has taken it keeps it.

    That is the first rung, or, where it is known who stands `above` them, the one below these.
    The rungs that were told stay told: each that they stand below is one higher now.
    """
    if back_id in case.ladder:
        return case
    heads = (at for at, one in enumerate(case.ladder) if above is None or one in above)
    place = next(heads, len(case.ladder))
    ladder = frozen_ladder((*case.ladder[:place], back_id, *case.ladder[place:]))
    return replace(case, ladder=ladder, step=case.step + (place <= case.step))


def needs_another_road(case: Case) -> bool:
    """Return whether a silence has stood one try or one rung, so that other ways are offered."""
    if case.kind not in SILENCE or case.state is not CaseState.TAKEN:
        return False
    return case.try_again_at is not None or case.step > 0 or case.round > 0


def may_be_all_well(case: Case, talked_at: datetime | None) -> bool:
    """Return whether *alt var ok* fits the case, given the last human contact (UTC).

    What a youth wrote ends by being read or answered, and who asked for a call is called. A cry
    for help is never waved away, unless they said themselves that it was not meant so.
    """
    if case.kind is CaseKind.CRISIS:
        return case.level is not Level.RED
    if case.kind in _NO_TALK_NEEDED:
        return True
    heard = talked_at is not None and talked_at > case.opened_at
    return case.kind in _AFTER_CONTACT and heard
