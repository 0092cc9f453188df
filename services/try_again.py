"""*Ikke fat i, prøver igen*: the case stays with its taker, and a red one goes further as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from content.areas.care import CareKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import as_label
from domain import escalation
from domain.call_times import afternoon, is_tomorrow, next_morning
from domain.case import Case, Level
from domain.escalation import Climb, Why
from domain.message import Button
from domain.tries import who_hears
from services.buttons import row, rows
from services.call_first import ONE_CALL, is_noted, may_try_today, tell_of_try
from services.case_messages import tell_staff
from services.case_tap import CaseTap
from services.here import here
from services.on_duty import to_ring
from services.programme_of import programme_of
from services.take_case import taken_by_me
from storage import cases

HOUR, AFTERNOON, MORNING = "hour", "afternoon", "tomorrow"
_LABELS = {HOUR: Key.B_IN_AN_HOUR, AFTERNOON: Key.B_THIS_AFTERNOON}
_AN_HOUR = timedelta(hours=1)
_TRIED = "not_reached"  # in the story of a case


def ask_when(tap: CaseTap, case: Case) -> None:
    """Ask when to try again; the case stays open.

    A third try does not come on the same day. Where somebody may be in danger it is within the
    hour, and the others hear of the try; *giv videre* stands beside it.
    """
    choices = rows(*(_button(tap, case, choice) for choice in _choices(tap, case)))
    if not _is_danger(case):
        tap.say(case, Key.ASK_WHEN, choices + tap.back(case))
        return
    give = row(tap.choice(case, TalkKey.B_GIVE, "give", ""))
    tap.say(case, CareKey.ASK_WHEN_RED, choices + give + tap.back(case))


def try_again(tap: CaseTap, case: Case, *, choice: str) -> None:
    """Keep the case, remind its taker at the chosen time, and tell the youth of the try.

    A second tap about the same call only shows how the case stands. Another case of the youth
    waits for the same try. Of a red case nobody has talked about, more people are told at once;
    of a yellow one somebody further up hears at every second try.
    """
    if choice not in {HOUR, AFTERNOON, MORNING}:
        return
    if _is_same_try(tap, case):
        tap.show(case)
        return
    if choice not in _choices(tap, case, old=True):  # an old button
        choice = HOUR if _is_danger(case) else MORNING
    at = _again_at(tap, choice)
    programme = programme_of(tap.tx, tap.house, case.programme_version_id)
    mine = taken_by_me(tap, case)
    waiting = escalation.try_again(mine, at, tap.now, programme.waits, tap.house.site)
    also: TextKey | None = None
    cases.tell(tap.tx, tap.now, case.id, str(tap.actor), _TRIED, {"again": choice})
    if _is_danger(case):
        waiting, heard = _tell_more(tap, waiting)
        also = CareKey.TOLD_MORE if heard else CareKey.NOBODY_MORE
    elif _tell_next(tap, waiting):
        also = TalkKey.TRIED_TOLD
    cases.save(tap.tx, waiting)
    tap.tx.wake("climb_ladder")
    buttons = tap.buttons(waiting)
    tap.say(waiting, Key.TRY_AGAIN_SET, buttons, also=also, hvornaar=tap.when(at))
    tell_of_try(tap, case)


def _is_same_try(tap: CaseTap, case: Case) -> bool:
    """Return whether this very call has just been noted; of a stranger only the case knows."""
    at = case.try_again_at
    if at is None or at <= tap.now:
        return False
    if case.youth_id is None:
        return at - tap.now > _AN_HOUR - ONE_CALL
    return is_noted(tap, case)


def _is_danger(case: Case) -> bool:
    """Return whether somebody may be in danger, and nobody has talked with them so far."""
    return case.level is Level.RED and case.talked_at is None


def _choices(tap: CaseTap, case: Case, *, old: bool = False) -> tuple[str, ...]:
    """Return when the next try may be; an `old` button may come when the afternoon has begun."""
    if _is_danger(case):
        return (HOUR,)
    if not may_try_today(tap, case):
        return (MORNING,)
    if not old and afternoon(tap.now, tap.house.site) <= tap.now:
        return HOUR, MORNING
    return HOUR, AFTERNOON, MORNING


def _button(tap: CaseTap, case: Case, choice: str) -> Button:
    """Return the button of a choice; a morning that is not tomorrow's is named."""
    if choice != MORNING:
        return tap.choice(case, _LABELS[choice], "when", choice)
    made = tap.choice(case, Key.B_TOMORROW_MORNING, "when", choice)
    site, at = tap.house.site, _again_at(tap, choice)
    if is_tomorrow(at, tap.now, site):
        return made
    return replace(made, label=as_label(at, tap.now, site.zone, tap.staff.language))


def _again_at(tap: CaseTap, choice: str) -> datetime:
    if choice == HOUR:
        return tap.now + _AN_HOUR
    if choice == AFTERNOON:
        return max(afternoon(tap.now, tap.house.site), tap.now + _AN_HOUR)
    return next_morning(tap.now, tap.house.site)


def _tell_next(tap: CaseTap, case: Case) -> bool:
    """Tell one further up of a yellow case that tries come to nothing; return whether one heard.

    The taker keeps it: to be put off again and again is what nobody else could see.
    """
    tries = sum(
        what == _TRIED and at >= (case.taken_at or at)
        for at, _, what, _ in cases.story(tap.tx, case.id)
    )
    opens = tap.house.site.next_staffed(tap.now)
    for staff_id in who_hears(case, tries):
        one = here(tap.tx, tap.now, staff_id)
        if one == tap.staff.id:
            continue
        moved = Climb(case=case, why=Why.NOT_REACHED, tell=(one,), notify_at=opens)
        if tell_staff(tap.tx, tap.now, tap.house, moved):
            facts = {"tries": tries, "told": 1}
            cases.tell(tap.tx, tap.now, case.id, str(tap.actor), "tries_told", facts)
            return True
    return False


def _tell_more(tap: CaseTap, case: Case) -> tuple[Case, int]:
    """Return a red case that its taker keeps after more were told, and how many can be told.

    Nobody who may not be rung at this hour is: they hear of it at the opening at the latest, when
    the taking has ended or the next try is told.
    """
    moved = escalation.not_reached(case)
    ring = to_ring(tap.tx, tap.now, tap.house, moved.case)
    others = tuple(one for one in ring if one != tap.staff.id)
    new = tuple(one for one in others if one not in case.ladder)
    ladder = (*case.ladder, *new)
    told = replace(moved.case, ladder=ladder, step=len(ladder) - 1)
    heard = tell_staff(
        tap.tx, tap.now, tap.house, replace(moved, case=told, tell=others, notify_at=tap.now)
    )
    facts = {"round": told.round, "told": heard}
    cases.tell(tap.tx, tap.now, case.id, str(tap.actor), "tried_told", facts)
    return told, heard
