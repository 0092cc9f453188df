"""Opening a case, or joining the one that is open for the same cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.after_red import FIRST_MINUTES
from domain.case import Case, CaseKind, CaseState, Level
from domain.escalation import Climb, Opening, Why, frozen_ladder, opened
from domain.handing_on import LEAST_TO_READ, PROMISED
from domain.people import Actor, Role, Youth
from domain.plan import Programme
from services.case_messages import evidence_of, tell_staff
from services.here import here
from services.on_duty import bosses, nobody_on_duty, to_ring, watching
from services.programme_of import programme_of
from services.step_hours import tell_at_of
from services.world import House
from storage import cases
from storage import staff as staff_rows
from storage.tx import Rx, Tx

RED = frozenset({CaseKind.CRISIS, CaseKind.UNKNOWN_SENDER})


def raise_case(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    youth: Youth | None,
    kind: CaseKind,
    sender_chat: int | None = None,
    within: int | None = None,
) -> Case:
    """Open a case for this cause, freeze its ladder and tell the first rung; or join the open one.

    A red case tells at once everybody whom it may ring (`services.on_duty`). `sender_chat` is the
    chat of somebody whom nobody has enrolled: they have no youth row, and the coordinators are
    the ladder. `within` says by how many working days a human has been in contact,
    where that is not the usual wait.

    Raises:
        ValueError: If there is nobody on the staff at all.
    """
    known = standing(tx, youth, kind, sender_chat=sender_chat)
    if known is not None:
        cases.tell(tx, now, known.id, str(actor), "joined", {})
        return known
    version_id = youth.programme_version_id if youth else max(house.programmes.newest.values())
    programme = programme_of(tx, house, version_id)
    level = Level.RED if kind in RED else Level.YELLOW
    ladder, start = _opened(tx, now, house, programme, youth, level)
    start = _opening(start, kind, now, house, programme)
    if level is Level.RED and nobody_on_duty(tx, now, house):
        start = replace(start, due_at=house.site.next_staffed(now) + FIRST_MINUTES)
    if within is not None:
        due = house.site.add_working_days(start.notify_at, within)
        start = replace(start, due_at=due, escalate_at=due)
    case = Case(
        id=tx.new_id(),
        number=cases.next_number(tx),
        youth_id=youth.id if youth else None,
        kind=kind,
        level=level,
        state=CaseState.OPEN,
        programme_version_id=version_id,
        ladder=ladder,
        step=start.step,
        round=0,
        opened_at=now,
        due_at=start.due_at,
        escalate_at=start.escalate_at,
        taken_by=None,
        taken_at=None,
        try_again_at=None,
        closed_at=None,
        outcome=None,
        way=None,
        evidence=evidence_of(youth, now),
        needs=programme.red_people if level is Level.RED else 1,
    )
    ring = to_ring(tx, now, house, case)
    if level is Level.RED:
        case = _with_others(case, ring)
    sender = (house.owner_id, sender_chat) if sender_chat is not None else None
    cases.add(tx, case, episode=_episode(tx, youth, kind, sender_chat), sender=sender)
    cases.tell(tx, now, case.id, str(actor), "opened", {"kind": kind.value, "level": level.value})
    tell = ring if level is Level.RED else start.tell
    new = Climb(case=case, why=Why.OPENED, tell=tell, notify_at=start.notify_at)
    if tell_staff(tx, now, house, new) == 0:
        case = replace(case, escalate_at=now)  # nobody there: the next rung at once
        cases.save(tx, case)
    tx.wake("climb_ladder")
    return case


def _with_others(case: Case, ring: Sequence[int]) -> Case:
    """Return the case with those on its ladder who are rung in the place of who is away."""
    others = [one for one in ring if one not in case.ladder]
    if not others:
        return case
    ladder = (*case.ladder, *others)
    return replace(case, ladder=ladder, step=len(ladder) - 1)


def standing(
    rx: Rx, youth: Youth | None, kind: CaseKind, *, sender_chat: int | None = None
) -> Case | None:
    """Return the case that is open for this cause, or None."""
    return cases.find_open(rx, _episode(rx, youth, kind, sender_chat))


def _episode(rx: Rx, youth: Youth | None, kind: CaseKind, sender_chat: int | None) -> str:
    who = youth.id if youth is not None else rx.lookup("chat", sender_chat or 0).hex()
    return f"{who}:{kind.value}"


def _opened(
    tx: Tx, now: datetime, house: House, programme: Programme, youth: Youth | None, level: Level
) -> tuple[tuple[int, ...], Opening]:
    """Return the ladder of those who are here when the first of them is told, and its clocks.

    An absence may begin, or end, while a yellow case waits for the site to open.
    """
    tell_at = tell_at_of(tx, house, programme, youth)
    at = now if level is Level.RED else house.site.next_staffed(now)
    ladder = _ladder(tx, at, house, programme, youth, level)
    start = opened(level, now, programme.waits, house.site, ladder=ladder, tell_at=tell_at)
    if start.notify_at > at:  # hours of a rung of its own: who is here may be another one then
        ladder = _ladder(tx, start.notify_at, house, programme, youth, level)
        start = opened(level, now, programme.waits, house.site, ladder=ladder, tell_at=tell_at)
    return ladder, start


def _opening(
    start: Opening, kind: CaseKind, now: datetime, house: House, programme: Programme
) -> Opening:
    if kind is CaseKind.WORD:
        return _word(start, now, house)
    if kind in PROMISED:
        due = house.site.add_working_days(start.notify_at, programme.word_working_days)
        # Said as the day on which it is done: "by Monday at 3", and not "by Tuesday at 9".
        return replace(start, due_at=house.site.last_staffed(due), escalate_at=due)
    return start


def word_clocks(rx: Rx, now: datetime, house: House, case: Case) -> Opening:
    """Return the clocks that a word which comes now would give to this case."""
    programme = programme_of(rx, house, case.programme_version_id)
    start = opened(case.level, now, programme.waits, house.site, ladder=case.ladder)
    return _opening(start, CaseKind.WORD, now, house, programme)


def _word(start: Opening, now: datetime, house: House) -> Opening:
    """Let an unread word climb while the time that the youth was told can still be kept.

    Out of hours that time is the opening, when the worker is told of the case and of the promise;
    the usual wait runs from there.
    """
    promised = house.site.reads_at(now)
    if promised <= start.notify_at:
        return replace(start, due_at=promised)
    least = house.site.add_staffed(start.notify_at, LEAST_TO_READ)
    climbs_at = max(least, min(start.escalate_at, promised))
    return replace(start, due_at=promised, escalate_at=climbs_at)


def _ladder(
    tx: Tx, now: datetime, house: House, programme: Programme, youth: Youth | None, level: Level
) -> tuple[int, ...]:
    coordinators = [
        here(tx, now, person.id)
        for person in staff_rows.with_role(tx, Role.COORDINATOR)
        if person.joined_at
    ]
    above = (*watching(tx, now, house), *bosses(tx)) if level is Level.RED else ()
    if youth is None:
        known = (*coordinators, *above)
        return frozen_ladder(known or [person.id for person in staff_rows.everybody(tx)])
    rungs: list[int] = []
    for rung in programme.ladder:
        if rung == "mentor":
            rungs.append(youth.mentor_id)
        elif rung == "cover":
            rungs.append(youth.cover_id)
        else:
            rungs.extend(coordinators)
    return frozen_ladder([*(here(tx, now, rung) for rung in rungs), *above])
