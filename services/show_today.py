"""/idag: numbers and reasons, who first and why; a name stands only behind *åbn*."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from content.areas.care import CareKey
from content.areas.receipts import ReceiptKey
from content.areas.staff import StaffKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when
from domain.callback import encode
from domain.case import Case, CaseKind
from domain.incoming import Incoming
from domain.message import Button, Buttons
from domain.people import Actor, Role, Staff
from domain.task import Task, TaskKind
from domain.today import PAGE, Row, Step
from services.access import Action, Denied, allow
from services.buttons import button, row
from services.case_messages import level_words
from services.open_lines import stale_lines
from services.paging import Page
from services.read_today import Today, read_today
from services.say import answer_staff
from services.say_task import say_task
from services.who_has_seen import seen_line
from services.world import House
from storage import staff as staff_rows
from storage.tx import Tx

TO_TALK = frozenset(
    {
        TaskKind.FIRST_CALL,
        TaskKind.PLANNED_CONTACT,
        TaskKind.TRY_YOURSELF,
        TaskKind.PICK_UP,
        TaskKind.ARRIVAL,
        TaskKind.NO_SHOW,
        TaskKind.HELLO,
        TaskKind.FOLLOW_UP_DAY,
        TaskKind.FOLLOW_UP_WEEK,
        TaskKind.MI_TALK,
        TaskKind.EXIT_TALK,
    }
)
ON_PAGE = frozenset({TaskKind.GUARDIAN_REVIEW, TaskKind.ERASURE})  # their ends are chosen there
_SAYS_WORRY = frozenset({CaseKind.CONCERN, CaseKind.PARTNER_CONCERN, CaseKind.CRISIS})
_SEES_TO_LINES = frozenset({Role.COORDINATOR, Role.LEADER, Role.ADMIN})
_COUNTS: dict[str, tuple[TextKey, TextKey]] = {
    "case": (StaffKey.ONE_CASE, StaffKey.CASES),
    "task": (StaffKey.ONE_TASK, StaffKey.TASKS),
    "unread": (StaffKey.ONE_UNREAD, StaffKey.UNREAD),
}


def show_today(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    page: int = 0,
    edit: bool = False,
    first: str | None = None,
) -> None:
    """Show what waits, a page of it; `first` says above it what was just done.

    With `edit` the tapped message becomes the list, else a new one comes.
    """
    granted = allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    today = read_today(tx, now, house, staff)
    view = _View(tx, now, house, staff)
    part = Page.of(today.rows, page, PAGE)
    shown = list(enumerate(part.rows, part.first))
    lines = [view.head(today), *(view.line(number, one) for number, one in shown)]
    if today.later:
        lines.append(view.later(today))
    if staff.role in _SEES_TO_LINES and (stale := stale_lines(tx, now, house)):
        names = ", ".join(line.name for line in stale)
        lines.append(view.say(CareKey.STALE_LINES, linjer=names))
    buttons: Buttons = ()
    for number, one in shown:
        buttons += view.buttons(number, one, part.number)
    buttons += part.buttons(house, staff.language, "today")
    if not today.rows:
        buttons += row(button(house, staff.language, StaffKey.B_CMD_YOUTHS, "youths", 0))
    if today.count("unread"):
        buttons += row(button(house, staff.language, ReceiptKey.B_REPLIES, "replies", 0))
    text = "\n".join(filter(None, [first, *lines]))
    answer_staff(
        tx,
        now,
        house,
        incoming,
        staff,
        StaffKey.TODAY,
        buttons=tuple(one for one in buttons if one),
        edit=edit,
        text=text,
    )


class _View:
    """Says the rows of one day to one reader."""

    def __init__(self, tx: Tx, now: datetime, house: House, staff: Staff) -> None:
        self._tx = tx
        self._now = now
        self._house = house
        self._staff = staff

    def say(self, key: TextKey, **values: str | int) -> str:
        """Return the words of `key` in the reader's language."""
        return self._house.texts.say(self._staff.language, key, **values)

    def count(self, of: str, many: int) -> str:
        """Return how many, as people say it."""
        one, several = _COUNTS[of]
        return self.say(one) if many == 1 else self.say(several, antal=many)

    def head(self, today: Today) -> str:
        """Return the line above the rows."""
        counts = [(of, today.count(of)) for of in _COUNTS]
        parts = [self.count(of, many) for of, many in counts if many]
        if not parts:
            return self.say(StaffKey.TODAY_NOTHING)
        return self.say(StaffKey.TODAY, hvad=", ".join(parts))

    def line(self, number: int, one: Row) -> str:
        """Return a row in words: what, why, since when, and the next step."""
        words = self._words(number, one)
        person = staff_rows.get(self._tx, one.for_id) if one.for_id is not None else None
        if person is None:
            return words
        return self.say(StaffKey.ROW_FOR, raekke=words, medarbejder=person.first_name)

    def _words(self, number: int, one: Row) -> str:
        if one.task is not None:
            return self._task(number, one.task, one.task.due_at or one.since)
        since = self._at(one.since)
        if one.case is None:
            hvad = self._first(one, self.count("unread", one.unread))
            return self.say(StaffKey.ROW_UNREAD, nr=number, hvad=hvad, hvornaar=since)
        words = self.say(
            StaffKey.ROW_CASE,
            nr=number,
            niveau=level_words(self._house, one.case, self._staff),
            nummer=one.case.number,
            art=self._first(one, self.say(Key[f"KIND_{one.case.kind.name}"])),
            hvornaar=since,
            naeste=self._step(one),
        )
        seen = seen_line(self._tx, self._now, self._house, one.case, self._staff.language)
        return "\n".join(filter(None, (words, seen)))

    def _first(self, one: Row, words: str) -> str:
        return self.say(StaffKey.READ_FIRST, art=words) if one.read_first else words

    def _task(self, number: int, task: Task, due: datetime) -> str:
        values: dict[str, str | int] = {
            "nr": number,
            "opgave": say_task(self._tx, self._house, self._staff.language, task),
            "hvornaar": self._at(due),
        }
        first = task.owed_since or due
        if first < due:
            return self.say(StaffKey.ROW_TASK_PUT_OFF, foerst=self._at(first), **values)
        late = task.is_late(self._now)
        return self.say(StaffKey.ROW_TASK_LATE if late else StaffKey.ROW_TASK, **values)

    def later(self, today: Today) -> str:
        """Return what comes on later days, and how much of it should have been done by now."""
        hvad = self.count("task", today.later)
        if not today.later_late:
            return self.say(StaffKey.LATER, hvad=hvad)
        return self.say(StaffKey.LATER_LATE, hvad=hvad, antal=today.later_late)

    def _step(self, one: Row) -> str:
        step = one.step or Step.CALL
        key = StaffKey[f"STEP_{step.name}"]
        at = one.case.try_again_at if one.case is not None else None
        return (
            self.say(key, hvornaar=self._at(at)) if at and step is Step.TRY_AT else self.say(key)
        )

    def _at(self, instant: datetime) -> str:
        return when(instant, self._now, self._house.site.zone, self._staff.language)

    def buttons(self, number: int, one: Row, page: int) -> Buttons:
        """Return what one tap can do about a row; what is rarely done stands behind *mere*."""
        if one.case is not None:
            return (tuple(self._of_case(number, one.case)),)
        if one.youth_id is None:  # it is somebody else's to do
            return ()
        of_task = () if one.task is None else tuple(self._of_task(number, one.task, page))
        first = [self._make(StaffKey.B_ROW_OPEN, number, "openy", one.youth_id)]
        if one.task is None:
            return ((*first, self._make(StaffKey.B_ROW_WORRY, number, "concern", one.youth_id)),)
        if one.task.kind not in TO_TALK:
            return ((*first, *of_task),)
        first.append(self._make(StaffKey.B_ROW_CALL, number, "callyou", one.youth_id))
        return (tuple(first), of_task)

    def _of_case(self, number: int, case: Case) -> Iterator[Button]:
        if case.youth_id is not None:
            yield self._make(StaffKey.B_ROW_OPEN, number, "open", case.id)
        yield self._make(StaffKey.B_ROW_CASE, number, "showcase", case.id)
        if case.youth_id is not None and case.kind not in _SAYS_WORRY:
            yield self._make(StaffKey.B_ROW_WORRY, number, "concern", case.youth_id)

    def _of_task(self, number: int, task: Task, page: int) -> Iterator[Button]:
        if task.kind is TaskKind.THE_END:
            yield self._make(StaffKey.B_ROW_END, number, "ending", task.youth_id)
            return
        if task.kind not in ON_PAGE:
            yield self._make(StaffKey.B_ROW_DONE, number, "task", task.id, f"done-{page}")
        yield self._make(StaffKey.B_ROW_MORE, number, "task", task.id, f"more-{page}")

    def _make(self, key: TextKey, number: int, verb: str, subject: int, value: str = "") -> Button:
        return Button(self.say(key, nr=number), encode(verb, subject, value))
