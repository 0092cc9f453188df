"""What a contact becomes when its time has come: a question, a caring message, or a duty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.checkin import CheckIn, CheckInState
from domain.load import LOOK_BACK
from domain.message import Purpose
from domain.people import Channel, Youth
from domain.plan import ASKS, ContactKind
from domain.planned import Planned
from domain.rhythm import Prompt, Rhythm
from domain.task import Task, TaskKind
from domain.turns import in_turn_by_hand
from services.cafe_line import CafeLine, merge, waiting_line
from services.caring_words import caring_words
from services.human_contact import look_again
from services.invite_early import invite_early
from services.invite_late import invite_late
from services.owe_arrival import NEXT_MORNING, close_mornings
from services.own_interval import has_own_interval
from services.postcard import is_by_sms, is_reached
from services.prompt import question_buttons, question_text, question_wording
from services.say import Line, mentor_of, to_youth
from services.say_plan import plan_for_checkin
from services.sms_prompts import ASKED_BY_SMS, caring_sms, prompt_sms
from services.world import House
from storage import begun, checkins, planned, tasks
from storage import youths as youth_rows
from storage.tx import Tx

SENT, TASK, TURNED = "sent", "task", "turned"


@dataclass(frozen=True, slots=True)
class Due:
    """One planned contact in its transaction, and the rules it was decided by."""

    tx: Tx
    now: datetime
    house: House
    youth: Youth
    plan: Planned
    rhythm: Rhythm

    def record(self, what: str, *, checkin_id: int | None = None) -> bool:
        """Write down what became of it; return False when that was known already."""
        return planned.record(
            self.tx, self.now, self.plan, what=what, reason=None, checkin_id=checkin_id
        )


Begin = Callable[[Due, Prompt, datetime], None]


def begin_contact(due: Due, prompt: Prompt, leaves_at: datetime) -> None:
    """Begin what the rules have let through; whom we do not reach is told by their worker."""
    kind = prompt.contact.kind
    if prompt.contact.pick_up_after is not None and due.youth.channel is not Channel.BOT:
        _see_whether_they_came(due, prompt, leaves_at)
    elif kind in _BY_HAND and _needs_a_voice(due, prompt):
        _say_it_yourself(due, prompt, leaves_at)
    elif kind in ASKS and is_by_sms(due.house, due.youth):
        _ask_by_sms(due, prompt, leaves_at)
    else:
        _BEGIN[kind](due, prompt, leaves_at)


def _needs_a_voice(due: Due, prompt: Prompt) -> bool:
    """Return whether a human says it: to whom we do not reach, and the end to who has only SMS.

    A postcard may not say that the contact ends, and nobody is to find themselves alone.
    """
    by_postcard = prompt.contact.is_notice and is_by_sms(due.house, due.youth)
    return by_postcard or not is_reached(due.house, due.youth)


def _ask(due: Due, prompt: Prompt, leaves_at: datetime) -> None:
    checkin = _checkin(due, prompt, leaves_at)
    if not due.record(SENT, checkin_id=checkin.id):
        return
    contact, house, youth = prompt.contact, due.house, due.youth
    if youth.woke_at is not None and contact.kind is ContactKind.CHECKIN:
        youth_rows.change(due.tx, youth.id, woke_at=None)  # this was the light one
    cafe = _cafe(due, prompt, leaves_at)
    words = _lines(due, prompt, cafe, checkin.id)
    line = Line(
        purpose=Purpose.CHECKIN,
        key=question_wording(contact, checkin),
        text=question_text(house, youth, contact, checkin, leaves_at, between=words),
        dedupe=f"checkin:{checkin.id}",
        buttons=question_buttons(house, youth, contact, checkin),
        due_at=leaves_at,
        late_at=min(prompt.due_at + contact.late_after, checkin.expires_at),
        checkin_id=checkin.id,
    )
    outbox_id = to_youth(due.tx, due.now, youth, line)
    if outbox_id is not None:
        checkins.add(due.tx, replace(checkin, prompt_outbox_id=outbox_id))
        if cafe is not None:
            merge(cafe, checkin.id, outbox_id)


def _ask_by_sms(due: Due, prompt: Prompt, leaves_at: datetime) -> None:
    """Ask the one question that a postcard may carry, in place of what stands in the plan."""
    contact, late_after = prompt.contact, prompt.contact.late_after
    checkin = replace(_checkin(due, prompt, leaves_at), asked=ASKED_BY_SMS)
    if contact.sms_window is not None:  # of a morning: answered later, and not reminded of
        late_after = contact.window
        checkin = replace(checkin, expires_at=leaves_at + contact.sms_window, remind_at=None)
    if not due.record(SENT, checkin_id=checkin.id):
        return
    if due.youth.woke_at is not None:
        youth_rows.change(due.tx, due.youth.id, woke_at=None)
    sms = prompt_sms(due.tx, due.now, due.house, due.youth, checkin)
    line = Line(
        purpose=Purpose.CHECKIN,
        key=sms.key,
        text="",
        sms=sms,
        dedupe=f"checkin:{checkin.id}",
        due_at=leaves_at,
        late_at=min(prompt.due_at + late_after, checkin.expires_at),
        checkin_id=checkin.id,
    )
    outbox_id = to_youth(due.tx, due.now, due.youth, line)
    if outbox_id is not None:
        checkins.add(due.tx, replace(checkin, prompt_outbox_id=outbox_id))


def _lines(due: Due, prompt: Prompt, cafe: CafeLine | None, checkin_id: int | None) -> str:
    """Return what stands above the first question: a plan made together, and an evening."""
    is_checkin = prompt.contact.kind is ContactKind.CHECKIN
    tx, now, house, youth = due.tx, due.now, due.house, due.youth
    plan = plan_for_checkin(tx, now, house, youth, checkin_id) if is_checkin else ""
    return "\n\n".join(filter(None, (plan, cafe.text(due.youth) if cafe is not None else "")))


def _cafe(due: Due, prompt: Prompt, leaves_at: datetime) -> CafeLine | None:
    """Return the evening that a check-in tells of: waits for it, missed, or of this day."""
    if prompt.contact.kind is not ContactKind.CHECKIN:
        return None
    tx, now, house, youth = due.tx, due.now, due.house, due.youth
    waiting = waiting_line(tx, now, house, youth, leaves_at)
    missed = waiting or invite_late(tx, now, house, youth, leaves_at)
    return missed or invite_early(tx, now, house, youth, leaves_at)


def _care(due: Due, prompt: Prompt, leaves_at: datetime) -> None:
    if not due.record(SENT):
        return
    slot, words = _caring(due, prompt)
    line = Line(
        purpose=Purpose.CARING,
        key=f"{prompt.contact.key}.{slot}",
        text=words,
        sms=caring_sms(due.tx, due.now, due.house, due.youth, prompt.due_at),
        dedupe=f"caring:{due.youth.id}:{prompt.contact.key}:{slot}",
        silent=True,
        due_at=leaves_at,
        late_at=prompt.due_at + prompt.contact.late_after,
    )
    to_youth(due.tx, due.now, due.youth, line)


def _caring(due: Due, prompt: Prompt) -> tuple[str, str]:
    draft = due.rhythm.calendar.draft_of(prompt.contact, prompt.due_at)
    return caring_words(due.tx, due.youth, prompt.contact, draft)


def _do(due: Due, prompt: Prompt, leaves_at: datetime) -> None:
    assert prompt.contact.duty is not None, "the file names what a duty is"
    _give(due, prompt, prompt.contact.duty)


def _say_it_yourself(due: Due, prompt: Prompt, leaves_at: datetime) -> None:
    """Let the worker say or write it, as they have agreed with somebody who has no bot."""
    prompt = replace(prompt, asked=_asked_by_hand(due, prompt))
    if prompt.contact.kind is ContactKind.CARING:
        words = _caring(due, prompt)[1]
    else:
        words = _questions(due, prompt, leaves_at)
    _give(due, prompt, TaskKind.PLANNED_CONTACT, words)


def _see_whether_they_came(due: Due, prompt: Prompt, leaves_at: datetime) -> None:
    """Let the worker see who has come, and ask the rest; an SMS once a week asks how they are."""
    close_mornings(due.tx, due.now, due.youth.id, NEXT_MORNING)
    first = prompt.contact.questions[0].key
    others = [key for key in _asked_by_hand(due, prompt) if key != first]
    row = _give
    if prompt.contact.sms_window is not None and is_by_sms(due.house, due.youth):
        _ask_by_sms(due, prompt, leaves_at)
        row = _owe
    row(due, prompt, TaskKind.ARRIVAL, _in_words(due, prompt, others) or None)


def _questions(due: Due, prompt: Prompt, leaves_at: datetime) -> str:
    checkin, contact, youth = _checkin(due, prompt, leaves_at), prompt.contact, due.youth
    plan = _lines(due, prompt, None, None)
    first = question_text(due.house, youth, contact, checkin, leaves_at, between=plan)
    return "\n\n".join(filter(None, [first, _in_words(due, prompt, prompt.asked[1:])]))


def _in_words(due: Due, prompt: Prompt, keys: Sequence[str]) -> str:
    asked = (prompt.contact.question(key) for key in keys)
    texts = [one.text[due.youth.language] for one in asked if one is not None]
    return "\n\n".join(text.format(navn=due.youth.first_name) for text in texts)


def _asked_by_hand(due: Due, prompt: Prompt) -> tuple[str, ...]:
    """Return what the worker asks this time: what they asked before is written down nowhere."""
    contact = prompt.contact
    before = begun.handled(due.tx, due.youth.id, LOOK_BACK)
    times = sum(one.contact_key == contact.key and one.reason is None for one in before)
    off = due.rhythm.calendar.agreement.topics_off
    return in_turn_by_hand(contact, prompt.asked, times, off)


def _give(due: Due, prompt: Prompt, kind: TaskKind, detail: str | None = None) -> None:
    if due.record(TASK):
        _owe(due, prompt, kind, detail)


def _owe(due: Due, prompt: Prompt, kind: TaskKind, detail: str | None = None) -> None:
    task = Task(
        id=due.tx.new_id(),
        youth_id=due.youth.id,
        staff_id=mentor_of(due.tx, due.youth).id,
        kind=kind,
        created_at=due.now,
        due_at=due.house.site.end_of_working_day(due.now),
        detail=detail,
    )
    instant = int(prompt.due_at.timestamp())
    tasks.add(due.tx, task, dedupe=f"plan:{due.youth.id}:{prompt.contact.key}:{instant}")


def _turn(due: Due, prompt: Prompt, leaves_at: datetime) -> None:
    """Let the new window's interval hold, unless the two have agreed on one of their own."""
    programme, youth = due.rhythm.programme, due.youth
    day = due.rhythm.calendar.day_of(prompt.due_at)
    usual, new = (programme.interval_on(each, youth.tier) for each in (day - 1, day))
    follows = youth.contact_interval_days == usual != new
    if due.record(TURNED) and follows and not has_own_interval(due.tx, youth):
        youth_rows.change(due.tx, youth.id, contact_interval_days=new)
        look_again(due.tx, due.house, youth.id)


