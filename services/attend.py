"""Who came: one mark at a time, and what follows from it once the evening is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.cafe import CafeState, Came, Coming, Rsvp, asks_until, seen
from domain.people import Actor, Staff, Youth, YouthStatus
from domain.task import Task, TaskKind
from services.ask_worth import ask_worth
from services.evening import Evening
from services.human_contact import sign_of_life, talked
from storage import audit, cafes, rsvps, tasks

OPENS_BEFORE = timedelta(hours=1)  # somebody always comes early


def may_count(evening: Evening) -> bool:
    """Return whether it can be marked who came: from an hour before it begins on."""
    cafe, now = evening.cafe, evening.now
    return cafe.state is not CafeState.CANCELLED and now >= cafe.begins_at - OPENS_BEFORE


def mark(evening: Evening, rsvp: Rsvp, came: Came | None, by: Staff) -> Rsvp:
    """Write down what the coordinator saw; once the evening is over it counts at once.

    Until then a wrong mark can be mended and nothing has followed from it.
    """
    if rsvp.came is came:
        return rsvp
    marked = seen(rsvp, came, by.id, evening.now)
    rsvps.save(evening.tx, marked)
    if evening.cafe.state is CafeState.HELD:
        settle(evening, marked)
        if marked.worth is None and evening.now < asks_until(evening.cafe):
            ask_worth(evening, marked)
    return marked


def mark_all_yes(evening: Evening, by: Staff) -> None:
    """Mark everybody who said yes and has no mark yet as there."""
    for rsvp in evening.rows():
        if rsvp.answer is Coming.YES and rsvp.invited_at is not None and rsvp.came is None:
            mark(evening, rsvp, Came.SEEN, by)


def count_guests(evening: Evening, guests: int) -> Evening:
    """Write down how many came unannounced. They have no names with us."""
    details = replace(evening.cafe.details, guests=guests)
    changed = replace(evening.cafe, details=details)
    cafes.save(evening.tx, changed)
    return replace(evening, cafe=changed)


def talked_there(evening: Evening, rsvp: Rsvp, *, by: Staff) -> None:
    """Note that a worker and the youth really talked there: that is human contact, too."""
    youth = evening.youth(rsvp)
    at = _then(evening)
    if not _is_news(youth.last_human_contact_at, at):
        return
    talked(evening.tx, at, evening.house, youth)
    audit.record(
        evening.tx,
        evening.now,
        actor=str(Actor.staff(by.id)),
        action="talked_there",
        youth_id=youth.id,
        allowed=True,
        detail={"talked_at": at.isoformat()},
    )


def settle(evening: Evening, rsvp: Rsvp) -> None:
    """Let a mark have its effect.

    Coming is a sign of life. Who said *kommer* and did not come gets no message: the worker has a
    soft duty for the next working day, which goes away when they are excused or were there.
    """
    youth = evening.youth(rsvp)
    if rsvp.has_come and _is_news(youth.last_sign_of_life_at, _then(evening)):
        sign_of_life(evening.tx, _then(evening), youth)
    if rsvp.came is Came.ABSENT and rsvp.answer is Coming.YES and rsvp.invited_at is not None:
        _pick_up(evening, rsvp, youth)
    else:
        _nothing_to_pick_up(evening, rsvp, youth)


def _pick_up(evening: Evening, rsvp: Rsvp, youth: Youth) -> None:
    if youth.status is not YouthStatus.ACTIVE:
        return
    duty = Task(
        id=evening.tx.new_id(),
        youth_id=youth.id,
        staff_id=youth.mentor_id,
        kind=TaskKind.PICK_UP,
        created_at=evening.now,
        due_at=evening.house.site.end_of_next_working_day(evening.now),
    )
    tasks.add(evening.tx, duty, dedupe=_pick_up_name(rsvp))


def _nothing_to_pick_up(evening: Evening, rsvp: Rsvp, youth: Youth) -> None:
    duty = tasks.named(evening.tx, _pick_up_name(rsvp))
    if duty is not None:
        came = rsvp.came.value if rsvp.came else "unmarked"
        tasks.done(evening.tx, evening.now, duty.id, rsvp.came_by or duty.staff_id, came)


def _pick_up_name(rsvp: Rsvp) -> str:
    return f"cafe:{rsvp.cafe_id}:pick_up:{rsvp.youth_id}"


def _then(evening: Evening) -> datetime:
    return min(evening.now, evening.cafe.ends_at)


def _is_news(before: datetime | None, at: datetime) -> bool:
    return before is None or before < at
