"""What follows a cry for help: the question on the card, the talk, and the quiet after it.

After red nothing automatic reaches the youth until a named worker has spoken with them. The talk
does not end the case: somebody looks again after a day, and once more after a week.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.acknowledging import awaited, let_go, with_clock
from domain.case import AfterTalk, Case, CaseKind, CaseState, Level
from domain.first_look import FIRST_LOOK
from domain.plan import Waits
from domain.site import SiteRules

ANSWER_WITHIN = timedelta(minutes=10)  # no answer on the card by then counts as yes, to staff
# One card in this time; more words meanwhile get one short line (domain rule F2).
CARD_EVERY = timedelta(minutes=30)
SECOND_LOOK = timedelta(days=7)
QUIET = timedelta(days=7)
FIRST_MINUTES = timedelta(minutes=10)  # of the day, in which a night's cry is called back


def is_followed_up(case: Case) -> bool:
    """Return whether a talk alone does not end this case: red, and about somebody we know."""
    red = case.kind is CaseKind.CRISIS and case.level is Level.RED
    return red and case.youth_id is not None


def is_settled(case: Case) -> bool:
    """Return whether a new cry must tell everybody anew: talked about, or taken for a concern."""
    return case.level is not Level.RED or case.talked_at is not None


def may_close(case: Case, now: datetime) -> bool:
    """Return whether a talk at `now` (UTC) may end the case: for red, the one after a day."""
    if not is_followed_up(case):
        return True
    return case.talked_at is not None and now - case.talked_at >= FIRST_LOOK


def talked(case: Case, now: datetime, waits: Waits, site: SiteRules) -> Case:
    """Return the case after its first talk: quiet for a week, and followed up after a day.

    Where nobody has looked again an hour after that is due, the case climbs. A later talk
    changes nothing.

    Raises:
        ValueError: If the site does not open within a year.
    """
    if case.talked_at is not None:
        return case
    spoken = replace(case, talked_at=now, try_again_at=None, ask_at=None)
    return chosen(awaited(spoken, now, waits, site), AfterTalk.QUIET_WEEK)


def chosen(case: Case, how: AfterTalk) -> Case:
    """Return the case with how it goes on for the youth; the hold of a quiet week ends by itself.

    Raises:
        ValueError: If nobody has talked with them yet.
    """
    if case.talked_at is None:
        raise ValueError("Nobody has talked with them yet: talk first, then choose.")
    quiet = how is AfterTalk.QUIET_WEEK
    return replace(case, after_talk=how, next_at=case.talked_at + QUIET if quiet else None)


def holds(case: Case, now: datetime) -> bool:
    """Return whether this case keeps everything automatic away from the youth at `now` (UTC)."""
    if case.kind is not CaseKind.CRISIS:
        return False
    if case.talked_at is None or case.after_talk is None:
        return case.state is not CaseState.CLOSED
    if case.after_talk is AfterTalk.QUIET_WEEK:
        return now < case.talked_at + QUIET
    return case.after_talk is AfterTalk.NEW_AGREEMENT


def lowered(case: Case, now: datetime, waits: Waits, site: SiteRules) -> Case:
    """Return a red case as a concern: they say that it was not meant so, and a human still reads.

    Everybody who was told keeps it, and its clocks are those of a concern.
    """
    if case.level is not Level.RED or case.state is CaseState.CLOSED:
        return case
    yellow = replace(case, level=Level.YELLOW, next_at=None, ask_at=None)
    if case.state is CaseState.TAKEN:
        by = site.add_working_days(now, waits.yellow_outcome_working_days)
        if yellow.try_again_at is None:
            return replace(awaited(yellow, now, waits, site), due_at=by)
        trying = replace(yellow, ends_at=None, warn_at=None, due_at=by)
        return with_clock(trying, now)
    by = site.add_staffed(site.next_staffed(now), waits.yellow_cover_after)
    return replace(yellow, due_at=by, escalate_at=by)


def raised_again(case: Case, now: datetime, waits: Waits) -> Case:
    """Return a lowered case as a red one that nobody has taken, to be told anew."""
    return replace(
        let_go(case),
        level=Level.RED,
        acknowledged=(),
        talked_at=None,
        after_talk=None,
        round=case.round + 1,
        step=len(case.ladder) - 1,
        due_at=now + waits.red_step,
        escalate_at=now + waits.red_step,
    )
