"""Opening a case, or joining the one that is open for the same cause."""

from __future__ import annotations

from datetime import datetime

from domain.case import Case, CaseKind, CaseState, Level
from domain.clocks import silence_evidence
from domain.escalation import Opening, frozen_ladder, opened
from domain.people import Actor, Role, Youth
from domain.plan import Programme
from services.case_messages import tell_staff
from services.world import House
from storage import cases
from storage import staff as staff_rows
from storage.tx import Tx

RED = frozenset({CaseKind.CRISIS, CaseKind.UNKNOWN_SENDER})
# What the worker owes an answer within so many working days; the youth is told by when.
PROMISED = frozenset({CaseKind.LOW_ANSWER, CaseKind.CALL_ME, CaseKind.UNDERAGE})


def raise_case(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    youth: Youth | None,
    kind: CaseKind,
    sender_chat: int | None = None,
) -> Case:
    """Open a case for this cause, freeze its ladder and tell the first rung; or join the open one.

    A red case tells everybody on the ladder at once. `sender_chat` is the chat of somebody whom
    nobody has enrolled: they have no youth row, and the coordinators are the ladder.
    """
    episode = f"{youth.id if youth else tx.lookup('chat', sender_chat or 0).hex()}:{kind.value}"
    known = cases.find_open(tx, episode)
    if known is not None:
        cases.tell(tx, now, known.id, str(actor), "joined", {})
        return known
    version_id = youth.programme_version_id if youth else max(house.programmes.newest.values())
    programme = house.programmes.version(version_id)
    level = Level.RED if kind in RED else Level.YELLOW
    ladder = _ladder(tx, programme, youth)
    start = _opening(level, kind, now, house, programme, ladder)
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
        evidence=_evidence(youth, now),
    )
    sender = (house.owner_id, sender_chat) if sender_chat is not None else None
    cases.add(tx, case, episode=episode, sender=sender)
    cases.tell(tx, now, case.id, str(actor), "opened", {"kind": kind.value, "level": level.value})
    if tell_staff(tx, now, house, case, start.tell, leaves=start.notify_at) == 0:
        cases.hurry(tx, now, ladder[case.step])  # nobody there: the next rung at once
    tx.wake("climb_ladder")
    return case


def _opening(
    level: Level,
    kind: CaseKind,
    now: datetime,
    house: House,
    programme: Programme,
    ladder: tuple[int, ...],
) -> Opening:
    start = opened(level, now, programme.waits, house.site, ladder=ladder)
    if kind is CaseKind.WORD:
        due = house.site.reads_at(now)
        due = max(due, start.notify_at)
    elif kind in PROMISED:
        due = house.site.add_working_days(start.notify_at, programme.word_working_days)
    else:
        return start
    return Opening(
        step=start.step, tell=start.tell, notify_at=start.notify_at, due_at=due, escalate_at=due
    )


def _ladder(tx: Tx, programme: Programme, youth: Youth | None) -> tuple[int, ...]:
    coordinators = [
        person.id for person in staff_rows.with_role(tx, Role.COORDINATOR) if person.joined_at
    ]
    if youth is None:
        return frozen_ladder(coordinators or [person.id for person in staff_rows.everybody(tx)])
    rungs: list[int] = []
    for rung in programme.ladder:
        if rung == "mentor":
            rungs.append(youth.mentor_id)
        elif rung == "cover":
            rungs.append(youth.cover_id)
        else:
            rungs.extend(coordinators)
    return frozen_ladder(rungs)


def _evidence(youth: Youth | None, now: datetime) -> dict[str, int | str]:
    return silence_evidence(youth, now) if youth is not None else {}
