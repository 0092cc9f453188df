"""Who hears that a worker is away: the cover at once, each youth once and silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from content.areas.staff import DeskKey
from content.phrases import long_date, when
from domain.case import Case, CaseState, Level
from domain.escalation import Climb, Why
from domain.handing_on import cover_for
from domain.message import OutboxState, Purpose
from domain.people import Actor, Staff, Youth, YouthStatus
from services.case_messages import tell_staff
from services.on_duty import to_ring
from services.own_times import quiet_of
from services.say import Line, to_staff, to_youth
from services.world import House
from storage import cases, outbox, today, told
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.outbox import FINAL
from storage.tx import Tx


def tell_away(tx: Tx, now: datetime, house: House, staff: Staff, cover: Staff) -> None:
    """Tell the cover now, and the worker's youths when it begins, outside their quiet hours."""
    assert staff.away_at is not None, "just set"
    assert staff.away_until is not None, "just set"
    zone = house.site.zone
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=DeskKey.COVER_TOLD,
        text=house.texts.say(
            cover.language,
            DeskKey.COVER_TOLD,
            medarbejder=staff.first_name,
            dato=long_date(staff.away_at, zone, cover.language),
            hvornaar=when(staff.away_until, now, zone, cover.language),
        ),
        dedupe=f"{_name(staff)}:cover:{cover.id}",
    )
    to_staff(tx, now, cover, line)
    for youth in _youths(tx, staff):
        if youth.is_paused(now) or youth.held_at is not None:
            continue
        words = Line(
            purpose=Purpose.NOTICE,
            key=DeskKey.AWAY,
            text=house.texts.say(
                youth.language,
                DeskKey.AWAY,
                medarbejder=staff.first_name,
                vikar=cover.first_name,
                dato=long_date(staff.away_until, youth.zone, youth.language),
            ),
            dedupe=f"{_name(staff)}:{youth.id}",
            silent=True,
            due_at=quiet_of(tx, house, youth.id).ends(staff.away_at, youth.zone) or staff.away_at,
            late_at=staff.away_until,
        )
        to_youth(tx, now, youth, words)


def tell_back(tx: Tx, now: datetime, house: House, staff: Staff) -> None:
    """Tell the cover that the worker is here; what youths have not been told yet stays unsaid."""
    for youth in _youths(tx, staff):
        queued = told.named(tx, f"{_name(staff)}:{youth.id}")
        if queued is not None:
            outbox.move(tx, [queued], OutboxState.SKIPPED, reason="back", **FINAL)
    cover = _cover(tx, staff)
    if cover is None:
        return
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=DeskKey.COVER_OVER,
        text=house.texts.say(cover.language, DeskKey.COVER_OVER, medarbejder=staff.first_name),
        dedupe=f"{_name(staff)}:back:{cover.id}",
    )
    to_staff(tx, now, cover, line)


def hand_over(
    tx: Tx, actor: Actor, now: datetime, house: House, staff: Staff, cover: Staff
) -> int:
    """Put the cover in the worker's place in every open case; return how many wait for them now.

    Those that waited for the worker are told to the cover, yellow ones at the next staffed minute.
    """
    given = 0
    for case in today.open_cases(tx):
        if staff.id not in case.ladder and case.taken_by != staff.id:
            continue
        after = cover_for(case, staff.id, cover.id)
        cases.save(tx, after)
        if _waits_anew(case, after):
            given += 1
            cases.tell(tx, now, case.id, str(actor), "covered", {"cover": cover.id})
            red = case.level is Level.RED
            awake = red and cover.id in to_ring(tx, now, house, after)
            leaves = now if awake else house.site.next_staffed(now)
            named = replace(after, given_by=staff.id)  # whose it was, in the words to the cover
            moved = Climb(case=named, why=Why.GIVEN, tell=(cover.id,), notify_at=leaves)
            if tell_staff(tx, now, house, moved):
                _withdraw(tx, case, staff)
    return given


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


def _youths(tx: Tx, staff: Staff) -> Iterator[Youth]:
    for youth_id in today.youths_of(tx, staff.id, also_cover=False):
        youth = youth_rows.get(tx, youth_id)
        if youth is not None and youth.status is YouthStatus.ACTIVE:
            yield youth


def _name(staff: Staff) -> str:
    at = int(staff.away_at.timestamp() * 1000) if staff.away_at is not None else 0
    return f"away:{staff.id}:{at}"


def _cover(tx: Tx, staff: Staff) -> Staff | None:
    return staff_rows.get(tx, staff.away_cover_id) if staff.away_cover_id is not None else None
