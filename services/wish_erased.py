"""A youth wants to be erased: it is written down, has a clock, and is answered by a human.

Nothing is erased here: that is a command (`holdfast youth erase`), and ends the wish as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from content.areas.on_page import OnPageKey
from content.phrases import when
from domain.erasure_wish import FARTHEST_BACK, LONGEST_REASON, NotAnswered, WishEnd, due_at
from domain.masking import mask
from domain.message import Purpose
from domain.people import Actor, Role, Staff, Youth
from domain.task import Task, TaskKind
from domain.wall import to_wall
from services.access import Action, Denied
from services.buttons import button, row
from services.guardian import leaders
from services.initial import initial_and_phase
from services.on_duty import is_reachable
from services.page_link import Visit, may
from services.say import Line, mentor_of, to_staff
from services.world import House
from storage import audit, tasks
from storage import staff as staff_rows
from storage.tx import Rx, Tx

WISHED, ANSWERED = "wish_erasure", "answer_erasure"  # as they stand in the trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A wish as it stands. `end` and what follows are None until it was answered."""

    task: Task
    asked_on: date
    end: WishEnd | None
    answered_by: str | None  # the first name of who wrote the answer down

    @property
    def is_open(self) -> bool:
        """Return whether it waits for its answer."""
        return self.task.due_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What the form shows: the last wish, if any, and who may stand behind a no."""

    wish: Wish | None
    today: date
    leaders: tuple[Staff, ...]

    @property
    def is_open(self) -> bool:
        """Return whether a wish waits for its answer."""
        return self.wish is not None and self.wish.is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAnswer:
    """The answer as the form sent it."""

    end: str
    leader: str
    reason: str
    told_on: str


def read_erasure(rx: Rx, now: datetime, house: House, youth: Youth) -> Erasure:
    """Return what the form shows to who may read the page."""
    return Erasure(
        wish=last_wish(rx, youth.id),
        today=to_wall(now, house.site.zone).date(),
        leaders=tuple(leaders(rx)),
    )


def last_wish(rx: Rx, youth_id: int) -> Wish | None:
    """Return the youth's last wish to be erased, open or answered; None where they had none."""
    task = tasks.latest_of_kind(rx, youth_id, TaskKind.ERASURE)
    if task is None:
        return None
    asked_on = (tasks.name_of(rx, task.id) or "").split(":")[2]
    by = staff_rows.get(rx, task.done_by) if task.done_by is not None else None
    return Wish(
        task=task,
        asked_on=date.fromisoformat(asked_on),
        end=next((one for one in WishEnd if one.value == task.outcome), None),
        answered_by=by.first_name if by is not None else None,
    )


def note_wish(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: Visit, asked_on: str
) -> NotAnswered | Denied | None:
    """Write down that the youth said on a day that they want to be erased; return what was wrong.

    The month runs from that day. It is the duty of a coordinator, who is told. A wish that waits
    already stays as it is.
    """
    allowed = may(tx, now, visit, Action.WRITE_NOTE)
    if isinstance(allowed, Denied):
        return allowed
    youth, day = allowed.youth, _day(asked_on)
    today = to_wall(now, house.site.zone).date()
    if day is None or not today - FARTHEST_BACK <= day <= today:
        return NotAnswered.ASKED_ON
    known = last_wish(tx, youth.id)
    if known is not None and known.is_open:
        return None
    owner = _whose(tx, now, youth)
    due = due_at(day, house.site)
    task = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=owner.id,
        kind=TaskKind.ERASURE,
        created_at=now,
        due_at=due,
    )
    tasks.add(tx, task, dedupe=f"erasure:{youth.id}:{day}:{task.id}")
    facts = {"asked_on": day.isoformat(), "owner": owner.id}
    _record(tx, actor, now, youth, WISHED, facts)
    if owner.id != actor.id:
        _tell(tx, now, house, youth, owner, task)
    return None


def answer_wish(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: Visit, written: WrittenAnswer
) -> NotAnswered | Denied | None:
    """Keep that the youth was told why they are not erased, or not wholly; return what was wrong.

    A no needs a leader who stands behind it. The reason is sealed with the youth's key and stands
    on the page alone; that it was answered, by whom and how stands in the trail.
    """
    allowed = may(tx, now, visit, Action.WRITE_NOTE)
    if isinstance(allowed, Denied):
        return allowed
    youth = allowed.youth
    wish = last_wish(tx, youth.id)
    if wish is None or not wish.is_open:
        return NotAnswered.GONE
    reason = " ".join(written.reason.split())
    wrong = _wrong(tx, now, house, wish, written, reason)
    if wrong is not None:
        return wrong
    end = WishEnd(written.end)
    tasks.reword(tx, wish.task, reason)
    tasks.done(tx, now, wish.task.id, visit.staff_id, end.value)
    leader = int(written.leader) if end is not WishEnd.WITHDRAWN else None
    facts = {"end": end.value, "leader": leader, "told_on": written.told_on}
    _record(tx, actor, now, youth, ANSWERED, facts)
    return None


def _wrong(
    rx: Rx, now: datetime, house: House, wish: Wish, written: WrittenAnswer, reason: str
) -> NotAnswered | None:
    end = next((one for one in WishEnd if one.value == written.end), None)
    if end is None:
        return NotAnswered.END
    known = {str(person.id) for person in leaders(rx)}
    if end is not WishEnd.WITHDRAWN and written.leader not in known:
        return NotAnswered.LEADER
    told = _day(written.told_on)
    if told is None or not wish.asked_on <= told <= to_wall(now, house.site.zone).date():
        return NotAnswered.TOLD_ON
    return _wrong_reason(reason)


def _wrong_reason(reason: str) -> NotAnswered | None:
    if not reason:
        return NotAnswered.REASON
    if len(reason) > LONGEST_REASON:
        return NotAnswered.REASON_LONG
    return NotAnswered.CPR if mask(reason) != reason else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _whose(tx: Tx, now: datetime, youth: Youth) -> Staff:
    """Return whose duty it is: a coordinator who is here, a leader, or the worker themselves."""
    roles = (Role.COORDINATOR, Role.LEADER)
    people = [one for role in roles for one in staff_rows.with_role(tx, role)]
    free = [one for one in people if is_reachable(one)]
    here = [one for one in free if not one.is_away(now)]
    return next(iter([*here, *free]), None) or mentor_of(tx, youth)


def _record(
    tx: Tx, actor: Actor, now: datetime, youth: Youth, action: str, facts: dict[str, Any]
) -> None:
    audit.record(
        tx, now, actor=str(actor), action=action, youth_id=youth.id, allowed=True, detail=facts
    )


def _tell(tx: Tx, now: datetime, house: House, youth: Youth, owner: Staff, task: Task) -> None:
    language, due = owner.language, task.due_at
    assert due is not None, "a wish has a clock"
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=OnPageKey.WISH_NEW,
        text=house.texts.say(
            language,
            OnPageKey.WISH_NEW,
            hvem=initial_and_phase(tx, now, house, youth, language),
            hvornaar=when(due, now, house.site.zone, language),
        ),
        dedupe=f"erasure:{task.id}:new",
        buttons=row(button(house, language, OnPageKey.B_OPEN_WISH, "openy", youth.id)),
        due_at=house.site.next_staffed(now),
    )
    to_staff(tx, now, owner, line)
