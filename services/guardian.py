"""Parents or guardian of a youth of 15 to 17: three ends, and none stops the youth's own yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from content.areas.enrolment import EnrolmentKey
from content.audience import TextKey
from content.phrases import long_date
from domain.agreement import Guardian
from domain.incoming import Incoming
from domain.masking import mask
from domain.message import Buttons, Purpose
from domain.people import Actor, AgeBand, Role, Staff, Youth
from domain.task import Task, TaskKind
from domain.wall import to_utc, to_wall
from services.access import Action, Denied, allow
from services.buttons import button, rows
from services.guardian_news import asked, bare_all, name, say_it_stands
from services.old_buttons import old_button_of_staff
from services.say import Line, answer_staff, to_staff
from services.world import House
from storage import agreements, audit, tasks
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx, Tx

WISHES = {
    "myself": EnrolmentKey.GUARDIAN_WISH_MYSELF,
    "them": EnrolmentKey.GUARDIAN_WISH_THEM,
    "later": EnrolmentKey.GUARDIAN_WISH_LATER,
}
FARTHEST_REVIEW = timedelta(days=90)
LONGEST_REASON = 1000  # characters
_WISH = "guardian_wish"
_ASK = "ask"
_IS_ADULT = "is_adult"  # how the duty of somebody ended who is 18 after all
_WORKING_DAYS = 2
_ENDS = (
    (EnrolmentKey.B_GUARDIAN_INFORMED, Guardian.INFORMED),
    (EnrolmentKey.B_GUARDIAN_YOUTH_TELLS, Guardian.YOUTH_TELLS),
)


class NotSettled(StrEnum):
    """Why what was written on the page settles nothing."""

    INCOMPLETE = "incomplete"
    CPR = "cpr"


def ask_worker(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Give the worker of a youth of 15 to 17 the duty to settle what parents know.

    Others have no such step, and what was settled before stands. The message leaves at the next
    staffed minute; who was this age before, by what they tapped, has the duty again without one.
    """
    settled = agreements.get(tx, youth.id).guardian is not None
    if youth.age_band is not AgeBand.FROM_15_TO_17 or settled:
        return
    due = house.site.add_working_days(now, _WORKING_DAYS)
    if not _owe(tx, now, youth, due, dedupe=f"guardian:{youth.id}"):
        if not _owed(tx, youth):
            _owe(tx, now, youth, due)
        return
    reader = asked(tx, now, house, youth)
    to_staff(tx, now, reader, _question(house, reader, youth, now))


def no_longer_asked(tx: Tx, now: datetime, youth: Youth) -> None:
    """End the duty, and the messages about it, of somebody who is 18 after all."""
    bare_all(tx, now, youth.id, (_ASK, *WISHES))
    for task in _owed(tx, youth):
        tasks.done(tx, now, task.id, task.staff_id, _IS_ADULT)


def keep_wish(tx: Tx, now: datetime, house: House, youth: Youth, wish: str) -> bool:
    """Keep who the youth wants to tell their parents; return False for no wish of ours.

    The worker, or who covers for them, reads it in words of ours, and settles it.
    """
    if wish not in WISHES:
        return False
    agreed = agreements.get(tx, youth.id)
    if agreed.extra.get(_WISH) == wish:
        return True
    agreements.save(tx, now, youth.id, replace(agreed, extra={**agreed.extra, _WISH: wish}))
    reader = asked(tx, now, house, youth)
    key = WISHES[wish]
    line = Line(
        purpose=Purpose.NOTICE,
        key=key,
        text=house.texts.say(reader.language, key),
        dedupe=name(youth.id, wish),
        due_at=house.site.next_staffed(now),
        buttons=_buttons(house, reader, youth),
    )
    to_staff(tx, now, reader, line)
    return True


def settle_in_chat(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    youth_id: int,
    end: Guardian,
) -> None:
    """Settle the step by a button: they know, or the youth tells them.

    Where parents are told nothing for now, a button that was left over changes nothing: reason,
    leader and day of review stand on the page, and are changed there.
    """
    youth = youth_rows.get(tx, youth_id)
    granted = allow(tx, actor, now, Action.SETTLE_GUARDIAN, youth=youth, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, granted.key)
        return
    if youth is None or end is Guardian.NOT_INFORMED:
        old_button_of_staff(tx, actor, now, house, incoming, staff)
        return
    agreed = agreements.get(tx, youth.id)
    if agreed.guardian is Guardian.NOT_INFORMED:
        say_it_stands(tx, now, house, incoming, staff, youth_id=youth.id, agreed=agreed)
        return
    _settle(tx, actor, now, youth, end, tapped=incoming.message_id)
    said = {
        Guardian.INFORMED: EnrolmentKey.GUARDIAN_INFORMED,
        Guardian.YOUTH_TELLS: EnrolmentKey.GUARDIAN_YOUTH_TELLS,
    }[end]
    words = house.texts.say(staff.language, said)
    line = Line(
        purpose=Purpose.NOTICE,
        key=EnrolmentKey.GUARDIAN_SETTLED,
        text=house.texts.say(staff.language, EnrolmentKey.GUARDIAN_SETTLED, valg=words),
        dedupe=f"in:{incoming.inbox_id}:guardian",
        edits_message_id=incoming.message_id,
    )
    to_staff(tx, now, staff, line)