_BEGIN: Mapping[ContactKind, Begin] = {
    ContactKind.CHECKIN: _ask,
    ContactKind.CAFE: _ask,
    ContactKind.CARING: _care,
    ContactKind.DUTY: _do,
    ContactKind.WINDOW: _turn,
}
_BY_HAND = ASKS | {ContactKind.CARING}


def _checkin(due: Due, prompt: Prompt, leaves_at: datetime) -> CheckIn:
    contact = prompt.contact
    event_at = prompt.due_at + contact.event_after if contact.event_after else None
    expires_at = leaves_at + contact.window
    if event_at is not None:
        expires_at = min(expires_at, event_at)
    return CheckIn(
        id=due.tx.new_id(),
        youth_id=due.youth.id,
        contact_key=contact.key,
        kind=contact.kind,
        programme_version_id=due.plan.programme_version_id,
        occurrence_at=prompt.due_at,
        state=CheckInState.OPEN,
        position=0,
        prompt_outbox_id=0,
        opened_at=leaves_at,
        remind_at=_remind_at(due, prompt, leaves_at, expires_at),
        reminded_at=None,
        expires_at=expires_at,
        event_at=event_at,
        low=False,
        asked=prompt.asked or None,
    )


def _remind_at(
    due: Due, prompt: Prompt, leaves_at: datetime, expires_at: datetime
) -> datetime | None:
    after = prompt.contact.remind_after
    if prompt.contact.pick_up_after is not None:  # tells the worker, and nobody else
        return leaves_at + prompt.contact.pick_up_after
    if after is None:
        return None
    at = due.rhythm.next_suitable(prompt.contact.kind, leaves_at + after)
    return at if at is not None and at < expires_at else None