def settle_on_page(tx: Tx, actor: Actor, now: datetime, youth: Youth, end: Guardian) -> None:
    """Settle the step as told or to be told. The caller has asked for permission."""
    _settle(tx, actor, now, youth, end)


def leaders(rx: Rx) -> list[Staff]:
    """Return who may stand behind a decision to tell parents nothing for now."""
    return [*staff_rows.with_role(rx, Role.LEADER), *staff_rows.with_role(rx, Role.COORDINATOR)]


def settle_without_telling(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    youth: Youth,
    *,
    reason: str,
    leader_id: int | None,
    review_on: date | None,
) -> NotSettled | None:
    """Settle that parents are told nothing for now; the duty comes back on the day of review.

    Returns why nothing was settled, or None when it was. The caller has asked for permission.
    """
    today = to_wall(now, house.site.zone).date()
    known = {person.id for person in leaders(tx)}
    words = " ".join(reason.split())
    if mask(words) != words:
        return NotSettled.CPR
    if not words or len(words) > LONGEST_REASON or leader_id not in known or review_on is None:
        return NotSettled.INCOMPLETE
    if not today < review_on <= today + FARTHEST_REVIEW:
        return NotSettled.INCOMPLETE
    _settle(tx, actor, now, youth, Guardian.NOT_INFORMED)
    agreed = agreements.get(tx, youth.id)
    agreed = replace(
        agreed,
        guardian_reason=words,
        guardian_leader_id=leader_id,
        guardian_review_on=review_on,
    )
    agreements.save(tx, now, youth.id, agreed)
    due = house.site.next_staffed(to_utc(review_on, time(9), house.site.zone))
    _owe(tx, now, youth, due)
    return None


def review_in_words(house: House, staff: Staff, review_on: date) -> str:
    """Return the day of review as staff read it."""
    noon = to_utc(review_on, time(12), house.site.zone)
    return long_date(noon, house.site.zone, staff.language)


def _settle(
    tx: Tx,
    actor: Actor,
    now: datetime,
    youth: Youth,
    end: Guardian,
    *,
    tapped: int | None = None,
) -> None:
    bare_all(tx, now, youth.id, (_ASK, *WISHES), but=tapped)
    agreed = replace(
        agreements.get(tx, youth.id),
        guardian=end,
        guardian_reason="",
        guardian_leader_id=None,
        guardian_review_on=None,
    )
    agreements.save(tx, now, youth.id, agreed)
    for task in _owed(tx, youth):
        tasks.done(tx, now, task.id, actor.id or task.staff_id, end.value)
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="settle_guardian",
        youth_id=youth.id,
        allowed=True,
        detail={"end": end.value},
    )


def _owed(rx: Rx, youth: Youth) -> list[Task]:
    """Return the duties about the step that are not done."""
    found = tasks.open_of_youth(rx, youth.id)
    return [task for task in found if task.kind is TaskKind.GUARDIAN_REVIEW]


def _owe(tx: Tx, now: datetime, youth: Youth, due: datetime, *, dedupe: str | None = None) -> bool:
    """Write the duty down; without a name of its own it is never taken for an earlier one."""
    task = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=youth.mentor_id,
        kind=TaskKind.GUARDIAN_REVIEW,
        created_at=now,
        due_at=due,
    )
    return tasks.add(tx, task, dedupe=dedupe or f"guardian:{youth.id}:{task.id}")


def _question(house: House, mentor: Staff, youth: Youth, now: datetime) -> Line:
    key: TextKey = EnrolmentKey.GUARDIAN_ASK
    return Line(
        purpose=Purpose.NOTICE,
        key=key,
        text=house.texts.say(mentor.language, key),
        dedupe=name(youth.id, _ASK),
        due_at=house.site.next_staffed(now),
        buttons=_buttons(house, mentor, youth),
    )


def _buttons(house: House, mentor: Staff, youth: Youth) -> Buttons:
    ends = [
        button(house, mentor.language, key, "guardian", youth.id, end.value) for key, end in _ENDS
    ]
    # Why they are told nothing is personal: it is written on the youth's page.
    key = EnrolmentKey.B_GUARDIAN_NOT_INFORMED
    return rows(*ends, button(house, mentor.language, key, "openy", youth.id))
